package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"

	"oco.example/oco/server/platform/pg/embedded"
)

// Variable names the environment variable with the superuser's URL of a server that all test
// processes share; pgtestd sets it.
const Variable = "OCO_TEST_POSTGRES"

// Server is a Postgres for tests: nothing on it outlives the process that started it.
type Server struct {
	// URL is the superuser's address.
	URL string

	server   *embedded.Server
	dir      string
	lifeline io.Closer
	watchdog *exec.Cmd
}

// settings trade durability, which no test server needs, for speed. Crash tests start their own
// server, with durability.
var settings = map[string]string{
	"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
	"max_connections": "400", "shared_buffers": "64MB", "autovacuum": "off",
}

// StartServer starts a Postgres for tests in a folder of its own.
func StartServer(ctx context.Context) (*Server, error) {
	dir, err := os.MkdirTemp("", "oco-pgtest-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the test server: %w", err)
	}
	// The user that Postgres runs as must pass through.
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open the folder of the test server: %w", err)
	}
	server, err := embedded.Start(ctx, embedded.Config{DataDir: dir, PackageDir: packageDir(), Settings: settings})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s := &Server{URL: server.URL(embedded.Superuser, "postgres"), server: server, dir: dir}
	if err := s.watch(); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// clearAway waits until its standard input ends, which happens when this process does, however
// it ends; then it stops the server and removes its folders.
const clearAway = `cat >/dev/null
pidfile=$1/cluster/postmaster.pid
kill -QUIT "$(head -n 1 "$pidfile")" 2>/dev/null
tries=0
while [ -e "$pidfile" ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries+1)); done
rm -rf "$1" "$2"`

// watch starts the process that clears away after us: a test process has no moment of its own
// at which it could.
func (s *Server) watch() error {
	s.watchdog = exec.CommandContext(context.Background(), "sh", "-c", clearAway, "sh", s.dir, s.server.SocketDir())
	s.watchdog.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	lifeline, err := s.watchdog.StdinPipe()
	if err != nil {
		return fmt.Errorf("tie the test server to this process: %w", err)
	}
	s.lifeline = lifeline
	if err := s.watchdog.Start(); err != nil {
		return fmt.Errorf("tie the test server to this process: %w", err)
	}
	return nil
}

// Stop stops the server and removes everything of it.
func (s *Server) Stop() {
	s.server.Stop()
	if s.lifeline != nil {
		_ = s.lifeline.Close()
		_ = s.watchdog.Wait() // it finds nothing to stop, and removes the folders
	}
	_ = os.RemoveAll(s.dir)
}

// shared is the server of this process: that of the environment, else one of its own.
// It keeps its value, and with it the pipe that the watchdog reads, until the process ends.
var shared = sync.OnceValues(func() (*Server, error) {
	if url := os.Getenv(Variable); url != "" {
		return &Server{URL: url}, nil
	}
	server, err := StartServer(context.Background())
	if err != nil {
		return nil, fmt.Errorf("start a postgres for the tests: %w", err)
	}
	return server, nil
})

// packageDir is where `make` puts the npm packages with Postgres, found from the folder of the
// module that is tested.
func packageDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "build", "postgres", "node_modules")
		}
	}
	return ""
}
