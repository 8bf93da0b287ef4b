package crash_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"oco.example/oco/server/itest/program"
)

// kills are how often each process was killed.
type kills struct{ server, postgres int }

// killsWhile kills server and Postgres in a random order, each time after some more calls were
// acknowledged, so that others are always on their way.
func killsWhile(ctx context.Context, t *testing.T, server *program.Server, load *load, random *rand.Rand) (done kills) {
	t.Helper()
	order := make([]bool, 2*killsOfEach)
	for i := range order {
		order[i] = i < killsOfEach
	}
	random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	stretch := int64(load.total() / (len(order) + 1))
	for i, isServer := range order {
		if !load.awaitAcknowledged(ctx, int64(i)*stretch+1+random.Int64N(stretch)) {
			t.Fatalf("after %d kills the load came to a standstill: %v", i, <-load.done)
		}
		if isServer {
			killServer(ctx, t, server)
			done.server++
		} else {
			killPostgres(ctx, t, server)
			done.postgres++
		}
	}
	return done
}

// killServer kills the server and starts it again.
func killServer(ctx context.Context, t *testing.T, server *program.Server) {
	t.Helper()
	server.Kill()
	if err := server.Start(ctx); err != nil {
		t.Fatal(err)
	}
}

// killPostgres kills Postgres and waits until the server has started another.
func killPostgres(ctx context.Context, t *testing.T, server *program.Server) {
	t.Helper()
	old := postgres(ctx, t, server)
	if err := old.Kill(); err != nil {
		t.Fatal(err)
	}
	await(ctx, t, "another postgres", func() bool {
		now, err := server.Postgres()
		return err == nil && now.Ready && now.Pid != old.Pid
	})
}

// postgres is the Postgres that runs now.
func postgres(ctx context.Context, t *testing.T, server *program.Server) (now program.Postgres) {
	t.Helper()
	await(ctx, t, "postgres", func() (ready bool) {
		var err error
		now, err = server.Postgres()
		return err == nil && now.Ready
	})
	return now
}

// await looks until it is so.
func await(ctx context.Context, t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-ctx.Done():
			t.Fatalf("wait for %s: %v", what, context.Cause(ctx))
		case <-tick.C:
		}
	}
}
