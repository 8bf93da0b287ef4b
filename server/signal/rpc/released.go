package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/signal"
)

// GetReleasedPattern reads one released pattern that is for the caller.
func (s *Service) GetReleasedPattern(ctx context.Context, req *signalv1.GetReleasedPatternRequest) (*signalv1.ReleasedPattern, error) {
	var c signal.Copy
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		c, err = s.loadCopy(ctx, tx, req.GetReleasedPattern())
		return err
	})
	return copyAnswer(ctx, c, err)
}

// ListReleasedPatterns reads a page of the released patterns that are for the caller.
func (s *Service) ListReleasedPatterns(
	ctx context.Context, req *signalv1.ListReleasedPatternsRequest,
) (*signalv1.ListReleasedPatternsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[signal.Copy](), func(tx *pg.Tx, after []string, limit int) ([]signal.Copy, error) {
		return s.copies.Copies(ctx, tx, reads(ctx), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &signalv1.ListReleasedPatternsResponse{NextPageToken: next}
	for _, c := range list {
		answer.ReleasedPatterns = append(answer.ReleasedPatterns, copyToProto(call.From(ctx).Municipality, c))
	}
	return answer, nil
}

// AnswerPattern says what an addressee answers.
func (s *Service) AnswerPattern(ctx context.Context, req *signalv1.AnswerPatternRequest) (*signalv1.ReleasedPattern, error) {
	c, err := pg.Once(ctx, s.db, req, s.loadCopy, func(tx *pg.Tx) (signal.Copy, error) {
		c, err := s.copies.LockCopy(ctx, tx, reads(ctx), req.GetReleasedPattern())
		if err != nil {
			return signal.Copy{}, err
		}
		as, _ := signal.As(call.From(ctx).Role) // empty for the coordinator, who says whose answer it is
		today := calendar.Day(tx.Now())
		replied, err := c.Reply(req.GetEtag(), as, signal.Answer{
			ID: pg.NewID(), As: signal.Addressee(enum.Name(req.GetAddressee())), Words: req.GetText(), Measure: req.GetMeasure(), By: req.GetByDate(),
		}, today)
		if err != nil {
			return signal.Copy{}, err
		}
		answer := replied.Answers[len(replied.Answers)-1]
		if err := s.copies.InsertAnswer(ctx, tx, c.ID, answer); err != nil {
			return signal.Copy{}, err
		}
		if err := s.copies.MoveCopy(ctx, tx, c.ID, replied.State); err != nil {
			return signal.Copy{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.PatternAnswered{
			ReleasedPattern: c.ID, Addressee: string(answer.As), AnswerDate: today, ByDate: answer.By,
		})
		return s.loadCopy(ctx, tx, c.ID)
	})
	return copyAnswer(ctx, c, err)
}

// loadCopy finds a copy again, also for a request that was repeated.
func (s *Service) loadCopy(ctx context.Context, tx *pg.Tx, id string) (signal.Copy, error) {
	return s.copies.Copy(ctx, tx, reads(ctx), id)
}

// reads are the addressees as which the caller reads: the role that let the caller in. The coordinator reads all; who is
// neither reads nothing.
func reads(ctx context.Context) []signal.Addressee {
	role := call.From(ctx).Role
	if role == call.RoleCoordinator {
		return nil
	}
	if as, ok := signal.As(role); ok {
		return []signal.Addressee{as}
	}
	return []signal.Addressee{}
}
