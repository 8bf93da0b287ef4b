package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// The tables to which ciphertexts are bound.
const (
	claimTable = "expense.claim"
	lineTable  = "expense.claim_line"
)

const columns = `c.id, c.supporter, c.state, c.amount_cents, c.refusal, array_to_string(c.entered_by, ',') AS entered_by,
  c.decided_by, c.decide_time, c.payment_export, c.version, c.create_time, c.update_time, coalesce(a.account::text, '') AS account, ` + subject.Columns

// beside joins to a claim (alias c) its key (k) and the account of its supporter (a), looked up row by row.
var beside = subject.Lookup("c", "supporter") + `
LEFT JOIN LATERAL (SELECT s.account FROM published.supporter s
  WHERE s.municipality = c.municipality AND s.supporter = c.supporter OFFSET 0) a ON true`

const newest = " ORDER BY c.id DESC"

type claimRow struct {
	ID         string         `db:"id"`
	Supporter  string         `db:"supporter"`
	Account    string         `db:"account"`
	State      string         `db:"state"`
	Amount     int64          `db:"amount_cents"`
	Refusal    []byte         `db:"refusal"`
	EnteredBy  string         `db:"entered_by"`
	DecidedBy  sql.NullString `db:"decided_by"`
	DecideTime sql.NullTime   `db:"decide_time"`
	Payment    sql.NullString `db:"payment_export"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
	subject.Row
}

type lineRow struct {
	Claim       string         `db:"claim"`
	Kind        string         `db:"kind"`
	Date        string         `db:"line_date"`
	Quantity    int64          `db:"quantity"`
	Case        sql.NullString `db:"support_case"`
	Description []byte         `db:"description"`
	Rate        int64          `db:"rate_cents"`
	Amount      int64          `db:"amount_cents"`
	WorkEntry   sql.NullString `db:"work_entry"`
}

// Get reads one claim in reach of owner; action says in words what for, in the processing log.
func (s *Store) Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (expense.Claim, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	var r claimRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+columns+" FROM expense.claim c"+beside+q.Where(), q.Args...)
	if err := pg.Found(err, expense.Resource, action); err != nil {
		return expense.Claim{}, err
	}
	return s.one(ctx, tx, r)
}

// Lock reads a claim and holds its row until the transaction ends. What is read is logged by the Get that follows.
func (s *Store) Lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (expense.Claim, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	var r claimRow
	err := tx.Get(ctx, &r, "SELECT "+columns+" FROM expense.claim c"+beside+q.Where()+" FOR UPDATE OF c", q.Args...)
	if err := pg.Found(err, expense.Resource, "lock a claim"); err != nil {
		return expense.Claim{}, err
	}
	return s.one(ctx, tx, r)
}

// List reads up to limit claims in reach of owner, the newest first, that come after the claim with the id after
// (all when it is empty).
func (s *Store) List(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter expense.Filter, after string, limit int,
) ([]expense.Claim, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner)
	if filter.Supporter != "" {
		q.And("c.supporter = " + q.Arg(filter.Supporter))
	}
	if len(filter.States) > 0 {
		q.And("c.state = ANY(" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := "SELECT " + columns + " FROM (SELECT c.* FROM expense.claim c" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") c" + beside + newest
	var rows []claimRow
	if err := tx.SelectLogged(ctx, &rows, "list claims", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list claims: %w", err)
	}
	return s.open(ctx, tx, rows)
}

// SupporterOf is whose a claim in reach of owner is; of who was erased it is nobody's any more. What is read of it is logged
// by the Get that follows.
func (s *Store) SupporterOf(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (supporter string, err error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	err = tx.Get(ctx, &supporter, "SELECT c.supporter FROM expense.claim c"+subject.Lookup("c", "supporter")+q.Where(), q.Args...)
	return supporter, pg.Found(err, expense.Resource, "find whose a claim is")
}

// LockApproved reads all claims that can be paid and holds them until the transaction ends; with a last day, YYYY-MM-DD,
// those without a line after it.
func (s *Store) LockApproved(ctx context.Context, tx *pg.Tx, until string) ([]expense.Claim, error) {
	q := newQuery(tx.Municipality())
	q.And("c.state = 'APPROVED'")
	if until != "" {
		q.And("NOT EXISTS (SELECT FROM expense.claim_line l WHERE l.municipality = c.municipality AND l.claim = c.id AND l.line_date > " +
			q.Arg(until) + ")")
	}
	var rows []claimRow
	err := tx.Select(ctx, &rows, "SELECT "+columns+" FROM expense.claim c"+beside+q.Where()+" ORDER BY c.id FOR UPDATE OF c", q.Args...)
	if err != nil {
		return nil, fmt.Errorf("find claims to pay: %w", err)
	}
	return s.open(ctx, tx, rows)
}

// Insert stores a new claim with its lines, and has it hold the entries that they were made of. The supporter was
// locked before.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, c expense.Claim) error {
	_, err := tx.Exec(ctx, `INSERT INTO expense.claim (municipality, id, supporter, state, amount_cents, entered_by, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6::uuid[], $7, $7)`,
		tx.Municipality(), c.ID, c.Supporter, string(c.State), c.Amount, pg.Array(c.EnteredBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store a claim: %w", err)
	}
	if err := s.insertLines(ctx, tx, c); err != nil {
		return err
	}
	return s.hold(ctx, tx, c)
}

// Save stores where a locked claim stands, with its lines and the entries that it holds.
func (s *Store) Save(ctx context.Context, tx *pg.Tx, c expense.Claim) error {
	key, err := s.keys.Get(ctx, tx, c.Supporter)
	if err != nil {
		return err
	}
	refusal, err := key.Seal(claimTable, "refusal", c.Refusal)
	if err != nil {
		return err
	}
	decided := sql.NullTime{Time: c.DecideTime, Valid: !c.DecideTime.IsZero()}
	_, err = tx.Exec(ctx, `UPDATE expense.claim SET state = $3, amount_cents = $4, refusal = $5, entered_by = $6::uuid[], decided_by = $7,
		decide_time = $8, payment_export = $9, update_time = $10, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), c.ID, string(c.State), c.Amount, refusal, pg.Array(c.EnteredBy), pg.Null(c.DecidedBy), decided,
		pg.Null(c.Payment), tx.Now())
	if err != nil {
		return fmt.Errorf("save a claim: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM expense.claim_line WHERE municipality = $1 AND claim = $2`, tx.Municipality(), c.ID); err != nil {
		return fmt.Errorf("replace the lines of a claim: %w", err)
	}
	if err := s.insertLines(ctx, tx, c); err != nil {
		return err
	}
	return s.hold(ctx, tx, c)
}

