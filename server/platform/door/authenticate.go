package door

import (
	"context"
	"errors"
	"strings"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/errs"
)

// authenticate finds out who calls. No proof is enough only where the contract says PUBLIC; a bad
// proof is refused everywhere, before anything is looked up.
func (d *Door) authenticate(ctx context.Context, p *passage, next next) error {
	if p.contract == nil {
		return errs.New(errs.Unimplemented)
	}
	if p.admitted {
		return next(ctx)
	}
	if !p.brings() {
		if !p.contract.public {
			return errs.New(errs.Unauthenticated)
		}
		return next(ctx)
	}
	if err := d.identify(ctx, p); err != nil {
		if errs.Is(err, errs.Unauthenticated) {
			d.limits.address.spend(network(p.outside.Peer.Address), 2)
		}
		return err
	}
	return next(ctx)
}

// identify verifies the proof and finds the account. A token goes before a certificate. An
// identity without an account is nobody here: it gets what is public, and is refused the rest.
func (d *Door) identify(ctx context.Context, p *passage) error {
	who, err := d.proof(ctx, p)
	if err != nil {
		return err
	}
	caller, err := d.Identities.Caller(ctx, who)
	if err != nil {
		return err
	}
	if caller.Account == "" && who.Fingerprint != "" && !p.contract.public {
		// Anybody can make a certificate: one that is not on our list proves nothing.
		return errs.New(errs.Unauthenticated)
	}
	caller.Address = p.outside.Peer.Address
	p.who, p.call.Caller = who, caller
	return nil
}

func (d *Door) proof(ctx context.Context, p *passage) (auth.Identity, error) {
	if len(p.outside.Authorization) == 0 {
		return d.Identities.ByCertificate(p.outside.Peer.Certificate)
	}
	token, err := p.token()
	if err != nil {
		return auth.Identity{}, errs.New(errs.Unauthenticated).Because(err)
	}
	return d.Identities.ByToken(ctx, token, p.outside.Peer.Certificate)
}

// token is the bearer token that the caller brings.
func (p *passage) token() (string, error) {
	if len(p.outside.Authorization) != 1 {
		return "", errors.New("not one header Authorization")
	}
	scheme, token, found := strings.Cut(p.outside.Authorization[0], " ")
	if !found || !strings.EqualFold(scheme, "bearer") {
		return "", errors.New("the header Authorization holds no bearer token")
	}
	return strings.TrimSpace(token), nil
}
