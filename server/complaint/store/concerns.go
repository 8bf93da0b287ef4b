package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

const (
	concernTable = "complaint.safety_concern"
	recordTable  = "complaint.safety_record"

	concernColumns = `c.id, c.application, c.dossier, c.raised_by, c.acute, c.state, c.decision, c.asked, c.consult_time, c.decide_time,
  c.version, c.create_time, c.update_time, ` + subject.Columns

	saveConcern = `UPDATE complaint.safety_concern SET acute = $3, state = $4, decision = $5, asked = $6, consult_due = $7, consult_time = $8,
  decide_due = $9, decide_time = $10, update_time = $11, version = version + 1 WHERE municipality = $1 AND id = $2`
)

var concernKey = subject.Lookup("c", "dossier")

type concernRow struct {
	ID          string       `db:"id"`
	Application string       `db:"application"`
	Dossier     string       `db:"dossier"`
	RaisedBy    string       `db:"raised_by"`
	Acute       bool         `db:"acute"`
	State       string       `db:"state"`
	Decision    string       `db:"decision"`
	Asked       []byte       `db:"asked"`
	ConsultTime sql.NullTime `db:"consult_time"`
	DecideTime  sql.NullTime `db:"decide_time"`
	Version     int64        `db:"version"`
	CreateTime  time.Time    `db:"create_time"`
	UpdateTime  time.Time    `db:"update_time"`
	subject.Row
}

// Concern reads one safety concern in reach of owner, with its records; action says in words what for, in the processing log.
func (s *Store) Concern(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (complaint.Concern, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner, "raised_by")
	var row concernRow
	err := tx.GetLogged(ctx, &row, action, "SELECT "+concernColumns+" FROM complaint.safety_concern c"+concernKey+q.Where(), q.Args...)
	if err := pg.Found(err, complaint.ConcernResource, action); err != nil {
		return complaint.Concern{}, err
	}
	return s.whole(ctx, tx, row)
}

// LockConcern reads one in reach of owner, with its records, and holds its row until the transaction ends. What is read is
// logged by what follows.
func (s *Store) LockConcern(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (complaint.Concern, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner, "raised_by")
	var row concernRow
	err := tx.Get(ctx, &row, "SELECT "+concernColumns+" FROM complaint.safety_concern c"+concernKey+q.Where()+" FOR UPDATE OF c", q.Args...)
	if err := pg.Found(err, complaint.ConcernResource, "lock a safety concern"); err != nil {
		return complaint.Concern{}, err
	}
	return s.whole(ctx, tx, row)
}

