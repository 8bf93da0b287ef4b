package privacy_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/privacy"
)

// The machine of a request, written out pair by pair: rows are from, columns to, in the order of privacy.Standings; x
// moves, . is refused.
var machine = map[privacy.Standing]string{
	//                   R I D R W
	privacy.Received:   ". x . x x",
	privacy.Identified: ". x x x x",
	privacy.Done:       ". . . . .",
	privacy.Refused:    ". . . . .",
	privacy.Withdrawn:  ". . . . .",
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range privacy.Standings {
		for i, to := range privacy.Standings {
			moved, err := from.Move(to)
			if machine[from][2*i] == 'x' {
				if err != nil || moved != to {
					t.Errorf("%s → %s: got %s, %v", from, to, moved, err)
				}
				continue
			}
			e := errs.Of(err)
			if e == nil || e.Reason != errs.StateConflictReason || e.Args["state"] != string(from) || moved != from {
				t.Errorf("%s → %s must be refused naming the state, got %s, %v", from, to, moved, err)
			}
		}
		if from.Closed() != (machine[from] == ". . . . .") {
			t.Errorf("%s: closed is %v", from, from.Closed())
		}
	}
}

func noon(day string) time.Time {
	begin, err := calendar.ParseDay(day)
	if err != nil {
		panic(err)
	}
	return begin.Add(12 * time.Hour)
}

func rule(err error) string {
	if e := errs.Of(err); e != nil && len(e.Violations) > 0 {
		return e.Violations[0].Field + " " + e.Violations[0].Rule
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestWhatMustBeSaidOfARequest(t *testing.T) {
	now := noon("2026-03-10")
	asked := privacy.RightsRequest{Asks: privacy.See, Name: sealed.Of("Iemand"), Phone: sealed.Of("0612345678")}
	for name, c := range map[string]struct {
		change func(r *privacy.RightsRequest)
		staff  bool
		want   string
	}{
		"by phone":             {func(*privacy.RightsRequest) {}, true, ""},
		"by mail alone":        {func(r *privacy.RightsRequest) { r.Phone, r.Email = sealed.Of(""), sealed.Of("a@b.example") }, false, ""},
		"no name":              {func(r *privacy.RightsRequest) { r.Name = sealed.Of(" ") }, false, "name required"},
		"no way to answer":     {func(r *privacy.RightsRequest) { r.Phone = sealed.Of("") }, false, "phone rights.reach"},
		"staff, by phone":      {func(r *privacy.RightsRequest) { r.Phone = sealed.Of("") }, true, "phone rights.reach_staff"},
		"staff, by website":    {func(r *privacy.RightsRequest) { r.Phone, r.Channel = sealed.Of(""), "WEBSITE" }, true, "phone rights.reach_staff"},
		"staff, by letter":     {func(r *privacy.RightsRequest) { r.Phone, r.Channel = sealed.Of(""), "LETTER" }, true, ""},
		"staff, at the point":  {func(r *privacy.RightsRequest) { r.Phone, r.Channel = sealed.Of(""), "NEIGHBOURHOOD_POINT" }, true, ""},
		"the public's letter":  {func(r *privacy.RightsRequest) { r.Phone, r.Channel = sealed.Of(""), "LETTER" }, false, "phone rights.reach"},
		"a day to come":        {func(r *privacy.RightsRequest) { r.ReceiveDate = "2026-03-11" }, true, "receive_date date.future"},
		"a day that is none":   {func(r *privacy.RightsRequest) { r.ReceiveDate = "2026-02-30" }, true, "receive_date date.invalid"},
		"the public's own day": {func(r *privacy.RightsRequest) { r.ReceiveDate = "2025-01-01" }, false, ""},
	} {
		r := asked
		c.change(&r)
		taken, err := privacy.Take(r, c.staff, now)
		if rule(err) != c.want {
			t.Errorf("%s: got %q, want %q", name, rule(err), c.want)
		}
		if err == nil && (taken.Standing != privacy.Received || taken.ReceiveDate != "2026-03-10" || taken.DueDate != "2026-04-10") {
			t.Errorf("%s: got %+v", name, taken)
		}
	}
	if taken, _ := privacy.Take(asked, false, now); taken.Channel != "WEBSITE" {
		t.Errorf("the public came by %s", taken.Channel)
	}
}

// The last day is of the same number in a later month, or the last of it: computed a second way, by walking days.
func TestTheLastDayToAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(2020, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "days"))
		day := start.Format(time.DateOnly)
		taken, err := privacy.Take(privacy.RightsRequest{Name: sealed.Of("n"), Phone: sealed.Of("1"), ReceiveDate: day}, true, noon("2040-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		want := start
		for want.Month() == start.Month() {
			want = want.AddDate(0, 0, 1)
		}
		for want.Day() < start.Day() && want.AddDate(0, 0, 1).Month() == want.Month() {
			want = want.AddDate(0, 0, 1)
		}
		if taken.DueDate != want.Format(time.DateOnly) {
			t.Fatalf("%s: got %s, want %s", day, taken.DueDate, want.Format(time.DateOnly))
		}
	})
	if extended, err := (privacy.RightsRequest{Standing: privacy.Received, ReceiveDate: "2025-11-30", DueDate: "2025-12-30"}).
		Extend(sealed.Of("veel"), noon("2025-12-30")); err != nil || extended.DueDate != "2026-02-28" {
		t.Errorf("three months after 30 November: %s, %v", extended.DueDate, err)
	}
}

