package store

import (
	"context"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Unfinished is nothing: a message that waits goes with the person.
func (s *Store) Unfinished(context.Context, *pg.Tx, subject.Kind, []string) ([]subject.Work, error) {
	return nil, nil
}

// Erase removes what was written to people, and of residents also what was written about them to others; queued or
// sent.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, _ subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	return erased, erased.Count("messages")(tx.Exec(ctx, `DELETE FROM message.message
		WHERE municipality = $1 AND (recipient = ANY ($2::uuid[]) OR dossier = ANY ($2::uuid[]))`, tx.Municipality(), pg.Array(ids)))
}
