package support

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// shortestName is how many letters a word of a name has at least that names anybody: "Bo", "Li". One letter is an initial.
const shortestName = 2

// particles are words in names that name nobody.
var particles = words(`van der den de het ten ter te op in en aan bij uit over von zu del della di da do dos las los la le du des bin ibn ben el al abu
	the and mevrouw meneer dhr mevr mw heer fam familie`)

// ordinary are words that people use every day and that are names as well: "Wil", "Mei", "de Groot". They name somebody with a
// capital alone.
var ordinary = words(`an as au bos dag dam dan das dijk dom door dus eens er ergens fijn ga gaat ge geer gek geen gemeente god goed groen groot haan haar
	haas hart hek help her hij hof hoe hoek hoeve hoop horst huis hulp ik is ja jaar je jong kamp kant kerk keur kind klein kok kom kort kraan kring kuip
	kunst land lang last leen leer lief lijn licht loon man markt mee mei men mens met mijn mooi mol moet naar nat nee net nieuw nog noord nu of ook om ons
	oost oud pad park plan punt raad recht reden rijk rood ruim school sluis slot snel sta stad steen ster sterk storm straat tak tijd toe tot tuin tijdens
	veel veld ver vis vlag vol voor vos vraag vrede vrij vroeg warm wat week weer weg wel werk west wie wij wil winter wit wol wolf woud ze zee zeer zij zo
	zomer zon zorg zuid zus zwart`)

func words(list string) map[string]bool {
	known := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		known[word] = true
	}
	return known
}

// NameIn says which word of a text names one of some people, counted from 1; 0 is none. A word does that is one of theirs,
// whole, whatever the capitals and accents, which fold takes away; what is also an ordinary word only with a capital. Words
// like "van der" name nobody, and one letter does not.
func NameIn(text string, names []string, fold func(string) string) (place int) {
	theirs := map[string]bool{}
	for _, name := range names {
		for _, word := range wordsOf(name) {
			if word = fold(word); utf8.RuneCountInString(word) >= shortestName && !particles[word] {
				theirs[word] = true
			}
		}
	}
	return 1 + slices.IndexFunc(wordsOf(text), func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		folded := fold(word)
		return theirs[folded] && (!ordinary[folded] || unicode.IsUpper(first))
	})
}

// wordsOf are the words of a text: letters, with the marks that belong to them.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// Unnamed refuses a text that names one of the residents whom its writer supports. It says which word does, by its place: a
// refusal repeats no name.
func Unnamed(field string, text sealed.Text, residents []string, fold func(string) string) error {
	if place := NameIn(text.Reveal(), residents, fold); place > 0 {
		return errs.Field(field, "consultation.name", "place", strconv.Itoa(place))
	}
	return nil
}
