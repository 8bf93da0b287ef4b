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
