package rpc

import (
	"context"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// CreateExpensePolicy records a new version of what is paid.
func (s *Service) CreateExpensePolicy(ctx context.Context, req *expensev1.CreateExpensePolicyRequest) (*expensev1.ExpensePolicy, error) {
	policy, err := pg.Once(ctx, s.db, req, s.loadPolicy, func(tx *pg.Tx) (expense.Policy, error) {
		policy, err := policyFromProto(req.GetExpensePolicy()).Complete(calendar.Day(tx.Now()))
		if err != nil {
			return expense.Policy{}, err
		}
		policy.ID, policy.RecordedBy = pg.NewID(), tx.Call().Caller.Account
		if err := s.policies.InsertPolicy(ctx, tx, policy); err != nil {
			return expense.Policy{}, err
		}
		return s.loadPolicy(ctx, tx, policy.ID)
	})
	if err != nil {
		return nil, err
	}
	return policyToProto(req.GetMunicipality(), policy), nil
}

// GetExpensePolicy reads one version.
func (s *Service) GetExpensePolicy(ctx context.Context, req *expensev1.GetExpensePolicyRequest) (*expensev1.ExpensePolicy, error) {
	var policy expense.Policy
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		policy, err = s.loadPolicy(ctx, tx, req.GetExpensePolicy())
		return err
	})
	if err != nil {
		return nil, err
	}
	return policyToProto(req.GetMunicipality(), policy), nil
}

// loadPolicy finds a version again, also for a request that was repeated.
func (s *Service) loadPolicy(ctx context.Context, tx *pg.Tx, id string) (expense.Policy, error) {
	return s.policies.Policy(ctx, tx, id, calendar.Day(tx.Now()))
}

// ListExpensePolicies reads a page of the versions.
func (s *Service) ListExpensePolicies(ctx context.Context, req *expensev1.ListExpensePoliciesRequest) (*expensev1.ListExpensePoliciesResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[expense.Policy](),
		func(tx *pg.Tx, after []string, limit int) ([]expense.Policy, error) {
			return s.policies.PolicyPage(ctx, tx, calendar.Day(tx.Now()), page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &expensev1.ListExpensePoliciesResponse{NextPageToken: next}
	for _, policy := range list {
		answer.ExpensePolicies = append(answer.ExpensePolicies, policyToProto(req.GetMunicipality(), policy))
	}
	return answer, nil
}
