package pg_test

import (
	"context"
	"errors"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

const (
	tilburg  = "gm0855"
	waalwijk = "gm0867"
)

var errUndo = errors.New("undo what was done")

// addJob writes a row of a tenant table in the municipality it is told.
func addJob(ctx context.Context, tx *pg.Tx, municipality string) error {
	_, err := tx.Exec(ctx, `INSERT INTO platform.job (municipality, id, kind, key, due_time, payload, create_time)
VALUES ($1, $2, 'test', $3, $4, '', $4)`, municipality, pg.NewID(), pg.NewID(), tx.Now())
	return err
}

// jobs counts all rows of a tenant table that a call sees, without naming a municipality.
func jobs(ctx context.Context, t *testing.T, db *pg.DB) int {
	t.Helper()
	var n int
	if err := db.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &n, `SELECT count(*) FROM platform.job WHERE kind = $1`, "test")
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestATenantSeesItsOwnRowsOnly(t *testing.T) {
	db := pgtest.New(t)
	here, there := pgtest.Context(t, waalwijk, call.RoleCoordinator), pgtest.Context(t, tilburg, call.RoleCoordinator)
	nowhere := pgtest.Context(t, "", call.RoleAdministrator)
	for _, pool := range []*pg.DB{db.App, db.Worker} {
		if err := pool.Write(here, func(tx *pg.Tx) error { return addJob(here, tx, waalwijk) }); err != nil {
			t.Fatal(err)
		}
	}
	for name, pool := range map[string]*pg.DB{"app": db.App, "worker": db.Worker, "owner": db.Owner} {
		if n := jobs(here, t, pool); n != 2 {
			t.Errorf("%s sees %d rows of its own municipality, want 2", name, n)
		}
		if n := jobs(there, t, pool); n != 0 {
			t.Errorf("%s sees %d rows of another municipality", name, n)
		}
		if n := jobs(nowhere, t, pool); n != 0 {
			t.Errorf("%s sees %d rows without a tenant", name, n)
		}
	}
}

func TestNoRowIsWrittenForAnotherTenant(t *testing.T) {
	db := pgtest.New(t)
	for _, c := range []struct{ tenant, row string }{
		{waalwijk, tilburg}, {waalwijk, ""}, {"", waalwijk}, {"", ""},
	} {
		ctx := pgtest.Context(t, c.tenant, call.RoleCoordinator)
		err := db.App.Write(ctx, func(tx *pg.Tx) error { return addJob(ctx, tx, c.row) })
		if !pg.HasState(err, "42501") {
			t.Errorf("tenant %q, row of %q: got %v", c.tenant, c.row, err)
		}
	}
}

// TestTheTenantEndsWithItsTransaction uses one connection for everything: what one transaction
// set, the next must not find, however the first one ended.
func TestTheTenantEndsWithItsTransaction(t *testing.T) {
	db := pgtest.New(t, pgtest.WithMaxConns(1))
	here := pgtest.Context(t, waalwijk, call.RoleCoordinator)
	nowhere := pgtest.Context(t, "", call.RoleAdministrator)
	endings := map[string]func(tx *pg.Tx) error{
		"commit":           func(*pg.Tx) error { return nil },
		"rollback":         func(*pg.Tx) error { return errUndo },
		"failed statement": func(tx *pg.Tx) error { _, err := tx.Exec(here, `SELECT 1/0`); return err },
		"set by hand":      func(tx *pg.Tx) error { _, err := tx.Exec(here, `SET oco.municipality = 'gm0867'`); return err },
	}
	for name, end := range endings {
		err := db.App.Write(here, func(tx *pg.Tx) error {
			if err := addJob(here, tx, waalwijk); err != nil {
				return err
			}
			return end(tx)
		})
		if (err != nil) != (name == "rollback" || name == "failed statement") {
			t.Fatalf("%s: got %v", name, err)
		}
		if n := jobs(nowhere, t, db.App); n != 0 {
			t.Errorf("after %s, a call without a tenant sees %d rows", name, n)
		}
		if n := jobs(here, t, db.App); n == 0 && name == "commit" {
			t.Error("the committed row is gone")
		}
	}
}

func TestACodeThatIsNoMunicipalityBeginsNothing(t *testing.T) {
	db := pgtest.New(t)
	for _, code := range []string{"GM0867", "gm867", "gm08670", "gm0867'; DROP TABLE platform.event; --", "gm0867\n", "waalwijk"} {
		ctx := pgtest.Context(t, code, call.RoleCoordinator)
		if err := db.App.Read(ctx, func(*pg.Tx) error { return nil }); err == nil {
			t.Errorf("%q became a tenant", code)
		}
	}
}

// TestRowsAboutNoMunicipality: calls about the platform itself remember their requests and log
// what they do, out of reach of every tenant.
func TestRowsAboutNoMunicipality(t *testing.T) {
	db := pgtest.New(t)
	here, platform := pgtest.Context(t, waalwijk, call.RoleCoordinator), pgtest.Context(t, "", call.RoleAdministrator)
	logged := func(ctx context.Context) (n int) {
		t.Helper()
		if err := db.Owner.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &n, `SELECT count(*) FROM platform.processing_log WHERE name = $1`, "read account")
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if err := db.App.Read(platform, func(tx *pg.Tx) error { tx.Logged("read account", pg.NewID()); return nil }); err != nil {
		t.Fatal(err)
	}
	if n := logged(platform); n != 1 {
		t.Errorf("without a tenant: %d rows, want 1", n)
	}
	if n := logged(here); n != 0 {
		t.Errorf("a tenant sees %d rows of the platform", n)
	}
}
