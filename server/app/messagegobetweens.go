package app

import (
	"context"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// GoBetweens are where or through whom a message may be told: the neighbourhood points of the municipality, or whom the
// resident named to be told through. None of a message that goes otherwise.
func (f facts) GoBetweens(ctx context.Context, tx *pg.Tx, m message.Message) ([]message.GoBetween, error) {
	switch m.Channel {
	case message.NeighbourhoodPoint:
		here, err := f.accounts.Municipality(ctx, tx, tx.Municipality())
		points := make([]message.GoBetween, 0, len(here.NeighbourhoodPoints))
		for _, point := range here.NeighbourhoodPoints {
			points = append(points, message.GoBetween{Name: sealed.Of(point.Name), Address: point.Address})
		}
		return points, err
	case message.TrustedPerson:
		return f.trusted(ctx, tx, m)
	case message.Mail, message.SMS, message.Letter, message.Call, message.Coordinator:
	}
	return nil, nil
}

// trusted is whom the resident named, and nobody else: who applied for them or represents them may be whom they fear.
func (f facts) trusted(ctx context.Context, tx *pg.Tx, m message.Message) ([]message.GoBetween, error) {
	a, err := f.intake.Get(ctx, tx, call.Everyone(), m.To.Application)
	if errs.Is(err, errs.NotFoundReason) {
		return nil, nil
	}
	if named := a.Resident.Trusted; err == nil && named.Name.Reveal() != "" {
		return []message.GoBetween{{Name: named.Name, Phone: named.Phone}}, nil
	}
	return nil, err
}
