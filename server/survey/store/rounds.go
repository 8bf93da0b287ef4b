package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/survey"
)

const roundColumns = `r.id, r.kind, r.from_date::text AS from_date, r.until_date::text AS until_date, r.last_date::text AS last_date,
  array_to_string(r.audiences, ',') AS audiences, r.form, r.state, r.version, r.create_time, r.update_time`

type roundRow struct {
	ID         string    `db:"id"`
	Kind       string    `db:"kind"`
	From       string    `db:"from_date"`
	Until      string    `db:"until_date"`
	Last       string    `db:"last_date"`
	Audiences  string    `db:"audiences"`
	Form       int       `db:"form"`
	State      string    `db:"state"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
}

func (r roundRow) round() survey.Round {
	return survey.Round{
		ID: r.ID, Kind: survey.Kind(r.Kind), From: r.From, Until: r.Until, Last: r.Last, Audiences: audiences(r.Audiences), Form: r.Form,
		State: survey.State(r.State), Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
}

// Round reads one round, or NOT_FOUND; for whoever reads closed ones only, an open one is not there.
func (s *Store) Round(ctx context.Context, tx *pg.Tx, id string, closed bool) (survey.Round, error) {
	return s.oneRound(ctx, tx, id, closed, "")
}

// LockRound reads one and holds it until the transaction ends.
func (s *Store) LockRound(ctx context.Context, tx *pg.Tx, id string) (survey.Round, error) {
	return s.oneRound(ctx, tx, id, false, " FOR UPDATE OF r")
}

func (s *Store) oneRound(ctx context.Context, tx *pg.Tx, id string, closed bool, tail string) (survey.Round, error) {
	q := pg.Within("r", tx.Municipality())
	q.And("r.id = " + q.Arg(id))
	if closed {
		q.And("r.state = 'CLOSED'")
	}
	var row roundRow
	err := tx.Get(ctx, &row, "SELECT "+roundColumns+" FROM survey.round r"+q.Where()+tail, q.Args...)
	if err := pg.Found(err, survey.Resource, "read a round of the survey"); err != nil {
		return survey.Round{}, err
	}
	return row.round(), nil
}

// Rounds reads up to limit rounds after the one with id after, the newest first; closed ones only when asked so.
func (s *Store) Rounds(ctx context.Context, tx *pg.Tx, closed bool, after string, limit int) ([]survey.Round, error) {
	q := pg.Within("r", tx.Municipality())
	if closed {
		q.And("r.state = 'CLOSED'")
	}
	if after != "" {
		q.And("r.id < " + q.Arg(after))
	}
	return s.rounds(ctx, tx, "SELECT "+roundColumns+" FROM survey.round r"+q.Where()+" ORDER BY r.id DESC LIMIT "+q.Arg(limit), q.Args...)
}

// Over reads and holds the open rounds whose last day is before a day.
func (s *Store) Over(ctx context.Context, tx *pg.Tx, today string) ([]survey.Round, error) {
	return s.rounds(ctx, tx, "SELECT "+roundColumns+` FROM survey.round r
		WHERE r.municipality = $1 AND r.state = 'OPEN' AND r.last_date < $2 ORDER BY r.id FOR UPDATE OF r`, tx.Municipality(), today)
}

func (s *Store) rounds(ctx context.Context, tx *pg.Tx, text string, args ...any) ([]survey.Round, error) {
	var rows []roundRow
	if err := tx.Select(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("list rounds of the survey: %w", err)
	}
	list := make([]survey.Round, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.round())
	}
	return list, nil
}

// AtClosing is the round at closing that begins on the day of r, and is r when there was none yet; then it is fresh.
func (s *Store) AtClosing(ctx context.Context, tx *pg.Tx, r survey.Round) (round survey.Round, fresh bool, err error) {
	var row roundRow
	err = tx.Get(ctx, &row, "SELECT "+roundColumns+` FROM survey.round r
		WHERE r.municipality = $1 AND r.kind = 'AT_CLOSING' AND r.from_date = $2`, tx.Municipality(), r.From)
	switch {
	case err == nil:
		return row.round(), false, nil
	case errors.Is(err, pg.ErrNoRows):
		return r, true, s.InsertRound(ctx, tx, r)
	default:
		return r, false, fmt.Errorf("find the round at closing: %w", err)
	}
}

// OpenYearly reports whether there is a yearly round that is open.
func (s *Store) OpenYearly(ctx context.Context, tx *pg.Tx) (open bool, err error) {
	err = tx.Get(ctx, &open, `SELECT EXISTS (SELECT FROM survey.round WHERE municipality = $1 AND kind = 'YEARLY' AND state = 'OPEN')`, tx.Municipality())
	if err != nil {
		return false, fmt.Errorf("find an open round of the survey: %w", err)
	}
	return open, nil
}

// InsertRound stores a new one, with a key for what people add and an empty box for each audience.
func (s *Store) InsertRound(ctx context.Context, tx *pg.Tx, r survey.Round) error {
	if _, err := s.keys.Make(ctx, tx, r.ID, subject.Survey); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO survey.round (municipality, id, kind, from_date, until_date, last_date, audiences, form, state, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
		tx.Municipality(), r.ID, string(r.Kind), r.From, r.Until, r.Last, pg.Array(r.Audiences), r.Form, string(r.State), tx.Now())
	if err != nil {
		return fmt.Errorf("store a round of the survey: %w", err)
	}
	for _, audience := range r.Audiences {
		box := survey.NewBox(survey.Form(r.Form, audience))
		_, err := tx.Exec(ctx, `INSERT INTO survey.box (municipality, round, audience, counts) VALUES ($1, $2, $3, $4)`,
			tx.Municipality(), r.ID, string(audience), pg.Array(box.Counts))
		if err != nil {
			return fmt.Errorf("store a box of the survey: %w", err)
		}
	}
	return nil
}

// CloseRound stores that a locked round is closed. What was not answered lapses, and is returned.
func (s *Store) CloseRound(ctx context.Context, tx *pg.Tx, id string) ([]survey.Invitation, error) {
	_, err := tx.Exec(ctx, `UPDATE survey.round SET state = 'CLOSED', update_time = $3, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), id, tx.Now())
	if err != nil {
		return nil, fmt.Errorf("close a round of the survey: %w", err)
	}
	return s.end(ctx, tx, survey.Lapsed, "i.round = $4", id)
}
