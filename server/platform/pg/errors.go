package pg

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"oco.example/oco/server/platform/errs"
)

// ErrNoRows is what Tx.Get and Tx.GetLogged return when there is no such row.
var ErrNoRows = sql.ErrNoRows

// ErrNested is returned by Read, Write and Once inside a context that pg handed out within a
// transaction: the inner one would wait for, or not see, what the outer one does.
var ErrNested = errors.New("pg: a transaction is already open here; use its Tx")

// DatabaseError is what Postgres reported about a statement. It has no values of rows in it, so it may
// be logged.
type DatabaseError struct {
	// Code is the SQLSTATE, "23505".
	Code string
	// Constraint, Table (with its schema) and Column are what it is about, if Postgres said so.
	Constraint, Table, Column string

	message string
}

// Error names the SQLSTATE and what it is about.
func (f *DatabaseError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "postgres: SQLSTATE %s (%s)", f.Code, pqerror.Code(f.Code).Name())
	for _, part := range [...]struct{ name, value string }{
		{"table", f.Table}, {"column", f.Column}, {"constraint", f.Constraint},
	} {
		if part.value != "" {
			fmt.Fprintf(&b, " %s %s", part.name, part.value)
		}
	}
	if f.message != "" {
		b.WriteString(": ")
		b.WriteString(f.message)
	}
	return b.String()
}

// wordsWithoutValues are the classes of SQLSTATE whose primary message holds names of our own
// (tables, columns, roles) and never a value of a row. Class 22, data exceptions, quotes values.
var wordsWithoutValues = map[string]bool{
	"08": true, "0A": true, "23": true, "25": true, "28": true, "3D": true, "40": true,
	"42": true, "53": true, "55": true, "57": true, "58": true,
}

// cleaned replaces the driver's error, which may quote a value of a row, by a DatabaseError.
func cleaned(err error) error {
	reported := pq.As(err)
	if reported == nil {
		return withoutScannedValue(err)
	}
	f := &DatabaseError{Code: string(reported.Code), Constraint: reported.Constraint, Column: reported.Column, Table: reported.Table}
	if reported.Schema != "" && reported.Table != "" {
		f.Table = reported.Schema + "." + reported.Table
	}
	if wordsWithoutValues[class(f.Code)] {
		f.message = reported.Message
	}
	return f
}

// withoutScannedValue shortens the error of database/sql about a column that does not fit its
// destination, which quotes the value, to the part that names the column.
func withoutScannedValue(err error) error {
	if err == nil || !strings.HasPrefix(err.Error(), "sql: Scan error") {
		return err
	}
	names, _, _ := strings.Cut(err.Error(), "\": ")
	return errors.New(names + "\": the value does not fit its destination")
}

func class(code string) string {
	if len(code) < 2 {
		return ""
	}
	return code[:2]
}

// faultOf returns the DatabaseError in err's chain, or nil.
func faultOf(err error) *DatabaseError {
	var f *DatabaseError
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// IsUniqueViolation reports whether err says that a row would have broken the named unique
// constraint or index; an empty name means any.
func IsUniqueViolation(err error, constraint string) bool {
	f := faultOf(err)
	return f != nil && f.Code == string(pqerror.UniqueViolation) && (constraint == "" || f.Constraint == constraint)
}

// worthRepeating reports whether the same transaction may succeed when it is run again: another
// one was in its way, or its connection had outlived a change of the schema.
func worthRepeating(err error) bool {
	f := faultOf(err)
	if f == nil {
		return false
	}
	switch pqerror.Code(f.Code) {
	case pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected, pqerror.FeatureNotSupported, pqerror.InvalidSQLStatementName:
		return true
	}
	return false
}

// told is err as Read and Write return it: an ended context says so itself, and a database that
// cannot be reached is errs.Unavailable, so that the caller knows that trying again is safe.
func told(ctx context.Context, err error) error {
	if err == nil || errs.Of(err) != nil {
		return err
	}
	if ended := ctx.Err(); ended != nil {
		if errors.Is(err, ended) {
			return err
		}
		return fmt.Errorf("%w: %w", ended, err)
	}
	if isUnreachable(err) {
		return errs.New(errs.Unavailable).Because(err)
	}
	return err
}

func isUnreachable(err error) bool {
	if f := faultOf(err); f != nil {
		switch pqerror.Code(f.Code) {
		case pqerror.AdminShutdown, pqerror.CrashShutdown, pqerror.CannotConnectNow, pqerror.TooManyConnections:
			return true
		}
		return class(f.Code) == string(pqerror.ClassConnectionException)
	}
	var network net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network)
}

// IsBadValue reports whether err says that a value cannot be stored: too long, too large, or against
// a constraint (SQLSTATE classes 22 and 23). Trying again gives the same.
func IsBadValue(err error) bool {
	f := faultOf(err)
	return f != nil && (class(f.Code) == "22" || class(f.Code) == "23")
}
