package promises_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/app"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/platform/telemetry"
)

// past is a platform on which somebody lived, now stopped.
type past struct {
	database  *pgtest.Database
	at        places
	settings  config.Server
	place     string
	noor      noor
	neighbour string
	marks     map[string]string
}

func newPast(t *testing.T) *past {
	t.Helper()
	p := &past{database: pgtest.New(t), at: newPlaces(t)}
	t.Run("in the past", func(t *testing.T) {
		w := newErasingTown(t, p.database, p.at)
		before := look(t, p.database)
		p.noor = w.live(t)
		w.make(t, harness.Coordinator, "EndApplication", "id", object{"application": p.noor.imported, "reason": "END_REASON_WITHDRAWN"})
		w.monitor(t) // all is counted in
		p.marks = sealedOf(before, look(t, p.database))
		p.noor.outlives(t, p.database, p.marks)
		p.settings, p.place, p.neighbour = w.settings, w.place.Code, w.neighbour
	})
	return p
}

// on is the settings of a server of the same platform on another database.
func (p *past) on(t *testing.T, database *pgtest.Database) config.Server {
	t.Helper()
	s := p.settings
	s.DatabaseURL = sealed.Of(database.URL(t, pg.AppRole))
	return s
}

func (p *past) erase(t *testing.T, database *pgtest.Database) app.Erased {
	t.Helper()
	erased, err := p.tryToErase(t, database)
	if err != nil {
		t.Fatal(err)
	}
	return erased
}

func (p *past) tryToErase(t *testing.T, database *pgtest.Database) (app.Erased, error) {
	t.Helper()
	eraser, err := app.OpenEraser(t.Context(), p.on(t, database), telemetry.NewLogger(t.Output(), nil, false))
	if err != nil {
		t.Fatal(err)
	}
	defer eraser.Close()
	return eraser.Erase(t.Context(), app.Erasing{Municipality: p.place, Resident: p.noor.resident, Reason: "request"})
}

func restore(t *testing.T, database *pgtest.Database, folder string, noErasures bool) (app.Restored, error) {
	t.Helper()
	settings := config.Server{OwnerURL: sealed.Of(database.URL(t, pg.OwnerRole)), ErasureJournal: folder}
	return app.AfterRestore(t.Context(), settings, noErasures, telemetry.NewLogger(t.Output(), nil, false))
}

// name is the name of a resident in a database, empty when there is nobody.
func (p *past) name(t *testing.T, database *pgtest.Database, resident string) (name string) {
	t.Helper()
	ring, err := crypto.LoadKeyring(p.at.keys)
	if err != nil {
		t.Fatal(err)
	}
	ctx := pgtest.Context(t, p.place, call.RoleCoordinator)
	err = database.App.Read(ctx, func(tx *pg.Tx) error {
		r, err := intakestore.New(subject.New(ring)).GetResident(ctx, tx, resident)
		name = r.Name.Reveal()
		return err
	})
	if err != nil && !errs.Is(err, errs.NotFoundReason) {
		t.Fatal(err)
	}
	return name
}

// value reads one value as the superuser.
func value[T any](t *testing.T, database *pgtest.Database, sql string) (value T) {
	t.Helper()
	ctx := call.With(t.Context(), call.Call{})
	if err := database.Open(t, "postgres").Write(ctx, func(tx *pg.Tx) error { return tx.Get(ctx, &value, sql) }); err != nil {
		t.Fatal(err)
	}
	return value
}

const (
	lastPosition = `SELECT max(position) FROM platform.event_clock`
	countFacts   = `SELECT md5(string_agg(f::text, '|' ORDER BY f::text)) FROM reporting.application_fact f`
	countEvents  = `SELECT md5(string_agg(e::text, '|' ORDER BY e::text)) FROM platform.event e`
)

// TestARestoredBackupForgetsAgain: a backup from before an erasure has the person still, and has
// them no more when it was prepared for serving; an import that ran in it does not bring them back.
func TestARestoredBackupForgetsAgain(t *testing.T) {
	p := newPast(t)
	backup := p.database.Copy(t)
	p.erase(t, p.database)
	if name := p.name(t, backup, p.noor.resident); name != noorsName {
		t.Fatalf("the backup has %q", name)
	}
	value[string](t, backup, `UPDATE intake.import SET state = 'RUNNING', file = '\x00112233445566778899', file_key = '\x99887766554433221100' RETURNING id::text`)
	if _, err := p.tryToErase(t, backup); err == nil || !strings.Contains(err.Error(), "import "+p.noor.importedIn+" is RUNNING") {
		t.Errorf("erasing while an import runs: %v", err)
	}
	p.marks[`\x00112233445566778899`], p.marks[`\x99887766554433221100`] = "intake.import.file", "intake.import.file_key"
	position, facts, events := value[int64](t, backup, lastPosition), value[string](t, backup, countFacts), value[string](t, backup, countEvents)

	done, err := restore(t, backup, p.at.journal, false)
	if err != nil || done != (app.Restored{Noted: 2, Repeated: 2, Imports: 1}) {
		t.Fatalf("got %+v, %v", done, err)
	}
	if name := p.name(t, backup, p.noor.resident); name != "" {
		t.Errorf("the restored backup still has %q", name)
	}
	if left := leftOf(look(t, backup), p.marks, p.noor.ids(), []string{"kanariezang"}); len(left) > 0 {
		t.Errorf("left:\n  %s", strings.Join(left, "\n  "))
	}
	if name := p.name(t, backup, p.neighbour); name != "Bram Buurman" {
		t.Errorf("the neighbour is %q", name)
	}
	if got := value[string](t, backup, `SELECT state || ' ' || failure FROM intake.import`); got != "FAILED register.broken_off" {
		t.Errorf("the import is %s", got)
	}
	if got := value[int64](t, backup, lastPosition); got < position+1_000_000_000 {
		t.Errorf("the position is %d, before %d", got, position)
	}
	if value[string](t, backup, countFacts) != facts || value[string](t, backup, countEvents) != events {
		t.Error("facts or events changed")
	}
	if done, err = restore(t, backup, p.at.journal, false); err != nil || done != (app.Restored{Noted: 2}) {
		t.Errorf("again: %+v, %v", done, err)
	}
}

