package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/signal"
)

const copyColumns = `r.id, r.title, r.theme, r.organisation, r.from_date::text AS from_date, coalesce(r.until_date::text, '') AS until_date,
  r.signals, r.residents, r.words, array_to_string(r.addressees, ',') AS addressees, r.state, r.version, r.create_time, r.update_time`

type copyRow struct {
	ID           string    `db:"id"`
	Title        string    `db:"title"`
	Theme        string    `db:"theme"`
	Organisation string    `db:"organisation"`
	From         string    `db:"from_date"`
	Until        string    `db:"until_date"`
	Signals      int       `db:"signals"`
	Residents    int       `db:"residents"`
	Words        string    `db:"words"`
	Addressees   string    `db:"addressees"`
	State        string    `db:"state"`
	Version      int64     `db:"version"`
	CreateTime   time.Time `db:"create_time"`
	UpdateTime   time.Time `db:"update_time"`
}

type answerRow struct {
	ID         string    `db:"id"`
	Copy       string    `db:"released_pattern"`
	As         string    `db:"addressee"`
	Words      string    `db:"words"`
	Measure    string    `db:"measure"`
	By         string    `db:"by_date"`
	CreateTime time.Time `db:"create_time"`
}

// addressed leaves of copies (alias r) those for one of some addressees that were not taken back, or all for nobody in
// particular: the coordinator.
func (q *query) addressed(as []signal.Addressee) {
	if as == nil {
		return
	}
	conditions := []string{"false"}
	for _, a := range as {
		conditions = append(conditions, q.Arg(string(a))+" = ANY(r.addressees)")
	}
	q.And("r.state <> 'WITHDRAWN' AND (" + strings.Join(conditions, " OR ") + ")")
}

// Copy reads one copy for some addressees, or any when there are none; NOT_FOUND otherwise.
func (s *Store) Copy(ctx context.Context, tx *pg.Tx, as []signal.Addressee, id string) (signal.Copy, error) {
	return s.oneCopy(ctx, tx, as, "read a released pattern", id, "")
}

// LockCopy is Copy, and holds it until the transaction ends.
func (s *Store) LockCopy(ctx context.Context, tx *pg.Tx, as []signal.Addressee, id string) (signal.Copy, error) {
	return s.oneCopy(ctx, tx, as, "lock a released pattern", id, " FOR UPDATE OF r")
}

func (s *Store) oneCopy(ctx context.Context, tx *pg.Tx, as []signal.Addressee, action, id, tail string) (signal.Copy, error) {
	q := newQuery(tx.Municipality(), "r")
	q.And("r.id = " + q.Arg(id))
	q.addressed(as)
	var r copyRow
	err := tx.Get(ctx, &r, "SELECT "+copyColumns+" FROM signal.released_pattern r"+q.Where()+tail, q.Args...)
	if err := pg.Found(err, signal.ReleasedResource, action); err != nil {
		return signal.Copy{}, err
	}
	list, err := s.answered(ctx, tx, []copyRow{r})
	if err != nil {
		return signal.Copy{}, err
	}
	return list[0], nil
}

// Copies reads up to limit copies for some addressees, or all when there are none, after the one with id after, the newest
// first.
func (s *Store) Copies(ctx context.Context, tx *pg.Tx, as []signal.Addressee, after string, limit int) ([]signal.Copy, error) {
	q := newQuery(tx.Municipality(), "r")
	q.addressed(as)
	if after != "" {
		q.And("r.id < " + q.Arg(after))
	}
	return s.copies(ctx, tx, q, " ORDER BY r.id DESC LIMIT "+q.Arg(limit))
}

