package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/pg"
)

// policyQuery says of each version whether it counts on the day $2.
const policyQuery = `SELECT p.id, p.start_date::text AS start_date, p.hour_cents, p.kilometre_cents, p.hour_limit, p.month_limit, p.year_limit,
  p.warn_percent, p.debtor_name, p.debtor_iban, p.recorded_by, p.create_time,
  coalesce(p.id = (SELECT n.id FROM expense.policy n WHERE n.municipality = p.municipality AND n.start_date <= $2
    ORDER BY n.start_date DESC, n.id DESC LIMIT 1), false) AS in_force
FROM expense.policy p WHERE p.municipality = $1`

type policyRow struct {
	ID         string         `db:"id"`
	Start      string         `db:"start_date"`
	Hour       int64          `db:"hour_cents"`
	Kilometre  int64          `db:"kilometre_cents"`
	HourLimit  int64          `db:"hour_limit"`
	MonthLimit int64          `db:"month_limit"`
	YearLimit  int64          `db:"year_limit"`
	Percent    int64          `db:"warn_percent"`
	DebtorName string         `db:"debtor_name"`
	DebtorIBAN string         `db:"debtor_iban"`
	RecordedBy sql.NullString `db:"recorded_by"`
	CreateTime time.Time      `db:"create_time"`
	InForce    bool           `db:"in_force"`
}

// InsertPolicy stores a new version.
func (s *Store) InsertPolicy(ctx context.Context, tx *pg.Tx, p expense.Policy) error {
	_, err := tx.Exec(ctx, `INSERT INTO expense.policy (municipality, id, start_date, hour_cents, kilometre_cents, hour_limit, month_limit,
		year_limit, warn_percent, debtor_name, debtor_iban, recorded_by, create_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		tx.Municipality(), p.ID, p.Start, p.Hour, p.Kilometre, p.HourLimit, p.MonthLimit, p.YearLimit, p.WarnPercent, p.DebtorName,
		p.DebtorIBAN, pg.Null(p.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store what is paid: %w", err)
	}
	return nil
}

// Policy reads one version; NOT_FOUND when there is none. today says whether it counts.
func (s *Store) Policy(ctx context.Context, tx *pg.Tx, id, today string) (expense.Policy, error) {
	var row policyRow
	err := tx.Get(ctx, &row, policyQuery+` AND p.id = $3`, tx.Municipality(), today, id)
	return row.policy(), pg.Found(err, expense.PolicyResource, "read what is paid")
}

// PolicyPage reads up to limit versions, the newest first, that come after the one with the id after.
func (s *Store) PolicyPage(ctx context.Context, tx *pg.Tx, today, after string, limit int) ([]expense.Policy, error) {
	if after == "" {
		return s.policies(ctx, tx, policyQuery+` ORDER BY p.id DESC LIMIT $3`, tx.Municipality(), today, limit)
	}
	return s.policies(ctx, tx, policyQuery+` AND p.id < $4 ORDER BY p.id DESC LIMIT $3`, tx.Municipality(), today, limit, after)
}

// Policies reads all versions, the one that begins last first.
func (s *Store) Policies(ctx context.Context, tx *pg.Tx, today string) (expense.Policies, error) {
	return s.policies(ctx, tx, policyQuery+` ORDER BY p.start_date DESC, p.id DESC`, tx.Municipality(), today)
}

func (s *Store) policies(ctx context.Context, tx *pg.Tx, text string, args ...any) ([]expense.Policy, error) {
	var rows []policyRow
	if err := tx.Select(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("list what is paid: %w", err)
	}
	list := make([]expense.Policy, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.policy())
	}
	return list, nil
}

func (r policyRow) policy() expense.Policy {
	return expense.Policy{
		ID: r.ID, Start: r.Start, Hour: r.Hour, Kilometre: r.Kilometre, HourLimit: r.HourLimit, MonthLimit: r.MonthLimit, YearLimit: r.YearLimit,
		WarnPercent: r.Percent, DebtorName: r.DebtorName, DebtorIBAN: r.DebtorIBAN, RecordedBy: r.RecordedBy.String, InForce: r.InForce,
		CreateTime: r.CreateTime.UTC(),
	}
}
