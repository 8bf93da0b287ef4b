package rpc

import (
	"context"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// RecordDirectAnswer counts a question that was answered at once.
func (s *Service) RecordDirectAnswer(ctx context.Context, req *intakev1.RecordDirectAnswerRequest) (*intakev1.DirectAnswer, error) {
	c := call.From(ctx)
	load := func(ctx context.Context, tx *pg.Tx, id string) (intake.DirectAnswer, error) {
		return s.store.DirectAnswer(ctx, tx, call.Everyone(), id)
	}
	answer, err := pg.Once(ctx, s.db, req, load, func(tx *pg.Tx) (intake.DirectAnswer, error) {
		wrong, err := s.checkPoint(ctx, tx, req.GetNeighbourhoodPoint())
		if err != nil {
			return intake.DirectAnswer{}, err
		}
		answer, err := intake.DirectAnswer{
			ID: pg.NewID(), LifeDomain: enum.Name(req.GetLifeDomain()), Channel: enum.Name(req.GetChannel()),
			NeighbourhoodPoint: req.GetNeighbourhoodPoint(), Minutes: req.GetMinutes(), Day: req.GetAnswerDate(),
			By: c.Caller.Account, Created: tx.Now(),
		}.Complete(tx.Now())
		if err := errs.Join(wrong, errs.Of(err)); err != nil {
			return intake.DirectAnswer{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.DirectAnswerRecorded{
			DirectAnswer: answer.ID, LifeDomain: enum.Number[commonv1.LifeDomain](answer.LifeDomain),
			Channel: enum.Number[commonv1.Channel](answer.Channel), NeighbourhoodPoint: answer.NeighbourhoodPoint,
			Minutes: answer.Minutes, AnswerDate: answer.Day,
		})
		return answer, s.store.InsertDirectAnswer(ctx, tx, answer)
	})
	if err != nil {
		return nil, err
	}
	return directAnswerToProto(c.Municipality, answer), nil
}

// GetDirectAnswer reads one direct answer.
func (s *Service) GetDirectAnswer(ctx context.Context, req *intakev1.GetDirectAnswerRequest) (*intakev1.DirectAnswer, error) {
	c := call.From(ctx)
	var answer intake.DirectAnswer
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		answer, err = s.store.DirectAnswer(ctx, tx, c.Owner(), req.GetDirectAnswer())
		return err
	})
	if err != nil {
		return nil, err
	}
	return directAnswerToProto(c.Municipality, answer), nil
}

// checkPoint returns what is wrong with a neighbourhood point: it goes into events and figures, so
// it is one that the municipality has.
func (s *Service) checkPoint(ctx context.Context, tx *pg.Tx, code string) (wrong *errs.Error, err error) {
	if code == "" {
		return nil, nil
	}
	known, err := s.settings.HasPoint(ctx, tx, code)
	if err != nil || known {
		return nil, err
	}
	return errs.Field("neighbourhood_point", "code.unknown"), nil
}

// ListDirectAnswers reads direct answers, the newest first.
func (s *Service) ListDirectAnswers(ctx context.Context, req *intakev1.ListDirectAnswersRequest) (*intakev1.ListDirectAnswersResponse, error) {
	c := call.From(ctx)
	newest := page.NewestFirst[intake.DirectAnswer]()
	items, next, err := page.Read(ctx, s.db, s.tokens, req, newest, func(tx *pg.Tx, after []string, limit int) ([]intake.DirectAnswer, error) {
		return s.store.DirectAnswers(ctx, tx, c.Owner(), after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListDirectAnswersResponse{NextPageToken: next}
	for _, d := range items {
		answer.DirectAnswers = append(answer.DirectAnswers, directAnswerToProto(c.Municipality, d))
	}
	return answer, nil
}
