package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// inForce says of a policy (alias p) that it counts on the day $2: it began, and none of its kind that began
// later, or on the same day and was recorded later, did too.
const inForce = `p.id = (SELECT newest.id FROM volunteer.requirement_policy newest
  WHERE newest.municipality = p.municipality AND newest.kind = p.kind AND newest.start_date <= $2
  ORDER BY newest.start_date DESC, newest.id DESC LIMIT 1)`

const policyQuery = `SELECT p.id, p.kind, p.start_date::text AS start_date, p.requirements, p.recorded_by, p.create_time,
  coalesce(` + inForce + `, false) AS in_force
FROM volunteer.requirement_policy p WHERE p.municipality = $1`

// selectInForce looks each kind up by itself.
const selectInForce = `SELECT p.id, p.kind, p.start_date::text AS start_date, p.requirements, p.recorded_by, p.create_time, true AS in_force
FROM unnest(ARRAY['INFORMAL', 'FORMAL']) AS asked (kind) CROSS JOIN LATERAL (SELECT p.* FROM volunteer.requirement_policy p
  WHERE p.municipality = $1 AND p.kind = asked.kind AND p.start_date <= $2 ORDER BY p.start_date DESC, p.id DESC LIMIT 1) p`

const insertPolicy = `INSERT INTO volunteer.requirement_policy (municipality, id, kind, start_date, requirements, recorded_by, create_time)
VALUES ($1, $2, $3, $4, $5, $6, $7)`

type policyRow struct {
	ID           string         `db:"id"`
	Kind         string         `db:"kind"`
	Start        string         `db:"start_date"`
	Requirements []byte         `db:"requirements"`
	RecordedBy   sql.NullString `db:"recorded_by"`
	CreateTime   time.Time      `db:"create_time"`
	InForce      bool           `db:"in_force"`
}

// asked is a requirement as the column has it. Its names are those of the contract.
type asked struct {
	Code        string              `json:"code"`
	LabelNL     string              `json:"label_nl"`
	LabelEN     string              `json:"label_en,omitempty"`
	Months      int                 `json:"months,omitempty"`
	WarnDays    int                 `json:"warn_days,omitempty"`
	DueMonths   int                 `json:"due_months,omitempty"`
	ConfirmedBy volunteer.Confirmer `json:"confirmed_by"`
	Blocks      volunteer.Block     `json:"blocks"`
	Renews      string              `json:"renews,omitempty"`
	Role        volunteer.InRole    `json:"role,omitempty"`
}

// InsertPolicy stores a new version.
func (s *Store) InsertPolicy(ctx context.Context, tx *pg.Tx, p volunteer.Policy) error {
	list := make([]asked, 0, len(p.Requirements))
	for _, r := range p.Requirements {
		list = append(list, asked(r))
	}
	requirements, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("write down what is asked: %w", err)
	}
	_, err = tx.Exec(ctx, insertPolicy, tx.Municipality(), p.ID, string(p.Kind), p.Start, string(requirements), pg.Null(p.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store what is asked: %w", err)
	}
	return nil
}

// Policy reads one version; NOT_FOUND when there is none. today says whether it counts.
func (s *Store) Policy(ctx context.Context, tx *pg.Tx, id, today string) (volunteer.Policy, error) {
	var row policyRow
	err := tx.Get(ctx, &row, policyQuery+` AND p.id = $3`, tx.Municipality(), today, id)
	if err := pg.Found(err, volunteer.PolicyResource, "read what is asked"); err != nil {
		return volunteer.Policy{}, err
	}
	return row.policy()
}

// Policies reads up to limit versions of a kind (of all when it is empty), the newest first, that come after
// the one with the id after.
func (s *Store) Policies(ctx context.Context, tx *pg.Tx, kind volunteer.Kind, today, after string, limit int) ([]volunteer.Policy, error) {
	text, args := pageOfVersions(tx, policyQuery, kind, today, after, limit)
	return versions[volunteer.Policy, policyRow](ctx, tx, "list what is asked", text, args...)
}

// InForce is what is asked today of each kind: the standard where the municipality set nothing.
func (s *Store) InForce(ctx context.Context, tx *pg.Tx, today string) (map[volunteer.Kind]volunteer.Policy, error) {
	counting := map[volunteer.Kind]volunteer.Policy{}
	for _, kind := range []volunteer.Kind{volunteer.Informal, volunteer.Formal, volunteer.Unknown} {
		counting[kind] = volunteer.Standard(kind)
	}
	list, err := versions[volunteer.Policy, policyRow](ctx, tx, "list what is asked", selectInForce, tx.Municipality(), today)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		counting[p.Kind] = p
	}
	return counting, nil
}

func (r policyRow) policy() (volunteer.Policy, error) {
	var list []asked
	if err := json.Unmarshal(r.Requirements, &list); err != nil {
		return volunteer.Policy{}, fmt.Errorf("understand what is asked: %w", err)
	}
	p := volunteer.Policy{
		ID: r.ID, Kind: volunteer.Kind(r.Kind), Start: r.Start, RecordedBy: r.RecordedBy.String, InForce: r.InForce, CreateTime: r.CreateTime.UTC(),
	}
	for _, one := range list {
		p.Requirements = append(p.Requirements, volunteer.Requirement(one))
	}
	return p, nil
}
