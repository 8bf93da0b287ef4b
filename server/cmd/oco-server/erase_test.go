package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

// desk is where commands are given: a database with somebody in it, and a folder for the rest.
type desk struct {
	*testing.T
	database *pgtest.Database
	journal  string
	flags    []string
	somebody string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, database: pgtest.New(t), journal: t.TempDir()}
	keys := filepath.Join(t.TempDir(), "keys.json")
	if _, err := d.run("", "keys", "create", "--key-file", keys, "--data-dir", t.TempDir()); err != nil {
		t.Fatal(err)
	}
	d.flags = []string{"--database-url", d.database.URL(t, pg.AppRole), "--key-file", keys, "--erasure-journal", d.journal, "--data-dir", t.TempDir()}
	d.somebody = pg.NewID()
	ring, err := crypto.LoadKeyring(keys)
	if err != nil {
		t.Fatal(err)
	}
	ctx := pgtest.Context(t, "gm0867", call.RoleCoordinator)
	if err := d.database.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := subject.New(ring).Make(ctx, tx, d.somebody, subject.Dossier)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return d
}

// run gives a command, types the answer, and returns what was printed.
func (d *desk) run(answer string, args ...string) (said string, err error) {
	d.Helper()
	var out bytes.Buffer
	cmd := root()
	cmd.SetArgs(args)
	cmd.SetIn(strings.NewReader(answer))
	cmd.SetOut(&out)
	err = cmd.ExecuteContext(d.Context())
	return out.String(), err
}

func (d *desk) erase(answer string, args ...string) (string, error) {
	d.Helper()
	return d.run(answer, append(append([]string{"erase", "--municipality", "gm0867"}, d.flags...), args...)...)
}

func (d *desk) noted() int {
	d.Helper()
	files, err := os.ReadDir(d.journal)
	if err != nil {
		d.Fatal(err)
	}
	return len(files)
}

func TestErasingAsksFirst(t *testing.T) {
	d := newDesk(t)
	said, err := d.erase("", "--resident", d.somebody, "--dry-run")
	if err != nil || !strings.Contains(said, "1 keys") || !strings.Contains(said, "Nothing was erased") {
		t.Errorf("a dry run: %q, %v", said, err)
	}
	for _, answer := range []string{"", "no\n", "y\n"} {
		if said, err := d.erase(answer, "--resident", d.somebody); err == nil || !strings.Contains(said, "Type yes") {
			t.Errorf("%q: %q, %v", answer, said, err)
		}
	}
	if d.noted() != 0 {
		t.Error("what was not done was noted")
	}
	said, err = d.erase("yes\n", "--resident", strings.ToUpper(d.somebody))
	entry := filepath.Join(d.journal, "gm0867-dossier-"+d.somebody+".json")
	if err != nil || !strings.Contains(said, "The resident is erased") || !strings.Contains(said, entry) || d.noted() != 1 {
		t.Errorf("got %q, %v", said, err)
	}
	said, err = d.erase("", "--resident", d.somebody, "--yes")
	if err != nil || !strings.Contains(said, "was erased before, on ") || d.noted() != 1 {
		t.Errorf("again: %q, %v", said, err)
	}
}

func TestAnErasureThatCannotBeFollowedIsRefused(t *testing.T) {
	d := newDesk(t)
	for name, args := range map[string][]string{
		"nobody":             {},
		"two people":         {"--resident", d.somebody, "--supporter", d.somebody},
		"no id":              {"--resident", "noor"},
		"no reason":          {"--resident", d.somebody, "--reason", "because"},
		"no such place":      {"--resident", d.somebody, "--municipality", "Waalwijk"},
		"a journal of nopes": {"--resident", d.somebody, "--erasure-journal", filepath.Join(d.journal, "missing")},
	} {
		if _, err := d.erase("", append(args, "--yes")...); err == nil || !errors.Is(err, errUsage) && !strings.HasPrefix(err.Error(), "--erasure-journal") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, args := range map[string][]string{
		"unknown":         {"--resident", pg.NewID()},
		"of another kind": {"--referrer", d.somebody},
		"elsewhere":       {"--resident", d.somebody, "--municipality", "gm0855"},
	} {
		if _, err := d.erase("", append(args, "--yes")...); err == nil || !strings.Contains(err.Error(), "with the id") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if d.noted() != 0 {
		t.Error("what was not done was noted")
	}
}

func TestRestoringRepeatsTheJournal(t *testing.T) {
	d := newDesk(t)
	restore := append([]string{"restore", "--owner-url", d.database.URL(t, pg.OwnerRole), "--data-dir", t.TempDir()}, "--erasure-journal", d.journal)
	if _, err := d.run("", restore...); err == nil || !strings.Contains(err.Error(), "--no-erasures") {
		t.Errorf("an empty journal: %v", err)
	}
	if _, err := d.erase("", "--resident", d.somebody, "--yes"); err != nil {
		t.Fatal(err)
	}
	said, err := d.run("", restore...)
	if err != nil || !strings.Contains(said, "has 1 entries. 0 led to") || !strings.Contains(said, "ready to be served") {
		t.Errorf("got %q, %v", said, err)
	}
}
