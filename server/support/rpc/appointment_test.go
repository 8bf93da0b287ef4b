package rpc_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// kept are the moments at which the promises to the resident of an application were kept.
func (w *world) kept(t *testing.T, application string) (made, held string) {
	t.Helper()
	var row struct {
		Made string `db:"made"`
		Held string `db:"held"`
	}
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &row, `SELECT coalesce(to_char(made AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI'), '') AS made,
			coalesce(to_char(held AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI'), '') AS held
			FROM test.application WHERE municipality = $1 AND id = $2`, municipality, application)
	})
	return row.Made, row.Held
}

func appointment(id, at, made string) *supportv1.RecordAppointmentMadeRequest {
	moment, err := time.Parse(time.RFC3339, at)
	if err != nil {
		panic(err)
	}
	return &supportv1.RecordAppointmentMadeRequest{Municipality: municipality, Case: id, AppointmentTime: timestamppb.New(moment), MadeDate: made}
}

func TestTheFirstAppointmentIsMadeMovedAndHeld(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	got, err := w.RecordAppointmentMade(bo.as(t), appointment(id, "2026-03-12T13:30:00+01:00", ""))
	if err != nil || got.GetAppointmentMadeDate() != today || !got.GetAppointmentTime().AsTime().Equal(time.Date(2026, 3, 12, 12, 30, 0, 0, time.UTC)) {
		t.Fatalf("got %v, %v", got, err)
	}
	if made, held := w.kept(t, application); made != today+" 12:00" || held != "" {
		t.Errorf("kept %q and %q", made, held)
	}
	moved, err := w.RecordAppointmentMade(w.coordinator, appointment(id, "2026-03-20T09:00:00+01:00", "2026-03-09"))
	if err != nil || moved.GetAppointmentMadeDate() != today || moved.GetAppointmentTime().AsTime().Day() != 20 {
		t.Errorf("moved: %v, %v", moved, err)
	}
	for range 2 { // the same day again is no news
		held, err := w.RecordAppointmentHeld(bo.as(t), &supportv1.RecordAppointmentHeldRequest{Municipality: municipality, Case: id, FirstAppointmentDate: "2026-03-09"})
		if err != nil || held.GetFirstAppointmentDate() != "2026-03-09" {
			t.Fatalf("held: %v, %v", held, err)
		}
	}
	if made, held := w.kept(t, application); made != "2026-03-09 00:00" || held != "2026-03-09 00:00" {
		t.Errorf("kept %q and %q", made, held)
	}
	now := time.Date(2026, 3, 10, 11, 0, 0, 0, time.UTC)
	if diff := cmp.Diff([]event{
		{"LIVE", now, &eventv1.CaseOpened{Case: id, Application: application, Supporter: bo.id, Account: bo.account, OpenDate: today}},
		{"LIVE", now, &eventv1.FirstAppointmentMade{Case: id, Application: application, MadeDate: today, AppointmentDate: "2026-03-12", Account: bo.account}},
		{"LIVE", time.Date(2026, 3, 8, 23, 0, 0, 0, time.UTC), &eventv1.FirstAppointmentHeld{
			Case: id, Application: application, AppointmentDate: "2026-03-09", Account: bo.account,
		}},
	}, w.events(t), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestAnAppointmentIsRefusedNamingTheField(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	for name, c := range map[string]struct {
		at, made string
		fields   []string
	}{
		"made before the application": {"2026-03-12T13:30:00+01:00", "2026-03-01", []string{"made_date"}},
		"made in the future":          {"2026-03-12T13:30:00+01:00", "2026-03-11", []string{"made_date"}},
		"a day that does not exist":   {"2026-03-12T13:30:00+01:00", "2026-02-30", []string{"made_date"}},
		"on the day it was made":      {"2026-03-09T08:00:00+01:00", "2026-03-09", nil},
		"before it was made":          {"2026-03-08T13:30:00+01:00", "2026-03-09", []string{"appointment_time"}},
		"a moment that nobody means":  {"9998-01-01T13:30:00+01:00", "2026-03-09", []string{"appointment_time"}},
	} {
		_, err := w.RecordAppointmentMade(bo.as(t), appointment(id, c.at, c.made))
		var fields []string
		if e := errs.Of(err); e != nil {
			for _, v := range e.Violations {
				fields = append(fields, v.Field)
			}
		}
		if !slices.Equal(fields, c.fields) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for name, day := range map[string]string{"before the application": "2026-03-01", "in the future": "2026-03-11"} {
		_, err := w.RecordAppointmentHeld(bo.as(t), &supportv1.RecordAppointmentHeldRequest{Municipality: municipality, Case: id, FirstAppointmentDate: day})
		if e := errs.Of(err); e == nil || e.Violations[0].Field != "first_appointment_date" {
			t.Errorf("held %s: got %v", name, err)
		}
	}
	someoneElse := w.supporter(t)
	if _, err := w.RecordAppointmentMade(someoneElse.as(t), appointment(id, "2026-03-12T13:30:00+01:00", "")); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody else's case: %v", err)
	}
	outdated := appointment(id, "2026-03-12T13:30:00+01:00", "")
	outdated.Etag = "7"
	if _, err := w.RecordAppointmentMade(bo.as(t), outdated); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an outdated copy: %v", err)
	}
	if _, err := w.CloseCase(bo.as(t), closing(id)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.RecordAppointmentMade(bo.as(t), appointment(id, "2026-03-12T13:30:00+01:00", "")); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
	if _, err := w.RecordAppointmentHeld(bo.as(t), &supportv1.RecordAppointmentHeldRequest{Municipality: municipality, Case: id}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a closed case: %v", err)
	}
}

// Who tells only at the close that there was an appointment keeps the promise by its day all the same.
func TestTheCloseTellsOfTheAppointment(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	if _, err := w.CloseCase(bo.as(t), closing(id)); err != nil {
		t.Fatal(err)
	}
	if made, held := w.kept(t, application); made != "2026-03-04 00:00" || held != "2026-03-04 00:00" {
		t.Errorf("kept %q and %q", made, held)
	}
}
