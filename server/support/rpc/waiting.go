package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// HoldCase lets a case wait.
func (s *Service) HoldCase(ctx context.Context, req *supportv1.HoldCaseRequest) (*supportv1.Case, error) {
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "hold case", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		held, err := running.Hold(enum.Name(req.GetReason()), req.GetUntilDate(), calendar.Day(tx.Now()))
		if err == nil {
			tellWaits(tx, held)
		}
		return held, err
	})
}

// ResumeCase goes on with a case that waited.
func (s *Service) ResumeCase(ctx context.Context, req *supportv1.ResumeCaseRequest) (*supportv1.Case, error) {
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "resume case", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		resumed, err := running.Resume()
		if err == nil {
			tellResumed(tx, resumed)
		}
		return resumed, err
	})
}
