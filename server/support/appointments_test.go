package support_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// What can follow what, written out pair by pair: rows are from, columns to, in the order of support.AppointmentStates; x
// moves, . is refused.
var appointmentMachine = map[support.AppointmentState]string{
	//                            P H C M
	support.AppointmentPlanned:   ". x x x",
	support.AppointmentHeld:      ". . . .",
	support.AppointmentCancelled: ". . . .",
	support.AppointmentMissed:    ". . . .",
}

func TestEveryPairOfAppointmentStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range support.AppointmentStates {
		for i, to := range support.AppointmentStates {
			moved, err := from.Move(to)
			if appointmentMachine[from][2*i] == 'x' {
				if err != nil || moved != to {
					t.Errorf("%s → %s: got %s, %v", from, to, moved, err)
				}
				continue
			}
			if e := errs.Of(err); e == nil || e.Reason != errs.StateConflictReason || e.Args["state"] != string(from) || e.Args["resource"] != "appointment" || moved != from {
				t.Errorf("%s → %s must be refused naming the state, got %s, %v", from, to, moved, err)
			}
		}
	}
}

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func planned(start string) support.Appointment {
	return support.Appointment{
		ID: "a", State: support.AppointmentPlanned, Start: at(start), End: at(start).Add(time.Hour), Kind: "HOME",
		Place: sealed.Of("Kade 1"), Note: sealed.Of("neem de brief mee"),
	}
}

func TestTheTimesOfAnAppointment(t *testing.T) {
	c := support.Case{ApplicationDate: "2026-03-02"}
	for name, want := range map[string]struct{ start, end, field, rule string }{
		"an hour":                             {"2026-03-10T10:00:00+01:00", "2026-03-10T11:00:00+01:00", "", ""},
		"on the day of the application":       {"2026-03-02T00:00:00+01:00", "2026-03-02T01:00:00+01:00", "", ""},
		"a whole day":                         {"2026-03-10T10:00:00+01:00", "2026-03-11T10:00:00+01:00", "", ""},
		"the evening before the application":  {"2026-03-01T23:59:00+01:00", "2026-03-02T01:00:00+01:00", "appointment.start_time", "date.before_application"},
		"no time at all":                      {"2026-03-10T10:00:00+01:00", "2026-03-10T10:00:00+01:00", "appointment.end_time", "appointment.order"},
		"it ends before it begins":            {"2026-03-10T10:00:00+01:00", "2026-03-10T09:00:00+01:00", "appointment.end_time", "appointment.order"},
		"more than a day":                     {"2026-03-10T10:00:00+01:00", "2026-03-11T10:00:01+01:00", "appointment.end_time", "appointment.long"},
		"a year that nobody means":            {"9999-03-10T10:00:00+01:00", "9999-03-10T11:00:00+01:00", "appointment.start_time", "date.invalid"},
		"a year in which nobody had the form": {"1999-03-10T10:00:00+01:00", "1999-03-10T11:00:00+01:00", "appointment.start_time", "date.invalid"},
	} {
		a := support.Appointment{Start: at(want.start), End: at(want.end)}
		var field, rule string
		if e := errs.Of(errs.Join(a.CheckTimes(c, "appointment.")...)); e != nil {
			field, rule = e.Violations[0].Field, e.Violations[0].Rule
		}
		if field != want.field || rule != want.rule {
			t.Errorf("%s: got %s %s", name, field, rule)
		}
	}
}

// While no first appointment was held, the first that stands is the first appointment of the case, and it moves with it.
func TestTheFirstAppointmentOfACaseFollowsItsAppointments(t *testing.T) {
	now := at("2026-03-10T12:00:00+01:00")
	c := support.Case{State: support.Open, ApplicationDate: "2026-03-02"}
	first, second := planned("2026-03-12T10:00:00+01:00"), planned("2026-03-20T10:00:00+01:00")
	c, news, err := c.Plan(first, now)
	if err != nil || !news || c.AppointmentMadeDate != "2026-03-10" || !c.AppointmentTime.Equal(first.Start) {
		t.Fatalf("planned: %+v, %v, %v", c, news, err)
	}
	if again, news, _ := c.Plan(second, now); news || !again.AppointmentTime.Equal(first.Start) {
		t.Errorf("the second is the first: %+v, %v", again, news)
	}
	moved := planned("2026-03-13T10:00:00+01:00")
	if c, err = c.Replan(first, moved); err != nil || !c.AppointmentTime.Equal(moved.Start) {
		t.Errorf("moved: %+v, %v", c, err)
	}
	if other, _ := c.Replan(second, first); !other.AppointmentTime.Equal(moved.Start) {
		t.Error("another appointment was moved, and the first went with it")
	}
	if other := c.Unplan(second); !other.AppointmentTime.Equal(moved.Start) {
		t.Error("another appointment was cancelled, and the first went with it")
	}
	c = c.Unplan(moved)
	if !c.AppointmentTime.IsZero() || c.AppointmentMadeDate != "2026-03-10" {
		t.Errorf("cancelled: %+v", c)
	}
	c, news, err = c.Plan(second, at("2026-03-11T12:00:00+01:00"))
	if err != nil || news || c.AppointmentMadeDate != "2026-03-10" || !c.AppointmentTime.Equal(second.Start) {
		t.Errorf("planned again: %+v, %v, %v", c, news, err)
	}
	c, news, err = c.Attended(second, at("2026-03-20T18:00:00+01:00"))
	if err != nil || !news || c.FirstAppointmentDate != "2026-03-20" {
		t.Errorf("held: %+v, %v, %v", c, news, err)
	}
	if later, news, _ := c.Attended(planned("2026-03-21T10:00:00+01:00"), at("2026-03-21T18:00:00+01:00")); news || later.FirstAppointmentDate != "2026-03-20" {
		t.Error("a later one is the first")
	}
	if earlier, news, _ := c.Attended(planned("2026-03-18T10:00:00+01:00"), at("2026-03-21T18:00:00+01:00")); !news || earlier.FirstAppointmentDate != "2026-03-18" {
		t.Error("an earlier one is not the first")
	}
	if c, news, _ := c.Plan(planned("2026-03-25T10:00:00+01:00"), now); news || !c.AppointmentTime.Equal(second.Start) {
		t.Error("what comes after the first that was held is the first")
	}
}

