package pg_test

import (
	"context"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

const (
	tilburg  = "gm0855"
	waalwijk = "gm0867"
)

// addJob writes a row of a tenant table in the municipality it is told.
func addJob(ctx context.Context, tx *pg.Tx, municipality string) error {
	_, err := tx.Exec(ctx, `INSERT INTO platform.job (municipality, id, kind, key, due_time, payload, create_time)
VALUES ($1, $2, 'test', $3, $4, '', $4)`, municipality, pg.NewID(), pg.NewID(), tx.Now())
	return err
}

func TestAForeignRowIsNotWritten(t *testing.T) {
	db := pgtest.New(t)
	here := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	write := func(municipality string) error {
		return db.App.Write(here, func(tx *pg.Tx) error { return addJob(here, tx, municipality) })
	}
	if err := write(waalwijk); err != nil {
		t.Fatal(err)
	}
	if err := write(tilburg); err == nil {
		t.Fatal("a row of a foreign municipality was written")
	}
}
