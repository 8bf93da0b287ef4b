package promises_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	intakerpc "oco.example/oco/server/intake/rpc"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestManyServersTellOfEachPromiseOnce: nobody calls anything, and whoever looks for what there is to tell, again
// and again and at the same time, tells it once: the server, and others on its database.
func TestManyServersTellOfEachPromiseOnce(t *testing.T) {
	w := newTown(t, harness.Start(t, harness.WithOffersEvery(5*time.Millisecond)), harness.Coordinator)
	const applications = 10
	for i := range applications {
		made(t, w.call(t, harness.GRPC, harness.Coordinator, "SubmitApplication", object{
			"resident": object{"name": fmt.Sprintf("Belofte %d", i), "phone": fmt.Sprintf("06-119356%02d", 10+i)},
		}), "application")
	}
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	for _, step := range []struct{ kind, moved string }{
		{"PromiseSoonBroken", `warn_time = now() - interval '1 minute'`}, {"PromiseBroken", `due_time = now() - interval '1 minute'`},
	} {
		if err := w.system.Database.App.Write(ctx, func(tx *pg.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE intake.promise_clock SET `+step.moved+`, look_time = now() - interval '1 minute' WHERE municipality = $1 AND kind = 'MATCH'`, w.place.Code)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		var others sync.WaitGroup
		for range 4 {
			others.Go(func() {
				other := intakerpc.New(w.system.Database.App, intakestore.New(w.system.Database.Keys), nil, nil, nil)
				for range 20 {
					if _, err := other.TellPromises(ctx); err != nil {
						t.Error(err)
					}
				}
			})
		}
		others.Wait()
		var told int
		if err := w.system.Database.App.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &told, `SELECT count(*) FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.' || $2`, w.place.Code, step.kind)
		}); err != nil {
			t.Fatal(err)
		}
		if told != applications {
			t.Errorf("%s was told %d times, want %d", step.kind, told, applications)
		}
	}
}

// TestTheClocksAndTheMonitorCountTheSameMatches: what the clocks say was matched in time the monitor counts
// as matched the same day, each by its own computation.
func TestTheClocksAndTheMonitorCountTheSameMatches(t *testing.T) {
	w := newTown(t, harness.Start(t), harness.Coordinator, harness.Administrator)
	do := func(as harness.Persona, rpc, field string, request object) string {
		return made(t, w.call(t, harness.GRPC, as, rpc, request), field)
	}
	do(harness.Administrator, "UpdateMunicipality", "etag", object{
		"municipality": object{"municipality": w.place.Code, "promise_terms": object{"days": "PROMISE_DAYS_CALENDAR", "warning_hours": 0}}, "update_mask": "promiseTerms",
	})
	supporter := do(harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Vera Voorbeeld", "organisation": harness.Agency, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 9,
	}})
	kept := 0.0
	for i := range 3 {
		application := do(harness.Coordinator, "SubmitApplication", "application", object{
			"resident": object{"name": "Otto Ander", "phone": fmt.Sprintf("06-1193563%d", i)}, "life_domains": []any{"LIFE_DOMAIN_WMO"},
		})
		if i > 0 {
			do(harness.Coordinator, "CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
			offer := do(harness.Coordinator, "CreateOffer", "id", object{"application": application, "supporter": supporter})
			do(harness.Coordinator, "RecordAnswer", "id", object{"offer": offer, "accepted": true})
		}
		answer := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, "GetApplication", object{"application": application}).Messages[0])
		clocks, _ := answer["promise_clocks"].([]any)
		if match, _ := clocks[0].(map[string]any); match["state"] == "PROMISE_STATE_KEPT" {
			kept++
		}
	}
	counted := 0.0
	for range 5_000 {
		now := time.Now()
		answer := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, "GetMonitor", object{
			"from_date": now.AddDate(0, 0, -1).Format(time.DateOnly), "until_date": now.AddDate(0, 0, 2).Format(time.DateOnly),
		}).Messages[0])
		matched, _ := answer["matched_same_day"].(map[string]any)
		value := 0.0 // also while nothing was counted yet
		if told, counts := matched["value"]; counts {
			if _, err := fmt.Sscan(fmt.Sprint(told), &value); err != nil {
				t.Fatal(err)
			}
		}
		if counted = value; counted == kept {
			break
		}
	}
	if kept != 2 || counted != kept {
		t.Errorf("the clocks say %v, the monitor %v", kept, counted)
	}
}
