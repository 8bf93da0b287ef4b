package rpc

import (
	"context"
	"fmt"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// otherRoles is the code list of other roles.
const otherRoles = "OTHER_ROLE"

// CreateRolePurityPolicy records a new version of what other roles of supporters of a kind do.
func (s *Service) CreateRolePurityPolicy(ctx context.Context, req *volunteerv1.CreateRolePurityPolicyRequest) (*volunteerv1.RolePurityPolicy, error) {
	policy, err := pg.Once(ctx, s.db, req, s.loadRolePolicy, func(tx *pg.Tx) (volunteer.RolePolicy, error) {
		policy, err := rolePolicyFromProto(req.GetRolePurityPolicy()).Complete(calendar.Day(tx.Now()))
		if err != nil {
			return volunteer.RolePolicy{}, err
		}
		var wrong []*errs.Error
		for i, rule := range policy.Rules {
			e, err := s.checkCode(ctx, tx, fmt.Sprintf("role_purity_policy.rules[%d].role", i), otherRoles, rule.Role)
			if err != nil {
				return volunteer.RolePolicy{}, err
			}
			wrong = append(wrong, e)
		}
		if err := errs.Join(wrong...); err != nil {
			return volunteer.RolePolicy{}, err
		}
		policy.ID, policy.RecordedBy = pg.NewID(), tx.Call().Caller.Account
		if err := s.roles.InsertRolePolicy(ctx, tx, policy); err != nil {
			return volunteer.RolePolicy{}, err
		}
		return s.loadRolePolicy(ctx, tx, policy.ID)
	})
	if err != nil {
		return nil, err
	}
	return rolePolicyToProto(req.GetMunicipality(), policy), nil
}

// GetRolePurityPolicy reads one version.
func (s *Service) GetRolePurityPolicy(ctx context.Context, req *volunteerv1.GetRolePurityPolicyRequest) (*volunteerv1.RolePurityPolicy, error) {
	var policy volunteer.RolePolicy
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		policy, err = s.loadRolePolicy(ctx, tx, req.GetRolePurityPolicy())
		return err
	})
	if err != nil {
		return nil, err
	}
	return rolePolicyToProto(req.GetMunicipality(), policy), nil
}

// loadRolePolicy finds a version again, also for a request that was repeated.
func (s *Service) loadRolePolicy(ctx context.Context, tx *pg.Tx, id string) (volunteer.RolePolicy, error) {
	return s.roles.RolePolicy(ctx, tx, id, calendar.Day(tx.Now()))
}

// ListRolePurityPolicies reads a page of the versions; the standard ones stand on the last.
func (s *Service) ListRolePurityPolicies(
	ctx context.Context, req *volunteerv1.ListRolePurityPoliciesRequest,
) (*volunteerv1.ListRolePurityPoliciesResponse, error) {
	kind := volunteer.Kind(enum.Name(req.GetKind()))
	var counting map[volunteer.Kind]volunteer.RolePolicy
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[volunteer.RolePolicy](),
		func(tx *pg.Tx, after []string, limit int) (list []volunteer.RolePolicy, err error) {
			today := calendar.Day(tx.Now())
			if counting, err = s.roles.RolesInForce(ctx, tx, today); err != nil {
				return nil, err
			}
			return s.roles.RolePolicies(ctx, tx, kind, today, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	if next == "" {
		for _, one := range []volunteer.Kind{volunteer.Informal, volunteer.Formal} {
			if kind == "" || kind == one {
				policy := volunteer.StandardRoles(one)
				policy.InForce = counting[one].ID == ""
				list = append(list, policy)
			}
		}
	}
	answer := &volunteerv1.ListRolePurityPoliciesResponse{NextPageToken: next}
	for _, policy := range list {
		answer.RolePurityPolicies = append(answer.RolePurityPolicies, rolePolicyToProto(req.GetMunicipality(), policy))
	}
	return answer, nil
}

func rolePolicyFromProto(p *volunteerv1.RolePurityPolicy) volunteer.RolePolicy {
	policy := volunteer.RolePolicy{
		Kind: volunteer.Kind(enum.Name(p.GetKind())), Start: p.GetStartDate(), Otherwise: volunteer.RoleEffect(enum.Name(p.GetOtherwise())),
	}
	for _, rule := range p.GetRules() {
		policy.Rules = append(policy.Rules, volunteer.RoleRule{Role: rule.GetRole(), Effect: volunteer.RoleEffect(enum.Name(rule.GetEffect()))})
	}
	return policy
}

func rolePolicyToProto(municipality string, p volunteer.RolePolicy) *volunteerv1.RolePurityPolicy {
	policy := &volunteerv1.RolePurityPolicy{
		Id: p.ID, Municipality: municipality, Kind: enum.Number[commonv1.SupportKind](string(p.Kind)), StartDate: p.Start,
		Otherwise: enum.Number[volunteerv1.OtherRoleEffect](string(p.Otherwise)), InForce: p.InForce, Standard: p.ID == "", RecordedBy: p.RecordedBy,
	}
	policy.CreateTime = moment.Of(p.CreateTime)
	for _, rule := range p.Rules {
		policy.Rules = append(policy.Rules, &volunteerv1.OtherRoleRule{
			Role: rule.Role, Effect: enum.Number[volunteerv1.OtherRoleEffect](string(rule.Effect)),
		})
	}
	return policy
}
