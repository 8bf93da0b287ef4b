package registers_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/itest/harness"
)

const (
	ofApplications = intakev1.ImportKind_IMPORT_KIND_APPLICATIONS
	ofSupporters   = intakev1.ImportKind_IMPORT_KIND_SUPPORTERS
)

// TestGeneratedRegisters imports registers of several shapes: judged without storing first, then
// imported, then again.
func TestGeneratedRegisters(t *testing.T) {
	system := harness.Start(t)
	shapes := registergen.Shapes()
	for i, shape := range []registergen.Shape{shapes[0], shapes[3], shapes[len(shapes)-2]} {
		t.Run(fmt.Sprintf("%+v", shape), func(t *testing.T) {
			w := newTown(t, system)
			made := registergen.Applications(uint64(i), shape, w.place.Code, 2021+i, 50)
			w.whole(made.Name, made.File, made.Expected, made.Entries)
			compareClosed(t, made, w.applications())
			log := system.Log.String()
			for _, secret := range made.Secrets {
				if strings.Contains(log, secret) {
					t.Errorf("%q stands in the log", secret)
				}
			}
			if len(made.Secrets) == 0 || !strings.Contains(log, "CreateImport") {
				t.Errorf("%d secrets were looked for in a log of %d letters", len(made.Secrets), len(log))
			}
			people := registergen.Supporters(uint64(i), shape, w.place.Code)
			stubs := len(w.supporters())
			result, rows := w.importFile(ofSupporters, people.Name, people.File, false)
			if diff := cmp.Diff(expectedTotals(people.Expected), totalsOf(result)); diff != "" {
				t.Errorf("supporters (-want +got):\n%s", diff)
			}
			compareRows(t, people.Expected, rows)
			if known := len(w.supporters()); known > stubs+people.Expected.Imported {
				t.Errorf("%d supporters are known, %d from matches and %d from the register", known, stubs, people.Expected.Imported)
			}
		})
	}
}

// whole imports a register of applications three times: without storing, for good, and again.
func (w town) whole(name string, file []byte, want registergen.Expected, entries []registergen.Entry) {
	t := w.t
	t.Helper()
	dry, rows := w.importFile(ofApplications, name, file, true)
	if diff := cmp.Diff(expectedTotals(want), totalsOf(dry)); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	compareRows(t, want, rows)
	if stored := len(w.applications()); stored != 0 {
		t.Errorf("a dry run stored %d applications", stored)
	}
	result, rows := w.importFile(ofApplications, name, file, false)
	if diff := cmp.Diff(expectedTotals(want), totalsOf(result)); diff != "" {
		t.Errorf("import (-want +got):\n%s", diff)
	}
	compareRows(t, want, rows)
	if sheet := result.GetSheet(); strings.HasSuffix(name, ".xlsx") && (sheet != "Lijst" || !slices.Equal(result.GetSheetsNotRead(), []string{"Sheet1"})) {
		t.Errorf("sheet %q was read, and %q not", sheet, result.GetSheetsNotRead())
	}
	stored := w.applications()
	if len(stored) != want.Imported {
		t.Errorf("%d applications are stored, want %d", len(stored), want.Imported)
	}
	compareEntries(t, entries, rows, stored)
	from, until := period(want)
	exact := w.monitor(harness.Coordinator, from, until)
	compareMonitor(t, want, entries, exact)
	w.compareParts(exact, from[:4])

	again, _ := w.importFile(ofApplications, name, file, false)
	nothingNew := totals{Rows: want.Rows, Duplicate: want.Imported + want.Duplicate, Refused: want.Refused, Skipped: want.Skipped}
	if diff := cmp.Diff(nothingNew, totalsOf(again)); diff != "" {
		t.Errorf("the second time (-want +got):\n%s", diff)
	}
	compareMonitor(t, want, entries, w.monitor(harness.Coordinator, from, until))
}

