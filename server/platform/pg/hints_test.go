package pg_test

import (
	"context"
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// patience bounds how long a test waits for what must come; it is no measure of speed.
const patience = 30 * time.Second

// awaitHint reads hints until the one that is waited for.
func awaitHint(t *testing.T, hints <-chan string, want string) {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case got, open := <-hints:
			if !open {
				t.Fatal("the hints ended")
			}
			if got == want {
				return
			}
		case <-late:
			t.Fatalf("no hint %q", want)
		}
	}
}

func emit(ctx context.Context, t *testing.T, db *pg.DB) {
	t.Helper()
	if err := db.Write(ctx, func(tx *pg.Tx) error { tx.Emit(tx.Now(), pg.Live, event("applied")); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestHintsComeFromEveryReplica(t *testing.T) {
	db := pgtest.New(t)
	here, there := pgtest.Context(t, waalwijk, call.RoleCoordinator), pgtest.Context(t, tilburg, call.RoleCoordinator)
	ctx, cancel := context.WithCancel(t.Context())
	hints := db.Worker.Hints(ctx)
	awaitHint(t, hints, "") // at the start anything may have been missed
	emit(here, t, db.App)
	awaitHint(t, hints, waalwijk)
	emit(there, t, db.Open(t, pg.AppRole))
	awaitHint(t, hints, tilburg)
	cancel()
	late := time.After(patience)
	for {
		select {
		case _, open := <-hints:
			if !open {
				return
			}
		case <-late:
			t.Fatal("the hints did not end with their context")
		}
	}
}

func TestHintsSurviveALostConnection(t *testing.T) {
	db := pgtest.New(t)
	here := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	hints := db.Worker.Hints(t.Context())
	awaitHint(t, hints, "")
	// The worker may end its own role's connections; this one is not among them.
	if err := db.Worker.Write(here, func(tx *pg.Tx) error {
		_, err := tx.Exec(here, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND query LIKE 'LISTEN%'`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	awaitHint(t, hints, "") // again anything may have been missed
	emit(here, t, db.App)
	awaitHint(t, hints, waalwijk)
}

func TestASlowReaderDelaysNobody(t *testing.T) {
	db := pgtest.New(t)
	here, there := pgtest.Context(t, waalwijk, call.RoleCoordinator), pgtest.Context(t, tilburg, call.RoleCoordinator)
	hints := db.Worker.Hints(t.Context())
	awaitHint(t, hints, "")
	for range 100 { // nobody reads
		emit(here, t, db.App)
	}
	emit(there, t, db.App)
	awaitHint(t, hints, tilburg)
}
