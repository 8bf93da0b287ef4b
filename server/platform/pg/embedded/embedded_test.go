package embedded

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// fast is for tests that ask nothing of the disk.
var fast = map[string]string{"fsync": "off", "shared_buffers": "16MB", "max_connections": "20"}

// openDir is a folder that the user whom Postgres runs as can reach; t.TempDir alone is closed to it.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// madeBefore is the data directory of a server that ran and was stopped. Making a cluster takes
// longer than everything else, so it is made once and copied.
func madeBefore(t *testing.T) string {
	t.Helper()
	dir := openDir(t)
	if err := first.make(); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.CommandContext(t.Context(), "cp", "-Rp", first.dir+"/cluster", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return dir
}

// first is the cluster that others are copies of.
var first struct {
	dir  string
	make func() error
}

func TestMain(m *testing.M) {
	first.make = sync.OnceValue(func() (err error) {
		if first.dir, err = os.MkdirTemp("", "oco-embedded-"); err != nil {
			return err
		}
		if err := os.Chmod(first.dir, 0o755); err != nil {
			return err
		}
		s, err := Start(context.Background(), Config{DataDir: first.dir, Settings: fast})
		if err == nil {
			s.Stop()
		}
		return err
	})
	code := m.Run()
	_ = os.RemoveAll(first.dir)
	os.Exit(code)
}

func start(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), Config{DataDir: dir, Settings: fast})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func open(t *testing.T, s *Server, role string) *pg.DB {
	t.Helper()
	db, err := pg.Open(t.Context(), pg.Config{URL: s.URL(role, pg.Database), MaxConns: 2})
	if err != nil {
		t.Fatalf("as %s: %v", role, err)
	}
	return db
}

// run executes SQL on the server as a role and closes the connection.
func run(t *testing.T, s *Server, role, sql string) {
	t.Helper()
	db := open(t, s, role)
	ctx := call.With(t.Context(), call.Call{})
	err := db.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql); return err })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func TestStartMakesTheRolesAndTheDatabase(t *testing.T) {
	s := start(t, openDir(t))
	for _, role := range pg.Roles {
		db := open(t, s, role)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	run(t, s, pg.OwnerRole, `CREATE SCHEMA mine`)
	info, err := os.Stat(s.SocketDir())
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the socket's folder is open to others: %v, %v", info.Mode(), err)
	}
	run(t, s, Superuser, `DO $$ BEGIN
  ASSERT (SELECT datcollate = 'C' AND pg_encoding_to_char(encoding) = 'UTF8' FROM pg_database WHERE datname = 'oco');
  ASSERT current_setting('listen_addresses') = '';
  ASSERT (SELECT count(*) = 1 FROM pg_hba_file_rules);
  ASSERT current_setting('data_checksums') = 'on';
  ASSERT current_setting('TimeZone') = 'UTC';
END $$`)
}

func TestDataSurvivesAStop(t *testing.T) {
	dir := madeBefore(t)
	s := start(t, dir)
	run(t, s, pg.OwnerRole, `CREATE TABLE public.kept (n int)`)
	s.Stop()
	s.Stop() // again: nothing
	if _, err := os.Stat(s.SocketDir()); !os.IsNotExist(err) {
		t.Errorf("the socket's folder was left behind: %v", err)
	}
	run(t, start(t, dir), pg.OwnerRole, `SELECT n FROM public.kept`)
}

func TestTwoServersLiveSideBySideUnderLongPaths(t *testing.T) {
	long := filepath.Join(openDir(t), strings.Repeat("a folder with a long name/", 8))
	one, two := start(t, filepath.Join(long, "one")), start(t, madeBefore(t))
	run(t, one, pg.OwnerRole, `CREATE TABLE public.here (n int)`)
	run(t, two, pg.OwnerRole, `CREATE TABLE public.here (n int)`)
	if one.Pid() == two.Pid() {
		t.Error("one process for two servers")
	}
}

func TestADataDirectoryInUseIsRefused(t *testing.T) {
	dir := madeBefore(t)
	running := start(t, dir)
	_, err := Start(t.Context(), Config{DataDir: dir, Settings: fast})
	if err == nil || !strings.Contains(err.Error(), "another server uses") {
		t.Errorf("got %v", err)
	}
	run(t, running, pg.OwnerRole, `SELECT 1`) // it was left alone
}

func TestRootStepsDownToNobodyWhereThereIsNoPostgres(t *testing.T) {
	before := stepsDownTo
	stepsDownTo = []string{"no-such-user", "nobody"}
	t.Cleanup(func() { stepsDownTo = before })
	run(t, start(t, openDir(t)), pg.OwnerRole, `SELECT 1`)
}

func TestTheLogQuotesNoValues(t *testing.T) {
	dir := madeBefore(t)
	s := start(t, dir)
	db := open(t, s, pg.OwnerRole)
	const canary = "Zonnebloem"
	ctx := call.With(t.Context(), call.Call{})
	for _, sql := range []string{`SELECT $1::text::int`, `SELECT 'Zonnebloem'::int WHERE $1::text <> ''`, `DO $$ BEGIN RAISE WARNING 'Zonnebloem'; END $$ --`} {
		_ = db.Write(ctx, func(tx *pg.Tx) error { _, err := tx.Exec(ctx, sql, canary); return err }) // each fails
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	s.Stop()
	text, err := os.ReadFile(filepath.Join(dir, "postgres.log"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), canary) {
		t.Errorf("the log of postgres quotes a value:\n%s", text)
	}
	if !strings.Contains(string(text), "database system is ready") {
		t.Errorf("the log does not tell of the start:\n%s", text)
	}
}

func TestAFolderThatPostgresCannotReachIsNamed(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Log("an ordinary user's folders are its own: nothing to prove")
		return
	}
	closed := filepath.Join(openDir(t), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Config{DataDir: filepath.Join(closed, "data"), Settings: fast})
	if err == nil || !strings.Contains(err.Error(), closed) || !strings.Contains(err.Error(), "--data-dir") {
		t.Errorf("got %v", err)
	}
}

func TestAStartThatFailsLeavesNothingRunning(t *testing.T) {
	dir := madeBefore(t)
	if _, err := Start(t.Context(), Config{DataDir: dir, Settings: map[string]string{"shared_buffers": "much"}}); err == nil || !strings.Contains(err.Error(), "shared_buffers") {
		t.Errorf("got %v, want what Postgres said", err)
	}
	run(t, start(t, dir), pg.OwnerRole, `SELECT 1`)
}
