package register_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/intake/register"
)

// What happened lies behind us; what is planned, or lapses, may lie ahead.
func TestDatesInTheFuture(t *testing.T) {
	head := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag;OCO;Datum gekoppeld;Eerste afspraak;Afgesloten op"
	for _, c := range []struct {
		days   [4]string
		column string
	}{
		{[4]string{"5-3-2024", "5-3-2024", "5-3-2024", "5-3-2024"}, ""},
		{[4]string{"4-3-2024", "5-3-2024", "20-3-2024", ""}, ""},
		{[4]string{"6-3-2024", "", "", ""}, "Datum aanmelding"},
		{[4]string{"6-1-2121", "", "", ""}, "Datum aanmelding"},
		{[4]string{"4-3-2024", "6-3-2024", "", ""}, "Datum gekoppeld"},
		{[4]string{"4-3-2024", "4-3-2024", "", "1-6-2027"}, "Afgesloten op"},
	} {
		supporter := ""
		if c.days[1] != "" {
			supporter = "Piet"
		}
		line := strings.Join([]string{c.days[0], "Jan", "06-11930007", "zelf", "wmo", "brief", supporter, c.days[1], c.days[2], c.days[3]}, ";")
		r, err := register.Open([]byte(head+"\n"+line), register.Options{Kind: register.Applications, Today: "2024-03-05"})
		if err != nil {
			t.Fatal(err)
		}
		row := r.Row(0)
		told := slices.IndexFunc(row.ToComplete, func(r register.Remark) bool { return r.Is(register.RuleDateFuture) })
		switch {
		case row.Application == nil:
			t.Errorf("%v is not kept", c.days)
		case c.column == "" && len(row.ToComplete) > 0:
			t.Errorf("%v: %v", c.days, row.ToComplete)
		case c.column != "" && (told < 0 || row.ToComplete[told].Column != c.column):
			t.Errorf("%v: %v, want %s", c.days, row.ToComplete, c.column)
		}
	}
	supporters, err := register.Open([]byte("Naam;Soort;Max zaken;Telefoon;VOG tot\nBo;vrijwilliger;2;06-11930001;1-1-2030"), register.Options{Kind: register.Supporters, Today: "2024-03-05"})
	if err != nil || len(supporters.Row(0).ToComplete) > 0 {
		t.Errorf("a certificate lapses in the future: %v", err)
	}
}

// A date of birth is none of ours, however it is written; another date of their own still is.
func TestDatesOfBirthRefuseNothing(t *testing.T) {
	for heading, refused := range map[string]bool{
		"Geb.datum": false, "geb datum": false, "Gebdatum": false, "Geboortedatum": false, "Datum geb.": false, "Date of birth": false, "Datum evaluatie": true, "Datum begeleiding": true,
	} {
		row := one(t, "Datum aanmelding;Naam inwoner;"+heading, "6-1-2021;Jan;00-00-1950")
		if (row.Refused != nil) != refused {
			t.Errorf("%s: %v", heading, row.Refused)
		}
	}
}

// A yes before the question is no match that can be counted: its day is kept as words.
func TestAMatchBeforeTheApplicationIsNone(t *testing.T) {
	row := with(t, "OCO", "Piet", "Datum gekoppeld", "5-1-2021", "Afgesloten op", "8-2-2021")
	if a := row.Application; a.Matched() || a.MatchedOn != "" || !strings.Contains(a.Question.Reveal(), "OCO: Piet\nDatum gekoppeld: 2021-01-05\nAfgesloten op: 2021-02-08") {
		t.Errorf("matched %q: %q", a.MatchedOn, a.Question.Reveal())
	}
	if got := rules(row); !slices.Equal(got, []register.Rule{register.RuleDateOrder}) {
		t.Errorf("told %v", got)
	}
	if !with(t, "OCO", "Piet", "Datum gekoppeld", "6-1-2021").Application.Matched() {
		t.Error("on the same day it is one")
	}
}

// Times of a spreadsheet are hours and minutes, whatever they are stored as.
func TestHoursOfAWorkbook(t *testing.T) {
	const minutes = 1.0 / (24 * 60)
	for _, c := range []struct {
		value any
		style int // a number format of every workbook; 0 for a plain number
		want  int
	}{
		{0.0625, 20, 90}, {0.25, 20, 360}, {0.5, 46, 720}, {1.5, 46, 36 * 60}, {45 * minutes, 21, 45}, {0, 20, 0},
		{0.0625, 0, 90}, {0.125, 0, 180}, {30 * minutes, 0, 30},
		{0.25, 0, 15}, {0.5, 0, 30}, {0.75, 0, 45}, {1.5, 0, 90}, {12, 0, 720}, {0.333, 0, 20}, {"1:30", 0, 90}, {"0,5", 0, 30}, {"1u30", 0, 90}, {"2 uur 15 min", 0, 135}, {"12 uur", 0, 720},
	} {
		book := excelize.NewFile()
		set := func(cell string, value any) {
			if err := book.SetCellValue("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
		}
		for i, cell := range []string{"Datum aanmelding", "Naam inwoner", "OCO", "Datum gekoppeld"} {
			set(string(rune('A'+i))+"1", cell)
			set(string(rune('A'+i))+"2", []any{44202, "Jan", "Piet", 44202}[i])
		}
		set("E1", "Uren")
		set("E2", c.value)
		if c.style > 0 {
			style, err := book.NewStyle(&excelize.Style{NumFmt: c.style})
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStyle("Sheet1", "E2", "E2", style); err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStyle("Sheet1", "A2", "A2", style); err != nil { // a day that is shown as a time
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := book.Write(&b); err != nil {
			t.Fatal(err)
		}
		rows, _ := open(t, b.Bytes(), register.Applications)
		if a := rows[0].Application; a == nil || a.Minutes != c.want || a.AppliedOn != "2021-01-06" {
			t.Errorf("%v as %d: %+v", c.value, c.style, a)
		}
	}
}
