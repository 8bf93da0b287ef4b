package register_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

// ours are the lists of a municipality.
var ours = register.Lists{
	Neighbourhoods: []register.Entry{{Code: "sprang_capelle", Names: []string{"Sprang-Capelle", "sprang"}}, {Code: "n1", Names: []string{"Noord"}}},
	TargetGroups: []register.Entry{
		{Code: "elderly", Names: []string{"Ouderen", "Elderly people", "oudere"}}, {Code: "lvb", Names: []string{"Licht verstandelijke beperking"}},
		{Code: "late", Names: []string{"ouderen"}}, {Code: "low_literacy", Names: []string{"Laaggeletterd"}},
	},
	SubThemes: []register.Entry{{Code: "energy", Names: []string{"Energiearmoede", "energie"}, LifeDomain: "income"}, {Code: "homelessness", LifeDomain: "housing"}},
}

// inOurs reads a row with the lists of a municipality.
func inOurs(t *testing.T, kind register.Kind, cells map[string]string) register.Row {
	t.Helper()
	var headings, line []string
	for heading, cell := range cells {
		headings, line = append(headings, heading), append(line, `"`+cell+`"`)
	}
	r, err := register.Open([]byte(strings.Join(headings, ";")+"\n"+strings.Join(line, ";")), register.Options{Kind: kind, Lists: &ours})
	if err != nil {
		t.Fatal(err)
	}
	return r.Row(0)
}

// Words are found by code, label and word; what is in no list is told with the word.
func TestWordsBecomeCodesOfTheLists(t *testing.T) {
	for _, c := range []struct {
		column, typed string
		groups        []string
		place         string
		domains       []register.LifeDomain
		themes        []string
		told          string
	}{
		{"Doelgroep", "ouderen", []string{"elderly"}, "", nil, nil, ""},
		{"Doelgroep", "OUDERE / lvb", []string{"elderly", "lvb"}, "", nil, nil, ""},
		{"Doelgroep", "elderly, low_literacy", []string{"elderly", "low_literacy"}, "", nil, nil, ""},
		{"Doelgroep", "Licht verstandelijke beperking (lvb) & Ouderen (75 jaar)", []string{"lvb", "elderly"}, "", nil, nil, ""},
		{"Doelgroep", "lvb, zeldzaam", []string{"lvb"}, "", nil, nil, "'zeldzaam'"},
		{"Doelgroep", "geen", nil, "", nil, nil, ""},
		{"Doelgroep", "111222333", nil, "", nil, nil, "burgerservicenummer"},
		{"Wijk", "sprang capelle", nil, "sprang_capelle", nil, nil, ""},
		{"Wijk", "NOORD", nil, "n1", nil, nil, ""},
		{"Wijk", "Ver weg", nil, "", nil, nil, "De wijk"},
		{"Leefgebied(en)", "energiearmoede, wmo", nil, "", []register.LifeDomain{"income", "wmo"}, []string{"energy"}, ""},
		{"Leefgebied(en)", "dakloos", nil, "", []register.LifeDomain{"housing"}, []string{"homelessness"}, ""},
		{"Leefgebied(en)", "schulden", nil, "", []register.LifeDomain{"income"}, nil, "'schulden'"},
	} {
		cells := map[string]string{}
		for heading, cell := range plain {
			cells[heading] = cell
		}
		cells[c.column] = c.typed
		row := inOurs(t, register.Applications, cells)
		a := row.Application
		domains := c.domains
		if domains == nil {
			domains = []register.LifeDomain{"wmo"}
		}
		got := []any{a.TargetGroups, a.Neighbourhood, a.LifeDomains, a.SubThemes}
		if diff := cmp.Diff([]any{c.groups, c.place, domains, c.themes}, got); diff != "" {
			t.Errorf("%s %q: %s", c.column, c.typed, diff)
		}
		told := slices.ContainsFunc(row.Notes, func(r register.Remark) bool { return c.told != "" && strings.Contains(r.Text("nl"), c.told) })
		if told != (c.told != "") || c.told == "" && len(row.Notes) > 0 {
			t.Errorf("%s %q: told %v", c.column, c.typed, row.Notes)
		}
		if len(row.ToComplete) > 0 {
			t.Errorf("%s %q: %v", c.column, c.typed, row.ToComplete)
		}
	}
	s := inOurs(t, register.Supporters, map[string]string{"Naam": "Bo", "Soort": "vrijwilliger", "Max zaken": "1", "Telefoon": "06-11930001", "Doelgroepen": "oudere, x y", "Wijk": "Noord"})
	if diff := cmp.Diff([]string{"elderly"}, s.Supporter.TargetGroups); diff != "" || s.Supporter.Neighbourhood != "n1" || len(s.Notes) != 1 {
		t.Errorf("a supporter: %s %+v", diff, s)
	}
}
