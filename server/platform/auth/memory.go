package auth

import (
	"context"
	"fmt"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"
)

// memory keeps what was found for a short while, the most recently used first. Callers who ask
// for the same at the same time share one look-up, which no single caller's leaving ends. A
// failed look-up is not kept.
type memory[K comparable, V any] struct {
	entries *lru.Cache[K, entry[V]]
	flights singleflight.Group
	now     func() time.Time
}

type entry[V any] struct {
	value V
	until time.Time
}

func newMemory[K comparable, V any](now func() time.Time) *memory[K, V] {
	entries, err := lru.New[K, entry[V]](remembered)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return &memory[K, V]{entries: entries, now: now}
}

// get returns what is kept for key, or what find finds and for how long it counts.
func (m *memory[K, V]) get(ctx context.Context, key K, find func(context.Context) (V, time.Duration, error)) (V, error) {
	if kept, ok := m.entries.Get(key); ok && m.now().Before(kept.until) {
		return kept.value, nil
	}
	found := m.flights.DoChan(fmt.Sprintf("%#v", key), func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookupTime)
		defer cancel()
		// Counted from before the look-up: what it finds may change while it is on its way.
		asked := m.now()
		value, keep, err := find(ctx)
		if err == nil && keep > 0 {
			m.entries.Add(key, entry[V]{value: value, until: asked.Add(keep)})
		}
		return value, err
	})
	var none V
	select {
	case <-ctx.Done():
		return none, ctx.Err()
	case result := <-found:
		if result.Err != nil {
			return none, result.Err
		}
		value, _ := result.Val.(V)
		return value, nil
	}
}
