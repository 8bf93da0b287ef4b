package app

import (
	"context"
	"slices"
	"testing"
	"time"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/message"
	messagerpc "oco.example/oco/server/message/rpc"
	messagestore "oco.example/oco/server/message/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/telemetry"
)

// tomorrow are facts of which only the appointments of a day are asked.
type tomorrow struct {
	messagerpc.Facts
	asked []string
}

func (f *tomorrow) AppointmentsOn(_ context.Context, tx *pg.Tx, day string) ([]message.Appointment, error) {
	f.asked = append(f.asked, tx.Municipality()+" "+day)
	return nil, nil
}

// Residents are reminded of what is tomorrow, by nobody's call: from nine on, and in no municipality that left.
func TestAppointmentsOfTomorrowAreLookedFor(t *testing.T) {
	now := time.Date(2026, 3, 2, 7, 30, 0, 0, time.UTC) // half past eight
	db := withOneThatLeft(t, pgtest.WithClock(func() time.Time { return now }))
	keys := subject.New(db.Keys)
	owner := pgtest.Context(t, "", call.RoleAdministrator)
	if err := db.App.Write(owner, func(tx *pg.Tx) error {
		_, err := adminstore.New(keys).InsertMunicipality(owner, tx, admin.Municipality{Code: "gm0867", Name: "Waalwijk", Active: true})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	facts := &tomorrow{}
	s := &wiring{
		door: adminstore.NewDoor(db.Door), log: telemetry.NewLogger(t.Output(), nil, false),
		messages: messagerpc.New(messagerpc.Deps{DB: db.App, Messages: messagestore.New(keys), Facts: facts}),
	}
	remind := func() []string {
		facts.asked = nil
		for _, r := range s.reminders() {
			if r.name == "remind of appointments" {
				s.remindEverywhere(t.Context(), r)
			}
		}
		return facts.asked
	}
	if asked := remind(); len(asked) != 0 {
		t.Errorf("before nine: %v", asked)
	}
	now = now.Add(time.Hour)
	if asked := remind(); !slices.Equal(asked, []string{"gm0867 2026-03-03"}) {
		t.Errorf("asked %v", asked)
	}
}
