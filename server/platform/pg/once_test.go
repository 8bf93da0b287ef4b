package pg_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// order is a message that has a request_id; its other field stands for the body.
type order = *errdetails.RequestInfo

func newOrder(requestID, body string) order {
	return &errdetails.RequestInfo{RequestId: requestID, ServingData: body}
}

// thing is a resource: a job whose key is its word.
type thing struct {
	ID      string `db:"id"`
	Word    string `db:"key"`
	Replays bool
}

func (s thing) ResourceID() string { return s.ID }

// loadThing reads a thing for a replay.
func loadThing(ctx context.Context, tx *pg.Tx, id string) (thing, error) {
	s := thing{Replays: true}
	err := tx.Get(ctx, &s, `SELECT id, key FROM platform.job WHERE municipality = $1 AND id = $2`, tx.Municipality(), id)
	if errors.Is(err, pg.ErrNoRows) {
		return thing{}, errs.NotFound("thing")
	}
	return s, err
}

// makeThing does what the order asks.
func makeThing(ctx context.Context, o order) func(tx *pg.Tx) (thing, error) {
	return func(tx *pg.Tx) (thing, error) {
		s := thing{ID: pg.NewID(), Word: o.GetServingData() + " " + pg.NewID()}
		_, err := tx.Exec(ctx, `INSERT INTO platform.job (municipality, id, kind, key, due_time, payload, create_time)
VALUES ($1, $2, 'test', $3, $4, '', $4)`, tx.Municipality(), s.ID, s.Word, tx.Now())
		return s, err
	}
}

func orderThing(ctx context.Context, db *pg.DB, o order) (thing, error) {
	return pg.Once(ctx, db, o, loadThing, makeThing(ctx, o))
}

func TestARepeatedRequestIsDoneOnce(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	first, err := orderThing(ctx, db.App, newOrder("r-1", "apply"))
	if err != nil || first.Replays {
		t.Fatalf("first: %+v, %v", first, err)
	}
	second, err := orderThing(ctx, db.App, newOrder("r-1", "apply"))
	if err != nil || !second.Replays || second.ID != first.ID || second.Word != first.Word {
		t.Errorf("second: %+v, %v; want the first as it stands", second, err)
	}
	if n := jobs(ctx, t, db.App); n != 1 {
		t.Errorf("%d effects, want 1", n)
	}
}

