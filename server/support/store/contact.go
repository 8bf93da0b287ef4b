package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// contactTable is the table to which the notes of contact moments are bound.
const contactTable = "support.contact_moment"

const contactColumns = `m.id, m.support_case, c.dossier, m.kind, m.contact_date::text AS contact_date, m.minutes, m.with_whom, m.own_network_present,
  m.note, m.supporter, m.entered_by, m.version, m.create_time, m.update_time,
  coalesce((SELECT x.account::text FROM published.supporter x WHERE x.municipality = m.municipality AND x.supporter = m.supporter), '') AS account, ` +
	subject.Columns

// byDay is the order of contact moments, the newest first by their day.
const byDay = " ORDER BY m.contact_date DESC, m.id DESC"

// contactFrom is what contact moments are read from: the moments of a case (m), their case (c) and its key (k).
var contactFrom = " FROM support.contact_moment m JOIN support.support_case c ON c.municipality = m.municipality AND c.id = m.support_case" +
	subject.Lookup("c", "dossier")

type contactRow struct {
	ID         string    `db:"id"`
	Case       string    `db:"support_case"`
	Dossier    string    `db:"dossier"`
	Kind       string    `db:"kind"`
	Date       string    `db:"contact_date"`
	Minutes    int       `db:"minutes"`
	WithWhom   string    `db:"with_whom"`
	OwnNetwork bool      `db:"own_network_present"`
	Note       []byte    `db:"note"`
	Supporter  string    `db:"supporter"`
	EnteredBy  string    `db:"entered_by"`
	Account    string    `db:"account"`
	Version    int64     `db:"version"`
	CreateTime time.Time `db:"create_time"`
	UpdateTime time.Time `db:"update_time"`
	subject.Row
}

// contacts are the conditions on contact moments that stand, of the cases in reach of owner, as far as owner sees them.
func contacts(tx *pg.Tx, owner call.Owner) *query {
	q := newQuery(tx.Municipality())
	q.And("m.municipality = $1 AND m.delete_time IS NULL")
	q.reach(owner)
	q.seen(owner, "m", support.Everything)
	return q
}

// Contact reads one contact moment that owner sees; action says in words what for, in the processing log.
func (s *Store) Contact(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.ContactMoment, error) {
	q := contacts(tx, owner)
	q.And("m.id = " + q.Arg(id))
	var r contactRow
	err := tx.GetLogged(ctx, &r, action, "SELECT "+contactColumns+contactFrom+q.Where(), q.Args...)
	if err := pg.Found(err, support.ContactResource, action); err != nil {
		return support.ContactMoment{}, err
	}
	return s.contact(ctx, r)
}

