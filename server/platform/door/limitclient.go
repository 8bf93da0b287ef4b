package door

import "context"

// limitClient bounds what one account may ask, or one network address where nobody is known: far
// less for public calls that write or that could be used to guess. It also bounds open streams.
func (d *Door) limitClient(ctx context.Context, p *passage, next next) error {
	client, meter := p.client(), d.limits.client
	if p.who.IsZero() {
		meter = nil // counted by limit(address)
		if p.contract != nil && p.contract.sensitive {
			meter = d.limits.sensitive
		}
	}
	if meter != nil {
		if err := meter.take(client, 1); err != nil {
			return err
		}
	}
	if !p.stream {
		return next(ctx)
	}
	ctx, leave, err := d.streams.enter(ctx, client)
	if err != nil {
		return err
	}
	defer leave()
	return next(ctx)
}

// client is whose calls are counted together.
func (p *passage) client() string {
	switch {
	case p.call.Caller.Account != "":
		return "account " + p.call.Caller.Account
	case !p.who.IsZero():
		// Known to an issuer, but not to us.
		return "identity " + p.who.Fingerprint + " " + p.who.Issuer + " " + p.who.Subject
	default:
		return network(p.outside.Peer.Address)
	}
}
