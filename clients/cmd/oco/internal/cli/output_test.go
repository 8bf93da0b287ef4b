package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
)

// two are a page of two applications.
func two() *intakev1.ListApplicationsResponse {
	return &intakev1.ListApplicationsResponse{Applications: []*intakev1.Application{
		{
			Id: someID, ApplicationDate: "2026-03-01", State: intakev1.ApplicationState_APPLICATION_STATE_IN_SUPPORT, ResidentName: "Noor\x1b[31m Voorbeeld",
			LifeDomains: []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_WMO, commonv1.LifeDomain_LIFE_DOMAIN_CARE},
			Question:    "=2+5", CallBack: "+31 611930999", CreateTime: timestamppb.New(time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)),
		},
		{Id: otherID, ApplicationDate: "2026-03-02", State: intakev1.ApplicationState_APPLICATION_STATE_RECEIVED, ResidentName: "Amal"},
	}}
}

func TestListAsTable(t *testing.T) {
	s := sit(t, &platform{answer: one(two())})
	want := strings.TrimLeft(`
ID                                    STATE       RESIDENT NAME     LIFE DOMAINS
0198c0de-0000-7000-8000-000000000001  in-support  Noor[31m Voorbeeld  wmo, care
0198c0de-0000-7000-8000-000000000002  received    Amal
`, "\n")
	got := s.must("applications", "list", "--columns", "id,state,resident-name,life_domains")
	if diff := cmp.Diff(strings.Fields(want), strings.Fields(got)); diff != "" || strings.Contains(got, "\x1b") {
		t.Errorf("%s\n%q", diff, got)
	}
	if dutch := s.must("applications", "list", "--language", "nl"); !strings.Contains(dutch, "in begeleiding") || !strings.Contains(dutch, "Wmo, zorg") {
		t.Error(dutch)
	}
}

func TestListAsJSON(t *testing.T) {
	s := sit(t, &platform{answer: one(two())})
	var got []map[string]any
	if err := json.Unmarshal([]byte(s.must("applications", "list", "-o", "json")), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0]["state"] != "APPLICATION_STATE_IN_SUPPORT" || got[1]["residentName"] != "Amal" {
		t.Errorf("got %v", got)
	}
	empty := sit(t, &platform{})
	if got := empty.must("applications", "list", "-o", "json"); got != "[]\n" {
		t.Errorf("nothing is %q", got)
	}
	if got := empty.must("applications", "list"); got != "nothing found\n" {
		t.Errorf("nothing is %q", got)
	}
}

func TestListAsCSV(t *testing.T) {
	s := sit(t, &platform{answer: one(two())})
	s.env["OCO_LANGUAGE"] = "nl" // programs read the same whatever the language
	got := s.must("applications", "list", "-o", "csv", "--columns", "id,state,life_domains,question,call_back,create_time")
	want := "id,state,life_domains,question,call_back,create_time\n" +
		someID + ",in-support,wmo;care,'=2+5,+31 611930999,2026-03-01T09:30:00Z\n" + otherID + ",received,,,,\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if all := s.must("applications", "list", "-o", "csv"); !strings.HasPrefix(all, "id,municipality,resident,resident_name,state,applicant.kind,") {
		t.Error(all)
	}
}

func TestRecord(t *testing.T) {
	answer := two().GetApplications()[0]
	answer.Notices = []*commonv1.Notice{{Text: "A citizen service number was taken out."}}
	s := sit(t, &platform{answer: one(answer)})
	got := s.must("applications", "update", someID, "--call-back", "na vier uur")
	for _, line := range []string{"State             in-support", "Life domains      wmo, care", "Application date  2026-03-01"} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("%q is not in %s", line, got)
		}
	}
	if s.err != "note: A citizen service number was taken out.\n" || strings.Contains(got, "Notices") {
		t.Errorf("notices: %q", s.err)
	}
	if code := s.run("applications", "update", someID, "--call-back", "x", "-o", "json"); code != exitOK || s.err != "" {
		t.Errorf("JSON holds the notices: %d %q", code, s.err)
	}
}

// pages answers pages of as many rows as are asked for, 450 in all.
func pages(_ string, request proto.Message) ([]proto.Message, error) {
	ask, _ := request.(*intakev1.ListApplicationsRequest)
	from, _ := strconv.Atoi(ask.GetPageToken())
	page := &intakev1.ListApplicationsResponse{}
	for i := from; i < min(450, from+int(ask.GetPageSize())); i++ {
		page.Applications = append(page.GetApplications(), &intakev1.Application{Id: strconv.Itoa(i)})
	}
	if next := from + int(ask.GetPageSize()); next < 450 {
		page.NextPageToken = strconv.Itoa(next)
	}
	return []proto.Message{page}, nil
}

