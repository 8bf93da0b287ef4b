package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished are the offers that a supporter has to answer, or that wait for the resident's answer.
// The supporter was locked before. Those of a resident end with the application.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	if kind != subject.Supporter {
		return nil, nil
	}
	var work []subject.Work
	err := tx.Select(ctx, &work, `SELECT 'offer' AS what, id, state FROM matching.offer
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[])
		AND (state = 'OPEN' OR (state = 'ACCEPTED' AND resident_answer = '' AND undone_time IS NULL)) ORDER BY id`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("find offers that stand: %w", err)
	}
	return work, nil
}

// Erase removes the offers for a resident, their wishes, and the ties of either. Offers to a supporter belong to
// residents: they stay, and lead to nobody.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	whose := map[subject.Kind]string{subject.Dossier: "dossier", subject.Supporter: "supporter"}[kind]
	if whose == "" {
		return erased, nil
	}
	err := erased.Count("ties")(tx.Exec(ctx, `DELETE FROM matching.tie
		WHERE municipality = $1 AND `+whose+` = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids)))
	if err != nil || kind != subject.Dossier {
		return erased, err
	}
	if err := erased.Count("wishes")(tx.Exec(ctx, `DELETE FROM matching.wishes
		WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids))); err != nil {
		return erased, err
	}
	return erased, erased.Count("offers")(tx.Exec(ctx, `DELETE FROM matching.offer
		WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(ids)))
}
