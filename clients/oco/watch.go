package oco

import (
	"context"
	"errors"
	"io"
	"iter"

	"google.golang.org/grpc"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
)

// WatchEvents goes through the events of a municipality that the caller may see, from afterPosition
// on (0 for the beginning, -1 for what comes from now on), and goes on as they come. A connection
// that broke is opened again where it broke, so no event is missed and none comes twice. An answer
// without event tells the position alone. It ends with ctx, whose error is the last, or with an
// error that does not pass.
func (c *Client) WatchEvents(ctx context.Context, municipality string, afterPosition int64) iter.Seq2[*eventsv1.WatchEventsResponse, error] {
	position := afterPosition
	open := func(ctx context.Context) (grpc.ServerStreamingClient[eventsv1.WatchEventsResponse], error) {
		return c.Events.WatchEvents(ctx, &eventsv1.WatchEventsRequest{Municipality: municipality, AfterPosition: position})
	}
	return watch(ctx, c.retry, open, func(answer *eventsv1.WatchEventsResponse) { position = answer.GetPosition() })
}

// WatchImport goes through the states of an import as it gets further, and ends when it is done. A
// connection that broke is opened again.
func (c *Client) WatchImport(ctx context.Context, municipality, id string) iter.Seq2[*intakev1.Import, error] {
	open := func(ctx context.Context) (grpc.ServerStreamingClient[intakev1.Import], error) {
		return c.Imports.WatchImport(ctx, &intakev1.WatchImportRequest{Municipality: municipality, Import: id})
	}
	return watch(ctx, c.retry, open, func(*intakev1.Import) {})
}

// watch reads a stream to its end and opens it again when it breaks. Attempts count anew after
// every answer.
func watch[T any](ctx context.Context, p policy, open func(context.Context) (grpc.ServerStreamingClient[T], error), seen func(*T)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel() // a caller who stops early leaves no stream behind
		for attempt := 1; ; attempt++ {
			came, err := false, error(nil)
			for answer, failed := range answers(ctx, open) {
				if failed != nil {
					err = failed
					break
				}
				came = true
				seen(answer)
				if !yield(answer, nil) {
					return
				}
			}
			if came {
				attempt = 1
			}
			if err == nil {
				return
			}
			if attempt >= p.attempts || !p.again(ctx, attempt, err) {
				yield(nil, err)
				return
			}
		}
	}
}

// answers reads one stream; the error io.EOF is its good end and told by stopping.
func answers[T any](ctx context.Context, open func(context.Context) (grpc.ServerStreamingClient[T], error)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		stream, err := open(ctx)
		for err == nil {
			var answer *T
			if answer, err = stream.Recv(); err == nil && !yield(answer, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(nil, err)
		}
	}
}

// SimulateMatching goes through how far a simulation of matching is, and ends with what came of it. A
// connection that broke is opened again, and the year is played from its beginning.
func (c *Client) SimulateMatching(ctx context.Context, request *matchingv1.SimulateMatchingRequest) iter.Seq2[*matchingv1.SimulateMatchingResponse, error] {
	open := func(ctx context.Context) (grpc.ServerStreamingClient[matchingv1.SimulateMatchingResponse], error) {
		return c.MatchPlans.SimulateMatching(ctx, request)
	}
	return watch(ctx, c.retry, open, func(*matchingv1.SimulateMatchingResponse) {})
}
