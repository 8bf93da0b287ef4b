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

// killsInHand is how often the server is killed while the mail server has a mail in its hand, and how often while the system
// outside has an event: delivered, and not answered yet.
const killsInHand = 3

// killsWhile kills server and Postgres in a random order, each time after some more calls were
// acknowledged, so that others are always on their way; some of the first times while something is being delivered.
func killsWhile(ctx context.Context, t *testing.T, server *program.Server, load *load, outside *receivers, random *rand.Rand) (done kills) {
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
			switch {
			case done.server < killsInHand:
				killInHand(ctx, t, server, &outside.heldMails)
			case done.server < 2*killsInHand:
				killInHand(ctx, t, server, &outside.heldEvents)
			default:
				killServer(ctx, t, server)
			}
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

// killInHand kills the server while a receiver holds what it delivers, and starts it again. What those who were killed before
// had taken up is ended first: nothing else would come for ten minutes.
func killInHand(ctx context.Context, t *testing.T, server *program.Server, held *hold) {
	t.Helper()
	letGo(ctx, t, server)
	held.during(ctx, t, server.Kill)
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
