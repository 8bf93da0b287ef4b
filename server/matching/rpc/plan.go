package rpc

import (
	"context"
	"fmt"
	"slices"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// namedPlan is a plan with the names of the supporters in it.
type namedPlan struct {
	matching.Plan
	names map[string]sealed.Text
}

// CreateMatchPlan finds the best plan for a backlog, and asks nobody.
func (s *Service) CreateMatchPlan(ctx context.Context, req *matchingv1.CreateMatchPlanRequest) (*matchingv1.MatchPlan, error) {
	plan, err := pg.Once(ctx, s.db, req, s.loadPlan, func(tx *pg.Tx) (namedPlan, error) {
		ids := req.GetApplications()
		if len(ids) == 0 {
			var err error
			if ids, err = s.applications.Waiting(ctx, tx, matching.MaxPlanned); err != nil {
				return namedPlan{}, err
			}
		}
		backlog, err := s.backlog(ctx, tx, ids)
		if err != nil {
			return namedPlan{}, err
		}
		plan, err := backlog.Solve(ctx)
		if err != nil {
			return namedPlan{}, err
		}
		plan.ID, plan.State, plan.Digest, plan.RecordedBy = pg.NewID(), matching.Proposed, backlog.Digest(), tx.Call().Caller.Account
		if err := s.plans.InsertPlan(ctx, tx, plan); err != nil {
			return namedPlan{}, err
		}
		tx.Logged("create match plan", logIDs(backlog)...)
		return s.loadPlan(ctx, tx, plan.ID)
	})
	if err != nil {
		return nil, err
	}
	return planToProto(req.GetMunicipality(), plan), nil
}

// GetMatchPlan reads a plan as it was made.
func (s *Service) GetMatchPlan(ctx context.Context, req *matchingv1.GetMatchPlanRequest) (*matchingv1.MatchPlan, error) {
	var plan namedPlan
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		plan, err = s.loadPlan(ctx, tx, req.GetMatchPlan())
		return err
	})
	if err != nil {
		return nil, err
	}
	return planToProto(req.GetMunicipality(), plan), nil
}

// ApplyMatchPlan asks everybody in a plan, if the backlog that is made anew, with everything in it held, is the one that
// the plan was made from.
func (s *Service) ApplyMatchPlan(ctx context.Context, req *matchingv1.ApplyMatchPlanRequest) (*matchingv1.MatchPlan, error) {
	plan, err := pg.Once(ctx, s.db, req, s.loadPlan, func(tx *pg.Tx) (namedPlan, error) {
		plan, err := s.plans.LockPlan(ctx, tx, req.GetMatchPlan())
		if err != nil {
			return namedPlan{}, err
		}
		if err := plan.CheckApply(req.GetEtag()); err != nil {
			return namedPlan{}, err
		}
		backlog, err := s.held(ctx, tx, plan)
		if err != nil {
			return namedPlan{}, err
		}
		if err := s.askAll(ctx, tx, plan, backlog); err != nil {
			return namedPlan{}, err
		}
		if err := s.plans.ApplyPlan(ctx, tx, plan.ID); err != nil {
			return namedPlan{}, err
		}
		tx.Logged("apply match plan", logIDs(backlog)...)
		return s.loadPlan(ctx, tx, plan.ID)
	})
	if err != nil {
		return nil, err
	}
	return planToProto(req.GetMunicipality(), plan), nil
}

// held locks everything that a plan asks, applications before supporters and each in the order of their ids, and puts the
// backlog together anew. An application that is gone or elsewhere makes the plan outdated.
func (s *Service) held(ctx context.Context, tx *pg.Tx, plan matching.Plan) (matching.Backlog, error) {
	outdated := errs.StateConflict(matching.PlanResource, matching.Outdated)
	ids := slices.Sorted(slices.Values(plan.Planned()))
	for _, id := range ids {
		application, err := s.applications.Lock(ctx, tx, id)
		if errs.Is(err, errs.NotFoundReason) || (err == nil && application.State != matching.WaitingForMatch) {
			return matching.Backlog{}, outdated
		}
		if err != nil {
			return matching.Backlog{}, err
		}
	}
	var supporters []string
	for _, m := range plan.Matches {
		supporters = append(supporters, m.Supporter)
	}
	slices.Sort(supporters)
	for _, supporter := range slices.Compact(supporters) {
		err := s.supporters.Lock(ctx, tx, supporter)
		if errs.Is(err, errs.NotFoundReason) {
			return matching.Backlog{}, outdated
		}
		if err != nil {
			return matching.Backlog{}, err
		}
	}
	backlog, err := s.backlog(ctx, tx, ids)
	if err != nil {
		return matching.Backlog{}, err
	}
	return backlog, plan.CheckBacklog(backlog)
}

