package embedded

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// TestPostgresIsStartedAgainAfterACrash: at the same address, with everything that was committed.
func TestPostgresIsStartedAgainAfterACrash(t *testing.T) {
	s := start(t, madeBefore(t))
	run(t, s, pg.OwnerRole, `CREATE TABLE public.kept (n int)`)
	db, ctx := open(t, s, pg.OwnerRole), call.With(t.Context(), call.Call{})
	const crashes = 2
	for i := range crashes {
		before := s.Pid()
		s.Kill()
		insert := func() bool { // refused until it runs again
			err := db.Write(ctx, func(tx *pg.Tx) error {
				_, err := tx.Exec(ctx, `INSERT INTO public.kept VALUES ($1)`, i)
				return err
			})
			if err != nil && !errs.Is(err, errs.Unavailable) {
				t.Errorf("got %v, want UNAVAILABLE", err)
			}
			return err == nil
		}
		if !await(insert) || !await(func() bool { return s.Pid() != before }) {
			t.Fatal("postgres was not started again")
		}
	}
	_ = db.Close() // a connection that a crash broke cannot say goodbye
	run(t, s, pg.OwnerRole, fmt.Sprintf(`DO $$ BEGIN ASSERT (SELECT count(*) = %d FROM public.kept); END $$`, crashes))
	s.Stop()
	<-s.Done()
}

// TestAnotherProcess is no test by itself: the tests below run it in a process of its own, as a
// server that can be killed or that belongs to another user.
func TestAnotherProcess(t *testing.T) {
	dir := os.Getenv("OCO_EMBEDDED_TEST_DIR")
	if dir == "" {
		return
	}
	s := start(t, dir)
	run(t, s, pg.OwnerRole, `CREATE TABLE IF NOT EXISTS public.kept (n int)`)
	fmt.Printf("\nstarted %d\n", s.Pid())
	_, _ = io.Copy(io.Discard, os.Stdin) // until the parent has seen enough
	s.Stop()
	fmt.Println("stopped")
}

// another runs TestAnotherProcess on the directory and returns when its Postgres runs.
func another(t *testing.T, dir string, as *syscall.Credential) (server *exec.Cmd, postgres int, output *bufio.Scanner, stop func()) {
	t.Helper()
	binary := filepath.Join(openDir(t), "server")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(binary, content, 0o755); err != nil {
		t.Fatal(err)
	}
	server = exec.CommandContext(t.Context(), binary, "-test.run=^TestAnotherProcess$")
	server.Env = append(os.Environ(), "OCO_EMBEDDED_TEST_DIR="+dir)
	server.Dir = "/"
	server.Stderr = os.Stderr
	server.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	stdin, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	output = bufio.NewScanner(stdout)
	for output.Scan() {
		if n, _ := fmt.Sscanf(output.Text(), "started %d", &postgres); n == 1 {
			return server, postgres, output, func() { _ = stdin.Close() }
		}
		t.Log(output.Text())
	}
	t.Fatal("the other process did not start its server")
	return nil, 0, nil, nil
}

func TestAServerThatACrashLeftRunningIsStopped(t *testing.T) {
	dir := madeBefore(t)
	server, postgres, _, _ := another(t, dir, nil)
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = server.Wait() // killed, it has an error
	left, err := readPidFile(filepath.Join(dir, "cluster"))
	if err != nil || !runsOn(t.Context(), postgres, filepath.Join(dir, "cluster")) {
		t.Fatal("postgres did not outlive its server: nothing is proved")
	}
	s := start(t, dir)
	if runsOn(t.Context(), postgres, filepath.Join(dir, "cluster")) {
		t.Error("the first postgres still runs")
	}
	if _, err := os.Stat(left.socketDir); !os.IsNotExist(err) {
		t.Errorf("its socket's folder is left: %v", err)
	}
	run(t, s, pg.OwnerRole, `SELECT n FROM public.kept`)
}

func TestAnOrdinaryUserRunsItAsItself(t *testing.T) {
	dir := openDir(t)
	var as *syscall.Credential
	if os.Geteuid() == 0 { // otherwise we are one already
		as = &syscall.Credential{Uid: 65534, Gid: 65534}
		if err := os.Chown(dir, 65534, 65534); err != nil {
			t.Fatal(err)
		}
	}
	server, _, output, stop := another(t, dir, as)
	stop()
	for output.Scan() && output.Text() != "stopped" {
	}
	if err := server.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := readPidFile(filepath.Join(dir, "cluster")); !os.IsNotExist(err) {
		t.Errorf("postgres was not stopped: %v", err)
	}
}

// TestAPidThatAnotherProgramGotIsLeftAlone: after the machine starts again, the number in the pid
// file may belong to anybody, even to us.
func TestAPidThatAnotherProgramGotIsLeftAlone(t *testing.T) {
	dir := madeBefore(t)
	s := start(t, dir)
	run(t, s, pg.OwnerRole, `CREATE TABLE public.kept (n int)`)
	path := pidPath(s.recipe.cluster)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s.Stop()
	bystander := exec.CommandContext(t.Context(), "cat")
	stdin, err := bystander.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := bystander.Start(); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(path, fmt.Appendf(nil, "%d\n%s", bystander.Process.Pid, rest), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, start(t, dir), pg.OwnerRole, `SELECT n FROM public.kept`)
	if err := stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if err := bystander.Wait(); err != nil {
		t.Errorf("the bystander was hit: %v", err)
	}
}

func TestAClusterThatWasNotCompletedIsMadeAnew(t *testing.T) {
	dir := openDir(t)
	partial := filepath.Join(dir, "cluster.new")
	if err := os.MkdirAll(partial, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(partial, "PG_VERSION"), []byte("99\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, start(t, dir), pg.OwnerRole, `SELECT 1`)
}