// CopiesOf reads copies by their ids.
func (s *Store) CopiesOf(ctx context.Context, tx *pg.Tx, ids []string) (map[string]signal.Copy, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	q := newQuery(tx.Municipality(), "r")
	q.And("r.id = ANY(" + q.Arg(pg.Array(ids)) + "::uuid[])")
	list, err := s.copies(ctx, tx, q, "")
	if err != nil {
		return nil, err
	}
	byID := make(map[string]signal.Copy, len(list))
	for _, c := range list {
		byID[c.ID] = c
	}
	return byID, nil
}

func (s *Store) copies(ctx context.Context, tx *pg.Tx, q *query, tail string) ([]signal.Copy, error) {
	var rows []copyRow
	if err := tx.Select(ctx, &rows, "SELECT "+copyColumns+" FROM signal.released_pattern r"+q.Where()+tail, q.Args...); err != nil {
		return nil, fmt.Errorf("list released patterns: %w", err)
	}
	return s.answered(ctx, tx, rows)
}

// answered makes copies of rows, with the answers of each, the oldest first.
func (s *Store) answered(ctx context.Context, tx *pg.Tx, rows []copyRow) ([]signal.Copy, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	var found []answerRow
	err := tx.Select(ctx, &found, `SELECT a.id, a.released_pattern, a.addressee, a.words, a.measure, coalesce(a.by_date::text, '') AS by_date, a.create_time
		FROM signal.released_answer a WHERE a.municipality = $1 AND a.released_pattern = ANY ($2::uuid[]) ORDER BY a.released_pattern, a.id`,
		tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read the answers to patterns: %w", err)
	}
	answers := map[string][]signal.Answer{}
	for _, a := range found {
		answers[a.Copy] = append(answers[a.Copy], signal.Answer{
			ID: a.ID, As: signal.Addressee(a.As), Words: a.Words, Measure: a.Measure, By: a.By, CreateTime: a.CreateTime.UTC(),
		})
	}
	list := make([]signal.Copy, 0, len(rows))
	for _, r := range rows {
		list = append(list, signal.Copy{
			ID: r.ID, Matter: signal.Matter{Theme: r.Theme, Organisation: r.Organisation, From: r.From, Until: r.Until},
			Title: r.Title, Words: r.Words, Addressees: addressees(r.Addressees), Signals: r.Signals, Residents: r.Residents,
			State: signal.PatternState(r.State), Answers: answers[r.ID], Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
		})
	}
	return list, nil
}

// InsertCopy stores what leaves.
func (s *Store) InsertCopy(ctx context.Context, tx *pg.Tx, c signal.Copy) error {
	_, err := tx.Exec(ctx, `INSERT INTO signal.released_pattern (municipality, id, title, theme, organisation, from_date, until_date, signals,
		residents, words, addressees, state, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
		tx.Municipality(), c.ID, c.Title, c.Theme, c.Organisation, c.From, pg.Null(c.Until), c.Signals, c.Residents, c.Words,
		pg.Array(append([]signal.Addressee{}, c.Addressees...)), string(c.State), tx.Now())
	if err != nil {
		return fmt.Errorf("store a released pattern: %w", err)
	}
	return nil
}

// MoveCopy stores where a locked copy stands.
func (s *Store) MoveCopy(ctx context.Context, tx *pg.Tx, id string, state signal.PatternState) error {
	_, err := tx.Exec(ctx, `UPDATE signal.released_pattern SET state = $3, update_time = $4, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), id, string(state), tx.Now())
	if err != nil {
		return fmt.Errorf("move a released pattern: %w", err)
	}
	return nil
}

// InsertAnswer stores an answer to a locked copy.
func (s *Store) InsertAnswer(ctx context.Context, tx *pg.Tx, id string, a signal.Answer) error {
	_, err := tx.Exec(ctx, `INSERT INTO signal.released_answer (municipality, id, released_pattern, addressee, words, measure, by_date, create_time)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		tx.Municipality(), a.ID, id, string(a.As), a.Words, a.Measure, pg.Null(a.By), tx.Now())
	if err != nil {
		return fmt.Errorf("store an answer to a pattern: %w", err)
	}
	return nil
}
