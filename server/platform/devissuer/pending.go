package devissuer

import (
	"crypto/rand"
	"sync"
	"time"
)

const (
	// signInFor is how long somebody has to finish a sign-in.
	signInFor = 5 * time.Minute
	// signIns is how many may be under way.
	signIns = 1000
)

// pending keeps sign-ins that are under way, by a code that nobody can guess.
type pending[T any] struct {
	now func() time.Time

	mu      sync.Mutex
	entries map[string]waiting[T]
}

type waiting[T any] struct {
	value T
	until time.Time
}

func newPending[T any](now func() time.Time) *pending[T] {
	return &pending[T]{now: now, entries: map[string]waiting[T]{}}
}

// put keeps a sign-in and returns its code; when too many are under way, it returns none.
func (p *pending[T]) put(value T) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	for code, entry := range p.entries {
		if p.now().After(entry.until) {
			delete(p.entries, code)
		}
	}
	if len(p.entries) >= signIns {
		return ""
	}
	code := rand.Text()
	p.entries[code] = waiting[T]{value: value, until: p.now().Add(signInFor)}
	return code
}

// take returns a sign-in and forgets it: a code is used once.
func (p *pending[T]) take(code string) (T, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	entry, ok := p.entries[code]
	delete(p.entries, code)
	return entry.value, ok && !p.now().After(entry.until)
}

// change changes every sign-in that it is told to, and reports whether there was one. A change
// that says remove ends the sign-in.
func (p *pending[T]) change(do func(code string, value *T) (mine, remove bool)) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for code, entry := range p.entries {
		mine, remove := do(code, &entry.value)
		if !mine || p.now().After(entry.until) {
			continue
		}
		p.entries[code] = entry
		if remove {
			delete(p.entries, code)
		}
		return true
	}
	return false
}
