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
	// Taking apart can bring capitals and accents to light, and lower case can too. Two rounds settle
	// every character there is; the bound keeps a text that never settles from holding up a call.
	for range mostRounds {
		folded := undivided.Replace(strip(cases.Fold().String(strip(undivided.Replace(text)))))
		if folded == text {
			break
		}
		text = folded
	}
	return text
}

// mostRounds bounds how often a text is folded.
const mostRounds = 4

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

// strip takes letters apart and leaves the accents out. Cherokee is written in capitals: folding
// turns its capitals into small letters and its small letters into capitals, and never settles.
func strip(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.Is(unicode.Cherokee, r):
			return unicode.ToUpper(r)
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
