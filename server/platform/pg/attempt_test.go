package pg_test

import (
	"context"
	"errors"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestAnAttemptThatFailsUndoesItselfAlone(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for name, fail := range map[string]func(*pg.Tx) error{
		"an error of its own":         func(*pg.Tx) error { return errUndo },
		"a statement that fails":      func(tx *pg.Tx) error { return raise(ctx, tx, "23514") },
		"a failure that it overlooks": func(tx *pg.Tx) error { _ = raise(ctx, tx, "22003"); return nil },
	} {
		before, logged, told := jobs(ctx, t, db.App), len(logRows(ctx, t, db)), len(events(ctx, t, db.App))
		err := db.App.Write(ctx, func(tx *pg.Tx) error {
			act := func() error {
				tx.Logged("record decision", pg.NewID())
				tx.Emit(tx.Now(), pg.Live, event("decided"))
				return addJob(ctx, tx, waalwijk)
			}
			if failure, err := tx.Attempt(ctx, act); failure != nil || err != nil {
				t.Errorf("%s: the attempt before it: %v, %v", name, failure, err)
			}
			failure, err := tx.Attempt(ctx, func() error { return errors.Join(act(), fail(tx)) })
			if failure == nil || err != nil {
				t.Errorf("%s: got failure %v and error %v, want a failure", name, failure, err)
			}
			return act()
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := jobs(ctx, t, db.App) - before; n != 2 {
			t.Errorf("%s: %d rows, want those before and after it", name, n)
		}
		if n := len(logRows(ctx, t, db)) - logged; n != 2 {
			t.Errorf("%s: %d log rows, want 2", name, n)
		}
		if n := len(events(ctx, t, db.App)) - told; n != 2 {
			t.Errorf("%s: %d events, want 2", name, n)
		}
	}
}

// TestAnAttemptIsNoExcuse: what breaks the transaction off is no failure of the attempt.
func TestAnAttemptIsNoExcuse(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	runs := 0
	if err := db.App.Write(ctx, func(tx *pg.Tx) error {
		failure, err := tx.Attempt(ctx, func() error {
			if runs++; runs < 3 {
				return raise(ctx, tx, "40001")
			}
			return addJob(ctx, tx, waalwijk)
		})
		return errors.Join(failure, err)
	}); err != nil || runs != 3 {
		t.Errorf("another was in its way: %d runs, %v; want 3", runs, err)
	}
	err := db.App.Write(ctx, func(tx *pg.Tx) error {
		failure, err := tx.Attempt(ctx, func() error {
			_, err := tx.Exec(ctx, `SELECT pg_terminate_backend(pg_backend_pid())`)
			return err
		})
		if failure != nil {
			t.Errorf("a lost connection is the failure of nobody's row: %v", failure)
		}
		return err
	})
	if !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
	ended, cancel := context.WithCancel(ctx)
	err = db.App.Write(ended, func(tx *pg.Tx) error {
		failure, err := tx.Attempt(ended, func() error { cancel(); return errUndo })
		if failure != nil {
			t.Errorf("a cancelled call: failure %v", failure)
		}
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancelled context", err)
	}
}
