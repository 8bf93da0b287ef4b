package rpc

import (
	"context"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// CheckHolder refuses, by the field "account", an account that cannot be the sign-in of somebody
// in the role in the transaction's municipality (see admin.CheckHolder). It is for the slices that
// keep those people, and holds the account until the transaction ends: nobody disables it, or
// gives it what excludes the role, in the meantime.
func (s *Service) CheckHolder(ctx context.Context, tx *pg.Tx, role call.Role, account string) error {
	municipality := tx.Municipality()
	circumstances, err := s.circumstances(ctx, tx, admin.Grant{Account: account, Municipality: municipality})
	if err != nil && !errs.Is(err, errs.NotFoundReason) {
		return err
	}
	return admin.CheckHolder(role, municipality, circumstances)
}

// IsContact reports whether an account has the role of contact person in the transaction's municipality, for the
// organisation, and can sign in. It holds the account until the transaction ends.
func (s *Service) IsContact(ctx context.Context, tx *pg.Tx, account, organisation string) (bool, error) {
	circumstances, err := s.circumstances(ctx, tx, admin.Grant{Account: account, Municipality: tx.Municipality()})
	if errs.Is(err, errs.NotFoundReason) {
		return false, nil
	}
	return admin.IsContact(tx.Municipality(), organisation, circumstances), err
}
