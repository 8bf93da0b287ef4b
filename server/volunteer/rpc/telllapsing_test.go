package rpc_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/volunteer"
)

// lapses are the requirements that were told of, in order.
func (w *world) lapses(t *testing.T) []string {
	t.Helper()
	var rows []struct {
		Kind    string `db:"kind"`
		Payload []byte `db:"payload"`
	}
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT kind, payload FROM platform.event
			WHERE municipality = $1 AND kind LIKE '%RequirementLaps%' ORDER BY position`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, row := range rows {
		if strings.HasSuffix(row.Kind, "Lapsing") {
			e := &eventv1.RequirementLapsing{}
			if err := proto.Unmarshal(row.Payload, e); err != nil {
				t.Fatal(err)
			}
			list = append(list, strings.Join([]string{"lapsing", e.GetRequirement(), e.GetUntilDate(), e.GetSupporter()}, " "))
			continue
		}
		e := &eventv1.RequirementLapsed{}
		if err := proto.Unmarshal(row.Payload, e); err != nil {
			t.Fatal(err)
		}
		list = append(list, strings.Join([]string{"lapsed", e.GetRequirement(), e.GetUntilDate(), e.GetSupporter()}, " "))
	}
	return list
}

// When the warning begins and when it lapsed, once each, however many servers look; and again for what was
// renewed.
func TestWhatLapsesIsToldOnce(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := newWorld(t, pgtest.WithClock(func() time.Time { return now }))
	s := volunteerOf("Bo")
	s.ConductCertificateUntilDate = "2026-06-30"
	id := w.create(t, s).GetId()
	for _, state := range []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_IN_TRAINING, withBuddy} {
		if _, err := w.moveTo(id, state, ""); err != nil {
			t.Fatal(err)
		}
	}
	together := func(day string, want int) {
		t.Helper()
		moment, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		now = moment.Add(9 * time.Hour)
		var sum int
		var group sync.WaitGroup
		var mu sync.Mutex
		for range 8 {
			group.Go(func() {
				n, err := w.TellLapsing(w.coordinator)
				mu.Lock()
				defer mu.Unlock()
				sum += n
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if sum != want {
			t.Errorf("%s: told %d, want %d", day, sum, want)
		}
	}
	warns := time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -warnDays(t))
	together(warns.AddDate(0, 0, -1).Format(time.DateOnly), 0)
	together(warns.Format(time.DateOnly), 1)
	together("2026-06-30", 0)
	together("2026-07-01", 1)
	together("2026-07-20", 0)
	if _, err := w.record(w.coordinator, &volunteerv1.RecordRequirementRequest{
		Supporter: id, Requirement: volunteer.ConductCertificate, UntilDate: "2026-08-31",
	}); err != nil {
		t.Fatal(err)
	}
	together("2026-09-01", 1)
	want := []string{
		"lapsing conduct_certificate 2026-06-30 " + id, "lapsed conduct_certificate 2026-06-30 " + id, "lapsed conduct_certificate 2026-08-31 " + id,
	}
	if got := w.lapses(t); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// warnDays are how many days before a certificate of conduct lapses the standard policy warns.
func warnDays(t *testing.T) int {
	t.Helper()
	requirement, ok := volunteer.Standard(volunteer.Informal).Find(volunteer.ConductCertificate)
	if !ok {
		t.Fatal("the standard policy asks for no certificate of conduct")
	}
	return requirement.WarnDays
}
