// Package texts has every sentence and word that people read in an answer of the server, in Dutch
// (B1) and English: the text of a reason, of a field that breaks a rule, of a notice, and the
// labels of codes. A language is one file, nl.yaml or en.yaml; nothing else here knows a language.
package texts

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"oco.example/oco/server/platform/errs"
)

//go:embed *.yaml
var files embed.FS

// Languages are the languages that there is a file for; the first is used when a caller asks for
// none, or for another.
var Languages = []string{"nl", "en"}

// language is one file.
type language struct {
	// Reasons by errs.Reason; "REASON.resource" goes before "REASON" for one resource.
	Reasons map[string]string `yaml:"reasons"`
	// Notices by the name of the NoticeReason; "REASON.field" goes before "REASON" for one field.
	Notices map[string]string `yaml:"notices"`
	// Rules by the identifier of the rule; {field} is the label, {Field} the same with a capital.
	Rules map[string]string `yaml:"rules"`
	// Forms say what a field must look like, by field: the answer to a pattern that does not fit.
	Forms map[string]string `yaml:"forms"`
	// Special goes before Rules for one field: "field rule".
	Special map[string]string `yaml:"special"`
	// Fields are the labels, by name or by the end of a path, "applicant.name".
	Fields map[string]string `yaml:"fields"`
	// Resources are the words for what an error is about, with their article.
	Resources map[string]string `yaml:"resources"`
	// Words are all other labels.
	Words map[string]string `yaml:"words"`
}

// catalogue is filled once, from files that are part of the program: a mistake in them stops
// every test and every start.
var catalogue = load()

func load() map[string]*language {
	loaded := make(map[string]*language, len(Languages))
	for _, name := range Languages {
		content, err := files.ReadFile(name + ".yaml")
		if err != nil {
			panic(fmt.Sprintf("texts: %v", err))
		}
		l := &language{}
		decoder := yaml.NewDecoder(strings.NewReader(string(content)))
		decoder.KnownFields(true)
		if err := decoder.Decode(l); err != nil {
			panic(fmt.Sprintf("texts: %s.yaml: %v", name, err))
		}
		loaded[name] = l
	}
	return loaded
}

func in(lang string) *language {
	if l, ok := catalogue[lang]; ok {
		return l
	}
	return catalogue[Languages[0]]
}

// Reason is the sentence for a refusal. Arguments are translated where there is a word for them:
// "resource" and "state" by the names of the contract, "why" by the name of a gate.
func Reason(lang string, reason errs.Reason, args map[string]string) string {
	l := in(lang)
	text, ok := l.Reasons[string(reason)+"."+args["resource"]]
	if !ok {
		text, ok = l.Reasons[string(reason)]
	}
	if !ok {
		text = l.Reasons[string(errs.Internal)]
	}
	words := l.translated(reason, args)
	words["Resource"], words["Why"] = capital(words["resource"]), capital(words["why"])
	return fill(text, words)
}

// translated replaces the arguments that are names of the contract by words. What has no word is
// left out, so that no name of the contract is ever shown.
func (l *language) translated(reason errs.Reason, args map[string]string) map[string]string {
	words := make(map[string]string, len(args)+3)
	for name, value := range args {
		switch name {
		case "resource":
			words[name] = first(l.Resources[value], l.Resources[""])
		case "state":
			words[name] = first(l.state(args["resource"], value), l.Words["state.unknown"])
		case "why":
			words[name] = first(l.Words["why."+value], l.Words["GATE_"+strings.ToUpper(value)], l.Words["why.unknown"])
		default:
			words[name] = value
		}
	}
	if _, ok := words["resource"]; !ok {
		words["resource"] = l.Resources[""]
	}
	if _, ok := words["state"]; !ok {
		words["state"] = l.Words["state.unknown"]
	}
	if _, ok := words["why"]; !ok && reason == errs.NotEligible {
		words["why"] = l.Words["why.unknown"]
	}
	return words
}

