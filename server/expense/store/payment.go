package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// The tables to which ciphertexts are bound.
const (
	bankTable    = "expense.bank_details"
	paymentTable = "expense.payment"
)

type bankRow struct {
	Supporter  string    `db:"supporter"`
	IBAN       []byte    `db:"iban"`
	Holder     []byte    `db:"account_holder"`
	UpdateTime time.Time `db:"update_time"`
	subject.Row
}

const bankColumns = `c.supporter, c.iban, c.account_holder, c.update_time, ` + subject.Columns

var bankQuery = `SELECT ` + bankColumns + ` FROM expense.bank_details c` + subject.Lookup("c", "supporter")

// Bank reads where a supporter in reach of owner is paid; NOT_FOUND when nobody said so.
func (s *Store) Bank(ctx context.Context, tx *pg.Tx, owner call.Owner, supporter, action string) (expense.BankDetails, error) {
	q := newQuery(tx.Municipality())
	q.And("c.supporter = " + q.Arg(supporter))
	q.reach(owner)
	var row bankRow
	if err := pg.Found(tx.GetLogged(ctx, &row, action, bankQuery+q.Where(), q.Args...), expense.BankResource, action); err != nil {
		return expense.BankDetails{}, err
	}
	return s.bank(ctx, row, bankTable)
}

// Banks reads where supporters are paid, by supporter.
func (s *Store) Banks(ctx context.Context, tx *pg.Tx, supporters []string) (map[string]expense.BankDetails, error) {
	var rows []bankRow
	err := tx.SelectLogged(ctx, &rows, "pay claims", bankQuery+` WHERE c.municipality = $1 AND c.supporter = ANY ($2::uuid[])`,
		tx.Municipality(), pg.Array(supporters))
	if err != nil {
		return nil, fmt.Errorf("read where claims are paid: %w", err)
	}
	banks := map[string]expense.BankDetails{}
	for _, row := range rows {
		if banks[row.Supporter], err = s.bank(ctx, row, bankTable); err != nil {
			return nil, err
		}
	}
	return banks, nil
}

func (s *Store) bank(ctx context.Context, r bankRow, table string) (expense.BankDetails, error) {
	key, err := s.keys.Open(ctx, r.Supporter, r.Row)
	if err != nil {
		return expense.BankDetails{}, fmt.Errorf("open an account: %w", err)
	}
	b := expense.BankDetails{Supporter: r.Supporter, UpdateTime: r.UpdateTime.UTC()}
	if b.IBAN, err = key.Open(table, "iban", r.IBAN); err == nil {
		b.Holder, err = key.Open(table, "account_holder", r.Holder)
	}
	if err != nil {
		return expense.BankDetails{}, fmt.Errorf("open an account: %w", err)
	}
	return b, nil
}

// seal makes the columns of an account number and its holder.
func (s *Store) seal(ctx context.Context, tx *pg.Tx, table string, b expense.BankDetails) (iban, holder []byte, err error) {
	key, err := s.keys.Get(ctx, tx, b.Supporter)
	if err != nil {
		return nil, nil, err
	}
	if iban, err = key.Seal(table, "iban", b.IBAN); err == nil {
		holder, err = key.Seal(table, "account_holder", b.Holder)
	}
	return iban, holder, err
}

// SetBank stores where a locked supporter is paid.
func (s *Store) SetBank(ctx context.Context, tx *pg.Tx, b expense.BankDetails) error {
	iban, holder, err := s.seal(ctx, tx, bankTable, b)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO expense.bank_details (municipality, supporter, iban, account_holder, update_time) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (municipality, supporter) DO UPDATE SET iban = excluded.iban, account_holder = excluded.account_holder, update_time = excluded.update_time`,
		tx.Municipality(), b.Supporter, iban, holder, tx.Now())
	if err != nil {
		return fmt.Errorf("store an account: %w", err)
	}
	return nil
}

// InsertExport stores a batch with its payments.
func (s *Store) InsertExport(ctx context.Context, tx *pg.Tx, e expense.Export, payments []expense.Payment) error {
	_, err := tx.Exec(ctx, `INSERT INTO expense.payment_export (municipality, id, export_date, debtor_name, debtor_iban, claims, amount_cents, over_cents,
		recorded_by, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		tx.Municipality(), e.ID, e.Date, e.DebtorName, e.DebtorIBAN, e.Claims, e.Amount, e.Over, pg.Null(e.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store a payment: %w", err)
	}
	for _, p := range payments {
		iban, holder, err := s.seal(ctx, tx, paymentTable, expense.BankDetails{Supporter: p.Supporter, IBAN: p.IBAN, Holder: p.Holder})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO expense.payment (municipality, payment_export, claim, supporter, amount_cents, over_cents, iban, account_holder)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, tx.Municipality(), e.ID, p.Claim, p.Supporter, p.Amount, p.Over, iban, holder)
		if err != nil {
			return fmt.Errorf("store a payment: %w", err)
		}
	}
	return nil
}

