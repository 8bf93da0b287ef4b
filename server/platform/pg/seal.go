package pg

import (
	"context"
	"fmt"
	"time"
)

// sealAfter is how old a row of the processing log is when it is sealed: no transaction runs so
// long that it could still add an older one.
const sealAfter = 10 * time.Minute

// SealLog seals the processing log of the transaction's municipality, up to a few minutes ago, and
// returns how many rows there were. It is for the worker.
func (tx *Tx) SealLog(ctx context.Context) (rows int64, err error) {
	if err := tx.Get(ctx, &rows, `SELECT platform.seal_log($1)`, tx.Now().Add(-sealAfter)); err != nil {
		return 0, fmt.Errorf("seal the processing log: %w", err)
	}
	return rows, nil
}

// BrokenSeals returns until when each seal reached whose rows were changed, added or removed since
// (tampering is an incident, BIO2 8.15.05). It is for the worker.
func (tx *Tx) BrokenSeals(ctx context.Context) (seals []time.Time, err error) {
	if err := tx.Select(ctx, &seals, `SELECT until_time FROM platform.broken_seals()`); err != nil {
		return nil, fmt.Errorf("check the processing log: %w", err)
	}
	return seals, nil
}
