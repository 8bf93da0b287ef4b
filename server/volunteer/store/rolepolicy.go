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

// rolesInForce says of a policy (alias p) that it counts on the day $2: it began, and none of its kind that began
// later, or on the same day and was recorded later, did too.
const rolesInForce = `p.id = (SELECT newest.id FROM volunteer.role_purity_policy newest
  WHERE newest.municipality = p.municipality AND newest.kind = p.kind AND newest.start_date <= $2
  ORDER BY newest.start_date DESC, newest.id DESC LIMIT 1)`

const rolePolicyQuery = `SELECT p.id, p.kind, p.start_date::text AS start_date, p.rules, p.otherwise, p.recorded_by, p.create_time,
  coalesce(` + rolesInForce + `, false) AS in_force
FROM volunteer.role_purity_policy p WHERE p.municipality = $1`

// selectRolesInForce looks each kind up by itself.
const selectRolesInForce = `SELECT p.id, p.kind, p.start_date::text AS start_date, p.rules, p.otherwise, p.recorded_by, p.create_time, true AS in_force
FROM unnest(ARRAY['INFORMAL', 'FORMAL']) AS asked (kind) CROSS JOIN LATERAL (SELECT p.* FROM volunteer.role_purity_policy p
  WHERE p.municipality = $1 AND p.kind = asked.kind AND p.start_date <= $2 ORDER BY p.start_date DESC, p.id DESC LIMIT 1) p`

const insertRolePolicy = `INSERT INTO volunteer.role_purity_policy (municipality, id, kind, start_date, rules, otherwise, recorded_by, create_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

type rolePolicyRow struct {
	ID         string         `db:"id"`
	Kind       string         `db:"kind"`
	Start      string         `db:"start_date"`
	Rules      []byte         `db:"rules"`
	Otherwise  string         `db:"otherwise"`
	RecordedBy sql.NullString `db:"recorded_by"`
	CreateTime time.Time      `db:"create_time"`
	InForce    bool           `db:"in_force"`
}

// roleRule is a rule as the column has it. Its names are those of the contract.
type roleRule struct {
	Role   string               `json:"role"`
	Effect volunteer.RoleEffect `json:"effect"`
}

// InsertRolePolicy stores a new version.
func (s *Store) InsertRolePolicy(ctx context.Context, tx *pg.Tx, p volunteer.RolePolicy) error {
	list := make([]roleRule, 0, len(p.Rules))
	for _, rule := range p.Rules {
		list = append(list, roleRule(rule))
	}
	rules, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("write down role purity: %w", err)
	}
	_, err = tx.Exec(ctx, insertRolePolicy, tx.Municipality(), p.ID, string(p.Kind), p.Start, string(rules), string(p.Otherwise),
		pg.Null(p.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store role purity: %w", err)
	}
	return nil
}

// RolePolicy reads one version; NOT_FOUND when there is none. today says whether it counts.
func (s *Store) RolePolicy(ctx context.Context, tx *pg.Tx, id, today string) (volunteer.RolePolicy, error) {
	var row rolePolicyRow
	err := tx.Get(ctx, &row, rolePolicyQuery+` AND p.id = $3`, tx.Municipality(), today, id)
	if err := pg.Found(err, volunteer.RolePolicyResource, "read role purity"); err != nil {
		return volunteer.RolePolicy{}, err
	}
	return row.policy()
}

// RolePolicies reads up to limit versions of a kind (of all when it is empty), the newest first, that come after the
// one with the id after.
func (s *Store) RolePolicies(ctx context.Context, tx *pg.Tx, kind volunteer.Kind, today, after string, limit int) ([]volunteer.RolePolicy, error) {
	text, args := pageOfVersions(tx, rolePolicyQuery, kind, today, after, limit)
	return versions[volunteer.RolePolicy, rolePolicyRow](ctx, tx, "list role purity", text, args...)
}

// RolesInForce is what other roles do today, by kind of supporter: the standard where the municipality set nothing.
func (s *Store) RolesInForce(ctx context.Context, tx *pg.Tx, today string) (map[volunteer.Kind]volunteer.RolePolicy, error) {
	counting := map[volunteer.Kind]volunteer.RolePolicy{}
	for _, kind := range []volunteer.Kind{volunteer.Informal, volunteer.Formal, volunteer.Unknown} {
		counting[kind] = volunteer.StandardRoles(kind)
	}
	list, err := versions[volunteer.RolePolicy, rolePolicyRow](ctx, tx, "list role purity", selectRolesInForce, tx.Municipality(), today)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		counting[p.Kind] = p
	}
	return counting, nil
}

func (r rolePolicyRow) policy() (volunteer.RolePolicy, error) {
	var list []roleRule
	if err := json.Unmarshal(r.Rules, &list); err != nil {
		return volunteer.RolePolicy{}, fmt.Errorf("understand role purity: %w", err)
	}
	p := volunteer.RolePolicy{
		ID: r.ID, Kind: volunteer.Kind(r.Kind), Start: r.Start, Otherwise: volunteer.RoleEffect(r.Otherwise), RecordedBy: r.RecordedBy.String,
		InForce: r.InForce, CreateTime: r.CreateTime.UTC(),
	}
	for _, one := range list {
		p.Rules = append(p.Rules, volunteer.RoleRule(one))
	}
	return p, nil
}
