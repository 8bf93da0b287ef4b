package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/pg"
)

const (
	selectPlan = `SELECT p.id, p.state, p.digest, p.plan, p.recorded_by, p.apply_time, p.version, p.create_time, p.update_time
FROM matching.match_plan p WHERE p.municipality = $1 AND p.id = $2`
	insertPlan = `INSERT INTO matching.match_plan (municipality, id, state, digest, plan, recorded_by, create_time, update_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`
	applyPlan = `UPDATE matching.match_plan SET state = 'APPLIED', apply_time = $3, update_time = $3, version = version + 1
WHERE municipality = $1 AND id = $2`
)

type planRow struct {
	ID         string         `db:"id"`
	State      string         `db:"state"`
	Digest     []byte         `db:"digest"`
	Plan       []byte         `db:"plan"`
	RecordedBy sql.NullString `db:"recorded_by"`
	ApplyTime  sql.NullTime   `db:"apply_time"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
}

// InsertPlan stores a new plan.
func (s *Store) InsertPlan(ctx context.Context, tx *pg.Tx, p matching.Plan) error {
	content, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write a plan down: %w", err)
	}
	if _, err := tx.Exec(ctx, insertPlan, tx.Municipality(), p.ID, string(p.State), p.Digest, string(content), pg.Null(p.RecordedBy), tx.Now()); err != nil {
		return fmt.Errorf("store a plan: %w", err)
	}
	return nil
}

// Plan reads one; NOT_FOUND when there is none.
func (s *Store) Plan(ctx context.Context, tx *pg.Tx, id string) (matching.Plan, error) {
	return s.plan(ctx, tx, selectPlan, id)
}

// LockPlan is Plan that holds its row until the transaction ends.
func (s *Store) LockPlan(ctx context.Context, tx *pg.Tx, id string) (matching.Plan, error) {
	return s.plan(ctx, tx, selectPlan+" FOR UPDATE", id)
}

func (s *Store) plan(ctx context.Context, tx *pg.Tx, text, id string) (matching.Plan, error) {
	var r planRow
	err := tx.Get(ctx, &r, text, tx.Municipality(), id)
	if err := pg.Found(err, matching.PlanResource, "read a plan"); err != nil {
		return matching.Plan{}, err
	}
	p := matching.Plan{
		ID: r.ID, State: matching.PlanState(r.State), Digest: r.Digest, RecordedBy: r.RecordedBy.String, ApplyTime: moment(r.ApplyTime),
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	if err := json.Unmarshal(r.Plan, &p); err != nil {
		return matching.Plan{}, fmt.Errorf("understand a plan: %w", err)
	}
	return p, nil
}

// ApplyPlan notes that a locked plan was applied.
func (s *Store) ApplyPlan(ctx context.Context, tx *pg.Tx, id string) error {
	if _, err := tx.Exec(ctx, applyPlan, tx.Municipality(), id, tx.Now()); err != nil {
		return fmt.Errorf("note that a plan was applied: %w", err)
	}
	return nil
}
