package importer_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
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

func TestARegisterBecomesWhatItMustAndAgainNothing(t *testing.T) {
	w := newWorld(t)
	file := registergen.Applications(7, registergen.Shapes()[0], here, 2023, 60)
	first := w.work(w.hand("APPLICATIONS", file, false), done)
	w.check(first, file.Expected)
	if got := w.count("intake.application"); got != file.Expected.Imported {
		t.Errorf("%d applications, want %d", got, file.Expected.Imported)
	}
	if len(w.matches) != file.Expected.Matched {
		t.Errorf("%d matches recorded, want %d", len(w.matches), file.Expected.Matched)
	}
	if got := w.count("intake.referrer"); got != file.Expected.DifferentReferrers {
		t.Errorf("%d referrers, want %d", got, file.Expected.DifferentReferrers)
	}
	again := w.work(w.hand("APPLICATIONS", file, false), done)
	if again.Imported != 0 || again.Duplicate != first.Imported+first.Duplicate || w.count("intake.application") != file.Expected.Imported {
		t.Errorf("the same file again took %d rows in, %d were duplicates", again.Imported, again.Duplicate)
	}
}

func TestADryRunStoresNothingButResults(t *testing.T) {
	w := newWorld(t)
	file := registergen.Applications(11, registergen.Shapes()[1], here, 2023, 40)
	i := w.work(w.hand("APPLICATIONS", file, true), done)
	w.check(i, file.Expected)
	for _, table := range []string{"intake.application", "intake.dossier", "intake.referrer", "platform.event", "intake.import_key"} {
		if n := w.count(table); n > 0 {
			t.Errorf("%s has %d rows", table, n)
		}
	}
	if n := w.count("intake.import_row"); n != file.Expected.Rows {
		t.Errorf("%d results, want %d", n, file.Expected.Rows)
	}
}

func TestAnInterruptedImportGoesOnAtTheFirstRowWithoutAResult(t *testing.T) {
	w := newWorld(t)
	file := registergen.Applications(13, registergen.Shapes()[2], here, 2023, 80)
	id := w.hand("APPLICATIONS", file, false)
	w.fail = file.Expected.Matched / 2
	w.work(id, func(intake.Import) bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.fail <= 0 // it failed, and the rows of that transaction are undone
	})
	if before := w.read(id); before.State != intake.ImportRunning || before.RowsDone == 0 || before.RowsDone >= before.Rows {
		t.Fatalf("the import must stand in the middle, is %s at %d of %d", before.State, before.RowsDone, before.Rows)
	}
	w.check(w.work(id, done), file.Expected)
	if got := w.count("intake.application"); got != file.Expected.Imported {
		t.Errorf("%d applications, want %d", got, file.Expected.Imported)
	}
}

func TestTheFileIsGoneWithTheLastRow(t *testing.T) {
	w := newWorld(t)
	file := registergen.Supporters(3, registergen.Shapes()[0], here)
	id := w.hand("SUPPORTERS", file, false)
	if name := w.read(id).FileName.Reveal(); name != file.Name {
		t.Errorf("while it runs the name of the file reads %q", name)
	}
	i := w.work(id, done)
	w.check(i, file.Expected)
	var kept bool
	err := w.db.Read(w.ctx, func(tx *pg.Tx) error {
		return tx.Get(w.ctx, &kept, `SELECT file IS NOT NULL OR file_key IS NOT NULL OR file_name IS NOT NULL FROM intake.import
			WHERE municipality = $1 AND id = $2`, here, id)
	})
	if err != nil || kept {
		t.Errorf("the file or its key is still there (%v)", err)
	}
}

// A row that an earlier version took in under another reading of its phone number is not taken in twice.
func TestARowOfAnEarlierVersionIsKnown(t *testing.T) {
	w := newWorld(t)
	row := func(phone string) registergen.Register {
		return registergen.Register{Name: "x.csv", File: []byte("Datum aanmelding;Naam inwoner;Telefoon;E-mail\n6-1-2021;Bo;" + phone + ";bo@lijst.example\n")}
	}
	w.work(w.hand("APPLICATIONS", row(""), false), done) // as it was read then
	for _, dryRun := range []bool{true, false} {
		if i := w.work(w.hand("APPLICATIONS", row("611930001.0"), dryRun), done); i.Duplicate != 1 || w.count("intake.application") != 1 {
			t.Errorf("dry run %t: %+v", dryRun, i.Tally)
		}
	}
}

// How the columns were read is kept with the import, also after its file is gone.
func TestAnImportSaysHowItsColumnsWereRead(t *testing.T) {
	w := newWorld(t)
	file := "Datum aanmelding;Naam inwoner;Kleur;Tel;Op welk telefoonnummer precies;Wie meldde aan bij ons;Naam\n6-1-2021;Bo;rood;06-11930001;;inwoner;Al\n"
	i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte(file)}, false), done)
	report := w.read(i.ID).Report
	if got := fmt.Sprint(report.NotRead, report.Guessed); got != "[Kleur Op welk telefoonnummer precies Naam] [Wie meldde aan bij ons]" {
		t.Errorf("not read and guessed: %s", got)
	}
	if !slices.Contains(report.Missing, "Toestemming") || slices.Contains(report.Missing, "Telefoon") {
		t.Errorf("missing: %v", report.Missing)
	}
}

func TestAFileThatCannotBeReadFailsWithTheRule(t *testing.T) {
	w := newWorld(t)
	i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte("een;twee\n1;2\n")}, false), done)
	if i.State != intake.ImportFailed || i.Failure != string(register.RuleNoHeading) {
		t.Errorf("got %s because %q", i.State, i.Failure)
	}
}