func TestAnotherBodyUnderTheSameRequestIDIsRefused(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if _, err := orderThing(ctx, db.App, newOrder("r-1", "apply")); err != nil {
		t.Fatal(err)
	}
	got, err := orderThing(ctx, db.App, newOrder("r-1", "apply for two"))
	if !errs.Is(err, errs.RequestIDReused) || got != (thing{}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if n := jobs(ctx, t, db.App); n != 1 {
		t.Errorf("%d effects, want 1", n)
	}
}

func TestRequestsOfOthersDoNotMeet(t *testing.T) {
	db := pgtest.New(t)
	base := call.From(pgtest.Context(t, waalwijk, call.RoleCoordinator))
	variants := map[string]func(c *call.Call){
		"the first":            func(*call.Call) {},
		"another caller":       func(c *call.Call) { c.Caller.Account = pg.NewID() },
		"the public":           func(c *call.Call) { c.Caller.Account = "" },
		"another method":       func(c *call.Call) { c.Method = "/oco.test.v1.TestService/Other" },
		"another municipality": func(c *call.Call) { c.Municipality = tilburg },
	}
	for name, change := range variants {
		c := base
		change(&c)
		got, err := orderThing(call.With(t.Context(), c), db.App, newOrder("r-1", name))
		if err != nil || got.Replays {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestAnUndoneRequestIsForgotten(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	failing := func(tx *pg.Tx) (thing, error) {
		s, err := makeThing(ctx, newOrder("r-1", "apply"))(tx)
		return s, errors.Join(err, errUndo)
	}
	if got, err := pg.Once(ctx, db.App, newOrder("r-1", "apply"), loadThing, failing); !errors.Is(err, errUndo) || got != (thing{}) {
		t.Fatalf("got %+v, %v", got, err)
	}
	got, err := orderThing(ctx, db.App, newOrder("r-1", "another body"))
	if err != nil || got.Replays || jobs(ctx, t, db.App) != 1 {
		t.Errorf("after the rollback: %+v, %v", got, err)
	}
}

func TestWithoutARequestIDItIsSimplyDone(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for range 2 {
		if got, err := orderThing(ctx, db.App, newOrder("", "apply")); err != nil || got.Replays {
			t.Errorf("got %+v, %v", got, err)
		}
	}
	if n := jobs(ctx, t, db.App); n != 2 {
		t.Errorf("%d effects, want 2", n)
	}
}

func TestAReplayOfWhatIsErasedIsUnknown(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	first, err := orderThing(ctx, db.App, newOrder("r-1", "apply"))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM platform.job WHERE municipality = $1 AND id = $2`, waalwijk, first.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := orderThing(ctx, db.App, newOrder("r-1", "apply")); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v, want NOT_FOUND", err)
	}
}

// TestTwinsAtTheSameMoment: whatever requests come at once, each request_id has one effect, and
// everybody who sent its body learns of that one.
func TestTwinsAtTheSameMoment(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		ids := rapid.SliceOfN(rapid.IntRange(0, 2), 2, 8).Draw(t, "request ids")
		failures := rapid.SliceOfN(rapid.Bool(), len(ids), len(ids)).Draw(t, "which fail")
		results, failed := make([]thing, len(ids)), make([]error, len(ids))
		var group sync.WaitGroup
		for i, id := range ids {
			group.Go(func() {
				o := newOrder(fmt.Sprintf("%d-%d", round, id), fmt.Sprint("body ", id))
				results[i], failed[i] = pg.Once(ctx, db.App, o, loadThing, func(tx *pg.Tx) (thing, error) {
					s, err := makeThing(ctx, o)(tx)
					if failures[i] {
						err = errors.Join(err, errUndo)
					}
					return s, err
				})
			})
		}
		group.Wait()
		made := map[int]string{}
		for i, id := range ids {
			switch {
			case failed[i] != nil && !(failures[i] && errors.Is(failed[i], errUndo)):
				t.Fatalf("request %d: %v", id, failed[i])
			case failed[i] != nil:
			case made[id] == "":
				made[id] = results[i].ID
			case made[id] != results[i].ID:
				t.Fatalf("request %d has two effects", id)
			}
		}
	})
}

func TestAReplayReadsInsideItsTransaction(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if _, err := orderThing(ctx, db.App, newOrder("r-1", "apply")); err != nil {
		t.Fatal(err)
	}
	nested := func(ctx context.Context, _ *pg.Tx, _ string) (thing, error) {
		return thing{}, db.App.Read(ctx, func(*pg.Tx) error { return nil })
	}
	o := newOrder("r-1", "apply")
	if _, err := pg.Once(ctx, db.App, o, nested, makeThing(ctx, o)); !errors.Is(err, pg.ErrNested) {
		t.Errorf("got %v, want ErrNested", err)
	}
}

func TestOldRequestsAreForgotten(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { return now }))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for i := range 3 {
		if _, err := orderThing(ctx, db.App, newOrder(fmt.Sprint("r-", i), "apply")); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(0, 0, 15)
	}
	var forgotten int64
	now = now.Add(-time.Second) // the requests are a second less than 45, 30 and 15 days old
	if err := db.Worker.Write(ctx, func(tx *pg.Tx) (err error) {
		forgotten, err = tx.ForgetRequests(ctx)
		return err
	}); err != nil || forgotten != 1 {
		t.Errorf("%d forgotten, %v; want 1", forgotten, err)
	}
	if got, err := orderThing(ctx, db.App, newOrder("r-1", "apply")); err != nil || !got.Replays {
		t.Errorf("a request of 30 days: %+v, %v", got, err)
	}
}

func TestOnceNeedsItsHash(t *testing.T) {
	db := pgtest.New(t, pgtest.WithBodyHash(nil))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if _, err := orderThing(ctx, db.App, newOrder("r-1", "apply")); err == nil {
		t.Error("a request was remembered without a hash")
	}
}