// Concerns reads up to limit in reach of owner, the newest first, that come after the one with the id after (all when it is
// empty), without their records.
func (s *Store) Concerns(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter complaint.ConcernFilter, after string, limit int,
) ([]complaint.Concern, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner, "raised_by")
	if filter.Application != "" {
		q.And("c.application = " + q.Arg(filter.Application))
	}
	if len(filter.States) > 0 {
		q.And("c.state = ANY(" + q.Arg(pg.Array(filter.States)) + ")")
	}
	if filter.Overdue {
		now := q.Arg(tx.Now())
		q.And("c.decide_time IS NULL AND (c.consult_time IS NULL AND c.consult_due <= " + now + " OR c.decide_due <= " + now + ")")
	}
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := "SELECT " + concernColumns + " FROM (SELECT c.* FROM complaint.safety_concern c" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") c" + concernKey + newest
	var rows []concernRow
	if err := tx.SelectLogged(ctx, &rows, "list safety concerns", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list safety concerns: %w", err)
	}
	list := make([]complaint.Concern, 0, len(rows))
	for _, row := range rows {
		_, c, err := s.concern(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// InsertConcern stores a new one with its first record.
func (s *Store) InsertConcern(ctx context.Context, tx *pg.Tx, c complaint.Concern) error {
	clocks := c.Clocks()
	_, err := tx.Exec(ctx, `INSERT INTO complaint.safety_concern (municipality, id, application, dossier, raised_by, acute, state, consult_due, decide_due,
		create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
		tx.Municipality(), c.ID, c.Application, c.Dossier, c.RaisedBy, c.Acute, string(c.State), clocks[0].Due, clocks[1].Due, c.CreateTime)
	if err != nil {
		return fmt.Errorf("store a safety concern: %w", err)
	}
	return s.AddRecord(ctx, tx, c, c.Records[0])
}

// SaveConcern stores how a locked one stands now.
func (s *Store) SaveConcern(ctx context.Context, tx *pg.Tx, c complaint.Concern) error {
	key, err := s.keys.Get(ctx, tx, c.Dossier)
	if err != nil {
		return err
	}
	asked, err := key.Seal(concernTable, "asked", c.Asked)
	if err != nil {
		return err
	}
	clocks := c.Clocks()
	_, err = tx.Exec(ctx, saveConcern, tx.Municipality(), c.ID, c.Acute, string(c.State), c.Decision, asked, clocks[0].Due, pg.NullTime(c.ConsultTime),
		clocks[1].Due, pg.NullTime(c.DecideTime), tx.Now())
	if err != nil {
		return fmt.Errorf("save a safety concern: %w", err)
	}
	return nil
}

// AddRecord stores a record of a step of a locked one.
func (s *Store) AddRecord(ctx context.Context, tx *pg.Tx, c complaint.Concern, r complaint.SafetyRecord) error {
	key, err := s.keys.Get(ctx, tx, c.Dossier)
	if err != nil {
		return err
	}
	texts, err := seal(key, recordTable, column{name: "note", text: &r.Note}, column{name: "second_person", text: &r.SecondPerson})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO complaint.safety_record (municipality, safety_concern, id, step, skipped, account, second_account, create_time, note, second_person)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		append([]any{tx.Municipality(), c.ID, r.ID, string(r.Step), r.Skipped, r.Account, pg.Null(r.SecondAccount), r.Time}, texts...)...)
	if err != nil {
		return fmt.Errorf("store a step of the reporting code: %w", err)
	}
	return nil
}

func (s *Store) whole(ctx context.Context, tx *pg.Tx, row concernRow) (complaint.Concern, error) {
	key, c, err := s.concern(ctx, row)
	if err != nil {
		return complaint.Concern{}, err
	}
	c.Records, err = records(ctx, tx, key, c.ID)
	return c, err
}

func (s *Store) concern(ctx context.Context, r concernRow) (subject.Key, complaint.Concern, error) {
	key, err := s.keys.Open(ctx, r.Dossier, r.Row)
	if err != nil {
		return key, complaint.Concern{}, fmt.Errorf("open a safety concern: %w", err)
	}
	c := complaint.Concern{
		ID: r.ID, Application: r.Application, Dossier: r.Dossier, RaisedBy: r.RaisedBy, Acute: r.Acute, State: complaint.ConcernState(r.State),
		Decision: r.Decision, ConsultTime: at(r.ConsultTime), DecideTime: at(r.DecideTime),
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}
	return key, c, open(key, concernTable, column{"asked", r.Asked, &c.Asked})
}

type recordRow struct {
	ID            string         `db:"id"`
	Step          string         `db:"step"`
	Skipped       bool           `db:"skipped"`
	Note          []byte         `db:"note"`
	Account       string         `db:"account"`
	SecondAccount sql.NullString `db:"second_account"`
	SecondPerson  []byte         `db:"second_person"`
	CreateTime    time.Time      `db:"create_time"`
}

// records reads the steps of one, the oldest first. Reading the concern was logged.
func records(ctx context.Context, tx *pg.Tx, key subject.Key, id string) ([]complaint.SafetyRecord, error) {
	var rows []recordRow
	err := tx.Select(ctx, &rows, `SELECT id, step, skipped, note, account, second_account, second_person, create_time FROM complaint.safety_record
		WHERE municipality = $1 AND safety_concern = $2 ORDER BY id`, tx.Municipality(), id)
	if err != nil {
		return nil, fmt.Errorf("read the steps of the reporting code: %w", err)
	}
	list := make([]complaint.SafetyRecord, 0, len(rows))
	for _, r := range rows {
		record := complaint.SafetyRecord{
			ID: r.ID, Step: complaint.SafetyStep(r.Step), Skipped: r.Skipped, Account: r.Account, SecondAccount: r.SecondAccount.String, Time: r.CreateTime.UTC(),
		}
		if err := open(key, recordTable, column{"note", r.Note, &record.Note}, column{"second_person", r.SecondPerson, &record.SecondPerson}); err != nil {
			return nil, err
		}
		list = append(list, record)
	}
	return list, nil
}
