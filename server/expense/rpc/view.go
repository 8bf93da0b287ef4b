package rpc

import (
	"context"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// view is a claim with whose it is and the limits that it is near to or passes.
type view struct {
	expense.Claim
	name     sealed.Text
	warnings []expense.Warning
}

// load finds a claim again, also for a request that was repeated.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (view, error) {
	return s.view(ctx, tx, id, "read claim")
}

// view reads a claim in the caller's reach; action says what for.
func (s *Service) view(ctx context.Context, tx *pg.Tx, id, action string) (view, error) {
	claim, err := s.claims.Get(ctx, tx, call.From(ctx).Owner(), id, action)
	if err != nil {
		return view{}, err
	}
	views, err := s.see(ctx, tx, []expense.Claim{claim})
	if err != nil {
		return view{}, err
	}
	return views[0], nil
}

// see adds to claims whose they are and of what they warn.
func (s *Service) see(ctx context.Context, tx *pg.Tx, claims []expense.Claim) ([]view, error) {
	if len(claims) == 0 {
		return nil, nil
	}
	supporters := make([]string, 0, len(claims))
	for _, c := range claims {
		supporters = append(supporters, c.Supporter)
	}
	names, err := s.supporters.Names(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	spent, err := s.claims.Spent(ctx, tx, supporters, expense.Counted...)
	if err != nil {
		return nil, err
	}
	policies, err := s.policies.Policies(ctx, tx, calendar.Day(tx.Now()))
	if err != nil {
		return nil, err
	}
	views := make([]view, 0, len(claims))
	for _, c := range claims {
		views = append(views, view{Claim: c, name: names[c.Supporter], warnings: c.Warnings(spent[c.Supporter], policies)})
	}
	return views, nil
}
