// Package importer takes the registers in that coordinators hand in. It reads a file row by row;
// each row's effect, its result and the counts are one transaction, so that a crash resumes at the
// first row without a result, and no row is ever taken in twice.
package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// batch is how many rows are taken in between two looks at the progress.
const batch = 20

// retryAfter is how long an import stands still that met a fault, most often a database that restarts.
const retryAfter = 2 * time.Second

// Method is the method under which the importer's work stands in the processing log.
const Method = "/oco.intake.v1.ImportService/CreateImport"

// History is what an import needs of other slices: supporters, and the matches and cases of the past.
type History interface {
	// Supporter finds the supporter of a name, or makes a stub that a later register completes.
	Supporter(ctx context.Context, tx *pg.Tx, name sealed.Text) (id string, err error)
	// Match records that a supporter said yes on a day, and the case that followed.
	Match(ctx context.Context, tx *pg.Tx, past Past) error
	// KnownSupporter finds the supporter that a row of a register would be a duplicate of.
	KnownSupporter(ctx context.Context, tx *pg.Tx, row register.Supporter) (id string, ok bool, err error)
	// ImportSupporter takes a row of a register of supporters over; known says that it was there.
	ImportSupporter(ctx context.Context, tx *pg.Tx, row register.Supporter, neighbourhood string, targetGroups []string) (id string, known bool, err error)
}

// Past is a match of imported history and what followed.
type Past struct {
	Application intake.Application
	Supporter   string
	// Matched, FirstAppointment and Closed are days, YYYY-MM-DD; the last two empty when they did not come.
	Matched, FirstAppointment, Closed string
	// Outcome is as the list has it.
	Outcome sealed.Text
	Minutes int
}

// Settings is what a municipality has set, as an import needs it.
type Settings interface {
	// ReferrerKinds returns by which words an organisation is known to be of a kind.
	ReferrerKinds(ctx context.Context, tx *pg.Tx) ([]register.KindRule, error)
	// Unknown returns those of the codes that are not active entries of the list.
	Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error)
}

// Importer works on the imports of all municipalities.
type Importer struct {
	db       *pg.DB
	store    *store.Store
	history  History
	settings Settings
	log      *slog.Logger
	activity string

	mu      sync.Mutex
	waiting map[string]bool
	wake    chan struct{}
}

// New returns an importer; activity is the processing activity of its log rows, a URI.
func New(db *pg.DB, store *store.Store, history History, settings Settings, activity string, log *slog.Logger) *Importer {
	return &Importer{
		db: db, store: store, history: history, settings: settings, activity: activity, log: log,
		waiting: map[string]bool{}, wake: make(chan struct{}, 1),
	}
}

// Wake says that a municipality has an import to work on.
func (i *Importer) Wake(municipality string) {
	i.mu.Lock()
	i.waiting[municipality] = true
	i.mu.Unlock()
	select {
	case i.wake <- struct{}{}:
	default:
	}
}

// Run works on imports until ctx ends. municipalities lists where imports may wait that this
// replica was not told of: those that a crash left behind, looked for at the start and every period.
func (i *Importer) Run(ctx context.Context, municipalities func(context.Context) ([]string, error), period time.Duration) error {
	ticks := time.NewTicker(period)
	defer ticks.Stop()
	for {
		all, err := municipalities(ctx)
		if err != nil && ctx.Err() == nil {
			i.log.ErrorContext(ctx, "find imports that wait", "error", err)
		}
		for _, m := range all {
			i.work(ctx, m)
		}
		for again := true; again; {
			select {
			case <-ctx.Done():
				return nil
			case <-ticks.C:
				again = false
			case <-i.wake:
				for _, m := range i.taken() {
					i.work(ctx, m)
				}
			}
		}
	}
}

func (i *Importer) taken() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	var list []string
	for m := range i.waiting {
		list = append(list, m)
	}
	clear(i.waiting)
	return list
}

// work takes every running import of a municipality as far as it goes.
func (i *Importer) work(ctx context.Context, municipality string) {
	ctx = call.With(ctx, call.Call{
		Method: Method, Municipality: municipality, Scope: call.ScopeMunicipality, Activity: i.activity, Language: "nl",
	})
	var ids []string
	err := i.db.Read(ctx, func(tx *pg.Tx) (err error) {
		ids, err = i.store.RunningImports(ctx, tx)
		return err
	})
	for _, id := range ids {
		if err == nil {
			err = i.one(ctx, id)
		}
	}
	if err != nil && ctx.Err() == nil {
		i.log.ErrorContext(ctx, "an import stands still; it is tried again", "municipality", municipality, "error", err)
		time.AfterFunc(retryAfter, func() { i.Wake(municipality) })
	}
}

