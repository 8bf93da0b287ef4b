package pg_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// raise breaks a transaction off with an SQLSTATE.
func raise(ctx context.Context, tx *pg.Tx, code string) error {
	_, err := tx.Exec(ctx, "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '"+code+"', MESSAGE = 'a value of a row'; END $$")
	return err
}

func TestWriteIsRepeatedWhenAnotherWasInItsWay(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for _, code := range []string{"40001", "40P01"} {
		before, runs := jobs(ctx, t, db.App), 0
		err := db.App.Write(ctx, func(tx *pg.Tx) error {
			runs++
			if err := addJob(ctx, tx, waalwijk); err != nil {
				return err
			}
			if runs < 3 {
				return raise(ctx, tx, code)
			}
			return nil
		})
		if err != nil || runs != 3 {
			t.Errorf("%s: %d runs, error %v; want 3 and none", code, runs, err)
		}
		if n := jobs(ctx, t, db.App) - before; n != 1 {
			t.Errorf("%s: %d rows, want the one of the last run", code, n)
		}
	}
}

func TestRepeatingIsBounded(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for _, c := range []struct {
		code   string
		atMost int
	}{{"40001", 6}, {"23505", 1}, {"22012", 1}} {
		runs := 0
		err := db.App.Write(ctx, func(tx *pg.Tx) error { runs++; return raise(ctx, tx, c.code) })
		if !pg.HasState(err, c.code) || runs != c.atMost {
			t.Errorf("%s: %d runs, error %v; want %d", c.code, runs, err, c.atMost)
		}
	}
}

// TestARepeatDoesNotKeepWhatTheFirstRunLeft: log rows and events of a broken run are not written.
func TestARepeatDoesNotKeepWhatTheFirstRunLeft(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	first := true
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		tx.Logged("record decision", pg.NewID())
		tx.Emit(tx.Now(), pg.Live, event("decided"))
		if first {
			first = false
			return raise(ctx, tx, "40001")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if rows := logRows(ctx, t, db); len(rows) != 1 {
		t.Errorf("%d log rows, want 1", len(rows))
	}
	if list := events(ctx, t, db.App); len(list) != 1 {
		t.Errorf("%d events, want 1", len(list))
	}
}

// TestALostFailureIsReported: Postgres answers COMMIT after a failed statement with a rollback and
// no error; the caller must hear of it, and of its cause.
func TestALostFailureIsReported(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		if err := addJob(ctx, tx, waalwijk); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `SELECT 1/0`); err == nil {
			t.Error("a division by zero passed")
		}
		return nil
	})
	if !pg.HasState(err, "22012") {
		t.Errorf("got %v, want the cause of the failed commit", err)
	}
	if n := jobs(ctx, t, db.App); n != 0 {
		t.Errorf("%d rows were kept", n)
	}
	runs := 0
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		if runs++; runs == 1 {
			_ = raise(ctx, tx, "40001")
		}
		return nil
	}); err != nil || runs != 2 {
		t.Errorf("a lost 40001: %d runs, error %v; want 2 and none", runs, err)
	}
}

func TestAnErrorOrAPanicUndoesEverything(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		return errors.Join(addJob(ctx, tx, waalwijk), errUndo)
	}); !errors.Is(err, errUndo) {
		t.Errorf("got %v, want the function's own error", err)
	}
	func() {
		defer func() {
			if recover() != "out of range" {
				t.Error("the panic did not come through")
			}
		}()
		_ = db.App.Write(ctx, func(tx *pg.Tx) error {
			if err := addJob(ctx, tx, waalwijk); err != nil {
				t.Error(err)
			}
			panic("out of range")
		})
	}()
	if n := jobs(ctx, t, db.App); n != 0 { // on the only connection: it was given back
		t.Errorf("%d rows were kept", n)
	}
}

