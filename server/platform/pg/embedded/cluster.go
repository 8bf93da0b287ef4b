package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"syscall"

	"oco.example/oco/server/platform/pg"
)

// The names of the socket and, in the temporary directory, of its folder.
const (
	socketName      = ".s.PGSQL.5432"
	socketDirPrefix = "oco-socket-"
)

// maxSocketPath is the length of the path of a Unix socket on the systems we run on, less one.
const maxSocketPath = 102

// prepareDataDir makes the folder and takes its lock, which the operating system lifts when this
// process ends in whatever way.
func prepareDataDir(dir string, r runner) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	if err := r.reaches(dir); err != nil {
		return nil, fmt.Errorf("%w; choose another folder with --data-dir", err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the data directory: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("another server uses %s now; stop it or choose another folder with --data-dir", dir), lock.Close())
	}
	return lock, nil
}

// ensureCluster makes the cluster when there is none. It is made beside its place and moved
// there when complete, so a start that was broken off leaves nothing that looks like data.
func ensureCluster(ctx context.Context, dataDir string, b binaries, r runner, durable bool) error {
	cluster, partial := filepath.Join(dataDir, "cluster"), filepath.Join(dataDir, "cluster.new")
	if _, err := os.Stat(filepath.Join(cluster, "PG_VERSION")); err == nil {
		return nil
	}
	if err := os.RemoveAll(partial); err != nil {
		return fmt.Errorf("clear away a cluster that was not completed: %w", err)
	}
	if err := os.Mkdir(partial, 0o700); err != nil {
		return fmt.Errorf("make room for the cluster: %w", err)
	}
	if err := r.own(partial); err != nil {
		return err
	}
	arguments := []string{
		"-D", partial, "-U", Superuser, "--encoding=UTF8", "--locale=C", "--auth=trust", "--data-checksums", "--no-instructions",
	}
	if !durable {
		arguments = append(arguments, "--no-sync")
	}
	command := exec.CommandContext(ctx, b.program("initdb"), arguments...)
	command.Env = environment()
	command.Dir = partial
	command.SysProcAttr = r.attributes()
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Run(); err != nil {
		return fmt.Errorf("make the cluster: %w\n%s", err, said.Bytes())
	}
	if err := os.Rename(partial, cluster); err != nil {
		return fmt.Errorf("put the cluster in place: %w", err)
	}
	return nil
}

// writeAccess writes who may connect: whoever gets to the socket is let in as one of our roles.
// The socket's folder is closed to everybody but us and the user Postgres runs as, and nothing
// listens on a network.
func writeAccess(cluster string, r runner) error {
	path := filepath.Join(cluster, "pg_hba.conf")
	text := "local\tall\t" + strings.Join(append([]string{Superuser}, pg.Roles...), ",") + "\ttrust\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("write who may connect: %w", err)
	}
	return r.own(path)
}

// makeSocketDir makes a folder with a short path that only we and the runner can enter.
func makeSocketDir(r runner) (string, error) {
	parent := os.TempDir()
	if len(filepath.Join(parent, socketDirPrefix+"0123456789", socketName)) > maxSocketPath || r.reaches(parent) != nil {
		parent = "/tmp"
	}
	dir, err := os.MkdirTemp(parent, socketDirPrefix)
	if err != nil {
		return "", fmt.Errorf("make a folder for the socket: %w", err)
	}
	if err := r.own(dir); err != nil {
		return "", errors.Join(err, os.Remove(dir))
	}
	return dir, nil
}

// settings are the arguments that fit a small machine, keep everything on the socket, and keep
// values of rows out of the log: an error's text may quote one, and the caller hears it anyway.
func settings(extra map[string]string) []string {
	all := map[string]string{
		"listen_addresses":                    "",
		"port":                                "5432",
		"unix_socket_permissions":             "0700",
		"max_connections":                     "100",
		"shared_buffers":                      "128MB",
		"random_page_cost":                    "1.1",
		"jit":                                 "off",
		"timezone":                            "UTC",
		"log_timezone":                        "UTC",
		"log_min_messages":                    "log",
		"log_min_error_statement":             "panic",
		"log_error_verbosity":                 "terse",
		"log_parameter_max_length":            "0",
		"log_parameter_max_length_on_error":   "0",
		"idle_in_transaction_session_timeout": "60s",
	}
	for name, value := range extra {
		all[name] = value
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	var arguments []string
	for _, name := range names {
		arguments = append(arguments, "-c", name+"="+all[name])
	}
	return arguments
}