func TestTheClock(t *testing.T) {
	r := privacy.RightsRequest{Standing: privacy.Identified, ReceiveDate: "2026-03-10", DueDate: "2026-04-10"}
	for day, want := range map[string][2]bool{
		"2026-04-02": {false, false}, "2026-04-03": {true, false}, "2026-04-10": {true, false}, "2026-04-11": {false, true},
	} {
		if got := [2]bool{r.Soon(noon(day)), r.Overdue(noon(day))}; got != want {
			t.Errorf("%s: soon and overdue are %v, want %v", day, got, want)
		}
	}
	r.Standing = privacy.Done
	if r.Soon(noon("2026-04-10")) || r.Overdue(noon("2026-05-01")) {
		t.Error("what was answered is due no more")
	}
	if _, err := r.Extend(sealed.Of("x"), noon("2026-03-11")); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("what was answered is extended: %v", err)
	}
	r = privacy.RightsRequest{Standing: privacy.Received, ReceiveDate: "2026-03-10", DueDate: "2026-04-10"}
	for want, err := range map[string]error{
		"reason required":        second(r.Extend(sealed.Of(" "), noon("2026-03-11"))),
		"reason rights.too_late": second(r.Extend(sealed.Of("x"), noon("2026-04-11"))),
		"reason rights.extended": func() error {
			once, _ := r.Extend(sealed.Of("x"), noon("2026-04-10"))
			return second(once.Extend(sealed.Of("y"), noon("2026-04-11")))
		}(),
	} {
		if rule(err) != want {
			t.Errorf("got %q, want %q", rule(err), want)
		}
	}
}

func second(_ privacy.RightsRequest, err error) error { return err }

// Nothing is shown or destroyed of somebody of whom it is not established who asks, and nobody destroys alone.
func TestWhoMayDestroyWhat(t *testing.T) {
	now := noon("2026-03-10")
	received := privacy.RightsRequest{Asks: privacy.Destroy, Standing: privacy.Received}
	if _, err := received.Showable(); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("shown before it is known who asks: %v", err)
	}
	if _, err := received.Destroyable("b"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("destroyed before it is known who asks: %v", err)
	}
	identified, err := received.Identify("dossier", "KNOWN", "a", now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := identified.Destroyable("a"); rule(err) != "rights_request rights.four_eyes" {
		t.Errorf("destroyed by who established it: %v", err)
	}
	if _, err := identified.Destroyable(""); rule(err) != "rights_request rights.four_eyes" {
		t.Errorf("destroyed by nobody: %v", err)
	}
	see := identified
	see.Asks = privacy.See
	if _, err := see.Destroyable("b"); rule(err) != "rights_request rights.not_destroy" {
		t.Errorf("destroyed though it was asked to be seen: %v", err)
	}
	if _, err := identified.Settle(privacy.Done, sealed.Of("klaar"), nil, now); rule(err) != "outcome rights.erase" {
		t.Errorf("told that it was destroyed: %v", err)
	}
	if dossier, err := identified.Destroyable("b"); err != nil || dossier != "dossier" {
		t.Errorf("got %q, %v", dossier, err)
	}
	gone := identified.Destroyed(privacy.Certificate{Time: now, By: "b", Gone: map[string]int64{"applications": 2}})
	if gone.Dossier != "" || gone.Standing != privacy.Done || gone.CloseDate != "2026-03-10" || gone.Certificate.Gone["applications"] != 2 {
		t.Errorf("got %+v", gone)
	}
	if _, err := see.Settle(privacy.Refused, sealed.Of(" "), nil, now); rule(err) != "answer required" {
		t.Errorf("refused without a reason: %v", err)
	}
	if settled, err := see.Settle(privacy.Done, sealed.Of("gestuurd"), nil, now); err != nil || settled.CloseDate != "2026-03-10" {
		t.Errorf("got %+v, %v", settled, err)
	}
}

func TestForgottenBefore(t *testing.T) {
	if ended, destroyed := privacy.ForgottenBefore(noon("2026-03-10")); ended != "2025-03-10" || destroyed != "2026-01-27" {
		t.Errorf("got %s and %s", ended, destroyed)
	}
}
