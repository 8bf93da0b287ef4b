package registergen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

var (
	givenNames = []string{
		"Aafke", "Bilal", "Çağla", "Daan", "Eefje", "Faysal", "Gijs", "Hülya", "Ibrahim", "Joëlle", "Koen", "Loïs",
		"Malika", "Niels", "Orhan", "Pien", "René", "Søren", "Teun", "Ümit", "Vera", "Wout", "Xander", "Yasmin", "Zoë",
	}
	familyNames = []string{
		"van der Aalst", "Bouazza", "Çakır", "de Groot", "Erdoğan", "Fransen", "Günay", "van 't Hof", "Ibáñez", "Jansen-Bos",
		"Kowalczyk", "Lindström", "Mulder", "Nijhuis", "Öztürk", "Pettersson", "de Rooij", "Schäfer", "Timmermans", "Vöröš",
	}
	neighbourhoods = []string{"Centrum", "Noord", "De Linden", "Oost-Indië", "Zuiderhof"}
	outcomes       = []string{"vraag beantwoord", "aanvraag toegekend", "doorverwezen", "gestopt door inwoner", "gesprek gevoerd"}
	questions      = []string{
		"Wil dat er iemand naast zit bij het gesprek", "Begrijpt de brief niet; \"te moeilijk\"", "Aanvraag loopt vast, hoe nu verder?",
		"Zoekt hulp bij bezwaar, termijn loopt", "Weet niet waar te beginnen", "Eerst bellen\nDaarna brief",
	}
	targetGroups = []string{"", "", "ouderen", "NAH", "lvb, autisme", "jongeren", "laaggeletterd", "mantelzorg"}
)

// latin writes a name with the letters that Windows-1252 has, so that every encoding can hold it.
var latin = strings.NewReplacer("ğ", "g", "ı", "i", "ş", "s", "Ş", "S")

// someone is a name; number makes it one of many.
func someone(number int) string {
	given, family := givenNames[number%len(givenNames)], familyNames[(number/len(givenNames)+number)%len(familyNames)]
	return latin.Replace(given + " " + family)
}

// subscriber is the part of an example phone number behind 06.
func subscriber(number int) string { return fmt.Sprintf("1193%04d", number%10_000) }

func typedPhone(r *rand.Rand, number int, workbook bool) string {
	s := subscriber(number)
	forms := []string{
		"06-" + s, "06 " + s[:2] + " " + s[2:4] + " " + s[4:6] + " " + s[6:], "+31 6 " + s, "00316" + s, "06" + s, "+31(0)6-" + s,
		"tel. 06." + s,
	}
	if workbook {
		forms = append(forms, "#6"+s) // a number cell: the zero in front is gone
	}
	return pick(r, forms)
}

var monthWords = [][]string{
	{"jan", "januari"}, {"feb", "febr."}, {"mrt", "maart"}, {"apr", "april"}, {"mei"}, {"jun", "juni"}, {"jul", "juli"},
	{"aug", "augustus"}, {"sept.", "sep"}, {"okt", "oktober"}, {"nov", "november"}, {"dec.", "december"},
}

func typedDay(r *rand.Rand, day time.Time, workbook bool) string {
	if day.IsZero() {
		return ""
	}
	word := pick(r, monthWords[day.Month()-1])
	forms := []string{
		day.Format("02-01-2006"), day.Format("2-1-2006"), day.Format("2/1/06"), day.Format("2006-01-02"), day.Format("02.01.2006"),
		day.Format("2-1-06"), fmt.Sprintf("%d %s %d", day.Day(), word, day.Year()), fmt.Sprintf(" %d %s '%02d ", day.Day(), strings.ToUpper(word), day.Year()%100),
		day.Format("2-1-2006 15:04"),
	}
	if workbook {
		forms = append(forms, serial(day), serial(day)+".4375")
	}
	return pick(r, forms)
}

// serial is the number that a workbook keeps for a day, marked to be written as a number.
func serial(day time.Time) string {
	return fmt.Sprintf("#%d", int(day.Sub(time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)).Hours()/24)+61)
}

func noSuchDay(r *rand.Rand) string {
	return pick(r, []string{"31-02-2021", "30 feb 2022", "31/4/21", "2021-13-01", "29-02-2023", "0-1-2021", "32 mrt 2021"})
}

// citizenNumber makes nine digits that pass the eleven test, typed in some way. It returns the
// digits too.
func citizenNumber(r *rand.Rand) (typed, digits string) {
	for {
		first := 10_000_000 + r.IntN(89_999_999)
		sum, rest := 0, first
		for weight := 2; weight <= 9; weight++ {
			sum += weight * (rest % 10)
			rest /= 10
		}
		if check := sum % 11; check < 10 {
			d := fmt.Sprintf("%d%d", first, check)
			return pick(r, []string{d, d[:3] + " " + d[3:6] + " " + d[6:], d[:4] + "." + d[4:6] + "." + d[6:], d[:3] + "-" + d[3:]}), d
		}
	}
}

// retyped writes a name in another way that is the same to us.
func retyped(r *rand.Rand, name string) string {
	return pick(r, []string{strings.ToUpper(name), strings.ToLower(name), " " + strings.ReplaceAll(name, " ", "  ") + " ", withoutAccents.Replace(name)})
}

var withoutAccents = strings.NewReplacer(
	"Ç", "C", "ç", "c", "ë", "e", "é", "e", "ï", "i", "ü", "u", "Ü", "U", "Ö", "O", "ö", "o", "ä", "a", "á", "a", "ñ", "n", "š", "s", "Š", "S",
)
