package rpc

import (
	"context"
	"slices"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// CreateExpenseClaim makes a draft, of the caller or on behalf of somebody in the caller's reach.
func (s *Service) CreateExpenseClaim(ctx context.Context, req *expensev1.CreateExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	known := call.From(ctx)
	v, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (view, error) {
		claim := expense.Claim{
			ID: pg.NewID(), Supporter: req.GetExpenseClaim().GetSupporter(), State: expense.Draft, Lines: linesFromProto(req.GetExpenseClaim().GetLines()),
		}
		claim.Touch(known.Caller.Account)
		if err := s.claims.Reach(ctx, tx, known.Owner(), claim.Supporter); err != nil {
			return view{}, err
		}
		if err := s.supporters.Lock(ctx, tx, claim.Supporter); err != nil {
			return view{}, err
		}
		if err := s.check(ctx, tx, &claim, req.GetExpenseClaim().GetWorkEntries()); err != nil {
			return view{}, err
		}
		if err := s.claims.Insert(ctx, tx, claim); err != nil {
			return view{}, err
		}
		return s.view(ctx, tx, claim.ID, "enter claim")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), known.Language, v), nil
}

// check has a claim take up entries of the log and prices it, and refuses typed lines on cases that the supporter was
// never on: those of entries were looked at when they were logged.
func (s *Service) check(ctx context.Context, tx *pg.Tx, claim *expense.Claim, entries []string) error {
	if err := claim.CheckTyped(); err != nil {
		return err
	}
	today := calendar.Day(tx.Now())
	policies, err := s.policies.Policies(ctx, tx, today)
	if err != nil {
		return err
	}
	found, err := s.work.LockWorkEntries(ctx, tx, claim.Supporter, entries)
	if err != nil {
		return err
	}
	if err := claim.TakeUp(entries, found, policies); err != nil {
		return err
	}
	if err := claim.Price(policies, today); err != nil {
		return err
	}
	var cases []string
	for _, line := range claim.Lines {
		if line.Case != "" && line.WorkEntry == "" {
			cases = append(cases, line.Case)
		}
	}
	theirs, err := s.cases.Of(ctx, tx, claim.Supporter, cases)
	if err != nil {
		return err
	}
	var wrong []*errs.Error
	for _, line := range claim.Lines {
		if line.Case != "" && line.WorkEntry == "" && !slices.Contains(theirs, line.Case) {
			wrong = append(wrong, errs.Field(line.Field("case"), "claim.not_on_case"))
		}
	}
	return errs.Join(wrong...)
}

// GetExpenseClaim reads one claim.
func (s *Service) GetExpenseClaim(ctx context.Context, req *expensev1.GetExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	var v view
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		v, err = s.load(ctx, tx, req.GetExpenseClaim())
		return err
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), call.From(ctx).Language, v), nil
}

// ListExpenseClaims reads a page of claims in the caller's reach.
func (s *Service) ListExpenseClaims(ctx context.Context, req *expensev1.ListExpenseClaimsRequest) (*expensev1.ListExpenseClaimsResponse, error) {
	filter := expense.Filter{Supporter: req.GetSupporter()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, expense.State(enum.Name(state)))
	}
	known := call.From(ctx)
	views, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[view](), func(tx *pg.Tx, after []string, limit int) ([]view, error) {
		list, err := s.claims.List(ctx, tx, known.Owner(), filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.see(ctx, tx, list)
	})
	if err != nil {
		return nil, err
	}
	answer := &expensev1.ListExpenseClaimsResponse{NextPageToken: next}
	for _, v := range views {
		answer.ExpenseClaims = append(answer.ExpenseClaims, toProto(req.GetMunicipality(), known.Language, v))
	}
	return answer, nil
}

// UpdateExpenseClaim changes the lines of a draft, and which entries of the log it takes up.
func (s *Service) UpdateExpenseClaim(ctx context.Context, req *expensev1.UpdateExpenseClaimRequest) (*expensev1.ExpenseClaim, error) {
	known := call.From(ctx)
	v, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (view, error) {
		claim, err := s.lock(ctx, tx, req.GetExpenseClaim().GetId(), req.GetExpenseClaim().GetEtag())
		if err != nil {
			return view{}, err
		}
		if claim.State != expense.Draft {
			return view{}, errs.StateConflict(expense.Resource, string(claim.State))
		}
		merged := toProto(req.GetMunicipality(), known.Language, view{Claim: claim})
		if err := patch.Apply(req, merged); err != nil {
			return view{}, err
		}
		claim.Lines = linesFromProto(merged.GetLines())
		claim.Touch(known.Caller.Account)
		if err := s.check(ctx, tx, &claim, merged.GetWorkEntries()); err != nil {
			return view{}, err
		}
		if err := s.claims.Save(ctx, tx, claim); err != nil {
			return view{}, err
		}
		return s.view(ctx, tx, claim.ID, "change claim")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), known.Language, v), nil
}

// lock holds a claim in the caller's reach, and its supporter before it; ETAG_MISMATCH when it changed meanwhile.
func (s *Service) lock(ctx context.Context, tx *pg.Tx, id, etag string) (expense.Claim, error) {
	owner := call.From(ctx).Owner()
	supporter, err := s.claims.SupporterOf(ctx, tx, owner, id)
	if err != nil {
		return expense.Claim{}, err
	}
	if err := s.supporters.Lock(ctx, tx, supporter); err != nil {
		return expense.Claim{}, err
	}
	claim, err := s.claims.Lock(ctx, tx, owner, id)
	if err != nil {
		return expense.Claim{}, err
	}
	return claim, claim.CheckEtag(etag)
}
