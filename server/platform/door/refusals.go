package door

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"oco.example/oco/server/platform/call"
)

// waiting is how many refusals wait to be written at most. When it is full, more are counted in
// the log instead: whoever is refused must not be able to slow down others.
const waiting = 1024

// refusals writes refusals to the processing log, after the caller has its answer.
type refusals struct {
	port    Refusals
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
}

func newRefusals(port Refusals, log *slog.Logger) *refusals {
	r := &refusals{port: port, log: log, queue: make(chan refusal, waiting), done: make(chan struct{})}
	go r.write()
	return r
}

// add queues one refusal and never waits.
func (r *refusals) add(c call.Call, reason string) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.port == nil || r.stopped || c.Municipality == "" {
		return
	}
	select {
	case r.queue <- refusal{call: c, reason: reason}:
	default:
		r.dropped.Add(1)
	}
}

func (r *refusals) write() {
	defer close(r.done)
	for one := range r.queue {
		ctx := call.With(context.Background(), one.call)
		if err := r.port.Refused(ctx, one.call, one.reason); err != nil {
			r.log.Error("a refusal was not written to the processing log",
				"trace", traceID(one.call), "municipality", one.call.Municipality, "cause", withoutValues(err))
		}
		if lost := r.dropped.Swap(0); lost > 0 {
			r.log.Error("refusals came too fast and were not written to the processing log", "count", lost)
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
