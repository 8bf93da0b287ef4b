package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/store"
)

// contextOf is one transaction on a store.
type contextOf struct {
	ctx context.Context
	*pg.Tx
	*store.Store
}

// insert stores a case and what a new one does not have.
func insert(w contextOf, c support.Case) error {
	if err := w.Insert(w.ctx, w.Tx, c); err != nil {
		return err
	}
	return w.Save(w.ctx, w.Tx, c)
}

// TestOfWhomNothingWasHeard: a contact moment that stands and an appointment that was held break the silence of a case,
// for whoever is on it; nothing that somebody else changes does, nor what was planned, missed or removed.
func TestOfWhomNothingWasHeard(t *testing.T) {
	const long, since, lately = 60 * 24 * time.Hour, 28 * 24 * time.Hour, 3 * 24 * time.Hour
	db := pgtest.New(t)
	keys := subject.New(db.Keys)
	ctx, s := pgtest.Context(t, municipality, call.RoleCoordinator), store.New(keys)
	errOver := errors.New("the next begins with nothing")
	moment := func(w contextOf, c support.Case, ago time.Duration) support.ContactMoment {
		return support.ContactMoment{ID: pg.NewID(), Case: c.ID, Dossier: c.Dossier, Supporter: c.Supporter, EnteredBy: pg.NewID(),
			Told: support.Told{Kind: "PHONE_CALL", Date: calendar.Day(w.Now().Add(-ago)), Minutes: 10}}
	}
	appointment := func(state support.AppointmentState, ago time.Duration) func(contextOf, support.Case) error {
		return func(w contextOf, c support.Case) error {
			start := w.Now().Add(-ago)
			return w.InsertAppointment(w.ctx, w.Tx, support.Appointment{ID: pg.NewID(), Case: c.ID, Dossier: c.Dossier, Start: start,
				End: start.Add(time.Hour), Kind: "HOME", State: state})
		}
	}
	for name, c := range map[string]struct {
		change func(*support.Case, time.Time)
		then   func(contextOf, support.Case) error
		silent bool
	}{
		"nothing":                  {nil, nil, true},
		"it began lately":          {func(c *support.Case, now time.Time) { c.OpenDate = calendar.Day(now.Add(-lately)) }, nil, false},
		"it came to them lately":   {func(c *support.Case, now time.Time) { c.SeenFrom = now.Add(-lately) }, nil, false},
		"it came to them long ago": {func(c *support.Case, now time.Time) { c.SeenFrom = now.Add(-long) }, nil, true},
		"a first appointment":      {func(c *support.Case, now time.Time) { c.FirstAppointmentDate = calendar.Day(now.Add(-lately)) }, nil, false},
		"it waits":                 {func(c *support.Case, _ time.Time) { c.State, c.HoldReason = support.OnHold, "DECISION" }, nil, false},
		"somebody else changed it": {nil, func(w contextOf, c support.Case) error {
			c.Outcome = "WITHDRAWN"
			return w.Save(w.ctx, w.Tx, c)
		}, true},
		"a contact lately":   {nil, func(w contextOf, c support.Case) error { return w.InsertContact(w.ctx, w.Tx, moment(w, c, lately)) }, false},
		"a contact long ago": {nil, func(w contextOf, c support.Case) error { return w.InsertContact(w.ctx, w.Tx, moment(w, c, long)) }, true},
		"a contact on the day itself": {nil, func(w contextOf, c support.Case) error {
			return w.InsertContact(w.ctx, w.Tx, moment(w, c, since))
		}, false},
		"a contact that was removed": {nil, func(w contextOf, c support.Case) error {
			m := moment(w, c, lately)
			if err := w.InsertContact(w.ctx, w.Tx, m); err != nil {
				return err
			}
			m, err := w.Contact(w.ctx, w.Tx, call.Everyone(), m.ID, "read contact moment")
			if err != nil {
				return err
			}
			return w.DeleteContact(w.ctx, w.Tx, m)
		}, true},
		"an appointment held lately":   {nil, appointment("HELD", lately), false},
		"an appointment held long ago": {nil, appointment("HELD", long), true},
		"an appointment missed":        {nil, appointment("MISSED", lately), true},
		"an appointment to come":       {nil, appointment("PLANNED", -lately), true},
	} {
		t.Run(name, func(t *testing.T) {
			first, second := pg.NewID(), pg.NewID()
			err := db.App.Write(ctx, func(tx *pg.Tx) error {
				w := contextOf{ctx, tx, s}
				open := func(supporter string) (support.Case, error) {
					c := support.Opening{Application: pg.NewID(), Dossier: pg.NewID(), ApplicationDate: calendar.Day(tx.Now().Add(-long)), Supporter: supporter}.
						Begin(pg.NewID(), calendar.Day(tx.Now().Add(-long)))
					_, err := keys.Make(ctx, tx, c.Dossier, subject.Dossier)
					return c, err
				}
				one, err := open(first)
				if err != nil {
					return err
				}
				opened := one
				opened.SecondSupporter = second
				if c.change != nil {
					c.change(&opened, tx.Now())
				}
				if err := insert(w, opened); err != nil {
					return err
				}
				// The first has a case besides, of which something was heard.
				other, err := open(first)
				if err != nil {
					return err
				}
				if err := insert(w, other); err != nil {
					return err
				}
				if err := s.InsertContact(ctx, tx, moment(w, other, lately)); err != nil {
					return err
				}
				if c.then != nil {
					if err := c.then(w, opened); err != nil {
						return err
					}
				}
				cases, unheard, err := s.Silent(ctx, tx, tx.Now().Add(-since))
				if err != nil {
					return err
				}
				want := map[string]int{}
				if c.silent {
					want[first], want[second] = 1, 1
				}
				// A case that came to the first lately is no news to the second, who was there.
				if name == "it came to them lately" {
					want[second] = 1
				}
				if cases[first] != want[first] || cases[second] != want[second] || len(cases) != len(want) {
					t.Errorf("got %v, want %v", cases, want)
				}
				if unheard != want[second] {
					t.Errorf("%d were not heard of, want %d: the first was, in the other case", unheard, want[second])
				}
				return errOver
			})
			if !errors.Is(err, errOver) {
				t.Fatal(err)
			}
		})
	}
}
