package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/signal"
)

// patternColumns are what a pattern (alias p) is made of, with the copy (alias r) that left: from then on that one says
// where it stands. The residents behind it are counted by person, each once.
const patternColumns = `p.id, p.title, p.theme, p.organisation, p.organisation_key, p.from_date::text AS from_date,
  coalesce(p.until_date::text, '') AS until_date, p.words, array_to_string(p.addressees, ',') AS addressees, coalesce(r.state, p.state) AS state,
  p.released, p.released_by, p.release_reason, p.version, coalesce(r.version, 0) AS copy_version, p.create_time,
  greatest(p.update_time, r.update_time) AS update_time,
  (SELECT count(*) FROM signal.signal s WHERE s.municipality = p.municipality AND s.pattern = p.id) AS signals,
  (SELECT count(DISTINCT d.person) FROM signal.signal s
    JOIN signal.evidence e ON e.municipality = s.municipality AND e.signal = s.id
    JOIN published.dossier_person d ON d.municipality = e.municipality AND d.dossier = e.dossier
    WHERE s.municipality = p.municipality AND s.pattern = p.id) AS residents`

const besidePattern = " LEFT JOIN signal.released_pattern r ON r.municipality = p.municipality AND r.id = p.released"

type patternRow struct {
	ID           string         `db:"id"`
	Title        string         `db:"title"`
	Theme        string         `db:"theme"`
	Organisation string         `db:"organisation"`
	Key          string         `db:"organisation_key"`
	From         string         `db:"from_date"`
	Until        string         `db:"until_date"`
	Words        string         `db:"words"`
	Addressees   string         `db:"addressees"`
	State        string         `db:"state"`
	Released     sql.NullString `db:"released"`
	ReleasedBy   sql.NullString `db:"released_by"`
	Reason       string         `db:"release_reason"`
	Version      int64          `db:"version"`
	CopyVersion  int64          `db:"copy_version"`
	CreateTime   time.Time      `db:"create_time"`
	UpdateTime   time.Time      `db:"update_time"`
	Signals      int            `db:"signals"`
	Residents    int            `db:"residents"`
}

func (r patternRow) pattern() signal.Pattern {
	return signal.Pattern{
		ID: r.ID, Matter: signal.Matter{Theme: r.Theme, Organisation: r.Organisation, Key: r.Key, From: r.From, Until: r.Until},
		Title: r.Title, Words: r.Words, Addressees: addressees(r.Addressees), State: signal.PatternState(r.State), Signals: r.Signals,
		Residents: r.Residents, Released: r.Released.String, ReleasedBy: r.ReleasedBy.String, Reason: r.Reason, Version: r.Version,
		CopyVersion: r.CopyVersion, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
}

// Pattern reads one pattern, or NOT_FOUND. It holds nobody's data.
func (s *Store) Pattern(ctx context.Context, tx *pg.Tx, id string) (signal.Pattern, error) {
	return s.onePattern(ctx, tx, "read a pattern", id, "")
}

// LockPattern reads one and holds it until the transaction ends, with the copy that left.
func (s *Store) LockPattern(ctx context.Context, tx *pg.Tx, id string) (signal.Pattern, error) {
	p, err := s.onePattern(ctx, tx, "lock a pattern", id, " FOR UPDATE OF p")
	if err != nil || p.Released == "" {
		return p, err
	}
	// An answer locks the copy alone, so that where it stands is looked at once it is held.
	c, err := s.LockCopy(ctx, tx, nil, p.Released)
	p.State, p.CopyVersion = c.State, c.Version
	return p, err
}

func (s *Store) onePattern(ctx context.Context, tx *pg.Tx, action, id, tail string) (signal.Pattern, error) {
	var r patternRow
	err := tx.Get(ctx, &r, "SELECT "+patternColumns+" FROM signal.pattern p"+besidePattern+" WHERE p.municipality = $1 AND p.id = $2"+tail,
		tx.Municipality(), id)
	if err := pg.Found(err, signal.PatternResource, action); err != nil {
		return signal.Pattern{}, err
	}
	return r.pattern(), nil
}

// Patterns reads up to limit patterns after the one with id after, the newest first.
func (s *Store) Patterns(ctx context.Context, tx *pg.Tx, after string, limit int) ([]signal.Pattern, error) {
	q := newQuery(tx.Municipality(), "p")
	if after != "" {
		q.And("p.id < " + q.Arg(after))
	}
	var rows []patternRow
	err := tx.Select(ctx, &rows, "SELECT "+patternColumns+" FROM signal.pattern p"+besidePattern+q.Where()+" ORDER BY p.id DESC LIMIT "+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list patterns: %w", err)
	}
	list := make([]signal.Pattern, 0, len(rows))
	for _, r := range rows {
		list = append(list, r.pattern())
	}
	return list, nil
}

// Followed are where patterns stand, with the ids of the copies that left, by the id of the pattern.
func (s *Store) Followed(ctx context.Context, tx *pg.Tx, ids []string) (map[string]signal.Pattern, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []struct {
		ID       string         `db:"id"`
		State    string         `db:"state"`
		Released sql.NullString `db:"released"`
	}
	err := tx.Select(ctx, &rows, "SELECT p.id, coalesce(r.state, p.state) AS state, p.released FROM signal.pattern p"+besidePattern+
		" WHERE p.municipality = $1 AND p.id = ANY ($2::uuid[])", tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read what came of signals: %w", err)
	}
	stand := make(map[string]signal.Pattern, len(rows))
	for _, r := range rows {
		stand[r.ID] = signal.Pattern{ID: r.ID, State: signal.PatternState(r.State), Released: r.Released.String}
	}
	return stand, nil
}

// InsertPattern stores a new one.
func (s *Store) InsertPattern(ctx context.Context, tx *pg.Tx, p signal.Pattern) error {
	_, err := tx.Exec(ctx, `INSERT INTO signal.pattern (municipality, id, title, theme, organisation, organisation_key, from_date, until_date,
		words, addressees, state, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
		tx.Municipality(), p.ID, p.Title, p.Theme, p.Organisation, p.Key, p.From, pg.Null(p.Until), p.Words,
		pg.Array(append([]signal.Addressee{}, p.Addressees...)), string(p.State), tx.Now())
	if err != nil {
		return fmt.Errorf("store a pattern: %w", err)
	}
	return nil
}

// SavePattern stores a locked one. Where it stands once a copy left is with the copy, but that it was withdrawn.
func (s *Store) SavePattern(ctx context.Context, tx *pg.Tx, p signal.Pattern) error {
	state := p.State
	if state == signal.Answered || state == signal.Closed {
		state = signal.Released
	}
	_, err := tx.Exec(ctx, `UPDATE signal.pattern SET title = $3, theme = $4, organisation = $5, organisation_key = $6, from_date = $7,
		until_date = $8, words = $9, addressees = $10, state = $11, released = $12, released_by = $13, release_reason = $14, update_time = $15,
		version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), p.ID, p.Title, p.Theme, p.Organisation, p.Key, p.From, pg.Null(p.Until), p.Words,
		pg.Array(append([]signal.Addressee{}, p.Addressees...)), string(state), pg.Null(p.Released), pg.Null(p.ReleasedBy), p.Reason, tx.Now())
	if err != nil {
		return fmt.Errorf("save a pattern: %w", err)
	}
	return nil
}
