package crash_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"google.golang.org/grpc/metadata"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/itest/program"
)

// watcher follows the events of home over gRPC, as a coordinator, through every crash: from the last position that it saw.
type watcher struct {
	mu     sync.Mutex
	last   int64
	began  int
	events []watched
}

// watched is an event by its position and its kind.
type watched struct {
	Position int64  `db:"position"`
	Kind     string `db:"kind"`
}

// watch follows until ctx ends.
func (c *caller) watch(ctx context.Context) *watcher {
	w := &watcher{}
	go func() {
		for ctx.Err() == nil {
			w.follow(ctx, c)
			pause(ctx)
		}
	}()
	return w
}

// follow takes what comes until the stream breaks.
func (w *watcher) follow(ctx context.Context, c *caller) {
	as := metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+c.server.Token(string(asCoordinator)))
	stream, err := c.events.WatchEvents(as, &eventsv1.WatchEventsRequest{Municipality: home, AfterPosition: w.at()})
	for came := false; err == nil; came = true {
		var answer *eventsv1.WatchEventsResponse
		if answer, err = stream.Recv(); err == nil {
			w.take(answer, !came)
		}
	}
}

func (w *watcher) at() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

func (w *watcher) take(answer *eventsv1.WatchEventsResponse, first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = answer.GetPosition()
	if first {
		w.began++
	}
	if event := answer.GetEvent().ProtoReflect(); event.IsValid() {
		payload := event.WhichOneof(event.Descriptor().Oneofs().ByName("payload"))
		w.events = append(w.events, watched{answer.GetEvent().GetPosition(), string(payload.Message().FullName())})
	}
}

// check finds what was watched without gap or double: of each kind that a coordinator sees all that happened, in its order.
func (w *watcher) check(ctx context.Context, t *testing.T, server *program.Server) {
	t.Helper()
	await(ctx, t, "what is watched", func() bool {
		return w.at() == int64(one(ctx, t, server, `SELECT position FROM platform.event_clock WHERE municipality = '`+home+`'`))
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	var kinds []string
	for _, event := range w.events {
		kinds = append(kinds, event.Kind)
	}
	happened := look[watched](ctx, t, server, `SELECT position, kind FROM platform.event WHERE municipality = '`+home+`' ORDER BY position`)
	happened = slices.DeleteFunc(happened, func(event watched) bool { return !slices.Contains(kinds, event.Kind) })
	if !slices.Equal(w.events, happened) {
		t.Errorf("%d events were watched of %d that happened, or in another order", len(w.events), len(happened))
	}
	if w.began < killsOfEach/2 {
		t.Errorf("the stream began %d times: it was not broken off often enough to say something", w.began)
	}
	report(t, "%d events were watched once, over %d streams", len(w.events), w.began)
}
