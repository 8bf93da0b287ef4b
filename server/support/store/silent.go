package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// silentCases are the running cases by whoever is on them, first and second, with whether nothing was heard of them since
// a moment ($2) and its day ($3): no contact moment that stands, no appointment that was held, and they did not begin, or
// come to this supporter, after it. A case that waits is silent by agreement. What else changes a case, as what a
// coordinator writes, is no contact.
const silentCases = `SELECT w.supporter, c.open_date < $3 AND coalesce(c.first_appointment_date < $3, true) AND coalesce(w.from_time < $2, true)
    AND NOT EXISTS (SELECT FROM support.contact_moment m
      WHERE m.municipality = c.municipality AND m.support_case = c.id AND m.delete_time IS NULL AND m.contact_date >= $3)
    AND NOT EXISTS (SELECT FROM support.appointment a
      WHERE a.municipality = c.municipality AND a.support_case = c.id AND a.state = 'HELD' AND a.start_time >= $2) AS silent
  FROM support.support_case c CROSS JOIN LATERAL (VALUES (c.supporter, c.seen_from_time), (c.second_supporter, NULL)) AS w (supporter, from_time)
  WHERE c.municipality = $1 AND c.state = 'OPEN' AND w.supporter IS NOT NULL`

// Silent counts by supporter the running cases of which nothing was heard since a moment, and how many supporters were
// heard of in none of their cases.
func (s *Store) Silent(ctx context.Context, tx *pg.Tx, since time.Time) (cases map[string]int, supporters int, err error) {
	var rows []struct {
		Supporter string `db:"supporter"`
		Cases     int    `db:"cases"`
		Unheard   bool   `db:"unheard"`
	}
	err = tx.Select(ctx, &rows, `SELECT o.supporter, count(*) FILTER (WHERE o.silent) AS cases, bool_and(o.silent) AS unheard
		FROM (`+silentCases+`) o GROUP BY o.supporter HAVING bool_or(o.silent)`, tx.Municipality(), since, calendar.Day(since))
	if err != nil {
		return nil, 0, fmt.Errorf("count silent cases: %w", err)
	}
	cases = make(map[string]int, len(rows))
	for _, row := range rows {
		cases[row.Supporter] = row.Cases
		if row.Unheard {
			supporters++
		}
	}
	return cases, supporters, nil
}
