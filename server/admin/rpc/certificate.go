package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// CreateCertificate lets a system sign in with a client certificate. What the account holds waits for
// a second administrator from then on, because this one decides who can use it.
func (s *Service) CreateCertificate(ctx context.Context, req *adminv1.CreateCertificateRequest) (*adminv1.Certificate, error) {
	wish := admin.Certificate{
		Municipality: req.GetMunicipality(), Account: req.GetAccount(),
		Fingerprint: req.GetCertificate().GetFingerprint(), UntilDate: req.GetCertificate().GetUntilDate(),
	}
	load := func(ctx context.Context, tx *pg.Tx, id string) (admin.Certificate, error) {
		return s.store.Certificate(ctx, tx, wish.Municipality, wish.Account, id)
	}
	c, err := pg.Once(ctx, s.db, req, load, func(tx *pg.Tx) (admin.Certificate, error) {
		account, err := s.store.LockAccount(ctx, tx, wish.Municipality, wish.Account)
		if err != nil {
			return admin.Certificate{}, err
		}
		custody, err := s.custody(ctx, tx, account.ID)
		if err != nil {
			return admin.Certificate{}, err
		}
		waiting, err := account.Admit(wish, custody)
		if err != nil {
			return admin.Certificate{}, err
		}
		if err := s.wait(ctx, tx, waiting); err != nil {
			return admin.Certificate{}, err
		}
		tx.Logged("add certificate")
		return s.store.InsertCertificate(ctx, tx, wish)
	})
	if err != nil {
		return nil, err
	}
	return certificateToProto(c), nil
}

// GetCertificate reads one certificate of an account.
func (s *Service) GetCertificate(ctx context.Context, req *adminv1.GetCertificateRequest) (*adminv1.Certificate, error) {
	var c admin.Certificate
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		c, err = s.store.Certificate(ctx, tx, req.GetMunicipality(), req.GetAccount(), req.GetCertificate())
		return err
	})
	if err != nil {
		return nil, err
	}
	return certificateToProto(c), nil
}

// ListCertificates reads the certificates of an account, the newest first.
func (s *Service) ListCertificates(ctx context.Context, req *adminv1.ListCertificatesRequest) (*adminv1.ListCertificatesResponse, error) {
	items, token, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[admin.Certificate](), func(tx *pg.Tx, after []string, limit int) ([]admin.Certificate, error) {
		if _, err := s.store.Account(ctx, tx, req.GetMunicipality(), req.GetAccount()); err != nil {
			return nil, err // an account that is not here has no list, not an empty one
		}
		return s.store.Certificates(ctx, tx, req.GetMunicipality(), req.GetAccount(), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	return &adminv1.ListCertificatesResponse{Certificates: each(items, certificateToProto), NextPageToken: token}, nil
}

// DeleteCertificate ends the use of a certificate.
func (s *Service) DeleteCertificate(ctx context.Context, req *adminv1.DeleteCertificateRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (admin.Certificate, error) { return admin.Certificate{}, nil }
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (admin.Certificate, error) {
		c, err := s.store.Certificate(ctx, tx, req.GetMunicipality(), req.GetAccount(), req.GetCertificate())
		if err != nil {
			return admin.Certificate{}, err
		}
		if err := checkEtag(req.GetEtag(), c.Version); err != nil {
			return admin.Certificate{}, err
		}
		tx.Logged("delete certificate")
		return c, s.store.DeleteCertificate(ctx, tx, c)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}
