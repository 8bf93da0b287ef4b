package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished are the claims of a supporter that somebody has to decide on or pay.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	if kind != subject.Supporter {
		return nil, nil
	}
	var work []subject.Work
	err := tx.Select(ctx, &work, `SELECT 'claim' AS what, id, state FROM expense.claim
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[]) AND state IN ('SUBMITTED', 'APPROVED') ORDER BY id`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("find claims that wait: %w", err)
	}
	return work, nil
}

// Erase removes the log of a supporter, the claims that were not paid, and where they are paid. Of what was paid the amounts,
// days and ids stay for the books, which have to be kept; the ids lead to nobody, and what was sealed is taken away.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	if kind != subject.Supporter {
		return erased, nil
	}
	list := pg.Array(ids)
	for _, step := range []struct{ what, text string }{
		{"work entries", `DELETE FROM expense.work_entry WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`},
		{"claims", `DELETE FROM expense.claim WHERE municipality = $1 AND supporter = ANY ($2::uuid[]) AND state <> 'PAID'`},
		{"texts of claims", `UPDATE expense.claim_line l SET description = NULL, support_case = NULL, work_entry = NULL FROM expense.claim c
			WHERE c.municipality = $1 AND c.supporter = ANY ($2::uuid[]) AND l.municipality = c.municipality AND l.claim = c.id`},
		{"accounts of payments", `UPDATE expense.payment SET iban = NULL, account_holder = NULL WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`},
		{"bank details", `DELETE FROM expense.bank_details WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`},
	} {
		if err := erased.Count(step.what)(tx.Exec(ctx, step.text, tx.Municipality(), list)); err != nil {
			return nil, err
		}
	}
	return erased, nil
}
