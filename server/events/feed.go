// Package events passes on what happened: one tail per municipality follows its events and hands
// them to everybody who watches, each from the position that it wants.
package events

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"sync"
	"time"

	"oco.example/oco/server/platform/errs"
)

// Positioned is an event as far as a feed needs to know it.
type Positioned interface {
	// GetPosition is its place among the events of its municipality.
	GetPosition() int64
}

// Source reads the events of a municipality.
type Source[E Positioned] interface {
	// After reads at most limit events after a position, in their order, without leaving one out.
	After(ctx context.Context, municipality string, after int64, limit int) ([]E, error)
	// Position is that of the last event, 0 when there is none.
	Position(ctx context.Context, municipality string) (int64, error)
}

// Config bounds a feed; a zero field takes its default.
type Config struct {
	// Interval is how often a tail looks for events when no hint comes: 2 s. Hints make it fast,
	// the interval makes it sure.
	Interval time.Duration
	// Batch is how many events are read at once: 200.
	Batch int
	// Buffer is how many batches wait for a watcher before it is too slow: 64.
	Buffer int
	// Log takes what went wrong while reading; slog.Default when nil.
	Log *slog.Logger
}

func (c *Config) defaults() {
	if c.Interval == 0 {
		c.Interval = 2 * time.Second
	}
	if c.Batch == 0 {
		c.Batch = 200
	}
	if c.Buffer == 0 {
		c.Buffer = 64
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
}

// Feed passes the events of a source on to watchers. It is per replica and safe for concurrent
// use. It reads a municipality only while somebody watches it.
type Feed[E Positioned] struct {
	source Source[E]
	config Config

	mu    sync.Mutex
	tails map[string]*tail[E]
}

// NewFeed returns a feed that nobody watches yet.
func NewFeed[E Positioned](source Source[E], config Config) *Feed[E] {
	config.defaults()
	return &Feed[E]{source: source, config: config, tails: map[string]*tail[E]{}}
}

// Listen looks at once where a hint says that something happened, until the channel is closed.
// The empty hint means everywhere.
func (f *Feed[E]) Listen(hints <-chan string) {
	for municipality := range hints {
		f.mu.Lock()
		for name, t := range f.tails {
			if municipality == "" || municipality == name {
				t.nudge()
			}
		}
		f.mu.Unlock()
	}
}

// Watch calls deliver, from this goroutine, with the events of a municipality after a position
// and then as they come: batches in order, without gaps, and the position that each reaches. It
// ends with the error of ctx or of deliver, or with errs.Unavailable when the source cannot be
// read or deliver is too slow; whoever watches then comes back with the last position it saw.
func (f *Feed[E]) Watch(ctx context.Context, municipality string, after int64, deliver func(batch []E, position int64) error) error {
	reader := &reader[E]{feed: f, municipality: municipality, position: after, deliver: deliver}
	// Far behind: read without holding a place in the tail, whose buffer would run over.
	if err := reader.catchUp(ctx, math.MaxInt64); err != nil {
		return err
	}
	t, w, err := f.join(ctx, municipality, reader.position)
	if err != nil {
		return err
	}
	defer f.leave(municipality, t, w)
	// What was committed between the last read and joining; not what came later, which waits in w,
	// and would run over it when events come as fast as they are read.
	if err := reader.catchUp(ctx, t.reached()); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case batch, open := <-w:
			if !open {
				return errs.New(errs.Unavailable).Because(errors.New("events: the watcher is too slow"))
			}
			if err := reader.pass(batch); err != nil {
				return err
			}
		}
	}
}

// join takes a place in the tail of a municipality, starting it for the first watcher, and waits
// until it knows from where it passes on. A watcher has everything up to a position already.
func (f *Feed[E]) join(ctx context.Context, municipality string, has int64) (*tail[E], chan []E, error) {
	w := make(chan []E, f.config.Buffer)
	f.mu.Lock()
	t := f.tails[municipality]
	if t == nil {
		t = newTail(f.source, f.config, municipality)
		f.tails[municipality] = t
	}
	t.add(w, has)
	f.mu.Unlock()
	select {
	case <-t.started:
		if t.failed == nil {
			return t, w, nil
		}
		f.leave(municipality, t, w)
		return nil, nil, unreadable(t.failed)
	case <-ctx.Done():
		f.leave(municipality, t, w)
		return nil, nil, ctx.Err()
	}
}

// leave gives a place up; the last one to leave ends the tail and waits until it has ended.
func (f *Feed[E]) leave(municipality string, t *tail[E], w chan []E) {
	f.mu.Lock()
	last := t.remove(w)
	if last && f.tails[municipality] == t {
		delete(f.tails, municipality)
	}
	f.mu.Unlock()
	if last {
		t.end()
	}
}

// reader is one watcher's way through the events.
type reader[E Positioned] struct {
	feed         *Feed[E]
	municipality string
	position     int64
	deliver      func(batch []E, position int64) error
}

// catchUp reads up to a position, or until there is nothing more.
func (r *reader[E]) catchUp(ctx context.Context, upTo int64) error {
	for r.position < upTo {
		batch, err := r.feed.source.After(ctx, r.municipality, r.position, r.feed.config.Batch)
		if err != nil {
			return unreadable(err)
		}
		if err := r.pass(batch); err != nil {
			return err
		}
		if len(batch) < r.feed.config.Batch {
			break
		}
	}
	return nil
}

// pass delivers what the watcher has not seen yet.
func (r *reader[E]) pass(batch []E) error {
	for len(batch) > 0 && batch[0].GetPosition() <= r.position {
		batch = batch[1:]
	}
	if len(batch) == 0 {
		return nil
	}
	r.position = batch[len(batch)-1].GetPosition()
	return r.deliver(batch, r.position)
}

// unreadable keeps the reason of an ended call, and makes anything else one that can be tried again.
func unreadable(err error) error {
	if errs.Of(err) != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return errs.New(errs.Unavailable).Because(err)
}
