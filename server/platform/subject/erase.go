package subject

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
)

// Erased counts what an erasure took away, by what it was: "applications", "search keys".
type Erased map[string]int64

// Add counts what another slice took away as well.
func (e Erased) Add(other Erased) {
	for what, rows := range other {
		e[what] += rows
	}
}

// Count adds the rows that a statement touched, and passes its error on, saying of what.
func (e Erased) Count(what string) func(rows int64, err error) error {
	return func(rows int64, err error) error {
		if err != nil {
			return fmt.Errorf("erase %s: %w", what, err)
		}
		if rows > 0 {
			e[what] += rows
		}
		return nil
	}
}

// Work is what has not ended yet of a subject, so that the subject cannot be erased: "application",
// its id, and the state it is in.
type Work struct {
	What  string `db:"what"`
	ID    string `db:"id"`
	State string `db:"state"`
}

// LogIDs are the pseudonyms of those of the subjects of the transaction's municipality that have a
// key, by the subject's id.
func LogIDs(ctx context.Context, tx *pg.Tx, kind Kind, ids []string) (map[string]string, error) {
	var rows []struct {
		Subject string `db:"subject"`
		LogID   string `db:"log_id"`
	}
	err := tx.Select(ctx, &rows, `SELECT subject, log_id FROM platform.subject_key
		WHERE municipality = $1 AND subject = ANY ($2::uuid[]) AND kind = $3`, tx.Municipality(), pg.Array(ids), string(kind))
	if err != nil {
		return nil, fmt.Errorf("read who has a key: %w", err)
	}
	known := make(map[string]string, len(rows))
	for _, row := range rows {
		known[row.Subject] = row.LogID
	}
	return known, nil
}

// Hold keeps the keys of subjects of the transaction's municipality until it ends, and waits for whoever writes under them:
// what those wrote can be seen from here on, and nothing more is sealed (see Keys.Get).
func Hold(ctx context.Context, tx *pg.Tx, kind Kind, ids []string) error {
	var held []string
	err := tx.Select(ctx, &held, `SELECT subject FROM platform.subject_key
		WHERE municipality = $1 AND subject = ANY ($2::uuid[]) AND kind = $3 ORDER BY subject FOR UPDATE`, tx.Municipality(), pg.Array(ids), string(kind))
	if err != nil {
		return fmt.Errorf("hold the keys of whom an erasure is about: %w", err)
	}
	return nil
}

// Destroy deletes the keys of subjects of the transaction's municipality: what was sealed under
// them, here and in every copy of the database, can be opened with no key that is left here.
func Destroy(ctx context.Context, tx *pg.Tx, kind Kind, ids []string) (Erased, error) {
	erased := Erased{}
	return erased, erased.Count("keys")(tx.Exec(ctx, `DELETE FROM platform.subject_key
		WHERE municipality = $1 AND subject = ANY ($2::uuid[]) AND kind = $3`, tx.Municipality(), pg.Array(ids), string(kind)))
}
