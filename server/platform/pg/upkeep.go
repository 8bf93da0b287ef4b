package pg

import (
	"context"
	"fmt"
)

// partitionMonths is for how many months ahead the processing log has its partitions made.
const partitionMonths = 12

// MakeLogPartitions makes the coming partitions of the processing log; db is the worker's.
func MakeLogPartitions(ctx context.Context, db *DB) error {
	err := db.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, `SELECT platform.make_log_partitions($1)`, partitionMonths)
		return err
	})
	if err != nil {
		return fmt.Errorf("make partitions of the processing log: %w", err)
	}
	return nil
}

// restoredGap is how far restore raises positions: far more events than a municipality has in
// the time between a backup and its restoration.
const restoredGap = 1_000_000_000

// RaisePositions moves the next event of the transaction's municipality far beyond every position
// that was ever given out, also after the backup that was restored: a watcher that resumes with a
// position from then misses nothing. It runs as the owner.
func (tx *Tx) RaisePositions(ctx context.Context) error {
	_, err := tx.Exec(ctx, `UPDATE platform.event_clock SET position = position + $2 WHERE municipality = $1`,
		tx.Municipality(), restoredGap)
	if err != nil {
		return fmt.Errorf("raise the positions of events: %w", err)
	}
	return nil
}