func (s *Store) insertLines(ctx context.Context, tx *pg.Tx, c expense.Claim) error {
	key, err := s.keys.Get(ctx, tx, c.Supporter)
	if err != nil {
		return err
	}
	for i, l := range c.Lines {
		description, err := key.Seal(lineTable, "description", l.Description)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO expense.claim_line (municipality, claim, place, kind, line_date, quantity, support_case, description,
			rate_cents, amount_cents, work_entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			tx.Municipality(), c.ID, i, string(l.Kind), l.Date, l.Quantity, pg.Null(l.Case), description, l.Rate, l.Amount, pg.Null(l.WorkEntry))
		if err != nil {
			return fmt.Errorf("store a line of a claim: %w", err)
		}
	}
	return nil
}

func (s *Store) one(ctx context.Context, tx *pg.Tx, r claimRow) (expense.Claim, error) {
	claims, err := s.open(ctx, tx, []claimRow{r})
	if err != nil {
		return expense.Claim{}, err
	}
	return claims[0], nil
}

// open makes claims of rows and their keys, with the lines of each.
func (s *Store) open(ctx context.Context, tx *pg.Tx, rows []claimRow) ([]expense.Claim, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	var lines []lineRow
	err := tx.Select(ctx, &lines, `SELECT l.claim, l.kind, l.line_date::text AS line_date, l.quantity, l.support_case, l.description, l.rate_cents, l.amount_cents, l.work_entry
		FROM expense.claim_line l WHERE l.municipality = $1 AND l.claim = ANY ($2::uuid[]) ORDER BY l.claim, l.place`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read the lines of claims: %w", err)
	}
	byClaim := map[string][]lineRow{}
	for _, l := range lines {
		byClaim[l.Claim] = append(byClaim[l.Claim], l)
	}
	claims := make([]expense.Claim, 0, len(rows))
	for _, r := range rows {
		c, err := s.claim(ctx, r, byClaim[r.ID])
		if err != nil {
			return nil, fmt.Errorf("open a claim: %w", err)
		}
		claims = append(claims, c)
	}
	return claims, nil
}

func (s *Store) claim(ctx context.Context, r claimRow, lines []lineRow) (expense.Claim, error) {
	key, err := s.keys.Open(ctx, r.Supporter, r.Row)
	if err != nil {
		return expense.Claim{}, err
	}
	refusal, err := key.Open(claimTable, "refusal", r.Refusal)
	if err != nil {
		return expense.Claim{}, err
	}
	c := expense.Claim{
		ID: r.ID, Supporter: r.Supporter, Account: r.Account, State: expense.State(r.State), Amount: r.Amount, Refusal: refusal,
		EnteredBy: strings.Split(r.EnteredBy, ","), DecidedBy: r.DecidedBy.String, Payment: r.Payment.String, Version: r.Version,
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}
	if r.DecideTime.Valid {
		c.DecideTime = r.DecideTime.Time.UTC()
	}
	for place, l := range lines {
		description, err := key.Open(lineTable, "description", l.Description)
		if err != nil {
			return expense.Claim{}, err
		}
		c.Lines = append(c.Lines, expense.Line{
			Kind: expense.Kind(l.Kind), Date: l.Date, Quantity: l.Quantity, Case: l.Case.String, Description: description, Rate: l.Rate, Amount: l.Amount,
			WorkEntry: l.WorkEntry.String, Place: place,
		})
	}
	return c, nil
}
