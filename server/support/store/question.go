package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// questionTable is the table to which the texts of questions are bound.
const questionTable = "support.access_question"

const questionColumns = `q.id, q.support_case, c.dossier, c.application, c.successor_view, coalesce(q.create_time < c.seen_from_time, false) AS earlier,
  q.reason, q.note, q.state, q.ask_date::text AS ask_date, q.answer, coalesce(q.answer_date::text, '') AS answer_date,
  q.version, q.create_time, q.update_time,
  coalesce((SELECT x.account::text FROM published.supporter x WHERE x.municipality = c.municipality AND x.supporter = c.supporter
    AND x.state NOT IN ('SUSPENDED', 'LEFT')), '') AS account, ` + subject.Columns

var questionFrom = " FROM support.access_question q JOIN support.support_case c ON c.municipality = q.municipality AND c.id = q.support_case" +
	subject.Lookup("c", "dossier")

type questionRow struct {
	ID          string    `db:"id"`
	Case        string    `db:"support_case"`
	Dossier     string    `db:"dossier"`
	Application string    `db:"application"`
	Account     string    `db:"account"`
	View        string    `db:"successor_view"`
	Earlier     bool      `db:"earlier"`
	Reason      string    `db:"reason"`
	Note        []byte    `db:"note"`
	State       string    `db:"state"`
	AskDate     string    `db:"ask_date"`
	Answer      []byte    `db:"answer"`
	AnswerDate  string    `db:"answer_date"`
	Version     int64     `db:"version"`
	CreateTime  time.Time `db:"create_time"`
	UpdateTime  time.Time `db:"update_time"`
	subject.Row
}

// questions are the conditions on the questions of the cases in reach of owner.
func questions(tx *pg.Tx, owner call.Owner) *query {
	q := newQuery(tx.Municipality())
	q.And("q.municipality = $1")
	q.reach(owner)
	if !owner.IsEveryone() && owner.Account() != "" {
		// Their cases are few: the questions are found by them.
		mine := q.supporterOf(owner.Account())
		q.And("q.support_case = ANY (ARRAY(SELECT o.id FROM support.support_case o WHERE o.municipality = $1 AND (o.supporter = " + mine +
			" OR o.second_supporter = " + mine + ")))")
	}
	return q
}

// Question reads one question in reach of owner; action says in words what for, in the processing log.
func (s *Store) Question(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Question, error) {
	q := questions(tx, owner)
	q.And("q.id = " + q.Arg(id))
	var r questionRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+questionColumns+questionFrom+q.Where(), q.Args...)
	if err := pg.Found(err, support.QuestionResource, action); err != nil {
		return support.Question{}, err
	}
	return s.question(ctx, r)
}

