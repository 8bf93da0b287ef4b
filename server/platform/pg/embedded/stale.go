package embedded

import (
	"bytes"
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
	pid   int
	ready bool
}

// The lines of postmaster.pid that matter, counted from zero.
const (
	pidLine    = 0
	statusLine = 7
)

func readPidFile(cluster string) (pidFile, error) {
	text, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if err != nil {
		return pidFile{}, err
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[pidLine]))
	if err != nil {
		return pidFile{}, fmt.Errorf("read postmaster.pid: %w", err)
	}
	ready := len(lines) > statusLine && strings.TrimSpace(lines[statusLine]) == "ready"
	return pidFile{pid: pid, ready: ready}, nil
}

// stopStale stops a Postgres that runs on the cluster though nobody holds the lock of its data
// directory: the server that started it has crashed. A process that merely got the same number
// since is not touched.
func stopStale(cluster string, log *slog.Logger) error {
	left, err := readPidFile(cluster)
	if err != nil {
		return nil // no pid file, or none that can be read: Postgres itself decides
	}
	if !runsOn(left.pid, cluster) {
		return nil
	}
	log.Warn("stopping a postgres that a crash left running", "pid", left.pid)
	for _, step := range []struct {
		signal   syscall.Signal
		patience time.Duration
	}{{syscall.SIGINT, stopPatience}, {syscall.SIGQUIT, stopPatience}} {
		if err := syscall.Kill(left.pid, step.signal); errors.Is(err, syscall.ESRCH) {
			return nil
		} else if err != nil {
			return fmt.Errorf("stop the postgres that a crash left running (process %d): %w", left.pid, err)
		}
		if gone(left.pid, cluster, step.patience) {
			return nil
		}
	}
	return fmt.Errorf("the postgres that a crash left running (process %d) does not stop", left.pid)
}

// gone waits until the process no longer runs on the cluster.
func gone(pid int, cluster string, patience time.Duration) bool {
	deadline := time.Now().Add(patience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for runsOn(pid, cluster) {
		if time.Now().After(deadline) {
			return false
		}
		<-tick.C
	}
	return true
}

// runsOn reports whether the process is a Postgres that was started on the cluster.
func runsOn(pid int, cluster string) bool {
	if pid <= 1 {
		return false
	}
	arguments, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil { // a system without /proc, or no such process
		arguments, err = exec.Command("ps", "-o", "args=", "-p", strconv.Itoa(pid)).Output()
		if err != nil {
			return false
		}
	}
	// A process that has ended and waits for its parent has no arguments any more.
	return bytes.Contains(arguments, []byte("postgres")) && bytes.Contains(arguments, []byte(cluster))
}
