package complaint_test

import (
	"testing"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/errs"
)

// machine is by hand, row by row: from which state a complaint moves whereto.
var machine = map[complaint.State]string{
	//                     R A H S
	complaint.Received:     ". x . .",
	complaint.Acknowledged: ". . x x",
	complaint.InHandling:   ". . . x",
	complaint.Settled:      ". . . .",
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range complaint.States {
		for i, to := range complaint.States {
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
	}
}

// at is a moment in Europe/Amsterdam, in winter.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment.UTC()
}

func rule(err error) string {
	e := errs.Of(err)
	if e == nil {
		return ""
	}
	if len(e.Violations) > 0 {
		return e.Violations[0].Rule
	}
	return string(e.Reason)
}

func TestTheClocksOfAComplaint(t *testing.T) {
	for _, c := range []struct{ received, acknowledge, settle, extended string }{
		// Thursday 5 March 2026: five working days are until Thursday 12 March, six weeks until 16 April.
		{"2026-03-05T10:00:00+01:00", "2026-03-13T00:00:00+01:00", "2026-04-17T00:00:00+02:00", "2026-05-15T00:00:00+02:00"},
		// Thursday 2 April 2026: Good Friday and Easter Monday do not count.
		{"2026-04-02T23:59:00+02:00", "2026-04-14T00:00:00+02:00", "2026-05-15T00:00:00+02:00", "2026-06-12T00:00:00+02:00"},
	} {
		got := complaint.Complaint{CreateTime: at(t, c.received)}
		clocks, extended := got.Clocks(), complaint.Complaint{CreateTime: at(t, c.received), Extended: true}.Clocks()
		if !clocks[0].Due.Equal(at(t, c.acknowledge)) || !clocks[1].Due.Equal(at(t, c.settle)) || !extended[1].Due.Equal(at(t, c.extended)) {
			t.Errorf("%s: got %v, %v", c.received, clocks, extended)
		}
		if !extended[0].Due.Equal(clocks[0].Due) {
			t.Error("extending moves the acknowledgement")
		}
	}
}

func TestWhenATimeRunsOut(t *testing.T) {
	due := at(t, "2026-03-13T00:00:00+01:00")
	for _, c := range []struct {
		kind          complaint.ClockKind
		now           time.Time
		kept          time.Time
		soon, overdue bool
	}{
		{complaint.Acknowledge, due.Add(-25 * time.Hour), time.Time{}, false, false},
		{complaint.Acknowledge, due.Add(-24 * time.Hour), time.Time{}, true, false},
		{complaint.Acknowledge, due.Add(-1), time.Time{}, true, false},
		{complaint.Acknowledge, due, time.Time{}, false, true},
		{complaint.Acknowledge, due.Add(time.Hour), due.Add(-1), false, false},
		{complaint.Acknowledge, due.Add(time.Hour), due, false, true},
		{complaint.Acknowledge, due.Add(-time.Hour), due.Add(-2 * time.Hour), false, false},
		{complaint.Settle, due.Add(-8 * 24 * time.Hour), time.Time{}, false, false},
		{complaint.Settle, due.Add(-7 * 24 * time.Hour), time.Time{}, true, false},
	} {
		clock := complaint.Clock{Kind: c.kind, Due: due, Kept: c.kept}
		if clock.Soon(c.now) != c.soon || clock.Overdue(c.now) != c.overdue {
			t.Errorf("%+v: got soon %t, overdue %t", c, clock.Soon(c.now), clock.Overdue(c.now))
		}
	}
	if got := (complaint.Clock{Due: due}).LastDay(); got != "2026-03-12" {
		t.Error(got)
	}
}

func TestFromReceiptToEnd(t *testing.T) {
	now := at(t, "2026-03-05T10:00:00+01:00")
	c := complaint.Complaint{State: complaint.Received, CreateTime: now}
	if _, err := c.Note(); rule(err) != "STATE_CONFLICT" {
		t.Errorf("handled before it was acknowledged: %v", err)
	}
	if _, err := c.Settle("FOUNDED", now); rule(err) != "STATE_CONFLICT" {
		t.Errorf("settled before it was acknowledged: %v", err)
	}
	c, err := c.Acknowledge(now)
	if err != nil || c.AcknowledgeTime != now {
		t.Fatal(err)
	}
	for range 2 {
		if c, err = c.Note(); err != nil || c.State != complaint.InHandling {
			t.Fatal(c.State, err)
		}
	}
	if c, err = c.Extend(); err != nil || !c.Extended {
		t.Fatal(err)
	}
	if _, err := c.Extend(); rule(err) != "complaint.extended" {
		t.Errorf("extended twice: %v", err)
	}
	if c, err = c.Settle("PARTLY_FOUNDED", now); err != nil || c.Outcome != "PARTLY_FOUNDED" || c.SettleTime != now {
		t.Fatal(err)
	}
	if _, err := (complaint.Complaint{State: complaint.Settled}).Extend(); rule(err) != "STATE_CONFLICT" {
		t.Errorf("extended after it was settled: %v", err)
	}
	if c.CheckEtag("") != nil || !errs.Is(c.CheckEtag("9"), errs.EtagMismatchReason) {
		t.Error("another version may act")
	}
}
