package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// CloseCase closes a case, and its application with it.
func (s *Service) CloseCase(ctx context.Context, req *supportv1.CloseCaseRequest) (*supportv1.Case, error) {
	known := call.From(ctx)
	view, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (support.View, error) {
		running, err := s.lock(ctx, tx, known.Owner(), req.GetCase(), req.GetEtag())
		if err != nil {
			return support.View{}, err
		}
		closing := support.Closing{
			Need: sealed.Of(req.GetNeed()), Outcome: req.GetOutcome(), Fit: enum.Name(req.GetFit()), Minutes: int(req.GetMinutes()),
			FirstAppointmentDate: req.GetFirstAppointmentDate(),
		}
		ending := endingFromProto(req)
		closed, held, err := running.Close(closing, calendar.Day(tx.Now()))
		if err != nil {
			return support.View{}, err
		}
		if err := s.check(ctx, tx, running, closing, ending); err != nil {
			return support.View{}, err
		}
		if err := s.finish(ctx, tx, closed, support.Lapsed); err != nil {
			return support.View{}, err
		}
		if err := s.endings.InsertEnding(ctx, tx, closed, ending); err != nil {
			return support.View{}, err
		}
		if err := s.applications.Close(ctx, tx, closed.Application); err != nil {
			return support.View{}, err
		}
		if err := s.keep(ctx, tx, closed, held); err != nil {
			return support.View{}, err
		}
		if held {
			tellAppointment(tx, closed, pg.Live)
		}
		tellClosed(tx, closed, pg.Live)
		return s.view(ctx, tx, closed.ID, "close case")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), known.Language, view), nil
}

// change changes a case, which it locks and saves.
func (s *Service) change(
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

// lock holds a case's application, then the case; ETAG_MISMATCH when it changed meanwhile.
func (s *Service) lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id, etag string) (support.Case, error) {
	application, err := s.cases.Application(ctx, tx, owner, id)
	if err != nil {
		return support.Case{}, err
	}
	if err := s.applications.Lock(ctx, tx, application); err != nil {
		return support.Case{}, err
	}
	c, err := s.cases.Lock(ctx, tx, owner, id)
	if err != nil {
		return support.Case{}, err
	}
	return c, c.CheckEtag(etag)
}

// check returns all that is wrong with a closing at once.
func (s *Service) check(ctx context.Context, tx *pg.Tx, running support.Case, closing support.Closing, ending support.Ending) error {
	wrong, err := s.checkEnding(ctx, tx, running, ending)
	if err != nil {
		return err
	}
	wrong = append(running.Check(closing, calendar.Day(tx.Now())), wrong...)
	active, err := s.codes.Active(ctx, tx, "OUTCOME", closing.Outcome)
	if err != nil {
		return err
	}
	if !active {
		wrong = append(wrong, errs.Field("outcome", "code.unknown"))
	}
	return errs.Join(wrong...)
}
