package register_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/errs"
)

// page is a sheet of a workbook: rows of cells parted by semicolons.
type page struct {
	name   string
	hidden string // "hidden", "very", or nothing
	rows   []string
}

func book(t *testing.T, pages ...page) []byte {
	t.Helper()
	b := excelize.NewFile()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range pages {
		_, err := b.NewSheet(p.name)
		must(err)
		for y, row := range p.rows {
			for x, cell := range strings.Split(row, ";") {
				place, err := excelize.CoordinatesToCellName(x+1, y+1)
				must(err)
				must(b.SetCellStr(p.name, place, cell))
			}
		}
	}
	must(b.DeleteSheet("Sheet1"))
	for i, p := range pages {
		if p.hidden == "" {
			b.SetActiveSheet(i) // the one that is shown cannot be hidden
		}
	}
	for _, p := range pages {
		if p.hidden != "" {
			must(b.SetSheetVisible(p.name, false, p.hidden == "very"))
		}
	}
	var out bytes.Buffer
	must(b.Write(&out))
	return out.Bytes()
}

// The sheet that is read is one that people see, the only one that fits, or the one that is asked for.
func TestTheSheetOfAWorkbook(t *testing.T) {
	const full, small = "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Vraag", "Datum;Naam"
	list := func(name, head string, people ...string) page {
		p := page{name: name, rows: []string{head}}
		for _, who := range people {
			p.rows = append(p.rows, "6-1-2021;"+who)
		}
		return p
	}
	hide := func(p page, how string) page { p.hidden = how; return p }
	notes := page{name: "Lijsten", rows: []string{"Wijk;Leefgebied", "Centrum;Wmo"}}
	for _, c := range []struct {
		name   string
		pages  []page
		ask    string
		sheet  string
		people []string
		others []string
		rule   register.Rule
		known  string
	}{
		{"one", []page{list("2021", full, "Bo")}, "", "2021", []string{"Bo"}, nil, "", ""},
		{"one beside lists", []page{notes, list("2021", full, "Bo")}, "", "2021", []string{"Bo"}, []string{"Lijsten"}, "", ""},
		{"two that fit", []page{list("2020", full, "Al"), list("2021", small, "Bo"), notes}, "", "", nil, nil, register.RuleSheetChoose, "2020, 2021"},
		{"one of two", []page{list("2020", full, "Al"), list("2021", full, "Bo")}, "2021", "2021", []string{"Bo"}, []string{"2020"}, "", ""},
		{"a larger one that is hidden", []page{hide(list("Archief", full, "Al", "Cy"), "hidden"), list("2021", small, "Bo")}, "", "2021", []string{"Bo"}, []string{"Archief"}, "", ""},
		{"a better one that is very hidden", []page{list("Invoer", small, "Bo"), hide(list("_oud", full, "Al"), "very")}, "", "Invoer", []string{"Bo"}, []string{"_oud"}, "", ""},
		{"a hidden one that is asked for", []page{list("Invoer", small, "Bo"), hide(list("_oud", full, "Al"), "hidden")}, "_oud", "", nil, nil, register.RuleSheetUnknown, "Invoer"},
		{"only a hidden one fits", []page{notes, hide(list("_oud", full, "Al"), "hidden")}, "", "", nil, nil, register.RuleColumnsMissing, ""},
		{"one that is not there", []page{list("2021", full, "Bo")}, "2022", "", nil, nil, register.RuleSheetUnknown, "2021"},
		{"an empty form beside it", []page{list("Leeg", full), list("2021", full, "Bo")}, "", "2021", []string{"Bo"}, []string{"Leeg"}, "", ""},
		{"only an empty form", []page{list("Leeg", full)}, "", "Leeg", nil, nil, "", ""},
	} {
		file := book(t, c.pages...)
		options := register.Options{Kind: register.Applications, Sheet: c.ask}
		if c.rule != "" {
			if _, rule := refusal(t, file, options); rule != c.rule {
				t.Errorf("%s: refused by %s, want %s", c.name, rule, c.rule)
			}
			if _, err := register.Open(file, options); c.known != "" && errs.Of(err).Violations[0].Args["known"] != c.known {
				t.Errorf("%s: to choose from %v", c.name, errs.Of(err).Violations[0].Args)
			}
			continue
		}
		r, err := register.Open(file, options)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var people []string
		for _, row := range r.All() {
			people = append(people, row.Application.Name.Reveal())
		}
		if diff := cmp.Diff([]any{c.sheet, c.people, c.others}, []any{r.Report.Sheet, people, r.Report.OtherSheets}); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if field, rule := refusal(t, []byte(full+"\n"), register.Options{Kind: register.Applications, Sheet: "2021"}); field != "sheet" || rule != register.RuleSheetNone {
		t.Errorf("a plain file: %s %s", field, rule)
	}
}
