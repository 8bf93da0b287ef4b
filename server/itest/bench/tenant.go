package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/pg"
)

// lone is a statement on a table without row security, so that it can do without a tenant.
const lone = `SELECT name FROM admin.municipality WHERE municipality = $1`

// measureTenant measures what a transaction with a tenant costs against the statement alone,
// prepared and on as many connections, without gRPC around either.
func measureTenant(ctx context.Context, r *region, f *figures) (err error) {
	pool, err := sql.Open("postgres", r.postgres.URL(pg.AppRole, largeDatabase))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	pool.SetMaxOpenConns(callers)
	pool.SetMaxIdleConns(callers)
	statement, err := pool.PrepareContext(ctx, lone)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, statement.Close()) }()
	db := r.large.database.App
	found, err := compare(ctx, r.round, callers,
		func(ctx context.Context, _ int, _ int64) error {
			var name string
			return statement.QueryRowContext(ctx, someMunicipality()).Scan(&name)
		},
		func(ctx context.Context, _ int, _ int64) error {
			municipality := someMunicipality()
			ctx = tenant(ctx, municipality)
			var name string
			return db.Read(ctx, func(tx *pg.Tx) error { return tx.Get(ctx, &name, lone, municipality) })
		})
	if err != nil {
		return fmt.Errorf("tenant: %w", err)
	}
	f.free("tenant_cost", found.ratio, "times", lower)
	f.free("statement_alone", found.one, "statements/s", higher)
	f.free("statement_in_transaction", found.other, "statements/s", higher)
	return nil
}
