package support_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// The machine of CONTRACT.md, written out pair by pair: rows are from, columns to, in the order
// of support.States; x moves, . is refused.
var machine = map[support.State]string{
	//               O H C
	support.Open:   ". x x",
	support.OnHold: "x . x",
	support.Closed: ". . .",
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range support.States {
		for i, to := range support.States {
			moved, err := from.Move(to)
			if machine[from][2*i] == 'x' {
				if err != nil || moved != to {
					t.Errorf("%s → %s: got %s, %v", from, to, moved, err)
				}
				continue
			}
			e := errs.Of(err)
			if e == nil || e.Reason != errs.StateConflictReason || e.Args["state"] != string(from) || e.Args["resource"] != "case" {
				t.Errorf("%s → %s must be refused naming the state, got %v", from, to, err)
			}
			if moved != from {
				t.Errorf("%s → %s was refused and yet moved", from, to)
			}
		}
	}
}

func TestTheDayOfTheFirstAppointment(t *testing.T) {
	c := support.Case{ApplicationDate: "2026-03-02"}
	for day, rule := range map[string]string{
		"":           "",
		"2026-03-02": "",
		"2026-03-10": "",
		"2026-03-01": "date.before_application",
		"2026-03-11": "date.future",
		"2026-02-30": "date.invalid",
	} {
		var got string
		if e := errs.Of(errs.Join(c.Check(support.Closing{FirstAppointmentDate: day}, "2026-03-10")...)); e != nil {
			got = e.Violations[0].Rule
		}
		if got != rule {
			t.Errorf("%q: got %q, want %q", day, got, rule)
		}
	}
}

// Whoever held an appointment had made it: no later than it was held.
func TestAnAppointmentThatWasHeldHadBeenMade(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	c := support.Case{State: support.Open, ApplicationDate: "2026-03-02"}
	for _, step := range []struct {
		held, made string
		news       bool
	}{{"2026-03-09", "2026-03-09", true}, {"2026-03-09", "2026-03-09", false}, {"2026-03-05", "2026-03-05", true}, {"2026-03-06", "2026-03-05", true}} {
		held, news, err := c.HoldAppointment(step.held, now)
		if err != nil || news != step.news || held.FirstAppointmentDate != step.held || held.AppointmentMadeDate != step.made {
			t.Errorf("held on %s: %+v, %v, %v", step.held, held, news, err)
		}
		c = held
	}
	closed, held, err := c.Close(support.Closing{FirstAppointmentDate: "2026-03-04"}, "2026-03-10")
	if err != nil || !held || closed.FirstAppointmentDate != "2026-03-04" || closed.AppointmentMadeDate != "2026-03-04" {
		t.Errorf("told at the end: %+v, %v, %v", closed, held, err)
	}
}

func TestClose(t *testing.T) {
	closing := support.Closing{Need: sealed.Of("rust"), Outcome: "solved", Fit: "PARTLY", Minutes: 90, FirstAppointmentDate: "2026-03-03"}
	for _, state := range []support.State{support.Open, support.OnHold} {
		got, held, err := support.Case{State: state}.Close(closing, "2026-03-10")
		if err != nil || !held || got.State != support.Closed || got.CloseDate != "2026-03-10" || got.Outcome != "solved" ||
			got.Fit != "PARTLY" || got.Minutes != 90 || got.FirstAppointmentDate != "2026-03-03" || got.Need.Reveal() != "rust" {
			t.Errorf("%s: got %+v, %v, %v", state, got, held, err)
		}
	}
	known := support.Case{State: support.Open, FirstAppointmentDate: "2026-03-03"}
	if _, held, _ := known.Close(closing, "2026-03-10"); held {
		t.Error("a day that was known is told again")
	}
	closing.FirstAppointmentDate = ""
	if got, held, _ := known.Close(closing, "2026-03-10"); held || got.FirstAppointmentDate != "2026-03-03" {
		t.Errorf("a day that was known must stay, got %q, %v", got.FirstAppointmentDate, held)
	}
}

func TestWhoSeesHowTheResidentIsReached(t *testing.T) {
	contact := support.Contact{Name: sealed.Of("naam"), Phone: sealed.Of("nummer"), Instruction: sealed.Of("alleen op school")}
	silent := contact
	silent.NoPhone = true
	coordinator, supporter := call.Everyone(), call.OwnedBy("account")
	for name, c := range map[string]struct {
		state                    support.State
		owner                    call.Owner
		contact                  support.Contact
		name, phone, instruction bool
	}{
		"coordinator, open":        {support.Open, coordinator, contact, true, true, true},
		"coordinator, silent":      {support.Closed, coordinator, silent, true, true, true},
		"supporter, open":          {support.Open, supporter, contact, true, true, true},
		"supporter, on hold":       {support.OnHold, supporter, contact, true, true, true},
		"supporter, silent":        {support.Open, supporter, silent, true, false, true},
		"supporter, closed":        {support.Closed, supporter, contact, true, false, false},
		"supporter, closed silent": {support.Closed, supporter, silent, true, false, false},
		"nobody":                   {support.Open, call.Owner{}, contact, false, false, false},
		"an organisation":          {support.Open, call.OwnedByOrganisation("MEE"), contact, false, false, false},
	} {
		got := support.Case{State: c.state}.See(c.owner, c.contact).Contact
		if (got.Name.Reveal() != "") != c.name || (got.Phone.Reveal() != "") != c.phone || (got.Instruction.Reveal() != "") != c.instruction {
			t.Errorf("%s: sees %q, %q, %q", name, got.Name.Reveal(), got.Phone.Reveal(), got.Instruction.Reveal())
		}
	}
}

func TestCheckEtag(t *testing.T) {
	c := support.Case{Version: 3}
	if c.CheckEtag("") != nil || c.CheckEtag("3") != nil || !errs.Is(c.CheckEtag("2"), errs.EtagMismatchReason) {
		t.Error("only the version that stands, or none, may act")
	}
}
