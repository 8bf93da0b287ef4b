package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// The tables to which questions to colleagues and their answers are bound.
const (
	consultationTable = "support.consultation"
	answerTable       = "support.consultation_answer"
)

// supporterWith is the supporter who signs in with an account, the argument $2.
const supporterWith = `(SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1 AND s.account = $2 LIMIT 1)`

var consultationColumns = `q.id, q.life_domain, q.question, q.account, q.show_name, q.state, q.version, q.create_time, q.update_time,
  (SELECT count(*) FROM support.consultation_answer a WHERE a.municipality = q.municipality AND a.consultation = q.id) AS answers, ` + subject.Columns

type consultationRow struct {
	ID         string         `db:"id"`
	LifeDomain string         `db:"life_domain"`
	Question   []byte         `db:"question"`
	Account    sql.NullString `db:"account"`
	ShowName   bool           `db:"show_name"`
	State      string         `db:"state"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
	Answers    int            `db:"answers"`
	subject.Row
}

// InsertConsultation stores a new question under a key of its own.
func (s *Store) InsertConsultation(ctx context.Context, tx *pg.Tx, c support.Consultation) error {
	key, err := s.keys.Make(ctx, tx, c.ID, subject.Consultation)
	if err != nil {
		return err
	}
	question, err := key.Seal(consultationTable, "question", c.Question)
	if err != nil {
		return fmt.Errorf("seal a question: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO support.consultation (municipality, id, life_domain, question, account, supporter, show_name, state,
		create_time, update_time) VALUES ($1, $3, $4, $5, $2, `+supporterWith+`, $6, $7, $8, $8)`,
		tx.Municipality(), c.Account, c.ID, c.LifeDomain, question, c.ShowName, c.State, tx.Now())
	if err != nil {
		return fmt.Errorf("store a question: %w", err)
	}
	return nil
}

// consultations are the conditions on the questions in reach of owner: of an account, those that it asked.
func consultations(tx *pg.Tx, owner call.Owner) *query {
	q := &query{pg.Within("q", tx.Municipality())}
	if !owner.IsEveryone() {
		q.And("q.account = " + q.Arg(pg.Null(owner.Account())))
	}
	return q
}

// Consultation reads and logs one question in reach of owner with its answers; action says in words what for.
func (s *Store) Consultation(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Consultation, error) {
	q := consultations(tx, owner)
	q.And("q.id = " + q.Arg(id))
	var r consultationRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+consultationColumns+" FROM support.consultation q"+subject.Lookup("q", "id")+q.Where(), q.Args...)
	if err := pg.Found(err, support.ConsultationResource, action); err != nil {
		return support.Consultation{}, err
	}
	return s.withAnswers(ctx, tx, r)
}

// LockConsultation reads a question in reach of owner with its answers and holds its row. What is read is logged by what
// follows.
func (s *Store) LockConsultation(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Consultation, error) {
	q := consultations(tx, owner)
	q.And("q.id = " + q.Arg(id))
	var r consultationRow
	err := tx.Get(ctx, &r, "SELECT "+consultationColumns+" FROM support.consultation q"+subject.Lookup("q", "id")+q.Where()+" FOR UPDATE OF q", q.Args...)
	if err := pg.Found(err, support.ConsultationResource, "lock a question"); err != nil {
		return support.Consultation{}, err
	}
	return s.withAnswers(ctx, tx, r)
}

