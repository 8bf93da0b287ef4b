package register_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
)

// open reads a register whole.
func open(t *testing.T, file []byte, kind register.Kind) ([]register.Row, register.Report) {
	t.Helper()
	r, err := register.Open(file, register.Options{Kind: kind})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return r.All(), r.Report
}

// compare holds what was read against what is expected; remarks on one line may come in any order.
func compare(t *testing.T, want, got registergen.Expected) {
	t.Helper()
	byLine := func(a, b registergen.Remarkable) bool {
		return a.Line < b.Line || a.Line == b.Line && a.Because < b.Because
	}
	if diff := cmp.Diff(want, got, cmpopts.SortSlices(byLine), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestGeneratedRegistersOfApplications(t *testing.T) {
	for _, shape := range registergen.Shapes() {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%+v/%d", shape, seed), func(t *testing.T) {
				made := registergen.Applications(seed, shape, "gm0855", 2022+int(seed), 90)
				rows, report := open(t, made.File, register.Applications)
				compare(t, inRules(t, made.Expected), tally("gm0855", rows, register.Judge(rows)))
				if report.HeadingLine != shape.Titles+1 {
					t.Errorf("heading on line %d", report.HeadingLine)
				}
				secretsStayOut(t, rows, made.Secrets)
				keptUnderTheQuestion(t, rows, made.Kept)
			})
		}
	}
}

func TestGeneratedRegistersOfSupporters(t *testing.T) {
	for _, shape := range registergen.Shapes() {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%+v/%d", shape, seed), func(t *testing.T) {
				made := registergen.Supporters(seed, shape, "gm0855")
				rows, _ := open(t, made.File, register.Supporters)
				compare(t, inRules(t, made.Expected), tally("gm0855", rows, register.Judge(rows)))
			})
		}
	}
}

// The same list, typed in another order, brings the same applications: running it again adds
// nothing, an extended one only what is new.
func TestKeysDoNotDependOnTheOrder(t *testing.T) {
	keysOf := func(rows []register.Row) []string {
		var keys []string
		for i, v := range register.Judge(rows) {
			if v.Result == register.Imported {
				keys = append(keys, rows[i].Key.Reveal())
			}
		}
		slices.Sort(keys)
		return keys
	}
	made := registergen.Applications(3, registergen.Shapes()[0], "gm0855", 2022, 60)
	rows, _ := open(t, made.File, register.Applications)
	once := keysOf(rows)
	slices.Reverse(rows)
	if diff := cmp.Diff(once, keysOf(rows)); diff != "" {
		t.Error(diff)
	}
	twice := append(slices.Clone(rows), rows...)
	if diff := cmp.Diff(once, keysOf(twice)); diff != "" {
		t.Error(diff)
	}
}

// keptUnderTheQuestion looks for what no field is for.
func keptUnderTheQuestion(t *testing.T, rows []register.Row, kept []string) {
	t.Helper()
	var b strings.Builder
	for _, row := range rows {
		if row.Application != nil {
			b.WriteString(row.Application.Question.Reveal() + "\n")
		}
	}
	for _, text := range kept {
		if !strings.Contains(b.String(), text) {
			t.Errorf("%q was lost", text)
		}
	}
	if len(kept) == 0 {
		t.Error("nothing was to be kept")
	}
}

// secretsStayOut looks for what must be kept nowhere in everything that is kept.
func secretsStayOut(t *testing.T, rows []register.Row, secrets []string) {
	t.Helper()
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "%s %s %v %v %v %v", row.Number, row.Key.Reveal(), row.Skipped, row.Refused, row.ToComplete, row.Notes)
		if a := row.Application; a != nil {
			fmt.Fprintf(&b, "%s %s %s %s %v", a.Name.Reveal(), a.Question.Reveal(), a.Outcome,
				a.Supporter.Reveal(), a.TargetGroups)
		}
	}
	for _, secret := range secrets {
		if strings.Contains(b.String(), secret) {
			t.Errorf("%q was kept", secret)
		}
	}
}

// listed leaves out what is told of a row besides what its expectation lists: that one names
// every row, and of each what matters most.
func listed(got, want []registergen.Remarkable) []registergen.Remarkable {
	lines := map[int]bool{}
	for _, r := range want {
		lines[r.Line] = true
	}
	return slices.DeleteFunc(got, func(r registergen.Remarkable) bool { return lines[r.Line] && !slices.Contains(want, r) })
}

// Registers handed in from outside, each with what is expected of it beside it; OCO_REGISTERS
// names their folder.
func TestRegistersFromOutside(t *testing.T) {
	folder := os.Getenv("OCO_REGISTERS")
	if folder == "" {
		return
	}
	expectations, err := filepath.Glob(filepath.Join(folder, "*.expected.json"))
	if err != nil || len(expectations) == 0 {
		t.Fatalf("no expectations in OCO_REGISTERS: %v", err)
	}
	for _, path := range expectations {
		name := strings.TrimSuffix(filepath.Base(path), ".expected.json")
		t.Run(name, func(t *testing.T) {
			var want registergen.Expected
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(content, &want); err != nil {
				t.Fatal(err)
			}
			files, err := filepath.Glob(strings.TrimSuffix(path, ".expected.json") + ".[cx][sl]*")
			if err != nil || len(files) != 1 {
				t.Fatalf("files %v: %v", files, err)
			}
			file, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			kind := register.Applications
			if want.Month == nil {
				kind = register.Supporters
			}
			rows, report := open(t, file, kind)
			if len(report.Unmatched)+len(report.Doubled) > 0 {
				t.Errorf("headings without a meaning: %q, %q", report.Unmatched, report.Doubled)
			}
			got := tally(want.Municipality, rows, register.Judge(rows))
			want = inRules(t, want)
			if want.TargetGroup == nil {
				got.TargetGroup = nil
			}
			got.Remarkable = listed(got.Remarkable, want.Remarkable)
			compare(t, want, got)
			t.Logf("%d rows: %d imported, %d duplicate, %d refused, %d skipped; %d referrers, %d matched, %d the same day",
				got.Rows, got.Imported, got.Duplicate, got.Refused, got.Skipped, got.DifferentReferrers, got.Matched, got.MatchedSameDay)
		})
	}
}

// The shared register of supporters has its expectation in words: seventeen, one of them twice,
// and two that must be refused.
func TestRegistersOfSupportersFromOutside(t *testing.T) {
	file, err := os.ReadFile(filepath.Join(os.Getenv("OCO_REGISTERS"), "ondersteuners.csv"))
	if err != nil {
		return
	}
	rows, report := open(t, file, register.Supporters)
	if len(report.Unmatched)+len(report.Doubled) > 0 {
		t.Errorf("columns: %+v", report)
	}
	var said []string
	for i, v := range register.Judge(rows) {
		for _, r := range remarkable(v) {
			said = append(said, fmt.Sprintf("%d %s %s", r.Line, r.Result, r.Because))
		}
		if s := rows[i].Supporter; s != nil {
			t.Logf("line %d %s: %s, capacity %d, %v %v %v, VOG %s, %s", v.Line, v.Result, s.Kind, s.Capacity, s.LifeDomains,
				s.TargetGroups, s.Languages, s.CertificateUntil, s.Status)
		}
	}
	want := []string{
		"19 duplicate supporter.duplicate", "20 refused capacity.invalid", "21 refused supporter_kind.unknown",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
	if len(rows) != 20 {
		t.Errorf("%d rows", len(rows))
	}
}
