package register_test

import (
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/intake/register"
)

// What stands in the place of a name is no name: it is completed, and makes nobody the same person.
func TestPlacesForNames(t *testing.T) {
	for _, name := range []string{"-", "?", "Nvt", "n.v.t.", "onbekend", "Anoniem", "111222333", "111.222.333", "***", "geen naam"} {
		row := with(t, "Naam inwoner", name)
		if !row.Kept() || !slices.Contains(rules(row), register.RuleNameMissing) || strings.Contains(row.Application.Name.Reveal(), "111") {
			t.Errorf("%q: %v", name, rules(row))
		}
		for _, phone := range []string{"", "06-11930007"} {
			one := with(t, "Naam inwoner", name, "Telefoon", phone, "Vraag", "een brief")
			other := with(t, "Naam inwoner", name, "Telefoon", phone, "Vraag", "een gesprek")
			again := with(t, "Naam inwoner", name, "Telefoon", phone, "Vraag", "Een  BRIEF.", "Route", "2")
			if one.Key.Reveal() == other.Key.Reveal() || one.Key.Reveal() != again.Key.Reveal() || one.PersonKey.Reveal() != "" {
				t.Errorf("%q with phone %q: keys %q, %q, %q", name, phone, one.Key.Reveal(), other.Key.Reveal(), again.Key.Reveal())
			}
		}
	}
	for _, name := range []string{"J", "Bo", "Nan", "李小龙", "محمد", "Ł", "D'n Onbekende"} {
		if got := rules(with(t, "Naam inwoner", name)); len(got) > 0 {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// Without phone and mail nobody can be told apart by them: two questions of one name on one day may be
// two people, and neither is dropped.
func TestTwoWithoutContactAreNotOne(t *testing.T) {
	head := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag\n"
	rows, _ := open(t, []byte(head+"6-1-2021;Geen Contact;;zelf;Wmo;een brief\n6-1-2021;geen contact;onbekend;zelf;Wmo;een gesprek\n6-1-2021;GEEN Contact;-;zelf;zorg;een brief\n"), register.Applications)
	verdicts := register.Judge(rows)
	if verdicts[0].Result != register.Imported || verdicts[1].Result != register.Imported || verdicts[2].Result != register.Duplicate {
		t.Errorf("%v", verdicts)
	}
	if former := rows[0].FormerKey.Reveal(); former == "" || former != rows[1].FormerKey.Reveal() || former == rows[0].Key.Reveal() {
		t.Errorf("an earlier version knew both by one key: %q, %q", former, rows[1].FormerKey.Reveal())
	}
}

// A number between words is a number, and the words are kept and told.
func TestPhoneNumbersBetweenWords(t *testing.T) {
	for _, c := range []struct {
		typed, phone string
		words        bool
	}{
		{"06-11940406 (dochter)", "+31611940406", true},
		{"dochter: 06-11940406", "+31611940406", true},
		{"06-11940406 na 18u", "+31611940406", true},
		{"na 18 uur: 06 11 94 04 06", "+31611940406", true},
		{"(013) 468 12 34 vast", "+31134681234", true},
		{"+31 6 11940406, alleen whatsapp", "+31611940406", true},
		{"0611940406 of via buren", "+31611940406", true},
		{"611940406.0", "+31611940406", false},
		{"tel. 06-11940406", "+31611940406", false},
		{"06-11940406 / 013-4681235", "+31611940406", false},
		{"06-119404066", "", false},
		{"bel 112", "", true},
		{"geheim", "", true},
	} {
		row := with(t, "Telefoon", c.typed, "E-mail", "jan@lijst.example")
		told := slices.Contains(rules(row), register.RulePhoneWords)
		if got := row.Application.Phone.Reveal(); got != c.phone || told != (c.words && c.phone != "") {
			t.Errorf("%q: %q, %v", c.typed, got, rules(row))
		}
		if kept := strings.Contains(row.Application.Question.Reveal(), "Telefoon: "+c.typed); c.words && !kept {
			t.Errorf("%q is lost: %q", c.typed, row.Application.Question.Reveal())
		}
	}
	// An earlier version did not read it: the row is known by what it was then.
	if now, then := with(t, "Telefoon", "06-11940406 (dochter)", "E-mail", "jan@lijst.example"), with(t, "Telefoon", "", "E-mail", "jan@lijst.example"); now.FormerKey.Reveal() != then.Key.Reveal() {
		t.Errorf("former key %q, it was %q", now.FormerKey.Reveal(), then.Key.Reveal())
	}
}
