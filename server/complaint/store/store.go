// Package store keeps complaints, incidents, safety concerns and risks at home visits in the schema complaint. A complaint or
// incident is sealed under a key of its own, the others under that of the resident's dossier. What somebody may not read is not
// found: reach and reads put that into every statement.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// Store reads and writes what went wrong. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// query puts a SELECT together from fixed parts, so that each set of filters has one text and a plan of its own.
type query struct{ pg.Conditions }

func newQuery(municipality string) *query { return &query{pg.Within("c", municipality)} }

// newest is the order of all lists.
const newest = " ORDER BY c.id DESC"

// reads leaves only the complaints that a reader may read: complaint.Reader.Reads in SQL.
func (q *query) reads(r complaint.Reader) {
	if r.Account == "" || !r.Officer && !r.Coordinator {
		q.And("false")
		return
	}
	account := q.Arg(r.Account)
	q.And("c.concerned_account IS DISTINCT FROM " + account + "::uuid")
	q.And("NOT EXISTS (SELECT FROM published.supporter s WHERE s.municipality = $1 AND s.supporter = c.concerned_supporter AND s.account = " +
		account + "::uuid)")
	if r.Coordinator {
		q.And("NOT c.past_coordinators")
	}
}

// stands is a supporter with an account who neither left nor is suspended.
const stands = "EXISTS (SELECT FROM published.supporter s WHERE s.municipality = $1 AND s.state NOT IN ('SUSPENDED', 'LEFT') AND s.account = "

// reach leaves only what owner may reach: all, or what the account in the column made, while it is the account of a supporter
// who stands.
func (q *query) reach(owner call.Owner, column string) {
	switch {
	case owner.IsEveryone():
	case owner.Account() != "":
		account := q.Arg(owner.Account())
		q.And("c." + column + " = " + account)
		q.And(stands + account + ")")
	default:
		q.And("false")
	}
}

// Supports reports whether the supporter with an account supports an application, as the first or the second of its case, or
// said yes to it and waits for the resident.
func (s *Store) Supports(ctx context.Context, tx *pg.Tx, account, application string) (does bool, err error) {
	err = tx.Get(ctx, &does, `SELECT EXISTS (SELECT FROM published.supporter s
		JOIN published.application_supporter l ON l.municipality = s.municipality AND l.supporter = s.supporter
		WHERE s.municipality = $1 AND s.account = $2 AND s.state NOT IN ('SUSPENDED', 'LEFT') AND l.application = $3)`,
		tx.Municipality(), account, application)
	if err != nil {
		return false, fmt.Errorf("find who supports an application: %w", err)
	}
	return does, nil
}

// Visits reports whether the supporter with an account supports an application of the person whom an application is about, or
// said yes to one.
func (s *Store) Visits(ctx context.Context, tx *pg.Tx, account, application string) (does bool, err error) {
	err = tx.Get(ctx, &does, `SELECT EXISTS (SELECT FROM published.supporter s
		JOIN published.application_supporter l ON l.municipality = s.municipality AND l.supporter = s.supporter
		JOIN published.application_person p ON p.municipality = l.municipality AND p.application = l.application
		WHERE s.municipality = $1 AND s.account = $2 AND s.state NOT IN ('SUSPENDED', 'LEFT') AND p.person =
			(SELECT o.person FROM published.application_person o WHERE o.municipality = $1 AND o.application = $3))`,
		tx.Municipality(), account, application)
	if err != nil {
		return false, fmt.Errorf("find who visits whom an application is about: %w", err)
	}
	return does, nil
}

// SupporterOf is the supporter with an account, who neither left nor is suspended; empty when there is none.
func (s *Store) SupporterOf(ctx context.Context, tx *pg.Tx, account string) (supporter string, err error) {
	err = tx.Get(ctx, &supporter, `SELECT coalesce((SELECT supporter::text FROM published.supporter
		WHERE municipality = $1 AND account = $2 AND state NOT IN ('SUSPENDED', 'LEFT') LIMIT 1), '')`, tx.Municipality(), account)
	if err != nil {
		return "", fmt.Errorf("find the supporter with an account: %w", err)
	}
	return supporter, nil
}

// SupporterAccount is the account of a supporter, empty when there is none; NOT_FOUND when there is no such supporter.
func (s *Store) SupporterAccount(ctx context.Context, tx *pg.Tx, supporter string) (account string, err error) {
	err = tx.Get(ctx, &account, `SELECT coalesce(account::text, '') FROM published.supporter WHERE municipality = $1 AND supporter = $2`,
		tx.Municipality(), supporter)
	return account, pg.Found(err, "supporter", "read a supporter's account")
}

// Supporters are up to limit supporters who did not leave, after the one with id after, the newest first.
func (s *Store) Supporters(ctx context.Context, tx *pg.Tx, after string, limit int) (ids []string, err error) {
	q := newQuery(tx.Municipality())
	q.And("c.state <> 'LEFT' AND NOT c.stub")
	if after != "" {
		q.And("c.supporter < " + q.Arg(after))
	}
	err = tx.Select(ctx, &ids, "SELECT c.supporter FROM published.supporter c"+q.Where()+" ORDER BY c.supporter DESC LIMIT "+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list whom a complaint can concern: %w", err)
	}
	return ids, nil
}

// column is one sealed column: its name, and the text that goes into it or comes out of it.
type column struct {
	name       string
	ciphertext []byte
	text       *sealed.Text
}

// seal makes the ciphertexts of columns of a table, in their order.
func seal(key subject.Key, table string, columns ...column) ([]any, error) {
	list := make([]any, 0, len(columns))
	for _, c := range columns {
		ciphertext, err := key.Seal(table, c.name, *c.text)
		if err != nil {
			return nil, fmt.Errorf("seal %s.%s: %w", table, c.name, err)
		}
		list = append(list, ciphertext)
	}
	return list, nil
}

// open opens the ciphertexts of columns of a table.
func open(key subject.Key, table string, columns ...column) (err error) {
	for _, c := range columns {
		if *c.text, err = key.Open(table, c.name, c.ciphertext); err != nil {
			return fmt.Errorf("open %s.%s: %w", table, c.name, err)
		}
	}
	return nil
}

// at is the time of a column, zero for NULL.
func at(column sql.NullTime) time.Time {
	if !column.Valid {
		return time.Time{}
	}
	return column.Time.UTC()
}
