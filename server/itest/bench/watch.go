package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/itest/program"
)

const (
	// watchBound is the bound on the p99 of delivery to many streams over the p50 with few; streamBound that on the memory
	// of a stream, in KB.
	watchBound, streamBound = 20, 64

	// fewStreams and manyStreams are how many watch, over so many TLS connections.
	fewStreams, manyStreams, watchConnections = 10, 1000, 20
	// perWatcher is how many streams one account opens; more are refused. The few are of accounts of their own.
	perWatcher   = 10
	watcherCount = (fewStreams + manyStreams) / perWatcher
	// fewTold and manyTold are how many events each of them is told.
	fewTold, manyTold = 100, 50
	// told is within how long an event has to arrive everywhere.
	told = 30 * time.Second
)

// watcherOf is the n-th account that watches the first municipality.
func watcherOf(n int) string { return fmt.Sprintf("watcher %d", n) }

// watchers are streams of one municipality; what each is told arrives with how long it took.
type watchers struct {
	work    *errgroup.Group
	stop    context.CancelFunc
	many    int
	delayed chan time.Duration
}

// watch opens streams, each told from now on, and returns when all of them are open; first is the first account of theirs.
func (r *region) watch(ctx context.Context, conns []*grpc.ClientConn, first, many int) (*watchers, error) {
	ctx, stop := context.WithCancel(ctx)
	w := &watchers{stop: stop, many: many, delayed: make(chan time.Duration, many)}
	w.work, ctx = errgroup.WithContext(ctx)
	opened := make(chan struct{}, many)
	for n := range many {
		token, err := r.issuer.Token(watcherOf(first+n/perWatcher), time.Hour)
		if err != nil {
			stop()
			return nil, err
		}
		w.work.Go(func() error {
			asked := metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
			stream, err := eventsv1.NewEventServiceClient(conns[n%len(conns)]).WatchEvents(asked, &eventsv1.WatchEventsRequest{
				Municipality: municipalities[0], AfterPosition: -1,
			})
			for open := false; err == nil; open = true {
				var answer *eventsv1.WatchEventsResponse
				if answer, err = stream.Recv(); err != nil {
					break
				}
				if !open {
					opened <- struct{}{}
				}
				if answer.GetEvent().GetApplicationReceived() != nil {
					w.delayed <- time.Since(answer.GetEvent().GetRecordedTime().AsTime())
				}
			}
			return unlessEnded(ctx, err)
		})
	}
	for range many {
		select {
		case <-opened:
		case <-ctx.Done():
			stop()
			return nil, errors.Join(errors.New("not every stream opened"), w.work.Wait())
		}
	}
	return w, nil
}

// unlessEnded leaves out what came of a stream that was ended.
func unlessEnded(ctx context.Context, err error) error {
	select {
	case <-ctx.Done():
		return nil
	default:
		return err
	}
}

// tell has so many things happen, one after the other, and returns how long each took to each stream, sorted.
func (w *watchers) tell(ctx context.Context, events int, happen func(context.Context) error) ([]time.Duration, error) {
	var took []time.Duration
	for range events {
		if err := happen(ctx); err != nil {
			return nil, err
		}
		late := time.NewTimer(told)
		defer late.Stop()
		for range w.many {
			select {
			case delay := <-w.delayed:
				took = append(took, delay)
			case <-late.C:
				return nil, errors.New("an event did not reach every stream in time")
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
	}
	slices.Sort(took)
	return took, nil
}

func (w *watchers) end() error {
	w.stop()
	return w.work.Wait()
}

// measureWatch measures how long an event takes from being recorded until it is at many streams, against few, and what
// a stream takes of the program's memory.
func measureWatch(ctx context.Context, r *region, f *figures) (err error) {
	certificate, key, trust, err := certify(r.folder.Path)
	if err != nil {
		return err
	}
	server, err := r.outside(ctx, "watch", func(s *program.Server) { s.Trust = trust }, "--tls-cert", certificate, "--tls-key", key, "--max-streams", "2000")
	if err != nil {
		return err
	}
	defer server.Stop()
	var conns []*grpc.ClientConn
	defer func() {
		for _, conn := range conns {
			err = errors.Join(err, conn.Close())
		}
	}()
	for range watchConnections {
		conn, err := grpc.NewClient(server.GRPC, grpc.WithTransportCredentials(credentials.NewTLS(trust)))
		if err != nil {
			return fmt.Errorf("connect: %w", err)
		}
		conns = append(conns, conn)
	}
	happen := func(ctx context.Context) error {
		_, err := intakeOf(conns[0]).SubmitApplication(ctx, submission(municipalities[0]))
		return err
	}
	few, err := r.toldTo(ctx, conns, 0, fewStreams, fewTold, happen, nil)
	if err != nil {
		return err
	}
	before, err := resident(server.Pid())
	if err != nil {
		return err
	}
	var kilobytes float64
	many, err := r.toldTo(ctx, conns, fewStreams/perWatcher, manyStreams, manyTold, happen, func() error {
		after, err := resident(server.Pid())
		kilobytes = (after - before) * 1024 / manyStreams
		return err
	})
	if err != nil {
		return err
	}
	p50, p99 := few[len(few)/2], many[len(many)*99/100]
	f.bounded("watch_1000_vs_10", p99.Seconds()/p50.Seconds(), "ratio", watchBound, lower)
	f.bounded("watch_kb_each", kilobytes, "KB", streamBound, lower)
	f.free("watch_1000_p99", p99.Seconds()*1000, "ms", lower)
	f.free("watch_10_p50", p50.Seconds()*1000, "ms", lower)
	return nil
}

// toldTo opens streams, tells them of events, and has a look while they are open.
func (r *region) toldTo(
	ctx context.Context, conns []*grpc.ClientConn, first, streams, events int, happen func(context.Context) error, look func() error,
) ([]time.Duration, error) {
	w, err := r.watch(ctx, conns, first, streams)
	if err != nil {
		return nil, err
	}
	took, err := w.tell(ctx, events, happen)
	if err == nil && look != nil {
		err = look()
	}
	return took, errors.Join(err, w.end())
}
