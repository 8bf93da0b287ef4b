package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/platform/crypto"
)

func TestWhatIsNoCommandIsRefused(t *testing.T) {
	for _, args := range [][]string{{"nonsense"}, {"keys", "nonsense"}} {
		cmd := root()
		cmd.SetArgs(args)
		if err := cmd.ExecuteContext(t.Context()); !errors.Is(err, errUsage) {
			t.Errorf("%v: got %v, want a refusal", args, err)
		}
	}
}

func TestKeysAreMadeOnceAndRotated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	run := func(verb string) error {
		cmd := root()
		cmd.SetArgs([]string{"keys", verb, "--key-file", path, "--data-dir", t.TempDir()})
		return cmd.ExecuteContext(t.Context())
	}
	if err := run("rotate"); err == nil {
		t.Error("a key file that is not there was rotated")
	}
	if err := run("create"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v: others than its owner may read it", info.Mode(), err)
	}
	made, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := run("create"); err == nil || !strings.HasPrefix(err.Error(), "--key-file") {
		t.Errorf("got %v, want a refusal that names --key-file", err)
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != string(made) {
		t.Errorf("the file was replaced (%v)", err)
	}
	before, err := crypto.LoadKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	wrapped, _, err := before.NewDataKey("gm0867", "somebody")
	if err != nil {
		t.Fatal(err)
	}
	if err := run("rotate"); err != nil {
		t.Fatal(err)
	}
	after, err := crypto.LoadKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := after.OpenDataKey("gm0867", "somebody", 1, wrapped); err != nil {
		t.Errorf("what the older key wrapped no longer opens: %v", err)
	}
}
