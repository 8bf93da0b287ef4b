package rpc

import (
	"context"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// CreateRequirementPolicy records a new version of what is asked of supporters of a kind.
func (s *Service) CreateRequirementPolicy(ctx context.Context, req *volunteerv1.CreateRequirementPolicyRequest) (*volunteerv1.RequirementPolicy, error) {
	policy, err := pg.Once(ctx, s.db, req, s.loadPolicy, func(tx *pg.Tx) (volunteer.Policy, error) {
		policy, err := policyFromProto(req.GetRequirementPolicy()).Complete(calendar.Day(tx.Now()))
		if err != nil {
			return volunteer.Policy{}, err
		}
		policy.ID, policy.RecordedBy = pg.NewID(), tx.Call().Caller.Account
		if err := s.requirements.InsertPolicy(ctx, tx, policy); err != nil {
			return volunteer.Policy{}, err
		}
		return s.loadPolicy(ctx, tx, policy.ID)
	})
	if err != nil {
		return nil, err
	}
	return policyToProto(req.GetMunicipality(), policy), nil
}

// GetRequirementPolicy reads one version.
func (s *Service) GetRequirementPolicy(ctx context.Context, req *volunteerv1.GetRequirementPolicyRequest) (*volunteerv1.RequirementPolicy, error) {
	var policy volunteer.Policy
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		policy, err = s.loadPolicy(ctx, tx, req.GetRequirementPolicy())
		return err
	})
	if err != nil {
		return nil, err
	}
	return policyToProto(req.GetMunicipality(), policy), nil
}

// loadPolicy finds a version again, also for a request that was repeated.
func (s *Service) loadPolicy(ctx context.Context, tx *pg.Tx, id string) (volunteer.Policy, error) {
	return s.requirements.Policy(ctx, tx, id, calendar.Day(tx.Now()))
}

// ListRequirementPolicies reads a page of the versions; the standard ones stand on the last.
func (s *Service) ListRequirementPolicies(
	ctx context.Context, req *volunteerv1.ListRequirementPoliciesRequest,
) (*volunteerv1.ListRequirementPoliciesResponse, error) {
	kind := volunteer.Kind(enum.Name(req.GetKind()))
	var counting map[volunteer.Kind]volunteer.Policy
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[volunteer.Policy](),
		func(tx *pg.Tx, after []string, limit int) (list []volunteer.Policy, err error) {
			today := calendar.Day(tx.Now())
			if counting, err = s.requirements.InForce(ctx, tx, today); err != nil {
				return nil, err
			}
			return s.requirements.Policies(ctx, tx, kind, today, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	if next == "" {
		list = append(list, standards(kind, counting)...)
	}
	answer := &volunteerv1.ListRequirementPoliciesResponse{NextPageToken: next}
	for _, policy := range list {
		answer.RequirementPolicies = append(answer.RequirementPolicies, policyToProto(req.GetMunicipality(), policy))
	}
	return answer, nil
}

// standards are the policies that count before the municipality sets its own, of a kind or of all.
func standards(kind volunteer.Kind, counting map[volunteer.Kind]volunteer.Policy) []volunteer.Policy {
	var list []volunteer.Policy
	for _, one := range []volunteer.Kind{volunteer.Informal, volunteer.Formal} {
		if kind == "" || kind == one {
			policy := volunteer.Standard(one)
			policy.InForce = counting[one].ID == ""
			list = append(list, policy)
		}
	}
	return list
}
