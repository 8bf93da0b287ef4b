package intake_test

import (
	"slices"
	"testing"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// friday is a Friday evening in winter, 23:30 in Amsterdam and 22:30 UTC.
var friday = time.Date(2026, 11, 20, 22, 30, 0, 0, time.UTC)

func entry() intake.Entry {
	return intake.Entry{PromiseWorkingDays: 2, Calendar: calendar.Standard(), Now: friday}
}

func form() intake.Application {
	return intake.Application{
		Resident: intake.Resident{Name: sealed.Of("Sanne"), Phone: sealed.Of("+31611930001")}, Question: sealed.Of("Hulp bij een brief"),
		LifeDomains: []string{"WMO"}, Channel: "PHONE",
	}
}

func TestTheShortestFormIsAnApplication(t *testing.T) {
	a, err := intake.Submit(intake.Application{
		Resident: intake.Resident{Name: sealed.Of("Sanne"), Phone: sealed.Of("+31611930001")}, CallBack: sealed.Of("na vier uur"),
	}, entry())
	if err != nil {
		t.Fatal(err)
	}
	if a.State != intake.Received || a.Applicant.Kind != intake.ByResident || !slices.Equal(a.ToComplete, []string{intake.MissingLifeDomain}) {
		t.Errorf("got %s by %s, to complete %v", a.State, a.Applicant.Kind, a.ToComplete)
	}
	if a.Day != "2026-11-20" || a.PromiseDay != "2026-11-24" {
		t.Errorf("day %s, promise %s: Friday in Amsterdam, and the Tuesday after", a.Day, a.PromiseDay)
	}
}

func TestThePublicDoesNotChooseHowItIsCounted(t *testing.T) {
	public, err := intake.Submit(form(), entry())
	if err != nil || public.Channel != intake.Website {
		t.Errorf("the public: got %s (%v)", public.Channel, err)
	}
	atTheDesk := entry()
	atTheDesk.Staff = true
	staff, err := intake.Submit(form(), atTheDesk)
	if err != nil || staff.Channel != "PHONE" {
		t.Errorf("the desk: got %s (%v)", staff.Channel, err)
	}
	unsaid := form()
	unsaid.Channel = ""
	for byStaff, want := range map[bool]string{true: intake.Phone, false: intake.Website} {
		by := entry()
		by.Staff = byStaff
		if got, err := intake.Submit(unsaid, by); err != nil || got.Channel != want {
			t.Errorf("nobody says how it came in, by staff is %t: got %s (%v), want %s", byStaff, got.Channel, err, want)
		}
	}
}

func TestWhoAppliesForAnotherWaitsForConsent(t *testing.T) {
	for _, c := range []struct {
		name   string
		who    intake.Applicant
		agrees bool
		want   intake.State
		wrong  []string
	}{
		{"a daughter", intake.Applicant{Kind: intake.ByNearPerson, Name: sealed.Of("Eva")}, false, intake.AwaitingConsent, nil},
		{"a daughter, the resident agrees", intake.Applicant{Kind: intake.ByNearPerson, Name: sealed.Of("Eva")}, true, intake.Received, nil},
		{"nobody's daughter", intake.Applicant{Kind: intake.ByNearPerson}, true, "", []string{"applicant.name"}},
		{"a referrer", intake.Applicant{Kind: intake.ByReferrer, Name: sealed.Of("Rosa"), Organisation: "Huisarts"}, true, intake.Received, nil},
		{"a referrer whom the registry knows", intake.Applicant{Kind: intake.ByReferrer, Name: sealed.Of("Rosa"), Referrer: "r"}, false, intake.AwaitingConsent, nil},
		{"a referrer without anything", intake.Applicant{Kind: intake.ByReferrer}, true, "", []string{"applicant.name", "applicant.organisation"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			application, by := form(), entry()
			application.Applicant, by.ResidentAgrees = c.who, c.agrees
			a, err := intake.Submit(application, by)
			var fields []string
			if refused := errs.Of(err); refused != nil {
				for _, v := range refused.Violations {
					fields = append(fields, v.Field)
				}
			}
			if a.State != c.want || !slices.Equal(fields, c.wrong) {
				t.Errorf("got %q, wrong %v, want %q, %v", a.State, fields, c.want, c.wrong)
			}
		})
	}
}

func TestALatestDayExistsAndHasAReason(t *testing.T) {
	for _, c := range []struct {
		urgency intake.Urgency
		wrong   string
	}{
		{intake.Urgency{Reason: "EVICTION", LatestDay: "2026-12-01"}, ""},
		{intake.Urgency{Reason: "EVICTION"}, ""},
		{intake.Urgency{Reason: "EVICTION", LatestDay: "2026-02-30"}, "urgency.latest_date"},
		{intake.Urgency{LatestDay: "2026-12-01"}, "urgency.reason"},
		{intake.Urgency{Note: sealed.Of("brief van de verhuurder")}, "urgency.reason"},
	} {
		application := form()
		application.Urgency = c.urgency
		_, err := intake.Submit(application, entry())
		got := ""
		if refused := errs.Of(err); refused != nil {
			got = refused.Violations[0].Field
		}
		if got != c.wrong {
			t.Errorf("%+v: refused for %q, want %q", c.urgency, got, c.wrong)
		}
	}
}

func TestADirectAnswerIsOfTodayOrBefore(t *testing.T) {
	for day, wrong := range map[string]bool{"": false, "2026-11-20": false, "2026-11-21": true, "2026-13-01": true} {
		answer, err := intake.DirectAnswer{Day: day}.Complete(friday)
		if (err != nil) != wrong {
			t.Errorf("%q: got %v", day, err)
		}
		if err == nil && (answer.Day != "2026-11-20" || answer.Channel != intake.NeighbourhoodPoint) {
			t.Errorf("%q: got %+v", day, answer)
		}
	}
}

func TestAMergerNeedsTwo(t *testing.T) {
	one, other := intake.Application{ID: "1", State: intake.Closed}, intake.Application{ID: "2", State: intake.Merged}
	if err := one.MergeInto(one); errs.Of(err) == nil {
		t.Error("an application cannot be merged into itself")
	}
	if err := one.MergeInto(other); errs.Of(err) == nil {
		t.Error("nor into one that is merged itself")
	}
	other.State = intake.InSupport
	if err := one.MergeInto(other); err != nil || one.State != intake.Merged || one.MergedInto != "2" {
		t.Errorf("got %+v (%v)", one, err)
	}
}
