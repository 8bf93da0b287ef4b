package pg

import (
	"context"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// hintChannel is the channel of NOTIFY over which replicas tell each other where events came.
const hintChannel = "oco_event"

// notifier sends hints after commits. While one statement is under way the municipalities
// gather, so a busy server sends few of them.
type notifier struct {
	pool   *sqlx.DB
	ctx    context.Context
	cancel context.CancelFunc
	wake   chan struct{}
	done   chan struct{}

	mu      sync.Mutex
	pending map[string]bool
}

func newNotifier(pool *sqlx.DB) *notifier {
	n := &notifier{pool: pool, wake: make(chan struct{}, 1), done: make(chan struct{}), pending: map[string]bool{}}
	n.ctx, n.cancel = context.WithCancel(context.Background())
	go n.work()
	return n
}

// tell adds a municipality to the next hint; it never waits.
func (n *notifier) tell(municipality string) {
	n.mu.Lock()
	n.pending[municipality] = true
	n.mu.Unlock()
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

func (n *notifier) stop() {
	n.cancel()
	<-n.done
}

func (n *notifier) work() {
	defer close(n.done)
	for {
		select {
		case <-n.wake:
			// A hint that is lost costs a watcher one period of polling, nothing more.
			_, _ = n.pool.ExecContext(n.ctx, `SELECT pg_notify($1, m) FROM unnest($2::text[]) AS m`, hintChannel, pq.Array(n.take()))
		case <-n.ctx.Done():
			return
		}
	}
}

func (n *notifier) take() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := make([]string, 0, len(n.pending))
	for municipality := range n.pending {
		list = append(list, municipality)
	}
	clear(n.pending)
	return list
}

// How soon a lost connection for hints is tried again, and how often a silent one is tested.
const (
	minReconnect = 100 * time.Millisecond
	maxReconnect = 10 * time.Second
	hintPing     = time.Minute
)

// Hints returns the municipalities in which events were committed lately, by any replica, until
// ctx ends; then the channel is closed. It is a hint and no promise: one may come twice, late or
// not at all, so a watcher also polls. The empty string means that hints may have been missed
// (at the start and after a lost connection): look everywhere. A slow reader delays nobody; what
// comes meanwhile is gathered.
func (db *DB) Hints(ctx context.Context) <-chan string {
	out := make(chan string)
	listener := pq.NewListener(db.address, minReconnect, maxReconnect, nil)
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		// Fails only when the listener is closed: it waits for a connection as long as it takes.
		_ = listener.Listen(hintChannel)
	}()
	go func() {
		forward(ctx, listener, listening, out)
		close(out)
		_ = listener.Close()
		for range listener.Notify { // it lets go only when what it holds is taken
		}
	}()
	return out
}

func forward(ctx context.Context, listener *pq.Listener, listening <-chan struct{}, out chan<- string) {
	ping := time.NewTicker(hintPing)
	defer ping.Stop()
	var queue []string
	queued := map[string]bool{}
	add := func(municipality string) {
		if !queued[municipality] {
			queued[municipality] = true
			queue = append(queue, municipality)
		}
	}
	for {
		var next chan<- string
		var first string
		if len(queue) > 0 {
			next, first = out, queue[0]
		}
		select {
		case <-ctx.Done():
			return
		case <-listening:
			listening = nil
			add("")
		case n, open := <-listener.Notify:
			switch {
			case !open:
				return
			case n == nil: // connected again
				add("")
			default:
				add(n.Extra)
			}
		case next <- first:
			queue = queue[1:]
			delete(queued, first)
		case <-ping.C:
			go func() { _ = listener.Ping() }() // a dead connection shows itself here and is replaced
		}
	}
}
