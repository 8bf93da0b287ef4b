package support_test

import (
	"strings"
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
	contact := support.Contact{
		Name: sealed.Of("naam"), Phone: sealed.Of("nummer"), Email: sealed.Of("mail"), Postcode: sealed.Of("5141 AB"), HouseNumber: sealed.Of("7a"),
		Instruction: sealed.Of("alleen op school"),
	}
	silent, offline, elsewhere, unsafe := contact, contact, contact, contact
	silent.NoPhone, offline.NoEmail, elsewhere.NoPost = true, true, true
	unsafe.NoPhone, unsafe.NoEmail, unsafe.NoPost = true, true, true
	coordinator, supporter := call.Everyone(), call.OwnedBy("account")
	for name, c := range map[string]struct {
		state   support.State
		owner   call.Owner
		contact support.Contact
		sees    string
	}{
		"coordinator, open":        {support.Open, coordinator, contact, "naam nummer mail 5141 AB 7a alleen op school"},
		"coordinator, unsafe":      {support.Closed, coordinator, unsafe, "naam nummer mail 5141 AB 7a alleen op school"},
		"supporter, open":          {support.Open, supporter, contact, "naam nummer mail 5141 AB 7a alleen op school"},
		"supporter, on hold":       {support.OnHold, supporter, contact, "naam nummer mail 5141 AB 7a alleen op school"},
		"supporter, no phone":      {support.Open, supporter, silent, "naam mail 5141 AB 7a alleen op school"},
		"supporter, no mail":       {support.Open, supporter, offline, "naam nummer 5141 AB 7a alleen op school"},
		"supporter, no post":       {support.Open, supporter, elsewhere, "naam nummer mail alleen op school"},
		"supporter, unsafe":        {support.Open, supporter, unsafe, "naam alleen op school"},
		"supporter, closed":        {support.Closed, supporter, contact, "naam"},
		"supporter, closed unsafe": {support.Closed, supporter, unsafe, "naam"},
		"nobody":                   {support.Open, call.Owner{}, contact, ""},
		"an organisation":          {support.Open, call.OwnedByOrganisation("MEE"), contact, ""},
	} {
		got := support.Case{State: c.state}.See(c.owner, c.contact).Contact
		var seen []string
		for _, part := range []sealed.Text{got.Name, got.Phone, got.Email, got.Postcode, got.HouseNumber, got.Instruction} {
			if text := part.Reveal(); text != "" {
				seen = append(seen, text)
			}
		}
		if sees := strings.Join(seen, " "); sees != c.sees {
			t.Errorf("%s: sees %q, want %q", name, sees, c.sees)
		}
	}
}

func TestCheckEtag(t *testing.T) {
	c := support.Case{Version: 3}
	if c.CheckEtag("") != nil || c.CheckEtag("3") != nil || !errs.Is(c.CheckEtag("2"), errs.EtagMismatchReason) {
		t.Error("only the version that stands, or none, may act")
	}
}
