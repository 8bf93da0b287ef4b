package events_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"oco.example/oco/server/events"
	"oco.example/oco/server/platform/errs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type event int64

func (e event) GetPosition() int64 { return int64(e) }

// memory is a source whose events are their own positions.
type memory struct {
	mu   sync.Mutex
	list map[string][]event
	fail error
	// asked is told, if it is there, when a tail starts.
	asked chan struct{}
}

func (m *memory) add(municipality string, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for range n {
		m.list[municipality] = append(m.list[municipality], event(len(m.list[municipality])+1))
	}
}

func (m *memory) After(_ context.Context, municipality string, after int64, limit int) ([]event, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := m.list[municipality][min(int(after), len(m.list[municipality])):]
	return slices.Clone(list[:min(limit, len(list))]), m.fail
}

func (m *memory) Position(_ context.Context, municipality string) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.asked != nil {
		m.asked <- struct{}{}
	}
	return int64(len(m.list[municipality])), m.fail
}

func newMemory() *memory { return &memory{list: map[string][]event{}} }

// watch collects until it has seen the last position, and fails the test on a gap.
func watch(ctx context.Context, t *testing.T, feed *events.Feed[event], municipality string, after, last int64) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := after + 1
	err := feed.Watch(ctx, municipality, after, func(batch []event, position int64) error {
		for _, e := range batch {
			if int64(e) != next {
				t.Errorf("after %d came %d", next-1, e)
			}
			next = int64(e) + 1
		}
		if position != next-1 {
			t.Errorf("position %d after event %d", position, next-1)
		}
		if position >= last {
			cancel()
		}
		return nil
	})
	if errors.Is(err, context.Canceled) && next > last {
		return nil
	}
	return err
}

func TestEveryWatcherSeesEveryEventOnceAndInOrder(t *testing.T) {
	const total, watchers = 3000, 12
	source := newMemory()
	feed := events.NewFeed(source, events.Config{Interval: time.Millisecond, Batch: 7, Buffer: total})
	hints := make(chan string)
	listening := make(chan struct{})
	go func() { defer close(listening); feed.Listen(hints) }()
	var wait sync.WaitGroup
	for i := range watchers {
		municipality := []string{"gm0867", "gm0855"}[i%2]
		wait.Go(func() {
			if err := watch(t.Context(), t, feed, municipality, int64(i*50), total); err != nil {
				t.Errorf("watcher %d: %v", i, err)
			}
		})
	}
	for range total / 10 {
		source.add("gm0867", 10)
		source.add("gm0855", 10)
		hints <- "gm0867" // the other municipality is found by the interval alone
	}
	wait.Wait()
	hints <- "" // nobody watches any more
	close(hints)
	<-listening
}

func TestAHintIsEnough(t *testing.T) {
	source := newMemory()
	feed := events.NewFeed(source, events.Config{Interval: time.Hour})
	hints := make(chan string)
	go feed.Listen(hints)
	defer close(hints)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := make(chan int64)
	ended := make(chan error)
	go func() {
		ended <- feed.Watch(ctx, "gm0867", 0, func(_ []event, position int64) error { seen <- position; return nil })
	}()
	for want := int64(1); want < 5; want++ {
		source.add("gm0867", 1)
		for got := int64(0); got < want; {
			select { // the watcher may not have joined when the first hint comes
			case hints <- "gm0867":
			case got = <-seen:
			}
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestASlowWatcherIsEndedAndHoldsNobodyUp(t *testing.T) {
	const total = 100
	source := newMemory()
	source.asked = make(chan struct{}, 1)
	feed := events.NewFeed(source, events.Config{Interval: time.Millisecond, Batch: 1, Buffer: 3})
	release, slow := make(chan struct{}), make(chan error, 1)
	go func() {
		slow <- feed.Watch(t.Context(), "gm0867", 0, func([]event, int64) error { <-release; return nil })
	}()
	<-source.asked // the tail has started: the slow watcher holds a place in it
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen, quick := make(chan int64), make(chan error, 1)
	go func() {
		quick <- feed.Watch(ctx, "gm0867", 0, func(_ []event, position int64) error { seen <- position; return nil })
	}()
	for want := int64(1); want <= total; want++ {
		source.add("gm0867", 1)
		select {
		case got := <-seen:
			if got != want {
				t.Fatalf("the quick watcher sees %d, want %d", got, want)
			}
		case err := <-quick:
			close(release)
			t.Fatalf("the quick watcher was ended before %d: %v", want, err)
		}
	}
	close(release)
	if err := <-slow; !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
	cancel()
	if err := <-quick; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAnErrorOfTheWatcherEndsTheWatch(t *testing.T) {
	source := newMemory()
	source.add("gm0867", 1)
	feed := events.NewFeed(source, events.Config{Interval: time.Millisecond})
	gone := errors.New("gone")
	if err := feed.Watch(t.Context(), "gm0867", 0, func([]event, int64) error { return gone }); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

func TestAnUnreadableSourceIsUnavailable(t *testing.T) {
	source := newMemory()
	source.fail = errors.New("no database")
	feed := events.NewFeed(source, events.Config{Interval: time.Millisecond})
	if err := feed.Watch(t.Context(), "gm0867", 0, func([]event, int64) error { return nil }); !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v", err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	source.fail = context.Canceled
	if err := feed.Watch(stopped, "gm0867", 0, func([]event, int64) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
