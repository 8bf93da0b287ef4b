// Package store keeps support cases in the schema support. The need is sealed under the key of
// the resident's dossier, so it is erased with the resident; a case of an erased dossier is not
// read any more.
package store

import (
	"context"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// Store reads and writes cases. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// Application is the application of a case in reach of owner, read without a lock so that the
// application can be locked first. NOT_FOUND when the case is unknown, erased or not in reach.
func (s *Store) Application(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (application string, err error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	err = tx.Get(ctx, &application, q.sql("c.application", ""), q.Args...)
	return application, pg.Found(err, support.Resource, "find a case")
}

// Lock reads a case and holds its row until the transaction ends. The application was locked
// before; what is read is logged by the Get that follows.
func (s *Store) Lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Case, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	if err := pg.Found(tx.Get(ctx, &r, q.sql(columns, " FOR UPDATE OF c"), q.Args...), support.Resource, "lock a case"); err != nil {
		return support.Case{}, err
	}
	return s.open(ctx, r)
}

// Running reads and holds the case of an application that is open or on hold; ok is false when
// there is none. The application was locked before.
func (s *Store) Running(ctx context.Context, tx *pg.Tx, application string) (running support.Case, ok bool, err error) {
	q := newQuery(tx.Municipality())
	q.And("c.application = " + q.Arg(application) + " AND c.state <> 'CLOSED'")
	var r row
	err = tx.Get(ctx, &r, q.sql(columns, " FOR UPDATE OF c"), q.Args...)
	if errors.Is(err, pg.ErrNoRows) {
		return support.Case{}, false, nil
	}
	if err != nil {
		return support.Case{}, false, fmt.Errorf("find the running case: %w", err)
	}
	running, err = s.open(ctx, r)
	return running, err == nil, err
}

// Get reads one case in reach of owner; action says in words what for, in the processing log.
func (s *Store) Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Case, error) {
	q := newQuery(tx.Municipality())
	q.And("c.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	if err := pg.Found(tx.GetLogged(ctx, &r, action, q.sql(columns, ""), q.Args...), support.Resource, action); err != nil {
		return support.Case{}, err
	}
	return s.open(ctx, r)
}

// List reads up to limit cases in reach of owner, the newest first, that come after the case with
// the id after (all when it is empty).
func (s *Store) List(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.Filter, after string, limit int,
) ([]support.Case, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner)
	q.filter(filter)
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	text := q.page(limit)
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "list cases", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	return opened(ctx, rows, s.open)
}

// Account is the account of a supporter, empty when there is none.
func (s *Store) Account(ctx context.Context, tx *pg.Tx, supporter string) (account string, err error) {
	err = tx.Get(ctx, &account, `SELECT coalesce(account::text, '') FROM published.supporter WHERE municipality = $1 AND supporter = $2`,
		tx.Municipality(), supporter)
	if err := pg.Found(err, "supporter", "read a supporter's account"); err != nil {
		return "", err
	}
	return account, nil
}

// of leaves only the cases that a supporter is or was on: as the first or the second, before they handed over, or by what they
// wrote.
func (q *query) of(supporter string) {
	who := q.Arg(supporter)
	q.And("(c.supporter = " + who + " OR c.second_supporter = " + who + `
		OR EXISTS (SELECT 1 FROM support.transfer t WHERE t.municipality = $1 AND t.support_case = c.id AND t.from_supporter = ` + who + ` AND t.state = 'ACCEPTED')
		OR EXISTS (SELECT 1 FROM support.contact_moment m WHERE m.municipality = $1 AND m.support_case = c.id AND m.supporter = ` + who + ` AND m.delete_time IS NULL))`)
}

// Of returns those of the cases that a supporter is or was on.
func (s *Store) Of(ctx context.Context, tx *pg.Tx, supporter string, cases []string) (theirs []string, err error) {
	if len(cases) == 0 {
		return nil, nil
	}
	q := newQuery(tx.Municipality())
	q.And("c.id = ANY (" + q.Arg(pg.Array(cases)) + "::uuid[])")
	q.of(supporter)
	err = tx.Select(ctx, &theirs, "SELECT c.id FROM support.support_case c"+q.Where(), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("find the cases of a supporter: %w", err)
	}
	return theirs, nil
}

// Known reads up to limit of the cases with some ids, and those that run and that a supporter is on, first or second (none for
// an empty one).
func (s *Store) Known(ctx context.Context, tx *pg.Tx, supporter string, ids []string, limit int) ([]support.Case, error) {
	q := newQuery(tx.Municipality())
	known := "c.id = ANY (" + q.Arg(pg.Array(ids)) + "::uuid[])"
	if supporter != "" {
		who := q.Arg(supporter)
		known += " OR c.state <> 'CLOSED' AND (c.supporter = " + who + " OR c.second_supporter = " + who + ")"
	}
	q.And("(" + known + ")")
	text := q.page(limit)
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "look for names of residents", text, q.Args...); err != nil {
		return nil, fmt.Errorf("find the cases that somebody knows: %w", err)
	}
	return opened(ctx, rows, s.open)
}

// Residents are the dossiers of cases by case: of those that a supporter is or was on, of all for an empty supporter. They
// are kept from being erased until the transaction ends.
func (s *Store) Residents(ctx context.Context, tx *pg.Tx, supporter string, cases []string) (map[string]string, error) {
	if len(cases) == 0 {
		return nil, nil
	}
	q := newQuery(tx.Municipality())
	q.And("c.id = ANY (" + q.Arg(pg.Array(cases)) + "::uuid[])")
	if supporter != "" {
		q.of(supporter)
	}
	var rows []struct {
		ID      string `db:"id"`
		Dossier string `db:"dossier"`
	}
	err := tx.Select(ctx, &rows, "SELECT c.id, c.dossier FROM support.support_case c"+q.Where()+" ORDER BY c.id FOR KEY SHARE OF c", q.Args...)
	if err != nil {
		return nil, fmt.Errorf("find whose cases are: %w", err)
	}
	dossiers := make(map[string]string, len(rows))
	for _, row := range rows {
		dossiers[row.ID] = row.Dossier
	}
	return dossiers, nil
}

// opened are rows with their texts unsealed, in their order.
func opened[R, T any](ctx context.Context, rows []R, open func(context.Context, R) (T, error)) ([]T, error) {
	list := make([]T, 0, len(rows))
	for _, r := range rows {
		one, err := open(ctx, r)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}
