package rpc

import (
	"context"
	"slices"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// Holds reports whether an account, with which somebody can sign in, holds one of some roles in the transaction's
// municipality today. It holds the account until the transaction ends.
func (s *Service) Holds(ctx context.Context, tx *pg.Tx, account string, roles ...call.Role) (bool, error) {
	c, err := s.circumstances(ctx, tx, admin.Grant{Account: account, Municipality: tx.Municipality()})
	if errs.Is(err, errs.NotFoundReason) {
		return false, nil
	}
	if err != nil || !c.Account.Active {
		return false, err
	}
	return slices.ContainsFunc(c.Held, func(held admin.Held) bool {
		return held.Municipality == tx.Municipality() && slices.Contains(roles, held.Role) && held.State == admin.Active && held.CountsNow(c.Today)
	}), nil
}

// Holders are the accounts of the transaction's municipality, with which somebody can sign in, that hold one of some roles
// in it today: a page, the newest first.
func (s *Service) Holders(ctx context.Context, tx *pg.Tx, roles []call.Role, after string, limit int) ([]admin.Holder, error) {
	return s.store.Holders(ctx, tx, roles, after, limit)
}
