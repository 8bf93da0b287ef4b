package rpc

import (
	"context"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// CreateMatchingPolicy records a new version of what is weighed.
func (s *Service) CreateMatchingPolicy(ctx context.Context, req *matchingv1.CreateMatchingPolicyRequest) (*matchingv1.MatchingPolicy, error) {
	policy, err := pg.Once(ctx, s.db, req, s.loadPolicy, func(tx *pg.Tx) (matching.Policy, error) {
		p := req.GetMatchingPolicy()
		policy, err := matching.NewPolicy(p.GetStartDate(), calendar.Day(tx.Now()), weightsOf(p), int(p.GetLoadPenalty()), int(p.GetAskPenalty()))
		if err != nil {
			return matching.Policy{}, err
		}
		policy.ID, policy.Waves, policy.RecordedBy = pg.NewID(), p.GetWaves(), tx.Call().Caller.Account
		policy.Regional, policy.CaseMinutes = p.GetRegional(), int(p.GetCaseMinutesPerWeek())
		if err := s.policies.InsertPolicy(ctx, tx, policy); err != nil {
			return matching.Policy{}, err
		}
		return s.loadPolicy(ctx, tx, policy.ID)
	})
	if err != nil {
		return nil, err
	}
	return policyToProto(req.GetMunicipality(), policy), nil
}

// GetMatchingPolicy reads one version.
func (s *Service) GetMatchingPolicy(ctx context.Context, req *matchingv1.GetMatchingPolicyRequest) (*matchingv1.MatchingPolicy, error) {
	var policy matching.Policy
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		policy, err = s.loadPolicy(ctx, tx, req.GetMatchingPolicy())
		return err
	})
	if err != nil {
		return nil, err
	}
	return policyToProto(req.GetMunicipality(), policy), nil
}

// loadPolicy finds a version again, also for a request that was repeated.
func (s *Service) loadPolicy(ctx context.Context, tx *pg.Tx, id string) (matching.Policy, error) {
	return s.policies.Policy(ctx, tx, id, calendar.Day(tx.Now()))
}

// ListMatchingPolicies reads a page of the versions; the standard one stands on the last.
func (s *Service) ListMatchingPolicies(ctx context.Context, req *matchingv1.ListMatchingPoliciesRequest) (*matchingv1.ListMatchingPoliciesResponse, error) {
	standard := matching.StandardPolicy()
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[matching.Policy](),
		func(tx *pg.Tx, after []string, limit int) ([]matching.Policy, error) {
			today := calendar.Day(tx.Now())
			counting, err := s.policies.InForce(ctx, tx, today)
			if err != nil {
				return nil, err
			}
			standard.InForce = counting.ID == ""
			return s.policies.Policies(ctx, tx, today, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	if next == "" {
		list = append(list, standard)
	}
	answer := &matchingv1.ListMatchingPoliciesResponse{NextPageToken: next}
	for _, policy := range list {
		answer.MatchingPolicies = append(answer.MatchingPolicies, policyToProto(req.GetMunicipality(), policy))
	}
	return answer, nil
}

func weightsOf(p *matchingv1.MatchingPolicy) []matching.FactorWeight {
	list := make([]matching.FactorWeight, 0, len(p.GetWeights()))
	for _, w := range p.GetWeights() {
		list = append(list, matching.FactorWeight{Factor: score.Factor(enum.Name(w.GetFactor())), Weight: int(w.GetWeight())})
	}
	return list
}

func policyToProto(municipality string, p matching.Policy) *matchingv1.MatchingPolicy {
	policy := &matchingv1.MatchingPolicy{
		Id: p.ID, Municipality: municipality, StartDate: p.Start, LoadPenalty: int32(p.Load), AskPenalty: int32(p.Asks),
		Waves: p.Waves, Regional: p.Regional, CaseMinutesPerWeek: int32(p.CaseMinutes), InForce: p.InForce, Standard: p.ID == "", RecordedBy: p.RecordedBy, CreateTime: moment.Of(p.CreateTime),
	}
	for _, factor := range score.Factors {
		policy.Weights = append(policy.Weights, &matchingv1.FactorWeight{
			Factor: enum.Number[matchingv1.MatchFactor](string(factor)), Weight: int32(p.Weights[factor]),
		})
	}
	return policy
}
