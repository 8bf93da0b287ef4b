package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/pg"
)

// EndApplication ends an open application without support, or notes of a closed one that the resident died.
func (s *Service) EndApplication(ctx context.Context, req *intakev1.EndApplicationRequest) (*intakev1.Application, error) {
	reason := enum.Name(req.GetReason())
	return s.change(ctx, req, req.GetApplication(), req.GetEtag(), func(tx *pg.Tx, a *intake.Application) error {
		ending, err := a.EndWith(reason, pg.NewID(), tx.Now())
		if err != nil {
			return err
		}
		if err := s.letGo(ctx, tx, a.ID); err != nil {
			return err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationEnded{Application: a.ID, Reason: reason, EndDate: calendar.Day(tx.Now())})
		return s.store.SaveEnding(ctx, tx, a.ID, ending)
	})
}

// letGo ends what hangs on an application that goes no further.
func (s *Service) letGo(ctx context.Context, tx *pg.Tx, application string) error {
	if err := s.aggregate.WithdrawOffers(ctx, tx, application); err != nil {
		return err
	}
	if err := s.store.WithdrawHandovers(ctx, tx, application); err != nil {
		return err
	}
	return s.aggregate.CloseCase(ctx, tx, application)
}

// ReopenApplication takes an ending back. What letGo ended stays so: another offer is made.
func (s *Service) ReopenApplication(ctx context.Context, req *intakev1.ReopenApplicationRequest) (*intakev1.Application, error) {
	return s.change(ctx, req, req.GetApplication(), req.GetEtag(), func(tx *pg.Tx, a *intake.Application) error {
		answer, err := s.store.SupportAnswer(ctx, tx, a.Resident.ID)
		if err != nil {
			return err
		}
		ending, err := a.Reopen(answer, pg.NewID(), tx.Now())
		if err != nil {
			return err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationReopened{
			Application: a.ID, State: string(a.State), ReopenDate: calendar.Day(tx.Now()),
		})
		return s.store.SaveEnding(ctx, tx, a.ID, ending)
	})
}

func endingsToProto(endings []intake.Ending) []*intakev1.Ending {
	list := make([]*intakev1.Ending, 0, len(endings))
	for _, e := range endings {
		ending := &intakev1.Ending{Reason: enum.Number[intakev1.EndReason](e.Reason), AfterSupport: e.AfterSupport}
		ending.EndTime = moment.Of(e.At)
		ending.ReopenTime = moment.Of(e.Reopened)
		list = append(list, ending)
	}
	return list
}
