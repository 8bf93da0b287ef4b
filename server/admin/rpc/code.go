package rpc

import (
	"context"
	"strconv"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// byPlace is the order of codes: list by list, each in its own order.
var byPlace = page.Order[admin.Code]{Columns: "list, position, code", Keys: func(c admin.Code) []string {
	return []string{string(c.List), strconv.Itoa(c.Position), c.Code}
}}

// ListCodes reads a code list, in its order, or all of them.
func (s *Service) ListCodes(ctx context.Context, req *adminv1.ListCodesRequest) (*adminv1.ListCodesResponse, error) {
	items, token, err := page.Read(ctx, s.db, s.tokens, req, byPlace, func(tx *pg.Tx, after []string, limit int) ([]admin.Code, error) {
		return s.store.Codes(ctx, tx, req.GetMunicipality(), admin.List(enum.Name(req.GetList())), after, limit)
	})
	if err != nil {
		return nil, err
	}
	return &adminv1.ListCodesResponse{Codes: each(items, codeToProto), NextPageToken: token}, nil
}

// GetCode reads one entry of a code list.
func (s *Service) GetCode(ctx context.Context, req *adminv1.GetCodeRequest) (*adminv1.Code, error) {
	var c admin.Code
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		c, err = s.store.Code(ctx, tx, req.GetMunicipality(), req.GetCode())
		return err
	})
	if err != nil {
		return nil, err
	}
	return codeToProto(c), nil
}

// CreateCode adds an entry to a code list. It can be chosen from that moment on.
func (s *Service) CreateCode(ctx context.Context, req *adminv1.CreateCodeRequest) (*adminv1.Code, error) {
	wish := codeFromProto(req.GetCode())
	wish.Municipality, wish.Active = req.GetMunicipality(), true
	c, err := pg.Once(ctx, s.db, req, s.loadCode, func(tx *pg.Tx) (admin.Code, error) {
		if err := wish.Check(); err != nil {
			return admin.Code{}, err
		}
		tx.Logged("add code")
		return s.store.InsertCode(ctx, tx, wish)
	})
	if err != nil {
		return nil, err
	}
	return codeToProto(c), nil
}

// UpdateCode changes an entry; one that is used is never removed, but made inactive.
func (s *Service) UpdateCode(ctx context.Context, req *adminv1.UpdateCodeRequest) (*adminv1.Code, error) {
	if err := onlyPaths(req.GetUpdateMask(), "code", "label_nl", "label_en", "life_domain", "words", "position", "active", "latitude", "longitude"); err != nil {
		return nil, err
	}
	given := req.GetCode()
	c, err := pg.Once(ctx, s.db, req, s.loadCode, func(tx *pg.Tx) (admin.Code, error) {
		before, err := s.store.LockCode(ctx, tx, req.GetMunicipality(), given.GetId())
		if err != nil {
			return admin.Code{}, err
		}
		if err := checkEtag(given.GetEtag(), before.Version); err != nil {
			return admin.Code{}, err
		}
		merged := codeToProto(before)
		if err := patch.Apply(req, merged); err != nil {
			return admin.Code{}, err
		}
		after := codeFromProto(merged)
		after.ID, after.Municipality, after.Stamp = before.ID, before.Municipality, before.Stamp
		if err := after.Check(); err != nil {
			return admin.Code{}, err
		}
		tx.Logged("change code")
		return s.store.UpdateCode(ctx, tx, after)
	})
	if err != nil {
		return nil, err
	}
	return codeToProto(c), nil
}

func (s *Service) loadCode(ctx context.Context, tx *pg.Tx, id string) (admin.Code, error) {
	return s.store.Code(ctx, tx, tx.Municipality(), id)
}
