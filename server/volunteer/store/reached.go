package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
)

// selectReached looks each supporter up by itself, as selectNames does.
var selectReached = `SELECT s.id, s.name, s.phone, s.email, ` + subject.Columns + `
FROM unnest($2::uuid[]) AS asked (id) CROSS JOIN LATERAL (SELECT s.municipality, s.id, s.name, s.phone, s.email FROM volunteer.supporter s
  WHERE s.municipality = $1 AND s.id = asked.id OFFSET 0) s` + subject.Lookup("s", "id")

// Reached reads how supporters are called and reached, by id; the ids of nobody are left out.
func (s *Store) Reached(ctx context.Context, tx *pg.Tx, ids []string) (map[string]volunteer.Reached, error) {
	reached := make(map[string]volunteer.Reached, len(ids))
	if len(ids) == 0 {
		return reached, nil
	}
	var rows []struct {
		ID    string `db:"id"`
		Name  []byte `db:"name"`
		Phone []byte `db:"phone"`
		Email []byte `db:"email"`
		subject.Row
	}
	err := tx.SelectLogged(ctx, &rows, "read how supporters are reached", selectReached, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read how supporters are reached: %w", err)
	}
	for _, r := range rows {
		key, err := s.keys.Open(ctx, r.ID, r.Row)
		if err != nil {
			return nil, fmt.Errorf("read how supporters are reached: %w", err)
		}
		var one volunteer.Reached
		if one.Name, err = key.Open(table, "name", r.Name); err != nil {
			return nil, fmt.Errorf("read how supporters are reached: %w", err)
		}
		if one.Phone, err = key.Open(table, "phone", r.Phone); err != nil {
			return nil, fmt.Errorf("read how supporters are reached: %w", err)
		}
		if one.Email, err = key.Open(table, "email", r.Email); err != nil {
			return nil, fmt.Errorf("read how supporters are reached: %w", err)
		}
		reached[r.ID] = one
	}
	return reached, nil
}