func TestACancelledCallStopsItsStatement(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for name, sleep := range map[string]func(ctx context.Context, tx *pg.Tx) error{
		"prepared": func(ctx context.Context, tx *pg.Tx) error {
			_, err := tx.Exec(ctx, `SELECT pg_sleep($1)`, 600)
			return err
		},
		"simple": func(ctx context.Context, tx *pg.Tx) error { _, err := tx.Exec(ctx, `SELECT pg_sleep(600)`); return err },
	} {
		cancelled, cancel := context.WithCancel(ctx)
		err := db.App.Write(cancelled, func(tx *pg.Tx) error {
			if err := addJob(cancelled, tx, waalwijk); err != nil {
				return err
			}
			cancel()
			return sleep(cancelled, tx)
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want the cancelled context", name, err)
		}
		if n := jobs(ctx, t, db.App); n != 0 {
			t.Errorf("%s: %d rows were kept", name, n)
		}
	}
	late, cancel := context.WithDeadline(ctx, time.Unix(0, 0))
	defer cancel()
	if err := db.App.Read(late, func(*pg.Tx) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after the deadline: got %v", err)
	}
}

func TestALostConnectionIsUnavailableAndReplaced(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `SELECT pg_terminate_backend(pg_backend_pid())`)
		return err
	})
	if !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
	if n := jobs(ctx, t, db.App); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestErrorsQuoteNoValues(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	const canary = "Zonnebloem"
	for name, fn := range map[string]func(tx *pg.Tx) error{
		"bad value": func(tx *pg.Tx) error { _, err := tx.Exec(ctx, `SELECT $1::text::uuid`, canary); return err },
		"raised":    func(tx *pg.Tx) error { return raise(ctx, tx, "P0001") },
		"bad fit":   func(tx *pg.Tx) error { var n int; return tx.Get(ctx, &n, `SELECT $1::text AS name`, canary) },
		"unique":    func(tx *pg.Tx) error { _, err := tx.Exec(ctx, twice, waalwijk, canary, pg.NewID()); return err },
		"missing column": func(tx *pg.Tx) error {
			_, err := tx.Exec(ctx, `SELECT nothing FROM platform.job WHERE key = $1`, canary)
			return err
		},
	} {
		err := db.App.Write(ctx, fn)
		if err == nil {
			t.Errorf("%s: no error", name)
		} else if text := err.Error(); contains(text, canary) || contains(text, "a value of a row") {
			t.Errorf("%s: the error quotes a value: %s", name, text)
		}
		if name == "unique" && (!pg.IsUniqueViolation(err, "job_municipality_kind_key_key") || !pg.IsUniqueViolation(err, "") || pg.IsUniqueViolation(err, "job_pkey")) {
			t.Errorf("unique violation not told: %v", err)
		}
	}
}

const twice = `INSERT INTO platform.job (municipality, id, kind, key, due_time, payload, create_time)
SELECT $1, n.id, 'test', $2, now(), '', now() FROM (VALUES ($3::uuid), (gen_random_uuid())) AS n (id)`

func TestNowIsOneMomentInWholeMicroseconds(t *testing.T) {
	moment := time.Date(2026, 3, 29, 3, 30, 0, 123456789, time.FixedZone("Europe/Amsterdam", 7200))
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { moment = moment.Add(time.Second); return moment }))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if err := db.App.Read(ctx, func(tx *pg.Tx) error {
		first := tx.Now()
		if !first.Equal(tx.Now()) || first.Location() != time.UTC || first.Nanosecond() != 123456000 {
			t.Errorf("got %v, then %v", first, tx.Now())
		}
		var back time.Time
		if err := tx.Get(ctx, &back, `SELECT $1::timestamptz`, first); err != nil || !back.Equal(first) {
			t.Errorf("Postgres keeps %v as %v (%v)", first, back, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestOneTransactionFromManyGoroutines: a connection carries one statement at a time, so the
// transaction makes them take turns.
func TestOneTransactionFromManyGoroutines(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() {
				var got []int
				if err := tx.Select(ctx, &got, `SELECT generate_series($1::int, $1::int + 100)`, i); err != nil || len(got) != 101 || got[0] != i {
					t.Errorf("got %d rows, %v", len(got), err)
				}
			})
		}
		group.Wait()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
