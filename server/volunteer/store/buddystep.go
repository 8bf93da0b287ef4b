package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

// The names to which ciphertexts are bound.
const (
	buddyStepTable     = "volunteer.buddy_step"
	supporterStepTable = "volunteer.supporter_step"
)

const insertRecord = `INSERT INTO volunteer.buddy_step (municipality, id, pair, step, held_date, support_case, again, note, skip_reason,
  recorded_by, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

// selectRecords looks the steps of each pair up by itself: for a long list of ids Postgres would read all there are.
// What they did is sealed under the newcomer's key, who it is about.
var selectRecords = `SELECT r.id, r.pair, p.newcomer, r.step, r.held_date::text AS held_date, r.support_case, r.again, r.note, r.skip_reason,
  r.recorded_by, ` + subject.Columns + `
FROM (SELECT $1::text AS municipality, a.pair, a.newcomer FROM unnest($2::uuid[], $3::uuid[]) AS a (pair, newcomer)) p
CROSS JOIN LATERAL (SELECT r.* FROM volunteer.buddy_step r WHERE r.municipality = $1 AND r.pair = p.pair OFFSET 0) r` +
	subject.Lookup("p", "newcomer") + ` ORDER BY r.id`

type recordRow struct {
	ID         string         `db:"id"`
	Pair       string         `db:"pair"`
	Newcomer   string         `db:"newcomer"`
	Step       string         `db:"step"`
	Held       string         `db:"held_date"`
	Case       sql.NullString `db:"support_case"`
	Again      bool           `db:"again"`
	Note       []byte         `db:"note"`
	SkipReason []byte         `db:"skip_reason"`
	RecordedBy sql.NullString `db:"recorded_by"`
	subject.Row
}

// InsertRecord stores a step of a pair whose newcomer is locked.
func (s *Store) InsertRecord(ctx context.Context, tx *pg.Tx, pair volunteer.BuddyPair, record volunteer.BuddyRecord) error {
	key, err := s.keys.Get(ctx, tx, pair.Newcomer)
	if err != nil {
		return fmt.Errorf("store a step: %w", err)
	}
	note, err := key.Seal(buddyStepTable, "note", record.Note)
	if err != nil {
		return fmt.Errorf("seal how a step went: %w", err)
	}
	reason, err := key.Seal(buddyStepTable, "skip_reason", record.SkipReason)
	if err != nil {
		return fmt.Errorf("seal why a step was left out: %w", err)
	}
	_, err = tx.Exec(ctx, insertRecord, tx.Municipality(), record.ID, pair.ID, string(record.Step), record.Held, pg.Null(record.Case),
		record.Again, note, reason, pg.Null(record.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store a step: %w", err)
	}
	return nil
}

// records are what pairs did, the oldest first, by pair.
func (s *Store) records(ctx context.Context, tx *pg.Tx, pairs []pairRow) (map[string][]volunteer.BuddyRecord, error) {
	records := map[string][]volunteer.BuddyRecord{}
	if len(pairs) == 0 {
		return records, nil
	}
	ids, newcomers := make([]string, 0, len(pairs)), make([]string, 0, len(pairs))
	for _, pair := range pairs {
		ids, newcomers = append(ids, pair.ID), append(newcomers, pair.Newcomer)
	}
	var rows []recordRow
	if err := tx.Select(ctx, &rows, selectRecords, tx.Municipality(), pg.Array(ids), pg.Array(newcomers)); err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	for _, r := range rows {
		key, err := s.keys.Open(ctx, r.Newcomer, r.Row)
		if err != nil {
			return nil, fmt.Errorf("open a step: %w", err)
		}
		record := volunteer.BuddyRecord{
			ID: r.ID, Step: volunteer.BuddyStep(r.Step), Held: r.Held, Case: r.Case.String, Again: r.Again, RecordedBy: r.RecordedBy.String,
		}
		if record.Note, err = key.Open(buddyStepTable, "note", r.Note); err != nil {
			return nil, fmt.Errorf("open how a step went: %w", err)
		}
		if record.SkipReason, err = key.Open(buddyStepTable, "skip_reason", r.SkipReason); err != nil {
			return nil, fmt.Errorf("open why a step was left out: %w", err)
		}
		records[r.Pair] = append(records[r.Pair], record)
	}
	return records, nil
}

// Worked is where a supporter stood last before they paused or were suspended, their state when they do work; empty for
// who never did here.
func (s *Store) Worked(ctx context.Context, tx *pg.Tx, supporter string) (volunteer.State, error) {
	var state string
	err := tx.Get(ctx, &state, `SELECT state FROM volunteer.supporter_step WHERE municipality = $1 AND supporter = $2
		AND state NOT IN ('PAUSED', 'SUSPENDED') ORDER BY id DESC LIMIT 1`, tx.Municipality(), supporter)
	if errors.Is(err, pg.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read where a supporter stood: %w", err)
	}
	return volunteer.State(state), nil
}

// DidSolo reports whether a newcomer did a case alone, in whichever pair.
func (s *Store) DidSolo(ctx context.Context, tx *pg.Tx, newcomer string) (did bool, err error) {
	err = tx.Get(ctx, &did, `SELECT EXISTS (SELECT 1 FROM volunteer.buddy_pair WHERE municipality = $1 AND newcomer = $2 AND step = 'DONE')`,
		tx.Municipality(), newcomer)
	if err != nil {
		return false, fmt.Errorf("look for a case done alone: %w", err)
	}
	return did, nil
}

// CaseExists reports whether there is such a support case.
func (s *Store) CaseExists(ctx context.Context, tx *pg.Tx, id string) (exists bool, err error) {
	err = tx.Get(ctx, &exists, `SELECT EXISTS (SELECT 1 FROM published.open_case WHERE municipality = $1 AND support_case = $2)
		OR EXISTS (SELECT 1 FROM published.closed_case WHERE municipality = $1 AND support_case = $2)`, tx.Municipality(), id)
	if err != nil {
		return false, fmt.Errorf("look for a case: %w", err)
	}
	return exists, nil
}

// sealReason seals why somebody became active without the buddy path; NULL when there is no reason to keep.
func (s *Store) sealReason(ctx context.Context, tx *pg.Tx, supporter string, reason sealed.Text) (any, error) {
	if reason.Reveal() == "" {
		return nil, nil
	}
	key, err := s.keys.Get(ctx, tx, supporter)
	if err != nil {
		return nil, fmt.Errorf("seal a reason: %w", err)
	}
	ciphertext, err := key.Seal(supporterStepTable, "reason", reason)
	if err != nil {
		return nil, fmt.Errorf("seal a reason: %w", err)
	}
	return ciphertext, nil
}
