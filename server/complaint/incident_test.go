package complaint_test

import (
	"testing"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

func TestAnIncidentFromReportToEnd(t *testing.T) {
	now := at(t, "2026-03-06T10:00:00+01:00") // a Friday
	i := complaint.Incident{State: complaint.IncidentReported, Affected: []string{"RESIDENT", "SUPPORTER"}, CreateTime: now}
	if clocks := i.Clocks(); len(clocks) != 1 || !clocks[0].Due.Equal(at(t, "2026-03-10T00:00:00+01:00")) {
		t.Errorf("aftercare: %v", clocks)
	}
	easter := complaint.Incident{Affected: []string{"SUPPORTER"}, CreateTime: at(t, "2026-04-03T10:00:00+02:00")}
	if clocks := easter.Clocks(); len(clocks) != 1 || !clocks[0].Due.Equal(at(t, "2026-04-08T00:00:00+02:00")) {
		t.Errorf("aftercare over Easter: %v", clocks)
	}
	if _, err := i.Close(); rule(err) != "incident.aftercare" {
		t.Errorf("closed without aftercare: %v", err)
	}
	if _, err := i.Note(complaint.StepClosed, now); rule(err) != "incident.step" {
		t.Errorf("closed by a note: %v", err)
	}
	i, err := i.Note(complaint.StepNoted, now)
	if err != nil || i.State != complaint.IncidentInHandling || !i.AftercareTime.IsZero() {
		t.Fatal(i, err)
	}
	if i, err = i.Note(complaint.StepAftercare, now); err != nil || i.AftercareTime != now {
		t.Fatal(i, err)
	}
	if again, _ := i.Note(complaint.StepAftercare, now.Add(time.Hour)); again.AftercareTime != now {
		t.Error("the first aftercare counts")
	}
	if i, err = i.Close(); err != nil || i.State != complaint.IncidentClosed {
		t.Fatal(i, err)
	}
	if _, err := i.Close(); rule(err) != "STATE_CONFLICT" {
		t.Error(err)
	}
	if _, err := i.Note(complaint.StepNoted, now); rule(err) != "STATE_CONFLICT" {
		t.Error(err)
	}
	alone := complaint.Incident{State: complaint.IncidentReported, Affected: []string{"RESIDENT"}}
	if _, err := alone.Close(); err != nil || len(alone.Clocks()) != 0 {
		t.Errorf("no supporter was affected: %v, %v", err, alone.Clocks())
	}
}

func TestTheDayOfAnIncident(t *testing.T) {
	for day, want := range map[string]string{"2026-03-06": "", "2026-03-01": "", "2026-03-07": "date.future", "2026-02-30": "date.invalid", "": "date.invalid"} {
		if got := rule(complaint.Incident{Date: day}.Check("2026-03-06")); got != want {
			t.Errorf("%q: got %q", day, got)
		}
	}
}

func TestARiskEndsOnce(t *testing.T) {
	now := at(t, "2026-03-06T10:00:00+01:00")
	r := complaint.Risk{Version: 2, Warning: sealed.Of("Hond")}
	if _, err := r.End("1", now); !errs.Is(err, errs.EtagMismatchReason) {
		t.Error(err)
	}
	r, err := r.End("2", now)
	if err != nil || r.EndTime != now {
		t.Fatal(err)
	}
	if _, err := r.End("", now); rule(err) != "STATE_CONFLICT" {
		t.Error(err)
	}
	if rule(complaint.Risk{Warning: sealed.Of("  ")}.Check()) != "required" || r.Check() != nil {
		t.Error("a warning says something")
	}
}
