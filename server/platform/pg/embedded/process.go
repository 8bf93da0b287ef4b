package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// recipe is how Postgres is started on a data directory, the same each time.
type recipe struct {
	dataDir, cluster, socketDir string
	binaries                    binaries
	runner                      runner
	settings                    map[string]string
}

// process is one run of Postgres.
type process struct {
	command *exec.Cmd
	exited  chan struct{}
}

// stopPatience is how long a fast shutdown may take before Postgres is told to stop at once.
const stopPatience = 30 * time.Second

// launch starts Postgres and waits until it answers. logMode says whether its log begins anew
// (os.O_TRUNC) or goes on (os.O_APPEND).
func (r recipe) launch(ctx context.Context, logMode int, log *slog.Logger) (*process, error) {
	logPath := filepath.Join(r.dataDir, "postgres.log")
	logFile, err := os.OpenFile(logPath, os.O_CREATE|os.O_WRONLY|logMode, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the log of postgres: %w", err)
	}
	defer func() { _ = logFile.Close() }() // the process has its own copy
	arguments := append([]string{"-D", r.cluster, "-k", r.socketDir}, settings(r.settings)...)
	// Postgres outlives ctx, which is that of the start, and ends in the orderly way of end.
	command := exec.CommandContext(context.WithoutCancel(ctx), r.binaries.program("postgres"), arguments...)
	command.Env = environment()
	command.Dir = r.cluster
	command.Stdout, command.Stderr = logFile, logFile
	command.SysProcAttr = r.runner.attributes()
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start postgres: %w", err)
	}
	p := &process{command: command, exited: make(chan struct{})}
	go func() {
		_ = command.Wait() // how it ended stands in its own log
		close(p.exited)
	}()
	if err := p.awaitReady(ctx, r.cluster); err != nil {
		p.end(log)
		return nil, fmt.Errorf("%w; the last lines of %s:\n%s", err, logPath, lastLines(logPath))
	}
	return p, nil
}

// awaitReady watches the status that Postgres itself writes into its pid file.
func (p *process) awaitReady(ctx context.Context, cluster string) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for postgres: %w", ctx.Err())
		case <-p.exited:
			return errors.New("postgres ended while it started")
		case <-tick.C:
			if now, err := readPidFile(cluster); err == nil && now.pid == p.command.Process.Pid && now.ready {
				return nil
			}
		}
	}
}

// end stops Postgres the fast way: running transactions are broken off, what was committed is on
// disk. It returns when the process is gone.
func (p *process) end(log *slog.Logger) {
	_ = p.command.Process.Signal(syscall.SIGINT) // it may have ended by itself
	late := time.NewTimer(stopPatience)
	defer late.Stop()
	select {
	case <-p.exited:
	case <-late.C:
		log.Warn("postgres does not stop; ending it at once")
		_ = p.command.Process.Signal(syscall.SIGQUIT)
		<-p.exited
	}
}

// lastLines is the end of a log, for an error about a start that failed.
func lastLines(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	const enough = 2000
	if len(text) > enough {
		text = text[len(text)-enough:]
	}
	return string(text)
}
