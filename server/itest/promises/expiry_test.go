package promises_test

import (
	"testing"
	"time"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestTheServerEndsWhatNobodyAnswered: the time is over, nobody calls anything, and the offer expires all
// the same; whoever watches hears of it, and the application waits again.
func TestTheServerEndsWhatNobodyAnswered(t *testing.T) {
	w := newTown(t, harness.Start(t, harness.WithOffersEvery(20*time.Millisecond)), harness.Coordinator)
	do := func(rpc, field string, request object) string {
		return made(t, w.call(t, harness.GRPC, harness.Coordinator, rpc, request), field)
	}
	supporter := do("CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Vera Voorbeeld", "organisation": harness.Agency, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 9,
	}})
	application := do("SubmitApplication", "application", object{
		"resident": object{"name": "Otto Ander", "phone": "06-11930302"}, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "resident_agrees": true,
	})
	do("CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
	overdue := do("CreateOffer", "id", object{"application": application, "supporter": supporter})
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	if err := w.system.Database.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE matching.offer SET expire_time = now() - interval '1 minute' WHERE municipality = $1 AND id = $2`,
			w.place.Code, overdue)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	state := ""
	for range 5_000 {
		if state = do("GetOffer", "state", object{"offer": overdue}); state != "OFFER_STATE_OPEN" {
			break
		}
	}
	if state != "OFFER_STATE_EXPIRED" {
		t.Fatalf("the offer is %s", state)
	}
	if got := do("GetApplication", "state", object{"application": application}); got != "APPLICATION_STATE_WAITING_FOR_MATCH" {
		t.Errorf("the application is %s", got)
	}
}
