package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// Active are the ids of the active supporters of some kinds, sorted.
func (s *Store) Active(ctx context.Context, tx *pg.Tx, kinds []string) (ids []string, err error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	err = tx.Select(ctx, &ids, `SELECT a.supporter FROM published.active_supporter a WHERE a.municipality = $1 AND a.kind = ANY ($2) ORDER BY a.supporter`,
		tx.Municipality(), pg.Array(kinds))
	if err != nil {
		return nil, fmt.Errorf("list who is active: %w", err)
	}
	return ids, nil
}

// Workers are the active supporters in reach of owner, of a kind or of all when it is empty, with the meetings that the rhythm counts: those
// they were at, and those ahead to which they are invited and did not say no. They are ids, kinds and days; whoever
// says a name with one logs it.
func (s *Store) Workers(ctx context.Context, tx *pg.Tx, owner call.Owner, kind string) ([]meeting.Worker, error) {
	q := newQuery(tx.Municipality(), "a")
	if kind != "" {
		q.And("a.kind = " + q.Arg(kind))
	}
	if !owner.IsEveryone() {
		q.And("a.supporter = ANY(" + q.own(owner.Account()) + ")")
	}
	var active []struct {
		Supporter string    `db:"supporter"`
		Kind      string    `db:"kind"`
		Since     time.Time `db:"since"`
	}
	if err := tx.Select(ctx, &active, "SELECT a.supporter, a.kind, a.since FROM published.active_supporter a"+q.Where(), q.Args...); err != nil {
		return nil, fmt.Errorf("read who is active: %w", err)
	}
	workers := make([]meeting.Worker, 0, len(active))
	ids, at := make([]string, 0, len(active)), make(map[string]int, len(active))
	for i, a := range active {
		workers = append(workers, meeting.Worker{Supporter: a.Supporter, Kind: a.Kind, Since: calendar.Day(a.Since)})
		ids, at[a.Supporter] = append(ids, a.Supporter), i
	}
	var rows []struct {
		Supporter string    `db:"supporter"`
		Kind      string    `db:"kind"`
		Start     time.Time `db:"start_time"`
		Ahead     bool      `db:"ahead"`
	}
	err := tx.Select(ctx, &rows, `SELECT i.supporter, m.kind, m.start_time, i.attendance <> 'PRESENT' AS ahead
		FROM meeting.invitation i JOIN meeting.meeting m ON m.municipality = i.municipality AND m.id = i.meeting
		WHERE i.municipality = $1 AND i.supporter = ANY ($2::uuid[]) AND m.kind IN ('INTERVISION', 'IN_DEPTH')
		AND (i.attendance = 'PRESENT' OR m.state = 'PLANNED' AND m.start_time >= $3 AND i.answer <> 'NO')`,
		tx.Municipality(), pg.Array(ids), tx.Now())
	if err != nil {
		return nil, fmt.Errorf("read who was where: %w", err)
	}
	for _, row := range rows {
		worker, one := &workers[at[row.Supporter]], meeting.Attended{Kind: meeting.Kind(row.Kind), Day: calendar.Day(row.Start)}
		if row.Ahead {
			worker.Ahead = append(worker.Ahead, one)
		} else {
			worker.Attended = append(worker.Attended, one)
		}
	}
	return workers, nil
}
