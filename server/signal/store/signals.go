package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/signal"
)

// signalTable is what ciphertexts are bound to.
const signalTable = "signal.signal"

const newest = " ORDER BY s.id DESC"

// columns are what a signal is made of. The residents behind it are counted by person: who has two dossiers is one.
var (
	columns = `s.id, s.theme, s.organisation, s.organisation_key, s.from_date::text AS from_date, coalesce(s.until_date::text, '') AS until_date,
  s.description, s.set_aside_reason, s.supporter, s.account, s.state, s.pattern, s.version, s.create_time, s.update_time,
  (SELECT count(DISTINCT d.person) FROM signal.evidence e JOIN published.dossier_person d ON d.municipality = e.municipality AND d.dossier = e.dossier
    WHERE e.municipality = s.municipality AND e.signal = s.id) AS residents, ` + subject.Columns
	key = subject.Lookup("s", "id")
)

type row struct {
	ID           string         `db:"id"`
	Theme        string         `db:"theme"`
	Organisation string         `db:"organisation"`
	Key          string         `db:"organisation_key"`
	From         string         `db:"from_date"`
	Until        string         `db:"until_date"`
	Description  []byte         `db:"description"`
	Reason       []byte         `db:"set_aside_reason"`
	Supporter    sql.NullString `db:"supporter"`
	Account      sql.NullString `db:"account"`
	State        string         `db:"state"`
	Pattern      sql.NullString `db:"pattern"`
	Version      int64          `db:"version"`
	CreateTime   time.Time      `db:"create_time"`
	UpdateTime   time.Time      `db:"update_time"`
	Residents    int            `db:"residents"`
	subject.Row
}

