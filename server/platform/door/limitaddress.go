package door

import "context"

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
	return next(ctx)
}

// brings reports whether the caller brings any proof of who it is.
func (p *passage) brings() bool {
	return len(p.outside.Authorization) > 0 || !p.outside.Peer.Certificate.IsZero()
}
