package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

const (
	insertPause = `INSERT INTO volunteer.supporter_pause (municipality, id, supporter, kind, start_date, end_date, max_cases, recorded_by,
  update_time, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`
	savePause = `UPDATE volunteer.supporter_pause SET end_date = $3, cancelled = $4, update_time = $5, version = version + 1
WHERE municipality = $1 AND id = $2`
	pauseColumns = `SELECT p.id, p.supporter, p.kind, p.start_date::text AS start_date, p.end_date::text AS end_date, p.max_cases,
  p.cancelled, p.recorded_by, p.version, p.create_time, p.update_time
FROM volunteer.supporter_pause p`
)

type pauseRow struct {
	ID         string         `db:"id"`
	Supporter  string         `db:"supporter"`
	Kind       string         `db:"kind"`
	Start      string         `db:"start_date"`
	End        sql.NullString `db:"end_date"`
	MaxCases   int            `db:"max_cases"`
	Cancelled  bool           `db:"cancelled"`
	RecordedBy sql.NullString `db:"recorded_by"`
	Version    int64          `db:"version"`
	CreateTime time.Time      `db:"create_time"`
	UpdateTime time.Time      `db:"update_time"`
}

// InsertPause stores a new pause of a locked supporter.
func (s *Store) InsertPause(ctx context.Context, tx *pg.Tx, p volunteer.Pause) error {
	_, err := tx.Exec(ctx, insertPause, tx.Municipality(), p.ID, p.Supporter, string(p.Kind), p.Start, pg.Null(p.End), p.MaxCases,
		pg.Null(p.RecordedBy), tx.Now())
	if err != nil {
		return fmt.Errorf("store a pause: %w", err)
	}
	return nil
}

// SavePause stores when a pause ends, of a locked supporter.
func (s *Store) SavePause(ctx context.Context, tx *pg.Tx, p volunteer.Pause) error {
	_, err := tx.Exec(ctx, savePause, tx.Municipality(), p.ID, pg.Null(p.End), p.Cancelled, tx.Now())
	if err != nil {
		return fmt.Errorf("end a pause: %w", err)
	}
	return nil
}

// Pause reads one pause of a supporter in reach of owner; NOT_FOUND when there is none. Whoever tells it to somebody
// reads and logs the name.
func (s *Store) Pause(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (volunteer.Pause, error) {
	q := pauseQuery(tx.Municipality(), owner)
	q.And("p.id = " + q.Arg(id))
	list, err := pauses(ctx, tx, owner, q, "")
	if err == nil && len(list) == 0 {
		err = errs.NotFound(volunteer.PauseResource)
	}
	if err != nil {
		return volunteer.Pause{}, err
	}
	return list[0], nil
}

// Pauses reads up to limit pauses of supporters in reach of owner, the newest first, that come after the one with the id
// after.
func (s *Store) Pauses(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.PauseFilter, after string, limit int) ([]volunteer.Pause, error) {
	q := pauseQuery(tx.Municipality(), owner)
	if filter.Supporter != "" {
		q.And("p.supporter = " + q.Arg(filter.Supporter))
	}
	if filter.From != "" {
		q.And("NOT p.cancelled AND (p.end_date IS NULL OR p.end_date >= " + q.Arg(filter.From) + ")")
	}
	if after != "" {
		q.And("p.id < " + q.Arg(after))
	}
	return pauses(ctx, tx, owner, q, " ORDER BY p.id DESC LIMIT "+q.Arg(limit))
}

// Own is the supporter who signs in with an account; NOT_FOUND when there is none.
func (s *Store) Own(ctx context.Context, tx *pg.Tx, account string) (id string, err error) {
	err = tx.Get(ctx, &id, `SELECT id FROM volunteer.supporter WHERE municipality = $1 AND account = $2`, tx.Municipality(), account)
	if err := pg.Found(err, volunteer.Resource, "find the caller's own supporter"); err != nil {
		return "", err
	}
	return id, nil
}

// withPauses says of supporters how many cases they can have at once today.
func withPauses(ctx context.Context, tx *pg.Tx, supporters []volunteer.Supporter) error {
	ids := make([]string, 0, len(supporters))
	for _, supporter := range supporters {
		ids = append(ids, supporter.ID)
	}
	today := calendar.Day(tx.Now())
	q := pauseQuery(tx.Municipality(), call.Everyone())
	q.And("p.supporter = ANY (" + q.Arg(pg.Array(ids)) + "::uuid[])")
	day := q.Arg(today)
	q.And("p.start_date <= " + day + " AND (p.end_date IS NULL OR p.end_date >= " + day + ")")
	list, err := pauses(ctx, tx, call.Everyone(), q, "")
	if err != nil {
		return err
	}
	running := map[string][]volunteer.Pause{}
	for _, p := range list {
		running[p.Supporter] = append(running[p.Supporter], p)
	}
	for i, supporter := range supporters {
		supporters[i].MaxCasesNow = volunteer.MaxCasesOn(supporter.MaxCases, running[supporter.ID], today)
	}
	return nil
}

func pauseQuery(municipality string, owner call.Owner) *query {
	q := &query{Conditions: pg.Within("p", municipality)}
	q.reachBy("p.supporter", owner)
	return q
}

func pauses(ctx context.Context, tx *pg.Tx, owner call.Owner, q *query, tail string) ([]volunteer.Pause, error) {
	var rows []pauseRow
	if err := tx.Select(ctx, &rows, pauseColumns+q.Where()+tail, q.Args...); err != nil {
		return nil, fmt.Errorf("read pauses: %w", err)
	}
	list := make([]volunteer.Pause, 0, len(rows))
	for _, r := range rows {
		list = append(list, volunteer.Pause{
			ID: r.ID, Supporter: r.Supporter, Kind: volunteer.PauseKind(r.Kind), Start: r.Start, End: r.End.String, MaxCases: r.MaxCases,
			Cancelled: r.Cancelled, RecordedBy: r.RecordedBy.String, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
		}.For(owner))
	}
	return list, nil
}
