package promises_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestTheServerTellsOfWhatLapses: a certificate counts for three days more, nobody calls anything, and whoever watches
// hears of it all the same.
func TestTheServerTellsOfWhatLapses(t *testing.T) {
	w := newTown(t, harness.Start(t, harness.WithOffersEvery(20*time.Millisecond)), harness.Coordinator)
	do := func(rpc, field string, request object) string {
		return made(t, w.call(t, harness.GRPC, harness.Coordinator, rpc, request), field)
	}
	supporter := do("CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Vera Voorbeeld", "organisation": harness.Agency, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 9,
	}})
	last := time.Now().AddDate(0, 0, 3).Format(time.DateOnly)
	do("RecordRequirement", "until_date", object{"supporter": supporter, "requirement": "conduct_certificate", "until_date": last})
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	var told [][]byte
	for range 5_000 {
		if err := w.system.Database.App.Read(ctx, func(tx *pg.Tx) error {
			return tx.Select(ctx, &told, `SELECT payload FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.RequirementLapsing'`, w.place.Code)
		}); err != nil {
			t.Fatal(err)
		}
		if len(told) > 0 {
			break
		}
	}
	lapsing := &eventv1.RequirementLapsing{}
	if len(told) != 1 || proto.Unmarshal(told[0], lapsing) != nil {
		t.Fatalf("told %d times", len(told))
	}
	if lapsing.GetSupporter() != supporter || lapsing.GetRequirement() != "conduct_certificate" || lapsing.GetUntilDate() != last {
		t.Errorf("told %v", lapsing)
	}
}

// TestTheServerTellsOfHandoversWithoutAnAnswer: the day on which a hand-over should have been answered is over, nobody calls
// anything, and whoever watches hears of it once.
func TestTheServerTellsOfHandoversWithoutAnAnswer(t *testing.T) {
	w := newTown(t, harness.Start(t, harness.WithOffersEvery(20*time.Millisecond)), harness.Coordinator)
	do := func(rpc, field string, request object) string {
		return made(t, w.call(t, harness.GRPC, harness.Coordinator, rpc, request), field)
	}
	application := do("SubmitApplication", "application", object{"resident": object{"name": "Ada Ander", "phone": "06-11937110"}, "resident_agrees": true})
	do("CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_ACCESS_TEAM"})
	handover := do("CreateHandover", "id", object{"handover": object{
		"application": application, "recipient_kind": "HANDOVER_RECIPIENT_KIND_ACCESS_TEAM", "reason": "HANDOVER_REASON_LONG", "fields": []any{"HANDOVER_FIELD_NAME"},
		"consent": object{"given_by": "HANDOVER_CONSENT_GIVER_RESIDENT", "given_date": "2026-01-05", "purpose": "dat wil zij"},
	}})
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	if err := w.system.Database.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE intake.handover SET reminder_date = '2026-01-12' WHERE municipality = $1 AND id = $2`, w.place.Code, handover)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var told [][]byte
	for range 5_000 {
		if err := w.system.Database.App.Read(ctx, func(tx *pg.Tx) error {
			return tx.Select(ctx, &told, `SELECT payload FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.HandoverOverdue'`, w.place.Code)
		}); err != nil {
			t.Fatal(err)
		}
		if len(told) > 0 {
			break
		}
	}
	overdue := &eventv1.HandoverOverdue{}
	if len(told) != 1 || proto.Unmarshal(told[0], overdue) != nil {
		t.Fatalf("told %d times", len(told))
	}
	if overdue.GetHandover() != handover {
		t.Errorf("told %v", overdue)
	}
}
