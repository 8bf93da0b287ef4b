package register_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

// What no field is for stands under the question, with its heading; what a field took does not.
func TestNothingIsLostWithoutAWord(t *testing.T) {
	const question = "Hulp bij een brief"
	match := []string{"OCO", "Piet", "Datum gekoppeld", "7-1-2021", "Afgesloten op", "8-2-2021"}
	for _, c := range []struct {
		name  string
		cells []string
		left  []string
	}{
		{"nothing else", nil, nil},
		{"a whole history", append(slices.Clone(match), "Resultaat", "vraag beantwoord", "Uren", "3", "Eerste afspraak", "8-1-2021"), nil},
		{"a day of closing alone", []string{"Afgesloten op", "8-2-2021"}, []string{"Afgesloten op: 2021-02-08"}},
		{
			"history without a match", []string{"Eerste afspraak", "8-1-2021", "Afgesloten op", "8 feb 21", "Resultaat", "klaar", "Uren", "3 uur"},
			[]string{"Eerste afspraak: 2021-01-08", "Afgesloten op: 2021-02-08", "Resultaat: klaar", "Uren: 3 uur"},
		},
		{"a match without a supporter", []string{"Datum gekoppeld", "7-1-2021"}, []string{"Datum gekoppeld: 2021-01-07"}},
		{"a supporter without a match", []string{"OCO", "vrijwilliger B"}, []string{"OCO: vrijwilliger B"}},
		{"words for a date", []string{"Afgesloten op", "overleden"}, []string{"Afgesloten op: overleden"}},
		{"words that say that it goes on", []string{"Afgesloten op", "loopt nog", "Eerste afspraak", "n.v.t."}, nil},
		{"a date with words", []string{"Eerste afspraak", "8-1-2021 (tel)"}, []string{"Eerste afspraak: 8-1-2021 (tel)", "Eerste afspraak: 2021-01-08"}},
		{"hours in words", []string{"Uren", "veel"}, []string{"Uren: veel"}},
		{"an unknown channel", []string{"Via", "postduif"}, []string{"Via: postduif"}},
		{"an unknown route", []string{"Route", "linksaf"}, []string{"Route: linksaf"}},
		{"an unknown life domain", []string{"Leefgebied(en)", "tuin, wmo"}, []string{"Leefgebied(en): tuin"}},
		{"a wrong postcode", []string{"Postcode", "514 AB"}, []string{"Postcode: 514 AB"}},
		{"a wrong phone", []string{"Telefoon", "06-1193"}, []string{"Telefoon: 06-1193"}},
		{"no phone", []string{"Telefoon", "geheim"}, []string{"Telefoon: geheim"}},
		{"no phone in other words", []string{"Telefoon", "onbekend", "E-mail", "geen"}, nil},
		{"two phones", []string{"Telefoon", "06-11930007 / 0416-339911"}, []string{"Telefoon: 06-11930007 / 0416-339911"}},
		{"somebody's phone", []string{"Telefoon", "dochter: 06-11930007"}, []string{"Telefoon: dochter: 06-11930007"}},
		{"a phone as people write it", []string{"Telefoon", "tel. 0031 (0)6 - 11 93 00 07"}, nil},
		{"a wrong mail", []string{"E-mail", "jan@lijst"}, []string{"E-mail: jan@lijst"}},
		{"a mail in capitals", []string{"E-mail", " Jan@Lijst.example "}, nil},
		{"a resident who says no", []string{"Toestemming", "nee, nog niet"}, []string{"Toestemming: nee, nog niet"}},
		{"a referrer who did not apply", []string{"Naam verwijzer", "mw. Bee", "Organisatie verwijzer", "KBO"}, []string{"Naam verwijzer: mw. Bee", "Organisatie verwijzer: KBO"}},
		{"who applied, in other words", []string{"Aangemeld door", "de kapper", "Organisatie verwijzer", "Salon", "Naam verwijzer", "Bo"}, []string{"Aangemeld door: de kapper"}},
		{"a citizen number", []string{"Resultaat", "bsn 111222333"}, []string{"Resultaat: bsn •••••••••"}},
	} {
		row := with(t, c.cells...)
		want := question
		if c.left != nil {
			want += "\n\n" + strings.Join(c.left, "\n")
		}
		if diff := cmp.Diff(want, row.Application.Question.Reveal()); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Remarks stand under the question, each column's with its heading, masked and within what is kept.
func TestRemarksOfTheList(t *testing.T) {
	head := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag;Opmerkingen;Bijzonderheden"
	start := "6-1-2021;Jan;06-11930007;zelf;Wmo;"
	row := one(t, head, start+"hulp;na 17u bellen;hond in huis, bsn 111222333")
	if got := row.Application.Question.Reveal(); got != "hulp\n\nOpmerkingen: na 17u bellen\nBijzonderheden: hond in huis, bsn •••••••••" {
		t.Errorf("got %q", got)
	}
	if got := rules(row); !slices.Equal(got, []register.Rule{register.RuleNumberMasked}) {
		t.Errorf("told: %v", got)
	}
	if got := one(t, head, start+";alleen op school;").Application.Question.Reveal(); got != "Opmerkingen: alleen op school" {
		t.Errorf("without a question: %q", got)
	}
	row = one(t, head, start+"hulp;"+strings.Repeat("é", 4001)+";")
	if got := len([]rune(row.Application.Question.Reveal())); got != 4000 || !slices.Contains(rules(row), register.RuleTextCut) {
		t.Errorf("%d characters are kept: %v", got, rules(row))
	}
}

// A supporter has no place for these: each is told.
func TestWhatIsNotTakenOverOfASupporterIsTold(t *testing.T) {
	for _, c := range []struct {
		column, typed string
		rule          register.Rule
	}{
		{"Opmerkingen", "alleen overdag", register.RuleNotTaken},
		{"Postcode", "5141 AB", register.RuleNotTaken},
		{"Huisnummer", "12", register.RuleNotTaken},
		{"Uren per week", "3,5", register.RuleWholeHours},
		{"Geheimhouding", "3-2-2021", register.RuleNotTaken},
		{"OCO-opleiding", "volgt in maart", register.RuleNotTaken},
		{"VOG tot", "aangevraagd", register.RuleNotTaken},
		{"Telefoon", "06-11939001, na 17u", register.RuleNotTaken},
		{"Geheimhouding", "ja", ""},
		{"VOG tot", "1-1-2030", ""},
		{"Opmerkingen", "-", ""},
		{"Postcode", "", ""},
	} {
		head := "Naam;Soort;Max zaken;E-mail;" + c.column
		rows, _ := open(t, []byte(head+"\nBo;vrijwilliger;2;bo@lijst.example;"+c.typed), register.Supporters)
		got := rows[0].Notes
		if c.rule == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || got[0].Rule != c.rule || got[0].Column != c.column || !strings.Contains(got[0].Text("nl"), c.column) || len(rows[0].ToComplete) > 0 {
			t.Errorf("%s %q: %v %v", c.column, c.typed, got, rows[0].ToComplete)
		}
	}
}
