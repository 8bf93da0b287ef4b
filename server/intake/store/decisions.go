package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// InsertDecision stores a triage decision on an application of the dossier.
func (s *Store) InsertDecision(ctx context.Context, tx *pg.Tx, dossier string, d intake.TriageDecision) error {
	key, err := s.keys.Get(ctx, tx, dossier)
	if err != nil {
		return err
	}
	v := vault{key: key, table: tableDecision}
	grounds := v.seal("grounds", d.Grounds)
	if v.err != nil {
		return v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.triage_decision (municipality, id, application, route, grounds, decided_by, create_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, municipality(ctx), d.ID, d.Application, d.Route, grounds, pg.Null(d.By), d.Created)
	if err != nil {
		return fmt.Errorf("store a triage decision: %w", err)
	}
	return nil
}

type decisionRow struct {
	ID          string         `db:"id"`
	Application string         `db:"application"`
	Dossier     string         `db:"dossier"`
	Route       string         `db:"route"`
	Grounds     []byte         `db:"grounds"`
	By          sql.NullString `db:"decided_by"`
	Created     time.Time      `db:"create_time"`
	subject.Row
}

const decisionQuery = `SELECT t.id, t.application, a.dossier, t.route, t.grounds, t.decided_by, t.create_time, ` + subject.Columns + `
	FROM intake.triage_decision t
	JOIN intake.application a ON a.municipality = t.municipality AND a.id = t.application
	JOIN platform.subject_key k ON k.municipality = t.municipality AND k.subject = a.dossier
	WHERE t.municipality = $1`

// Decision reads one decision; the read is logged.
func (s *Store) Decision(ctx context.Context, tx *pg.Tx, id string) (intake.TriageDecision, error) {
	return s.readDecision(ctx, tx, ` AND t.id = $2`, id)
}

// DecisionOf reads a decision on an application; the read is logged.
func (s *Store) DecisionOf(ctx context.Context, tx *pg.Tx, application, id string) (intake.TriageDecision, error) {
	return s.readDecision(ctx, tx, ` AND t.application = $2 AND t.id = $3`, application, id)
}

func (s *Store) readDecision(ctx context.Context, tx *pg.Tx, where string, ids ...any) (intake.TriageDecision, error) {
	var row decisionRow
	args := append([]any{municipality(ctx)}, ids...)
	if err := tx.GetLogged(ctx, &row, "read triage decision", decisionQuery+where, args...); err != nil {
		return intake.TriageDecision{}, notFound(err, "triage_decision")
	}
	return s.decision(ctx, row)
}

// Decisions reads a page of the decisions on an application, the newest first. The read is logged.
func (s *Store) Decisions(ctx context.Context, tx *pg.Tx, application string, after []string, limit int) ([]intake.TriageDecision, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx), application}}
	text := decisionQuery + ` AND t.application = $2`
	if len(after) == 1 {
		text += ` AND t.id < ` + q.Arg(after[0]) + `::uuid`
	}
	var rows []decisionRow
	err := tx.SelectLogged(ctx, &rows, "list triage decisions", text+` ORDER BY t.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list triage decisions: %w", err)
	}
	list := make([]intake.TriageDecision, 0, len(rows))
	for _, row := range rows {
		d, err := s.decision(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

func (s *Store) decision(ctx context.Context, row decisionRow) (intake.TriageDecision, error) {
	key, err := s.keys.Open(ctx, row.Dossier, row.Row)
	if err != nil {
		return intake.TriageDecision{}, fmt.Errorf("open a dossier: %w", err)
	}
	v := vault{key: key, table: tableDecision}
	d := intake.TriageDecision{
		ID: row.ID, Application: row.Application, Route: row.Route, Grounds: v.open("grounds", row.Grounds), By: row.By.String,
		Created: row.Created,
	}
	return d, v.err
}

// InsertDirectAnswer stores a direct answer; it is about nobody, so nothing is sealed or logged.
func (s *Store) InsertDirectAnswer(ctx context.Context, tx *pg.Tx, d intake.DirectAnswer) error {
	_, err := tx.Exec(ctx, `INSERT INTO intake.direct_answer (municipality, id, life_domain, channel, neighbourhood_point, minutes,
		answer_date, recorded_by, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, municipality(ctx), d.ID, d.LifeDomain,
		d.Channel, d.NeighbourhoodPoint, d.Minutes, d.Day, pg.Null(d.By), d.Created)
	if err != nil {
		return fmt.Errorf("store a direct answer: %w", err)
	}
	return nil
}

type directAnswerRow struct {
	ID                 string         `db:"id"`
	LifeDomain         string         `db:"life_domain"`
	Channel            string         `db:"channel"`
	NeighbourhoodPoint string         `db:"neighbourhood_point"`
	Minutes            int32          `db:"minutes"`
	Day                time.Time      `db:"answer_date"`
	By                 sql.NullString `db:"recorded_by"`
	Created            time.Time      `db:"create_time"`
}

func (r directAnswerRow) directAnswer() intake.DirectAnswer {
	return intake.DirectAnswer{
		ID: r.ID, LifeDomain: r.LifeDomain, Channel: r.Channel, NeighbourhoodPoint: r.NeighbourhoodPoint, Minutes: r.Minutes,
		Day: r.Day.Format(time.DateOnly), By: r.By.String, Created: r.Created,
	}
}

const directAnswerQuery = `SELECT id, life_domain, channel, neighbourhood_point, minutes, answer_date, recorded_by, create_time
	FROM intake.direct_answer WHERE municipality = $1`

// DirectAnswer reads one direct answer that the owner may reach.
func (s *Store) DirectAnswer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.DirectAnswer, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx), id}}
	text := directAnswerQuery + ` AND id = $2`
	if !owner.IsEveryone() {
		text += ` AND recorded_by = ` + q.Arg(pg.Null(owner.Account()))
	}
	var row directAnswerRow
	if err := tx.Get(ctx, &row, text, q.Args...); err != nil {
		return intake.DirectAnswer{}, notFound(err, "direct_answer")
	}
	return row.directAnswer(), nil
}

// DirectAnswers reads a page of the direct answers that the owner may reach, the newest first.
func (s *Store) DirectAnswers(ctx context.Context, tx *pg.Tx, owner call.Owner, after []string, limit int) ([]intake.DirectAnswer, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	text := directAnswerQuery
	if !owner.IsEveryone() {
		text += ` AND recorded_by = ` + q.Arg(pg.Null(owner.Account()))
	}
	if len(after) == 1 {
		text += ` AND id < ` + q.Arg(after[0]) + `::uuid`
	}
	var rows []directAnswerRow
	if err := tx.Select(ctx, &rows, text+` ORDER BY id DESC LIMIT `+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list direct answers: %w", err)
	}
	list := make([]intake.DirectAnswer, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.directAnswer())
	}
	return list, nil
}
