package importer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

const (
	// batch is how many rows are taken in between two looks at the progress.
	batch = 20
	// turnOf is how many batches are taken in before it is another municipality's turn.
	turnOf = 10
	// retryAfter is long enough for most of what stops an import, a database that restarts.
	retryAfter = 2 * time.Second
	// patience is how often a row is tried again after a fault of ours, before it is refused.
	patience = 3
	// mostFaults is how often in a row an import meets a fault of ours, before it fails.
	mostFaults = 10
)

// turn takes a job a little further, and puts it in its place in the queue.
func (i *Importer) turn(ctx context.Context, queue *queue, j *job) {
	ctx = i.within(ctx, j.municipality)
	more, err := i.take(ctx, j)
	switch {
	case ctx.Err() != nil:
		return
	case err == nil && more:
		queue.yield(j)
		return
	case err == nil:
		i.leave(ctx, queue, j)
		return
	}
	j.reading, j.rest = nil, time.Now().Add(i.retryAfter)
	if !errs.Is(err, errs.Unavailable) { // nobody's fault: it goes on when the database is back
		j.faults++
	}
	i.log.ErrorContext(ctx, "an import stands still; it is tried again", "municipality", j.municipality, "error", err)
	queue.yield(j)
	if j.faults >= mostFaults {
		if err := i.giveUp(ctx, j.id); err != nil {
			i.log.ErrorContext(ctx, "an import cannot be ended", "municipality", j.municipality, "error", err)
			return
		}
		queue.done(j)
	}
}

// leave takes a job out of the queue that has nothing more to do. Held by somebody else, a replica that
// may die or a connection that is not quite gone, it is looked at again.
func (i *Importer) leave(ctx context.Context, queue *queue, j *job) {
	var running []string
	err := i.db.Read(ctx, func(tx *pg.Tx) (err error) {
		running, err = i.store.RunningImports(ctx, tx)
		return err
	})
	if err == nil && !slices.Contains(running, j.id) {
		queue.done(j)
		return
	}
	if err != nil && ctx.Err() == nil {
		i.log.ErrorContext(ctx, "see whether an import is done", "municipality", j.municipality, "error", err)
	}
	j.reading, j.rest = nil, time.Now().Add(i.retryAfter)
	queue.yield(j)
}

// take takes rows in, as many as one turn has. It reports whether there are more.
func (i *Importer) take(ctx context.Context, j *job) (more bool, err error) {
	if j.reading == nil {
		if j.reading, err = i.open(ctx, j.id); err != nil || j.reading == nil {
			return false, err
		}
	}
	for range turnOf {
		if more, err = i.batch(ctx, j); err != nil || !more {
			return more, err
		}
		j.faults = 0
	}
	return more, nil
}

// batch takes the next rows in, in one transaction.
func (i *Importer) batch(ctx context.Context, j *job) (more bool, err error) {
	err = i.db.Write(ctx, func(tx *pg.Tx) error {
		more = false
		current, ok, err := i.store.LockImport(ctx, tx, j.id)
		if err != nil || !ok {
			return err
		}
		c := call.From(ctx)
		c.Caller.Account = current.Account
		ctx := call.With(ctx, c)
		j.reading.standAt(current.RowsDone)
		end := min(current.RowsDone+batch, j.reading.file.Len())
		for index := current.RowsDone; index < end; index++ {
			if err := i.result(ctx, tx, j, &current, index); err != nil {
				return fmt.Errorf("row %d: %w", index, err)
			}
		}
		if current.RowsDone >= j.reading.file.Len() {
			current.State = intake.ImportDone
		}
		more = current.State == intake.ImportRunning
		return i.store.SaveImport(ctx, tx, current)
	})
	if err != nil {
		return false, fmt.Errorf("take rows in: %w", err)
	}
	return more, nil
}

// result takes one row in and stores what became of it. What the row did is undone when it cannot be
// kept: then it is refused, and the others go on.
func (i *Importer) result(ctx context.Context, tx *pg.Tx, j *job, current *intake.Import, index int) error {
	var result intake.ImportRow
	delete(j.reading.refused, index)
	failure, err := tx.Attempt(ctx, func() (err error) {
		defer func() {
			if cause := recover(); cause != nil {
				err = fmt.Errorf("panic: %v", cause)
			}
		}()
		j.reading.at = index
		result, err = i.row(ctx, tx, j.reading, j.reading.file.Row(index), current.DryRun)
		return err
	})
	if err != nil {
		return err
	}
	if failure != nil {
		remark, known := whyNot(failure)
		if !known && j.faults < patience {
			return failure
		}
		if !known {
			i.log.ErrorContext(ctx, "a row cannot be taken in", "municipality", j.municipality, "row", index, "error", failure)
		}
		j.reading.forget(index)
		tx.LogRefusal("import row", string(remark.Rule), !known)
		result = intake.ImportRow{Line: j.reading.file.Line(index), Result: intake.RowRefused, Remarks: remarks(remark)}
	}
	if err := i.store.InsertImportRow(ctx, tx, current.ID, result); err != nil {
		return err
	}
	j.reading.read = index + 1
	current.Count(result)
	return nil
}

// whyNot says why a row was not kept. known is false for a fault that has nothing to do with what
// stands in the row.
func whyNot(failure error) (remark register.Remark, known bool) {
	refused := errs.Of(failure)
	switch {
	case refused != nil && len(refused.Violations) > 0:
		v := refused.Violations[0]
		return register.NotAllowed(v.Field, v.Rule, v.Args), true
	case refused != nil && (refused.Reason == errs.Unavailable || refused.Reason == errs.DeadlineExceeded ||
		refused.Reason == errs.Canceled || refused.Reason == errs.Internal):
		return register.Remark{Rule: register.RuleFault}, false
	case refused != nil || pg.IsBadValue(failure):
		return register.Remark{Rule: register.RuleNotStorable}, true
	}
	return register.Remark{Rule: register.RuleFault}, false
}

// giveUp ends an import that meets a fault of ours again and again. What was taken in stays.
func (i *Importer) giveUp(ctx context.Context, id string) error {
	return i.db.Write(ctx, func(tx *pg.Tx) error {
		current, ok, err := i.store.LockImport(ctx, tx, id)
		if err != nil || !ok {
			return err
		}
		current.State, current.Failure = intake.ImportFailed, string(register.RuleFileFault)
		return i.store.SaveImport(ctx, tx, current)
	})
}
