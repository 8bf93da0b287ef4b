package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// transferTable is the table to which the notes of transfers are bound.
const transferTable = "support.transfer"

const transferColumns = `t.id, t.support_case, c.dossier, c.application, c.successor_view, coalesce(c.close_date::text, '') AS close_date, c.outcome, t.from_supporter, t.kind, t.reason, t.note,
  coalesce(t.successor::text, '') AS successor, t.first_contact, t.state, t.ask_date::text AS ask_date, coalesce(t.answer_date::text, '') AS answer_date,
  t.by_phone, t.version, t.create_time, t.update_time,
  coalesce((SELECT x.account::text FROM published.supporter x WHERE x.municipality = t.municipality AND x.supporter = t.from_supporter
    AND x.state NOT IN ('SUSPENDED', 'LEFT')), '') AS from_account,
  coalesce((SELECT x.account::text FROM published.supporter x WHERE x.municipality = t.municipality AND x.supporter = t.successor
    AND x.state NOT IN ('SUSPENDED', 'LEFT')), '') AS successor_account, ` + subject.Columns

var transferFrom = " FROM support.transfer t JOIN support.support_case c ON c.municipality = t.municipality AND c.id = t.support_case" +
	subject.Lookup("c", "dossier")

type transferRow struct {
	ID               string    `db:"id"`
	Case             string    `db:"support_case"`
	Dossier          string    `db:"dossier"`
	Application      string    `db:"application"`
	View             string    `db:"successor_view"`
	CloseDate        string    `db:"close_date"`
	Outcome          string    `db:"outcome"`
	From             string    `db:"from_supporter"`
	FromAccount      string    `db:"from_account"`
	Successor        string    `db:"successor"`
	SuccessorAccount string    `db:"successor_account"`
	Kind             string    `db:"kind"`
	Reason           string    `db:"reason"`
	Note             []byte    `db:"note"`
	FirstContact     bool      `db:"first_contact"`
	State            string    `db:"state"`
	AskDate          string    `db:"ask_date"`
	AnswerDate       string    `db:"answer_date"`
	ByPhone          bool      `db:"by_phone"`
	Version          int64     `db:"version"`
	CreateTime       time.Time `db:"create_time"`
	UpdateTime       time.Time `db:"update_time"`
	subject.Row
}

// transfers are the conditions on the transfers in reach of owner: those that the supporter with this account handed
// over by, or was asked in.
func transfers(tx *pg.Tx, owner call.Owner) *query {
	q := newQuery(tx.Municipality())
	q.And("t.municipality = $1")
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		mine := q.supporterOf(owner.Account())
		q.And("(t.from_supporter = " + mine + " OR t.successor = " + mine + ")")
	default:
		q.And("false")
	}
	return q
}

// Transfer reads one transfer in reach of owner; action says in words what for, in the processing log.
func (s *Store) Transfer(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Transfer, error) {
	q := transfers(tx, owner)
	q.And("t.id = " + q.Arg(id))
	var r transferRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+transferColumns+transferFrom+q.Where(), q.Args...)
	if err := pg.Found(err, support.TransferResource, action); err != nil {
		return support.Transfer{}, err
	}
	return s.transfer(ctx, r)
}

// TransfersApplication is the application and the case of a transfer in reach of owner, read without a lock.
func (s *Store) TransfersApplication(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (application, of string, err error) {
	q := transfers(tx, owner)
	q.And("t.id = " + q.Arg(id))
	var r struct {
		Application string `db:"application"`
		Case        string `db:"support_case"`
	}
	err = tx.Get(ctx, &r, "SELECT c.application, t.support_case"+transferFrom+q.Where(), q.Args...)
	return r.Application, r.Case, pg.Found(err, support.TransferResource, "find a transfer")
}

// LockTransfer reads a transfer of a locked case and holds its row. What is read is logged by what follows.
func (s *Store) LockTransfer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Transfer, error) {
	q := transfers(tx, owner)
	q.And("t.id = " + q.Arg(id))
	var r transferRow
	err := tx.Get(ctx, &r, "SELECT "+transferColumns+transferFrom+q.Where()+" FOR UPDATE OF t", q.Args...)
	if err := pg.Found(err, support.TransferResource, "lock a transfer"); err != nil {
		return support.Transfer{}, err
	}
	return s.transfer(ctx, r)
}

