package pg

import (
	"context"
	"errors"
	"fmt"
)

// Attempt runs fn as a part of the transaction that may fail by itself: when fn returns an error,
// what fn did is undone, its log rows and events with it, and the transaction goes on. That error
// is the failure. err is set instead when the transaction cannot go on, or must be run again; then
// nothing can be said of fn.
func (tx *Tx) Attempt(ctx context.Context, fn func() error) (failure, err error) {
	if _, err := tx.Exec(ctx, `SAVEPOINT attempt`); err != nil {
		return nil, fmt.Errorf("begin an attempt: %w", err)
	}
	logs, events := tx.waiting()
	failure = fn()
	if failure == nil {
		failure = tx.failed // fn went on after a statement that broke the transaction
	}
	if failure == nil {
		if _, err := tx.Exec(ctx, `RELEASE SAVEPOINT attempt`); err != nil {
			return nil, fmt.Errorf("end an attempt: %w", err)
		}
		return nil, nil
	}
	if worthRepeating(failure) || worthRepeating(tx.failed) {
		return nil, tx.explain(failure)
	}
	if _, err := tx.Exec(ctx, `ROLLBACK TO SAVEPOINT attempt`); err != nil {
		return nil, fmt.Errorf("undo an attempt: %w", errors.Join(err, failure))
	}
	tx.mu.Lock()
	defer tx.mu.Unlock()
	tx.logs, tx.events, tx.failed = tx.logs[:logs], tx.events[:events], nil
	return failure, nil
}

// waiting is how much waits for the end of the transaction.
func (tx *Tx) waiting() (logs, events int) {
	tx.mu.Lock()
	defer tx.mu.Unlock()
	return len(tx.logs), len(tx.events)
}
