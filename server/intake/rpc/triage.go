package rpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// CreateTriageDecision records the route of an application; the newest decision counts.
func (s *Service) CreateTriageDecision(ctx context.Context, req *intakev1.CreateTriageDecisionRequest) (*intakev1.TriageDecision, error) {
	c := call.From(ctx)
	decision, err := pg.Once(ctx, s.db, req, s.decision, func(tx *pg.Tx) (intake.TriageDecision, error) {
		a, err := s.store.Lock(ctx, tx, req.GetApplication())
		if err != nil {
			return intake.TriageDecision{}, err
		}
		before := a.State
		decision, err := a.Decide(pg.NewID(), enum.Name(req.GetRoute()), sealed.Of(req.GetGrounds()), c.Caller.Account, tx.Now())
		if err != nil {
			return intake.TriageDecision{}, err
		}
		if err := s.aggregate.WithdrawOffers(ctx, tx, a.ID); err != nil {
			return intake.TriageDecision{}, err
		}
		if a.State != before {
			if err := s.store.WithdrawHandovers(ctx, tx, a.ID); err != nil {
				return intake.TriageDecision{}, err
			}
		}
		if _, err := s.store.Save(ctx, tx, a); err != nil {
			return intake.TriageDecision{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.TriageDecided{
			Application: a.ID, TriageDecision: decision.ID, Route: enum.Number[commonv1.Route](decision.Route),
			DecisionDate: calendar.Day(tx.Now()),
		})
		if err := s.store.InsertDecision(ctx, tx, a.Dossier, decision); err != nil {
			return intake.TriageDecision{}, err
		}
		return decision, s.nameDeciders(ctx, tx, &decision)
	})
	if err != nil {
		return nil, err
	}
	return decisionToProto(c.Municipality, decision), nil
}

// GetTriageDecision reads one decision on an application.
func (s *Service) GetTriageDecision(ctx context.Context, req *intakev1.GetTriageDecisionRequest) (*intakev1.TriageDecision, error) {
	var decision intake.TriageDecision
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		if decision, err = s.store.DecisionOf(ctx, tx, req.GetApplication(), req.GetTriageDecision()); err != nil {
			return err
		}
		return s.nameDeciders(ctx, tx, &decision)
	})
	if err != nil {
		return nil, err
	}
	return decisionToProto(call.From(ctx).Municipality, decision), nil
}

// ListTriageDecisions reads the decisions on an application, the newest first.
func (s *Service) ListTriageDecisions(ctx context.Context, req *intakev1.ListTriageDecisionsRequest) (*intakev1.ListTriageDecisionsResponse, error) {
	c := call.From(ctx)
	newest := page.NewestFirst[intake.TriageDecision]()
	items, next, err := page.Read(ctx, s.db, s.tokens, req, newest, func(tx *pg.Tx, after []string, limit int) ([]intake.TriageDecision, error) {
		if _, err := s.store.Get(ctx, tx, c.Owner(), req.GetApplication()); err != nil {
			return nil, err
		}
		decisions, err := s.store.Decisions(ctx, tx, req.GetApplication(), after, limit)
		if err != nil {
			return nil, err
		}
		each := make([]*intake.TriageDecision, len(decisions))
		for i := range decisions {
			each[i] = &decisions[i]
		}
		return decisions, s.nameDeciders(ctx, tx, each...)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListTriageDecisionsResponse{NextPageToken: next}
	for _, d := range items {
		answer.TriageDecisions = append(answer.TriageDecisions, decisionToProto(c.Municipality, d))
	}
	return answer, nil
}

// decision reads a decision as it stands.
func (s *Service) decision(ctx context.Context, tx *pg.Tx, id string) (intake.TriageDecision, error) {
	d, err := s.store.Decision(ctx, tx, id)
	if err != nil {
		return intake.TriageDecision{}, err
	}
	return d, s.nameDeciders(ctx, tx, &d)
}

// nameDeciders adds who decided, each account read once.
func (s *Service) nameDeciders(ctx context.Context, tx *pg.Tx, decisions ...*intake.TriageDecision) error {
	names := map[string]sealed.Text{"": {}} // history knows no account
	for _, d := range decisions {
		if _, known := names[d.By]; !known {
			name, err := s.settings.AccountName(ctx, tx, d.By)
			if err != nil {
				return err
			}
			names[d.By] = name
		}
		d.ByName = names[d.By]
	}
	return nil
}

// change locks an application, checks the caller's copy, lets do change it, and saves it.
func (s *Service) change(ctx context.Context, req pg.Request, id, etag string, do func(tx *pg.Tx, a *intake.Application) error) (*intakev1.Application, error) {
	a, err := pg.Once(ctx, s.db, req, s.application, func(tx *pg.Tx) (intake.Application, error) {
		a, err := s.store.Lock(ctx, tx, id)
		if err != nil {
			return intake.Application{}, err
		}
		if err := a.CheckEtag(etag); err != nil {
			return intake.Application{}, err
		}
		if err := do(tx, &a); err != nil {
			return intake.Application{}, err
		}
		return s.store.Save(ctx, tx, a)
	})
	if err != nil {
		return nil, err
	}
	return applicationToProto(call.From(ctx), a), nil
}

// application reads an application as it stands.
func (s *Service) application(ctx context.Context, tx *pg.Tx, id string) (intake.Application, error) {
	return s.store.Get(ctx, tx, call.Everyone(), id)
}
