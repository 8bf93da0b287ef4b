package rpc_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/message/rpc"
	"oco.example/oco/server/message/store"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// Somebody may have died with one application, and have an appointment with another: nobody reminds them, and all else are.
func TestOneWhoDiedKeepsNobodyFromBeingReminded(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	gone := w.meets(t, nora(), 23)
	w.set(gone.Dossier, func(r *message.Reach) { r.Gone = message.Deceased })
	w.meets(t, message.Reach{Name: sealed.Of("Bep Brief"), Email: sealed.Of("bep@post.example")}, 25)
	if _, err := w.WriteReminders(w.coordinator); err != nil {
		t.Fatal(err)
	}
	if n := w.send(t); n != 1 || !strings.Contains(w.post.Mails()[0], "Bep Brief") {
		t.Errorf("%d sent: %v", n, w.post.Mails())
	}
	if list := w.about(t, gone.To.Application); len(list) != 0 {
		t.Errorf("got %v", list)
	}
}

// halting is a store in which nothing can be written to one person: the statement fails, as one that breaks a rule of the database.
type halting struct {
	*store.Store
	at string
}

func (h halting) Insert(ctx context.Context, tx *pg.Tx, m message.Message) (bool, error) {
	if m.To.ID == h.at {
		_, err := tx.Exec(ctx, `SELECT 1/0`)
		return false, err
	}
	return h.Store.Insert(ctx, tx, m)
}

// One person for whom it fails keeps nobody else from being reminded, and whoever keeps the platform hears of it.
func TestOneForWhomItFailsKeepsNobodyFromBeingReminded(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	bad := w.meets(t, nora(), 23)
	for range 2 {
		w.meets(t, nora(), 25)
	}
	told, err := w.another(t, halting{w.store, bad.Dossier}).WriteReminders(w.coordinator)
	if told != 2 || err == nil {
		t.Errorf("%d, %v", told, err)
	}
	if n := w.send(t); n != 2 {
		t.Errorf("%d sent", n)
	}
}

// The next look tells whom it failed for, and who has an appointment since, and nobody twice.
func TestTheNextLookRemindsWhoWasNot(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	bad := w.meets(t, nora(), 23)
	w.meets(t, nora(), 25)
	look := func(at string, want int) {
		t.Helper()
		told, err := w.another(t, halting{w.store, at}).WriteReminders(w.coordinator)
		if told != want || (err != nil) != (at != "") {
			t.Errorf("%d, %v", told, err)
		}
		if n := w.send(t); n != want {
			t.Errorf("%d sent", n)
		}
	}
	look(bad.Dossier, 1)
	look(bad.Dossier, 0)
	look("", 1)
	later := w.meets(t, nora(), 72)
	look("", 0)
	later.Start = time.Date(2026, 3, 10, 14, 0, 0, 0, time.UTC)
	w.appointments[later.ID] = later // moved onto tomorrow
	w.meets(t, nora(), 26)
	second := bad // somebody who was reminded of that day
	second.ID, second.Start = pg.NewID(), bad.Start.Add(3*time.Hour)
	w.appointments[second.ID] = second
	look("", 2)
	look("", 0)
}

// So it is with the week.
func TestTheNextLookTellsTheWeekToWhomItFailedFor(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	for _, name := range []string{"carla", "kees"} {
		account := w.person(t, subject.Account, message.Reach{Name: sealed.Of(name), Email: sealed.Of(name + "@oco.example")})
		w.weeks = append(w.weeks, message.Week{To: message.Recipient{Kind: message.Account, ID: account}, Waiting: 3})
	}
	for i, step := range []struct {
		at   string
		want int
	}{{w.weeks[0].To.ID, 1}, {"", 1}, {"", 0}} {
		told, err := w.another(t, halting{w.store, step.at}).WriteWeeks(w.coordinator)
		if told != step.want || (err != nil) != (step.at != "") {
			t.Errorf("look %d: %d, %v", i, told, err)
		}
	}
}

// A reminder is of all appointments of its day, as they are when it goes.
func TestAReminderSaysWhatIsSoWhenItGoes(t *testing.T) {
	for name, c := range map[string]struct {
		off  []int // which of two are called off
		says []string
		not  string
		file bool
	}{
		"none":   {nil, []string{"12:00 en 15:00 uur"}, "", false},
		"first":  {[]int{0}, []string{"15:00 uur"}, "12:00", true},
		"second": {[]int{1}, []string{"12:00 uur"}, "15:00", true},
		"both":   {[]int{0, 1}, nil, "", false},
	} {
		w := newWorld(t, &mailtest.Server{})
		a := w.meets(t, nora(), 24)
		b := a
		b.ID, b.Start = pg.NewID(), a.Start.Add(3*time.Hour)
		w.appointments[b.ID] = b
		if told, err := w.WriteReminders(w.coordinator); told != 1 || err != nil {
			t.Fatalf("%d, %v", told, err)
		}
		for i, off := range c.off {
			one := []message.Appointment{a, b}[off]
			one.Planned = false
			w.appointments[one.ID] = one
			w.plan(t, int64(i+1), live, called(one.ID))
		}
		w.send(t)
		reminders := slices.DeleteFunc(w.post.Mails(), func(mail string) bool { return !strings.Contains(lines(mail), "Morgen, 10 maart") })
		if len(reminders) > 1 || (len(reminders) == 1) != (c.says != nil) {
			t.Errorf("%s called off: %d reminders: %v", name, len(reminders), w.post.Mails())
			continue
		}
		for _, m := range w.about(t, a.To.Application) {
			if m.GetKind() == messagev1.MessageKind_MESSAGE_KIND_APPOINTMENT_REMINDER {
				if kept := w.get(t, m.GetId()); c.says != nil && !strings.Contains(kept.GetBody(), c.says[0]) || c.says == nil && kept.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_OVERTAKEN {
					t.Errorf("%s called off: kept as %v", name, kept)
				}
			}
		}
		for _, content := range reminders {
			for _, want := range c.says {
				if !strings.Contains(lines(content), want) {
					t.Errorf("%s called off: no %q in\n%s", name, want, content)
				}
			}
			if c.not != "" && strings.Contains(lines(content), c.not) || strings.Contains(content, ".ics") != c.file {
				t.Errorf("%s called off: got\n%s", name, content)
			}
		}
	}
}

// officeless are neighbours who do not know who writes.
type officeless struct{ *neighbours }

func (officeless) Office(context.Context, *pg.Tx) (message.Office, error) {
	return message.Office{}, errs.NotFound("municipality")
}

// That what a message is about is gone is no failure. That something is not there which it takes to write it is one, and nothing is lost.
func TestOnlyWhatItIsAboutMayBeGone(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	application, _, event := w.applied(t, nora())
	without := rpc.New(rpc.Deps{DB: w.db.App, Messages: w.store, Templates: w.store, People: w.neighbours, Facts: officeless{w.neighbours}})
	event.Position = 1
	err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error { return without.Plan(w.coordinator, tx, event) })
	var told *errs.Error
	if err == nil || errors.As(err, &told) {
		t.Errorf("got %v", err)
	}
	w.plan(t, 1, live, event) // it waited
	if list := w.about(t, application); len(list) != 1 {
		t.Errorf("%d messages", len(list))
	}
	known := maps.Clone(w.received)
	clear(w.received)
	w.plan(t, 2, live, event)
	maps.Copy(w.received, known)
	if list := w.about(t, application); len(list) != 1 {
		t.Errorf("%d messages of what is gone", len(list))
	}
}
