package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// CreateCaseGoal writes down what is to be reached within a case that runs.
func (s *Service) CreateCaseGoal(ctx context.Context, req *supportv1.CreateCaseGoalRequest) (*supportv1.CaseGoal, error) {
	owner := call.From(ctx).Owner()
	g, err := pg.Once(ctx, s.db, req, s.loadGoal, func(tx *pg.Tx) (support.Goal, error) {
		running, err := s.lockRunning(ctx, tx, owner, req.GetCaseGoal().GetCase())
		if err != nil {
			return support.Goal{}, err
		}
		goal := goalFromProto(support.Goal{ID: pg.NewID(), Case: running.ID, Dossier: running.Dossier}, req.GetCaseGoal())
		if err := s.goals.InsertGoal(ctx, tx, goal); err != nil {
			return support.Goal{}, err
		}
		return s.goals.Goal(ctx, tx, owner, goal.ID, "write goal")
	})
	return goalAnswer(req.GetMunicipality(), g, err)
}

// GetCaseGoal reads one goal that the caller sees.
func (s *Service) GetCaseGoal(ctx context.Context, req *supportv1.GetCaseGoalRequest) (*supportv1.CaseGoal, error) {
	var g support.Goal
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		g, err = s.loadGoal(ctx, tx, req.GetCaseGoal())
		return err
	})
	return goalAnswer(req.GetMunicipality(), g, err)
}

// ListCaseGoals reads a page of the goals of a case that the caller sees.
func (s *Service) ListCaseGoals(ctx context.Context, req *supportv1.ListCaseGoalsRequest) (*supportv1.ListCaseGoalsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.Goal](), func(tx *pg.Tx, after []string, limit int) ([]support.Goal, error) {
		return s.goals.Goals(ctx, tx, call.From(ctx).Owner(), req.GetCase(), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListCaseGoalsResponse{NextPageToken: next}
	for _, g := range list {
		answer.CaseGoals = append(answer.CaseGoals, goalToProto(req.GetMunicipality(), g))
	}
	return answer, nil
}

// UpdateCaseGoal changes a goal of a case that runs.
func (s *Service) UpdateCaseGoal(ctx context.Context, req *supportv1.UpdateCaseGoalRequest) (*supportv1.CaseGoal, error) {
	g, err := pg.Once(ctx, s.db, req, s.loadGoal, func(tx *pg.Tx) (support.Goal, error) {
		goal, err := s.lockGoal(ctx, tx, req.GetCaseGoal().GetId(), req.GetCaseGoal().GetEtag())
		if err != nil {
			return support.Goal{}, err
		}
		merged := goalToProto(req.GetMunicipality(), goal)
		if err := patch.Apply(req, merged); err != nil {
			return support.Goal{}, err
		}
		if err := s.goals.SaveGoal(ctx, tx, goalFromProto(goal, merged)); err != nil {
			return support.Goal{}, err
		}
		return s.goals.Goal(ctx, tx, call.From(ctx).Owner(), goal.ID, "change goal")
	})
	return goalAnswer(req.GetMunicipality(), g, err)
}

// DeleteCaseGoal removes a goal of a case that runs. Asked again under the same request_id, it answers the same: it is gone.
func (s *Service) DeleteCaseGoal(ctx context.Context, req *supportv1.DeleteCaseGoalRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (support.Goal, error) { return support.Goal{}, nil }
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (support.Goal, error) {
		goal, err := s.lockGoal(ctx, tx, req.GetCaseGoal(), req.GetEtag())
		if err != nil {
			return support.Goal{}, err
		}
		return goal, s.goals.DeleteGoal(ctx, tx, goal)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// lockGoal holds the case of a goal that the caller sees, which runs, then the goal.
func (s *Service) lockGoal(ctx context.Context, tx *pg.Tx, goal, etag string) (support.Goal, error) {
	owner := call.From(ctx).Owner()
	of, err := s.goals.GoalsCase(ctx, tx, owner, goal)
	if err != nil {
		return support.Goal{}, err
	}
	if _, err := s.lockRunning(ctx, tx, owner, of); err != nil {
		return support.Goal{}, err
	}
	g, err := s.goals.LockGoal(ctx, tx, owner, goal)
	if err != nil {
		return support.Goal{}, err
	}
	return g, g.CheckEtag(etag)
}

// lockRunning holds a case that is not closed.
func (s *Service) lockRunning(ctx context.Context, tx *pg.Tx, owner call.Owner, of string) (support.Case, error) {
	running, err := s.lock(ctx, tx, owner, of, "")
	if err == nil && running.State == support.Closed {
		err = errs.StateConflict(support.Resource, string(running.State))
	}
	return running, err
}

// loadGoal finds a goal again, also for a request that was repeated.
func (s *Service) loadGoal(ctx context.Context, tx *pg.Tx, goal string) (support.Goal, error) {
	return s.goals.Goal(ctx, tx, call.From(ctx).Owner(), goal, "read goal")
}

func goalAnswer(municipality string, g support.Goal, err error) (*supportv1.CaseGoal, error) {
	if err != nil {
		return nil, err
	}
	return goalToProto(municipality, g), nil
}
