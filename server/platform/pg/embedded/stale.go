package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// pidFile is what Postgres writes about itself into its cluster.
type pidFile struct {
	pid       int
	socketDir string
	ready     bool
}

// The lines of postmaster.pid that matter, counted from zero.
const (
	pidLine    = 0
	socketLine = 4
	statusLine = 7
)

func pidPath(cluster string) string { return filepath.Join(cluster, "postmaster.pid") }

func readPidFile(cluster string) (pidFile, error) {
	text, err := os.ReadFile(pidPath(cluster))
	if err != nil {
		return pidFile{}, err
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[pidLine]))
	if err != nil {
		return pidFile{}, fmt.Errorf("read postmaster.pid: %w", err)
	}
	read := pidFile{pid: pid}
	if len(lines) > socketLine {
		read.socketDir = lines[socketLine]
	}
	read.ready = len(lines) > statusLine && strings.TrimSpace(lines[statusLine]) == "ready"
	return read, nil
}

// stopStale stops a Postgres that runs on the cluster though nobody else holds the lock of its
// data directory: the server that started it has crashed. The folder of its socket goes with it,
// unless it is the one to keep.
func stopStale(ctx context.Context, cluster, keep string, log *slog.Logger) error {
	left, err := readPidFile(cluster)
	if err == nil && runsOn(ctx, left.pid, cluster) {
		log.Warn("stopping a postgres that a crash left running", "pid", left.pid)
		if err := stopPid(ctx, left.pid, cluster); err != nil {
			return err
		}
	}
	// A first process that was killed leaves others that end by themselves, a moment later.
	// Postgres does not start while they use its memory.
	if !await(func() bool { return !inUse(cluster) }) {
		return fmt.Errorf("processes of a postgres that has crashed still use %s", cluster)
	}
	if err == nil && syscall.Kill(left.pid, 0) == nil && !runsOn(ctx, left.pid, cluster) {
		// Another program got the number since. Postgres would take it for itself, still running.
		if err := os.Remove(pidPath(cluster)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("remove the pid file of a postgres that is gone: %w", err)
		}
	}
	if left.socketDir != keep {
		removeSocketDir(left.socketDir)
	}
	return nil
}

// removeSocketDir removes a folder that makeSocketDir made, with what Postgres may have left in
// it. What cannot be removed, or is not ours, stays and harms nobody.
func removeSocketDir(dir string) {
	if !strings.HasPrefix(filepath.Base(dir), socketDirPrefix) {
		return
	}
	for _, name := range []string{socketName, socketName + ".lock", ""} {
		_ = os.Remove(filepath.Join(dir, name))
	}
}

// stopPid ends a Postgres in its orderly way, or else at once.
func stopPid(ctx context.Context, pid int, cluster string) error {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} {
		if err := syscall.Kill(pid, signal); errors.Is(err, syscall.ESRCH) {
			return nil
		} else if err != nil {
			return fmt.Errorf("stop the postgres that a crash left running (process %d): %w", pid, err)
		}
		if await(func() bool { return !runsOn(ctx, pid, cluster) }) {
			return nil
		}
	}
	return fmt.Errorf("the postgres that a crash left running (process %d) does not stop", pid)
}

// await looks until it is so, at most for stopPatience, and reports whether it came to be.
func await(so func() bool) bool {
	late := time.After(stopPatience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-late:
			return false
		case <-tick.C:
		}
	}
	return true
}

// runsOn reports whether the process is a Postgres that was started on the cluster.
func runsOn(ctx context.Context, pid int, cluster string) bool {
	if pid <= 1 {
		return false
	}
	arguments, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil { // a system without /proc, or no such process
		arguments, err = exec.CommandContext(ctx, "ps", "-o", "args=", "-p", strconv.Itoa(pid)).Output()
		if err != nil {
			return false
		}
	} else {
		arguments = bytes.ReplaceAll(arguments, []byte{0}, []byte{' '})
	}
	// A process that has ended and waits for its parent has no arguments any more.
	return bytes.Contains(arguments, []byte("postgres -D "+cluster+" "))
}

// inUse reports whether a process works in the cluster's folder, as all of Postgres' do. Where
// there is no /proc it cannot tell and says no; Postgres then decides by itself.
func inUse(cluster string) bool {
	processes, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		return false
	}
	for _, link := range processes {
		if dir, err := os.Readlink(link); err == nil && dir == cluster {
			return true
		}
	}
	return false
}