// state finds the word for a state: "CLOSED" of an application is APPLICATION_STATE_CLOSED.
func (l *language) state(resource, state string) string {
	if word, ok := l.Words[state]; ok {
		return word
	}
	upper := strings.ToUpper(state)
	return first(l.Words[strings.ToUpper(resource)+"_STATE_"+upper], l.Words["state."+strings.ToLower(state)])
}

// Violation is the sentence for a field that breaks a rule. It always says something that helps:
// without a text for this rule it asks to look at the field.
func Violation(lang string, v errs.Violation) string {
	l := in(lang)
	text, ok := l.special(v.Field, v.Rule)
	if !ok {
		if text, ok = l.Rules[v.Rule]; !ok {
			text = l.Rules["unknown"]
		}
	}
	label := l.label(v.Field)
	args := make(map[string]string, len(v.Args)+2)
	for name, value := range v.Args {
		args[name] = value
	}
	args["field"], args["Field"] = label, capital(label)
	return fill(text, args)
}

// special is the text for this rule in this field: one of its own, or what its form must be.
func (l *language) special(field, rule string) (string, bool) {
	for _, end := range ends(field) {
		if text, ok := l.Special[end+" "+rule]; ok {
			return text, true
		}
		if form, ok := l.Forms[end]; ok && isForm(rule) {
			return form, true
		}
	}
	return "", false
}

// isForm reports whether a rule says what a text must look like.
func isForm(rule string) bool {
	return rule == "string.pattern" || rule == "string.email" || rule == "string.in"
}

// label is the word for a field, the most precise there is.
func (l *language) label(field string) string {
	for _, end := range ends(field) {
		if label, ok := l.Fields[end]; ok {
			return label
		}
	}
	return l.Fields[""]
}

// Notice is the sentence for a remark about a field of the request, or about the whole of it.
func Notice(lang, reason, field string) string {
	l := in(lang)
	label, text := l.label(field), l.Notices[reason]
	for _, end := range ends(field) {
		if special, ok := l.Notices[reason+"."+end]; ok {
			text = special
			break
		}
	}
	return fill(text, map[string]string{"field": label, "Field": capital(label)})
}

// Word is the label of a value: an enum value by its full name ("LIFE_DOMAIN_HOUSING"), or a key
// of the section words ("problem.INVALID"). A key that has no word gives the empty text.
func Word(lang, key string) string { return in(lang).Words[key] }

// Sentence is a word with its places filled in; what is not given becomes an ellipsis.
func Sentence(lang, key string, args map[string]string) string { return fill(Word(lang, key), args) }

// Day is a day (YYYY-MM-DD) as people say it: "3 maart 2026".
func Day(lang, day string) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return day
	}
	return strings.TrimPrefix(parts[2], "0") + " " + Word(lang, "month."+parts[1]) + " " + parts[0]
}

var index = regexp.MustCompile(`\[[^\]]*\]`)

// ends are the ends of a path without indexes, the longest first: "a.b.c", "b.c", "c".
func ends(field string) []string {
	parts := strings.Split(index.ReplaceAllString(field, ""), ".")
	list := make([]string, 0, len(parts))
	for i := range parts {
		list = append(list, strings.Join(parts[i:], "."))
	}
	return list
}

func first(candidates ...string) string {
	i := slices.IndexFunc(candidates, func(s string) bool { return s != "" })
	if i < 0 {
		return ""
	}
	return candidates[i]
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var place = regexp.MustCompile(`\{[A-Za-z_]+\}`)

// fill puts the arguments in their places in one go, so that an argument is never read as a
// place; a place without an argument becomes an ellipsis.
func fill(text string, args map[string]string) string {
	return place.ReplaceAllStringFunc(text, func(p string) string {
		if value, ok := args[p[1:len(p)-1]]; ok && value != "" {
			return value
		}
		return "…"
	})
}
