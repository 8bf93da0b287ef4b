package cli

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
)

// TestTheWorklistIsOpenAndUrgentFirst holds what the list asks for when nothing else was said.
func TestTheWorklistIsOpenAndUrgentFirst(t *testing.T) {
	const running = "RECEIVED AWAITING_CONSENT WAITING_FOR_MATCH OFFERED MATCHED IN_SUPPORT"
	for line, want := range map[string][2]string{
		"applications list":                           {running, "promise"},
		"applications list --to-complete":             {running, "promise"},
		"applications list --order newest":            {running, "create_time desc"},
		"applications list --state closed":            {"CLOSED", "promise"},
		"applications list --state closed --all":      {"CLOSED", "promise"},
		"applications list --all":                     {"", ""},
		"applications list --all --order oldest":      {"", "create_time"},
		"applications list --resident " + someID:      {"", ""},
		"applications list --output csv --columns id": {running, "promise"},
		"applications list --state none":              {"", "promise"},
	} {
		p := &platform{}
		s := sit(t, p)
		s.must(strings.Fields(line)...)
		ask, _ := p.last(t).(*intakev1.ListApplicationsRequest)
		var states []string
		for _, state := range ask.GetStates() {
			states = append(states, strings.TrimPrefix(state.String(), "APPLICATION_STATE_"))
		}
		if got := strings.Join(states, " "); got != want[0] || ask.GetOrderBy() != want[1] {
			t.Errorf("%s: asked for %q by %q", line, got, ask.GetOrderBy())
		}
	}
}

// TestTheWorklistShowsThePromiseThatPresses holds that a line tells what has to be done next, and JSON all.
func TestTheWorklistShowsThePromiseThatPresses(t *testing.T) {
	clock := func(state intakev1.PromiseState, due int64, text string) *intakev1.PromiseClock {
		return &intakev1.PromiseClock{State: state, DueTime: &timestamppb.Timestamp{Seconds: due}, Text: text}
	}
	kept := clock(intakev1.PromiseState_PROMISE_STATE_BROKEN, 5, "koppelen: gedaan, 1 uur te laat")
	kept.KeptTime = &timestamppb.Timestamp{Seconds: 9}
	list := one(&intakev1.ListApplicationsResponse{Applications: []*intakev1.Application{
		{Id: "a", PromiseClocks: []*intakev1.PromiseClock{
			kept, clock(intakev1.PromiseState_PROMISE_STATE_ON_TIME, 90, "eerste afspraak: nog 2 dagen"), clock(intakev1.PromiseState_PROMISE_STATE_BROKEN, 20, "eerste afspraak maken: 1 dag te laat"),
		}},
		{Id: "b", PromiseClocks: []*intakev1.PromiseClock{clock(intakev1.PromiseState_PROMISE_STATE_STANDS_STILL, 0, "koppelen: staat stil")}},
	}})
	s := sit(t, &platform{answer: list})
	got := s.must("applications", "list", "--columns", "id,promise_clocks")
	if !strings.Contains(got, "eerste afspraak maken: 1 dag te laat") || strings.Contains(got, "nog 2 dagen") || strings.Contains(got, "staat stil") || strings.Contains(got, "gedaan") {
		t.Errorf("got %s", got)
	}
	if got := s.must("applications", "list", "--output", "json"); !strings.Contains(got, "nog 2 dagen") || !strings.Contains(got, "staat stil") {
		t.Errorf("got %s", got)
	}
}

func TestMoreOfTheWorklist(t *testing.T) {
	s := sit(t, &platform{answer: pages})
	s.must("applications", "list")
	if s.err != "50 shown; there are more: a higher --limit. --all shows all, those that are closed too\n" {
		t.Errorf("said %q", s.err)
	}
	s.must("applications", "list", "--state", "closed")
	if s.err != "50 shown; there are more: --all, or a higher --limit\n" {
		t.Errorf("said %q", s.err)
	}
}

// TestOneResidentTwiceInTheWorklist holds that two open applications of one dossier are seen as such.
func TestOneResidentTwiceInTheWorklist(t *testing.T) {
	received, closed := intakev1.ApplicationState_APPLICATION_STATE_RECEIVED, intakev1.ApplicationState_APPLICATION_STATE_CLOSED
	s := sit(t, &platform{answer: one(&intakev1.ListApplicationsResponse{Applications: []*intakev1.Application{
		{Id: "a", Resident: "r1", State: received}, {Id: "b", Resident: "r2", State: received}, {Id: "c", Resident: "r1", State: received},
		{Id: "d", Resident: "r2", State: closed}, {Id: "e", State: received}, {Id: "f", State: received},
	}})})
	s.must("applications", "list")
	if s.err != "note: one resident has more than one open application, a, c\n" {
		t.Errorf("said %q", s.err)
	}
	s.must("applications", "list", "-o", "csv")
	if s.err != "" {
		t.Errorf("for programs: said %q", s.err)
	}
}

