package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
)

// tableCorrection is the name to which ciphertexts of corrections are bound.
const tableCorrection = "privacy.correction"

var selectCorrections = `SELECT c.id, c.dossier, coalesce(c.rights_request::text, '') AS rights_request, c.part, c.outcome, c.subject AS about, c.reason,
  c.statement, coalesce(c.recorded_by::text, '') AS recorded_by, c.version, c.create_time, c.update_time, ` + subject.Columns +
	"\nFROM privacy.correction c" + subject.Lookup("c", "dossier")

type correctionRow struct {
	ID         string    `db:"id"`
	Dossier    string    `db:"dossier"`
	Request    string    `db:"rights_request"`
	Part       string    `db:"part"`
	Outcome    string    `db:"outcome"`
	About      []byte    `db:"about"`
	Reason     []byte    `db:"reason"`
	Statement  []byte    `db:"statement"`
	By         string    `db:"recorded_by"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
	subject.Row
}

// Correction reads and logs one, or NOT_FOUND.
func (s *Store) Correction(ctx context.Context, tx *pg.Tx, id string) (privacy.Correction, error) {
	var r correctionRow
	err := tx.GetLogged(ctx, &r, "read correction", selectCorrections+` WHERE c.municipality = $1 AND c.id = $2`, tx.Municipality(), id)
	if err := pg.Found(err, privacy.CorrectionResource, "read a correction"); err != nil {
		return privacy.Correction{}, err
	}
	return s.openCorrection(ctx, r)
}

// LockCorrection reads and logs one, and holds its row until the transaction ends.
func (s *Store) LockCorrection(ctx context.Context, tx *pg.Tx, id string) (privacy.Correction, error) {
	var held bool
	err := tx.Get(ctx, &held, `SELECT true FROM privacy.correction WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if err := pg.Found(err, privacy.CorrectionResource, "hold a correction"); err != nil {
		return privacy.Correction{}, err
	}
	return s.Correction(ctx, tx, id)
}

// Corrections reads and logs up to limit of those in dossiers that come after the one with id after, the newest first.
func (s *Store) Corrections(ctx context.Context, tx *pg.Tx, dossiers []string, after string, limit int) ([]privacy.Correction, error) {
	q := pg.Within("c", tx.Municipality())
	q.And("c.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	var rows []correctionRow
	err := tx.SelectLogged(ctx, &rows, "list corrections", selectCorrections+q.Where()+" ORDER BY c.id DESC LIMIT "+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	list := make([]privacy.Correction, 0, len(rows))
	for _, r := range rows {
		c, err := s.openCorrection(ctx, r)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// Decided are the outcomes of what was recorded of a request. They say nothing of the resident, and are not logged.
func (s *Store) Decided(ctx context.Context, tx *pg.Tx, request string) (outcomes []privacy.CorrectionOutcome, err error) {
	err = tx.Select(ctx, &outcomes, `SELECT outcome FROM privacy.correction WHERE municipality = $1 AND rights_request = $2 ORDER BY id`, tx.Municipality(), request)
	if err != nil {
		return nil, fmt.Errorf("find what was corrected: %w", err)
	}
	return outcomes, nil
}

// InsertCorrection stores a new one, sealed under the dossier's key.
func (s *Store) InsertCorrection(ctx context.Context, tx *pg.Tx, c privacy.Correction) error {
	key, texts, err := s.sealCorrection(ctx, tx, c)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO privacy.correction (municipality, id, dossier, rights_request, part, outcome, subject, reason, statement, recorded_by,
		create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`, tx.Municipality(), c.ID, c.Dossier, c.Request, c.Part,
		string(c.Outcome), texts[0], texts[1], texts[2], pg.Null(c.By), tx.Now())
	if err != nil {
		return fmt.Errorf("store a correction: %w", err)
	}
	tx.Logged("store correction", key.LogID)
	return nil
}

// SaveStatement stores what the resident says of a locked one, and raises its version.
func (s *Store) SaveStatement(ctx context.Context, tx *pg.Tx, c privacy.Correction) error {
	key, texts, err := s.sealCorrection(ctx, tx, c)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE privacy.correction SET statement = $3, update_time = $4, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), c.ID, texts[2], tx.Now())
	if err != nil {
		return fmt.Errorf("save a statement: %w", err)
	}
	tx.Logged("record statement", key.LogID)
	return nil
}

// TakeBack removes what was recorded of a request in other dossiers than these: they turned out not to be of who asks.
func (s *Store) TakeBack(ctx context.Context, tx *pg.Tx, request string, dossiers []string) error {
	_, err := tx.Exec(ctx, `DELETE FROM privacy.correction WHERE municipality = $1 AND rights_request = $2 AND dossier <> ALL ($3::uuid[])`,
		tx.Municipality(), request, pg.Array(dossiers))
	if err != nil {
		return fmt.Errorf("take back corrections: %w", err)
	}
	return nil
}

func (s *Store) sealCorrection(ctx context.Context, tx *pg.Tx, c privacy.Correction) (key subject.Key, texts [3][]byte, err error) {
	if key, err = s.keys.Get(ctx, tx, c.Dossier); err != nil {
		return key, texts, pg.Found(err, "resident", "find a dossier's key")
	}
	for i, column := range []struct {
		name string
		text sealed.Text
	}{{"subject", c.Subject}, {"reason", c.Reason}, {"statement", c.Statement}} {
		if texts[i], err = key.Seal(tableCorrection, column.name, column.text); err != nil {
			return key, texts, fmt.Errorf("seal the %s of a correction: %w", column.name, err)
		}
	}
	return key, texts, nil
}

func (s *Store) openCorrection(ctx context.Context, r correctionRow) (privacy.Correction, error) {
	key, err := s.keys.Open(ctx, r.Dossier, r.Row)
	if err != nil {
		return privacy.Correction{}, fmt.Errorf("open a correction: %w", err)
	}
	c := privacy.Correction{
		ID: r.ID, Dossier: r.Dossier, Request: r.Request, Part: r.Part, Outcome: privacy.CorrectionOutcome(r.Outcome), By: r.By, Version: r.Version,
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	for _, column := range []struct {
		name       string
		ciphertext []byte
		text       *sealed.Text
	}{{"subject", r.About, &c.Subject}, {"reason", r.Reason, &c.Reason}, {"statement", r.Statement, &c.Statement}} {
		if *column.text, err = key.Open(tableCorrection, column.name, column.ciphertext); err != nil {
			return privacy.Correction{}, fmt.Errorf("open the %s of a correction: %w", column.name, err)
		}
	}
	return c, nil
}
