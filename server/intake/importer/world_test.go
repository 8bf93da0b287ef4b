package importer_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/importer"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const here = "gm0867"

// world is the importer on a real database; the slices beside intake are recorded.
type world struct {
	*testing.T
	ctx   context.Context
	db    *pg.DB
	store *store.Store

	mu      sync.Mutex
	matches []importer.Past
	names   map[string]string
	known   map[string]string
	// fail makes the n-th match from now fail, as a database that goes away would.
	fail int
	// matching is what a match meets besides, and opening what the look at the settings meets.
	matching func(ctx context.Context, tx *pg.Tx, past importer.Past) error
	opening  func() error
}

func newWorld(t *testing.T) *world {
	database := pgtest.New(t)
	return &world{
		T: t, ctx: pgtest.Context(t, here, call.RoleCoordinator), db: database.App, store: store.New(subject.New(database.Keys)),
		names: map[string]string{}, known: map[string]string{}, fail: -1,
	}
}

var errGone = errors.New("the database went away")

func (w *world) Supporter(_ context.Context, _ *pg.Tx, name sealed.Text) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.names[name.Reveal()] == "" {
		w.names[name.Reveal()] = pg.NewID()
	}
	return w.names[name.Reveal()], nil
}

func (w *world) Match(ctx context.Context, tx *pg.Tx, past importer.Past) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fail--; w.fail == 0 {
		return errGone
	}
	if w.matching != nil {
		if err := w.matching(ctx, tx, past); err != nil {
			return err
		}
	}
	w.matches = append(w.matches, past)
	return nil
}

func (w *world) KnownSupporter(_ context.Context, _ *pg.Tx, row register.Supporter) (string, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	id, ok := w.known[row.NameKey.Reveal()]
	return id, ok, nil
}

func (w *world) ImportSupporter(ctx context.Context, tx *pg.Tx, row register.Supporter) (string, bool, error) {
	id, ok, err := w.KnownSupporter(ctx, tx, row)
	if err != nil || ok {
		return id, ok, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.known[row.NameKey.Reveal()] = pg.NewID()
	return w.known[row.NameKey.Reveal()], false, nil
}

func (w *world) ReferrerKinds(context.Context, *pg.Tx) ([]register.KindRule, error) {
	if w.opening != nil {
		return nil, w.opening()
	}
	return register.DefaultKinds(), nil
}

func (w *world) Lists(context.Context, *pg.Tx) (register.Lists, error) {
	return register.Lists{
		Neighbourhoods: []register.Entry{{Code: "centrum", Names: []string{"Centrum"}}},
		TargetGroups:   []register.Entry{{Code: "elderly", Names: []string{"Ouderen", "oudere"}}},
		SubThemes:      []register.Entry{{Code: "debts", Names: []string{"Schulden"}, LifeDomain: "income"}},
	}, nil
}

// hand hands a file in.
func (w *world) hand(kind string, file registergen.Register, dryRun bool) string {
	w.Helper()
	return w.handTo(w.ctx, kind, file, dryRun)
}

// handTo hands a file in at the municipality of ctx.
func (w *world) handTo(ctx context.Context, kind string, file registergen.Register, dryRun bool) string {
	w.Helper()
	id := pg.NewID()
	err := w.db.Write(ctx, func(tx *pg.Tx) error {
		return w.store.InsertImport(ctx, tx, intake.Import{
			ID: id, Kind: kind, FileName: sealed.Of(file.Name), State: intake.ImportRunning, DryRun: dryRun, Language: "nl",
		}, file.File)
	})
	if err != nil {
		w.Fatal(err)
	}
	return id
}

// work runs an importer until the import is as far as wanted says.
func (w *world) work(id string, wanted func(intake.Import) bool) intake.Import {
	w.Helper()
	return w.workOn(w.ctx, []string{here}, id, wanted)
}

// workOn runs an importer of several municipalities; the import is in that of ctx.
func (w *world) workOn(within context.Context, municipalities []string, id string, wanted func(intake.Import) bool) intake.Import {
	w.Helper()
	defer goleak.VerifyNone(w, goleak.IgnoreCurrent())
	ctx, stop := context.WithCancel(w.ctx)
	i := importer.New(w.db, w.store, w, w, "https://oco.example/verwerkingsactiviteiten/import", slog.New(slog.DiscardHandler))
	i.RetryAfter(time.Millisecond)
	done := make(chan error, 1)
	go func() {
		done <- i.Run(ctx, func(context.Context) ([]string, error) { return municipalities, nil }, time.Hour)
	}()
	defer func() {
		stop()
		if err := <-done; err != nil {
			w.Error(err)
		}
	}()
	ticks := time.NewTicker(5 * time.Millisecond)
	defer ticks.Stop()
	for range ticks.C {
		if current := w.readFrom(within, id); wanted(current) {
			return current
		}
	}
	return intake.Import{}
}

func (w *world) read(id string) intake.Import { w.Helper(); return w.readFrom(w.ctx, id) }

func (w *world) readFrom(ctx context.Context, id string) (i intake.Import) {
	w.Helper()
	err := w.db.Read(ctx, func(tx *pg.Tx) (err error) {
		i, err = w.store.Import(ctx, tx, id)
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	return i
}

func (w *world) count(table string) (n int) {
	w.Helper()
	err := w.db.Read(w.ctx, func(tx *pg.Tx) error {
		return tx.Get(w.ctx, &n, `SELECT count(*) FROM `+table+` WHERE municipality = $1`, here)
	})
	if err != nil {
		w.Fatal(err)
	}
	return n
}

func done(i intake.Import) bool { return i.State != intake.ImportRunning }

func (w *world) check(got intake.Import, want registergen.Expected) {
	w.Helper()
	is := fmt.Sprint(got.State, got.Rows, got.RowsDone, got.Imported, got.Duplicate, got.Refused, got.Skipped)
	should := fmt.Sprint(intake.ImportDone, want.Rows, want.Rows, want.Imported, want.Duplicate, want.Refused, want.Skipped)
	if is != should {
		w.Errorf("state, rows, done, imported, duplicate, refused, skipped: got %s, want %s", is, should)
	}
}
