package pg_test

import (
	"errors"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestEveryServingRoleReadsTheStateOfTheSchema(t *testing.T) {
	db := pgtest.New(t)
	for name, pool := range map[string]*pg.DB{"app": db.App, "door": db.Door, "worker": db.Worker, "report": db.Report} {
		state, err := pg.SchemaState(t.Context(), pool)
		if err != nil || state.Wanted == 0 || state.Current != state.Wanted || state.Fits() != nil {
			t.Errorf("%s: %+v, %v", name, state, err)
		}
	}
}

func TestAnotherSchemaIsRefused(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, "", call.RoleSystem)
	wanted := state(t, db).Wanted
	alter := func(sql string, version int64) {
		t.Helper()
		if err := db.Owner.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql, version); return err }); err != nil {
			t.Fatal(err)
		}
	}
	alter(`INSERT INTO public.goose_db_version (version_id, is_applied) VALUES ($1, true)`, wanted+1)
	if err := state(t, db).Fits(); !errors.Is(err, pg.ErrSchemaNewer) {
		t.Errorf("newer: got %v", err)
	}
	if err := pg.Migrate(t.Context(), db.URL(t, pg.OwnerRole)); !errors.Is(err, pg.ErrSchemaNewer) {
		t.Errorf("migrating a newer schema: got %v", err)
	}
	alter(`DELETE FROM public.goose_db_version WHERE version_id >= $1`, wanted)
	if err := state(t, db).Fits(); !errors.Is(err, pg.ErrSchemaOlder) {
		t.Errorf("older: got %v", err)
	}
}

func TestMigratingAgainChangesNothing(t *testing.T) {
	db := pgtest.New(t)
	before := state(t, db)
	if err := pg.Migrate(t.Context(), db.URL(t, pg.OwnerRole)); err != nil {
		t.Fatal(err)
	}
	if after := state(t, db); after != before {
		t.Errorf("from %+v to %+v", before, after)
	}
}

func state(t *testing.T, db *pgtest.Database) pg.State {
	t.Helper()
	s, err := pg.SchemaState(t.Context(), db.App)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOnlyServingRolesMayServe(t *testing.T) {
	db := pgtest.New(t)
	for name, pool := range map[string]*pg.DB{"app": db.App, "door": db.Door, "worker": db.Worker, "report": db.Report} {
		if err := pool.MayServe(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, pool := range map[string]*pg.DB{"owner": db.Owner, "superuser": db.Open(t, "postgres")} {
		if err := pool.MayServe(t.Context()); err == nil {
			t.Errorf("the %s may serve", name)
		}
	}
}
