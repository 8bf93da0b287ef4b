// Package store keeps the intake slice in Postgres: it seals and opens personal text under the
// key of its dossier, writes search keys, and logs every read of a person.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// Store reads and writes the intake schema, inside transactions that its callers open.
type Store struct{ keys *subject.Keys }

// New returns a store that opens personal text with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// The tables whose columns hold ciphertext; a ciphertext opens only for its own table and column.
const (
	tableDossier     = "intake.dossier"
	tableApplication = "intake.application"
	tableDecision    = "intake.triage_decision"
	tablePartner     = "intake.partner_contact"
)

// vault seals or opens the columns of one table under one key and keeps the first error, so that
// a row of ten columns has one check.
type vault struct {
	key   subject.Key
	table string
	err   error
}

func (v *vault) seal(column string, text sealed.Text) []byte {
	ciphertext, err := v.key.Seal(v.table, column, text)
	v.keep("seal", column, err)
	return ciphertext
}

func (v *vault) open(column string, ciphertext []byte) sealed.Text {
	text, err := v.key.Open(v.table, column, ciphertext)
	v.keep("open", column, err)
	return text
}

func (v *vault) keep(verb, column string, err error) {
	if err != nil && v.err == nil {
		v.err = fmt.Errorf("%s %s.%s: %w", verb, v.table, column, err)
	}
}

// notFound turns "no such row" into the refusal that the caller sees; resource is its word.
func notFound(err error, resource string) error {
	if errors.Is(err, pg.ErrNoRows) {
		return errs.NotFound(resource)
	}
	return fmt.Errorf("read %s: %w", resource, err)
}

// changed turns an update that met no row into the refusal of an outdated copy.
func changed(rows int64, err error, resource string) error {
	if err != nil {
		return fmt.Errorf("save %s: %w", resource, err)
	}
	if rows == 0 {
		return errs.EtagMismatch()
	}
	return nil
}

func municipality(ctx context.Context) string { return call.From(ctx).Municipality }

// dayOf is a date column as YYYY-MM-DD, empty for NULL.
func dayOf(day sql.NullTime) string {
	if !day.Valid {
		return ""
	}
	return day.Time.Format(time.DateOnly)
}
