package program

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"oco.example/oco/server/platform/pg"
)

// Postgres is what the embedded Postgres of a program says about itself (postmaster.pid).
type Postgres struct {
	// Pid is the number of its first process.
	Pid int
	// Ready says that it answers.
	Ready bool

	socketDir string
}

// The lines of postmaster.pid that matter, counted from zero.
const (
	pidLine    = 0
	socketLine = 4
	statusLine = 7
)

// Postgres reads which Postgres runs now.
func (s *Server) Postgres() (Postgres, error) {
	text, err := os.ReadFile(filepath.Join(s.DataDir, "cluster", "postmaster.pid"))
	if err != nil {
		return Postgres{}, fmt.Errorf("look for postgres: %w", err)
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) <= statusLine {
		return Postgres{}, errors.New("look for postgres: it is still starting")
	}
	pid, err := strconv.Atoi(strings.TrimSpace(lines[pidLine]))
	if err != nil {
		return Postgres{}, fmt.Errorf("look for postgres: %w", err)
	}
	return Postgres{Pid: pid, socketDir: lines[socketLine], Ready: strings.TrimSpace(lines[statusLine]) == "ready"}, nil
}

// Kill ends it without warning.
func (p Postgres) Kill() error {
	if err := syscall.Kill(p.Pid, syscall.SIGKILL); err != nil {
		return fmt.Errorf("kill postgres: %w", err)
	}
	return nil
}

// URL is the address of the program's database for a user.
func (p Postgres) URL(user string) string {
	query := url.Values{"host": {p.socketDir}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", User: url.User(user), Path: "/" + pg.Database, RawQuery: query.Encode()}).String()
}