// compareParts holds what a policy adviser may ask for of a year against the exact numbers.
func (w town) compareParts(exact *reportingv1.Monitor, of string) {
	w.t.Helper()
	from, until := exact.GetFromDate(), exact.GetUntilDate()
	read := func(persona harness.Persona) year {
		return year{w.monitor(persona, from, of+"-07-01"), w.monitor(persona, of+"-07-01", until), w.monitor(persona, from, until)}
	}
	compareHidden(w.t, read(harness.Coordinator), read(harness.PolicyAdviser))
}

// period is the whole years that a register is about.
func period(want registergen.Expected) (from, until string) {
	months := slices.Sorted(maps.Keys(want.Month))
	var year int
	if _, err := fmt.Sscanf(months[len(months)-1], "%d-", &year); err != nil {
		panic(fmt.Sprintf("month %s: %v", months[len(months)-1], err))
	}
	return months[0][:4] + "-01-01", fmt.Sprintf("%d-01-01", year+1)
}

// TestRegistersFromOutside imports the registers of the folder that OCO_REGISTERS names, each with
// what is expected of it beside it; ondersteuners.csv goes in after them, and before them.
func TestRegistersFromOutside(t *testing.T) {
	folder := os.Getenv("OCO_REGISTERS")
	if folder == "" {
		return
	}
	expectations, err := filepath.Glob(filepath.Join(folder, "*.expected.json"))
	if err != nil || len(expectations) == 0 {
		t.Fatalf("no expectations in OCO_REGISTERS: %v", err)
	}
	system := harness.Start(t)
	supporters := read(t, filepath.Join(folder, "ondersteuners.csv"))
	for _, path := range expectations {
		t.Run(filepath.Base(path), func(t *testing.T) {
			var want registergen.Expected
			if err := json.Unmarshal(read(t, path), &want); err != nil {
				t.Fatal(err)
			}
			files, err := filepath.Glob(strings.TrimSuffix(path, ".expected.json") + ".[cx][sl]*")
			if err != nil || len(files) != 1 {
				t.Fatalf("files %v: %v", files, err)
			}
			name, file := filepath.Base(files[0]), read(t, files[0])
			first := newTown(t, system)
			entries := entriesIn(t, file, want)
			first.whole(name, file, want, entries)
			first.supportersFromOutside(supporters)
			other := newTown(t, system)
			other.supportersFromOutside(supporters)
			other.whole(name, file, want, entries)
			if diff := cmp.Diff(first.register(), other.register()); diff != "" {
				t.Errorf("the order of the files matters (-applications first +supporters first):\n%s", diff)
			}
			t.Logf("%d rows: %d imported, %d duplicate, %d refused, %d skipped; matched %d, the same day %d",
				want.Rows, want.Imported, want.Duplicate, want.Refused, want.Skipped, want.Matched, want.MatchedSameDay)
		})
	}
}

// supportersFromOutside imports the shared register of supporters: seventeen, one of them twice,
// and two that must be refused.
func (w town) supportersFromOutside(file []byte) {
	w.t.Helper()
	result, rows := w.importFile(ofSupporters, "ondersteuners.csv", file, false)
	if diff := cmp.Diff(totals{Rows: 20, Imported: 17, Duplicate: 1, Refused: 2}, totalsOf(result)); diff != "" {
		w.t.Errorf("supporters (-want +got):\n%s", diff)
	}
	compareRows(w.t, registergen.Expected{Rows: 20, Remarkable: []registergen.Remarkable{
		{Line: 19, Result: "duplicate", Because: "same supporter, other typing"},
		{Line: 20, Result: "refused", Because: "capacity is no number"},
		{Line: 21, Result: "refused", Because: "unknown kind of supporter"},
	}}, rows)
}

// register is what is known of each supporter, by name.
func (w town) register() map[string]string {
	w.t.Helper()
	known := map[string]string{}
	for _, s := range w.supporters() {
		known[s.GetName()] = fmt.Sprintf("%s %s %q max %d %v %v stub %t open %d", s.GetKind(), s.GetState(), s.GetOrganisation(),
			s.GetMaxCases(), s.GetLifeDomains(), s.GetLanguages(), s.GetStub(), s.GetOpenCases())
	}
	return known
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
