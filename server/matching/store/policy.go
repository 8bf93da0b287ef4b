package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/pg"
)

// inForce is the policy that counts on the day $2: it began, and none that began later, or on the same day and was
// recorded later, did too.
const inForce = `(SELECT newest.id FROM matching.weight_policy newest WHERE newest.municipality = $1 AND newest.start_date <= $2
  ORDER BY newest.start_date DESC, newest.id DESC LIMIT 1)`

const policyQuery = `SELECT p.id, p.start_date::text AS start_date, p.weights, p.load_penalty, p.ask_penalty, p.waves, p.regional, p.case_minutes_per_week, p.recorded_by, p.create_time,
  coalesce(p.id = ` + inForce + `, false) AS in_force
FROM matching.weight_policy p WHERE p.municipality = $1`

const insertPolicy = `INSERT INTO matching.weight_policy (municipality, id, start_date, weights, load_penalty, ask_penalty, waves, recorded_by, create_time, case_minutes_per_week, regional)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

type policyRow struct {
	ID         string         `db:"id"`
	Start      string         `db:"start_date"`
	Weights    []byte         `db:"weights"`
	Load       int            `db:"load_penalty"`
	Asks       int            `db:"ask_penalty"`
	Waves      bool           `db:"waves"`
	Regional   bool           `db:"regional"`
	Minutes    int            `db:"case_minutes_per_week"`
	RecordedBy sql.NullString `db:"recorded_by"`
	CreateTime time.Time      `db:"create_time"`
	InForce    bool           `db:"in_force"`
}

// InsertPolicy stores a new version.
func (s *Store) InsertPolicy(ctx context.Context, tx *pg.Tx, p matching.Policy) error {
	weights, err := json.Marshal(p.Weights)
	if err != nil {
		return fmt.Errorf("write down the weights: %w", err)
	}
	_, err = tx.Exec(ctx, insertPolicy, tx.Municipality(), p.ID, p.Start, string(weights), p.Load, p.Asks, p.Waves, pg.Null(p.RecordedBy), tx.Now(), p.CaseMinutes, p.Regional)
	if err != nil {
		return fmt.Errorf("store the weights: %w", err)
	}
	return nil
}

// Policy reads one version; NOT_FOUND when there is none. today says whether it counts.
func (s *Store) Policy(ctx context.Context, tx *pg.Tx, id, today string) (matching.Policy, error) {
	var row policyRow
	err := tx.Get(ctx, &row, policyQuery+` AND p.id = $3`, tx.Municipality(), today, id)
	if err := pg.Found(err, matching.PolicyResource, "read the weights"); err != nil {
		return matching.Policy{}, err
	}
	return row.policy()
}

// InForce is what is weighed on a day: the standard when the municipality set nothing.
func (s *Store) InForce(ctx context.Context, tx *pg.Tx, today string) (matching.Policy, error) {
	var row policyRow
	err := tx.Get(ctx, &row, policyQuery+` AND p.id = `+inForce, tx.Municipality(), today)
	if errors.Is(err, pg.ErrNoRows) {
		return matching.StandardPolicy(), nil
	}
	if err != nil {
		return matching.Policy{}, fmt.Errorf("read the weights: %w", err)
	}
	return row.policy()
}

// Policies reads up to limit versions, the newest first, that come after the one with the id after.
func (s *Store) Policies(ctx context.Context, tx *pg.Tx, today, after string, limit int) ([]matching.Policy, error) {
	q := &pg.Conditions{Args: []any{tx.Municipality(), today}}
	text := policyQuery
	if after != "" {
		text += ` AND p.id < ` + q.Arg(after)
	}
	var rows []policyRow
	if err := tx.Select(ctx, &rows, text+` ORDER BY p.id DESC LIMIT `+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list the weights: %w", err)
	}
	list := make([]matching.Policy, 0, len(rows))
	for _, row := range rows {
		p, err := row.policy()
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

func (r policyRow) policy() (matching.Policy, error) {
	weights := map[score.Factor]int{}
	if err := json.Unmarshal(r.Weights, &weights); err != nil {
		return matching.Policy{}, fmt.Errorf("understand the weights: %w", err)
	}
	return matching.Policy{
		ID: r.ID, Start: r.Start, Policy: score.Policy{Weights: weights, Load: r.Load, Asks: r.Asks},
		Waves: r.Waves, Regional: r.Regional, CaseMinutes: r.Minutes, RecordedBy: r.RecordedBy.String, InForce: r.InForce, CreateTime: r.CreateTime.UTC(),
	}, nil
}
