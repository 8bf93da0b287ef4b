package rpc

import (
	"context"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// moving is a request that brings a claim into another state.
type moving interface {
	pg.Request
	GetMunicipality() string
	GetExpenseClaim() string
	GetEtag() string
}

// move brings a claim into another state by what do says of it; action says what for.
func (s *Service) move(ctx context.Context, req moving, action string, do func(tx *pg.Tx, claim *expense.Claim) error) (*expensev1.ExpenseClaim, error) {
	v, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (view, error) {
		claim, err := s.lock(ctx, tx, req.GetExpenseClaim(), req.GetEtag())
		if err != nil {
			return view{}, err
		}
		if err := do(tx, &claim); err != nil {
			return view{}, err
		}
		if err := s.claims.Save(ctx, tx, claim); err != nil {
			return view{}, err
		}
		return s.view(ctx, tx, claim.ID, action)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), call.From(ctx).Language, v), nil
}

// SubmitExpenseClaim puts a draft up for approval, priced anew: also what its entries have a rate for.
func (s *Service) SubmitExpenseClaim(ctx context.Context, req *expensev1.SubmitExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	return s.move(ctx, req, "submit claim", func(tx *pg.Tx, claim *expense.Claim) (err error) {
		if claim.State, err = claim.State.Move(expense.Submitted); err != nil {
			return err
		}
		claim.Touch(tx.Call().Caller.Account)
		return s.check(ctx, tx, claim, claim.WorkEntries())
	})
}

// WithdrawExpenseClaim takes back a claim that nobody decided on.
func (s *Service) WithdrawExpenseClaim(ctx context.Context, req *expensev1.WithdrawExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	return s.move(ctx, req, "withdraw claim", func(_ *pg.Tx, claim *expense.Claim) (err error) {
		claim.State, err = claim.State.Move(expense.Withdrawn)
		return err
	})
}

// ApproveExpenseClaim lets the next payment take a claim up, once it is known where to pay.
func (s *Service) ApproveExpenseClaim(ctx context.Context, req *expensev1.ApproveExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	return s.move(ctx, req, "approve claim", func(tx *pg.Tx, claim *expense.Claim) error {
		decided, err := claim.Decide(expense.Approved, tx.Call().Caller.Account)
		if err != nil {
			return err
		}
		_, err = s.payments.Bank(ctx, tx, call.Everyone(), claim.Supporter, "approve claim")
		if errs.Is(err, errs.NotFoundReason) {
			return errs.Field(expense.Resource, "claim.no_account")
		}
		decided.DecideTime = tx.Now()
		*claim = decided
		return err
	})
}

// RefuseExpenseClaim refuses a claim with a reason.
func (s *Service) RefuseExpenseClaim(ctx context.Context, req *expensev1.RefuseExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	return s.move(ctx, req, "refuse claim", func(tx *pg.Tx, claim *expense.Claim) error {
		decided, err := claim.Decide(expense.Refused, tx.Call().Caller.Account)
		decided.DecideTime, decided.Refusal = tx.Now(), sealed.Of(req.GetRefusal())
		*claim = decided
		return err
	})
}
