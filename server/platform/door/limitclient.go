package door

import "context"

// limitClient bounds what one account may ask, or one network address where no account is known:
// far less for public calls that write or that could be used to guess. It also bounds open streams.
func (d *Door) limitClient(ctx context.Context, p *passage, next next) error {
	if !p.admitted {
		if err := d.countClient(p); err != nil {
			return err
		}
	}
	if p.admitting {
		return next(ctx)
	}
	if !p.stream {
		return next(ctx)
	}
	ctx, leave, err := d.streams.enter(ctx, p.client())
	if err != nil {
		return err
	}
	defer leave()
	return next(ctx)
}

// countClient counts a call for its account. Who proved to be somebody that we have no account for
// is nobody here: an issuer may have given out such tokens to everybody.
func (d *Door) countClient(p *passage) error {
	client := p.client()
	if p.call.Caller.Account != "" {
		return d.limits.client.take(client)
	}
	if !p.who.IsZero() { // limit(address) left it to us
		if err := d.limits.address.take(client); err != nil {
			return err
		}
	}
	if p.contract != nil && p.contract.sensitive {
		return d.limits.sensitive.take(client)
	}
	return nil
}

// client is whose calls are counted together.
func (p *passage) client() string {
	if p.call.Caller.Account != "" {
		return "account " + p.call.Caller.Account
	}
	return network(p.outside.Peer.Address)
}
