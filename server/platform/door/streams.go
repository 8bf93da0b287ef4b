package door

import (
	"context"
	"errors"
	"sync"
	"time"

	"oco.example/oco/server/platform/errs"
)

// streams counts open streams and can end them all.
type streams struct {
	perClient, total int

	mu       sync.Mutex
	open     map[string]int
	count    int
	draining bool
	drained  chan struct{}
}

func newStreams(l Limits) *streams {
	return &streams{perClient: l.StreamsPerClient, total: l.Streams, open: map[string]int{}, drained: make(chan struct{})}
}

// retryStream is when a caller with too many streams, or on a server that stops, may try again.
const retryStream = 5 * time.Second

// enter counts a stream of a client. The context that it returns ends when the server drains.
func (s *streams) enter(ctx context.Context, client string) (context.Context, func(), error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		return ctx, nil, stopping()
	}
	if s.total >= 0 && s.count >= s.total || s.perClient >= 0 && s.open[client] >= s.perClient {
		return ctx, nil, limited(retryStream)
	}
	s.count++
	s.open[client]++
	return ctx, func() { s.leave(client) }, nil
}

func (s *streams) leave(client string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count--
	if s.open[client]--; s.open[client] == 0 {
		delete(s.open, client)
	}
}

// drain ends all streams, and refuses new ones.
func (s *streams) drain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.draining {
		s.draining = true
		close(s.drained)
	}
}

// errDraining says that a server stops, which is no fault.
var errDraining = errors.New("the server stops")

func stopping() error {
	e := errs.New(errs.Unavailable).Because(errDraining)
	e.RetryAfter = retryStream
	return e
}
