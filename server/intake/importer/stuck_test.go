package importer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/importer"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// matched is a register of so many rows, of which the named ones are matched with that supporter.
func matched(rows int, supporters map[int]string) registergen.Register {
	var b strings.Builder
	b.WriteString("Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Vraag;Leefgebied;Route;OCO;Datum gekoppeld\n")
	for i := range rows {
		day := ""
		if supporters[i] != "" {
			day = "7-1-2021"
		}
		fmt.Fprintf(&b, "6-1-2021;Persoon %d;06-119%05d;inwoner;hulp;Wmo;informeel;%s;%s\n", i, 30000+i, supporters[i], day)
	}
	return registergen.Register{Name: "lijst.csv", File: []byte(b.String())}
}

// rules are the rules of the remarks on the rows with a result, by line.
func (w *world) rules(id, result string) map[int]string {
	w.Helper()
	rules := map[int]string{}
	err := w.db.Read(w.ctx, func(tx *pg.Tx) error {
		rows, err := w.store.ImportRows(w.ctx, tx, id, []string{result}, nil, 1000)
		for _, row := range rows {
			for _, remark := range row.Remarks {
				rules[row.Line] += remark.Rule
			}
		}
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	return rules
}

func raise(ctx context.Context, tx *pg.Tx, code string) error {
	_, err := tx.Exec(ctx, "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '"+code+"'; END $$")
	return err
}

// A row that cannot be kept is refused, whoever says so: the others go on, and nothing of it stays.
func TestARowThatCannotBeKeptIsRefused(t *testing.T) {
	w := newWorld(t)
	w.matching = func(ctx context.Context, tx *pg.Tx, past importer.Past) error {
		switch past.Matched {
		default:
			return nil
		case "2021-01-07":
		}
		switch past.Supporter {
		case w.names["Regel"]:
			return errs.Field("supporter.organisation", "organisation.required")
		case w.names["Waarde"]:
			return raise(ctx, tx, "23514")
		case w.names["Staat"]:
			return errs.StateConflict("application", "CLOSED")
		case w.names["Fout"]:
			return errGone
		case w.names["Paniek"]:
			panic("out of range")
		}
		return nil
	}
	file := matched(30, map[int]string{3: "Regel", 5: "Waarde", 7: "Staat", 9: "Goed", 22: "Fout", 24: "Paniek"})
	i := w.work(w.hand("APPLICATIONS", file, false), done)
	if i.State != intake.ImportDone || i.Imported != 25 || i.Refused != 5 || w.count("intake.application") != 25 || len(w.matches) != 1 {
		t.Errorf("%s: %d imported, %d refused, %d stored, %d matches", i.State, i.Imported, i.Refused, w.count("intake.application"), len(w.matches))
	}
	want := map[int]string{
		5: string(register.RuleNotAllowed), 7: string(register.RuleNotStorable), 9: string(register.RuleNotStorable),
		24: string(register.RuleFault), 26: string(register.RuleFault),
	}
	if got := w.rules(i.ID, intake.RowRefused); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("refused because %v, want %v", got, want)
	}
	// The row is mended and comes again: a refusal is remembered nowhere.
	w.matching = nil
	again := w.work(w.hand("APPLICATIONS", file, false), done)
	if again.Imported != 5 || again.Duplicate != 25 {
		t.Errorf("mended: %d imported, %d duplicate; want 5 and 25", again.Imported, again.Duplicate)
	}
}

// After a crash a row that was refused does not make a later one of the same person its duplicate.
func TestARefusedRowIsNobodysDuplicateAfterACrash(t *testing.T) {
	w := newWorld(t)
	file := matched(30, map[int]string{3: "Regel", 25: "Weg"})
	line := strings.Split(string(file.File), "\n")[4]
	file.File = append(file.File, strings.Replace(line, ";Regel;7-1-2021", ";;", 1)+"\n"...)
	w.matching = func(_ context.Context, _ *pg.Tx, past importer.Past) error {
		if past.Supporter == w.names["Regel"] {
			return errs.Field("supporter.organisation", "organisation.required")
		}
		if past.Supporter == w.names["Weg"] {
			return errGone
		}
		return nil
	}
	id := w.hand("APPLICATIONS", file, false)
	w.work(id, func(i intake.Import) bool { return i.RowsDone >= 20 })
	i := w.work(id, done)
	if i.Imported != 29 || i.Refused != 2 || i.Duplicate != 0 {
		t.Errorf("%d imported, %d refused, %d duplicate; want 29, 2 and 0", i.Imported, i.Refused, i.Duplicate)
	}
}

// Postgres may break a transaction off for the sake of another: its rows are taken in once more, and
// are not duplicates of themselves.
func TestATransactionThatIsRunAgainTakesItsRowsIn(t *testing.T) {
	w := newWorld(t)
	runs := 0
	w.matching = func(ctx context.Context, tx *pg.Tx, _ importer.Past) error {
		if runs++; runs < 3 {
			return raise(ctx, tx, "40001")
		}
		return nil
	}
	i := w.work(w.hand("APPLICATIONS", matched(30, map[int]string{15: "Goed"}), false), done)
	if i.Imported != 30 || w.count("intake.application") != 30 || runs != 3 {
		t.Errorf("%d imported, %d stored, after %d runs", i.Imported, w.count("intake.application"), runs)
	}
}

// An import that met a fault rests, and others of the same municipality pass it.
func TestAnImportThatStandsStillLetsOthersPass(t *testing.T) {
	w := newWorld(t)
	begun := make(chan struct{})
	faults := 0
	w.matching = func(_ context.Context, _ *pg.Tx, _ importer.Past) error {
		select {
		case <-begun:
			return nil
		default:
			faults++
			return errs.New(errs.Unavailable)
		}
	}
	stuck := w.hand("APPLICATIONS", matched(3, map[int]string{1: "Weg"}), false)
	other := w.hand("APPLICATIONS", registergen.Register{Name: "b.csv", File: []byte("Datum aanmelding;Naam inwoner\n7-1-2021;Bo\n")}, false)
	w.work(other, func(i intake.Import) bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return done(i) && faults > importer.MostFaults
	})
	if i := w.read(stuck); i.State != intake.ImportRunning {
		t.Fatalf("a database that is away ends no import: %s", i.State)
	}
	close(begun)
	if i := w.work(stuck, done); i.Imported != 3 {
		t.Errorf("%s: %d imported", i.State, i.Imported)
	}
}

