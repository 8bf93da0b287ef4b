package pg_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// preparedLike counts the prepared statements of the only connection.
func preparedLike(t *testing.T, tx *pg.Tx, pattern string) (n int) {
	t.Helper()
	if err := tx.Get(t.Context(), &n, `SELECT count(*) FROM pg_catalog.pg_prepared_statements WHERE statement LIKE '`+pattern+`'`); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestStatementsArePreparedOnceForTheLifeOfAConnection(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	for range 3 {
		if err := db.App.Read(ctx, func(tx *pg.Tx) error {
			var got int
			if err := tx.Get(ctx, &got, `SELECT $1::int AS cached`, 7); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `SELECT $1::int AS cached`, 8)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.App.Read(ctx, func(tx *pg.Tx) error {
		if n := preparedLike(t, tx, "%AS cached%"); n != 1 {
			t.Errorf("%d prepared statements, want 1", n)
		}
		var uses int
		if err := tx.Get(ctx, &uses, `SELECT generic_plans + custom_plans FROM pg_catalog.pg_prepared_statements WHERE statement LIKE '%AS cached%'`); err != nil {
			return err
		}
		if uses != 6 {
			t.Errorf("the statement was used %d times, want 6", uses)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestTheLeastUsedStatementsLeave(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if err := db.App.Read(ctx, func(tx *pg.Tx) error {
		ask := func(i int) {
			var got int
			if err := tx.Get(ctx, &got, fmt.Sprintf(`SELECT $1::int AS column_%d`, i), i); err != nil || got != i {
				t.Fatalf("statement %d: got %d, %v", i, got, err)
			}
		}
		for i := range 300 {
			ask(i)
			ask(0) // stays in use
		}
		if n := preparedLike(t, tx, "%AS column_%"); n != 256 {
			t.Errorf("%d prepared statements, want 256", n)
		}
		if kept, gone := preparedLike(t, tx, "%AS column_0"), preparedLike(t, tx, "%AS column_1"); kept != 1 || gone != 0 {
			t.Errorf("the one in use: %d, the least used: %d; want 1 and 0", kept, gone)
		}
		ask(1) // is prepared again
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestAChangedSchemaIsNoFailure: a statement that was prepared before a column was added is
// refused by Postgres (0A000); the transaction is run again on another connection.
func TestAChangedSchemaIsNoFailure(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	other := db.Open(t, pg.OwnerRole)
	change := func(sql string) {
		t.Helper()
		if err := other.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql); return err }); err != nil {
			t.Fatal(err)
		}
	}
	change(`CREATE TABLE published.thing (id int)`)
	runs := 0
	read := func() error {
		return db.Owner.Read(ctx, func(tx *pg.Tx) error {
			runs++
			var found []struct {
				ID    int     `db:"id"`
				Added *string `db:"added"`
			}
			return tx.Select(ctx, &found, `SELECT * FROM published.thing WHERE id = $1`, 1)
		})
	}
	if err := read(); err != nil {
		t.Fatal(err)
	}
	change(`ALTER TABLE published.thing ADD COLUMN added text`)
	if err := read(); err != nil || runs != 3 {
		t.Errorf("%d runs, error %v; want one repeated run and none", runs, err)
	}
}

func TestWhoWatchesSeesStatementsWithTheirValuesAndTheirCall(t *testing.T) {
	var mu sync.Mutex
	var seen []string
	watch := func(ctx context.Context, statement string, args []any) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, fmt.Sprint(call.From(ctx).Municipality, ": ", statement, args))
	}
	db := pgtest.New(t, pgtest.WithWatch(watch))
	ctx := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	if err := db.App.Read(ctx, func(tx *pg.Tx) error {
		var got int
		if err := tx.Get(ctx, &got, `SELECT $1::int`, 7); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `SELECT $1::text`, "eight")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if want := []string{waalwijk + ": SELECT $1::int[7]", waalwijk + ": SELECT $1::text[eight]"}; !slices.Equal(seen, want) {
		t.Errorf("saw %q, want %q", seen, want)
	}
}

func TestAConnectionOutlivesTheCallsThatUseIt(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	backend := func() (pid int) {
		ctx, end := context.WithCancel(pgtest.Context(t, waalwijk, call.RoleCoordinator))
		defer end() // as the context of a call ends when it is answered
		if err := db.App.Read(ctx, func(tx *pg.Tx) error { return tx.Get(ctx, &pid, `SELECT pg_backend_pid()`) }); err != nil {
			t.Fatal(err)
		}
		return pid
	}
	if first, second := backend(), backend(); first != second {
		t.Errorf("the second call came to another backend (%d, then %d): its statements are prepared anew", first, second)
	}
}
