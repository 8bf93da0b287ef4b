package support_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"oco.example/oco/server/support"
)

// fold stands in for the platform's own, which knows accents.
func fold(text string) string { return strings.ReplaceAll(strings.ToLower(text), "ë", "e") }

func TestWhichTextsNameAResident(t *testing.T) {
	names := []string{"Zoë van der Berg-Jansen", "Wil Li", "جمال علي", "Bo de Groot", "Ans 't Hart", "J. El Amrani"}
	for text, want := range map[string]int{
		"Mijn inwoner krijgt geen antwoord van de gemeente.": 0,
		"Zoë krijgt geen antwoord.":                          1,
		"Dag! zoe krijgt geen antwoord.":                     2,
		"ZOE krijgt geen antwoord":                           1,
		"Wat doe ik voor mevrouw Jansen?":                    6,
		"wat doe ik voor mevrouw jansen?":                    6,
		"De familie Berg-Visser vraagt het":                  3,
		"Zij wil een ander huis, van der Linden weet dat":    0,
		"Jansens huis":                     0,
		"Met Wil is afgesproken":           2,
		"Zij wil dat niet":                 0,
		"Bij Li thuis":                     2,
		"bij li thuis":                     2,
		"bo wil dat niet":                  1,
		"met ans gaat het niet":            2,
		"De gans en de mans":               0,
		"Een groot probleem met haar hart": 0,
		"Mevrouw De Groot":                 3,
		"j wil het niet":                   0,
		"el niño":                          0,
		"mevrouw amrani":                   2,
		"Wat doe ik voor جمال":             5,
		"Wat doe ik voor علي":              5,
		"Berg":                             1,
		"bergen":                           0,
		"":                                 0,
	} {
		if got := support.NameIn(text, names, fold); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
	if support.NameIn("Zoë", nil, fold) != 0 {
		t.Error("nobody is named by a text without names")
	}
}

// said are words of a text that name nobody, and are in no list.
var said = []string{"de", "inwoner", "krijgt", "antwoord", "Gemeente", "brief", "vandaag", "afspraak", "met", "om", "hoe", "zij", "wacht", "weken", "wij"}

// A name of whatever length, in whatever capitals, between whatever signs, is found at its place; without one nothing is.
func TestAWholeNameIsFoundWhateverItsLengthAndCapitals(t *testing.T) {
	name := rapid.OneOf(rapid.SampledFrom([]string{"Bo", "Ans", "Li", "Zoë", "Sam", "Jo", "Ada", "Ria", "Fatima", "Yusuf", "Xi", "Özgür", "Åsa"}), rapid.StringMatching(`[BCDFGKLPQXZ][yqxz]{1,9}`))
	cases := []func(string) string{strings.ToLower, strings.ToUpper, func(s string) string { return s }, func(s string) string {
		first, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(first)) + strings.ToUpper(s[size:])
	}}
	rapid.Check(t, func(t *rapid.T) {
		resident := name.Draw(t, "name")
		text := rapid.SliceOfN(rapid.SampledFrom(said), 0, 12).Draw(t, "text")
		signs := rapid.SampledFrom([]string{" ", ", ", "\n", "-", " (", ") ", "'", ". ", "3"})
		write := func(words []string) string {
			var b strings.Builder
			for _, word := range words {
				b.WriteString(word + signs.Draw(t, "sign"))
			}
			return b.String()
		}
		people := []string{"Nora van der Kant", resident + " de Vries"}
		if got := support.NameIn(write(text), people, fold); got != 0 {
			t.Fatalf("%q names nobody, and %d is said to", text, got)
		}
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		written := rapid.SampledFrom(cases).Draw(t, "case")(resident)
		if got := support.NameIn(write(slices.Insert(slices.Clone(text), at, written)), people, fold); got != at+1 {
			t.Fatalf("%q of %q in %q: got %d, want %d", written, resident, text, got, at+1)
		}
		if got := support.NameIn(write(slices.Insert(slices.Clone(text), at, written+"je")), people, fold); got != 0 {
			t.Fatalf("%qje is no name of theirs: got %d", written, got)
		}
	})
}

// Who has an ordinary word for a name keeps nobody from writing that word; with a capital it is the name.
func TestAnOrdinaryWordIsANameWithACapitalAlone(t *testing.T) {
	for _, name := range []string{"Wil", "Mei", "Groot", "Jong", "Klein", "Zus", "Hulp", "Zorg"} {
		word := strings.ToLower(name)
		if got := support.NameIn("wij zien "+word+" vaak", []string{name + " Kant"}, fold); got != 0 {
			t.Errorf("%q is refused", word)
		}
		if got := support.NameIn("wij zien "+name+" vaak", []string{name + " Kant"}, fold); got != 3 {
			t.Errorf("%q is not found", name)
		}
	}
	for _, particle := range []string{"van", "Van", "de", "De", "het", "El", "in"} {
		if got := support.NameIn("Zij komt "+particle+" hier", []string{"Nora " + particle + " Kant"}, fold); got != 0 {
			t.Errorf("%q names somebody", particle)
		}
	}
}
