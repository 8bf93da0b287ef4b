package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// RecordAppointmentMade records that the first appointment was made, and for when.
func (s *Service) RecordAppointmentMade(ctx context.Context, req *supportv1.RecordAppointmentMadeRequest) (*supportv1.Case, error) {
	return s.appoint(ctx, req, req.GetCase(), req.GetEtag(), "make first appointment", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		made, first, err := running.MakeAppointment(req.GetAppointmentTime().AsTime(), req.GetMadeDate(), tx.Now())
		if err != nil || !first {
			return made, err
		}
		return made, s.made(ctx, tx, made)
	})
}

// RecordAppointmentHeld records on which day the first appointment took place.
func (s *Service) RecordAppointmentHeld(ctx context.Context, req *supportv1.RecordAppointmentHeldRequest) (*supportv1.Case, error) {
	return s.appoint(ctx, req, req.GetCase(), req.GetEtag(), "hold first appointment", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		held, news, err := running.HoldAppointment(req.GetFirstAppointmentDate(), tx.Now())
		if err != nil || !news {
			return held, err
		}
		tellAppointment(tx, held, pg.Live)
		return held, s.keep(ctx, tx, held, true)
	})
}

// appoint changes what is known of the first appointment of a case, which it locks and saves.
func (s *Service) appoint(
	ctx context.Context, req pg.Request, id, etag, action string, do func(tx *pg.Tx, running support.Case) (support.Case, error),
) (*supportv1.Case, error) {
	known := call.From(ctx)
	view, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (support.View, error) {
		running, err := s.lock(ctx, tx, known.Owner(), id, etag)
		if err != nil {
			return support.View{}, err
		}
		changed, err := do(tx, running)
		if err != nil {
			return support.View{}, err
		}
		if err := s.cases.Save(ctx, tx, changed); err != nil {
			return support.View{}, err
		}
		return s.view(ctx, tx, id, action)
	})
	if err != nil {
		return nil, err
	}
	return toProto(known.Municipality, known.Language, view), nil
}

// made tells that the first appointment of a case was made, and records that this promise was kept.
func (s *Service) made(ctx context.Context, tx *pg.Tx, c support.Case) error {
	tellMade(tx, c)
	return s.applications.Keep(ctx, tx, c.Application, support.Kept{Made: support.On(c.AppointmentMadeDate, tx.Now())})
}

// keep records that the promise of a first appointment was kept on its day: what took place had been made.
func (s *Service) keep(ctx context.Context, tx *pg.Tx, c support.Case, held bool) error {
	if !held {
		return nil
	}
	at := support.On(c.FirstAppointmentDate, tx.Now())
	return s.applications.Keep(ctx, tx, c.Application, support.Kept{Made: at, Held: at})
}
