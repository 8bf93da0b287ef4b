package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/journal"
)

// Restored is what AfterRestore did.
type Restored struct {
	// Noted is how many people the erasure journal names, Repeated how many of them were in the
	// backup and are erased again.
	Noted, Repeated int
	// Imports is how many imports were broken off.
	Imports int64
}

// AfterRestore prepares a database that was restored from a backup: positions of events move on,
// so that no watcher skips what happens from now on, and the erasures of the journal are done
// again. noErasures says that nobody was ever erased: without it an empty journal is refused. It
// runs as the owner.
func AfterRestore(ctx context.Context, settings config.Server, noErasures bool, log *slog.Logger) (Restored, error) {
	erasures, err := noted(settings, noErasures)
	if err != nil {
		return Restored{}, err
	}
	owner, closeOwner, err := ownerURL(ctx, settings, log)
	if err != nil {
		return Restored{}, err
	}
	defer closeOwner()
	db, err := pg.Open(ctx, pg.Config{URL: owner, Role: pg.OwnerRole, MaxConns: 1})
	if err != nil {
		return Restored{}, err
	}
	defer func() { _ = db.Close() }() // nothing is left to do for a pool that does not close
	ctx = call.With(ctx, call.Call{Method: "oco-server restore", Activity: activities + "erasure"})
	if err := raisePositions(ctx, db); err != nil {
		return Restored{}, err
	}
	repeated, err := newEraser(nil, nil).Replay(ctx, db, erasures)
	return Restored{Noted: len(erasures), Repeated: repeated.People, Imports: repeated.Imports}, err
}

func raisePositions(ctx context.Context, db *pg.DB) error {
	municipalities, err := adminstore.NewDoor(db).EveryMunicipality(ctx)
	if err != nil {
		return err
	}
	for _, m := range municipalities {
		c := call.From(ctx)
		c.Municipality = m
		tenant := call.With(ctx, c)
		if err := db.Write(tenant, func(tx *pg.Tx) error { return tx.RaisePositions(tenant) }); err != nil {
			return err
		}
	}
	return nil
}

// noted reads the erasure journal. Nobody in it is more likely a wrong path, or a share that is
// not there now, than a platform that never erased anybody: that has to be said.
func noted(settings config.Server, noErasures bool) ([]privacy.Erasure, error) {
	wrong := func(format string, args ...any) error {
		return &config.Error{Flag: "erasure-journal", Problem: fmt.Sprintf(format, args...)}
	}
	const otherwise = "the backup may hold people who were erased since, and they would be back. Bring the journal here; if nobody was ever erased, say so with --no-erasures"
	folder := settings.ErasureJournal
	if folder == "" {
		if noErasures {
			return nil, nil
		}
		return nil, wrong("is needed with --owner-url: " + otherwise)
	}
	opened, err := journal.Open(folder)
	if errors.Is(err, fs.ErrNotExist) && noErasures {
		return nil, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, wrong("%s is not there: %s", folder, otherwise)
	}
	if err != nil {
		return nil, wrong("%v", err)
	}
	erasures, err := opened.Erasures()
	switch {
	case err != nil:
		return nil, wrong("somebody may be missing from it, so nothing was done. Mend or move away: %v", err)
	case len(erasures) == 0 && !noErasures:
		return nil, wrong("%s holds no erasure: %s", folder, otherwise)
	case len(erasures) > 0 && noErasures:
		return nil, wrong("%s holds %d erasures: leave --no-erasures out", folder, len(erasures))
	}
	return erasures, nil
}
