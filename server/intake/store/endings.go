package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

// endings are the times that an application (alias a) ended, as JSON, the oldest first; NULL when it
// never did. $1 is the municipality.
const endings = `(SELECT jsonb_agg(jsonb_build_object('ID', e.id, 'Reason', e.reason, 'AwaitedConsent', e.awaited_consent,
	'AfterSupport', e.after_support, 'At', e.end_time, 'Reopened', e.reopen_time) ORDER BY e.id)
	FROM intake.ending e WHERE e.municipality = $1 AND e.application = a.id)`

// endingsOf reads what the column holds; a moment that is null stays zero.
func endingsOf(column []byte) (list []intake.Ending, err error) {
	if len(column) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(column, &list); err != nil {
		return nil, fmt.Errorf("read the endings of an application: %w", err)
	}
	for i, e := range list {
		list[i].At, list[i].Reopened = e.At.UTC(), e.Reopened.UTC()
	}
	return list, nil
}

// SaveEnding stores an ending of an application that is locked, or that one which stands was taken
// back: nothing else of it changes.
func (s *Store) SaveEnding(ctx context.Context, tx *pg.Tx, application string, e intake.Ending) error {
	_, err := tx.Exec(ctx, `INSERT INTO intake.ending (municipality, id, application, reason, awaited_consent, end_time, reopen_time, after_support)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (municipality, id) DO UPDATE SET reopen_time = excluded.reopen_time`,
		municipality(ctx), e.ID, application, e.Reason, e.AwaitedConsent, pg.NullTime(e.At), pg.NullTime(e.Reopened), e.AfterSupport)
	if err != nil {
		return fmt.Errorf("store an ending: %w", err)
	}
	return nil
}

// SupportAnswer reads the newest answer of a resident to be supported, nil when there is none; the
// read is logged. How it was given stays sealed.
func (s *Store) SupportAnswer(ctx context.Context, tx *pg.Tx, resident string) (*intake.Consent, error) {
	var row struct {
		Given   bool      `db:"given"`
		Created time.Time `db:"create_time"`
		LogID   string    `db:"log_id"`
	}
	err := tx.GetLogged(ctx, &row, "read consent", `SELECT c.given, c.create_time, k.log_id FROM intake.consent c
		JOIN platform.subject_key k ON k.municipality = c.municipality AND k.subject = c.dossier
		WHERE c.municipality = $1 AND c.dossier IN `+group+` AND c.kind = '`+intake.ConsentSupport+`'
		ORDER BY c.id DESC LIMIT 1`, municipality(ctx), resident)
	switch {
	case errors.Is(err, pg.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read the answer of a resident: %w", err)
	}
	return &intake.Consent{Resident: resident, Kind: intake.ConsentSupport, Given: row.Given, Created: row.Created}, nil
}
