package erasure

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
)

// Repeated is what a replay of the journal did.
type Repeated struct {
	// People are those who were there again, and are gone again.
	People int
	// Imports are those that were broken off: their files may hold people who were erased since.
	Imports int64
}

// Replay erases again whom the journal names, in a database that was restored from a backup. It
// takes exactly those ids: who counts as the same person may have been something else when the
// backup was made. Work that runs in the backup keeps nobody. One transaction for each
// municipality; replaying again does nothing.
func (e *Eraser) Replay(ctx context.Context, db *pg.DB, erasures []privacy.Erasure) (Repeated, error) {
	byMunicipality := map[string]map[subject.Kind][]string{}
	for _, erasure := range erasures {
		kinds := byMunicipality[erasure.Municipality]
		if kinds == nil {
			kinds = map[subject.Kind][]string{}
			byMunicipality[erasure.Municipality] = kinds
		}
		kind := subject.Kind(erasure.Kind)
		kinds[kind] = append(kinds[kind], erasure.Subject)
	}
	var all Repeated
	for _, municipality := range slices.Sorted(maps.Keys(byMunicipality)) {
		c := call.From(ctx)
		c.Municipality = municipality
		one, err := e.replay(call.With(ctx, c), db, byMunicipality[municipality])
		if err != nil {
			return all, fmt.Errorf("repeat the erasures of %s: %w", municipality, err)
		}
		all.People += one.People
		all.Imports += one.Imports
	}
	return all, nil
}

func (e *Eraser) replay(ctx context.Context, db *pg.DB, kinds map[subject.Kind][]string) (Repeated, error) {
	var done Repeated
	err := db.Write(ctx, func(tx *pg.Tx) (err error) {
		done = Repeated{}
		if done.Imports, err = e.Intake.BreakOffImports(ctx, tx); err != nil {
			return err
		}
		for _, kind := range slices.Sorted(maps.Keys(kinds)) {
			known, err := subject.LogIDs(ctx, tx, kind, kinds[kind])
			if err != nil {
				return err
			}
			if _, err := e.destroy(ctx, tx, kind, kinds[kind]); err != nil {
				return err
			}
			if len(known) > 0 {
				tx.Logged("repeat erasure", slices.Sorted(maps.Values(known))...)
				done.People += len(known)
			}
		}
		return nil
	})
	return done, err
}
