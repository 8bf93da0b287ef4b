package rpc

import (
	"context"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// CreateGrant gives an account a role: at once, or waiting for a second administrator.
func (s *Service) CreateGrant(ctx context.Context, req *adminv1.CreateGrantRequest) (*adminv1.Grant, error) {
	wish := grantFromProto(req.GetGrant())
	wish.Municipality = req.GetMunicipality()
	g, err := pg.Once(ctx, s.db, req, s.loadGrant, func(tx *pg.Tx) (admin.Grant, error) {
		circumstances, err := s.circumstances(ctx, tx, wish)
		if err != nil {
			return admin.Grant{}, err
		}
		grant, err := admin.Give(wish, circumstances)
		if err != nil {
			return admin.Grant{}, err
		}
		tx.Logged("give role")
		return s.store.InsertGrant(ctx, tx, grant, circumstances.Today)
	})
	if err != nil {
		return nil, err
	}
	return grantToProto(g), nil
}

// ConfirmGrant is the second person's yes. A grant on the platform, which waits again after somebody
// changed who can use its account, is confirmed through the home of the account, by somebody who
// administers the platform.
func (s *Service) ConfirmGrant(ctx context.Context, req *adminv1.ConfirmGrantRequest) (*adminv1.Grant, error) {
	return s.move(ctx, req, "confirm role", s.loadGrant, func(tx *pg.Tx, g admin.Grant) (admin.Grant, error) {
		circumstances, err := s.circumstances(ctx, tx, g)
		if err != nil {
			return admin.Grant{}, err
		}
		return g.Confirm(circumstances)
	})
}

// RevokeGrant ends a grant; it counts within 30 seconds.
func (s *Service) RevokeGrant(ctx context.Context, req *adminv1.RevokeGrantRequest) (*adminv1.Grant, error) {
	return s.move(ctx, req, "revoke role", s.loadLocalGrant, func(_ *pg.Tx, g admin.Grant) (admin.Grant, error) { return g.Revoke() })
}

// GetGrant reads one grant of the municipality, or on the platform of an account that is at home in
// it.
func (s *Service) GetGrant(ctx context.Context, req *adminv1.GetGrantRequest) (*adminv1.Grant, error) {
	var g admin.Grant
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		g, err = s.loadGrant(ctx, tx, req.GetGrant())
		return err
	})
	if err != nil {
		return nil, err
	}
	return grantToProto(g), nil
}

// ListGrants reads grants, the newest first; of one account that is at home here, also those on the
// platform.
func (s *Service) ListGrants(ctx context.Context, req *adminv1.ListGrantsRequest) (*adminv1.ListGrantsResponse, error) {
	items, token, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[admin.Grant](), func(tx *pg.Tx, after []string, limit int) ([]admin.Grant, error) {
		return s.store.Grants(ctx, tx, req.GetMunicipality(), req.GetAccount(), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	return &adminv1.ListGrantsResponse{Grants: each(items, grantToProto), NextPageToken: token}, nil
}

// moving is a request that moves one grant.
type moving interface {
	pg.Request
	GetMunicipality() string
	GetGrant() string
	GetEtag() string
}

// move changes a grant that find finds. Its account is locked before it, as everywhere: what the
// account holds is changed by one at a time.
func (s *Service) move(ctx context.Context, req moving, name string, find func(context.Context, *pg.Tx, string) (admin.Grant, error),
	move func(*pg.Tx, admin.Grant) (admin.Grant, error),
) (*adminv1.Grant, error) {
	g, err := pg.Once(ctx, s.db, req, find, func(tx *pg.Tx) (admin.Grant, error) {
		known, err := find(ctx, tx, req.GetGrant())
		if err != nil {
			return admin.Grant{}, err
		}
		if _, err := s.store.LockBareAccount(ctx, tx, known.Account); err != nil {
			return admin.Grant{}, err
		}
		before, err := s.store.LockGrant(ctx, tx, known.Municipality, known.ID)
		if err != nil {
			return admin.Grant{}, err
		}
		if err := checkEtag(req.GetEtag(), before.Version); err != nil {
			return admin.Grant{}, err
		}
		after, err := move(tx, before)
		if err != nil {
			return admin.Grant{}, err
		}
		tx.Logged(name)
		return s.store.UpdateGrant(ctx, tx, after)
	})
	if err != nil {
		return nil, err
	}
	return grantToProto(g), nil
}

// circumstances locks the account, so that two grants which exclude each other cannot be given
// at the same time.
func (s *Service) circumstances(ctx context.Context, tx *pg.Tx, g admin.Grant) (admin.Circumstances, error) {
	account, err := s.store.LockBareAccount(ctx, tx, g.Account)
	if err != nil {
		return admin.Circumstances{}, err
	}
	held, err := s.store.Held(ctx, tx, g.Account)
	if err != nil {
		return admin.Circumstances{}, err
	}
	c := admin.Circumstances{Account: account, Held: held, By: call.From(ctx).Caller.Account, Today: calendar.Day(tx.Now())}
	if g.Municipality == "" {
		return c, s.administersPlatform(ctx, tx, c)
	}
	m, err := s.store.Municipality(ctx, tx, g.Municipality)
	if err != nil {
		return admin.Circumstances{}, err
	}
	c.Region = m.Region
	if g.DeputyOf != "" {
		c.HeldByDeputised, err = s.store.Held(ctx, tx, g.DeputyOf)
	}
	return c, err
}

// administersPlatform refuses who administers a municipality alone.
func (s *Service) administersPlatform(ctx context.Context, tx *pg.Tx, c admin.Circumstances) error {
	held, err := s.store.Held(ctx, tx, c.By)
	if err != nil {
		return err
	}
	if !admin.Administers(held, "", c.Today) {
		return errs.New(errs.Forbidden)
	}
	return nil
}

// loadGrant finds a grant of the municipality, or on the platform of an account that is at home in it.
func (s *Service) loadGrant(ctx context.Context, tx *pg.Tx, id string) (admin.Grant, error) {
	g, err := s.loadLocalGrant(ctx, tx, id)
	if errs.Is(err, errs.NotFoundReason) {
		return s.store.PlatformGrant(ctx, tx, tx.Municipality(), id)
	}
	return g, err
}

func (s *Service) loadLocalGrant(ctx context.Context, tx *pg.Tx, id string) (admin.Grant, error) {
	return s.store.Grant(ctx, tx, tx.Municipality(), id)
}
