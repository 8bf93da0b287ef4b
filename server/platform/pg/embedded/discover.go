package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// oldest is the oldest major version of Postgres that the platform runs on.
const oldest = 15

// version is a version of Postgres.
type version struct{ major, minor int }

func (v version) String() string { return fmt.Sprintf("%d.%d", v.major, v.minor) }

func (v version) newerThan(other version) bool {
	if v.major != other.major {
		return v.major > other.major
	}
	return v.minor > other.minor
}

// binaries is a folder with the programs of one Postgres that were seen to run.
type binaries struct {
	dir     string
	version version
}

func (b binaries) program(name string) string { return filepath.Join(b.dir, name) }

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)(?:\.(\d+))?`)

// choose finds the binaries: those of the major version that made the existing cluster, otherwise
// the newest. Each candidate is run before it is chosen.
func choose(ctx context.Context, dataDir, packageDir string, r runner) (binaries, error) {
	needed, err := clusterMajor(filepath.Join(dataDir, "cluster"))
	if err != nil {
		return binaries{}, err
	}
	var best binaries
	var passed []string
	for _, candidate := range candidates(dataDir, packageDir) {
		found, err := try(ctx, candidate, dataDir, r)
		switch {
		case err != nil:
			passed = append(passed, fmt.Sprintf("%s: %v", candidate.dir, err))
		case found.version.major < oldest:
			passed = append(passed, fmt.Sprintf("%s: Postgres %s is too old", candidate.dir, found.version))
		case needed != 0 && found.version.major != needed:
			passed = append(passed, fmt.Sprintf("%s: Postgres %s does not open data of Postgres %d", candidate.dir, found.version, needed))
		case best.dir == "" || found.version.newerThan(best.version):
			best = found
		}
	}
	if best.dir != "" {
		return best, nil
	}
	wanted := fmt.Sprintf("Postgres %d or newer", oldest)
	if needed != 0 {
		wanted = fmt.Sprintf("Postgres %d, with which %s was made,", needed, dataDir)
	}
	return binaries{}, fmt.Errorf("%s was not found; install it, run `make postgres`, or give --database-url\n%s", wanted, strings.Join(passed, "\n"))
}

// clusterMajor is the major version that made the cluster, zero when there is none yet.
func clusterMajor(cluster string) (int, error) {
	text, err := os.ReadFile(filepath.Join(cluster, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the version of the data: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("read the version of the data: %w", err)
	}
	return major, nil
}

// candidate is a folder that may hold the programs; pack is the npm package it belongs to.
type candidate struct{ dir, pack string }

func candidates(dataDir, packageDir string) []candidate {
	var list []candidate
	if path, err := exec.LookPath("postgres"); err == nil {
		if program, err := filepath.EvalSymlinks(path); err == nil {
			list = append(list, candidate{dir: filepath.Dir(program)})
		}
	}
	// Patterns without a mistake in them have no error.
	installed, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	copied, _ := filepath.Glob(filepath.Join(dataDir, "postgres-*", "bin"))
	for _, dir := range append(installed, copied...) {
		list = append(list, candidate{dir: dir})
	}
	if packageDir != "" {
		pack := filepath.Join(packageDir, "@embedded-postgres", packageName())
		if _, err := os.Stat(pack); err == nil {
			list = append(list, candidate{dir: filepath.Join(pack, "native", "bin"), pack: pack})
		}
	}
	return list
}

// packageName is how the npm packages name this platform.
func packageName() string {
	arch := map[string]string{"amd64": "x64", "386": "ia32"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	return runtime.GOOS + "-" + arch
}

// try runs a candidate as the runner, after putting in order what npm leaves undone.
func try(ctx context.Context, c candidate, dataDir string, r runner) (binaries, error) {
	for _, program := range []string{"postgres", "initdb", "pg_ctl"} {
		if _, err := os.Stat(filepath.Join(c.dir, program)); err != nil {
			return binaries{}, fmt.Errorf("no %s", program)
		}
	}
	if c.pack != "" {
		native, err := readyPackage(c.pack, dataDir, r)
		if err != nil {
			return binaries{}, err
		}
		c.dir = filepath.Join(native, "bin")
	}
	command := exec.CommandContext(ctx, filepath.Join(c.dir, "postgres"), "--version")
	command.Env = environment()
	command.Dir = "/"
	command.SysProcAttr = r.attributes()
	output, err := command.Output()
	if err != nil {
		return binaries{}, fmt.Errorf("does not run here: %w", err)
	}
	match := versionLine.FindStringSubmatch(string(output))
	if match == nil {
		return binaries{}, errors.New("does not say its version")
	}
	found := binaries{dir: c.dir}
	found.version.major, _ = strconv.Atoi(match[1]) // digits, by the pattern
	found.version.minor, _ = strconv.Atoi(match[2])
	return found, nil
}

// environment is what the programs of Postgres get of ours: nothing of it may change what they do.
func environment() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC", "PGTZ=UTC"}
}
