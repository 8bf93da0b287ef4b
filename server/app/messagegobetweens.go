package app

import (
	"context"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// GoBetweens are where or through whom a message may be told: the neighbourhood points of the municipality, or who is recorded as
// near to the resident. None of a message that goes otherwise.
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
		return f.near(ctx, tx, m)
	case message.Mail, message.SMS, message.Letter, message.Call, message.Coordinator:
	}
	return nil, nil
}

// near are who is recorded as near to a resident: who applied for them, and who represents them.
func (f facts) near(ctx context.Context, tx *pg.Tx, m message.Message) ([]message.GoBetween, error) {
	a, err := f.intake.Get(ctx, tx, call.Everyone(), m.To.Application)
	if errs.Is(err, errs.NotFoundReason) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var people []message.GoBetween
	if by := a.Applicant; by.Kind == intake.ByNearPerson {
		people = append(people, message.GoBetween{Name: by.Name, Phone: by.Phone, Relation: by.Relation})
	}
	list, err := f.intake.Representatives(ctx, tx, a.Dossier, nil, most)
	for _, one := range list {
		people = append(people, message.GoBetween{Name: one.Name, Phone: one.Phone})
	}
	return people, err
}
