package door

import (
	"context"
	"errors"
	"slices"
	"sync"

	"google.golang.org/grpc"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

func (d *Door) stream(server any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	p := d.arrive(ss.Context(), info.FullMethod, true)
	p.many = info.IsClientStream
	return d.pass(ss.Context(), p, 0, func(ctx context.Context) error {
		ctx, end := context.WithCancelCause(ctx)
		guarded := &guardedStream{ServerStream: ss, door: d, passage: p, ctx: ctx}
		var watching sync.WaitGroup
		watching.Go(func() { d.watch(ctx, guarded, end) })
		err := handler(server, guarded)
		ended := context.Cause(ctx)
		end(nil)
		watching.Wait()
		// A handler may return nothing, or the context's error, when the door ended the stream.
		if e := errs.Of(ended); e != nil && (err == nil || errors.Is(err, context.Canceled) || errs.Is(err, errs.Canceled)) {
			return e
		}
		return err
	})
}

// guardedStream is the stream as a handler sees it. Its first request passes the gates, and only
// then its context has the call in it.
type guardedStream struct {
	grpc.ServerStream
	door    *Door
	passage *passage

	mu   sync.Mutex
	ctx  context.Context
	open bool
}

// Context is the context with the call in it, once the first request was let in.
func (s *guardedStream) Context() context.Context {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ctx
}

// RecvMsg lets a request in through the gates.
func (s *guardedStream) RecvMsg(m any) error {
	if err := s.door.receive(s.ServerStream.Context(), s.passage, m, s.ServerStream.RecvMsg); err != nil {
		return err
	}
	ctx, err := s.door.gates(s.Context(), s.passage, m)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ctx, s.open = ctx, true
	return nil
}

// SendMsg sends an answer, never before a request was let in, and never after the stream ended.
func (s *guardedStream) SendMsg(m any) error {
	s.mu.Lock()
	ctx, open := s.ctx, s.open
	s.mu.Unlock()
	if !open && !s.passage.exempt {
		return errs.New(errs.Internal).Because(errors.New("a stream answered before its request was let in"))
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	notices(ctx, m)
	return s.ServerStream.SendMsg(m)
}

// watch looks at the grants of an open stream's caller again and again, and ends the stream when
// the caller may no longer have it, when its proof of who it is ends, or when the server drains.
func (d *Door) watch(ctx context.Context, s *guardedStream, end context.CancelCauseFunc) {
	ticks, stop := d.Tick(d.Recheck)
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.streams.drained:
			end(stopping())
			return
		case <-ticks:
			if err := d.still(ctx, s); err != nil {
				end(err)
				return
			}
		}
	}
}

// still reports why a stream must end, nil when it may go on. That the grants cannot be read at
// this moment is no reason: the next look decides.
func (d *Door) still(ctx context.Context, s *guardedStream) error {
	c := call.From(s.Context())
	if c.Caller.Account == "" {
		return nil
	}
	who := s.passage.who
	if d.Now().After(who.Expires) {
		return errs.New(errs.Unauthenticated)
	}
	return d.recheck(ctx, who, s.passage.contract, c)
}

// recheck reads grants and municipality anew and decides as authorise did, by the same pair: a
// handler that was let in by a wider one still sends what that one may see.
func (d *Door) recheck(ctx context.Context, who auth.Identity, contract *contract, c call.Call) error {
	caller, err := d.Identities.CallerNow(ctx, who)
	here := place{code: c.Municipality}
	if err == nil && contract.municipality != nil {
		here.active, here.region, err = d.Municipalities.Municipality(ctx, c.Municipality)
	}
	if err != nil {
		d.Log.WarnContext(ctx, "grants of a stream could not be looked at again", traceAttr(ctx, c), "cause", withoutValues(err))
		return nil
	}
	if contract.municipality != nil && !here.active {
		return errs.New(errs.Forbidden)
	}
	organisations, ok := held(caller, pair{role: c.Role, scope: c.Scope}, here)
	lost := slices.ContainsFunc(c.Organisations, func(o string) bool { return !slices.Contains(organisations, o) })
	if !ok || lost || caller.Account != c.Caller.Account {
		return errs.New(errs.Forbidden)
	}
	return nil
}
