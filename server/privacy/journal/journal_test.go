package journal_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/journal"
)

const (
	noor = "0198c0de-0000-7000-8000-000000000001"
	vera = "0198c0de-0000-7000-8000-000000000002"
)

func someErasure() privacy.Erasure {
	return privacy.Erasure{
		Municipality: "gm0867", Kind: privacy.Dossier, Subject: noor, Reason: privacy.Request,
		Time: time.Date(2026, 11, 25, 13, 4, 5, 6000, time.UTC),
	}
}

func open(t *testing.T) (*journal.Journal, string) {
	t.Helper()
	folder := t.TempDir()
	j, err := journal.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return j, folder
}

func write(t *testing.T, j *journal.Journal, e privacy.Erasure) string {
	t.Helper()
	path, err := j.Write(e)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func files(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	j, _ := open(t)
	want := []privacy.Erasure{someErasure(), someErasure(), someErasure()}
	want[1].Municipality, want[1].Reason = "gm0855", privacy.Mistake
	want[2].Kind, want[2].Subject, want[2].Reason = privacy.Supporter, vera, privacy.Retention
	for _, e := range want {
		write(t, j, e)
	}
	got, err := j.Erasures()
	if err != nil {
		t.Fatal(err)
	}
	want[0], want[1] = want[1], want[0] // by the name of the file
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameErasureIsOneFileAndKeepsItsTime(t *testing.T) {
	j, folder := open(t)
	first := someErasure()
	path := write(t, j, first)
	later := first
	later.Time, later.Reason = first.Time.Add(time.Hour), privacy.Mistake
	if again := write(t, j, later); again != path {
		t.Errorf("the second lies in %s, the first in %s", again, path)
	}
	if names := files(t, folder); len(names) != 1 {
		t.Errorf("there are %v", names)
	}
	if found, ok, err := j.Find(later); err != nil || !ok || found != first {
		t.Errorf("got %v %t %v, want the first", found, ok, err)
	}
	other := first
	other.Kind = privacy.Referrer
	if _, ok, err := j.Find(other); ok || err != nil {
		t.Errorf("an erasure that was not noted: %t, %v", ok, err)
	}
}

func TestAnEntryHoldsNothingButWhoWhenAndWhy(t *testing.T) {
	j, _ := open(t)
	path := write(t, j, someErasure())
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "municipality": "gm0867",
  "kind": "DOSSIER",
  "subject": "` + noor + `",
  "time": "2026-11-25T13:04:05.000006Z",
  "reason": "REQUEST"
}
`
	if diff := cmp.Diff(want, string(content)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: others may read it", info.Mode(), err)
	}
}

func TestWhatIsNoEntryIsNamed(t *testing.T) {
	for name, spoil := range map[string]func(path string) (culprit string){
		"cut off":       func(path string) string { return rewrite(path, func(s string) string { return s[:len(s)/2] }) },
		"empty":         func(path string) string { return rewrite(path, func(string) string { return "" }) },
		"more behind":   func(path string) string { return rewrite(path, func(s string) string { return s + "{}" }) },
		"an odd field":  func(path string) string { return rewrite(path, replacer(`"kind"`, `"name": "Noor", "kind"`)) },
		"an odd kind":   func(path string) string { return rewrite(path, replacer("DOSSIER", "ACCOUNT")) },
		"an odd reason": func(path string) string { return rewrite(path, replacer("REQUEST", "BECAUSE")) },
		"an odd id":     func(path string) string { return rewrite(path, replacer(noor, "noor")) },
		"another id":    func(path string) string { return rewrite(path, replacer(noor, vera)) },
		"no time": func(path string) string {
			return rewrite(path, replacer(`  "time": "2026-11-25T13:04:05.000006Z",`, ""))
		},
		"another name": func(path string) string {
			other := filepath.Join(filepath.Dir(path), "gm0867-dossier-"+vera+".json")
			return must(other, os.Rename(path, other))
		},
		"a stranger": func(path string) string {
			other := filepath.Join(filepath.Dir(path), "README.txt")
			return must(other, os.WriteFile(other, []byte("hello"), 0o600))
		},
		"a folder": func(path string) string {
			other := filepath.Join(filepath.Dir(path), "old")
			return must(other, os.Mkdir(other, 0o700))
		},
	} {
		j, _ := open(t)
		culprit := spoil(write(t, j, someErasure()))
		second := someErasure()
		second.Municipality = "gm9999"
		write(t, j, second)
		got, err := j.Erasures()
		if err == nil || !strings.Contains(err.Error(), culprit) || got != nil {
			t.Errorf("%s: got %v, %v, want a refusal that names %s", name, got, err, culprit)
		}
	}
}

func TestADamagedEntryIsWrittenAnew(t *testing.T) {
	j, _ := open(t)
	rewrite(write(t, j, someErasure()), func(s string) string { return s[:10] })
	write(t, j, someErasure())
	if got, err := j.Erasures(); err != nil || len(got) != 1 {
		t.Errorf("got %v, %v", got, err)
	}
}

// A crash between writing and renaming leaves a hidden file; the erasure was not done.
func TestWhatACrashLeftIsNoEntry(t *testing.T) {
	j, folder := open(t)
	if err := os.WriteFile(filepath.Join(folder, ".gm0867-dossier-"+noor+".json.123"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := j.Erasures(); err != nil || len(got) != 0 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestAFailureLeavesNothingBehind(t *testing.T) {
	j, folder := open(t)
	path := write(t, j, someErasure())
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil { // no file can take this name
		t.Fatal(err)
	}
	if _, err := j.Write(someErasure()); err == nil {
		t.Error("an entry that could not be written was taken for written")
	}
	if names := files(t, folder); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
	wrong := someErasure()
	wrong.Municipality = "../gm0867"
	if _, err := j.Write(wrong); err == nil {
		t.Error("a municipality that leads out of the folder was written")
	}
}

func TestAJournalMustBeAFolderThatIsThere(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(folder, "missing"), file} {
		if _, err := journal.Open(path); err == nil {
			t.Errorf("%s was opened", path)
		}
	}
}

func replacer(from, to string) func(string) string {
	return func(s string) string { return strings.Replace(s, from, to, 1) }
}

func rewrite(path string, change func(string) string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return must(path, os.WriteFile(path, []byte(change(string(content))), 0o600))
}

func must(path string, err error) string {
	if err != nil {
		panic(err)
	}
	return path
}
