package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const (
	complaintTable = "complaint.complaint"

	complaintColumns = `c.id, c.about, c.body, c.name, c.email, c.phone, c.application, c.dossier, c.concerned_supporter, c.concerned_account,
  s.account AS supporter_account, c.past_coordinators, c.state, c.outcome, c.extended, c.acknowledge_time, c.settle_time, c.entered_by,
  c.version, c.create_time, c.update_time, ` + subject.Columns

	saveComplaint = `UPDATE complaint.complaint SET about = $3, name = $4, email = $5, phone = $6, application = $7, dossier = $8,
  concerned_supporter = $9, concerned_account = $10, past_coordinators = $11, state = $12, outcome = $13, extended = $14,
  acknowledge_time = $15, settle_due = $16, settle_time = $17, update_time = $18, version = version + 1 WHERE municipality = $1 AND id = $2`
)

// complaintBeside joins to complaints their keys, and the account of the supporter whom each concerns.
var complaintBeside = subject.Lookup("c", "id") + `
LEFT JOIN LATERAL (SELECT s.account FROM published.supporter s
  WHERE s.municipality = c.municipality AND s.supporter = c.concerned_supporter OFFSET 0) s ON true`

type complaintRow struct {
	ID                 string         `db:"id"`
	About              string         `db:"about"`
	Body               []byte         `db:"body"`
	Name               []byte         `db:"name"`
	Email              []byte         `db:"email"`
	Phone              []byte         `db:"phone"`
	Application        sql.NullString `db:"application"`
	Dossier            sql.NullString `db:"dossier"`
	ConcernedSupporter sql.NullString `db:"concerned_supporter"`
	ConcernedAccount   sql.NullString `db:"concerned_account"`
	SupporterAccount   sql.NullString `db:"supporter_account"`
	PastCoordinators   bool           `db:"past_coordinators"`
	State              string         `db:"state"`
	Outcome            string         `db:"outcome"`
	Extended           bool           `db:"extended"`
	AcknowledgeTime    sql.NullTime   `db:"acknowledge_time"`
	SettleTime         sql.NullTime   `db:"settle_time"`
	EnteredBy          sql.NullString `db:"entered_by"`
	Version            int64          `db:"version"`
	CreateTime         time.Time      `db:"create_time"`
	UpdateTime         time.Time      `db:"update_time"`
	subject.Row
}

// Complaint reads one complaint that a reader may read, with its steps; action says in words what for, in the processing log.
func (s *Store) Complaint(ctx context.Context, tx *pg.Tx, reader complaint.Reader, id, action string) (complaint.Complaint, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reads(reader)
	var row complaintRow
	err := tx.GetLogged(ctx, &row, action, "SELECT "+complaintColumns+" FROM complaint.complaint c"+complaintBeside+q.Where(), q.Args...)
	if err := pg.Found(err, complaint.Resource, action); err != nil {
		return complaint.Complaint{}, err
	}
	key, c, err := s.complaint(ctx, tx, row)
	if err != nil {
		return complaint.Complaint{}, err
	}
	c.Steps, err = steps(ctx, tx, key, complaintSteps, id)
	return c, err
}

// LockComplaint reads one that a reader may read and holds its row until the transaction ends. What is read is logged by what
// follows.
func (s *Store) LockComplaint(ctx context.Context, tx *pg.Tx, reader complaint.Reader, id string) (complaint.Complaint, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reads(reader)
	var row complaintRow
	err := tx.Get(ctx, &row, "SELECT "+complaintColumns+" FROM complaint.complaint c"+complaintBeside+q.Where()+" FOR UPDATE OF c", q.Args...)
	if err := pg.Found(err, complaint.Resource, "lock a complaint"); err != nil {
		return complaint.Complaint{}, err
	}
	_, c, err := s.complaint(ctx, tx, row)
	return c, err
}

