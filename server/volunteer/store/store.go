// Package store keeps supporters in the schema volunteer: personal text sealed under the
// supporter's own key, found again through keyed hashes.
package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

// Store reads and writes supporters. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// Get reads one supporter in reach of owner; action says in words what for, in the processing
// log. NOT_FOUND when it is unknown, erased or not in reach.
func (s *Store) Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (volunteer.Supporter, error) {
	q := newQuery(tx.Municipality())
	q.And("s.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	err := tx.GetLogged(ctx, &r, action, q.sql(""), q.Args...)
	if err := pg.Found(err, volunteer.Resource, action); err != nil {
		return volunteer.Supporter{}, err
	}
	supporter, err := s.open(ctx, r)
	if err != nil {
		return volunteer.Supporter{}, err
	}
	one := []volunteer.Supporter{supporter.For(owner)}
	err = withPauses(ctx, tx, one)
	return one[0], err
}

// Lock holds a supporter's row until the transaction ends: nobody else changes it, or counts its
// room to take the last place, in the meantime. NOT_FOUND when it is unknown.
func (s *Store) Lock(ctx context.Context, tx *pg.Tx, id string) error {
	var locked bool
	err := tx.Get(ctx, &locked, `SELECT true FROM volunteer.supporter WHERE municipality = $1 AND id = $2 FOR UPDATE`,
		tx.Municipality(), id)
	return pg.Found(err, volunteer.Resource, "lock a supporter")
}

// List reads up to limit supporters in reach of owner, the newest first, that come after the
// supporter with the id after (all when it is empty).
func (s *Store) List(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.Filter, after string, limit int,
) ([]volunteer.Supporter, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner)
	q.filter(filter)
	return s.page(ctx, tx, owner, q, after, limit, "list supporters")
}

// selectNames looks each supporter up by itself: for a long list of ids Postgres would read all there are.
var selectNames = `SELECT s.id, s.name, ` + subject.Columns + `
FROM unnest($2::uuid[]) AS asked (id) CROSS JOIN LATERAL (SELECT s.municipality, s.id, s.name FROM volunteer.supporter s
  WHERE s.municipality = $1 AND s.id = asked.id OFFSET 0) s` + subject.Lookup("s", "id")

// Names reads the names of supporters, by id; the ids of nobody are left out.
func (s *Store) Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := make(map[string]sealed.Text, len(ids))
	if len(ids) == 0 {
		return names, nil
	}
	var rows []struct {
		ID   string `db:"id"`
		Name []byte `db:"name"`
		subject.Row
	}
	err := tx.SelectLogged(ctx, &rows, "read names of supporters", selectNames, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read names of supporters: %w", err)
	}
	for _, r := range rows {
		key, err := s.keys.Open(ctx, r.ID, r.Row)
		if err != nil {
			return nil, fmt.Errorf("read names of supporters: %w", err)
		}
		if names[r.ID], err = key.Open(table, "name", r.Name); err != nil {
			return nil, fmt.Errorf("read names of supporters: %w", err)
		}
	}
	return names, nil
}

func (s *Store) page(
	ctx context.Context, tx *pg.Tx, owner call.Owner, q *query, after string, limit int, action string,
) ([]volunteer.Supporter, error) {
	if after != "" {
		q.And("s.id < " + q.Arg(after))
	}
	order := " ORDER BY s.id DESC LIMIT " + q.Arg(limit)
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, action, q.sql(order), q.Args...); err != nil {
		return nil, fmt.Errorf("%s: %w", action, err)
	}
	supporters := make([]volunteer.Supporter, 0, len(rows))
	for _, r := range rows {
		supporter, err := s.open(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", action, err)
		}
		supporters = append(supporters, supporter.For(owner))
	}
	return supporters, withPauses(ctx, tx, supporters)
}
