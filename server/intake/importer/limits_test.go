package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
)

// ruled is what the contract allows for a field.
func ruled(t *testing.T, message proto.Message, field protoreflect.Name) *validate.FieldRules {
	t.Helper()
	f := message.ProtoReflect().Descriptor().Fields().ByName(field)
	if f == nil {
		t.Fatalf("%T has no field %s", message, field)
	}
	rules, _ := proto.GetExtension(f.Options(), validate.E_Field).(*validate.FieldRules)
	if rules == nil {
		t.Fatalf("%T says nothing of %s", message, field)
	}
	return rules
}

// read reads one row of a register.
func read(t *testing.T, kind register.Kind, cells map[string]string) register.Row {
	t.Helper()
	var headings, row []string
	for heading, cell := range cells {
		headings, row = append(headings, heading), append(row, cell)
	}
	r, err := register.Open([]byte(strings.Join(headings, "\t")+"\n"+strings.Join(row, "\t")), register.Options{Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	return r.Row(0)
}

func with(cells map[string]string, pairs ...string) map[string]string {
	all := map[string]string{}
	for heading, cell := range cells {
		all[heading] = cell
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		all[pairs[i]] = pairs[i+1]
	}
	return all
}

var (
	applicant = map[string]string{
		"Datum aanmelding": "6-1-2021", "Naam inwoner": "Bo", "Telefoon": "06-11930001", "Aangemeld door": "inwoner", "Vraag": "hulp", "Leefgebied": "Wmo",
	}
	volunteer = map[string]string{"Naam": "Bo", "Soort": "vrijwilliger", "Max zaken": "2", "Telefoon": "06-11930001"}
)

// What the reader keeps of a text is what the contract takes of it, to the character: with less,
// something is lost; with more, a row cannot be changed later.
func TestTextsAreKeptAsLongAsTheContractTakesThem(t *testing.T) {
	a := func(pairs ...string) *register.Application {
		return read(t, register.Applications, with(applicant, pairs...)).Application
	}
	s := func(pairs ...string) *register.Supporter {
		return read(t, register.Supporters, with(volunteer, pairs...)).Supporter
	}
	long := strings.Repeat("é", 5000)
	for name, c := range map[string]struct {
		kept  string
		rules *validate.FieldRules
	}{
		"question":              {a("Vraag", long).Question.Reveal(), ruled(t, &intakev1.Application{}, "question")},
		"name of a resident":    {a("Naam inwoner", long).Name.Reveal(), ruled(t, &intakev1.Resident{}, "name")},
		"house number":          {a("Huisnummer", long).HouseNumber.Reveal(), ruled(t, &intakev1.Resident{}, "house_number")},
		"house number behind":   {a("Postcode", "5141 AB 1 "+long).HouseNumber.Reveal(), ruled(t, &intakev1.Resident{}, "house_number")},
		"relation":              {a("Aangemeld door", "dochter "+long, "Toestemming", "ja").Relation.Reveal(), ruled(t, &intakev1.Applicant{}, "relation")},
		"referrer":              {a("Naam verwijzer", long, "Aangemeld door", "verwijzer", "Toestemming", "ja").Referrer.Name.Reveal(), ruled(t, &intakev1.Applicant{}, "name")},
		"referring":             {a("Organisatie verwijzer", long, "Aangemeld door", "verwijzer", "Toestemming", "ja").Referrer.Organisation, ruled(t, &intakev1.Applicant{}, "organisation")},
		"name of a supporter":   {s("Naam", long).Name.Reveal(), ruled(t, &volunteerv1.Supporter{}, "name")},
		"organisation":          {s("Organisatie", long).Organisation, ruled(t, &volunteerv1.Supporter{}, "organisation")},
		"lived experience":      {s("Ervaringsdeskundig", long).LivedExperienceWords.Reveal(), ruled(t, &volunteerv1.Supporter{}, "lived_experience_note")},
		"supporter of the past": {a("OCO", long, "Datum gekoppeld", "7-1-2021").Supporter.Reveal(), ruled(t, &volunteerv1.Supporter{}, "name")},
	} {
		if got, want := utf8.RuneCountInString(c.kept), int(c.rules.GetString().GetMaxLen()); got != want {
			t.Errorf("%s: %d characters are kept, the contract takes %d", name, got, want)
		}
	}
}

// Numbers and lists: the last that the contract takes is read, the next one is not.
func TestNumbersAndListsEndWhereTheContractEnds(t *testing.T) {
	hours := int(ruled(t, &volunteerv1.Supporter{}, "hours_per_week").GetInt32().GetLte())
	cases := int(ruled(t, &volunteerv1.Supporter{}, "max_cases").GetInt32().GetLte())
	spent := int(ruled(t, &supportv1.CloseCaseRequest{}, "minutes").GetInt32().GetLte()) / 60
	s := func(pairs ...string) register.Row { return read(t, register.Supporters, with(volunteer, pairs...)) }
	a := func(pairs ...string) register.Row { return read(t, register.Applications, with(applicant, pairs...)) }
	if row := s("Uren per week", fmt.Sprint(hours), "Max zaken", fmt.Sprint(cases)); row.Supporter.MinutesPerWeek != hours*60 || row.Supporter.Capacity != cases {
		t.Errorf("the most of everything: %+v", row.Supporter)
	}
	if row := s("Uren per week", fmt.Sprint(hours+1)); row.Supporter.MinutesPerWeek != 0 || len(row.ToComplete) != 1 {
		t.Errorf("an hour more: %+v", row)
	}
	if row := s("Max zaken", fmt.Sprint(cases+1)); row.Refused == nil {
		t.Error("a case more is not refused")
	}
	if row := a("Uren", fmt.Sprint(spent), "OCO", "Bo", "Datum gekoppeld", "7-1-2021"); row.Application.Minutes != spent*60 {
		t.Errorf("the most hours: %d minutes", row.Application.Minutes)
	}
	if row := a("Uren", fmt.Sprint(spent+1), "OCO", "Bo", "Datum gekoppeld", "7-1-2021"); row.Application.Minutes != 0 || len(row.ToComplete) != 1 {
		t.Errorf("an hour more: %+v", row)
	}
	var groups, languages []string
	for i := range 26 * 26 { // all two letters, many of which are languages
		groups, languages = append(groups, fmt.Sprint("groep", i)), append(languages, string([]rune{rune('a' + i/26), rune('a' + i%26)}))
	}
	row := s("Doelgroepen", strings.Join(groups, ", "), "Talen", strings.Join(languages, ", "))
	for field, got := range map[protoreflect.Name]int{"target_groups": len(row.Supporter.TargetGroups), "languages": len(row.Supporter.Languages)} {
		if want := int(ruled(t, &volunteerv1.Supporter{}, field).GetRepeated().GetMaxItems()); got != want {
			t.Errorf("%s: %d are kept, the contract takes %d", field, got, want)
		}
	}
	if !slices.ContainsFunc(row.ToComplete, func(r register.Remark) bool { return r.Rule == register.RuleTooMany }) {
		t.Errorf("nothing says that words were left out: %v", row.ToComplete)
	}
}

// A register in which every field is one beyond what may be: it ends, and says of each row why.
func TestARegisterBeyondEveryLimitEnds(t *testing.T) {
	w := newWorld(t)
	long := strings.Repeat("x", 5000)
	var rows []string
	for _, cells := range [][]string{
		{long, "06-11930001", "hulp", "1"}, {"Bo", long, "hulp", "1"}, {"Bo", "06-11930001", long, "1"}, {"Al", "06-11930002", "hulp", "1001"},
		{"Cy", "06-11930003", "hulp", "999999999999999999999"}, {"De", "06-11930004", "hulp", "1e300"}, {"Ed", "06-11930005", "hulp", "16666:40"},
	} {
		rows = append(rows, fmt.Sprintf("6-1-2021;%s;inwoner;Wmo;informeel;%s;7-1-2021;8-1-2021", strings.Join(cells, ";"), long))
	}
	file := "Datum aanmelding;Naam inwoner;Telefoon;Vraag;Uren;Aangemeld door;Leefgebied;Route;OCO;Datum gekoppeld;Afgesloten op\n" + strings.Join(rows, "\n")
	i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "a.csv", File: []byte(file)}, false), done)
	if i.RowsDone != len(rows) || i.Imported != len(rows) || i.ToComplete != len(rows) {
		t.Errorf("applications: %+v", i.Tally)
	}
}
