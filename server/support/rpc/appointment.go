package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// RecordAppointmentMade records that the first appointment was made, and for when.
func (s *Service) RecordAppointmentMade(ctx context.Context, req *supportv1.RecordAppointmentMadeRequest) (*supportv1.Case, error) {
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "make first appointment", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		made, first, err := running.MakeAppointment(req.GetAppointmentTime().AsTime(), req.GetMadeDate(), tx.Now())
		if err != nil || !first {
			return made, err
		}
		return made, s.made(ctx, tx, made)
	})
}

// RecordAppointmentHeld records on which day the first appointment took place.
func (s *Service) RecordAppointmentHeld(ctx context.Context, req *supportv1.RecordAppointmentHeldRequest) (*supportv1.Case, error) {
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "hold first appointment", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		held, news, err := running.HoldAppointment(req.GetFirstAppointmentDate(), tx.Now())
		if err != nil || !news {
			return held, err
		}
		tellAppointment(tx, held, pg.Live)
		return held, s.keep(ctx, tx, held, true)
	})
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
