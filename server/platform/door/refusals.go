package door

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// waiting is how many refusals wait to be written at most. When it is full, more are counted in
// the log instead: whoever is refused must not be able to slow down others.
const waiting = 1024

// refusals writes failures to the processing log, after the caller has its answer: of callers who
// are known to somebody, and of each only so many, so that nobody can fill the log.
type refusals struct {
	port    Refusals
	each    *meter
	log     *slog.Logger
	queue   chan refusal
	dropped atomic.Int64
	done    chan struct{}
	// stopped guards queue: nothing is sent after it is closed.
	mu      sync.RWMutex
	stopped bool
}

type refusal struct {
	call   call.Call
	reason string
	fault  bool
}

func newRefusals(port Refusals, log *slog.Logger, each *meter) *refusals {
	r := &refusals{port: port, each: each, log: log, queue: make(chan refusal, waiting), done: make(chan struct{})}
	go r.write()
	return r
}

// formal are the reasons that say nothing of what is stored: the call went no further than its
// form, its number, its caller's proof or patience.
var formal = map[errs.Reason]bool{
	errs.Invalid: true, errs.Unauthenticated: true, errs.RateLimited: true, errs.TooLarge: true, errs.Unimplemented: true, errs.Canceled: true,
}

// keep queues the failure of a call, when the processing log is to have it.
func (r *refusals) keep(p *passage) {
	reason := reasonOf(p.failure).Reason
	if p.who.IsZero() || p.contract == nil || formal[reason] || errors.Is(p.failure, errDraining) {
		return
	}
	if r.each.take(p.client()) != nil {
		r.dropped.Add(1)
		return
	}
	r.add(refusal{call: p.call, reason: string(reason), fault: reason == errs.DeadlineExceeded || isFault(statusCodes[reason])})
}

// add queues one failure and never waits.
func (r *refusals) add(one refusal) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.port == nil || r.stopped {
		return
	}
	select {
	case r.queue <- one:
	default:
		r.dropped.Add(1)
	}
}

func (r *refusals) write() {
	defer close(r.done)
	for one := range r.queue {
		ctx := call.With(context.Background(), one.call)
		if err := r.port.Refused(ctx, one.call, one.reason, one.fault); err != nil {
			r.log.Error("a failure was not written to the processing log",
				"trace", traceID(one.call), "municipality", one.call.Municipality, "cause", withoutValues(err))
		}
		if lost := r.dropped.Swap(0); lost > 0 {
			r.log.Error("failures came too fast and were not written to the processing log", "count", lost)
		}
	}
}

// close writes what waits, until ctx ends.
func (r *refusals) close(ctx context.Context) error {
	r.mu.Lock()
	if !r.stopped {
		r.stopped = true
		close(r.queue)
	}
	r.mu.Unlock()
	select {
	case <-r.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
