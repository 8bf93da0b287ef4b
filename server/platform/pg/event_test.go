package pg_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func event(word string) proto.Message { return wrapperspb.String(word) }

func word(t *testing.T, e pg.Event) string {
	t.Helper()
	var m wrapperspb.StringValue
	if err := proto.Unmarshal(e.Payload, &m); err != nil {
		t.Fatal(err)
	}
	return m.GetValue()
}

func events(ctx context.Context, t *testing.T, db *pg.DB) (list []pg.Event) {
	t.Helper()
	if err := db.Read(ctx, func(tx *pg.Tx) (err error) {
		list, err = tx.Events(ctx, 0, 10_000)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEventsKeepWhatTheyWereGiven(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	long := time.Date(2019, 10, 27, 2, 30, 0, 0, time.FixedZone("Europe/Amsterdam", 3600))
	var recorded time.Time
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		recorded = tx.Now()
		tx.Emit(long, pg.Import, event("applied"))
		tx.Emit(tx.Now(), pg.Live, event("triaged"))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	list := events(ctx, t, db.App)
	if len(list) != 2 {
		t.Fatalf("%d events, want 2", len(list))
	}
	first, second := list[0], list[1]
	if first.Position != 1 || first.Kind != "google.protobuf.StringValue" || !first.OccurredTime.Equal(long) ||
		!first.RecordedTime.Equal(recorded) || first.Origin != pg.Import || word(t, first) != "applied" {
		t.Errorf("first: %+v", first)
	}
	if second.Position != 2 || second.Origin != pg.Live || !second.OccurredTime.Equal(recorded) || word(t, second) != "triaged" {
		t.Errorf("second: %+v", second)
	}
}

// TestPositionsHaveNoGapsAndFollowCommits: while writers of two municipalities run, some of them
// failing, a reader that follows the positions never finds one missing.
func TestPositionsHaveNoGapsAndFollowCommits(t *testing.T) {
	db := pgtest.New(t)
	here, there := pgtest.Context(t, waalwijk, call.RoleCoordinator), pgtest.Context(t, tilburg, call.RoleCoordinator)
	const writers, each = 6, 20
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			ctx := []context.Context{here, there}[w%2]
			for i := range each {
				err := db.App.Write(ctx, func(tx *pg.Tx) error {
					tx.Emit(tx.Now(), pg.Live, event(fmt.Sprint(w, i, "a")))
					tx.Emit(tx.Now(), pg.Live, event(fmt.Sprint(w, i, "b")))
					if i%5 == 0 {
						return errUndo
					}
					return nil
				})
				if (i%5 == 0) != errors.Is(err, errUndo) {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { group.Wait(); close(done) }()
	const want = writers / 2 * (each - each/5) * 2
	seen := int64(0)
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		if err := db.Worker.Read(here, func(tx *pg.Tx) error {
			list, err := tx.Events(here, seen, 7)
			for _, e := range list {
				if e.Position != seen+1 {
					t.Fatalf("after position %d came %d", seen, e.Position)
				}
				seen = e.Position
			}
			running = running || len(list) > 0
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if seen != want || len(events(there, t, db.App)) != want {
		t.Errorf("%d events here, %d there, want %d", seen, len(events(there, t, db.App)), want)
	}
}

func TestAnEventNeedsAMunicipality(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, "", call.RoleAdministrator)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error { tx.Emit(tx.Now(), pg.Live, event("lost")); return nil }); err == nil {
		t.Error("an event without a municipality was appended")
	}
}

func TestNobodyWhoServesChangesEvents(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for name, pool := range map[string]*pg.DB{"app": db.App, "door": db.Door, "worker": db.Worker, "report": db.Report} {
		for _, sql := range []string{`DELETE FROM platform.event`, `UPDATE platform.event SET kind = ''`, `TRUNCATE platform.event`} {
			if err := pool.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql); return err }); !pg.HasState(err, "42501") {
				t.Errorf("%s: %s: got %v", name, sql, err)
			}
		}
	}
}

// TestOneConsumerAtATimeHoldsAPlace: of two replicas one works, and the place moves with its effect.
func TestOneConsumerAtATimeHoldsAPlace(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleSystem)
	take := func(tx *pg.Tx) (int64, bool) {
		t.Helper()
		position, taken, err := tx.TakePlace(ctx, "facts")
		if err != nil {
			t.Fatal(err)
		}
		return position, taken
	}
	if err := db.Worker.Write(ctx, func(first *pg.Tx) error {
		if position, taken := take(first); !taken || position != 0 {
			t.Errorf("a new consumer: position %d, taken %t", position, taken)
		}
		return first.MovePlace(ctx, "facts", 4)
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Worker.Write(ctx, func(first *pg.Tx) error {
		if position, taken := take(first); !taken || position != 4 {
			t.Errorf("position %d, taken %t; want 4", position, taken)
		}
		if err := db.Worker.Write(ctx, func(second *pg.Tx) error {
			if _, taken := take(second); taken {
				t.Error("two replicas hold the same place")
			}
			return nil
		}); err != nil {
			return err
		}
		return errors.Join(first.MovePlace(ctx, "facts", 9), errUndo)
	}); !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
	if err := db.Worker.Write(ctx, func(tx *pg.Tx) error {
		if position, _ := take(tx); position != 4 {
			t.Errorf("the place moved to %d without its effect", position)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
