package door_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

type watcher = grpc.ServerStreamingClient[eventsv1.WatchEventsResponse]

func watch(ctx context.Context, t *testing.T, h *house, municipality string, after int64) watcher {
	t.Helper()
	stream, err := eventsv1.NewEventServiceClient(h.inside).WatchEvents(ctx, &eventsv1.WatchEventsRequest{Municipality: municipality, AfterPosition: after})
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

// sending is a handler that sends one answer and then waits for its end.
func sending(_ *eventsv1.WatchEventsRequest, s grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
	if err := s.Send(&eventsv1.WatchEventsResponse{Position: 1}); err != nil {
		return err
	}
	<-s.Context().Done()
	return s.Context().Err()
}

func first(t *testing.T, stream watcher) {
	t.Helper()
	if got, err := stream.Recv(); err != nil || got.GetPosition() != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
}

func TestAStreamPassesTheSameChain(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	h.people.set("neighbour", at(call.RoleCoordinator, neighbour))
	for _, c := range []struct {
		name, token, in string
		after           int64
		code            codes.Code
		reason          errs.Reason
	}{
		{"no token", "", here, 0, codes.Unauthenticated, errs.Unauthenticated},
		{"a bad token", "bad", here, 0, codes.Unauthenticated, errs.Unauthenticated},
		{"a foreign municipality", "neighbour", here, 0, codes.PermissionDenied, errs.Forbidden},
		{"a field that breaks a rule", "coordinator", here, -5, codes.InvalidArgument, errs.Invalid},
	} {
		_, err := watch(outside(t, c.token), t, h, c.in, c.after).Recv()
		want(t, err, c.code, c.reason)
		if c.reason == errs.Invalid {
			if diff := cmp.Diff([]string{"after_position int64.gte"}, violations(err)); diff != "" {
				t.Error(diff)
			}
		}
	}
	if _, calls := h.last(); calls != 0 {
		t.Error("a handler was reached")
	}
	h.watch = func(_ *eventsv1.WatchEventsRequest, s grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
		return s.Send(&eventsv1.WatchEventsResponse{Position: 1})
	}
	stream := watch(outside(t, "coordinator"), t, h, here, 0)
	first(t, stream)
	if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
		t.Fatalf("the end is %v", err)
	}
	if got, _ := h.last(); got.Municipality != here || got.Scope != call.ScopeMunicipality {
		t.Errorf("the handler found %+v", got)
	}
	h.watch = func(*eventsv1.WatchEventsRequest, grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
		panic(canary)
	}
	_, err := watch(outside(t, "coordinator"), t, h, here, 0).Recv()
	want(t, err, codes.Internal, errs.Internal)
}

func TestAStreamEndsWhenTheGrantEnds(t *testing.T) {
	h := newHouse(t)
	h.watch = sending
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	stream := watch(outside(t, "coordinator"), t, h, here, 0)
	first(t, stream)
	h.ticks <- h.Now() // the grant still stands
	<-h.people.looked
	h.people.set("coordinator", at(call.RoleDesk, here))
	h.ticks <- h.Now() // another grant, by which it was not let in, is not enough
	_, err := stream.Recv()
	want(t, err, codes.PermissionDenied, errs.Forbidden)
	h.close(t)
	if len(h.refused.list) != 1 {
		t.Errorf("%d refusals were written", len(h.refused.list))
	}
}

func TestAStreamEndsWithItsToken(t *testing.T) {
	h := newHouse(t)
	h.watch = sending
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	stream := watch(outside(t, "coordinator"), t, h, here, 0)
	first(t, stream)
	h.pass(25 * time.Hour)
	h.ticks <- h.Now()
	_, err := stream.Recv()
	want(t, err, codes.Unauthenticated, errs.Unauthenticated)
}

func TestAStreamOutlivesADatabaseThatIsAway(t *testing.T) {
	h := newHouse(t)
	h.watch = sending
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	ctx, leave := context.WithCancel(outside(t, "coordinator"))
	stream := watch(ctx, t, h, here, 0)
	first(t, stream)
	h.people.mu.Lock()
	h.people.fails = errs.New(errs.Unavailable)
	h.people.mu.Unlock()
	h.ticks <- h.Now()
	h.ticks <- h.Now() // it still listens: the look before did not end it
	leave()
	_, err := stream.Recv()
	if err == nil {
		t.Error("who leaves gets no answer")
	}
}

func TestDrainingEndsStreamsAndOpensNone(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	h.watch = sending
	stream := watch(outside(t, "coordinator"), t, h, here, 0)
	first(t, stream)
	h.door.Drain()
	h.door.Drain()
	_, err := stream.Recv()
	want(t, err, codes.Unavailable, errs.Unavailable)
	if retryAfter(err) == 0 {
		t.Error("nobody is told when to come back")
	}
	_, err = watch(outside(t, "coordinator"), t, h, here, 0).Recv()
	want(t, err, codes.Unavailable, errs.Unavailable)
}

func TestOpenStreamsAreCounted(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Address: door.Unlimited, Client: door.Unlimited, StreamsPerClient: 2, Streams: 3}))
	h.watch = sending
	for _, token := range []string{"one", "two"} {
		h.people.set(token, at(call.RoleCoordinator, here))
	}
	leaving, leave := context.WithCancel(outside(t, "one"))
	left := watch(leaving, t, h, here, 0)
	first(t, left)
	staying, stop := context.WithCancel(outside(t, "one"))
	defer stop()
	second := watch(staying, t, h, here, 0)
	first(t, second)
	_, err := watch(outside(t, "one"), t, h, here, 0).Recv()
	want(t, err, codes.ResourceExhausted, errs.RateLimited) // two per client
	other, end := context.WithCancel(outside(t, "two"))
	defer end()
	third := watch(other, t, h, here, 0)
	first(t, third)
	_, err = watch(outside(t, "two"), t, h, here, 0).Recv()
	want(t, err, codes.ResourceExhausted, errs.RateLimited) // three in all
	ended := make(chan struct{})
	h.watch = func(_ *eventsv1.WatchEventsRequest, s grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
		defer close(ended)
		return s.Send(&eventsv1.WatchEventsResponse{Position: 1})
	}
	leave()
	for { // the server hears later than the caller that the stream is over
		again := watch(outside(t, "two"), t, h, here, 0)
		if _, err := again.Recv(); err == nil {
			break
		}
	}
	<-ended
	h.door.Drain()
	for _, open := range []watcher{second, third} {
		_, err := open.Recv()
		want(t, err, codes.Unavailable, errs.Unavailable)
	}
}
