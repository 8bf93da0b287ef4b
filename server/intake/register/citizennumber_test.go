package register_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/citizennumber"
)

// A citizen service number is kept in no field, and the row says that it was there.
func TestCitizenNumbersAreTakenForNothingElse(t *testing.T) {
	for _, c := range []struct{ column, typed, phone, email string }{
		{"Telefoon", "111222333", "", ""},
		{"Telefoon", "111.222.333", "", ""},
		{"Telefoon", "111 222 333", "", ""},
		{"Telefoon", "111222333.0", "", ""},
		{"Telefoon", "111222333 / 06-11930001", "+31611930001", ""},
		{"Telefoon", "06-11930001, 123456782", "+31611930001", ""},
		{"Telefoon", "111 222 333 06-11930001", "+31611930001", ""},
		{"E-mail", "111222333@lijst.example", "", ""},
		{"E-mail", "bsn.111.222.333@lijst.example", "", ""},
		{"Naam inwoner", "Jan 111222333", "+31611930007", ""},
		{"Vraag", "111222333.0", "+31611930007", ""},
		{"Vraag", "111 222 333 06-12345678", "+31611930007", ""},
		{"Huisnummer", "111222333", "+31611930007", ""},
	} {
		cells := map[string]string{}
		for heading, cell := range plain {
			cells[heading] = cell
		}
		if c.column == "E-mail" {
			cells["Telefoon"] = ""
		}
		cells[c.column] = c.typed
		var headings, line []string
		for heading, cell := range cells {
			headings, line = append(headings, heading), append(line, cell)
		}
		row := one(t, strings.Join(headings, ";"), strings.Join(line, ";"))
		a := row.Application
		if !slices.Contains(rules(row), register.RuleNumberMasked) {
			t.Errorf("%s %q: nobody is told: %v", c.column, c.typed, rules(row))
		}
		if a.Phone.Reveal() != c.phone || a.Email.Reveal() != c.email {
			t.Errorf("%s %q: phone %q, mail %q", c.column, c.typed, a.Phone.Reveal(), a.Email.Reveal())
		}
		for _, kept := range []string{a.Name.Reveal(), a.Phone.Reveal(), a.Email.Reveal(), a.Question.Reveal(), a.HouseNumber.Reveal(), row.Key.Reveal()} {
			if _, found := citizennumber.Mask(kept); found > 0 || strings.Contains(kept, "111222333") {
				t.Errorf("%s %q is kept as %q", c.column, c.typed, kept)
			}
		}
	}
}

// Phone numbers that merely look like one stay; where it may be one, somebody is asked to look.
func TestPhoneNumbersThatLookLikeCitizenNumbers(t *testing.T) {
	for typed, c := range map[string]struct {
		phone string
		told  bool
	}{
		"611930002":    {"+31611930002", false},
		"611122236":    {"+31611122236", false}, // passes the eleven test; a spreadsheet took the zero
		"611122236.0":  {"+31611122236", false},
		"0611122236":   {"+31611122236", false},
		"0111-222333":  {"+31111222333", false},
		"+31111222333": {"+31111222333", false},
		"0111222333":   {"+31111222333", true},
	} {
		row := with(t, "Telefoon", typed)
		if got := row.Application.Phone.Reveal(); got != c.phone || slices.Contains(rules(row), register.RulePhoneDoubt) != c.told ||
			slices.Contains(rules(row), register.RuleNumberMasked) {
			t.Errorf("%q: %q, %v", typed, got, rules(row))
		}
	}
}

// Programs write whole numbers with ".0" behind them, in a workbook and in what they export.
func TestWholeNumbersWithAPoint(t *testing.T) {
	row := with(t, "Nr", "12.0", "Telefoon", "611930001.0", "Route", "2.0", "Uren", "3.0", "Vraag", "artikel 4.0", "Datum aanmelding", "44202.0")
	a := row.Application
	if row.Number != "12" || a.Phone.Reveal() != "+31611930001" || a.Route != "informal" || a.Minutes != 180 || a.Question.Reveal() != "artikel 4.0\n\nUren: 3" || a.AppliedOn != "2021-01-06" {
		t.Errorf("got %q %+v", row.Number, a)
	}
	book := excelize.NewFile()
	for cell, value := range map[string]string{"A1": "Datum aanmelding", "B1": "Naam inwoner", "C1": "Vraag", "A2": "6-1-2021", "B2": "Jan", "C2": "111222333.0"} {
		if err := book.SetCellStr("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, _ := open(t, b.Bytes(), register.Applications)
	if got := rows[0].Application.Question.Reveal(); got != citizennumber.Masked {
		t.Errorf("kept: %q", got)
	}
}

// What an earlier version read otherwise is known again by the key that it had then.
func TestRowsOfEarlierVersionsHaveTheirFormerKey(t *testing.T) {
	taken := with(t, "Telefoon", "0111-222333")
	now := with(t, "Telefoon", "111222333")
	if now.FormerKey.Reveal() != taken.Key.Reveal() || now.Key.Reveal() == taken.Key.Reveal() {
		t.Errorf("a citizen number that was a phone: %q, was %q", now.FormerKey.Reveal(), taken.Key.Reveal())
	}
	unread := with(t, "Telefoon", "", "E-mail", "jan@lijst.example")
	now = with(t, "Telefoon", "611930001.0", "E-mail", "jan@lijst.example")
	if now.FormerKey.Reveal() != unread.Key.Reveal() {
		t.Errorf("a number that was not read: %q, was %q", now.FormerKey.Reveal(), unread.Key.Reveal())
	}
	if former := with(t).FormerKey.Reveal(); former != "" {
		t.Errorf("nothing changed, and yet: %q", former)
	}
}
