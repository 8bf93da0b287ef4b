package events

import (
	"context"
	"sync"
	"time"
)

// tail follows the events of one municipality for all who watch it.
type tail[E Positioned] struct {
	source       Source[E]
	config       Config
	municipality string

	wake    chan struct{}
	cancel  context.CancelFunc
	done    chan struct{}
	started chan struct{}
	// failed says, once started is closed, why the tail could not start.
	failed error

	mu       sync.Mutex
	watchers map[chan []E]place
	// position is that of the last event passed on: whoever is a watcher gets all that come after it.
	position int64
}

// place is what the tail knows of a watcher.
type place struct {
	// has is the position that it had read itself when it came: it may be ahead of the tail, and what
	// it has would only fill its buffer.
	has int64
	// tooSlow says that its buffer ran over, and that its channel is closed.
	tooSlow bool
}

func newTail[E Positioned](source Source[E], config Config, municipality string) *tail[E] {
	ctx, cancel := context.WithCancel(context.Background())
	t := &tail[E]{
		source: source, config: config, municipality: municipality, wake: make(chan struct{}, 1), cancel: cancel,
		done: make(chan struct{}), started: make(chan struct{}), watchers: map[chan []E]place{},
	}
	go t.follow(ctx)
	return t
}

// nudge makes the tail look now; it never waits.
func (t *tail[E]) nudge() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *tail[E]) add(w chan []E, has int64) {
	t.mu.Lock()
	t.watchers[w] = place{has: has}
	t.mu.Unlock()
}

// remove takes a watcher away and reports whether it was the last. One that was too slow for its
// buffer has its channel closed already, and still counts until it leaves.
func (t *tail[E]) remove(w chan []E) (last bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.watchers, w)
	return len(t.watchers) == 0
}

// reached is the position from which a watcher, once added, need not read for itself.
func (t *tail[E]) reached() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.position
}

func (t *tail[E]) end() {
	t.cancel()
	<-t.done
}

func (t *tail[E]) follow(ctx context.Context) {
	defer close(t.done)
	position, err := t.source.Position(ctx, t.municipality)
	t.failed, t.position = err, position // nobody reads them before started is closed
	close(t.started)
	if err != nil {
		return
	}
	ticker := time.NewTicker(t.config.Interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
		case <-ticker.C:
		}
		position = t.read(ctx, position)
	}
}

// read passes on everything after a position, and returns the position it reached. What cannot
// be read now is tried again at the next tick.
func (t *tail[E]) read(ctx context.Context, position int64) int64 {
	for {
		batch, err := t.source.After(ctx, t.municipality, position, t.config.Batch)
		if err != nil {
			if ctx.Err() == nil {
				t.config.Log.WarnContext(ctx, "events cannot be read now", "municipality", t.municipality, "error", err)
			}
			return position
		}
		if len(batch) > 0 {
			position = batch[len(batch)-1].GetPosition()
			t.pass(batch, position)
		}
		if len(batch) < t.config.Batch {
			return position
		}
	}
}

// pass hands a batch, and with it its position, to every watcher; one whose buffer is full gets no more.
func (t *tail[E]) pass(batch []E, position int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.position = position
	for w, at := range t.watchers {
		if at.tooSlow || position <= at.has {
			continue
		}
		select {
		case w <- batch:
		default:
			t.watchers[w] = place{tooSlow: true}
			close(w)
		}
	}
}
