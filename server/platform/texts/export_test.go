package texts

import (
	"maps"
	"slices"
	"strings"
)

// Label is the word for a field, "telefoonnummer" for "resident.phone". Its second result is
// false when only the word for any field is known.
func Label(lang, field string) (string, bool) {
	l := in(lang)
	label := l.label(field)
	return label, label != l.Fields[""]
}

// Has reports whether a rule has a text in every language, for the field if it needs one.
func Has(field, rule string) bool {
	for _, name := range Languages {
		l := catalogue[name]
		if _, ok := l.special(field, rule); ok {
			continue
		}
		text, ok := l.Rules[rule]
		if !ok {
			return false
		}
		if _, known := Label(name, field); !known && strings.Contains(strings.ToLower(text), "{field}") {
			return false
		}
	}
	return true
}

// HasResource reports whether there is a word for what a refusal is about.
func HasResource(lang, resource string) bool { return in(lang).Resources[resource] != "" }

// Rules lists every rule that has a text of its own, those that only Go can check among them. A
// rule that a slice raises must be one of them; a test reads the source of every slice for that.
func Rules() []string { return slices.Sorted(maps.Keys(in(Languages[0]).Rules)) }
