package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished holds a supporter's row, so that nobody asks them any more: what runs of theirs lies
// with offers and cases.
func (s *Store) Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error) {
	if kind != subject.Supporter {
		return nil, nil
	}
	var held []string
	err := tx.Select(ctx, &held, `SELECT id FROM volunteer.supporter WHERE municipality = $1 AND id = ANY ($2::uuid[])
		ORDER BY id FOR UPDATE`, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("hold supporters: %w", err)
	}
	return nil, nil
}

// Erase removes a supporter with everything they are known and found by. Whose buddy they were has
// none any more; how those two went on stays with the other, who was accompanied by somebody nobody can find.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	if kind != subject.Supporter {
		return erased, nil
	}
	list := pg.Array(ids)
	err := erased.Count("buddies")(tx.Exec(ctx, `UPDATE volunteer.supporter SET buddy = NULL, update_time = $3, version = version + 1
		WHERE municipality = $1 AND buddy = ANY ($2::uuid[]) AND id <> ALL ($2::uuid[])`, tx.Municipality(), list, tx.Now()))
	if err != nil {
		return nil, err
	}
	err = erased.Count("buddies")(tx.Exec(ctx, `UPDATE volunteer.buddy_pair SET buddy = NULL, end_date = coalesce(end_date, $3::date),
		update_time = $4, version = version + 1 WHERE municipality = $1 AND buddy = ANY ($2::uuid[]) AND newcomer <> ALL ($2::uuid[])`,
		tx.Municipality(), list, calendar.Day(tx.Now()), tx.Now()))
	if err != nil {
		return nil, err
	}
	err = erased.Count("buddy pairs")(tx.Exec(ctx, `DELETE FROM volunteer.buddy_pair
		WHERE municipality = $1 AND newcomer = ANY ($2::uuid[])`, tx.Municipality(), list))
	if err != nil {
		return nil, err
	}
	err = erased.Count("what was told of requirements")(tx.Exec(ctx, `DELETE FROM volunteer.requirement_told
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), list))
	if err != nil {
		return nil, err
	}
	err = erased.Count("search keys")(tx.Exec(ctx, `DELETE FROM volunteer.search_key
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), list))
	if err != nil {
		return nil, err
	}
	return erased, erased.Count("supporters")(tx.Exec(ctx, `DELETE FROM volunteer.supporter
		WHERE municipality = $1 AND id = ANY ($2::uuid[])`, tx.Municipality(), list))
}