// askAll makes the offers of a plan.
func (s *Service) askAll(ctx context.Context, tx *pg.Tx, plan matching.Plan, backlog matching.Backlog) error {
	applications, supporters := map[string]matching.Application{}, map[string]matching.Candidate{}
	for _, a := range backlog.Applications {
		applications[a.ID] = a
	}
	for _, c := range backlog.Supporters {
		supporters[c.Supporter] = c
	}
	for _, m := range plan.Matches {
		if _, err := s.offer(ctx, tx, applications[m.Application], supporters[m.Supporter], matching.Offer{}); err != nil {
			return err
		}
	}
	return nil
}

// backlog puts together what a plan for some applications is made from.
func (s *Service) backlog(ctx context.Context, tx *pg.Tx, ids []string) (matching.Backlog, error) {
	if len(ids) == 0 {
		return matching.Backlog{}, errs.Join(errs.Field("applications", "plan.nothing"))
	}
	g, err := s.standOn(ctx, tx)
	if err != nil {
		return matching.Backlog{}, err
	}
	waiting := make([]matching.Waiting, 0, len(ids))
	for i, id := range ids {
		w, err := s.waiting(ctx, tx, id, g)
		if errs.Is(err, errs.NotFoundReason) || (err == nil && w.Application.State != matching.WaitingForMatch) {
			return matching.Backlog{}, errs.Join(errs.Field(fmt.Sprintf("applications[%d]", i), "plan.not_waiting"))
		}
		if err != nil {
			return matching.Backlog{}, err
		}
		waiting = append(waiting, w)
	}
	return matching.NewBacklog(g.policy.Policy, matching.At(tx.Now()), waiting), nil
}

// waiting is an application with those who might be asked.
func (s *Service) waiting(ctx context.Context, tx *pg.Tx, id string, g ground) (matching.Waiting, error) {
	application, err := s.applications.Get(ctx, tx, id)
	if err != nil {
		return matching.Waiting{}, err
	}
	if application, err = s.wished(ctx, tx, application, g); err != nil {
		return matching.Waiting{}, err
	}
	candidates, err := s.candidates(ctx, tx, application, g)
	application.Returns = slices.ContainsFunc(candidates, func(c matching.Candidate) bool { return c.Supported })
	return matching.Waiting{Application: application, Candidates: candidates}, err
}

// loadPlan finds a plan again, with the names of those in it.
func (s *Service) loadPlan(ctx context.Context, tx *pg.Tx, id string) (namedPlan, error) {
	plan, err := s.plans.Plan(ctx, tx, id)
	if err != nil {
		return namedPlan{}, err
	}
	var supporters []string
	for _, m := range plan.Matches {
		supporters = append(supporters, m.Supporter)
	}
	for _, u := range plan.Unplanned {
		if u.Supporter != "" {
			supporters = append(supporters, u.Supporter)
		}
	}
	for _, p := range plan.Prices {
		supporters = append(supporters, p.Supporter)
	}
	slices.Sort(supporters)
	names, err := s.supporters.Names(ctx, tx, slices.Compact(supporters))
	return namedPlan{plan, names}, err
}

func logIDs(backlog matching.Backlog) []string {
	list := make([]string, 0, len(backlog.Applications))
	for _, a := range backlog.Applications {
		list = append(list, a.LogID)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func planToProto(municipality string, p namedPlan) *matchingv1.MatchPlan {
	plan := &matchingv1.MatchPlan{
		Id: p.ID, Municipality: municipality, State: enum.Number[matchingv1.MatchPlanState](string(p.State)), Total: fraction(p.Total),
		Applications: int32(p.Applications), ApplyTime: moment.Of(p.ApplyTime), CreateTime: moment.Of(p.CreateTime),
		UpdateTime: moment.Of(p.UpdateTime), Etag: p.Etag(),
	}
	for _, m := range p.Matches {
		plan.Matches = append(plan.Matches, &matchingv1.PlannedMatch{
			Application: m.Application, Supporter: m.Supporter, SupporterName: p.names[m.Supporter].Reveal(), Score: fraction(m.Score),
		})
	}
	for _, u := range p.Unplanned {
		plan.Unplanned = append(plan.Unplanned, &matchingv1.UnplannedApplication{
			Application: u.Application, Reason: enum.Number[matchingv1.UnplannedReason](u.Reason), Supporter: u.Supporter,
			SupporterName: p.names[u.Supporter].Reveal(), DisplacedApplication: u.Displaced, Cost: fraction(u.Cost),
		})
	}
	for _, price := range p.Prices {
		plan.Prices = append(plan.Prices, &matchingv1.PlacePrice{
			Supporter: price.Supporter, SupporterName: p.names[price.Supporter].Reveal(), FreePlaces: int32(price.Places), Price: fraction(price.Price),
		})
	}
	for _, s := range p.Scarce {
		plan.ScarceLifeDomains = append(plan.ScarceLifeDomains, &matchingv1.ScarceLifeDomain{
			LifeDomain: enum.Number[commonv1.LifeDomain](s.LifeDomain), Applications: int32(s.Applications), Unplanned: int32(s.Unplanned),
			Supporters: int32(s.Supporters), Price: fraction(s.Price),
		})
	}
	return plan
}
