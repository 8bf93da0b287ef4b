package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

const (
	insertPair = `INSERT INTO volunteer.buddy_pair (municipality, id, newcomer, buddy, step, start_date, update_time, create_time)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`
	savePair = `UPDATE volunteer.buddy_pair SET step = $3, end_date = $4, update_time = $5, version = version + 1
WHERE municipality = $1 AND id = $2`
	pairColumns = `SELECT p.id, p.newcomer, p.buddy, p.step, p.start_date::text AS start_date, p.end_date::text AS end_date, p.version,
  p.create_time, p.update_time
FROM volunteer.buddy_pair p`
)

type pairRow struct {
	ID         string         `db:"id"`
	Newcomer   string         `db:"newcomer"`
	Buddy      sql.NullString `db:"buddy"`
	Step       string         `db:"step"`
	Start      string         `db:"start_date"`
	End        sql.NullString `db:"end_date"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
}

// InsertPair stores a new pair of locked supporters; volunteer.HasBuddy when the newcomer has one that runs.
func (s *Store) InsertPair(ctx context.Context, tx *pg.Tx, p volunteer.BuddyPair) error {
	_, err := tx.Exec(ctx, insertPair, tx.Municipality(), p.ID, p.Newcomer, p.Buddy, string(p.Step), p.Start, tx.Now())
	if pg.IsUniqueViolation(err, "buddy_pair_one_runs") {
		return volunteer.HasBuddy().Because(err)
	}
	if err != nil {
		return fmt.Errorf("store a buddy pair: %w", err)
	}
	return s.accompanied(ctx, tx, p.Newcomer, p.Buddy)
}

// SavePair stores where a pair of a locked newcomer stands. One that ended is nobody's buddy any more.
func (s *Store) SavePair(ctx context.Context, tx *pg.Tx, p volunteer.BuddyPair) error {
	_, err := tx.Exec(ctx, savePair, tx.Municipality(), p.ID, string(p.Step), pg.Null(p.End), tx.Now())
	if err != nil {
		return fmt.Errorf("save a buddy pair: %w", err)
	}
	if p.End == "" {
		return nil
	}
	return s.accompanied(ctx, tx, p.Newcomer, "")
}

// accompanied shows with a newcomer who accompanies them.
func (s *Store) accompanied(ctx context.Context, tx *pg.Tx, newcomer, buddy string) error {
	_, err := tx.Exec(ctx, `UPDATE volunteer.supporter SET buddy = $3, update_time = $4, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), newcomer, pg.Null(buddy), tx.Now())
	if err != nil {
		return fmt.Errorf("show who accompanies a newcomer: %w", err)
	}
	return nil
}

// Pair reads one pair in reach of owner, with what they did; NOT_FOUND when there is none. Whoever tells it to somebody
// reads and logs the names.
func (s *Store) Pair(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (volunteer.BuddyPair, error) {
	q := pairQuery(tx.Municipality(), owner)
	q.And("p.id = " + q.Arg(id))
	list, err := s.pairs(ctx, tx, owner, q, "")
	if err == nil && len(list) == 0 {
		err = errs.NotFound(volunteer.BuddyResource)
	}
	if err != nil {
		return volunteer.BuddyPair{}, err
	}
	return list[0], nil
}

// Pairs reads up to limit pairs in reach of owner, the newest first, that come after the one with the id after.
func (s *Store) Pairs(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.BuddyFilter, after string, limit int) ([]volunteer.BuddyPair, error) {
	q := pairQuery(tx.Municipality(), owner)
	if filter.Supporter != "" {
		supporter := q.Arg(filter.Supporter)
		q.And("(p.newcomer = " + supporter + " OR p.buddy = " + supporter + ")")
	}
	if filter.Running {
		q.And("p.end_date IS NULL")
	}
	if after != "" {
		q.And("p.id < " + q.Arg(after))
	}
	return s.pairs(ctx, tx, owner, q, " ORDER BY p.id DESC LIMIT "+q.Arg(limit))
}

// Running are the pairs of a supporter that run, as newcomer or as buddy.
func (s *Store) Running(ctx context.Context, tx *pg.Tx, supporter string) ([]volunteer.BuddyPair, error) {
	q := pairQuery(tx.Municipality(), call.Everyone())
	id := q.Arg(supporter)
	q.And("p.end_date IS NULL AND (p.newcomer = " + id + " OR p.buddy = " + id + ")")
	return s.pairs(ctx, tx, call.Everyone(), q, " ORDER BY p.id")
}

// pairQuery reaches pairs: a supporter those in which they are one of both, an organisation those of its newcomers.
func pairQuery(municipality string, owner call.Owner) *query {
	q := &query{Conditions: pg.Within("p", municipality)}
	switch within := q.within(owner); {
	case within == "":
	case owner.Account() != "":
		q.And("(p.newcomer = ANY(" + within + ") OR p.buddy = ANY(" + within + "))")
	default:
		q.And("p.newcomer = ANY(" + within + ")")
	}
	return q
}

func (s *Store) pairs(ctx context.Context, tx *pg.Tx, owner call.Owner, q *query, tail string) ([]volunteer.BuddyPair, error) {
	var rows []pairRow
	if err := tx.Select(ctx, &rows, pairColumns+q.Where()+tail, q.Args...); err != nil {
		return nil, fmt.Errorf("read buddy pairs: %w", err)
	}
	records, err := s.records(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	list := make([]volunteer.BuddyPair, 0, len(rows))
	for _, r := range rows {
		list = append(list, volunteer.BuddyPair{
			ID: r.ID, Newcomer: r.Newcomer, Buddy: r.Buddy.String, Step: volunteer.BuddyStep(r.Step), Start: r.Start, End: r.End.String,
			Records: records[r.ID], Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
		}.For(owner))
	}
	return list, nil
}
