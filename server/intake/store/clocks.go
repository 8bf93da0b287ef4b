package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/pg"
)

// clocks are the promises to the resident of an application (alias a), as JSON; NULL when there are none.
// $1 is the municipality.
const clocks = `(SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'since_time', c.since_time, 'used_days', c.used_days,
	'urgent_time', c.urgent_time, 'latest_date', c.latest_date, 'due_time', c.due_time, 'warn_time', c.warn_time,
	'kept_time', c.kept_time, 'warned_time', c.warned_time, 'told_time', c.told_time))
	FROM intake.promise_clock c WHERE c.municipality = $1 AND c.application = a.id)`

// clockRow is a clock as it travels to and from the database.
type clockRow struct {
	Kind   string     `json:"kind"`
	Since  *time.Time `json:"since_time"`
	Used   int        `json:"used_days"`
	Urgent *time.Time `json:"urgent_time"`
	Latest *string    `json:"latest_date"`
	Due    *time.Time `json:"due_time"`
	Warn   *time.Time `json:"warn_time"`
	Kept   *time.Time `json:"kept_time"`
	Warned *time.Time `json:"warned_time"`
	Told   *time.Time `json:"told_time"`
	Look   *time.Time `json:"look_time"`
}

// clocksOf reads what the column holds, in the order in which promises are kept.
func clocksOf(column []byte) ([]promise.Clock, error) {
	if len(column) == 0 {
		return nil, nil
	}
	var rows []clockRow
	if err := json.Unmarshal(column, &rows); err != nil {
		return nil, fmt.Errorf("read the promises of an application: %w", err)
	}
	list := make([]promise.Clock, 0, len(rows))
	for _, r := range rows {
		c := promise.Clock{
			Kind: promise.Kind(r.Kind), Since: when(r.Since), Used: r.Used, Urgent: when(r.Urgent), Due: when(r.Due), Warn: when(r.Warn),
			Kept: when(r.Kept), Warned: when(r.Warned), Told: when(r.Told),
		}
		if r.Latest != nil {
			c.LatestDay = *r.Latest
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b promise.Clock) int {
		return slices.Index(promise.Kinds, a.Kind) - slices.Index(promise.Kinds, b.Kind)
	})
	return list, nil
}

