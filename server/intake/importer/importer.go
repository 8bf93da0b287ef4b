// Package importer takes the registers in that coordinators hand in. It reads a file row by row;
// each row's effect, its result and the counts are one transaction, so that a crash resumes at the
// first row without a result, and no row is ever taken in twice. A row that cannot be kept is refused,
// and never holds up the others; imports take turns, so that none holds up another.
package importer

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

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
	ImportSupporter(ctx context.Context, tx *pg.Tx, row register.Supporter) (id string, known bool, err error)
}

// Past is a match of imported history and what followed.
type Past struct {
	Application intake.Application
	Supporter   string
	// Matched, FirstAppointment and Closed are days, YYYY-MM-DD; the last two empty when they did not come.
	Matched, FirstAppointment, Closed string
	// Outcome is a code of the municipality's list, or empty.
	Outcome string
	Minutes int
}

// Settings is what a municipality has set, as an import needs it.
type Settings interface {
	// ReferrerKinds returns by which words an organisation is known to be of a kind.
	ReferrerKinds(ctx context.Context, tx *pg.Tx) ([]register.KindRule, error)
	// Lists returns the entries of code lists that can be chosen.
	Lists(ctx context.Context, tx *pg.Tx) (register.Lists, error)
}

// Importer works on the imports of all municipalities, which take turns.
type Importer struct {
	db       *pg.DB
	store    *store.Store
	history  History
	settings Settings
	log      *slog.Logger
	activity string
	// retryAfter is how long an import stands still that met a fault.
	retryAfter time.Duration

	mu      sync.Mutex
	waiting map[string]bool
	wake    chan struct{}
}

// New returns an importer; activity is the processing activity of its log rows, a URI.
func New(db *pg.DB, store *store.Store, history History, settings Settings, activity string, log *slog.Logger) *Importer {
	return &Importer{
		db: db, store: store, history: history, settings: settings, activity: activity, log: log,
		retryAfter: retryAfter, waiting: map[string]bool{}, wake: make(chan struct{}, 1),
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
	queue := &queue{}
	everywhere := func() {
		all, err := municipalities(ctx)
		if err != nil && ctx.Err() == nil {
			i.log.ErrorContext(ctx, "find imports that wait", "error", err)
		}
		for _, m := range all {
			i.Wake(m)
		}
	}
	for everywhere(); ctx.Err() == nil; {
		for _, m := range i.taken() {
			i.find(ctx, queue, m)
		}
		next, rest := queue.next(time.Now())
		if next != nil {
			i.turn(ctx, queue, next)
			select {
			case <-ticks.C:
				everywhere()
			default:
			}
			continue
		}
		rested := time.NewTimer(rest)
		select {
		case <-ctx.Done():
		case <-ticks.C:
			everywhere()
		case <-i.wake:
		case <-rested.C:
		}
		rested.Stop()
	}
	return nil
}

func (i *Importer) taken() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	list := slices.Sorted(maps.Keys(i.waiting))
	clear(i.waiting)
	return list
}

// find puts the imports of a municipality that run into the queue.
func (i *Importer) find(ctx context.Context, queue *queue, municipality string) {
	ctx = i.within(ctx, municipality)
	err := i.db.Read(ctx, func(tx *pg.Tx) error {
		ids, err := i.store.RunningImports(ctx, tx)
		if err == nil {
			queue.add(municipality, ids)
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		i.log.ErrorContext(ctx, "find imports of a municipality", "municipality", municipality, "error", err)
		time.AfterFunc(i.retryAfter, func() { i.Wake(municipality) })
	}
}

// within is the context of work in a municipality.
func (i *Importer) within(ctx context.Context, municipality string) context.Context {
	return call.With(ctx, call.Call{
		Method: Method, Municipality: municipality, Scope: call.ScopeMunicipality, Activity: i.activity, Language: "nl",
	})
}
