package pgtest_test

import (
	"bufio"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	one, two := pgtest.New(t), pgtest.New(t)
	ctx := pgtest.Context(t, "gm0867", call.RoleCoordinator)
	if err := one.App.Write(ctx, func(tx *pg.Tx) error { tx.Logged("read resident", pg.NewID()); return nil }); err != nil {
		t.Fatal(err)
	}
	count := func(db *pgtest.Database) (n int) {
		if err := db.Owner.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &n, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1`, "gm0867")
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if count(one) != 1 || count(two) != 0 {
		t.Errorf("%d and %d rows, want 1 and 0", count(one), count(two))
	}
	if one.Keys == nil || one.URL(t, pg.AppRole) == two.URL(t, pg.AppRole) {
		t.Error("the databases share their address, or have no keys")
	}
}

// TestAServerOfItsOwn is no test by itself: the test below runs it in a process that it kills.
func TestAServerOfItsOwn(t *testing.T) {
	if os.Getenv("OCO_PGTEST_CHILD") == "" {
		return
	}
	s, err := pgtest.StartServer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\nstarted %s\n", s.URL)
	select {} // until we are killed
}

func TestAServerEndsWithItsProcess(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, open := range []string{folder, filepath.Dir(folder)} {
		if err := os.Chmod(open, 0o755); err != nil { // for the user that Postgres runs as
			t.Fatal(err)
		}
	}
	child := exec.CommandContext(t.Context(), self, "-test.run=^TestAServerOfItsOwn$")
	child.Env = append(os.Environ(), "OCO_PGTEST_CHILD=yes", "TMPDIR="+folder)
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var socket string
	for lines := bufio.NewScanner(stdout); socket == "" && lines.Scan(); {
		if address, found := strings.CutPrefix(lines.Text(), "started "); found {
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			socket = u.Query().Get("host")
		}
	}
	if _, err := os.Stat(filepath.Join(socket, ".s.PGSQL.5432")); socket == "" || err != nil {
		t.Fatalf("no server was started: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // killed, it has an error
	late := time.After(time.Minute)
	for {
		left, err := filepath.Glob(filepath.Join(folder, "*"))
		if _, socketErr := os.Stat(socket); err == nil && len(left) == 0 && os.IsNotExist(socketErr) {
			return
		}
		select {
		case <-late:
			t.Fatalf("left behind: %v", left)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
