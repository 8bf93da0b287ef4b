package intake_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
)

var (
	applied = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	ended   = applied.AddDate(0, 0, 3)
	taken   = applied.AddDate(0, 0, 4)
)

func answer(given bool, at time.Time) *intake.Consent {
	return &intake.Consent{Kind: intake.ConsentSupport, Given: given, Created: at}
}

// Wherever it ended, it goes back to what is recorded of it, and never to an offer, a match or support.
func TestAnEndingIsTakenBackToWhatIsRecorded(t *testing.T) {
	yes, no := answer(true, applied.AddDate(0, 0, 1)), answer(false, applied.AddDate(0, 0, 1))
	for name, c := range map[string]struct {
		from   intake.State
		route  string
		answer *intake.Consent
		want   intake.State
	}{
		"no triage":                       {intake.Received, "", nil, intake.Received},
		"waited for consent":              {intake.AwaitingConsent, "", nil, intake.AwaitingConsent},
		"a yes since":                     {intake.AwaitingConsent, "", yes, intake.Received},
		"a no":                            {intake.AwaitingConsent, "", no, intake.AwaitingConsent},
		"a no since":                      {intake.Received, "", no, intake.AwaitingConsent},
		"a no after triage":               {intake.WaitingForMatch, intake.RouteInformal, no, intake.AwaitingConsent},
		"a yes and triage":                {intake.WaitingForMatch, intake.RouteInformal, yes, intake.WaitingForMatch},
		"a no from before":                {intake.Received, "", answer(false, applied.AddDate(-1, 0, 0)), intake.Received},
		"a yes from before, yet asked":    {intake.AwaitingConsent, "", answer(true, applied.AddDate(-1, 0, 0)), intake.AwaitingConsent},
		"an informal route":               {intake.WaitingForMatch, intake.RouteInformal, nil, intake.WaitingForMatch},
		"a formal route":                  {intake.WaitingForMatch, intake.RouteFormal, nil, intake.WaitingForMatch},
		"asked supporters":                {intake.Offered, intake.RouteInformal, nil, intake.WaitingForMatch},
		"a match":                         {intake.Matched, intake.RouteFormal, nil, intake.WaitingForMatch},
		"a case":                          {intake.InSupport, intake.RouteInformal, nil, intake.WaitingForMatch},
		"answered":                        {intake.Answered, intake.RouteAnswered, nil, intake.Answered},
		"the own network":                 {intake.OwnNetwork, intake.RouteOwnNetwork, nil, intake.OwnNetwork},
		"the access team":                 {intake.HandedOver, intake.RouteAccessTeam, nil, intake.HandedOver},
		"referred on":                     {intake.Referred, intake.RouteReferred, nil, intake.Referred},
		"handed over in the middle of it": {intake.HandedOver, intake.RouteInformal, nil, intake.WaitingForMatch},
	} {
		a := intake.Application{State: c.from, Route: c.route, Created: applied}
		if _, err := a.EndWith("WITHDRAWN", "one", ended); err != nil {
			t.Fatal(err)
		}
		if a.State != intake.Ended || a.EndReason != "WITHDRAWN" {
			t.Errorf("%s: it ended as %s, %q", name, a.State, a.EndReason)
		}
		if _, err := a.Reopen(c.answer, "two", taken); err != nil || a.State != c.want || a.EndReason != "" || a.Route != c.route {
			t.Errorf("%s: got %s (%v), want %s", name, a.State, err, c.want)
		}
	}
}

// What is closed ends when the resident died, and for no other reason; when that was a mistake it is closed again, whatever
// its route was and whatever the resident answered.
func TestADeathEndsWhatIsClosed(t *testing.T) {
	for _, reason := range []string{"WITHDRAWN", "UNREACHABLE", "MOVED", "NO_CONSENT", "NOT_OCO", ""} {
		a := intake.Application{State: intake.Closed, Route: intake.RouteFormal}
		_, err := a.EndWith(reason, "one", ended)
		if refusal := errs.Of(err); !errs.Is(err, errs.StateConflictReason) || refusal.Args["state"] != "CLOSED" || a.State != intake.Closed || a.EndReason != "" || len(a.Endings) > 0 {
			t.Errorf("%s: got %v, and %+v", reason, err, a)
		}
	}
	for _, given := range []*intake.Consent{nil, answer(true, taken), answer(false, taken)} {
		for _, from := range []intake.State{intake.Closed, intake.InSupport} {
			a := intake.Application{State: from, Route: intake.RouteFormal, Created: applied}
			ending, err := a.EndWith(intake.Deceased, "one", ended)
			if err != nil || a.State != intake.Ended || a.EndReason != "DECEASED" || ending.AfterSupport != (from == intake.Closed) {
				t.Fatalf("%s: got %s, %+v (%v)", from, a.State, ending, err)
			}
			if _, err := a.Reopen(given, "two", taken); err != nil || (a.State == intake.Closed) != (from == intake.Closed) || a.EndReason != "" {
				t.Errorf("%s, taken back: got %s (%v)", from, a.State, err)
			}
		}
	}
}

