package register_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake/register"
)

// applicationHead are the columns of the rows below.
const applicationHead = "Nr;Datum aanmelding;Naam inwoner;Telefoon;E-mail;Postcode;Wijk;Aangemeld door;Naam verwijzer;Organisatie verwijzer;" +
	"Via;Leefgebied(en);Vraag;Doelgroep;Toestemming;Route;OCO;Datum gekoppeld;Eerste afspraak;Afgesloten op;Resultaat;Uren;Datum evaluatie;Geboortedatum"

// plain is a row of which there is nothing to tell.
var plain = map[string]string{
	"Nr": "7", "Datum aanmelding": "6-1-2021", "Naam inwoner": "Jan de Wit", "Telefoon": "06-11930007", "Aangemeld door": "zelf",
	"Via": "tel", "Leefgebied(en)": "wmo", "Vraag": "Hulp bij een brief", "Toestemming": "ja",
}

// with reads the plain row with some cells changed.
func with(t *testing.T, pairs ...string) register.Row {
	t.Helper()
	cells := map[string]string{}
	for name, value := range plain {
		cells[name] = value
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		cells[pairs[i]] = pairs[i+1]
	}
	var line []string
	for _, name := range strings.Split(applicationHead, ";") {
		line = append(line, `"`+strings.ReplaceAll(cells[name], `"`, `""`)+`"`)
	}
	return one(t, applicationHead, strings.Join(line, ";"))
}

// rules are the rules of a row's remarks: first why it is not kept, then what is to be completed,
// then notes.
func rules(row register.Row) []register.Rule {
	var list []register.Rule
	for _, r := range []*register.Remark{row.Skipped, row.Refused} {
		if r != nil {
			list = append(list, r.Rule)
		}
	}
	for _, r := range slices.Concat(row.ToComplete, row.Notes) {
		list = append(list, r.Rule)
	}
	return list
}

