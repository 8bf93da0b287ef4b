package store

import (
	"context"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished is nothing: a meeting to come keeps nobody.
func (s *Store) Unfinished(context.Context, *pg.Tx, subject.Kind, []string) ([]subject.Work, error) {
	return nil, nil
}

// Erase removes to what a supporter was invited, where they were, and their places in groups.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	if kind != subject.Supporter {
		return erased, nil
	}
	list := pg.Array(ids)
	err := erased.Count("invitations")(tx.Exec(ctx, `DELETE FROM meeting.invitation
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), list))
	if err != nil {
		return nil, err
	}
	return erased, erased.Count("places in groups")(tx.Exec(ctx, `DELETE FROM meeting.group_member
		WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), list))
}