// Who writes an appointment down afterwards had made it by then.
func TestAnAppointmentOfAnEarlierDayHadBeenMade(t *testing.T) {
	c, news, err := support.Case{State: support.Open, ApplicationDate: "2026-03-02"}.Plan(planned("2026-03-05T10:00:00+01:00"), at("2026-03-10T12:00:00+01:00"))
	if err != nil || !news || c.AppointmentMadeDate != "2026-03-05" {
		t.Errorf("got %+v, %v, %v", c, news, err)
	}
}

func TestAClosedCaseIsNotPlanned(t *testing.T) {
	closed := support.Case{State: support.Closed, ApplicationDate: "2026-03-02"}
	a := planned("2026-03-12T10:00:00+01:00")
	if _, _, err := closed.Plan(a, a.Start); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("planned: %v", err)
	}
	if _, err := closed.Replan(a, a); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("moved: %v", err)
	}
	if c, news, err := closed.Attended(a, a.Start); err != nil || news || c.FirstAppointmentDate != "" {
		t.Errorf("what is told of an appointment afterwards changes a closed case: %+v, %v, %v", c, news, err)
	}
}

// Nobody was at an appointment before its day; on its day it may have been earlier than was agreed.
func TestAnAppointmentIsAttendedOnItsDay(t *testing.T) {
	a := planned("2026-03-12T00:30:00+01:00") // by the clock in London this is the day before
	for now, ok := range map[string]bool{"2026-03-11T23:59:00+01:00": false, "2026-03-12T00:00:00+01:00": true, "2026-04-12T00:00:00+02:00": true} {
		after, err := a.Attend(support.AppointmentHeld, at(now))
		if ok != (err == nil) || ok != (after.State == support.AppointmentHeld) {
			t.Errorf("at %s: %+v, %v", now, after, err)
		}
		if e := errs.Of(err); !ok && (e == nil || e.Violations[0].Field != "state" || e.Violations[0].Rule != "appointment.not_yet") {
			t.Errorf("at %s: %v", now, err)
		}
	}
}

// Whatever happens to an appointment, calendars hear of each change of it by a higher number, and of nothing else.
func TestTheSequenceIsRaisedByWhatCalendarsTakeOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, want := planned("2026-03-12T10:00:00+01:00"), 0
		for _, step := range rapid.SliceOfN(rapid.SampledFrom([]string{"move", "cancel", "held", "missed"}), 1, 12).Draw(t, "steps") {
			before := a
			var err error
			switch step {
			case "move":
				a, err = a.Reschedule(planned("2026-03-13T10:00:00+01:00"))
			case "cancel":
				a, err = a.Cancel("RESIDENT")
			case "held":
				a, err = a.Attend(support.AppointmentHeld, a.End)
			case "missed":
				a, err = a.Attend(support.AppointmentMissed, a.End)
			}
			if (err == nil) != (before.State == support.AppointmentPlanned) {
				t.Fatalf("%s of one that is %s: %v", step, before.State, err)
			}
			if err == nil && (step == "move" || step == "cancel") {
				want++
			}
			if a.Sequence != want {
				t.Fatalf("%s: sequence %d, want %d", step, a.Sequence, want)
			}
		}
	})
}

func TestWhatACalendarMaySay(t *testing.T) {
	a := planned("2026-03-12T10:00:00+01:00")
	allowed, forbidden := support.Contact{}, support.Contact{NoCalendar: true}
	if e := a.SupporterEntry(allowed); e.Place.Reveal() != "Kade 1" || e.Note.Reveal() != "" {
		t.Errorf("the supporter's: %q %q", e.Place.Reveal(), e.Note.Reveal())
	}
	if e := a.SupporterEntry(forbidden); e.Place.Reveal() != "" || e.Note.Reveal() != "" {
		t.Errorf("the supporter's, where calendars are forbidden: %q %q", e.Place.Reveal(), e.Note.Reveal())
	}
	if e, err := a.ResidentEntry(allowed); err != nil || e.Place.Reveal() != "Kade 1" || e.Note.Reveal() != "neem de brief mee" {
		t.Errorf("the resident's: %v, %v", e, err)
	}
	e, err := a.ResidentEntry(forbidden)
	if refused := errs.Of(err); refused == nil || refused.Violations[0].Rule != "appointment.no_calendar" || e != (support.Entry{}) {
		t.Errorf("the resident's, where calendars are forbidden: %v, %v", e, err)
	}
}
