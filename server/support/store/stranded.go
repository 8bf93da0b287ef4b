package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// away says of a pause (alias w) that cases are without a supporter on the day $2: who is ill, or has a break without
// cases. A holiday is no such thing: it was known, and is short.
const away = `w.municipality = $1 AND w.start_date <= $2 AND (w.end_date IS NULL OR w.end_date >= $2)
  AND (w.kind = 'ILL' OR w.kind <> 'HOLIDAY' AND w.max_cases = 0)`

// strandedSupporters are those who are away or gone; their cases are found by them.
const strandedSupporters = `ARRAY(SELECT s.supporter FROM published.supporter s WHERE s.municipality = $1 AND s.state IN ('SUSPENDED', 'LEFT')
  UNION SELECT w.supporter FROM published.supporter_pause w WHERE ` + away + `)`

const strandedColumns = columns + `, CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN s.state WHEN p.kind = 'ILL' THEN 'ILL' ELSE 'BREAK' END AS reason,
  CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN '' ELSE coalesce(p.start_date::text, '') END AS start_date,
  CASE WHEN s.state IN ('SUSPENDED', 'LEFT') THEN '' ELSE coalesce(p.end_date::text, '') END AS end_date`

// pause joins to a case (alias c) the pause that keeps its supporter away longest, illness first.
const pause = `
LEFT JOIN LATERAL (SELECT w.kind, w.start_date, w.end_date FROM published.supporter_pause w WHERE w.supporter = c.supporter AND ` + away + `
  ORDER BY w.kind = 'ILL' DESC, w.end_date DESC NULLS FIRST LIMIT 1) p ON true`

// Stranded reads up to limit running cases whose supporter is away or gone, the newest first, that come after the case
// with the id after.
func (s *Store) Stranded(ctx context.Context, tx *pg.Tx, after string, limit int) ([]support.Stranded, error) {
	q := newQuery(tx.Municipality())
	q.Arg(calendar.Day(tx.Now()))
	q.And("c.state <> 'CLOSED' AND c.supporter = ANY (" + strandedSupporters + ")")
	if after != "" {
		q.And("c.id < " + q.Arg(after))
	}
	var rows []struct {
		row
		Reason string `db:"reason"`
		Start  string `db:"start_date"`
		End    string `db:"end_date"`
	}
	if err := tx.SelectLogged(ctx, &rows, "list stranded cases", q.pageOf(strandedColumns, pause, limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list stranded cases: %w", err)
	}
	list := make([]support.Stranded, 0, len(rows))
	for _, r := range rows {
		c, err := s.open(ctx, r.row)
		if err != nil {
			return nil, err
		}
		list = append(list, support.Stranded{View: support.View{Case: c}, Reason: r.Reason, Start: r.Start, End: r.End})
	}
	return list, nil
}