// one works on one import until every row has a result.
func (i *Importer) one(ctx context.Context, id string) error {
	r, err := i.open(ctx, id)
	if err != nil || r == nil {
		return err
	}
	for more := true; more; {
		more = false
		err := i.db.Write(ctx, func(tx *pg.Tx) error {
			current, ok, err := i.store.LockImport(ctx, tx, id)
			if err != nil || !ok {
				return err
			}
			c := call.From(ctx)
			c.Caller.Account = current.Account
			ctx := call.With(ctx, c)
			if err := i.rows(ctx, tx, r, &current); err != nil {
				return err
			}
			if current.RowsDone >= r.file.Len() {
				current.State = intake.ImportDone
			}
			more = current.State == intake.ImportRunning
			return i.store.SaveImport(ctx, tx, current)
		})
		if err != nil {
			return fmt.Errorf("take rows in: %w", err)
		}
	}
	return nil
}

// rows takes the next rows in.
func (i *Importer) rows(ctx context.Context, tx *pg.Tx, r *reading, current *intake.Import) error {
	end := min(current.RowsDone+batch, r.file.Len())
	for index := current.RowsDone; index < end; index++ {
		result, err := i.row(ctx, tx, r, r.file.Row(index), current.DryRun)
		if err != nil {
			return fmt.Errorf("row %d: %w", index, err)
		}
		if err := i.store.InsertImportRow(ctx, tx, current.ID, result); err != nil {
			return err
		}
		current.Count(result)
	}
	return nil
}

// reading is a file that is being taken in.
type reading struct {
	file     *register.Register
	kinds    []register.KindRule
	settings Settings
	// seen are the rows of this file that were kept, by key.
	seen map[string]register.Row
}

// open reads the file of an import and finds its columns; an import whose file cannot be read
// fails with the reason. It returns nil when there is nothing to do.
func (i *Importer) open(ctx context.Context, id string) (*reading, error) {
	var r *reading
	err := i.db.Write(ctx, func(tx *pg.Tx) error {
		r = nil
		current, ok, err := i.store.LockImport(ctx, tx, id)
		if err != nil || !ok {
			return err
		}
		file, err := i.store.ImportFile(ctx, tx, id)
		if err != nil {
			return err
		}
		kinds, err := i.settings.ReferrerKinds(ctx, tx)
		if err != nil {
			return err
		}
		opened, err := register.Open(file, options(current, kinds))
		var refused *errs.Error
		if errors.As(err, &refused) && len(refused.Violations) > 0 {
			current.State, current.Failure = intake.ImportFailed, refused.Violations[0].Rule
			return i.store.SaveImport(ctx, tx, current)
		}
		if err != nil {
			return err
		}
		r = &reading{file: opened, kinds: kinds, settings: i.settings, seen: map[string]register.Row{}}
		r.remember(current.RowsDone)
		current.Rows, current.Columns = opened.Len(), columns(opened.Report)
		return i.store.SaveImport(ctx, tx, current)
	})
	return r, err
}

// remember brings back which rows were kept before a crash.
func (r *reading) remember(done int) {
	for index := range min(done, r.file.Len()) {
		row := r.file.Row(index)
		if key := row.Key.Reveal(); row.Kept() && key != "" {
			if _, ok := r.seen[key]; !ok {
				r.seen[key] = row
			}
		}
	}
}

func options(i intake.Import, kinds []register.KindRule) register.Options {
	mapping := make(map[string]register.Field, len(i.Mapping))
	for _, column := range i.Mapping {
		mapping[column.Heading] = register.Field(column.Field)
	}
	o := register.Options{Kind: register.Applications, Mapping: mapping, Referrers: kinds}
	if i.Kind == "SUPPORTERS" {
		o.Kind = register.Supporters
	}
	return o
}

func columns(report register.Report) []intake.ImportColumn {
	var list []intake.ImportColumn
	for _, c := range report.Columns {
		list = append(list, intake.ImportColumn{Heading: c.Heading, Field: string(c.Field)})
	}
	for _, heading := range append(report.Unmatched, report.Doubled...) {
		list = append(list, intake.ImportColumn{Heading: heading, Field: string(register.Ignored)})
	}
	return list
}
