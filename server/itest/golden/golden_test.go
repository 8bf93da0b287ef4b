package golden_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
)

// TestStories runs every story over both doors. Their answers must be the same, and nothing
// personal that they send may be found in what the server or the database writes down.
func TestStories(t *testing.T) {
	stories := readStories(t)
	database := startPostgres(t)
	system := harness.Start(t, harness.OnDatabase(func(role string) string { return database.server.URL(role, pg.Database) }))
	c := &canaries{texts: map[string]bool{}}
	t.Run("both doors", func(t *testing.T) {
		for _, s := range stories {
			t.Run(s.Story, func(t *testing.T) {
				t.Parallel()
				c.add(s.Canaries...)
				runs := map[harness.Door]*run{}
				for _, door := range harness.Doors() {
					t.Run(string(door), func(t *testing.T) {
						runs[door] = newRun(t, system, door, s, c)
						runs[door].play(t, s)
					})
				}
				if t.Failed() || len(runs) < 2 {
					return
				}
				if diff := cmp.Diff(runs[harness.GRPC].normalised(), runs[harness.REST].normalised()); diff != "" {
					t.Errorf("the doors answer differently (-grpc +rest):\n%s", diff)
				}
			})
		}
	})
	checkLeaks(t, system, database, c)
	c.checkEverythingPersonalIsLookedFor(t)
}

// TestEveryRPCHasAStory finds RPCs without a success or a refusal over one of the doors.
func TestEveryRPCHasAStory(t *testing.T) {
	type told struct{ success, refusal bool }
	for _, door := range harness.Doors() {
		seen := map[string]told{}
		for _, s := range readStories(t) {
			for _, step := range s.Steps {
				if !step.runs(door) {
					continue
				}
				so := seen[step.Call]
				so.success = so.success || step.Refused == ""
				so.refusal = so.refusal || step.Refused != ""
				seen[step.Call] = so
			}
		}
		for _, rpc := range harness.Methods() {
			if so := seen[string(rpc.Name())]; !so.success || !so.refusal {
				t.Errorf("%s over %s: success %t, refusal %t", rpc.Name(), door, so.success, so.refusal)
			}
		}
	}
}

// startPostgres starts a server that logs every statement with its values.
func startPostgres(t *testing.T) *postgres {
	t.Helper()
	folder, err := os.MkdirTemp("", "oco-golden-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	// The user that Postgres runs as must pass through.
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	server, err := embedded.Start(context.Background(), embedded.Config{
		DataDir: folder, PackageDir: packages(t), Settings: map[string]string{
			"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
			// Our own servers log none of this; here it shows what the database is told at all.
			"log_statement": "all", "log_parameter_max_length": "-1", "log_parameter_max_length_on_error": "-1",
			"log_error_verbosity": "verbose", "log_min_error_statement": "error",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	if err := pg.Migrate(context.Background(), server.URL(pg.OwnerRole, pg.Database)); err != nil {
		t.Fatal(err)
	}
	return &postgres{server: server, folder: folder}
}

// packages is where make puts a Postgres from npm when the machine has none.
func packages(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../../build/postgres/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	return path
}