func TestOnlyWhatEndedIsReopened(t *testing.T) {
	for _, state := range intake.States {
		if state == intake.Ended {
			continue
		}
		for _, route := range []string{"", intake.RouteInformal} {
			a := intake.Application{State: state, Route: route, MergedInto: "other"}
			_, err := a.Reopen(nil, "one", taken)
			if refusal := errs.Of(err); !errs.Is(err, errs.StateConflictReason) || refusal.Args["state"] != string(state) {
				t.Errorf("%s: must be refused naming the state, got %v", state, err)
			}
			if a.State != state || len(a.Endings) != 0 {
				t.Errorf("%s: refused, yet something changed: %+v", state, a)
			}
		}
	}
}

// An ending stays, with its reason, when it is taken back; another one follows it.
func TestEndingsAreKept(t *testing.T) {
	a := intake.Application{State: intake.Received, Created: applied}
	for _, step := range []struct {
		id string
		at time.Time
	}{{"one", ended}, {"two", taken}} {
		if _, err := a.EndWith("MOVED", step.id, step.at); err != nil {
			t.Fatal(err)
		}
		before := slices.Clone(a.Endings)
		if _, err := a.Reopen(nil, "not needed", step.at.AddDate(0, 0, 1)); err != nil {
			t.Fatal(err)
		}
		before[len(before)-1].Reopened = step.at.AddDate(0, 0, 1)
		if diff := cmp.Diff(before, a.Endings); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if len(a.Endings) != 2 {
		t.Errorf("got %+v", a.Endings)
	}
}

// Of what ended before endings were noted, and of history, it is not known whether consent was
// awaited: where somebody else may have asked for it, nothing begins without a yes.
func TestWhatNobodyNotedIsTakenBackCarefully(t *testing.T) {
	for name, c := range map[string]struct {
		intake.Application
		answer *intake.Consent
		want   intake.State
	}{
		"a resident's own":        {intake.Application{Origin: intake.Live, Applicant: intake.Applicant{Kind: intake.ByResident}}, nil, intake.Received},
		"by somebody else":        {intake.Application{Origin: intake.Live, Applicant: intake.Applicant{Kind: intake.ByNearPerson}}, nil, intake.AwaitingConsent},
		"by somebody else, a yes": {intake.Application{Origin: intake.Live, Applicant: intake.Applicant{Kind: intake.ByReferrer}}, answer(true, taken), intake.Received},
		"somebody else, triaged": {
			intake.Application{Origin: intake.Live, Applicant: intake.Applicant{Kind: intake.ByReferrer}, Route: intake.RouteOwnNetwork}, nil, intake.OwnNetwork,
		},
		"history": {intake.Application{Origin: intake.Imported, Applicant: intake.Applicant{Kind: intake.ByReferrer}}, nil, intake.Received},
	} {
		a := c.Application
		a.State, a.EndReason = intake.Ended, "MOVED"
		ending, err := a.Reopen(c.answer, "one", taken)
		if err != nil || a.State != c.want {
			t.Errorf("%s: got %s (%v), want %s", name, a.State, err, c.want)
		}
		if ending.ID != "one" || ending.Reason != "MOVED" || !ending.At.IsZero() || ending.Reopened != taken {
			t.Errorf("%s: noted as %+v", name, ending)
		}
	}
}

// An ending that nobody noted, after one that was taken back, is another one.
func TestAnEndingAfterOneThatWasTakenBack(t *testing.T) {
	first := intake.Ending{ID: "one", Reason: "MOVED", At: applied, Reopened: ended}
	a := intake.Application{State: intake.Ended, EndReason: "WITHDRAWN", Endings: []intake.Ending{first}}
	if _, err := a.Reopen(nil, "two", taken); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]intake.Ending{first, {ID: "two", Reason: "WITHDRAWN", Reopened: taken}}, a.Endings); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
