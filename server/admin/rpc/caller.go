package rpc

import (
	"context"
	"slices"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// GetCaller tells who the caller is: the account and its grants that count now, in every
// municipality, and for whom it stands in.
func (s *Service) GetCaller(ctx context.Context, _ *adminv1.GetCallerRequest) (*adminv1.Caller, error) {
	id := call.From(ctx).Caller.Account
	var held []admin.Held
	var today string
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		today = calendar.Day(tx.Now())
		held, err = s.store.Held(ctx, tx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	answer := &adminv1.Caller{Account: id}
	if answer.Name, err = s.name(ctx, id); err != nil {
		return nil, err
	}
	for _, h := range held {
		if h.State != admin.Active || !h.CountsNow(today) {
			continue
		}
		answer.Grants = append(answer.Grants, grantToProto(h.Grant))
		if h.DeputyOf == "" || deputises(answer, h.DeputyOf) {
			continue
		}
		name, err := s.name(ctx, h.DeputyOf)
		if err != nil {
			return nil, err
		}
		answer.Deputised = append(answer.Deputised, &adminv1.Deputised{Account: h.DeputyOf, Name: name})
	}
	return answer, nil
}

// deputises reports whether the answer names a coordinator already, who coordinates elsewhere too.
func deputises(answer *adminv1.Caller, account string) bool {
	return slices.ContainsFunc(answer.GetDeputised(), func(d *adminv1.Deputised) bool { return d.GetAccount() == account })
}

// name is that of an account. It is read, and logged, in the tenant of the account's home.
func (s *Service) name(ctx context.Context, id string) (string, error) {
	c := call.From(ctx)
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		c.Municipality, err = s.store.Home(ctx, tx, id)
		return err
	})
	if err != nil {
		return "", err
	}
	var account admin.Account
	home := call.With(ctx, c)
	err = s.db.Read(home, func(tx *pg.Tx) (err error) {
		account, err = s.store.Account(home, tx, c.Municipality, id)
		return err
	})
	return account.Name.Reveal(), err
}
