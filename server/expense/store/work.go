package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// workTable is the table to which ciphertexts are bound.
const workTable = "expense.work_entry"

const workColumns = `c.id, c.supporter, c.work_date::text AS work_date, c.minutes, c.kilometre_tenths, c.support_case, c.description, c.claim,
  array_to_string(c.entered_by, ',') AS entered_by,  c.version, c.create_time, c.update_time, ` + subject.Columns

var workKey = subject.Lookup("c", "supporter")

type workRow struct {
	ID          string         `db:"id"`
	Supporter   string         `db:"supporter"`
	Date        string         `db:"work_date"`
	Minutes     int64          `db:"minutes"`
	Tenths      int64          `db:"kilometre_tenths"`
	Case        sql.NullString `db:"support_case"`
	Description []byte         `db:"description"`
	Claim       sql.NullString `db:"claim"`
	EnteredBy   string         `db:"entered_by"`
	Version     int64          `db:"version"`
	CreateTime  time.Time      `db:"create_time"`
	UpdateTime  time.Time      `db:"update_time"`
	subject.Row
}

// WorkEntry reads one entry of the log in reach of owner; action says in words what for, in the processing log.
func (s *Store) WorkEntry(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (expense.WorkEntry, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	var row workRow
	err := tx.GetLogged(ctx, &row, action, "SELECT "+workColumns+" FROM expense.work_entry c"+workKey+q.Where(), q.Args...)
	if err := pg.Found(err, expense.WorkResource, action); err != nil {
		return expense.WorkEntry{}, err
	}
	return s.workEntry(ctx, row)
}

// LockWorkEntry reads an entry and holds its row until the transaction ends. What is read is logged by what follows.
func (s *Store) LockWorkEntry(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (expense.WorkEntry, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	var row workRow
	err := tx.Get(ctx, &row, "SELECT "+workColumns+" FROM expense.work_entry c"+workKey+q.Where()+" FOR UPDATE OF c", q.Args...)
	if err := pg.Found(err, expense.WorkResource, "lock an entry of the log"); err != nil {
		return expense.WorkEntry{}, err
	}
	return s.workEntry(ctx, row)
}

// LockWorkEntries reads those of the entries that are a locked supporter's, and holds them until the transaction ends.
func (s *Store) LockWorkEntries(ctx context.Context, tx *pg.Tx, supporter string, ids []string) ([]expense.WorkEntry, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []workRow
	err := tx.Select(ctx, &rows, "SELECT "+workColumns+" FROM expense.work_entry c"+workKey+`
		WHERE c.municipality = $1 AND c.supporter = $2 AND c.id = ANY ($3::uuid[]) ORDER BY c.id FOR UPDATE OF c`,
		tx.Municipality(), supporter, pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("lock entries of the log: %w", err)
	}
	return s.workEntries(ctx, rows)
}

// WorkLog reads up to limit entries in reach of owner, the newest first, that come after the entry with the id after
// (all when it is empty).
func (s *Store) WorkLog(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter expense.WorkFilter, after string, limit int,
) ([]expense.WorkEntry, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner)
	if filter.Supporter != "" {
		q.And("c.supporter = " + q.Arg(filter.Supporter))
	}
	if filter.Case != "" {
		q.And("c.support_case = " + q.Arg(filter.Case))
	}
	if filter.Unclaimed {
		q.And("c.claim IS NULL")
	}
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := "SELECT " + workColumns + " FROM (SELECT c.* FROM expense.work_entry c" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") c" + workKey + newest
	var rows []workRow
	if err := tx.SelectLogged(ctx, &rows, "list work", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list entries of the log: %w", err)
	}
	return s.workEntries(ctx, rows)
}

// InsertWorkEntry stores a new entry. The supporter was locked before.
func (s *Store) InsertWorkEntry(ctx context.Context, tx *pg.Tx, e expense.WorkEntry) error {
	key, err := s.keys.Get(ctx, tx, e.Supporter)
	if err != nil {
		return err
	}
	description, err := key.Seal(workTable, "description", e.Description)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO expense.work_entry (municipality, id, supporter, work_date, minutes, kilometre_tenths, support_case, description,
		entered_by, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10, $10)`,
		tx.Municipality(), e.ID, e.Supporter, e.Date, e.Minutes, e.Tenths, pg.Null(e.Case), description, pg.Array(append([]string{}, e.EnteredBy...)), tx.Now())
	if err != nil {
		return fmt.Errorf("store an entry of the log: %w", err)
	}
	return nil
}

// SaveWorkEntry stores what a locked entry says now.
func (s *Store) SaveWorkEntry(ctx context.Context, tx *pg.Tx, e expense.WorkEntry) error {
	key, err := s.keys.Get(ctx, tx, e.Supporter)
	if err != nil {
		return err
	}
	description, err := key.Seal(workTable, "description", e.Description)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE expense.work_entry SET work_date = $3, minutes = $4, kilometre_tenths = $5, support_case = $6, description = $7,
		entered_by = $8::uuid[], update_time = $9, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), e.ID, e.Date, e.Minutes, e.Tenths, pg.Null(e.Case), description, pg.Array(append([]string{}, e.EnteredBy...)), tx.Now())
	if err != nil {
		return fmt.Errorf("save an entry of the log: %w", err)
	}
	return nil
}

// DeleteWorkEntry removes a locked entry.
func (s *Store) DeleteWorkEntry(ctx context.Context, tx *pg.Tx, e expense.WorkEntry) error {
	rows, err := tx.Exec(ctx, `DELETE FROM expense.work_entry WHERE municipality = $1 AND id = $2`, tx.Municipality(), e.ID)
	if err != nil {
		return fmt.Errorf("remove an entry of the log: %w", err)
	}
	if rows == 0 {
		return errs.NotFound(expense.WorkResource)
	}
	tx.Logged("remove work", e.LogID)
	return nil
}

// hold has a claim hold the entries that it was made of, which were locked and free before, and lets go of all others:
// what is refused or withdrawn holds none.
func (s *Store) hold(ctx context.Context, tx *pg.Tx, c expense.Claim) error {
	ids := []string{}
	if c.State.Holds() {
		ids = append(ids, c.WorkEntries()...)
	}
	_, err := tx.Exec(ctx, `UPDATE expense.work_entry SET claim = NULL, update_time = $4, version = version + 1
		WHERE municipality = $1 AND claim = $2 AND id <> ALL ($3::uuid[])`, tx.Municipality(), c.ID, pg.Array(ids), tx.Now())
	if err != nil {
		return fmt.Errorf("let go of entries of the log: %w", err)
	}
	if len(ids) == 0 {
		return nil
	}
	_, err = tx.Exec(ctx, `UPDATE expense.work_entry SET claim = $2, update_time = $4, version = version + 1
		WHERE municipality = $1 AND id = ANY ($3::uuid[]) AND claim IS NULL`, tx.Municipality(), c.ID, pg.Array(ids), tx.Now())
	if err != nil {
		return fmt.Errorf("hold entries of the log: %w", err)
	}
	return nil
}

func (s *Store) workEntries(ctx context.Context, rows []workRow) ([]expense.WorkEntry, error) {
	entries := make([]expense.WorkEntry, 0, len(rows))
	for _, row := range rows {
		e, err := s.workEntry(ctx, row)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func (s *Store) workEntry(ctx context.Context, r workRow) (expense.WorkEntry, error) {
	key, err := s.keys.Open(ctx, r.Supporter, r.Row)
	if err != nil {
		return expense.WorkEntry{}, fmt.Errorf("open an entry of the log: %w", err)
	}
	description, err := key.Open(workTable, "description", r.Description)
	if err != nil {
		return expense.WorkEntry{}, fmt.Errorf("open an entry of the log: %w", err)
	}
	return expense.WorkEntry{
		ID: r.ID, Supporter: r.Supporter, Date: r.Date, Minutes: r.Minutes, Tenths: r.Tenths, Case: r.Case.String, Description: description,
		Claim: r.Claim.String, EnteredBy: slices.DeleteFunc(strings.Split(r.EnteredBy, ","), func(account string) bool { return account == "" }), Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}, nil
}
