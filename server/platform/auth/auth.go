// Package auth finds out who calls. A token says who (issuer and subject, or a client
// certificate's fingerprint); what the account may do are rows of our own, read through ports.
// It follows the Dutch OAuth profile (OAuth NL 1.2.0) for a resource server: JSON Web Tokens
// signed with RS256 or PS256 by an issuer on our list, for our audience, unexpired. The claims
// azp and jti, which the profile has issuers send, are not asked for, because many issuers that
// municipalities run today leave them out.
package auth

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// How long what was looked up counts. A grant that ends counts no longer after grantsFor.
const (
	tokensFor         = 60 * time.Second
	grantsFor         = 30 * time.Second
	municipalitiesFor = 30 * time.Second
	// nothingFor is how long "there is no such account or municipality" is believed.
	nothingFor = 5 * time.Second
	// lookupTime is the longest that one look-up may take; callers who wait for it share it.
	lookupTime = 5 * time.Second
	// remembered is how many tokens, accounts and municipalities are kept at most, each.
	remembered = 10_000
)

// Accounts finds the account behind an identity, with its grants that count now. An account that
// is not there, or may not sign in, is the zero Caller and no error.
type Accounts interface {
	// ByToken finds it by the issuer and subject of a token.
	ByToken(ctx context.Context, issuer, subject string) (call.Caller, error)
	// ByFingerprint finds it by the SHA-256 of a client certificate, 64 lower-case hexadecimal digits.
	ByFingerprint(ctx context.Context, fingerprint string) (call.Caller, error)
}

// Municipalities tells which municipalities use the platform.
type Municipalities interface {
	// Active reports whether a municipality uses the platform; one that is not there does not.
	Active(ctx context.Context, municipality string) (bool, error)
	// Region is the region that a municipality belongs to, empty when it belongs to none.
	Region(ctx context.Context, municipality string) (string, error)
}

// Identity is who a caller proved to be, before any account is looked up.
type Identity struct {
	// Issuer and Subject are those of the token; empty for a client certificate.
	Issuer, Subject string
	// Fingerprint is that of the client certificate; empty for a token.
	Fingerprint string
	// Expires is when the proof ends.
	Expires time.Time
}

// IsZero reports whether nobody proved anything.
func (i Identity) IsZero() bool { return i.Subject == "" && i.Fingerprint == "" }

// Config is what an Authenticator needs.
type Config struct {
	// Issuers are the issuers whose tokens count.
	Issuers []Issuer
	// Accounts and Municipalities are the rows behind identities.
	Accounts       Accounts
	Municipalities Municipalities
	// Now is the clock, time.Now when nil.
	Now func() time.Time
	// Client fetches discovery documents and keys; one with a short timeout when nil.
	Client *http.Client
}

// Authenticator verifies proofs and remembers, for a short while, what it found.
type Authenticator struct {
	verifier       *verifier
	accounts       Accounts
	municipalities Municipalities

	tokens  *memory[[32]byte, verified]
	callers *memory[Identity, call.Caller]
	places  *memory[string, municipality]
	now     func() time.Time
}

type municipality struct {
	active bool
	region string
}

// New makes an Authenticator. Issuers are asked for their keys at the first token, not here, so
// that a server starts while an issuer is away.
func New(c Config) (*Authenticator, error) {
	if c.Accounts == nil || c.Municipalities == nil {
		return nil, fmt.Errorf("auth: accounts and municipalities are needed")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Client == nil {
		c.Client = &http.Client{Timeout: lookupTime}
	}
	v, err := newVerifier(c.Issuers, c.Client, c.Now)
	if err != nil {
		return nil, err
	}
	return &Authenticator{
		verifier: v, accounts: c.Accounts, municipalities: c.Municipalities, now: c.Now,
		tokens:  newMemory[[32]byte, verified](c.Now),
		callers: newMemory[Identity, call.Caller](c.Now),
		places:  newMemory[string, municipality](c.Now),
	}, nil
}

// Caller finds the account behind an identity; its grants are at most 30 seconds old.
func (a *Authenticator) Caller(ctx context.Context, who Identity) (call.Caller, error) {
	key := who
	key.Expires = time.Time{}
	return a.callers.get(ctx, key, func(ctx context.Context) (call.Caller, time.Duration, error) {
		caller, err := a.CallerNow(ctx, who)
		if caller.Account == "" {
			return caller, nothingFor, err
		}
		return caller, grantsFor, err
	})
}

// CallerNow finds the account behind an identity as it stands at this moment.
func (a *Authenticator) CallerNow(ctx context.Context, who Identity) (call.Caller, error) {
	var caller call.Caller
	var err error
	if who.Fingerprint != "" {
		caller, err = a.accounts.ByFingerprint(ctx, who.Fingerprint)
	} else {
		caller, err = a.accounts.ByToken(ctx, who.Issuer, who.Subject)
	}
	if err != nil {
		return call.Caller{}, unreachable("find the account of a caller", err)
	}
	return caller, nil
}

// Municipality tells whether a municipality uses the platform, and its region. A code that cannot
// be one is not looked up.
func (a *Authenticator) Municipality(ctx context.Context, code string) (active bool, region string, err error) {
	if !isMunicipality(code) {
		return false, "", nil
	}
	m, err := a.places.get(ctx, code, func(ctx context.Context) (municipality, time.Duration, error) {
		active, err := a.municipalities.Active(ctx, code)
		if err != nil || !active {
			return municipality{}, nothingFor, wrap("find a municipality", err)
		}
		region, err := a.municipalities.Region(ctx, code)
		return municipality{active: true, region: region}, municipalitiesFor, wrap("find the region of a municipality", err)
	})
	return m.active, m.region, err
}

// isMunicipality reports whether code is "gm" and four digits (CBS), as in the contract.
func isMunicipality(code string) bool {
	if len(code) != 6 || code[:2] != "gm" {
		return false
	}
	for _, c := range code[2:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// Forget drops what is remembered about accounts and municipalities, so that the next call sees
// them as they stand.
func (a *Authenticator) Forget() {
	a.callers.entries.Purge()
	a.places.entries.Purge()
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return unreachable(what, err)
}

// unreachable is the refusal when a look-up fails: without it nobody is let in, and trying again
// is safe.
func unreachable(what string, err error) error {
	return errs.New(errs.Unavailable).Because(fmt.Errorf("%s: %w", what, err))
}
