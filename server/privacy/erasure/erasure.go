// Package erasure erases people: in one transaction every slice takes away what it holds of them,
// and their keys go. Before it commits, the erasure journal says so.
package erasure

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/journal"
)

// Subject is a slice that holds something of people.
type Subject interface {
	// Unfinished holds what there is of the subjects until the transaction ends, and returns the work
	// that has to end before they can be erased.
	Unfinished(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) ([]subject.Work, error)
	// Erase takes away what the slice holds of the subjects, whatever still runs. Of a subject that
	// is not there it takes nothing.
	Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error)
}

// Intake is the slice that knows who is the same person, and what waits to be taken in.
type Intake interface {
	Subject
	// Group are the dossiers of one person, itself among them; none when there is no such dossier.
	Group(ctx context.Context, tx *pg.Tx, dossier string) ([]string, error)
	// BreakOffImports destroys the files of imports that have not ended, and returns how many.
	BreakOffImports(ctx context.Context, tx *pg.Tx) (int64, error)
}

// Eraser erases people.
type Eraser struct {
	// Journal is written before an erasure commits.
	Journal *journal.Journal
	// Intake goes first; Others follow in their order.
	Intake Intake
	Others []Subject
}

// Outcome is what an erasure took away.
type Outcome struct {
	// Subjects are the ids that were erased: of a resident, those of all dossiers of that person.
	Subjects []string
	// Gone counts what there is no more.
	Gone subject.Erased
	// Entries are the files of the journal.
	Entries []string
}

// ErrUnknown says that the municipality has nobody of this kind with this id.
var ErrUnknown = errors.New("nobody has this id")

// UnfinishedError is work that has to end before somebody is erased.
type UnfinishedError struct{ Work []subject.Work }

// Error names the work.
func (e *UnfinishedError) Error() string {
	text := "work has not ended:"
	for _, w := range e.Work {
		text += fmt.Sprintf(" %s %s is %s;", w.What, w.ID, w.State)
	}
	return text
}

// errPlanned undoes what was tried.
var errPlanned = errors.New("only planned")

// Plan returns what Erase would take away, and takes nothing.
func (e *Eraser) Plan(ctx context.Context, db *pg.DB, wanted privacy.Erasure) (Outcome, error) {
	outcome, logIDs := Outcome{}, map[string]string{}
	err := db.Write(ctx, func(tx *pg.Tx) (err error) {
		if outcome, logIDs, err = e.take(ctx, tx, wanted); err != nil {
			return err
		}
		return errPlanned
	})
	if !errors.Is(err, errPlanned) {
		return Outcome{}, err
	}
	return outcome, db.Write(ctx, func(tx *pg.Tx) error {
		tx.Logged("plan erasure", slices.Sorted(maps.Values(logIDs))...)
		return nil
	})
}

// Erase erases somebody for good; of a resident all dossiers that are the same person's. It is
// refused with a UnfinishedError while work has not ended, and with ErrUnknown when nobody is there.
// The journal has its entries before the database forgets, so a crash in between leaves somebody
// who is noted and still there: erasing again ends it.
func (e *Eraser) Erase(ctx context.Context, db *pg.DB, wanted privacy.Erasure) (Outcome, error) {
	var outcome Outcome
	err := db.Write(ctx, func(tx *pg.Tx) (err error) {
		outcome, err = e.EraseIn(ctx, tx, wanted)
		return err
	})
	return outcome, err
}

// EraseIn is Erase within a transaction that does more: what else it does is done with the erasure, or not at all.
func (e *Eraser) EraseIn(ctx context.Context, tx *pg.Tx, wanted privacy.Erasure) (Outcome, error) {
	taken, logIDs, err := e.take(ctx, tx, wanted)
	if err != nil {
		return Outcome{}, err
	}
	tx.Logged("erase", slices.Sorted(maps.Values(logIDs))...)
	for _, id := range taken.Subjects {
		noted := wanted
		noted.Subject, noted.Time = id, tx.Now()
		path, err := e.Journal.Write(noted)
		if err != nil {
			return Outcome{}, err
		}
		taken.Entries = append(taken.Entries, path)
	}
	return taken, nil
}

// take takes everything away of whom is wanted, unless work still runs.
func (e *Eraser) take(ctx context.Context, tx *pg.Tx, wanted privacy.Erasure) (Outcome, map[string]string, error) {
	kind, ids := subject.Kind(wanted.Kind), []string{wanted.Subject}
	if wanted.Kind == privacy.Dossier {
		group, err := e.Intake.Group(ctx, tx, wanted.Subject)
		if err != nil {
			return Outcome{}, nil, err
		}
		ids = append(ids, group...)
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	logIDs, err := subject.LogIDs(ctx, tx, kind, ids)
	if err != nil {
		return Outcome{}, nil, err
	}
	if len(logIDs) == 0 {
		return Outcome{}, nil, ErrUnknown
	}
	var unfinished []subject.Work
	for _, slice := range e.slices() {
		work, err := slice.Unfinished(ctx, tx, kind, ids)
		if err != nil {
			return Outcome{}, nil, err
		}
		unfinished = append(unfinished, work...)
	}
	if len(unfinished) > 0 {
		return Outcome{}, nil, &UnfinishedError{Work: unfinished}
	}
	// After the slices have held their rows: who writes holds its row first, and then the key.
	if err := subject.Hold(ctx, tx, kind, ids); err != nil {
		return Outcome{}, nil, err
	}
	gone, err := e.destroy(ctx, tx, kind, ids)
	return Outcome{Subjects: ids, Gone: gone}, logIDs, err
}

// destroy takes away what the slices hold, and then the keys.
func (e *Eraser) destroy(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	gone := subject.Erased{}
	for _, slice := range e.slices() {
		erased, err := slice.Erase(ctx, tx, kind, ids)
		if err != nil {
			return nil, err
		}
		gone.Add(erased)
	}
	keys, err := subject.Destroy(ctx, tx, kind, ids)
	gone.Add(keys)
	return gone, err
}

func (e *Eraser) slices() []Subject { return append([]Subject{e.Intake}, e.Others...) }