func TestRowsOfApplications(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []string
		kept  bool
		rules []register.Rule
	}{
		{"nothing to tell", nil, true, nil},
		{"no date", []string{"Datum aanmelding", ""}, false, []register.Rule{register.RuleNoDate}},
		{"words for a date", []string{"Datum aanmelding", "volgt nog"}, false, []register.Rule{register.RuleNoClearDate}},
		{"ditto for a date", []string{"Datum aanmelding", "idem"}, false, []register.Rule{register.RuleNoClearDate}},
		{"a month for a date", []string{"Datum aanmelding", "jan 2021"}, false, []register.Rule{register.RuleNoClearDate}},
		{"a day without its year", []string{"Datum aanmelding", "6 jan"}, false, []register.Rule{register.RuleNoClearDate}},
		{"a week for a date", []string{"Datum aanmelding", "week 3", "Naam inwoner", ""}, false, []register.Rule{register.RuleNoDate}},
		{"no name", []string{"Naam inwoner", " "}, false, []register.Rule{register.RuleNoName}},
		{"no such date of application", []string{"Datum aanmelding", "31-2-2021"}, false, []register.Rule{register.RuleNoSuchDate}},
		{"no such date of the match", []string{"Datum gekoppeld", "31-2-2021"}, false, []register.Rule{register.RuleNoSuchDate}},
		{"no such date in a column of their own", []string{"Datum evaluatie", "31-2-2021"}, false, []register.Rule{register.RuleNoSuchDate}},
		{"a date of birth that is not known", []string{"Geboortedatum", "00-00-1950"}, true, nil},
		{"no question", []string{"Vraag", ""}, true, []register.Rule{register.RuleQuestionMissing}},
		{"an impossible date goes before consent", []string{"Afgesloten op", "31-2-2021", "Toestemming", "nee", "Aangemeld door", "dochter"}, false, []register.Rule{register.RuleNoSuchDate}},
		{"a doubtful date", []string{"Datum gekoppeld", "ca. 7-1-2021", "OCO", "Piet"}, true, []register.Rule{register.RuleDateUnclear}},
		{"dates in the wrong order", []string{"Datum gekoppeld", "5-1-2021", "OCO", "Piet"}, true, []register.Rule{register.RuleDateOrder}},
		{"referrer without consent", []string{"Aangemeld door", "verwijzer", "Naam verwijzer", "A. Bee", "Toestemming", "nee"}, false, []register.Rule{register.RuleNoConsent}},
		{"near person without consent", []string{"Aangemeld door", "dochter", "Toestemming", ""}, false, []register.Rule{register.RuleNoConsent}},
		{"consent that is not plainly yes", []string{"Aangemeld door", "dochter", "Toestemming", "ja, later"}, false, []register.Rule{register.RuleNoConsent}},
		{"consent with a letter", []string{"Aangemeld door", "dochter", "Toestemming", " J "}, true, nil},
		{"resident without a consent cell", []string{"Toestemming", ""}, true, nil},
		{"resident who says no", []string{"Toestemming", "nee"}, true, []register.Rule{register.RuleConsentDoubt}},
		{"somebody unknown applied", []string{"Aangemeld door", "de kapper"}, true, []register.Rule{register.RuleApplicantUnknown}},
		{"somebody unknown applied without consent", []string{"Aangemeld door", "de kapper", "Toestemming", ""}, false, []register.Rule{register.RuleNoConsent}},
		{"nobody is said to have applied", []string{"Aangemeld door", ""}, true, []register.Rule{register.RuleApplicantMissing}},
		{"no way to reach", []string{"Telefoon", "onbekend"}, true, []register.Rule{register.RuleNoContact}},
		{"a wrong number", []string{"Telefoon", "06-1193", "E-mail", "jan@lijst.example"}, true, []register.Rule{register.RulePhone}},
		{"a wrong address", []string{"E-mail", "jan@lijst"}, true, []register.Rule{register.RuleMail}},
		{"a wrong postcode", []string{"Postcode", "514 AB"}, true, []register.Rule{register.RulePostcode}},
		{"an unknown life domain", []string{"Leefgebied(en)", "tuin & wmo"}, true, []register.Rule{register.RuleDomainUnknown}},
		{"no life domain", []string{"Leefgebied(en)", ""}, true, []register.Rule{register.RuleDomainMissing}},
		{"an unknown channel", []string{"Via", "postduif"}, true, []register.Rule{register.RuleChannelUnknown}},
		{"no channel", []string{"Via", ""}, true, []register.Rule{register.RuleChannelMissing}},
		{"an unknown route", []string{"Route", "linksaf"}, true, []register.Rule{register.RuleRouteUnknown}},
		{"a referrer without a name", []string{"Aangemeld door", "verwijzer"}, true, []register.Rule{register.RuleReferrerMissing}},
		{"a referrer of no known kind", []string{"Aangemeld door", "verwijzer", "Organisatie verwijzer", "Kapsalon"}, true, []register.Rule{register.RuleReferrerOther}},
		{"a match without a supporter", []string{"Datum gekoppeld", "7-1-2021"}, true, []register.Rule{register.RuleSupporterMissing}},
		{"a supporter without a match", []string{"OCO", "Piet"}, true, []register.Rule{register.RuleMatchDateMissing}},
		{"hours that are none", []string{"Uren", "veel"}, true, []register.Rule{register.RuleHours}},
		{"a question that is too long", []string{"Vraag", strings.Repeat("é", 4001)}, true, []register.Rule{register.RuleTextCut}},
		{"a citizen number in the question", []string{"Vraag", "bsn 111222333"}, true, []register.Rule{register.RuleNumberMasked}},
		{"a citizen number in the name", []string{"Naam inwoner", "Jan 111.222.333"}, true, []register.Rule{register.RuleNumberMasked}},
		{"a citizen number among target groups", []string{"Doelgroep", "lvb, 111222333"}, true, []register.Rule{register.RuleNumberMasked}},
		{"a citizen number as a life domain", []string{"Leefgebied(en)", "111 222 333"}, true, []register.Rule{register.RuleDomainUnknown, register.RuleNumberMasked}},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := with(t, c.cells...)
			if row.Kept() != c.kept {
				t.Errorf("kept: %t", row.Kept())
			}
			if diff := cmp.Diff(c.rules, rules(row)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestApplicationCells(t *testing.T) {
	a := with(t, "Aangemeld door", "Verwijzer", "Naam verwijzer", "Bo  Bos", "Organisatie verwijzer", "Huisartsenpraktijk De Dam",
		"Postcode", "5141 ab", "Wijk", "Sprang-Capelle", "E-mail", "JAN@lijst.example", "Doelgroep", "NAH, lvb / geen",
		"Leefgebied(en)", "schulden en Wmo, uitkering", "Route", "2", "OCO", "Vrijwilliger Á", "Datum gekoppeld", "06-01-2021",
		"Eerste afspraak", "7-1-2021", "Afgesloten op", "8 feb 2021", "Resultaat", "vraag beantwoord", "Uren", "2,5", "Via", "Wijkpunt Noord").Application
	got := map[string]any{
		"day": a.AppliedOn, "by": a.AppliedBy, "kind": a.Referrer.Kind, "organisation": a.Referrer.Organisation,
		"referrer": a.Referrer.Name.Reveal(), "phone": a.Phone.Reveal(), "mail": a.Email.Reveal(), "postcode": a.Postcode.Reveal(),
		"place": a.Neighbourhood, "groups": a.TargetGroups, "domains": a.LifeDomains, "themes": a.SubThemes, "route": a.Route,
		"supporter": a.SupporterKey.Reveal(), "matched": a.MatchedOn, "met": a.FirstAppointmentOn, "closed": a.ClosedOn,
		"minutes": a.Minutes, "channel": a.Channel, "consent": a.Consent,
	}
	want := map[string]any{
		"day": register.Day("2021-01-06"), "by": register.Referrer, "kind": "gp", "organisation": "Huisartsenpraktijk De Dam",
		"referrer": "Bo Bos", "phone": "+31611930007", "mail": "jan@lijst.example", "postcode": "5141AB",
		"place": "sprang_capelle", "groups": []string{"nah", "lvb"}, "domains": []register.LifeDomain{"income", "wmo"},
		"themes": []string{"debts"}, "route": register.Route("informal"), "supporter": "vrijwilligera",
		"matched": register.Day("2021-01-06"), "met": register.Day("2021-01-07"), "closed": register.Day("2021-02-08"),
		"minutes": 150, "channel": register.Channel("neighbourhood_point"), "consent": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A row of which nothing may be kept leaves nothing, not even its number.
func TestNothingIsKeptWithoutConsent(t *testing.T) {
	row := with(t, "Aangemeld door", "verwijzer", "Toestemming", "nee", "Vraag", "bsn 111222333")
	want := register.Row{Line: 2, Refused: &register.Remark{Rule: register.RuleNoConsent, Column: "Toestemming"}}
	if !reflect.DeepEqual(want, row) {
		t.Errorf("want %+v, got %+v", want, row)
	}
}

func TestCellsBesideTheHeadings(t *testing.T) {
	row := one(t, "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag", "1-1-2021;Jan;06-11930007;zelf;wmo;brief;los;eind")
	if diff := cmp.Diff([]register.Rule{register.RuleMoreCells}, rules(row)); diff != "" {
		t.Error(diff)
	}
}

// Without phone and mail nobody is told apart by person, but running the list again must still add
// nothing.
func TestKeyWithoutContact(t *testing.T) {
	a, b := with(t, "Telefoon", ""), with(t, "Telefoon", "onbekend", "Naam inwoner", "JAN DE WIT")
	if a.PersonKey.Reveal() != "" || a.Key.Reveal() == "" || a.Key.Reveal() != b.Key.Reveal() {
		t.Errorf("keys %q %q", a.Key.Reveal(), b.Key.Reveal())
	}
	if other := with(t, "Telefoon", "", "Datum aanmelding", "7-1-2021"); other.Key.Reveal() == a.Key.Reveal() {
		t.Error("another day is another application")
	}
	if other := with(t); other.Key.Reveal() == a.Key.Reveal() || other.PersonKey.Reveal() == "" {
		t.Error("with a phone it is somebody who can be told apart")
	}
}

func TestJudgeNamesTheRowOfADuplicate(t *testing.T) {
	lines := []string{"Nr;Datum aanmelding;Naam;Tel", "12;1-1-2021;Jan;06-11930001", ";1 jan 21;JAN;0611930001", ";2-1-2021;Jan;0611930001"}
	rows, _ := open(t, []byte(strings.Join(lines, "\n")), register.Applications)
	verdicts := register.Judge(rows)
	if v := verdicts[1]; v.Result != register.Duplicate || v.Of != 2 || !strings.Contains(v.Reason.Text("en"), "row number 12 already (line 2)") {
		t.Errorf("got %+v", v)
	}
	if verdicts[2].Result != register.Imported {
		t.Error("another day is another application")
	}
	rows[0].Number = ""
	if v := register.Judge(rows)[1]; !v.Reason.Is(register.RuleDuplicateLine) || !strings.Contains(v.Reason.Text("nl"), "regel 2") {
		t.Errorf("without a number the line is named: %+v", v)
	}
}

// A person's own number may be a name in another list; only what looks like a number is repeated.
func TestRowNumber(t *testing.T) {
	for typed, want := range map[string]string{"55": "55", "2021-055": "2021-055", "A12": "A12", "Jansen 5": "", "111222333": "", "x": ""} {
		if got := with(t, "Nr", typed).Number; got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
}
