package program

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// Folder is a temporary folder of which nothing remains when this process ends, in whatever way:
// not the folder, nor a server or a Postgres that still runs on it.
type Folder struct {
	// Path is where it lies; every user may pass through.
	Path string

	lifeline io.Closer
	watchdog *exec.Cmd
}

// clearAway waits until its standard input ends, then ends what the folder's process files name.
const clearAway = `cat >/dev/null
for file in "$1"/*.pid; do [ -e "$file" ] && kill -KILL "$(cat "$file")" 2>/dev/null; done
for file in "$1"/*/cluster/postmaster.pid; do
  [ -e "$file" ] || continue
  kill -QUIT "$(head -n 1 "$file")" 2>/dev/null
  tries=0
  while [ -e "$file" ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries+1)); done
done
rm -rf "$1"`

// NewFolder makes a folder.
func NewFolder() (*Folder, error) {
	path, err := os.MkdirTemp("", "oco-itest-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	f := &Folder{Path: path}
	if err := os.Chmod(path, 0o755); err != nil { // for the user that Postgres runs as
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	f.watchdog = exec.Command("sh", "-c", clearAway, "sh", path)
	f.watchdog.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if f.lifeline, err = f.watchdog.StdinPipe(); err != nil {
		return nil, fmt.Errorf("tie the folder to this process: %w", err)
	}
	if err := f.watchdog.Start(); err != nil {
		return nil, fmt.Errorf("tie the folder to this process: %w", err)
	}
	return f, nil
}

// Remove clears everything away and returns when it is done.
func (f *Folder) Remove() {
	_ = f.lifeline.Close()
	_ = f.watchdog.Wait() // it did what it could
}

// pidPath is the file that names the process of a server in the folder.
func (s *Server) pidPath() string { return filepath.Join(filepath.Dir(s.DataDir), "server.pid") }
