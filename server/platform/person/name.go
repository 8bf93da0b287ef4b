// Package person brings what people type about a person into one form, so that the same person
// is found again: names without case and accents, phone numbers as E.164, mails, postcodes. The
// results feed search keys and the judgement of duplicates; what people typed is kept as it is.
package person

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// undivided are letters with a stroke or joined letters, which Unicode does not take apart.
var undivided = strings.NewReplacer(
	"ø", "o", "ł", "l", "đ", "d", "ð", "d", "ħ", "h", "ŧ", "t", "ı", "i", "æ", "ae", "œ", "oe", "þ", "th",
	// What word processors make of an apostrophe and a hyphen.
	"’", "'", "‘", "'", "ʼ", "'", "´", "'", "`", "'", "‐", "-", "‑", "-", "–", "-", "−", "-",
)

// Fold writes text without case and accents, each letter in its plain form (NFKD). Folding twice
// is folding once.
func Fold(text string) string {
	if plain(text) {
		return strings.ToLower(text)
	}
	// Taking apart can bring capitals and accents to light, and lower case can too.
	for {
		folded := undivided.Replace(strip(cases.Fold().String(strip(undivided.Replace(text)))))
		if folded == text {
			return folded
		}
		text = folded
	}
}

// NameWords returns the words of a name, folded, in order: the parts that a search by name may
// ask for. Everything but letters and digits parts words, so "El-Amrani" has two; an apostrophe
// is left out, so "d'Arc" has one.
func NameWords(name string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(Fold(name), "'", ""), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// NameKey returns the name without regard to case, accents and spaces: "Zoë  Müller " and
// "ZOE MULLER" are one.
func NameKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, Fold(name))
}

// strip takes letters apart and leaves the accents out.
func strip(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
}

// plain reports whether text is ASCII without the one character that folds to another.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == '`' {
			return false
		}
	}
	return true
}