const exportQuery = `SELECT e.id, e.export_date::text AS export_date, e.debtor_name, e.debtor_iban, e.claims, e.amount_cents, e.over_cents,
  e.recorded_by, e.create_time FROM expense.payment_export e WHERE e.municipality = $1`

type exportRow struct {
	ID         string         `db:"id"`
	Date       string         `db:"export_date"`
	DebtorName string         `db:"debtor_name"`
	DebtorIBAN string         `db:"debtor_iban"`
	Claims     int            `db:"claims"`
	Amount     int64          `db:"amount_cents"`
	Over       int64          `db:"over_cents"`
	RecordedBy sql.NullString `db:"recorded_by"`
	CreateTime time.Time      `db:"create_time"`
}

func (r exportRow) export() expense.Export {
	return expense.Export{
		ID: r.ID, Date: r.Date, DebtorName: r.DebtorName, DebtorIBAN: r.DebtorIBAN, Claims: r.Claims, Amount: r.Amount, Over: r.Over,
		RecordedBy: r.RecordedBy.String, CreateTime: r.CreateTime.UTC(),
	}
}

// Export reads one batch; NOT_FOUND when there is none.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, id string) (expense.Export, error) {
	var row exportRow
	err := tx.Get(ctx, &row, exportQuery+` AND e.id = $2`, tx.Municipality(), id)
	return row.export(), pg.Found(err, expense.PaymentResource, "read a payment")
}

// Exports reads up to limit batches, the newest first, that come after the one with the id after.
func (s *Store) Exports(ctx context.Context, tx *pg.Tx, after string, limit int) ([]expense.Export, error) {
	text, args := exportQuery+` ORDER BY e.id DESC LIMIT $2`, []any{tx.Municipality(), limit}
	if after != "" {
		text, args = exportQuery+` AND e.id < $3 ORDER BY e.id DESC LIMIT $2`, append(args, after)
	}
	var rows []exportRow
	if err := tx.Select(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("list payments: %w", err)
	}
	list := make([]expense.Export, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.export())
	}
	return list, nil
}

type paymentRow struct {
	Claim  string `db:"claim"`
	Amount int64  `db:"amount_cents"`
	Over   int64  `db:"over_cents"`
	bankRow
}

// Payments reads those of the payments of a batch that can still be opened: of who was erased since none.
func (s *Store) Payments(ctx context.Context, tx *pg.Tx, export string) ([]expense.Payment, error) {
	var rows []paymentRow
	err := tx.SelectLogged(ctx, &rows, "write payment file", `SELECT c.claim, c.supporter, c.amount_cents, c.over_cents, c.iban, c.account_holder,
		e.create_time AS update_time, `+subject.Columns+` FROM expense.payment c
		JOIN expense.payment_export e ON e.municipality = c.municipality AND e.id = c.payment_export`+subject.Lookup("c", "supporter")+`
		WHERE c.municipality = $1 AND c.payment_export = $2 ORDER BY c.claim`, tx.Municipality(), export)
	if err != nil {
		return nil, fmt.Errorf("read the payments of a batch: %w", err)
	}
	payments := make([]expense.Payment, 0, len(rows))
	for _, row := range rows {
		b, err := s.bank(ctx, row.bankRow, paymentTable)
		if err != nil {
			return nil, err
		}
		payments = append(payments, expense.Payment{
			Claim: row.Claim, Supporter: row.Supporter, Amount: row.Amount, Over: row.Over, IBAN: b.IBAN, Holder: b.Holder,
		})
	}
	return payments, nil
}