// Transfers reads up to limit transfers in reach of owner, the newest first, that come after the one with the id after.
func (s *Store) Transfers(ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.TransferFilter, after string, limit int) ([]support.Transfer, error) {
	q := transfers(tx, owner)
	if filter.Case != "" {
		q.And("t.support_case = " + q.Arg(filter.Case))
	}
	if len(filter.States) > 0 {
		q.And("t.state = ANY(" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if after != "" {
		q.And("t.id < " + q.Arg(after))
	}
	text := "SELECT " + transferColumns + transferFrom + q.Where() + " ORDER BY t.id DESC LIMIT " + q.Arg(limit)
	var rows []transferRow
	if err := tx.SelectLogged(ctx, &rows, "list transfers", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list transfers: %w", err)
	}
	return opened(ctx, rows, s.transfer)
}

// InsertTransfer stores what was asked of a locked case; ALREADY_EXISTS when another transfer of it was asked already.
func (s *Store) InsertTransfer(ctx context.Context, tx *pg.Tx, t support.Transfer) error {
	note, err := s.seal(ctx, tx, t.Dossier, transferTable, "note", t.Note)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO support.transfer (municipality, id, support_case, from_supporter, kind, reason, note, successor, first_contact, state,
		ask_date, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
		tx.Municipality(), t.ID, t.Case, t.From, t.Kind, t.Reason, note, pg.Null(t.Successor), t.FirstContact, string(t.State), t.AskDate, tx.Now())
	if pg.IsUniqueViolation(err, "transfer_one_asked") {
		return errs.AlreadyExists(support.TransferResource).Because(err)
	}
	if err != nil {
		return fmt.Errorf("store a transfer: %w", err)
	}
	return nil
}

// SaveTransfer stores where a locked transfer stands.
func (s *Store) SaveTransfer(ctx context.Context, tx *pg.Tx, t support.Transfer) error {
	_, err := tx.Exec(ctx, `UPDATE support.transfer SET state = $3, successor = $4, answer_date = $5, by_phone = $6, update_time = $7, version = version + 1
		WHERE municipality = $1 AND id = $2`, tx.Municipality(), t.ID, string(t.State), pg.Null(t.Successor), pg.Null(t.AnswerDate), t.ByPhone, tx.Now())
	if err != nil {
		return fmt.Errorf("save a transfer: %w", err)
	}
	return nil
}

// WithdrawTransfers takes back what was asked of a locked case that closes today.
func (s *Store) WithdrawTransfers(ctx context.Context, tx *pg.Tx, of, today string) error {
	_, err := tx.Exec(ctx, `UPDATE support.transfer SET state = 'WITHDRAWN', answer_date = $3, update_time = $4, version = version + 1
		WHERE municipality = $1 AND support_case = $2 AND state = 'ASKED'`, tx.Municipality(), of, today, tx.Now())
	if err != nil {
		return fmt.Errorf("take back a transfer: %w", err)
	}
	return nil
}

// Candidate is a supporter who may succeed or help, or NOT_FOUND.
func (s *Store) Candidate(ctx context.Context, tx *pg.Tx, supporter string) (support.Candidate, error) {
	var r struct {
		Kind  string `db:"kind"`
		State string `db:"state"`
	}
	err := tx.Get(ctx, &r, `SELECT kind, state FROM published.supporter WHERE municipality = $1 AND supporter = $2 AND NOT stub`, tx.Municipality(), supporter)
	return support.Candidate{ID: supporter, Kind: r.Kind, State: r.State}, pg.Found(err, "supporter", "read a supporter")
}

func (s *Store) transfer(ctx context.Context, r transferRow) (support.Transfer, error) {
	note, err := s.unseal(ctx, r.Dossier, r.Row, transferTable, "note", r.Note)
	if err != nil {
		return support.Transfer{}, err
	}
	return support.Transfer{
		ID: r.ID, Case: r.Case, Dossier: r.Dossier, Application: r.Application, From: r.From, FromAccount: r.FromAccount, Successor: r.Successor,
		SuccessorAccount: r.SuccessorAccount, Kind: r.Kind, Reason: r.Reason, Note: note, FirstContact: r.FirstContact,
		State: support.TransferState(r.State), AskDate: r.AskDate, AnswerDate: r.AnswerDate, ByPhone: r.ByPhone, View: support.SuccessorView(r.View),
		CloseDate: r.CloseDate, Outcome: r.Outcome,
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}, nil
}
