package store

import (
	"context"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished is nothing: a signal keeps nobody.
func (s *Store) Unfinished(context.Context, *pg.Tx, subject.Kind, []string) ([]subject.Work, error) {
	return nil, nil
}

// Erase removes that signals were seen in the cases of a resident, and of a supporter who told them. The signals stay, for
// they are told without persons, and so do the numbers that left.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	switch kind {
	case subject.Dossier:
		return erased, erased.Count("cases behind signals")(tx.Exec(ctx, `DELETE FROM signal.evidence
			WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids)))
	case subject.Supporter:
		return erased, erased.Count("tellers of signals")(tx.Exec(ctx, `UPDATE signal.signal SET supporter = NULL
			WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids)))
	default:
		return erased, nil
	}
}
