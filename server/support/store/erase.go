package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished are the cases of a supporter that have not been closed. Those of a resident end with the
// application.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	if kind != subject.Supporter {
		return nil, nil
	}
	var work []subject.Work
	err := tx.Select(ctx, &work, `SELECT 'case' AS what, id, state FROM support.support_case
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[]) AND state <> 'CLOSED' ORDER BY id`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("find cases that run: %w", err)
	}
	return work, nil
}

// Erase removes the cases of a resident. Cases of a supporter belong to residents: they stay, and
// lead to nobody.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	if kind != subject.Dossier {
		return erased, nil
	}
	if err := erased.Count("appointments")(eraseAppointments(ctx, tx, ids)); err != nil {
		return erased, err
	}
	if err := erased.Count("case endings")(eraseEndings(ctx, tx, ids)); err != nil {
		return erased, err
	}
	return erased, erased.Count("cases")(tx.Exec(ctx, `DELETE FROM support.support_case
		WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids)))
}
