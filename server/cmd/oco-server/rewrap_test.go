package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

func TestAKeyIsReplacedFromTheCommandLine(t *testing.T) {
	d, folder := pgtest.New(t), t.TempDir()
	path := filepath.Join(folder, "keys.json")
	run := func(verb string) error {
		cmd := root()
		args := []string{"keys", verb, "--key-file", path, "--data-dir", folder}
		if verb == "rewrap" || verb == "retire" {
			args = append(args, "--database-url", d.URL(t, pg.AppRole), "--erasure-journal", folder)
		}
		cmd.SetArgs(args)
		return cmd.ExecuteContext(t.Context())
	}
	for _, verb := range []string{"rewrap", "retire"} {
		if err := run(verb); err == nil || !strings.HasPrefix(err.Error(), "--key-file") {
			t.Errorf("%s without a key file: got %v", verb, err)
		}
		embedded := root()
		embedded.SetArgs([]string{"keys", verb, "--key-file", path, "--data-dir", folder})
		if err := embedded.ExecuteContext(t.Context()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s without a key file, on the embedded database: got %v", verb, err)
		}
	}
	if err := run("create"); err != nil {
		t.Fatal(err)
	}
	old, err := crypto.LoadKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := pgtest.Context(t, "", call.RoleAdministrator)
	if err := d.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := subject.New(old).Make(ctx, tx, pg.NewID(), subject.Account)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"add", "rotate", "rewrap", "rewrap", "retire", "retire"} {
		if err := run(verb); err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
	}
	if newest, err := crypto.LoadKeyring(path); err != nil || newest.Holds(old.Newest()) {
		t.Errorf("the older key is in the key file still (%v)", err)
	}
	for _, verb := range []string{"rotate", "rewrap"} {
		if err := run(verb); err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
	}
	if err := run("retire"); err == nil || !strings.Contains(err.Error(), ".retired is there already") {
		t.Errorf("got %v, want a refusal that names the file which is kept", err)
	}
	broken, stop := context.WithCancel(t.Context())
	stop()
	cmd := root()
	cmd.SetArgs([]string{"keys", "rewrap", "--key-file", path, "--database-url", d.URL(t, pg.AppRole), "--erasure-journal", folder})
	if err := cmd.ExecuteContext(broken); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "run it again") {
		t.Errorf("got %v", err)
	}
}

func TestWhatRewrapDidIsTold(t *testing.T) {
	counts := []app.KeyCount{{Kind: "DOSSIER", Keys: 12, Anew: 9, Older: 3}}
	for _, c := range []struct {
		result       app.Rewrapped
		said, failed string
	}{
		{app.Rewrapped{Counts: counts, Anew: 9, Spare: 1}, "keys retire", ""},
		{app.Rewrapped{Counts: counts, Spare: 1}, "Nothing left", ""},
		{app.Rewrapped{Counts: counts}, "Nothing left: the newest key wraps every key.\n", ""},
		{app.Rewrapped{Counts: counts, Anew: 9, Older: 3, Spare: 1}, "dossiers", "older keys are still needed"},
		{app.Rewrapped{Counts: counts, Anew: 9, Older: 3, Damaged: 3}, "dossiers", "older keys are still needed"},
	} {
		var out strings.Builder
		err := tellRewrapped(&out, c.result)
		if !strings.Contains(out.String(), c.said) || (err == nil) != (c.failed == "") || err != nil && !strings.Contains(err.Error(), c.failed) {
			t.Errorf("%+v: said %q, failed with %v", c.result, out.String(), err)
		}
	}
	var out strings.Builder
	progress := percents(&out)
	for done := range 1001 {
		progress(done, 1000)
	}
	if lines := strings.Count(out.String(), "\n"); lines != 101 {
		t.Errorf("%d lines of progress, one for each percent is enough", lines)
	}
}