func TestLimitAndAll(t *testing.T) {
	for _, c := range []struct {
		flags       []string
		rows, calls int
		more        bool
	}{
		{nil, 50, 1, true},
		{[]string{"--limit", "7"}, 7, 1, true},
		{[]string{"--limit", "250"}, 250, 2, true},
		{[]string{"--limit", "450"}, 450, 3, false},
		{[]string{"--limit", "999"}, 450, 3, false},
		{[]string{"--all"}, 450, 3, false},
	} {
		p := &platform{answer: pages}
		s := sit(t, p)
		rows := strings.Count(s.must(append([]string{"applications", "list", "-o", "csv", "--columns", "id"}, c.flags...)...), "\n") - 1
		if rows != c.rows || len(p.requests) != c.calls || strings.Contains(s.err, "there are more") != c.more {
			t.Errorf("%v: %d rows in %d calls, said %q", c.flags, rows, len(p.requests), s.err)
		}
	}
}

func TestProposals(t *testing.T) {
	s := sit(t, &platform{answer: one(&matchingv1.ProposeMatchesResponse{
		Proposals: []*matchingv1.Proposal{{
			Supporter: someID, Name: "Vera", MaxCases: 3, Reasons: []string{"Has room."}, CoachingNotes: []string{"Other role: Advocate."}, Score: 0.8, Ranking: 0.75,
			Factors: []*matchingv1.FactorScore{
				{Factor: matchingv1.MatchFactor_MATCH_FACTOR_LIFE_DOMAIN, Known: true, Value: 0.8, Weight: 10, Contribution: 0.8, Text: "Knows 1 of the 1 life domains: housing, and that is what all of this is about."},
				{Factor: matchingv1.MatchFactor_MATCH_FACTOR_TRAVEL, Weight: 3, Text: "It is not known of both in which neighbourhood they live. That does not count."},
			},
			Penalties: []*matchingv1.PenaltyScore{{Penalty: matchingv1.MatchPenalty_MATCH_PENALTY_LOAD, Value: 0.05, Text: "Has 1 of the 2 cases already."}},
		}},
		NearestMisses: []*matchingv1.NearestMiss{{Supporter: otherID, Name: "Ward", Reasons: []string{"Is not active.", "Has no room."}}},
	})})
	got := s.must("matches", "propose", someID)
	for _, part := range []string{"Vera", "Has room.", "Other role: Advocate.", "Vera: score 0.80, ranking 0.75", "life domain", "0.80   10", "-0.05", "Not known, so not counted: travel.", "Has 1 of the 2 cases already.", "Not to be asked, but nearly:", "Is not active.", "Has no room."} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in %s", part, got)
		}
	}
	if none := s.must("matches", "propose", someID, "--explain", "0"); strings.Contains(none, "ranking") {
		t.Errorf("explained though nobody asked: %s", none)
	}
	if csv := s.must("matches", "propose", someID, "-o", "csv", "--columns", "name"); csv != "name\nVera\n" {
		t.Errorf("CSV is %q", csv)
	}
}

func TestMonitor(t *testing.T) {
	p := &platform{answer: one(&reportingv1.Monitor{
		Municipality: "gm0867", FromDate: "2026-01-01", UntilDate: "2027-01-01", Applications: &reportingv1.Count{Value: 120},
		Channels: []*reportingv1.Cell{{Key: "website", Label: "website", Count: &reportingv1.Count{Value: 116}}, {Key: "phone", Label: "telefoon", Count: &reportingv1.Count{Hidden: true}}},
	})}
	s := sit(t, p)
	if got := s.must("monitor"); !strings.Contains(got, "applications          120\n") || !strings.Contains(got, "telefoon  hidden\n") {
		t.Error(got)
	}
	if got := s.must("monitor", "-o", "csv"); !strings.Contains(got, "\nchannels,phone,telefoon,,yes\n") || !strings.Contains(got, "\nchannels,website,website,116,\n") {
		t.Error(got)
	}
	for _, c := range []struct{ line, from, until string }{
		{"monitor", "2026-01-01", "2027-01-01"}, {"monitor --year 2021", "2021-01-01", "2022-01-01"}, {"monitor --month 2021-12", "2021-12-01", "2022-01-01"},
		{"monitor --half 2026-1", "2026-01-01", "2026-07-01"}, {"monitor --half 2025-2", "2025-07-01", "2026-01-01"},
		{"monitor --from 1-2-2026 --until today", "2026-02-01", "2026-03-31"},
	} {
		s.must(strings.Fields(c.line)...)
		ask, _ := p.last(t).(*reportingv1.GetMonitorRequest)
		if ask.GetFromDate() != c.from || ask.GetUntilDate() != c.until {
			t.Errorf("%s: asked for %v", c.line, ask)
		}
	}
}

