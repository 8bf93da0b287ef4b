package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fake makes a folder with programs that say they are a version of Postgres.
func fake(t *testing.T, dir, says string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, program := range []string{"postgres", "initdb", "pg_ctl"} {
		script := fmt.Sprintf("#!/bin/sh\n%s\n", says)
		if err := os.WriteFile(filepath.Join(dir, program), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func says(version string) string { return "echo 'postgres (PostgreSQL) " + version + "'" }

func TestTheNewestThatRunsIsChosen(t *testing.T) {
	dataDir, path := openDir(t), openDir(t)
	t.Setenv("PATH", path+":"+os.Getenv("PATH"))
	runner, err := findRunner()
	if err != nil {
		t.Fatal(err)
	}
	fake(t, filepath.Join(dataDir, "postgres-a", "bin"), says("98.2"))
	fake(t, filepath.Join(dataDir, "postgres-b", "bin"), says("98.10 (Distribution 98.10-1)"))
	fake(t, filepath.Join(dataDir, "postgres-c", "bin"), "exit 1")
	fake(t, filepath.Join(dataDir, "postgres-d", "bin"), says("14.9"))
	fake(t, path, says("97devel"))
	for _, c := range []struct {
		cluster, want string
		dir           string
	}{
		{"", "98.10", filepath.Join(dataDir, "postgres-b", "bin")},
		{"97", "97.0", path},
		{"98", "98.10", filepath.Join(dataDir, "postgres-b", "bin")},
	} {
		setClusterVersion(t, dataDir, c.cluster)
		got, err := choose(t.Context(), dataDir, "", runner)
		if err != nil || got.version.String() != c.want || got.dir != c.dir {
			t.Errorf("cluster %q: %v, %v; want %s", c.cluster, got, err, c.want)
		}
	}
	for _, cluster := range []string{"14", "96"} {
		setClusterVersion(t, dataDir, cluster)
		if got, err := choose(t.Context(), dataDir, "", runner); err == nil || !strings.Contains(err.Error(), "Postgres "+cluster+",") {
			t.Errorf("cluster %s: %v, %v; want none", cluster, got, err)
		}
	}
}

func setClusterVersion(t *testing.T, dataDir, version string) {
	t.Helper()
	cluster := filepath.Join(dataDir, "cluster")
	if err := os.RemoveAll(cluster); err != nil {
		t.Fatal(err)
	}
	if version == "" {
		return
	}
	if err := os.MkdirAll(cluster, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cluster, "PG_VERSION"), []byte(version+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// fakePackage makes what npm leaves of the package: its files without its links.
func fakePackage(t *testing.T, modules string) string {
	t.Helper()
	pack := filepath.Join(modules, "@embedded-postgres", packageName())
	// The program runs only if the link to its library is there.
	fake(t, filepath.Join(pack, "native", "bin"), `test -e "$(dirname "$0")/../lib/libx.so" && `+says("99.1"))
	files := map[string]string{
		"package.json":              `{"version": "99.1.0"}`,
		"native/lib/libx.so.1":      "a library",
		"native/lib/libx.a":         "an archive for compilers",
		"native/pg-symlinks.json":   `[{"source": "native/lib/libx.so.1", "target": "native/lib/libx.so"}]`,
		"native/share/postgres.bki": "a catalogue",
	}
	for name, content := range files {
		path := filepath.Join(pack, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return pack
}

func TestThePackageGetsItsLinks(t *testing.T) {
	dataDir, modules := openDir(t), openDir(t)
	pack := fakePackage(t, modules)
	runner, err := findRunner()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time they are there
		got, err := choose(t.Context(), dataDir, modules, runner)
		if err != nil || got.version.String() != "99.1" || got.dir != filepath.Join(pack, "native", "bin") {
			t.Errorf("got %v, %v", got, err)
		}
	}
	if link, err := os.Readlink(filepath.Join(pack, "native", "lib", "libx.so")); err != nil || link != "libx.so.1" {
		t.Errorf("the link: %q, %v", link, err)
	}
}

func TestAPackageOutOfReachIsCopiedOnce(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Log("an ordinary user reaches its own folders: nothing to prove")
		return
	}
	dataDir, parent := openDir(t), openDir(t)
	modules := filepath.Join(parent, "closed", "node_modules")
	fakePackage(t, modules)
	if err := os.Chmod(filepath.Join(parent, "closed"), 0o700); err != nil {
		t.Fatal(err)
	}
	runner, err := findRunner()
	if err != nil {
		t.Fatal(err)
	}
	var dir string
	for range 2 {
		got, err := choose(t.Context(), dataDir, modules, runner)
		if err != nil || got.version.String() != "99.1" || !strings.HasPrefix(got.dir, dataDir) || (dir != "" && got.dir != dir) {
			t.Fatalf("got %v, %v", got, err)
		}
		dir = got.dir
	}
	if copies, _ := filepath.Glob(filepath.Join(dataDir, "*")); len(copies) != 1 {
		t.Errorf("left behind: %v", copies)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(dir), "lib", "libx.a")); !os.IsNotExist(err) {
		t.Errorf("archives for compilers were copied: %v", err)
	}
}

func TestAPackageThatLinksOutsideItselfIsRefused(t *testing.T) {
	modules := openDir(t)
	pack := fakePackage(t, modules)
	for _, links := range []string{`[{"source": "../../etc/passwd", "target": "native/lib/libx.so"}]`, `[{"source": "native/lib/libx.so.1", "target": "/tmp/x"}]`, `{`} {
		if err := os.WriteFile(filepath.Join(pack, "native", "pg-symlinks.json"), []byte(links), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readLinks(pack); err == nil {
			t.Errorf("accepted %s", links)
		}
	}
}
