package store_test

import (
	"testing"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/pg"
)

// TestWhatTheWeekCounts: applications wait until somebody does something about them; a promise is at risk from the moment
// of its warning until it is kept, and what stands still is not.
func TestWhatTheWeekCounts(t *testing.T) {
	d := newDesk(t)
	counts := func() (week intake.WeekCounts) {
		d.Helper()
		d.write(func(tx *pg.Tx) (err error) {
			week, err = d.store.WeekCounts(d.ctx, tx)
			return err
		})
		return week
	}
	if got := counts(); got != (intake.WeekCounts{}) {
		t.Errorf("of nothing %+v is told", got)
	}
	one, _ := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	other, _ := d.apply(person("Noor Voorbeeld", "06-11930002"))
	set := func(application string, kind promise.Kind, change func(*promise.Clock, time.Time)) {
		d.Helper()
		d.write(func(tx *pg.Tx) error {
			c := promise.Clock{Kind: kind, Since: tx.Now().Add(-time.Hour), Due: tx.Now().Add(48 * time.Hour), Warn: tx.Now().Add(24 * time.Hour)}
			if change != nil {
				change(&c, tx.Now())
			}
			return d.store.SaveClocks(d.ctx, tx, application, []promise.Clock{c})
		})
	}
	for _, application := range []string{one.ID, other.ID} {
		for _, kind := range []promise.Kind{promise.Match, promise.AppointmentMade, promise.AppointmentHeld} {
			set(application, kind, nil)
		}
	}
	for _, step := range []struct {
		says        string
		application string
		change      func(*promise.Clock, time.Time)
		risk        int
	}{
		{"all have time", one.ID, nil, 0},
		{"one was warned of", one.ID, func(c *promise.Clock, now time.Time) { c.Warn = now.Add(-time.Minute) }, 1},
		{"another is broken", other.ID, func(c *promise.Clock, now time.Time) { c.Warn, c.Due = now.Add(-time.Hour), now.Add(-time.Minute) }, 2},
		{"the one is kept, late", one.ID, func(c *promise.Clock, now time.Time) { c.Warn, c.Kept = now.Add(-time.Hour), now }, 1},
		{"the other stands still", other.ID, func(c *promise.Clock, _ time.Time) { c.Since, c.Warn, c.Due = time.Time{}, time.Time{}, time.Time{} }, 0},
	} {
		set(step.application, promise.Match, step.change)
		if got := counts(); got.Risk != step.risk || got.Waiting != 2 {
			t.Errorf("%s: got %+v, want %d at risk and 2 that wait", step.says, got, step.risk)
		}
	}
	for state, waiting := range map[intake.State]int{intake.WaitingForMatch: 2, intake.Offered: 1, intake.Matched: 1, intake.InSupport: 1, intake.Received: 2} {
		d.write(func(tx *pg.Tx) error {
			_, err := tx.Exec(d.ctx, `UPDATE intake.application SET state = $3 WHERE municipality = $1 AND id = $2`, "gm0867", one.ID, string(state))
			return err
		})
		if got := counts(); got.Waiting != waiting {
			t.Errorf("one is %s: %d wait, want %d", state, got.Waiting, waiting)
		}
	}
}