// aboutNoor answers everything about one application.
func aboutNoor(t *testing.T, desk bool) func(string, proto.Message) ([]proto.Message, error) {
	t.Helper()
	return func(method string, _ proto.Message) ([]proto.Message, error) {
		switch method {
		case "GetApplication":
			return []proto.Message{&intakev1.Application{
				Id: someID, Municipality: "gm0867", Resident: otherID, ResidentName: "Noor", State: intakev1.ApplicationState_APPLICATION_STATE_RECEIVED,
				SafeContact: &intakev1.SafeContact{NoPhone: true, NoCalendar: true, Instruction: "alleen op school"}, ToComplete: []string{"life_domain"},
			}}, nil
		case "GetCaller":
			if desk {
				return []proto.Message{signedIn(commonv1.Role_ROLE_DESK)}, nil
			}
			return []proto.Message{signedIn(commonv1.Role_ROLE_COORDINATOR)}, nil
		case "GetResident":
			return []proto.Message{&intakev1.Resident{Id: otherID, Name: "Noor", Phone: "+31611930999", Email: "noor@post.example", Postcode: "5141 AB", HouseNumber: "12"}}, nil
		case "ListApplications":
			return []proto.Message{&intakev1.ListApplicationsResponse{Applications: []*intakev1.Application{{Id: someID}, {Id: otherID, ApplicationDate: "2026-03-01"}}}}, nil
		}
		return nil, nil
	}
}

// TestAnApplicationShowsWhoItIsAbout holds that safe contact stands first, before any number to call.
func TestAnApplicationShowsWhoItIsAbout(t *testing.T) {
	s := sit(t, &platform{answer: aboutNoor(t, false)})
	got := s.must("applications", "get", someID)
	want := "Safe contact  alleen op school; no phone; no calendar\nResident name Noor\nPhone +31611930999\nEmail noor@post.example\nPostcode 5141 AB\nHouse number 12\nId " + someID
	if strings.Join(strings.Fields(got)[:len(strings.Fields(want))], " ") != strings.Join(strings.Fields(want), " ") || !strings.Contains(got, "To complete    life domain\n") {
		t.Error(got)
	}
	if s.err != "note: the resident has another open application, "+otherID+" of 2026-03-01\n" || strings.Count(got, "alleen op school") != 1 {
		t.Errorf("said %q", s.err)
	}
	if dutch := s.must("applications", "get", someID, "--language", "nl"); !strings.HasPrefix(dutch, "Veilig contact  alleen op school; niet bellen; niet in de agenda\n") {
		t.Error(dutch)
	}
	p := &platform{answer: aboutNoor(t, false)}
	if json := sit(t, p).must("applications", "get", someID, "-o", "json"); len(p.methods) != 1 || !strings.Contains(json, `"residentName": "Noor"`) {
		t.Errorf("JSON: called %v: %s", p.methods, json)
	}
	atDesk := &platform{answer: aboutNoor(t, true)}
	desk := sit(t, atDesk)
	if got := desk.must("applications", "get", someID); !strings.HasPrefix(got, "Safe contact   alleen op school") || strings.Contains(got, "+316") || slices.Contains(atDesk.methods, "GetResident") {
		t.Error(got)
	}
}

// TestNobodyProposedSaysWhatIsMissing holds that an application that cannot be matched yet blames
// nobody.
func TestNobodyProposedSaysWhatIsMissing(t *testing.T) {
	a := &intakev1.Application{Id: someID}
	answer := func(method string, _ proto.Message) ([]proto.Message, error) {
		if method == "GetApplication" {
			return []proto.Message{a}, nil
		}
		return []proto.Message{&matchingv1.ProposeMatchesResponse{NearestMisses: []*matchingv1.NearestMiss{{Name: "Ward", Reasons: []string{"Has no room."}}}}}, nil
	}
	s := sit(t, &platform{answer: answer})
	if got := s.must("matches", "propose", someID); strings.Contains(got, "Ward") {
		t.Error(got)
	}
	for _, part := range []string{"no supporter was chosen", "oco triage decide " + someID} {
		if !strings.Contains(s.err, part) {
			t.Errorf("%q is not in %q", part, s.err)
		}
	}
	a.Route = commonv1.Route_ROUTE_FORMAL
	if got := s.must("matches", "propose", someID); s.err != "" || !strings.Contains(got, "Ward") {
		t.Errorf("said %q: %s", s.err, got)
	}
}
