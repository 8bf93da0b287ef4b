package website

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

const (
	// pause is how long after a look at the municipalities an address without one is believed to
	// have none, so that whoever makes addresses up asks the database nothing.
	pause = 5 * time.Second
	// patience is how long a page waits for that look. It comes without it, too.
	patience = time.Second
)

// places knows below which addresses municipalities have their pages: by name and by code.
type places struct {
	read func(context.Context) (map[string]string, error)
	now  func() time.Time

	mu    sync.Mutex
	known map[string]bool
	again time.Time
}

// has reports whether there are pages below an address, as far as can be known: when in doubt there
// are, and the page itself finds out.
func (p *places) has(ctx context.Context, address string) bool {
	if p.read == nil {
		return true
	}
	known, look := p.recall(address)
	if !look {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	names, err := p.read(ctx)
	if err != nil {
		return true
	}
	found := map[string]bool{}
	for code, name := range names {
		found[code], found[addressOf(name)] = true, true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known = found
	return found[address]
}

// recall says what is remembered of an address, and whether it is time to look; one caller looks.
func (p *places) recall(address string) (known, look bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known[address] {
		return true, false
	}
	if p.now().Before(p.again) {
		return p.known == nil, false
	}
	p.again = p.now().Add(pause)
	return false, true
}

var between = regexp.MustCompile(`[^a-z0-9]+`)

// addressOf is the name of a municipality as it stands in an address: "Gilze en Rijen" →
// "gilze-en-rijen". The pages call it the same (slugOf in clients/web).
func addressOf(name string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.M))), name)
	if err != nil {
		plain = name
	}
	return strings.Trim(between.ReplaceAllString(strings.ToLower(plain), "-"), "-")
}
