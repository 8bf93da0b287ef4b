package door

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/errs"
)

// limitAddress bounds what one network address may ask without anybody being known, before
// anything costly is done; and it bounds the time that any call with one answer may take.
func (d *Door) limitAddress(ctx context.Context, p *passage, next next) error {
	if !p.admitted {
		if err := d.countAddress(p); err != nil {
			return err
		}
	}
	if p.stream {
		return next(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, d.Deadline)
	defer cancel()
	return ended(ctx, next(ctx))
}

// ended makes a call that broke because its time was over, or its caller had left, say so: what
// broke first is whatever was waiting at that moment, the database as a rule.
func ended(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	switch reasonOf(err).Reason {
	case errs.Internal, errs.Unavailable, errs.Canceled:
		return fmt.Errorf("%w: %w", ctx.Err(), reasonlessError{err})
	default:
		return err
	}
}

// reasonlessError keeps the text of an error for the log, and hides the reason that it carries.
type reasonlessError struct{ err error }

func (w reasonlessError) Error() string { return w.err.Error() }

// brings reports whether the caller brings any proof of who it is.
func (p *passage) brings() bool {
	return len(p.outside.Authorization) > 0 || !p.outside.Peer.Certificate.IsZero()
}

// countAddress counts a call whose caller shows nothing to be known by. One who does is counted by
// limit(client), when it is known; unless too many from there showed what was worth nothing: then
// only what was good a moment ago is looked at.
func (d *Door) countAddress(p *passage) error {
	address := network(p.outside.Peer.Address)
	if !p.brings() || p.contract == nil {
		return d.limits.address.take(address)
	}
	err := d.limits.address.owing(address)
	if err == nil || d.provenBefore(p) {
		return nil
	}
	return err
}

// provenBefore reports whether the proof that a caller brings costs nothing to look at: a
// certificate was checked by the handshake, a token perhaps a moment ago.
func (d *Door) provenBefore(p *passage) bool {
	token, err := p.token()
	return len(p.outside.Authorization) == 0 || err == nil && d.Identities.Remembers(token)
}
