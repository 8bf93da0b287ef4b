package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// CreateAccount adds an account of a person or a system. It can sign in from that moment on, and
// holds nothing.
func (s *Service) CreateAccount(ctx context.Context, req *adminv1.CreateAccountRequest) (*adminv1.Account, error) {
	wish := accountFromProto(req.GetAccount())
	wish.Municipality, wish.Active = req.GetMunicipality(), true
	a, err := pg.Once(ctx, s.db, req, s.loadAccount, func(tx *pg.Tx) (admin.Account, error) {
		if err := wish.Check(); err != nil {
			return admin.Account{}, err
		}
		return s.store.InsertAccount(ctx, tx, wish)
	})
	if err != nil {
		return nil, err
	}
	return accountToProto(a), nil
}

// GetAccount reads one account.
func (s *Service) GetAccount(ctx context.Context, req *adminv1.GetAccountRequest) (*adminv1.Account, error) {
	var a admin.Account
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		a, err = s.store.Account(ctx, tx, req.GetMunicipality(), req.GetAccount())
		return err
	})
	if err != nil {
		return nil, err
	}
	return accountToProto(a), nil
}

// ListAccounts reads the accounts of a municipality, the newest first.
func (s *Service) ListAccounts(ctx context.Context, req *adminv1.ListAccountsRequest) (*adminv1.ListAccountsResponse, error) {
	items, token, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[admin.Account](), func(tx *pg.Tx, after []string, limit int) ([]admin.Account, error) {
		return s.store.Accounts(ctx, tx, req.GetMunicipality(), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	return &adminv1.ListAccountsResponse{Accounts: each(items, accountToProto), NextPageToken: token}, nil
}

// UpdateAccount changes the fields that update_mask names. Whose account it is (kind, municipal)
// is said once and for all.
func (s *Service) UpdateAccount(ctx context.Context, req *adminv1.UpdateAccountRequest) (*adminv1.Account, error) {
	if err := onlyPaths(req.GetUpdateMask(), "account", "name", "email", "issuer", "subject", "active"); err != nil {
		return nil, err
	}
	given := req.GetAccount()
	a, err := pg.Once(ctx, s.db, req, s.loadAccount, func(tx *pg.Tx) (admin.Account, error) {
		if err := s.lockCustody(ctx, tx, req.GetUpdateMask()); err != nil {
			return admin.Account{}, err
		}
		before, err := s.store.LockAccount(ctx, tx, req.GetMunicipality(), given.GetId())
		if err != nil {
			return admin.Account{}, err
		}
		if err := checkEtag(given.GetEtag(), before.Version); err != nil {
			return admin.Account{}, err
		}
		merged := accountToProto(before)
		if err := patch.Apply(req, merged); err != nil {
			return admin.Account{}, err
		}
		after := accountFromProto(merged)
		after.ID, after.Municipality, after.Stamp = before.ID, before.Municipality, before.Stamp
		if err := after.Check(); err != nil {
			return admin.Account{}, err
		}
		if before.Handed(after) {
			if err := s.hand(ctx, tx, before, after); err != nil {
				return admin.Account{}, err
			}
		}
		return s.store.UpdateAccount(ctx, tx, after)
	})
	if err != nil {
		return nil, err
	}
	return accountToProto(a), nil
}

// lockCustody lets one change of who can use an account go at a time, before any account is locked:
// two of them must not each take the other for the administrator who is left.
func (s *Service) lockCustody(ctx context.Context, tx *pg.Tx, mask *fieldmaskpb.FieldMask) error {
	for _, path := range mask.GetPaths() {
		if path == "issuer" || path == "subject" || path == "active" {
			return s.store.LockCustody(ctx, tx)
		}
	}
	return nil
}

// hand lets others than before use the account, or nobody: what it holds waits for a second
// administrator, because this one decides who can use it from now on.
func (s *Service) hand(ctx context.Context, tx *pg.Tx, before, after admin.Account) error {
	c, err := s.custody(ctx, tx, before.ID)
	if err != nil {
		return err
	}
	if c.Others, err = s.store.PlatformAdministrators(ctx, tx, before.ID, c.Today); err != nil {
		return err
	}
	waiting, err := before.Hand(after, c)
	if err != nil {
		return err
	}
	return s.wait(ctx, tx, waiting)
}

// custody finds what the account and the caller hold, and keeps the account's from changing.
func (s *Service) custody(ctx context.Context, tx *pg.Tx, account string) (c admin.Custody, err error) {
	c = admin.Custody{By: call.From(ctx).Caller.Account, Today: calendar.Day(tx.Now())}
	if c.Held, err = s.store.LockHeld(ctx, tx, account); err != nil {
		return c, err
	}
	c.ByHeld, err = s.store.Held(ctx, tx, c.By)
	return c, err
}

// wait stores grants that wait for a second person.
func (s *Service) wait(ctx context.Context, tx *pg.Tx, grants []admin.Grant) error {
	for _, grant := range grants {
		if _, err := s.store.UpdateGrant(ctx, tx, grant); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) loadAccount(ctx context.Context, tx *pg.Tx, id string) (admin.Account, error) {
	return s.store.Account(ctx, tx, tx.Municipality(), id)
}