// Signal reads one signal in reach of owner; action says in words what for, in the processing log.
func (s *Store) Signal(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (signal.Signal, error) {
	q := newQuery(tx.Municipality(), "s")
	q.And("s.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	err := tx.GetLogged(ctx, &r, action, "SELECT "+columns+" FROM signal.signal s"+key+q.Where(), q.Args...)
	if err := pg.Found(err, signal.Resource, action); err != nil {
		return signal.Signal{}, err
	}
	list, err := s.open(ctx, tx, []row{r})
	if err != nil {
		return signal.Signal{}, err
	}
	return list[0], logged(ctx, tx, action, owner, list)
}

// Signals reads up to limit signals in reach of owner, the newest first, that come after the one with the id after (all
// when it is empty).
func (s *Store) Signals(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter signal.Filter, after string, limit int,
) ([]signal.Signal, error) {
	q := newQuery(tx.Municipality(), "s")
	q.reach(owner)
	q.filter(filter)
	if after != "" {
		q.And("s.id < " + q.Arg(after))
	}
	return s.list(ctx, tx, owner, "list signals", q, limit)
}

func (q *query) filter(f signal.Filter) {
	if f.Theme != "" {
		q.And("s.theme = " + q.Arg(f.Theme))
	}
	if f.Key != "" {
		q.And("s.organisation_key = " + q.Arg(f.Key))
	}
	if len(f.States) > 0 {
		q.And("s.state = ANY(" + q.Arg(pg.Array(f.States)) + ")")
	}
	if f.From != "" {
		q.And("(s.until_date IS NULL OR s.until_date >= " + q.Arg(f.From) + ")")
	}
	if f.Until != "" {
		q.And("s.from_date <= " + q.Arg(f.Until))
	}
	if f.Pattern != "" {
		q.And("s.pattern = " + q.Arg(f.Pattern))
	}
}

// Alike reads up to limit new signals about a matter's theme and organisation that were told since then, the newest
// first, but one of them.
func (s *Store) Alike(ctx context.Context, tx *pg.Tx, m signal.Matter, since time.Time, but string, limit int) ([]signal.Signal, error) {
	q := newQuery(tx.Municipality(), "s")
	q.And("s.organisation_key = " + q.Arg(m.Key) + " AND s.theme = " + q.Arg(m.Theme) + " AND s.state = 'NEW' AND s.create_time >= " + q.Arg(since))
	if but != "" {
		q.And("s.id <> " + q.Arg(but))
	}
	return s.list(ctx, tx, call.Everyone(), "suggest signals", q, limit)
}

func (s *Store) list(ctx context.Context, tx *pg.Tx, owner call.Owner, action string, q *query, limit int) ([]signal.Signal, error) {
	text := "SELECT " + columns + " FROM (SELECT s.* FROM signal.signal s" + q.Where() + newest + " LIMIT " + q.Arg(limit) + ") s" + key + newest
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, action, text, q.Args...); err != nil {
		return nil, fmt.Errorf("%s: %w", action, err)
	}
	list, err := s.open(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	return list, logged(ctx, tx, action, owner, list)
}

// LockSignal reads a signal and holds its row until the transaction ends. What is read is logged by what follows.
func (s *Store) LockSignal(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (signal.Signal, error) {
	q := newQuery(tx.Municipality(), "s")
	q.And("s.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	err := tx.Get(ctx, &r, "SELECT "+columns+" FROM signal.signal s"+key+q.Where()+" FOR UPDATE OF s", q.Args...)
	if err := pg.Found(err, signal.Resource, "lock a signal"); err != nil {
		return signal.Signal{}, err
	}
	list, err := s.open(ctx, tx, []row{r})
	if err != nil {
		return signal.Signal{}, err
	}
	return list[0], nil
}

// LockSignals reads those of the signals that there are, in the order of their ids, and holds them until the transaction
// ends.
func (s *Store) LockSignals(ctx context.Context, tx *pg.Tx, ids []string) ([]signal.Signal, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.lock(ctx, tx, "s.id = ANY ($2::uuid[])", pg.Array(ids))
}

// LockGathered reads the signals of a locked pattern, in the order of their ids, and holds them until the transaction ends.
func (s *Store) LockGathered(ctx context.Context, tx *pg.Tx, pattern string) ([]signal.Signal, error) {
	return s.lock(ctx, tx, "s.pattern = $2", pattern)
}

func (s *Store) lock(ctx context.Context, tx *pg.Tx, which string, arg any) ([]signal.Signal, error) {
	var rows []row
	err := tx.SelectLogged(ctx, &rows, "gather signals", "SELECT "+columns+" FROM signal.signal s"+key+
		" WHERE s.municipality = $1 AND "+which+" ORDER BY s.id FOR UPDATE OF s", tx.Municipality(), arg)
	if err != nil {
		return nil, fmt.Errorf("lock signals: %w", err)
	}
	return s.open(ctx, tx, rows)
}

// InsertSignal stores a new one under a key of its own, with the cases in which it was seen.
func (s *Store) InsertSignal(ctx context.Context, tx *pg.Tx, told signal.Signal) error {
	key, err := s.keys.Make(ctx, tx, told.ID, subject.Signal)
	if err != nil {
		return err
	}
	description, err := key.Seal(signalTable, "description", told.Description)
	if err != nil {
		return fmt.Errorf("seal a signal: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO signal.signal (municipality, id, theme, organisation, organisation_key, from_date, until_date, description,
		supporter, account, state, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
		tx.Municipality(), told.ID, told.Theme, told.Organisation, told.Key, told.From, pg.Null(told.Until), description,
		pg.Null(told.Supporter), pg.Null(told.Account), string(told.State), tx.Now())
	if err != nil {
		return fmt.Errorf("store a signal: %w", err)
	}
	return s.insertEvidence(ctx, tx, told)
}

// SaveSignal stores what a locked signal says now and where it stands.
func (s *Store) SaveSignal(ctx context.Context, tx *pg.Tx, told signal.Signal) error {
	key, err := s.keys.Get(ctx, tx, told.ID)
	if err != nil {
		return err
	}
	description, err := key.Seal(signalTable, "description", told.Description)
	if err != nil {
		return fmt.Errorf("seal a signal: %w", err)
	}
	reason, err := key.Seal(signalTable, "set_aside_reason", told.Reason)
	if err != nil {
		return fmt.Errorf("seal a signal: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE signal.signal SET theme = $3, organisation = $4, organisation_key = $5, from_date = $6, until_date = $7,
		description = $8, set_aside_reason = $9, state = $10, pattern = $11, update_time = $12, version = version + 1
		WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), told.ID, told.Theme, told.Organisation, told.Key, told.From, pg.Null(told.Until), description, reason,
		string(told.State), pg.Null(told.Pattern), tx.Now())
	if err != nil {
		return fmt.Errorf("save a signal: %w", err)
	}
	return nil
}

// SaveEvidence stores in which cases a locked signal was seen, in place of those before.
func (s *Store) SaveEvidence(ctx context.Context, tx *pg.Tx, told signal.Signal) error {
	_, err := tx.Exec(ctx, `DELETE FROM signal.evidence WHERE municipality = $1 AND signal = $2`, tx.Municipality(), told.ID)
	if err != nil {
		return fmt.Errorf("replace the cases of a signal: %w", err)
	}
	return s.insertEvidence(ctx, tx, told)
}

func (s *Store) insertEvidence(ctx context.Context, tx *pg.Tx, told signal.Signal) error {
	cases, dossiers := []string{}, []string{}
	for _, c := range told.Cases {
		cases, dossiers = append(cases, c.ID), append(dossiers, c.Dossier)
	}
	if len(cases) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `INSERT INTO signal.evidence (municipality, signal, support_case, dossier)
		SELECT $1, $2, c.id, c.dossier FROM unnest($3::uuid[], $4::uuid[]) AS c (id, dossier)`,
		tx.Municipality(), told.ID, pg.Array(cases), pg.Array(dossiers))
	if err != nil {
		return fmt.Errorf("store the cases of a signal: %w", err)
	}
	return nil
}

// open makes signals of rows, with the cases of each.
func (s *Store) open(ctx context.Context, tx *pg.Tx, rows []row) ([]signal.Signal, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	var evidence []struct {
		Signal  string `db:"signal"`
		Case    string `db:"support_case"`
		Dossier string `db:"dossier"`
	}
	err := tx.Select(ctx, &evidence, `SELECT signal, support_case, dossier FROM signal.evidence
		WHERE municipality = $1 AND signal = ANY ($2::uuid[]) ORDER BY signal, support_case`, tx.Municipality(), pg.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("read the cases of signals: %w", err)
	}
	cases := map[string][]signal.Case{}
	for _, e := range evidence {
		cases[e.Signal] = append(cases[e.Signal], signal.Case{ID: e.Case, Dossier: e.Dossier})
	}
	list := make([]signal.Signal, 0, len(rows))
	for _, r := range rows {
		told, err := s.signal(ctx, r)
		if err != nil {
			return nil, fmt.Errorf("open a signal: %w", err)
		}
		told.Cases = cases[r.ID]
		list = append(list, told)
	}
	return list, nil
}

func (s *Store) signal(ctx context.Context, r row) (signal.Signal, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return signal.Signal{}, err
	}
	told := signal.Signal{
		ID: r.ID, Matter: signal.Matter{Theme: r.Theme, Organisation: r.Organisation, Key: r.Key, From: r.From, Until: r.Until},
		Supporter: r.Supporter.String, Account: r.Account.String, State: signal.State(r.State), Pattern: r.Pattern.String, Residents: r.Residents,
		Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	for _, column := range []struct {
		name       string
		ciphertext []byte
		text       *sealed.Text
	}{{"description", r.Description, &told.Description}, {"set_aside_reason", r.Reason, &told.Reason}} {
		if *column.text, err = key.Open(signalTable, column.name, column.ciphertext); err != nil {
			return signal.Signal{}, err
		}
	}
	return told, nil
}