func when(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

func maybe(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// terms are what the municipality promises; ok is false when there is no such municipality, and nobody
// promises anything.
func (s *Store) terms(ctx context.Context, tx *pg.Tx) (t promise.Terms, ok bool, err error) {
	var row struct {
		EveryDay         bool `db:"every_day"`
		MatchDays        int  `db:"match_days"`
		MadeDays         int  `db:"made_days"`
		HeldDays         int  `db:"held_days"`
		UrgentMatchHours int  `db:"urgent_match_hours"`
		UrgentMadeDays   int  `db:"urgent_made_days"`
		UrgentHeldDays   int  `db:"urgent_held_days"`
		WarningHours     int  `db:"warning_hours"`
	}
	err = tx.Get(ctx, &row, `SELECT every_day, match_days, made_days, held_days, urgent_match_hours, urgent_made_days, urgent_held_days,
		warning_hours FROM published.promise_terms WHERE municipality = $1`, municipality(ctx))
	if errors.Is(err, pg.ErrNoRows) {
		return promise.Terms{}, false, nil
	}
	if err != nil {
		return promise.Terms{}, false, fmt.Errorf("read what is promised: %w", err)
	}
	return promise.Terms(row), true, nil
}

// beginClocks are the clocks of a new application; history has none.
func (s *Store) beginClocks(ctx context.Context, tx *pg.Tx, a intake.Application) ([]promise.Clock, error) {
	if a.Origin != intake.Live {
		return nil, nil
	}
	terms, ok, err := s.terms(ctx, tx)
	if err != nil || !ok {
		return nil, err
	}
	return promise.Begin(a.Situation(), terms, tx.Now()), nil
}

// follow lets the clocks of an application follow what happened to it, and stores them.
func (s *Store) follow(ctx context.Context, tx *pg.Tx, application string, before []promise.Clock, situation promise.Situation) ([]promise.Clock, error) {
	if len(before) == 0 {
		return nil, nil
	}
	terms, ok, err := s.terms(ctx, tx)
	if err != nil || !ok {
		return before, err
	}
	after := promise.Follow(before, situation, terms, tx.Now())
	if slices.Equal(before, after) {
		return after, nil
	}
	return after, s.SaveClocks(ctx, tx, application, after)
}

// SaveClocks stores clocks of an application that exists and is locked; its place in the worklist stays.
func (s *Store) SaveClocks(ctx context.Context, tx *pg.Tx, application string, list []promise.Clock) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([]clockRow, 0, len(list))
	for _, c := range list {
		row := clockRow{
			Kind: string(c.Kind), Since: maybe(c.Since), Used: c.Used, Urgent: maybe(c.Urgent), Due: maybe(c.Due), Warn: maybe(c.Warn),
			Kept: maybe(c.Kept), Warned: maybe(c.Warned), Told: maybe(c.Told), Look: maybe(c.Look()),
		}
		if c.LatestDay != "" {
			row.Latest = &c.LatestDay
		}
		rows = append(rows, row)
	}
	written, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("write the promises of an application: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.promise_clock (municipality, application, kind, since_time, used_days, urgent_time,
		latest_date, due_time, warn_time, kept_time, warned_time, told_time, look_time)
		SELECT $1, $2, c.kind, c.since_time, c.used_days, c.urgent_time, c.latest_date, c.due_time, c.warn_time, c.kept_time,
		  c.warned_time, c.told_time, c.look_time
		FROM jsonb_to_recordset($3::jsonb) AS c (kind text, since_time timestamptz, used_days integer, urgent_time timestamptz,
		  latest_date date, due_time timestamptz, warn_time timestamptz, kept_time timestamptz, warned_time timestamptz,
		  told_time timestamptz, look_time timestamptz)
		ON CONFLICT (municipality, application, kind) DO UPDATE SET since_time = excluded.since_time, used_days = excluded.used_days,
		  urgent_time = excluded.urgent_time, latest_date = excluded.latest_date, due_time = excluded.due_time,
		  warn_time = excluded.warn_time, kept_time = excluded.kept_time, warned_time = excluded.warned_time,
		  told_time = excluded.told_time, look_time = excluded.look_time`, municipality(ctx), application, string(written))
	if err != nil {
		return fmt.Errorf("store the promises of an application: %w", err)
	}
	return nil
}

// Clocks reads the clocks of an application that is locked.
func (s *Store) Clocks(ctx context.Context, tx *pg.Tx, application string) ([]promise.Clock, error) {
	var column []byte
	err := tx.Get(ctx, &column, `SELECT `+clocks+` FROM (SELECT $2::uuid AS id) a`, municipality(ctx), application)
	if err != nil {
		return nil, fmt.Errorf("read the promises of an application: %w", err)
	}
	return clocksOf(column)
}

// Keep records that promises to the resident of a locked application were kept, each at its moment.
func (s *Store) Keep(ctx context.Context, tx *pg.Tx, application string, kept map[promise.Kind]time.Time) error {
	list, err := s.Clocks(ctx, tx, application)
	if err != nil || len(list) == 0 {
		return err
	}
	for i, c := range list {
		if at, ok := kept[c.Kind]; ok {
			list[i] = c.Keep(at)
		}
	}
	if err := s.SaveClocks(ctx, tx, application, list); err != nil {
		return err
	}
	o, err := s.Outline(ctx, tx, application)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE intake.application SET clock_order = $3 WHERE municipality = $1 AND id = $2`,
		municipality(ctx), application, o.ClockPlace(list))
	if err != nil {
		return fmt.Errorf("place an application by its promises: %w", err)
	}
	return nil
}

// ToTell are the applications of whose promises there is something to tell now: all of them, so that those
// that cannot be told of stand before no others.
func (s *Store) ToTell(ctx context.Context, tx *pg.Tx) (applications []string, err error) {
	err = tx.Select(ctx, &applications, `SELECT DISTINCT application FROM intake.promise_clock WHERE municipality = $1 AND look_time <= $2
		ORDER BY application`, municipality(ctx), tx.Now())
	if err != nil {
		return nil, fmt.Errorf("find promises to tell of: %w", err)
	}
	return applications, nil
}