// An import that cannot even be opened ends, and says why.
func TestAnImportThatMeetsAFaultAgainAndAgainFails(t *testing.T) {
	w := newWorld(t)
	tries := 0
	w.opening = func() error { tries++; return errors.New("a fault of ours") }
	i := w.work(w.hand("APPLICATIONS", matched(3, nil), false), done)
	if i.State != intake.ImportFailed || i.Failure != string(register.RuleFileFault) || tries != importer.MostFaults {
		t.Errorf("%s because %q after %d tries", i.State, i.Failure, tries)
	}
}

// A small file in one municipality does not wait for a large one in another.
func TestMunicipalitiesTakeTurns(t *testing.T) {
	w := newWorld(t)
	const there = "gm0873"
	elsewhere := pgtest.Context(t, there, call.RoleCoordinator)
	large := w.hand("APPLICATIONS", matched(1500, nil), true)
	small := w.handTo(elsewhere, "APPLICATIONS", matched(1, nil), true)
	i := w.workOn(elsewhere, []string{here, there}, small, done)
	if big := w.read(large); i.Rows != 1 || big.RowsDone == 0 || big.RowsDone > 600 {
		t.Errorf("the small one is %s, of the large one %d rows are done", i.State, big.RowsDone)
	}
}

// An import that somebody else holds as its turn comes is not forgotten: a replica that died, or a
// connection that is not quite gone, lets go of it later.
func TestAnImportThatSomebodyElseHeldIsTakenUp(t *testing.T) {
	w := newWorld(t)
	id := w.hand("APPLICATIONS", matched(3, nil), false)
	held, release, released := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		released <- w.db.Write(w.ctx, func(tx *pg.Tx) error {
			_, ok, err := w.store.LockImport(w.ctx, tx, id)
			if !ok || err != nil {
				return errors.Join(errors.New("the import cannot be held"), err)
			}
			close(held)
			<-release
			return nil
		})
	}()
	<-held
	looks := 0
	got := w.work(id, func(i intake.Import) bool {
		if looks++; looks == 20 {
			close(release)
		}
		return done(i)
	})
	if err := <-released; err != nil {
		t.Fatal(err)
	}
	if got.State != intake.ImportDone || got.Imported != 3 {
		t.Errorf("state %s, imported %d: want it done, with 3 rows", got.State, got.Imported)
	}
}