// TestACrashBetweenJournalAndCommitIsMended: noted and still there is what such a crash leaves.
func TestACrashBetweenJournalAndCommitIsMended(t *testing.T) {
	p := newPast(t)
	crashed, restored := p.database.Copy(t), p.database.Copy(t)
	first := p.erase(t, p.database)
	entry, err := os.ReadFile(first.Entries[0])
	if err != nil {
		t.Fatal(err)
	}
	again := p.erase(t, crashed)
	if again.Gone["dossiers"] != 2 || p.name(t, crashed, p.noor.resident) != "" {
		t.Errorf("erasing again took %v", again.Gone)
	}
	if now, err := os.ReadFile(again.Entries[0]); err != nil || string(now) != string(entry) || again.Entries[0] != first.Entries[0] {
		t.Errorf("the entry became %s in %s, %v", now, again.Entries[0], err)
	}
	if done, err := restore(t, restored, p.at.journal, false); err != nil || done.Repeated != 2 || p.name(t, restored, p.noor.resident) != "" {
		t.Errorf("restoring: %+v, %v", done, err)
	}
}

// TestAReplayTakesExactlyWhomTheJournalNames: in the backup the two dossiers were not yet known to
// be one person's, and somebody else's were merged into theirs by mistake.
func TestAReplayTakesExactlyWhomTheJournalNames(t *testing.T) {
	p := newPast(t)
	backup := p.database.Copy(t)
	p.erase(t, p.database)
	value[string](t, backup, `UPDATE intake.dossier SET merged_into = NULL WHERE id = '`+p.noor.twin+`' RETURNING id::text`)
	value[string](t, backup, `UPDATE intake.dossier SET merged_into = '`+p.noor.resident+`' WHERE id = '`+p.neighbour+`' RETURNING id::text`)
	value[string](t, backup, `UPDATE intake.application SET merged_into = '`+p.noor.application+`', state = 'MERGED' WHERE dossier = '`+p.neighbour+`' RETURNING id::text`)
	if done, err := restore(t, backup, p.at.journal, false); err != nil || done.Repeated != 2 {
		t.Fatalf("got %+v, %v", done, err)
	}
	if left := leftOf(look(t, backup), p.marks, p.noor.ids(), []string{"kanariezang"}); len(left) > 0 {
		t.Errorf("left:\n  %s", strings.Join(left, "\n  "))
	}
	if name := p.name(t, backup, p.neighbour); name != "Bram Buurman" {
		t.Errorf("the neighbour is %q", name)
	}
}

// TestAJournalThatIsNotThereIsNoJournalWithoutErasures: what could bring somebody back is refused
// before anything is done, and says how it is meant.
func TestAJournalThatIsNotThereIsNoJournalWithoutErasures(t *testing.T) {
	p := newPast(t)
	folder := t.TempDir()
	position := value[int64](t, p.database, lastPosition)
	refused := func(name, journal string, noErasures bool, wanted ...string) {
		t.Helper()
		_, err := restore(t, p.database, journal, noErasures)
		for _, text := range append(wanted, "--erasure-journal: ") {
			if err == nil || !strings.Contains(err.Error(), text) {
				t.Errorf("%s: got %v, want a refusal that says %q", name, err, text)
			}
		}
	}
	missing, damaged := filepath.Join(folder, "missing"), filepath.Join(folder, "gm0867-dossier.json")
	refused("none given", "", false, "is needed with --owner-url", "--no-erasures")
	refused("not there", missing, false, missing+" is not there", "--no-erasures")
	refused("empty", folder, false, "holds no erasure", "--no-erasures")
	if err := os.WriteFile(damaged, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused("damaged", folder, false, damaged)
	refused("damaged, and said to be empty", folder, true, damaged)
	if err := os.Remove(damaged); err != nil {
		t.Fatal(err)
	}
	if got := value[int64](t, p.database, lastPosition); got != position {
		t.Errorf("positions moved on from %d to %d", position, got)
	}
	for _, journal := range []string{"", missing, folder} {
		if done, err := restore(t, p.database, journal, true); err != nil || done != (app.Restored{}) {
			t.Errorf("said to be empty, %q: %+v, %v", journal, done, err)
		}
	}
	p.erase(t, p.database)
	refused("not empty", p.at.journal, true, "holds 2 erasures")
}
