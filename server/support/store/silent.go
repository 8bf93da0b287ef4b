package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
)

// Silent counts the open cases that nobody changed since a moment, by supporter.
func (s *Store) Silent(ctx context.Context, tx *pg.Tx, since time.Time) (map[string]int, error) {
	var rows []struct {
		Supporter string `db:"supporter"`
		Cases     int    `db:"cases"`
	}
	err := tx.Select(ctx, &rows, `SELECT c.supporter, count(*) AS cases FROM support.support_case c
		WHERE c.municipality = $1 AND c.state = 'OPEN' AND c.update_time < $2 GROUP BY c.supporter`, tx.Municipality(), since)
	if err != nil {
		return nil, fmt.Errorf("count silent cases: %w", err)
	}
	silent := make(map[string]int, len(rows))
	for _, row := range rows {
		silent[row.Supporter] = row.Cases
	}
	return silent, nil
}
