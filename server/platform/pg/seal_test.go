package pg_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// Each round writes a row an hour after the one before it, and seals.
func TestASealBreaksWhenALoggedRowChanges(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	d := pgtest.New(t, pgtest.WithClock(func() time.Time { return now }))
	ctx := pgtest.Context(t, "gm0867", call.RoleCoordinator)
	var sealed []int64
	for range 3 {
		if err := d.App.Write(ctx, func(tx *pg.Tx) error { tx.Logged("read application", pg.NewID()); return nil }); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Hour)
		err := d.Worker.Write(ctx, func(tx *pg.Tx) error {
			rows, err := tx.SealLog(ctx)
			sealed = append(sealed, rows)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(sealed) != 3 || sealed[0] != 1 || sealed[1] != 1 || sealed[2] != 1 {
		t.Errorf("sealed %v rows, want one each time", sealed)
	}
	broken := func() (seals []time.Time) {
		t.Helper()
		err := d.Worker.Read(ctx, func(tx *pg.Tx) (err error) {
			seals, err = tx.BrokenSeals(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return seals
	}
	if seals := broken(); len(seals) > 0 {
		t.Errorf("nothing was changed, and these are broken: %v", seals)
	}
	tamper := func(sql string) {
		t.Helper()
		if err := d.Owner.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql); return err }); err != nil {
			t.Fatal(err)
		}
	}
	const second = ` WHERE municipality = 'gm0867' AND log_time = '2026-03-01 10:00+00'`
	tamper(`UPDATE platform.processing_log SET name = 'nothing'` + second)
	if seals := broken(); len(seals) != 1 {
		t.Errorf("a changed row: %v are broken, want the second", seals)
	}
	tamper(`UPDATE platform.processing_log SET name = 'read application'` + second)
	if seals := broken(); len(seals) > 0 {
		t.Errorf("put back as it was: %v are broken", seals)
	}
	tamper(`DELETE FROM platform.processing_log` + second)
	if seals := broken(); len(seals) != 1 {
		t.Errorf("a removed row: %v are broken", seals)
	}
}

func TestASealDoesNotReachIntoThePresent(t *testing.T) {
	d := pgtest.New(t)
	ctx := pgtest.Context(t, "gm0867", call.RoleCoordinator)
	if err := d.App.Write(ctx, func(tx *pg.Tx) error { tx.Logged("read application", pg.NewID()); return nil }); err != nil {
		t.Fatal(err)
	}
	err := d.Worker.Write(ctx, func(tx *pg.Tx) error {
		rows, err := tx.SealLog(ctx)
		if rows != 0 {
			t.Errorf("%d rows of this moment were sealed", rows)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