// Consultations reads and logs up to limit questions, the newest first, that come after the one with the id after.
func (s *Store) Consultations(ctx context.Context, tx *pg.Tx, state, after string, limit int) ([]support.Consultation, error) {
	q := consultations(tx, call.Everyone())
	if state != "" {
		q.And("q.state = " + q.Arg(state))
	}
	if after != "" {
		q.And("q.id < " + q.Arg(after))
	}
	var rows []consultationRow
	text := "SELECT " + consultationColumns + " FROM support.consultation q" + subject.Lookup("q", "id") + q.Where() + " ORDER BY q.id DESC LIMIT " + q.Arg(limit)
	if err := tx.SelectLogged(ctx, &rows, "list questions to colleagues", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list questions: %w", err)
	}
	list := make([]support.Consultation, 0, len(rows))
	for _, r := range rows {
		c, _, err := s.consultation(ctx, r)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

func (s *Store) consultation(ctx context.Context, r consultationRow) (support.Consultation, subject.Key, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return support.Consultation{}, subject.Key{}, fmt.Errorf("open a question: %w", err)
	}
	question, err := key.Open(consultationTable, "question", r.Question)
	if err != nil {
		return support.Consultation{}, subject.Key{}, fmt.Errorf("open a question: %w", err)
	}
	return support.Consultation{
		ID: r.ID, Question: question, LifeDomain: r.LifeDomain, Account: r.Account.String, ShowName: r.ShowName, State: r.State,
		AnswerCount: r.Answers, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}, key, nil
}

// withAnswers adds its answers to a question, the oldest first.
func (s *Store) withAnswers(ctx context.Context, tx *pg.Tx, r consultationRow) (support.Consultation, error) {
	c, key, err := s.consultation(ctx, r)
	if err != nil {
		return support.Consultation{}, err
	}
	var rows []struct {
		ID         string         `db:"id"`
		Answer     []byte         `db:"answer"`
		Account    sql.NullString `db:"account"`
		ShowName   bool           `db:"show_name"`
		Helped     bool           `db:"helped"`
		CreateTime time.Time      `db:"create_time"`
	}
	err = tx.Select(ctx, &rows, `SELECT id, answer, account, show_name, helped, create_time FROM support.consultation_answer
		WHERE municipality = $1 AND consultation = $2 ORDER BY id`, tx.Municipality(), c.ID)
	if err != nil {
		return support.Consultation{}, fmt.Errorf("read answers: %w", err)
	}
	for _, a := range rows {
		text, err := key.Open(answerTable, "answer", a.Answer)
		if err != nil {
			return support.Consultation{}, fmt.Errorf("open an answer: %w", err)
		}
		c.Answers = append(c.Answers, support.ConsultationAnswer{
			ID: a.ID, Text: text, Account: a.Account.String, ShowName: a.ShowName, Helped: a.Helped, CreateTime: a.CreateTime.UTC(),
		})
	}
	return c, nil
}

// InsertAnswer stores an answer to a locked question.
func (s *Store) InsertAnswer(ctx context.Context, tx *pg.Tx, c support.Consultation, a support.ConsultationAnswer) error {
	sealedAnswer, err := s.seal(ctx, tx, c.ID, answerTable, "answer", a.Text)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO support.consultation_answer (municipality, id, consultation, answer, account, supporter, show_name, create_time)
		VALUES ($1, $3, $4, $5, $2, `+supporterWith+`, $6, $7)`, tx.Municipality(), a.Account, a.ID, c.ID, sealedAnswer, a.ShowName, tx.Now())
	if err != nil {
		return fmt.Errorf("store an answer: %w", err)
	}
	return s.SaveConsultation(ctx, tx, c)
}

// MarkAnswer stores whether an answer to a locked question helped.
func (s *Store) MarkAnswer(ctx context.Context, tx *pg.Tx, c support.Consultation, answer string, helped bool) error {
	_, err := tx.Exec(ctx, `UPDATE support.consultation_answer SET helped = $4 WHERE municipality = $1 AND consultation = $2 AND id = $3`,
		tx.Municipality(), c.ID, answer, helped)
	if err != nil {
		return fmt.Errorf("mark an answer: %w", err)
	}
	return s.SaveConsultation(ctx, tx, c)
}

// SaveConsultation stores where a locked question stands and raises its version.
func (s *Store) SaveConsultation(ctx context.Context, tx *pg.Tx, c support.Consultation) error {
	_, err := tx.Exec(ctx, `UPDATE support.consultation SET state = $3, update_time = $4, version = version + 1
		WHERE municipality = $1 AND id = $2`, tx.Municipality(), c.ID, c.State, tx.Now())
	if err != nil {
		return fmt.Errorf("save a question: %w", err)
	}
	return nil
}

// CloseQuiet closes the open questions to which nothing came since then, and says how many.
func (s *Store) CloseQuiet(ctx context.Context, tx *pg.Tx, since time.Time) (int64, error) {
	closed, err := tx.Exec(ctx, `UPDATE support.consultation SET state = 'CLOSED', update_time = $3, version = version + 1
		WHERE municipality = $1 AND state = 'OPEN' AND update_time < $2`, tx.Municipality(), since, tx.Now())
	if err != nil {
		return 0, fmt.Errorf("close questions: %w", err)
	}
	return closed, nil
}

// RemoveOutlived removes the questions that were closed before then, with their answers and keys, and says how many.
func (s *Store) RemoveOutlived(ctx context.Context, tx *pg.Tx, before time.Time) (int, error) {
	var ids []string
	err := tx.Select(ctx, &ids, `DELETE FROM support.consultation WHERE municipality = $1 AND state = 'CLOSED' AND update_time < $2 RETURNING id`,
		tx.Municipality(), before)
	if err != nil {
		return 0, fmt.Errorf("remove questions: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	_, err = subject.Destroy(ctx, tx, subject.Consultation, ids)
	return len(ids), err
}

// eraseAskers removes who asked and who answered, when supporters are erased: what they wrote names nobody, and stays.
func eraseAskers(ctx context.Context, tx *pg.Tx, supporters []string) (subject.Erased, error) {
	erased := subject.Erased{}
	for _, step := range []struct{ what, table string }{
		{"askers of questions", consultationTable}, {"givers of answers", answerTable},
	} {
		err := erased.Count(step.what)(tx.Exec(ctx, `UPDATE `+step.table+` SET account = NULL, supporter = NULL, show_name = false
			WHERE municipality = $1 AND supporter = ANY ($2::uuid[])`, tx.Municipality(), pg.Array(supporters)))
		if err != nil {
			return nil, err
		}
	}
	return erased, nil
}
