package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

// WeekCounts counts the applications that wait for somebody, and the promises to residents that are soon broken or are.
func (s *Store) WeekCounts(ctx context.Context, tx *pg.Tx) (intake.WeekCounts, error) {
	var counts struct {
		Waiting int `db:"waiting"`
		Risk    int `db:"risk"`
	}
	err := tx.Get(ctx, &counts, `SELECT
		(SELECT count(*) FROM intake.application WHERE municipality = $1 AND state IN ('RECEIVED', 'WAITING_FOR_MATCH') AND origin = 'LIVE') AS waiting,
		(SELECT count(*) FROM intake.promise_clock WHERE municipality = $1 AND kept_time IS NULL AND coalesce(warn_time, due_time) <= $2) AS risk`,
		municipality(ctx), tx.Now())
	if err != nil {
		return intake.WeekCounts{}, fmt.Errorf("count what waits: %w", err)
	}
	return intake.WeekCounts(counts), nil
}
