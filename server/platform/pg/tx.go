package pg

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"

	"oco.example/oco/server/platform/call"
)

// insideKey marks, with the *DB, the contexts that pg hands out within a transaction.
type insideKey struct{}

// Tx is one transaction, for one tenant. It is handed to the functions of Read, Write and Once
// and of no use after they return.
type Tx struct {
	mu     sync.Mutex // one connection carries one statement at a time
	tx     *sqlx.Tx
	call   call.Call
	now    time.Time
	logs   []logEntry
	events []pendingEvent
	// failed is the first fault of a statement: after it Postgres refuses everything, so it is
	// the cause of what follows even when fn went on.
	failed error
}

// Get reads one row into dest, ErrNoRows when there is none.
func (tx *Tx) Get(ctx context.Context, dest any, sql string, args ...any) error {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	return tx.note(tx.tx.GetContext(ctx, dest, sql, args...))
}

// Select reads all rows into the slice that dest points to.
func (tx *Tx) Select(ctx context.Context, dest any, sql string, args ...any) error {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	return tx.note(tx.tx.SelectContext(ctx, dest, sql, args...))
}

// Exec runs a statement and returns how many rows it touched.
func (tx *Tx) Exec(ctx context.Context, sql string, args ...any) (rows int64, err error) {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	result, err := tx.tx.ExecContext(ctx, sql, args...)
	if err != nil {
		return 0, tx.note(err)
	}
	return result.RowsAffected()
}

// Now is the moment at which the transaction began, by the handed-in clock: UTC, in whole
// microseconds as Postgres keeps them. It is the same throughout the transaction.
func (tx *Tx) Now() time.Time { return tx.now }

// Call is what the door found about the call of this transaction.
func (tx *Tx) Call() call.Call { return tx.call }

// Municipality is the tenant of this transaction, empty for a call that has none.
func (tx *Tx) Municipality() string { return tx.call.Municipality }

// note cleans the error of a statement and keeps the first that broke the transaction.
func (tx *Tx) note(err error) error {
	if err == nil {
		return nil
	}
	err = cleaned(err)
	if tx.failed == nil && faultOf(err) != nil {
		tx.failed = err
	}
	return err
}

// explain adds to an error the fault that broke the transaction before it, if that was lost on
// the way.
func (tx *Tx) explain(err error) error {
	if tx.failed == nil || errors.Is(err, tx.failed) {
		return err
	}
	return fmt.Errorf("%w (after %w)", err, tx.failed)
}

// explainOwn does the same for an error that fn chose itself: it stands as it is, unless running
// the transaction again may spare it.
func (tx *Tx) explainOwn(err error) error {
	if worthRepeating(tx.failed) {
		return tx.explain(err)
	}
	return err
}

// finish writes what waits for the end of the transaction: first the log rows, last the events,
// whose row of the clock every other writer of the municipality waits for.
func (tx *Tx) finish(ctx context.Context) error {
	if err := tx.writeLogs(ctx); err != nil {
		return err
	}
	return tx.writeEvents(ctx)
}
