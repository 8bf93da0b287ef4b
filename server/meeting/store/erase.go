package store

import (
	"context"
	"fmt"

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

// EraseGuests erases guests who are held. Of meetings that were held, or began, their invitations stay, of nobody; those to
// others go, as their places in groups do.
func (s *Store) EraseGuests(ctx context.Context, tx *pg.Tx, ids []string) error {
	if err := logged(ctx, tx, "erase guest", nil, ids); err != nil {
		return err
	}
	list := pg.Array(ids)
	_, err := tx.Exec(ctx, `DELETE FROM meeting.invitation i USING meeting.meeting m WHERE i.municipality = $1 AND i.guest = ANY ($2::uuid[])
		AND m.municipality = i.municipality AND m.id = i.meeting AND (m.state = 'CANCELLED' OR m.state = 'PLANNED' AND m.start_time > $3)`,
		tx.Municipality(), list, tx.Now())
	if err != nil {
		return fmt.Errorf("erase guests: %w", err)
	}
	for _, text := range []string{
		`UPDATE meeting.invitation SET guest = NULL WHERE municipality = $1 AND guest = ANY ($2::uuid[])`,
		`DELETE FROM meeting.group_guest WHERE municipality = $1 AND guest = ANY ($2::uuid[])`,
		`DELETE FROM meeting.guest_record WHERE municipality = $1 AND id = ANY ($2::uuid[])`,
	} {
		if _, err := tx.Exec(ctx, text, tx.Municipality(), list); err != nil {
			return fmt.Errorf("erase guests: %w", err)
		}
	}
	_, err = subject.Destroy(ctx, tx, subject.Guest, ids)
	return err
}