// Complaints reads up to limit that a reader may read, the newest first, that come after the one with the id after (all when
// it is empty), without their steps.
func (s *Store) Complaints(
	ctx context.Context, tx *pg.Tx, reader complaint.Reader, filter complaint.Filter, after string, limit int,
) ([]complaint.Complaint, error) {
	q := newQuery(tx.Municipality())
	q.reads(reader)
	if len(filter.States) > 0 {
		q.And("c.state = ANY(" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if filter.Overdue {
		now := q.Arg(tx.Now())
		q.And("c.settle_time IS NULL AND (c.acknowledge_time IS NULL AND c.acknowledge_due <= " + now + " OR c.settle_due <= " + now + ")")
	}
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := "SELECT " + complaintColumns + " FROM (SELECT c.* FROM complaint.complaint c" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") c" + complaintBeside + newest
	var rows []complaintRow
	if err := tx.SelectLogged(ctx, &rows, "list complaints", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list complaints: %w", err)
	}
	list := make([]complaint.Complaint, 0, len(rows))
	for _, row := range rows {
		_, c, err := s.complaint(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// InsertComplaint stores a new one under a key of its own and returns the receipt code.
func (s *Store) InsertComplaint(ctx context.Context, tx *pg.Tx, c complaint.Complaint) (receipt string, err error) {
	key, err := s.keys.Make(ctx, tx, c.ID, subject.Complaint)
	if err != nil {
		return "", err
	}
	texts, err := seal(key, complaintTable, column{name: "body", text: &c.Text}, column{name: "name", text: &c.Name},
		column{name: "email", text: &c.Email}, column{name: "phone", text: &c.Phone})
	if err != nil {
		return "", err
	}
	clocks := c.Clocks()
	args := append([]any{tx.Municipality(), c.ID, c.About, c.PastCoordinators, string(c.State), clocks[0].Due, clocks[1].Due, pg.Null(c.EnteredBy), c.CreateTime}, texts...)
	_, err = tx.Exec(ctx, `INSERT INTO complaint.complaint (municipality, id, about, past_coordinators, state, acknowledge_due, settle_due, entered_by,
		create_time, update_time, body, name, email, phone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)`, args...)
	if err != nil {
		return "", fmt.Errorf("store a complaint: %w", err)
	}
	tx.Logged("submit complaint", key.LogID)
	return s.Receipt(ctx, tx, c.ID)
}

// SaveComplaint stores what a locked one says now, but for its text, which stays.
func (s *Store) SaveComplaint(ctx context.Context, tx *pg.Tx, c complaint.Complaint) error {
	key, err := s.keys.Get(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	texts, err := seal(key, complaintTable, column{name: "name", text: &c.Name}, column{name: "email", text: &c.Email}, column{name: "phone", text: &c.Phone})
	if err != nil {
		return err
	}
	args := append([]any{tx.Municipality(), c.ID, c.About}, texts...)
	args = append(args, pg.Null(c.Application), pg.Null(c.Dossier), pg.Null(c.ConcernedSupporter), pg.Null(c.ConcernedAccount), c.PastCoordinators,
		string(c.State), c.Outcome, c.Extended, pg.NullTime(c.AcknowledgeTime), c.Clocks()[1].Due, pg.NullTime(c.SettleTime), tx.Now())
	if _, err := tx.Exec(ctx, saveComplaint, args...); err != nil {
		return fmt.Errorf("save a complaint: %w", err)
	}
	return nil
}

// AddComplaintStep stores a record in the history of a locked complaint.
func (s *Store) AddComplaintStep(ctx context.Context, tx *pg.Tx, id string, step complaint.Step) error {
	return s.addStep(ctx, tx, complaintSteps, id, step)
}

// Receipt is the code of a complaint: the same each time.
func (s *Store) Receipt(ctx context.Context, tx *pg.Tx, id string) (string, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", err
	}
	return secrets.Receipt(id), nil
}

// Submitted is what the receipt of a complaint says: nothing of its text, and without a reader.
func (s *Store) Submitted(ctx context.Context, tx *pg.Tx, id string) (complaint.Complaint, error) {
	var row struct {
		CreateTime time.Time `db:"create_time"`
		LogID      string    `db:"log_id"`
	}
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	err := tx.GetLogged(ctx, &row, "read receipt of complaint", "SELECT c.create_time, k.log_id FROM complaint.complaint c"+subject.Lookup("c", "id")+q.Where(), q.Args...)
	if err := pg.Found(err, complaint.Resource, "read the receipt of a complaint"); err != nil {
		return complaint.Complaint{}, err
	}
	receipt, err := s.Receipt(ctx, tx, id)
	return complaint.Complaint{ID: id, ReceiptCode: receipt, CreateTime: row.CreateTime.UTC()}, err
}

func (s *Store) complaint(ctx context.Context, tx *pg.Tx, r complaintRow) (subject.Key, complaint.Complaint, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return key, complaint.Complaint{}, fmt.Errorf("open a complaint: %w", err)
	}
	c := complaint.Complaint{
		ID: r.ID, About: r.About, Application: r.Application.String, Dossier: r.Dossier.String, ConcernedSupporter: r.ConcernedSupporter.String,
		ConcernedAccount: r.ConcernedAccount.String, SupporterAccount: r.SupporterAccount.String, PastCoordinators: r.PastCoordinators,
		State: complaint.State(r.State), Outcome: r.Outcome, Extended: r.Extended, AcknowledgeTime: at(r.AcknowledgeTime), SettleTime: at(r.SettleTime),
		EnteredBy: r.EnteredBy.String, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}
	if c.ReceiptCode, err = s.Receipt(ctx, tx, r.ID); err != nil {
		return key, complaint.Complaint{}, err
	}
	return key, c, open(key, complaintTable, column{"body", r.Body, &c.Text}, column{"name", r.Name, &c.Name},
		column{"email", r.Email, &c.Email}, column{"phone", r.Phone, &c.Phone})
}