// QuestionsCase is the case of a question in reach of owner, read without a lock.
func (s *Store) QuestionsCase(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (of string, err error) {
	q := questions(tx, owner)
	q.And("q.id = " + q.Arg(id))
	err = tx.Get(ctx, &of, "SELECT q.support_case"+questionFrom+q.Where(), q.Args...)
	return of, pg.Found(err, support.QuestionResource, "find a question")
}

// LockQuestion reads a question of a locked case and holds its row. What is read is logged by what follows.
func (s *Store) LockQuestion(ctx context.Context, tx *pg.Tx, id string) (support.Question, error) {
	q := questions(tx, call.Everyone())
	q.And("q.id = " + q.Arg(id))
	found, err := s.lockQuestion(ctx, tx, q)
	return found, pg.Found(err, support.QuestionResource, "lock a question")
}

// OpenQuestion reads the open question of a locked case and holds its row; it has no id when there is none.
func (s *Store) OpenQuestion(ctx context.Context, tx *pg.Tx, of string) (support.Question, error) {
	q := questions(tx, call.Everyone())
	q.And("q.support_case = " + q.Arg(of) + " AND q.state = 'OPEN'")
	open, err := s.lockQuestion(ctx, tx, q)
	if errors.Is(err, pg.ErrNoRows) {
		return support.Question{}, nil
	}
	return open, err
}

func (s *Store) lockQuestion(ctx context.Context, tx *pg.Tx, q *query) (support.Question, error) {
	var r questionRow
	if err := tx.Get(ctx, &r, "SELECT "+questionColumns+questionFrom+q.Where()+" FOR UPDATE OF q", q.Args...); err != nil {
		return support.Question{}, fmt.Errorf("lock a question: %w", err)
	}
	return s.question(ctx, r)
}

// Questions reads up to limit questions in reach of owner, the newest first, that come after the one with the id after.
func (s *Store) Questions(ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.QuestionFilter, after string, limit int) ([]support.Question, error) {
	q := questions(tx, owner)
	if filter.Case != "" {
		q.And("q.support_case = " + q.Arg(filter.Case))
	}
	if filter.State != "" {
		q.And("q.state = " + q.Arg(string(filter.State)))
	}
	if after != "" {
		q.And("q.id < " + q.Arg(after))
	}
	var rows []questionRow
	text := "SELECT " + questionColumns + questionFrom + q.Where() + " ORDER BY q.id DESC LIMIT " + q.Arg(limit)
	if err := tx.SelectLogged(ctx, &rows, "list questions of the access team", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	return opened(ctx, rows, s.question)
}

// InsertQuestion stores what was asked of a locked case; ALREADY_EXISTS when it has an open question.
func (s *Store) InsertQuestion(ctx context.Context, tx *pg.Tx, q support.Question) error {
	note, err := s.sealNote(ctx, tx, q)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO support.access_question (municipality, id, support_case, reason, note, state, ask_date, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`, tx.Municipality(), q.ID, q.Case, q.Reason, note, string(q.State), q.AskDate, tx.Now())
	if pg.IsUniqueViolation(err, "access_question_one_open") {
		return errs.AlreadyExists(support.QuestionResource).Because(err)
	}
	if err != nil {
		return fmt.Errorf("store a question: %w", err)
	}
	return nil
}

// SaveQuestion stores what a locked question says, and where it stands.
func (s *Store) SaveQuestion(ctx context.Context, tx *pg.Tx, q support.Question) error {
	note, err := s.sealNote(ctx, tx, q)
	if err != nil {
		return err
	}
	var answer []byte
	if q.State == support.GoesOn {
		if answer, err = s.seal(ctx, tx, q.Dossier, questionTable, "answer", q.Answer); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `UPDATE support.access_question SET reason = $3, note = $4, state = $5, answer = $6, answer_date = $7, update_time = $8,
		version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), q.ID, q.Reason, note, string(q.State), answer, pg.Null(q.AnswerDate), tx.Now())
	if err != nil {
		return fmt.Errorf("save a question: %w", err)
	}
	return nil
}

// sealNote is the note of a question, NULL when nobody asked it.
func (s *Store) sealNote(ctx context.Context, tx *pg.Tx, q support.Question) ([]byte, error) {
	if q.ByItself {
		return nil, nil
	}
	return s.seal(ctx, tx, q.Dossier, questionTable, "note", q.Note)
}

// LockLong reads and holds up to limit running cases that were taken up before a day (YYYY-MM-DD; none when it is empty) and of
// which no question is open, nor ended since that day, and those that took more time than support should and of which none was
// ever asked. Cases that somebody changes now are left for the next time.
func (s *Store) LockLong(ctx context.Context, tx *pg.Tx, before string, limit int) ([]support.Case, error) {
	q := newQuery(tx.Municipality())
	const asked = "EXISTS (SELECT 1 FROM support.access_question a WHERE a.municipality = $1 AND a.support_case = c.id"
	long := "c.minutes > " + q.Arg(support.LongMinutes) + " AND NOT " + asked + ")"
	if before != "" {
		begin, err := calendar.ParseDay(before)
		if err != nil {
			return nil, fmt.Errorf("find long cases: %w", err)
		}
		long += " OR c.create_time < " + q.Arg(begin) + " AND NOT " + asked + " AND (a.state = 'OPEN' OR a.answer_date >= " + q.Arg(before) + "::date))"
	}
	q.And("c.state <> 'CLOSED' AND (" + long + ")")
	var rows []row
	text := q.sql(columns, " ORDER BY c.create_time LIMIT "+q.Arg(limit)+" FOR NO KEY UPDATE OF c SKIP LOCKED")
	if err := tx.SelectLogged(ctx, &rows, "ask of long cases", text, q.Args...); err != nil {
		return nil, fmt.Errorf("find long cases: %w", err)
	}
	return opened(ctx, rows, s.open)
}

func (s *Store) question(ctx context.Context, r questionRow) (support.Question, error) {
	note, err := s.unseal(ctx, r.Dossier, r.Row, questionTable, "note", r.Note)
	if err != nil {
		return support.Question{}, err
	}
	answer, err := s.unseal(ctx, r.Dossier, r.Row, questionTable, "answer", r.Answer)
	if err != nil {
		return support.Question{}, err
	}
	return support.Question{
		ID: r.ID, Case: r.Case, Dossier: r.Dossier, Application: r.Application, Account: r.Account, Reason: r.Reason, ByItself: r.Note == nil,
		Note: note, State: support.QuestionState(r.State), Answer: answer, AskDate: r.AskDate, AnswerDate: r.AnswerDate,
		Earlier: r.Earlier, View: support.SuccessorView(r.View),
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}, nil
}
