package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/pg"
)

const selectAnswered = `SELECT o.supporter, count(*) AS asked, count(*) FILTER (WHERE o.state = 'ACCEPTED') AS accepted
FROM matching.offer o
WHERE o.municipality = $1 AND o.origin = 'LIVE' AND o.supporter IS NOT NULL AND o.answer_time >= $2
  AND o.state IN ('ACCEPTED', 'DECLINED', 'EXPIRED') GROUP BY o.supporter`

// Answered is how supporters answered since a moment, by id; whoever was not asked is not in it.
func (s *Store) Answered(ctx context.Context, tx *pg.Tx, since time.Time) (map[string]matching.Answered, error) {
	var rows []struct {
		Supporter string `db:"supporter"`
		Asked     int    `db:"asked"`
		Accepted  int    `db:"accepted"`
	}
	if err := tx.Select(ctx, &rows, selectAnswered, tx.Municipality(), since); err != nil {
		return nil, fmt.Errorf("count the answers of supporters: %w", err)
	}
	answered := make(map[string]matching.Answered, len(rows))
	for _, r := range rows {
		answered[r.Supporter] = matching.Answered{Asked: r.Asked, Accepted: r.Accepted}
	}
	return answered, nil
}
