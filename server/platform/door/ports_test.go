package door_test

import (
	"context"
	"errors"
	"sync"
	"time"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// people knows accounts by their token, and counts how often it is asked.
type people struct {
	mu       sync.Mutex
	accounts map[string]call.Caller
	verified int
	asked    int
	fails    error
	// remembered are the tokens that were verified a moment ago.
	remembered map[string]bool
	expires    time.Time
	// looked hears of every look at the grants of a stream, once it has what it found.
	looked chan struct{}
}

func (p *people) ByToken(_ context.Context, token string, _ auth.Certificate) (auth.Identity, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.verified++
	if token == "bad" || token == "" {
		return auth.Identity{}, errs.New(errs.Unauthenticated).Because(errors.New("bad token"))
	}
	if p.remembered == nil {
		p.remembered = map[string]bool{}
	}
	p.remembered[token] = true
	return auth.Identity{Issuer: "https://issuer.example", Subject: token, Expires: p.expires}, nil
}

func (p *people) Remembers(token string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.remembered[token]
}

func (p *people) ByCertificate(c auth.Certificate) (auth.Identity, error) {
	return auth.Identity{Fingerprint: c.Fingerprint, Expires: p.expires}, nil
}

func (p *people) Caller(_ context.Context, who auth.Identity) (call.Caller, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	return p.accounts[who.Subject+who.Fingerprint], p.fails
}

func (p *people) CallerNow(ctx context.Context, who auth.Identity) (call.Caller, error) {
	caller, err := p.Caller(ctx, who)
	p.looked <- struct{}{}
	return caller, err
}

func (p *people) set(token string, grants ...call.Grant) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.accounts[token] = call.Caller{Account: "account-" + token, Grants: grants}
}

func (p *people) counts() (verified, asked int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.verified, p.asked
}

// places knows two municipalities that use the platform and one that does not.
type places struct {
	mu    sync.Mutex
	asked int
}

func (p *places) Municipality(_ context.Context, code string) (active bool, where string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	switch code {
	case here:
		return true, region, nil
	case neighbour:
		return true, "elsewhere", nil
	}
	return false, "", nil
}

// refused keeps failures.
type refused struct {
	mu   sync.Mutex
	list []failure
}

type failure struct {
	call.Call
	reason string
	fault  bool
}

func (r *refused) Refused(_ context.Context, c call.Call, reason string, fault bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, failure{c, reason, fault})
	return nil
}
