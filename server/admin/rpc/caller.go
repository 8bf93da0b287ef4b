package rpc

import (
	"context"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// GetCaller tells who the caller is: the account and its grants that count now, in every
// municipality. The name is read, and logged, in the tenant of the account's home.
func (s *Service) GetCaller(ctx context.Context, _ *adminv1.GetCallerRequest) (*adminv1.Caller, error) {
	c := call.From(ctx)
	id := c.Caller.Account
	var held []admin.Held
	var today string
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		today = calendar.Day(tx.Now())
		if c.Municipality, err = s.store.Home(ctx, tx, id); err != nil {
			return err
		}
		held, err = s.store.Held(ctx, tx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	var account admin.Account
	home := call.With(ctx, c)
	err = s.db.Read(home, func(tx *pg.Tx) (err error) {
		account, err = s.store.Account(home, tx, c.Municipality, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	answer := &adminv1.Caller{Account: id, Name: account.Name.Reveal()}
	for _, h := range held {
		if h.State == admin.Active && h.Counts(today) {
			answer.Grants = append(answer.Grants, grantToProto(h.Grant))
		}
	}
	return answer, nil
}
