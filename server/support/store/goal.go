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

// goalTable is the table to which goals are bound.
const goalTable = "support.case_goal"

const goalColumns = `g.id, g.support_case, c.dossier, g.goal, g.state, g.version, g.create_time, g.update_time, ` + subject.Columns

var goalFrom = " FROM support.case_goal g JOIN support.support_case c ON c.municipality = g.municipality AND c.id = g.support_case" +
	subject.Lookup("c", "dossier")

type goalRow struct {
	ID         string    `db:"id"`
	Case       string    `db:"support_case"`
	Dossier    string    `db:"dossier"`
	Goal       []byte    `db:"goal"`
	State      string    `db:"state"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
	subject.Row
}

// goals are the conditions on the goals of the cases in reach of owner, as far as owner sees them.
func goals(tx *pg.Tx, owner call.Owner) *query {
	q := newQuery(tx.Municipality())
	q.And("g.municipality = $1")
	q.reach(owner)
	q.seen(owner, "g", support.SeeGoals, support.Everything)
	return q
}

// Goal reads one goal that owner sees; action says in words what for, in the processing log.
func (s *Store) Goal(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Goal, error) {
	q := goals(tx, owner)
	q.And("g.id = " + q.Arg(id))
	var r goalRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+goalColumns+goalFrom+q.Where(), q.Args...)
	if err := pg.Found(err, support.GoalResource, action); err != nil {
		return support.Goal{}, err
	}
	return s.goal(ctx, r)
}

// GoalsCase is the case of a goal that owner sees, read without a lock.
func (s *Store) GoalsCase(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (of string, err error) {
	q := goals(tx, owner)
	q.And("g.id = " + q.Arg(id))
	err = tx.Get(ctx, &of, "SELECT g.support_case"+goalFrom+q.Where(), q.Args...)
	return of, pg.Found(err, support.GoalResource, "find a goal")
}

// LockGoal reads a goal of a locked case and holds its row. What is read is logged by what follows.
func (s *Store) LockGoal(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Goal, error) {
	q := goals(tx, owner)
	q.And("g.id = " + q.Arg(id))
	var r goalRow
	err := tx.Get(ctx, &r, "SELECT "+goalColumns+goalFrom+q.Where()+" FOR UPDATE OF g", q.Args...)
	if err := pg.Found(err, support.GoalResource, "lock a goal"); err != nil {
		return support.Goal{}, err
	}
	return s.goal(ctx, r)
}

// Goals reads up to limit goals of a case that owner sees, the newest first, that come after the one with the id after.
func (s *Store) Goals(ctx context.Context, tx *pg.Tx, owner call.Owner, of, after string, limit int) ([]support.Goal, error) {
	q := goals(tx, owner)
	q.And("g.support_case = " + q.Arg(of))
	if after != "" {
		q.And("g.id < " + q.Arg(after))
	}
	var rows []goalRow
	if err := tx.SelectLogged(ctx, &rows, "list goals", "SELECT "+goalColumns+goalFrom+q.Where()+" ORDER BY g.id DESC LIMIT "+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list goals: %w", err)
	}
	return opened(ctx, rows, s.goal)
}

// InsertGoal stores a new goal of a locked case.
func (s *Store) InsertGoal(ctx context.Context, tx *pg.Tx, g support.Goal) error {
	text, err := s.seal(ctx, tx, g.Dossier, goalTable, "goal", g.Text)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO support.case_goal (municipality, id, support_case, goal, state, create_time, update_time)
		VALUES ($1, $2, $3, $4, $5, $6, $6)`, tx.Municipality(), g.ID, g.Case, text, g.State, tx.Now())
	if err != nil {
		return fmt.Errorf("store a goal: %w", err)
	}
	return nil
}

// SaveGoal stores what a locked goal says now.
func (s *Store) SaveGoal(ctx context.Context, tx *pg.Tx, g support.Goal) error {
	text, err := s.seal(ctx, tx, g.Dossier, goalTable, "goal", g.Text)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE support.case_goal SET goal = $3, state = $4, update_time = $5, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), g.ID, text, g.State, tx.Now())
	if err != nil {
		return fmt.Errorf("save a goal: %w", err)
	}
	return nil
}

// DeleteGoal removes a locked goal.
func (s *Store) DeleteGoal(ctx context.Context, tx *pg.Tx, g support.Goal) error {
	rows, err := tx.Exec(ctx, `DELETE FROM support.case_goal WHERE municipality = $1 AND id = $2`, tx.Municipality(), g.ID)
	if err != nil {
		return fmt.Errorf("remove a goal: %w", err)
	}
	if rows == 0 {
		return errs.NotFound(support.GoalResource)
	}
	tx.Logged("remove goal", g.LogID)
	return nil
}

func (s *Store) goal(ctx context.Context, r goalRow) (support.Goal, error) {
	text, err := s.unseal(ctx, r.Dossier, r.Row, goalTable, "goal", r.Goal)
	if err != nil {
		return support.Goal{}, err
	}
	return support.Goal{
		ID: r.ID, Case: r.Case, Dossier: r.Dossier, Text: text, State: r.State, Version: r.Version,
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}, nil
}