// ContactsCase is the case of a contact moment that owner sees, read without a lock.
func (s *Store) ContactsCase(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (of string, err error) {
	q := contacts(tx, owner)
	q.And("m.id = " + q.Arg(id))
	err = tx.Get(ctx, &of, "SELECT m.support_case"+contactFrom+q.Where(), q.Args...)
	return of, pg.Found(err, support.ContactResource, "find a contact moment")
}

// LockContact reads a contact moment of a locked case and holds its row. What is read is logged by what follows.
func (s *Store) LockContact(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.ContactMoment, error) {
	q := contacts(tx, owner)
	q.And("m.id = " + q.Arg(id))
	var r contactRow
	err := tx.Get(ctx, &r, "SELECT "+contactColumns+contactFrom+q.Where()+" FOR UPDATE OF m", q.Args...)
	if err := pg.Found(err, support.ContactResource, "lock a contact moment"); err != nil {
		return support.ContactMoment{}, err
	}
	return s.contact(ctx, r)
}

// Sent says what became of a draft of a locked case: made is true when a contact moment was made of it, and theirs when
// that is one of this case, which this account wrote, and which was not removed.
func (s *Store) Sent(ctx context.Context, tx *pg.Tx, draft, of, account string) (made, theirs bool, err error) {
	err = tx.Get(ctx, &theirs, `SELECT m.support_case = $3 AND m.entered_by = $4 AND m.delete_time IS NULL FROM support.contact_moment m
		WHERE m.municipality = $1 AND m.id = $2`, tx.Municipality(), draft, of, account)
	if errors.Is(err, pg.ErrNoRows) {
		return false, false, nil
	}
	if err != nil {
		return false, false, fmt.Errorf("find what was made of a draft: %w", err)
	}
	return true, theirs, nil
}

// Contacts reads up to limit contact moments of a case that owner sees, the newest first by their day, that come after
// the day and id of after (all when it is empty).
func (s *Store) Contacts(ctx context.Context, tx *pg.Tx, owner call.Owner, of string, after []string, limit int) ([]support.ContactMoment, error) {
	q := contacts(tx, owner)
	q.And("m.support_case = " + q.Arg(of))
	if len(after) == 2 {
		q.And("(m.contact_date, m.id) < (" + q.Arg(after[0]) + "::date, " + q.Arg(after[1]) + "::uuid)")
	}
	var rows []contactRow
	if err := tx.SelectLogged(ctx, &rows, "list contact moments", "SELECT "+contactColumns+contactFrom+q.Where()+byDay+" LIMIT "+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list contact moments: %w", err)
	}
	return opened(ctx, rows, s.contact)
}

// InsertContact stores a new contact moment of a locked case; ALREADY_EXISTS when its id is taken.
func (s *Store) InsertContact(ctx context.Context, tx *pg.Tx, m support.ContactMoment) error {
	note, err := s.seal(ctx, tx, m.Dossier, contactTable, "note", m.Note)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO support.contact_moment (municipality, id, support_case, kind, contact_date, minutes, with_whom, own_network_present,
		note, supporter, entered_by, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
		tx.Municipality(), m.ID, m.Case, m.Kind, m.Date, m.Minutes, list(m.WithWhom), m.OwnNetworkPresent, note, m.Supporter, m.EnteredBy, tx.Now())
	if pg.IsUniqueViolation(err, "contact_moment_pkey") {
		return errs.AlreadyExists(support.ContactResource).Because(err)
	}
	if err != nil {
		return fmt.Errorf("store a contact moment: %w", err)
	}
	return nil
}

// SaveContact stores what a locked contact moment says now.
func (s *Store) SaveContact(ctx context.Context, tx *pg.Tx, m support.ContactMoment) error {
	note, err := s.seal(ctx, tx, m.Dossier, contactTable, "note", m.Note)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE support.contact_moment SET kind = $3, contact_date = $4, minutes = $5, with_whom = $6, own_network_present = $7, note = $8,
		update_time = $9, version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), m.ID, m.Kind, m.Date, m.Minutes, list(m.WithWhom), m.OwnNetworkPresent, note, tx.Now())
	if err != nil {
		return fmt.Errorf("save a contact moment: %w", err)
	}
	return nil
}

// DeleteContact removes what a locked contact moment says. Its id stays, so that nothing is made of its draft again.
func (s *Store) DeleteContact(ctx context.Context, tx *pg.Tx, m support.ContactMoment) error {
	_, err := tx.Exec(ctx, `UPDATE support.contact_moment SET delete_time = $3, note = NULL, minutes = 0, kind = '', with_whom = '',
		own_network_present = false, version = version + 1 WHERE municipality = $1 AND id = $2`, tx.Municipality(), m.ID, tx.Now())
	if err != nil {
		return fmt.Errorf("remove a contact moment: %w", err)
	}
	tx.Logged("remove contact moment", m.LogID)
	return nil
}

func (s *Store) contact(ctx context.Context, r contactRow) (support.ContactMoment, error) {
	note, err := s.unseal(ctx, r.Dossier, r.Row, contactTable, "note", r.Note)
	if err != nil {
		return support.ContactMoment{}, err
	}
	return support.ContactMoment{
		ID: r.ID, Case: r.Case, Dossier: r.Dossier, Supporter: r.Supporter, Account: r.Account, EnteredBy: r.EnteredBy, Version: r.Version,
		Told:       support.Told{Kind: r.Kind, Date: r.Date, Minutes: r.Minutes, WithWhom: parts(r.WithWhom), OwnNetworkPresent: r.OwnNetwork, Note: note},
		CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}, nil
}