func TestEvents(t *testing.T) {
	p := &platform{answer: func(string, proto.Message) ([]proto.Message, error) {
		moment := timestamppb.New(time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC))
		return []proto.Message{
			&eventsv1.WatchEventsResponse{Position: 7},
			&eventsv1.WatchEventsResponse{Position: 8, Event: &eventv1.Event{Position: 8, OccurredTime: moment, Payload: &eventv1.Event_TriageDecided{
				TriageDecided: &eventv1.TriageDecided{Application: someID, Route: commonv1.Route_ROUTE_INFORMAL}}}},
			&eventsv1.WatchEventsResponse{Position: 9, Event: &eventv1.Event{Position: 9, OccurredTime: moment}},
			&eventsv1.WatchEventsResponse{Position: 10, Event: &eventv1.Event{Position: 10, OccurredTime: moment, Payload: &eventv1.Event_OfferAnswered{
				OfferAnswered: &eventv1.OfferAnswered{State: "ACCEPTED"}}}},
		}, nil
	}}
	s := sit(t, p)
	if got := s.must("events", "watch"); !strings.Contains(got, "offer answered  state accepted\n") || !strings.Contains(got, "triage decided  application "+someID+", route informal\n") || !strings.Contains(got, "something newer") {
		t.Error(got)
	}
	if ask, _ := p.last(t).(*eventsv1.WatchEventsRequest); ask.GetAfterPosition() != -1 {
		t.Errorf("began at %d, want from now on", ask.GetAfterPosition())
	}
	if s.err != "go on where this stopped: --after 10\n" {
		t.Errorf("said %q", s.err)
	}
	if got := s.must("events", "watch", "--after", "5", "--limit", "1", "-o", "json"); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"position":"8"`) {
		t.Errorf("JSON is %q", got)
	}
	if got := s.must("events", "watch", "--after=0", "--limit=1", "-o", "csv"); got != "8,2026-03-01T09:30:00Z,triage decided,\"application "+someID+", route informal\"\n" {
		t.Errorf("CSV is %q", got)
	}
}

// taken answers an import that ends, with its rows.
func taken(state intakev1.ImportState) func(string, proto.Message) ([]proto.Message, error) {
	ended := &intakev1.Import{Id: someID, State: state, Rows: 4, RowsDone: 4, Imported: 2, ToComplete: 1, Refused: 1, Skipped: 1, Failure: "This is no spreadsheet.",
		Sheet: "2021", SheetsNotRead: []string{"2020", "Lijsten"}, NotRead: []string{"Kleur\x1b[2J", "Paraaf"}, MissingColumns: []string{"Toestemming"}, Guessed: []string{"Wie meldde er?"},
		Columns: []*intakev1.ColumnMapping{{Heading: "Wie meldde er?", Field: "applicant_kind"}, {Heading: "Paraaf", Field: "-"}},
	}
	return func(method string, _ proto.Message) ([]proto.Message, error) {
		switch method {
		case "WatchImport":
			return []proto.Message{&intakev1.Import{Id: someID, Rows: 4, RowsDone: 1}, ended}, nil
		case "ListImportRows":
			return []proto.Message{&intakev1.ListImportRowsResponse{ImportRows: []*intakev1.ImportRow{
				{Line: 2, Result: intakev1.ImportResult_IMPORT_RESULT_IMPORTED, Resource: otherID},
				{Line: 3, Result: intakev1.ImportResult_IMPORT_RESULT_IMPORTED, ToComplete: true, Remarks: []*intakev1.ImportRemark{{Rule: "x", Text: "No phone."}, {Text: "No domain."}}},
				{Line: 4, Result: intakev1.ImportResult_IMPORT_RESULT_REFUSED, Remarks: []*intakev1.ImportRemark{{Text: "No such day."}}},
				{Line: 5, Result: intakev1.ImportResult_IMPORT_RESULT_SKIPPED, Remarks: []*intakev1.ImportRemark{{Rule: "row.empty", Text: "Empty."}}},
				{Line: 6, Result: intakev1.ImportResult_IMPORT_RESULT_SKIPPED, Remarks: []*intakev1.ImportRemark{{Rule: "row.date_unclear", Text: "The date is not clear."}}},
				{Line: 7, Result: intakev1.ImportResult_IMPORT_RESULT_IMPORTED, Remarks: []*intakev1.ImportRemark{{Rule: "n", Text: strings.Repeat("A number was masked. ", 12)}}},
			}}}, nil
		}
		return []proto.Message{&intakev1.Import{Id: someID, State: intakev1.ImportState_IMPORT_STATE_RUNNING}}, nil
	}
}

func TestImport(t *testing.T) {
	p := &platform{answer: taken(intakev1.ImportState_IMPORT_STATE_DONE)}
	s := sit(t, p)
	saved := filepath.Join(s.dir, "results.csv")
	got := s.must("imports", "create", s.file("lijst.csv", "Naam;Datum\n"), "--kind", "aanmeldingen", "--save", saved, "--column", "A=B=name")
	ask, _ := p.requests[0].(*intakev1.CreateImportRequest)
	if ask.GetFileName() != "lijst.csv" || string(ask.GetFile()) != "Naam;Datum\n" || ask.GetKind() != intakev1.ImportKind_IMPORT_KIND_APPLICATIONS ||
		len(ask.GetColumns()) != 1 || ask.GetColumns()[0].GetHeading() != "A=B" || ask.GetColumns()[0].GetField() != "name" {
		t.Errorf("sent %v", ask)
	}
	for _, part := range []string{"imported                    2\n", "  of these to be completed  1\n", "refused                     1\n", "No phone. No domain.", "No such day.", "The date is not clear.", "A number was masked.",
		"Sheet: 2021\n", "Sheets not read: 2020, Lijsten\n", "Not read: Kleur[2J, Paraaf\n", "Guessed, please check: Wie meldde er? as applicant_kind\n", "Missing: Toestemming\n"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in %s", part, got)
		}
	}
	if strings.Contains(got, "Empty.") {
		t.Error("an empty row is shown among those to look at")
	}
	for line := range strings.Lines(got) {
		if len(line) > widthOfRows+1 {
			t.Errorf("a line of %d characters: %s", len(line), line)
		}
	}
	if strings.Contains(got, otherID) {
		t.Error("a row that is fine is shown among those to look at")
	}
	rows, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	want := "line,row_number,result,to_complete,remarks,resource,duplicate_of_line\n2,,imported,no,," + otherID + ",\n3,,imported,yes,No phone. No domain.,,\n4,,refused,no,No such day.,,\n5,,skipped,no,Empty.,,\n6,,skipped,no,The date is not clear.,,\n7,,imported,no," + strings.Repeat("A number was masked. ", 12) + ",,\n"
	if diff := cmp.Diff(want, string(rows)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(saved); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the results: %v %v", info.Mode(), err)
	}
}

// TestImportsListHasNoEmptyColumn holds that people read no column for the name of a file: the platform
// forgets it. Programs get every field.
func TestImportsListHasNoEmptyColumn(t *testing.T) {
	s := sit(t, &platform{answer: one(&intakev1.ListImportsResponse{Imports: []*intakev1.Import{{Id: someID, State: intakev1.ImportState_IMPORT_STATE_DONE, Rows: 4}}})})
	if got := s.must("imports", "list"); strings.Contains(got, "FILE") || !strings.Contains(got, "STATE") {
		t.Error(got)
	}
	if got := s.must("imports", "list", "-o", "csv"); !strings.Contains(got, "file_name") {
		t.Error(got)
	}
}

func TestImportThatFails(t *testing.T) {
	s := sit(t, &platform{answer: taken(intakev1.ImportState_IMPORT_STATE_FAILED)})
	if code := s.run("imports", "create", s.file("x.csv", "x"), "--kind", "supporters"); code != exitFailed || !strings.Contains(s.err, "This is no spreadsheet.") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
	if code := s.run("imports", "create", s.file("empty.csv", ""), "--kind", "supporters"); code != exitUsage || !strings.Contains(s.err, "FILE: it is empty") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
	if code := s.run("imports", "create", s.file("large.csv", strings.Repeat("x", largestFile+1)), "--kind", "supporters"); code != exitUsage || !strings.Contains(s.err, "larger than 10 MB") {
		t.Errorf("exit code %d: %s", code, s.err)
	}
}
