package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/pg"
)

// Hold keeps supporters from being erased until the transaction ends, and returns those of the ids, sorted, that there
// are and who neither left nor are suspended.
func (s *Store) Hold(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = tx.Select(ctx, &known, `SELECT id FROM volunteer.supporter WHERE municipality = $1 AND id = ANY ($2::uuid[])
		AND state NOT IN ('SUSPENDED', 'LEFT') ORDER BY id FOR KEY SHARE`, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("hold supporters: %w", err)
	}
	return known, nil
}
