package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/label"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

const (
	insertRole = `INSERT INTO volunteer.other_role (municipality, id, supporter, role, organisation, since_date, until_date, recorded_by,
  create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`
	saveRole = `UPDATE volunteer.other_role SET until_date = $3, mistaken = $4, update_time = $5, version = version + 1
WHERE municipality = $1 AND id = $2`
	roleColumns = `SELECT r.id, r.supporter, r.role, r.organisation, r.since_date::text AS since_date, r.until_date::text AS until_date,
  r.mistaken, r.recorded_by, r.version, r.create_time, r.update_time
FROM volunteer.other_role r`
)

type roleRow struct {
	ID           string         `db:"id"`
	Supporter    string         `db:"supporter"`
	Role         string         `db:"role"`
	Organisation string         `db:"organisation"`
	Since        string         `db:"since_date"`
	Until        sql.NullString `db:"until_date"`
	Mistaken     bool           `db:"mistaken"`
	RecordedBy   sql.NullString `db:"recorded_by"`
	Version      int64          `db:"version"`
	CreateTime   time.Time      `db:"create_time"`
	UpdateTime   time.Time      `db:"update_time"`
}

// InsertRole stores another role of a locked supporter.
func (s *Store) InsertRole(ctx context.Context, tx *pg.Tx, r volunteer.OtherRole) error {
	_, err := tx.Exec(ctx, insertRole, tx.Municipality(), r.ID, r.Supporter, r.Role, r.Organisation, r.Since, pg.Null(r.Until),
		pg.Null(r.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store another role: %w", err)
	}
	return nil
}

// SaveRole stores how long a role of a locked supporter counts.
func (s *Store) SaveRole(ctx context.Context, tx *pg.Tx, r volunteer.OtherRole) error {
	_, err := tx.Exec(ctx, saveRole, tx.Municipality(), r.ID, pg.Null(r.Until), r.Mistaken, tx.Now())
	if err != nil {
		return fmt.Errorf("end another role: %w", err)
	}
	return nil
}

// Role reads one role of a supporter in reach of owner; NOT_FOUND when there is none. Whoever tells it to somebody
// reads and logs the name.
func (s *Store) Role(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (volunteer.OtherRole, error) {
	q := roleQuery(tx.Municipality(), owner)
	q.And("r.id = " + q.Arg(id))
	list, err := roles(ctx, tx, q, "")
	if err == nil && len(list) == 0 {
		err = errs.NotFound(volunteer.OtherRoleResource)
	}
	if err != nil {
		return volunteer.OtherRole{}, err
	}
	return list[0], nil
}

// Roles reads up to limit roles of supporters in reach of owner, the newest first, that come after the one with the id
// after.
func (s *Store) Roles(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.RoleFilter, after string, limit int) ([]volunteer.OtherRole, error) {
	q := roleQuery(tx.Municipality(), owner)
	if filter.Supporter != "" {
		q.And("r.supporter = " + q.Arg(filter.Supporter))
	}
	if filter.From != "" {
		q.And("NOT r.mistaken AND (r.until_date IS NULL OR r.until_date >= " + q.Arg(filter.From) + ")")
	}
	if after != "" {
		q.And("r.id < " + q.Arg(after))
	}
	return roles(ctx, tx, q, " ORDER BY r.id DESC LIMIT "+q.Arg(limit))
}

// RolesOf reads the roles that some supporters have on a day, the oldest first.
func (s *Store) RolesOf(ctx context.Context, tx *pg.Tx, supporters []string, day string) ([]volunteer.OtherRole, error) {
	q := roleQuery(tx.Municipality(), call.Everyone())
	q.And("r.supporter = ANY (" + q.Arg(pg.Array(supporters)) + "::uuid[])")
	on := q.Arg(day)
	q.And("NOT r.mistaken AND r.since_date <= " + on + " AND (r.until_date IS NULL OR r.until_date >= " + on + ")")
	return roles(ctx, tx, q, " ORDER BY r.id")
}

// RoleLabels are what people read for codes of the municipality's list of other roles, in the language.
func (s *Store) RoleLabels(ctx context.Context, tx *pg.Tx, language string, codes []string) (map[string]string, error) {
	return label.Of(ctx, tx, "OTHER_ROLE", language, codes)
}

func roleQuery(municipality string, owner call.Owner) *query {
	q := &query{Conditions: pg.Within("r", municipality)}
	q.reachBy("r.supporter", owner)
	return q
}

func roles(ctx context.Context, tx *pg.Tx, q *query, tail string) ([]volunteer.OtherRole, error) {
	var rows []roleRow
	if err := tx.Select(ctx, &rows, roleColumns+q.Where()+tail, q.Args...); err != nil {
		return nil, fmt.Errorf("read other roles: %w", err)
	}
	list := make([]volunteer.OtherRole, 0, len(rows))
	for _, r := range rows {
		list = append(list, volunteer.OtherRole{
			ID: r.ID, Supporter: r.Supporter, Role: r.Role, Organisation: r.Organisation, Since: r.Since, Until: r.Until.String,
			Mistaken: r.Mistaken, RecordedBy: r.RecordedBy.String, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
		})
	}
	return list, nil
}
