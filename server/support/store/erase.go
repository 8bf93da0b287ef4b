package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished are the cases of a supporter that have not been closed, as their second too. Those of a resident end with the
// application.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	if kind != subject.Supporter {
		return nil, nil
	}
	var work []subject.Work
	err := tx.Select(ctx, &work, `SELECT 'case' AS what, id, state FROM support.support_case
		WHERE municipality = $1 AND (supporter = ANY ($2::uuid[]) OR second_supporter = ANY ($2::uuid[])) AND state <> 'CLOSED' ORDER BY id`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("find cases that run: %w", err)
	}
	return work, nil
}

// casesOf are the cases of the dossiers $2. They are found first, and what hangs on them by their index.
const casesOf = `(ARRAY(SELECT c.id FROM support.support_case c WHERE c.municipality = $1 AND c.dossier = ANY ($2::uuid[])))`

// Erase removes the cases of a resident, and all that was written within them. Cases of a supporter belong to residents:
// they stay, and lead to nobody; so do the questions that they asked colleagues, and the answers that they gave.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	if kind == subject.Supporter {
		return eraseAskers(ctx, tx, ids)
	}
	if kind != subject.Dossier {
		return erased, nil
	}
	if err := erased.Count("appointments")(eraseAppointments(ctx, tx, ids)); err != nil {
		return erased, err
	}
	if err := eraseEndings(ctx, tx, erased, ids); err != nil {
		return erased, err
	}
	const theirs = ` WHERE x.municipality = $1 AND x.support_case = ANY ` + casesOf
	for _, step := range []struct{ what, text string }{
		{"contact moments", "DELETE FROM support.contact_moment x" + theirs},
		{"contact drafts", "DELETE FROM support.contact_draft x" + theirs},
		{"goals", "DELETE FROM support.case_goal x" + theirs},
		{"questions of the access team", "DELETE FROM support.access_question x" + theirs},
		{"transfers", "DELETE FROM support.transfer x" + theirs},
		{"cases", "DELETE FROM support.support_case WHERE municipality = $1 AND dossier = ANY ($2::uuid[])"},
	} {
		if err := erased.Count(step.what)(tx.Exec(ctx, step.text, tx.Municipality(), pg.Array(ids))); err != nil {
			return nil, err
		}
	}
	return erased, nil
}
