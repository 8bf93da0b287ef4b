// Package crash ends the server and its Postgres without warning, again and again, while people
// send in applications, supporters are asked, and cases open and close; whatever was acknowledged
// must be there once, be counted once, and be told outside: each mail and each event at least once, under one id, and each event
// exactly once to who watches.
package crash_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"oco.example/oco/server/itest/program"
)

// How much is done, how many offers there are for one direct answer, and how often each of the
// two processes is killed meanwhile.
const (
	submissions     = 1600
	offers          = 400
	offersPerAnswer = 4
	killsOfEach     = 20
)

// patience is the longest that the whole test may take.
const patience = 12 * time.Minute

// seedVariable names the environment variable that repeats a run with its seed.
const seedVariable = "OCO_CRASH_SEED"

// reportVariable names the environment variable with the file that a run also reports to, for where go test hides what
// a passing test says.
const reportVariable = "OCO_CRASH_REPORT"

// report says what the run did.
func report(t *testing.T, format string, arguments ...any) {
	t.Helper()
	line := fmt.Sprintf(format, arguments...)
	t.Log(line)
	path := os.Getenv(reportVariable)
	if path == "" {
		return
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintln(file, line)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}

func seed(t *testing.T) uint64 {
	t.Helper()
	if given := os.Getenv(seedVariable); given != "" {
		parsed, err := strconv.ParseUint(given, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", seedVariable, err)
		}
		return parsed
	}
	return rand.Uint64()
}

func TestWhatWasAcknowledgedIsThereOnceAfterCrashes(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	chosen := seed(t)
	report(t, "seed %d (%s repeats it)", chosen, seedVariable)
	random := rand.New(rand.NewPCG(chosen, 1))
	outside := newReceivers(t)
	server := start(ctx, t, outside.settings()...)

	interrupted := []*importing{
		sendImport(ctx, t, server, 2021, chosen), sendImport(ctx, t, server, 2022, chosen+1),
	}
	interrupted[0].interrupt(ctx, t, "server", func() { killServer(ctx, t, server) })
	before := count(ctx, t, server)
	interrupted[1].interrupt(ctx, t, "postgres", func() { killPostgres(ctx, t, server) })

	load := newLoad(t, server)
	outside.subscribe(ctx, t, load.caller)
	watcher := load.caller.watch(ctx)
	load.run(ctx)
	kills := killsWhile(ctx, t, server, load, outside, random)
	if err := <-load.done; err != nil {
		t.Fatal(err)
	}
	for _, i := range interrupted {
		i.check(ctx, t)
	}
	load.check(ctx, t, before)
	outside.check(ctx, t, load)
	watcher.check(ctx, t, server)
	replays := load.replays(ctx, t)
	report(t, "the server was killed %d times and postgres %d times; %d calls had to be sent again, of which %d found their row",
		kills.server, kills.postgres, load.again.Load(), replays)
	if replays == 0 {
		t.Error("no call that was sent again found its row: the test did not hit what it is for")
	}
}

// start runs the demo region in a folder of its own, with more settings.
func start(ctx context.Context, t *testing.T, more ...string) *program.Server {
	t.Helper()
	folder, err := program.NewFolder()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(folder.Remove)
	path, err := program.Build(ctx, folder.Path)
	if err != nil {
		t.Fatal(err)
	}
	settings := append([]string{"--demo", "--rate-per-address", "1000000/s", "--rate-per-client", "1000000/s"}, more...)
	server, err := program.New(path, folder.Path, settings...)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(ctx); err != nil {
		t.Fatal(err)
	}
	syncAtOnce(t, server)
	t.Cleanup(func() {
		server.Stop()
		if t.Failed() {
			t.Logf("the end of the server's log:\n%s", server.LogTail())
		}
	})
	return server
}

// syncAtOnce lets Postgres, from its next start on, ask the system once to bring to disk what a
// crash may have left, instead of once for each of its files: on a busy disk, most of the time of
// this test would be that. Each commit waits for the disk as ever.
func syncAtOnce(t *testing.T, server *program.Server) {
	t.Helper()
	if runtime.GOOS != "linux" { // no other system can be asked
		return
	}
	file, err := os.OpenFile(filepath.Join(server.DataDir, "cluster", "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString("recovery_init_sync_method = syncfs\n"); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
