package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/platform/pg"
)

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

// What the import counts as to be completed is what the applications say of themselves.
func TestToBeCompletedIsWhatTheApplicationsLack(t *testing.T) {
	w := newWorld(t)
	file := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door\n6-1-2021;Bo;06-11930001;zelf\n7-1-2021;?;;zelf\n"
	i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte(file)}, false), done)
	var lacking []string
	err := w.db.Read(w.ctx, func(tx *pg.Tx) error {
		return tx.Select(w.ctx, &lacking, `SELECT array_to_string(to_complete, ' ') FROM intake.application WHERE municipality = $1 ORDER BY application_date`, here)
	})
	if err != nil || i.ToComplete != 2 || fmt.Sprint(lacking) != "[life_domain question contact life_domain question name]" {
		t.Errorf("the import counts %d, the applications lack %q, %v", i.ToComplete, lacking, err)
	}
	if dry := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "y.csv", File: []byte(strings.ReplaceAll(file, "2021", "2020"))}, true), done); dry.ToComplete != 2 {
		t.Errorf("a dry run counts %d", dry.ToComplete)
	}
}

// Two people without a name behind one phone have a dossier each; one person with two questions has one.
func TestNobodyIsTakenForSomebodyElse(t *testing.T) {
	w := newWorld(t)
	file := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag\n" +
		"6-1-2021;onbekend;06-11930001;zelf;wmo;brief\n7-1-2021;onbekend;06-11930001;zelf;wmo;gesprek\n6-1-2021;Bo;06-11930001;zelf;wmo;brief\n7-1-2021;BO;0611930001;zelf;wmo;gesprek\n"
	w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte(file)}, false), done)
	if applications, dossiers := w.count("intake.application"), w.count("intake.dossier"); applications != 4 || dossiers != 3 {
		t.Errorf("%d applications of %d dossiers, want 4 of 3", applications, dossiers)
	}
	if i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte(file)}, false), done); i.Duplicate != 4 {
		t.Errorf("again: %+v", i.Tally)
	}
}

// A file is judged by the day on which it was handed in.
func TestADateAfterTheFileIsTold(t *testing.T) {
	w := newWorld(t)
	file := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag\n1-1-2199;Bo;06-11930001;zelf;wmo;brief\n"
	i := w.work(w.hand("APPLICATIONS", registergen.Register{Name: "x.csv", File: []byte(file)}, false), done)
	if got := w.rules(i.ID, intake.RowImported); got[2] != string(register.RuleDateFuture) {
		t.Errorf("told: %v", got)
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
