package pg

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"oco.example/oco/server/platform/call"
)

// The columns of a row of the processing log (Logboek Dataverwerkingen), in the order of
// logValues. role, actor, origin and result are for our own audit and are never exported.
const logColumns = `municipality, id, log_time, start_time, trace_id, span_id, parent_span_id, status, name, activity, method, role, actor, origin, result`

// The types of those columns, for statements in which Postgres cannot infer them.
var logTypes = strings.Split("text,uuid,timestamptz,timestamptz,bytea,bytea,bytea,text,text,text,text,integer,uuid,text,text", ",")

// The values of status, as the standard has them: a refusal is Unset, a fault of ours is Error.
const (
	statusOK    = "OK"
	statusUnset = "UNSET"
	statusError = "ERROR"
)

// resultOK is the result of what succeeded; otherwise it is the reason of the refusal.
const resultOK = "OK"

type logEntry struct {
	name           string
	subjects       []string
	status, result string
}

// GetLogged reads one row with personal data into dest and writes one row of the processing log
// in the same statement: neither exists without the other. name says in words what was done,
// "read application". sql must return a column log_id, the pseudonym of the subject, which dest
// takes up as text (`db:"log_id"`). No row read: no row logged, and ErrNoRows.
func (tx *Tx) GetLogged(ctx context.Context, dest any, name, sql string, args ...any) error {
	text, all := tx.logging(name, sql, args)
	return tx.Get(ctx, dest, text, all...)
}

// SelectLogged is GetLogged for a page: one row of the log with the pseudonyms of all rows, each
// once. The rows keep the order of sql.
func (tx *Tx) SelectLogged(ctx context.Context, dest any, name, sql string, args ...any) error {
	text, all := tx.logging(name, sql, args)
	return tx.Select(ctx, dest, text, all...)
}

// logging wraps a query in the statement that also logs it. A scan of a common table expression
// gives its rows in the order in which they were made.
func (tx *Tx) logging(name, query string, args []any) (string, []any) {
	values := tx.logValues(logEntry{name: name, status: statusOK, result: resultOK})
	all := make([]any, 0, len(args)+len(values))
	return "WITH page AS MATERIALIZED (\n" + query + loggingAfter(len(args)), append(append(all, args...), values...)
}

// loggingTexts are the texts of loggingAfter by the number of arguments before them.
var loggingTexts sync.Map

// loggingAfter is the part of the statement after the query, whose own arguments come first.
func loggingAfter(arguments int) string {
	if text, ok := loggingTexts.Load(arguments); ok {
		return text.(string)
	}
	var b strings.Builder
	b.WriteString("\n), logged AS (INSERT INTO platform.processing_log (" + logColumns + ", subjects) SELECT ")
	for i, t := range logTypes {
		b.WriteString("$" + strconv.Itoa(arguments+i+1) + "::" + t + ", ")
	}
	b.WriteString("array_agg(DISTINCT page.log_id) FROM page WHERE page.log_id IS NOT NULL HAVING count(*) > 0) SELECT * FROM page")
	loggingTexts.Store(arguments, b.String())
	return b.String()
}

// Logged records that this transaction works on the personal data of the subjects, given by
// their log_id; the row is written before the transaction commits. name says in words what was
// done, "record triage decision". Reads through GetLogged and SelectLogged log themselves.
func (tx *Tx) Logged(name string, subjects ...string) {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	tx.logs = append(tx.logs, logEntry{name: name, subjects: subjects, status: statusOK, result: resultOK})
}

// LogRefusal records that a call on personal data was refused, without saying on whose: result
// is the reason. The door calls it in a transaction of its own. A fault of ours (fault true)
// has status ERROR, everything else UNSET, as the standard has it.
func (tx *Tx) LogRefusal(name, result string, fault bool) {
	status := statusUnset
	if fault {
		status = statusError
	}
	tx.mu.Lock()
	defer tx.mu.Unlock()
	tx.logs = append(tx.logs, logEntry{name: name, status: status, result: result})
}

func (tx *Tx) writeLogs(ctx context.Context) error {
	for _, entry := range tx.logs {
		values := append(tx.logValues(entry), pq.Array(nonNil(entry.subjects)))
		if _, err := tx.Exec(ctx, insertLog, values...); err != nil {
			return fmt.Errorf("write the processing log: %w", err)
		}
	}
	return nil
}

const insertLog = `INSERT INTO platform.processing_log (` + logColumns + `, subjects)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`

func (tx *Tx) logValues(entry logEntry) []any {
	c := tx.call
	started := c.Started
	if started.IsZero() {
		started = tx.now
	}
	var origin string
	if c.Caller.Address.IsValid() {
		origin = c.Caller.Address.String()
	}
	return []any{
		c.Municipality, NewID(), tx.now, started.UTC().Truncate(time.Microsecond),
		c.Trace.ID[:], c.Trace.Span[:], parentOf(c.Trace), entry.status, entry.name, c.Activity,
		c.Method, int64(c.Role), actorOf(c.Caller), origin, entry.result,
	}
}

// parentOf is the span that the call came from, NULL when the trace began here.
func parentOf(t call.Trace) []byte {
	if t.Parent == [8]byte{} {
		return nil
	}
	return t.Parent[:]
}

// actorOf is the account that calls, NULL for a public call.
func actorOf(c call.Caller) sql.NullString {
	_, err := uuid.Parse(c.Account)
	return sql.NullString{String: c.Account, Valid: err == nil}
}

func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
