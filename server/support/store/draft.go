package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// draftTable is the table to which the notes of drafts are bound.
const draftTable = "support.contact_draft"

const draftColumns = `d.id, d.support_case, c.dossier, d.account, d.kind, coalesce(d.contact_date::text, '') AS contact_date, d.minutes, d.with_whom, d.own_network_present,
  d.note, d.version, d.create_time, d.update_time, d.expire_time, ` + subject.Columns

var draftFrom = " FROM support.contact_draft d JOIN support.support_case c ON c.municipality = d.municipality AND c.id = d.support_case" +
	subject.Lookup("c", "dossier")

type draftRow struct {
	ID         string    `db:"id"`
	Case       string    `db:"support_case"`
	Dossier    string    `db:"dossier"`
	Account    string    `db:"account"`
	Kind       string    `db:"kind"`
	Date       string    `db:"contact_date"`
	Minutes    int       `db:"minutes"`
	WithWhom   string    `db:"with_whom"`
	OwnNetwork bool      `db:"own_network_present"`
	Note       []byte    `db:"note"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
	ExpireTime time.Time `db:"expire_time"`
	subject.Row
}

// drafts are the conditions on the drafts of an account that did not expire, of whatever case: what somebody typed stays theirs to
// read when the case is closed, or somebody else goes on with it.
func drafts(tx *pg.Tx, account string) *query {
	q := newQuery(tx.Municipality())
	q.And("d.municipality = $1 AND d.account = " + q.Arg(account) + " AND d.expire_time > " + q.Arg(tx.Now()))
	return q
}

// Draft reads one draft of an account; action says in words what for, in the processing log.
func (s *Store) Draft(ctx context.Context, tx *pg.Tx, account, id, action string) (support.ContactDraft, error) {
	q := drafts(tx, account)
	q.And("d.id = " + q.Arg(id))
	var r draftRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+draftColumns+draftFrom+q.Where(), q.Args...)
	if err := pg.Found(err, support.DraftResource, action); err != nil {
		return support.ContactDraft{}, err
	}
	return s.draft(ctx, r)
}

// LockDraft reads a draft, of whatever account and case, also one that expired, and holds its row; kept is false when there
// is none. What is read is logged by what follows.
func (s *Store) LockDraft(ctx context.Context, tx *pg.Tx, id string) (draft support.ContactDraft, kept bool, err error) {
	var r draftRow
	err = tx.Get(ctx, &r, "SELECT "+draftColumns+draftFrom+" WHERE d.municipality = $1 AND d.id = $2 FOR UPDATE OF d", tx.Municipality(), id)
	if errors.Is(err, pg.ErrNoRows) {
		return support.ContactDraft{}, false, nil
	}
	if err != nil {
		return support.ContactDraft{}, false, fmt.Errorf("lock a draft: %w", err)
	}
	draft, err = s.draft(ctx, r)
	return draft, err == nil, err
}

// Drafts reads up to limit drafts of an account, of one case when it is named, the newest first by when they were saved,
// that come after the moment and id of after (all when it is empty).
func (s *Store) Drafts(ctx context.Context, tx *pg.Tx, account, of string, after []string, limit int) ([]support.ContactDraft, error) {
	q := drafts(tx, account)
	if of != "" {
		q.And("d.support_case = " + q.Arg(of))
	}
	if len(after) == 2 {
		q.And("(d.update_time, d.id) < (" + q.Arg(after[0]) + "::timestamptz, " + q.Arg(after[1]) + "::uuid)")
	}
	text := "SELECT " + draftColumns + draftFrom + q.Where() + " ORDER BY d.update_time DESC, d.id DESC LIMIT " + q.Arg(limit)
	var rows []draftRow
	if err := tx.SelectLogged(ctx, &rows, "list contact drafts", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	return opened(ctx, rows, s.draft)
}

// SaveDraft stores a draft that is new, or puts it in the place of the one that is kept, which is locked.
func (s *Store) SaveDraft(ctx context.Context, tx *pg.Tx, d support.ContactDraft) error {
	note, err := s.seal(ctx, tx, d.Dossier, draftTable, "note", d.Note)
	if err != nil {
		return err
	}
	stored, err := tx.Exec(ctx, `INSERT INTO support.contact_draft AS d (municipality, id, support_case, account, kind, contact_date, minutes, with_whom,
		own_network_present, note, expire_time, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
		ON CONFLICT (municipality, id) DO UPDATE SET kind = excluded.kind, contact_date = excluded.contact_date, minutes = excluded.minutes,
			with_whom = excluded.with_whom, own_network_present = excluded.own_network_present, note = excluded.note,
			expire_time = excluded.expire_time, update_time = excluded.update_time, version = d.version + 1
		WHERE d.support_case = excluded.support_case AND d.account = excluded.account`,
		tx.Municipality(), d.ID, d.Case, d.Account, d.Kind, pg.Null(d.Date), d.Minutes, list(d.WithWhom), d.OwnNetworkPresent, note,
		tx.Now().Add(support.DraftKept), tx.Now())
	if err != nil {
		return fmt.Errorf("save a draft: %w", err)
	}
	if stored == 0 {
		return errs.AlreadyExists(support.DraftResource)
	}
	return nil
}

// DeleteDraft removes a draft, if it is there.
func (s *Store) DeleteDraft(ctx context.Context, tx *pg.Tx, id string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM support.contact_draft WHERE municipality = $1 AND id = $2`, tx.Municipality(), id); err != nil {
		return fmt.Errorf("remove a draft: %w", err)
	}
	return nil
}

// DeleteExpiredDrafts removes those that were not saved again in time, and says how many there were.
func (s *Store) DeleteExpiredDrafts(ctx context.Context, tx *pg.Tx) (int64, error) {
	gone, err := tx.Exec(ctx, `DELETE FROM support.contact_draft WHERE municipality = $1 AND expire_time <= $2`, tx.Municipality(), tx.Now())
	if err != nil {
		return 0, fmt.Errorf("remove drafts that expired: %w", err)
	}
	return gone, nil
}

func (s *Store) draft(ctx context.Context, r draftRow) (support.ContactDraft, error) {
	note, err := s.unseal(ctx, r.Dossier, r.Row, draftTable, "note", r.Note)
	if err != nil {
		return support.ContactDraft{}, err
	}
	return support.ContactDraft{
		ID: r.ID, Case: r.Case, Dossier: r.Dossier, Account: r.Account, Version: r.Version,
		Told:       support.Told{Kind: r.Kind, Date: r.Date, Minutes: r.Minutes, WithWhom: parts(r.WithWhom), OwnNetworkPresent: r.OwnNetwork, Note: note},
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), ExpireTime: r.ExpireTime.UTC(), LogID: r.LogID,
	}, nil
}
