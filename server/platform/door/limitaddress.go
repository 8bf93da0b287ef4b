package door

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/errs"
)

// limitAddress bounds what one network address may ask without anybody being known, before
// anything costly is done; and it bounds the time that any call with one answer may take.
func (d *Door) limitAddress(ctx context.Context, p *passage, next next) error {
	if !p.brings() || p.contract == nil || p.contract.public {
		if err := d.limits.address.take(network(p.outside.Peer.Address), 1); err != nil {
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
