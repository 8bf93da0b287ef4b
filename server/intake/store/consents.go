package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const tableConsent = "intake.consent"

// InsertConsent stores a consent and returns it with its id. It holds the dossier until the
// transaction ends: of two consents at once, the newest is the one that is stored last.
func (s *Store) InsertConsent(ctx context.Context, tx *pg.Tx, c intake.Consent) (intake.Consent, error) {
	key, err := s.dossierKey(ctx, tx, c.Resident, " FOR UPDATE OF d")
	if err != nil {
		return intake.Consent{}, err
	}
	c.ID, c.Created = pg.NewID(), tx.Now()
	v := vault{key: key, table: tableConsent}
	manner := v.seal("manner", c.Manner)
	if v.err != nil {
		return intake.Consent{}, v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.consent (municipality, id, dossier, kind, given, manner, given_date, recorded_by,
		create_time, application) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, municipality(ctx), c.ID, c.Resident, c.Kind, c.Given, manner,
		c.Day, pg.Null(c.By), c.Created, pg.Null(c.Application))
	if err != nil {
		return intake.Consent{}, fmt.Errorf("store a consent: %w", err)
	}
	tx.Logged("store consent", key.LogID)
	return c, nil
}

type consentRow struct {
	ID      string `db:"id"`
	Dossier string `db:"dossier"`
	// Resident is the person whose dossier that is now.
	Resident string         `db:"resident"`
	Kind     string         `db:"kind"`
	Given    bool           `db:"given"`
	Manner   []byte         `db:"manner"`
	Day      time.Time      `db:"given_date"`
	By       sql.NullString `db:"recorded_by"`
	Created  time.Time      `db:"create_time"`
	About    sql.NullString `db:"application"`
	subject.Row
}

const consentQuery = `SELECT c.id, c.dossier, d.person AS resident, c.kind, c.given, c.manner, c.given_date, c.recorded_by, c.create_time, c.application, ` +
	subject.Columns + ` FROM intake.consent c
	JOIN intake.dossier d ON d.municipality = c.municipality AND d.id = c.dossier
	JOIN platform.subject_key k ON k.municipality = c.municipality AND k.subject = c.dossier
	WHERE c.municipality = $1`

// Consent reads one consent; the read is logged.
func (s *Store) Consent(ctx context.Context, tx *pg.Tx, id string) (intake.Consent, error) {
	return s.readConsent(ctx, tx, ` AND c.id = $2`, id)
}

// ConsentOf reads a consent of a resident; the read is logged.
func (s *Store) ConsentOf(ctx context.Context, tx *pg.Tx, resident, id string) (intake.Consent, error) {
	return s.readConsent(ctx, tx, ` AND c.dossier IN `+group+` AND c.id = $3`, resident, id)
}

func (s *Store) readConsent(ctx context.Context, tx *pg.Tx, where string, ids ...any) (intake.Consent, error) {
	var row consentRow
	args := append([]any{municipality(ctx)}, ids...)
	if err := tx.GetLogged(ctx, &row, "read consent", consentQuery+where, args...); err != nil {
		return intake.Consent{}, notFound(err, "consent")
	}
	return s.consent(ctx, row)
}

// Consents reads a page of the consents of a resident, the newest first. The read is logged.
func (s *Store) Consents(ctx context.Context, tx *pg.Tx, resident string, after []string, limit int) ([]intake.Consent, error) {
	if _, err := s.dossierKey(ctx, tx, resident, ""); err != nil {
		return nil, err
	}
	q := &pg.Conditions{Args: []any{municipality(ctx), resident}}
	q.And("c.dossier IN " + group)
	if len(after) == 1 {
		q.And("c.id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []consentRow
	err := tx.SelectLogged(ctx, &rows, "list consents", consentQuery+q.More()+` ORDER BY c.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list consents: %w", err)
	}
	list := make([]intake.Consent, 0, len(rows))
	for _, row := range rows {
		c, err := s.consent(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

func (s *Store) consent(ctx context.Context, row consentRow) (intake.Consent, error) {
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return intake.Consent{}, fmt.Errorf("open a dossier: %w", err)
	}
	v := vault{key: key, table: tableConsent}
	c := intake.Consent{
		ID: row.ID, Resident: row.Resident, Kind: row.Kind, Given: row.Given, Manner: v.open("manner", row.Manner),
		Day: row.Day.Format(time.DateOnly), By: row.By.String, Created: row.Created,
		Application: row.About.String,
	}
	return c, v.err
}
