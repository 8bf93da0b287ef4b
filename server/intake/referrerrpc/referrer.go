package referrerrpc

import (
	"context"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// CreateReferrer adds a contact of an organisation.
func (s *Service) CreateReferrer(ctx context.Context, req *intakev1.CreateReferrerRequest) (*intakev1.Referrer, error) {
	referrer, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (intake.Referrer, error) {
		var referrer intake.Referrer
		takeOverReferrer(&referrer, req.GetReferrer())
		if err := s.check(ctx, tx, nil, referrer); err != nil {
			return intake.Referrer{}, err
		}
		return s.store.InsertReferrer(ctx, tx, referrer)
	})
	if err != nil {
		return nil, err
	}
	return referrerToProto(call.From(ctx).Municipality, referrer), nil
}

// GetReferrer reads one contact; a referrer reads itself.
func (s *Service) GetReferrer(ctx context.Context, req *intakev1.GetReferrerRequest) (*intakev1.Referrer, error) {
	var referrer intake.Referrer
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		referrer, err = s.load(ctx, tx, req.GetReferrer())
		return err
	})
	if err != nil {
		return nil, err
	}
	return referrerToProto(call.From(ctx).Municipality, referrer), nil
}

// ListReferrers reads a page of the contacts, the newest first.
func (s *Service) ListReferrers(ctx context.Context, req *intakev1.ListReferrersRequest) (*intakev1.ListReferrersResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[intake.Referrer](),
		func(tx *pg.Tx, after []string, limit int) ([]intake.Referrer, error) {
			return s.store.Referrers(ctx, tx, req.GetReferrerOrganisation(), after, limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListReferrersResponse{NextPageToken: next}
	for _, r := range list {
		answer.Referrers = append(answer.Referrers, referrerToProto(call.From(ctx).Municipality, r))
	}
	return answer, nil
}

// UpdateReferrer changes the fields that the mask names.
func (s *Service) UpdateReferrer(ctx context.Context, req *intakev1.UpdateReferrerRequest) (*intakev1.Referrer, error) {
	given, municipality := req.GetReferrer(), call.From(ctx).Municipality
	referrer, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (intake.Referrer, error) {
		referrer, err := s.store.LockReferrer(ctx, tx, given.GetId())
		if err != nil {
			return intake.Referrer{}, err
		}
		if err := intake.CheckEtag(given.GetEtag(), referrer.Version); err != nil {
			return intake.Referrer{}, err
		}
		before := referrer
		merged := referrerToProto(municipality, referrer)
		if err := patch.Apply(req, merged); err != nil {
			return intake.Referrer{}, err
		}
		takeOverReferrer(&referrer, merged)
		if err := s.check(ctx, tx, &before, referrer); err != nil {
			return intake.Referrer{}, err
		}
		return s.store.SaveReferrer(ctx, tx, referrer)
	})
	if err != nil {
		return nil, err
	}
	return referrerToProto(municipality, referrer), nil
}

// ListReferrals reads a page of what was referred, the newest first: no content.
func (s *Service) ListReferrals(ctx context.Context, req *intakev1.ListReferralsRequest) (*intakev1.ListReferralsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, newestApplication,
		func(tx *pg.Tx, after []string, limit int) ([]intake.Referral, error) {
			return s.store.Referrals(ctx, tx, call.From(ctx).Owner(), req.GetReferrer(), after, limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListReferralsResponse{NextPageToken: next}
	for _, r := range list {
		answer.Referrals = append(answer.Referrals, referralToProto(r))
	}
	return answer, nil
}

func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (intake.Referrer, error) {
	return s.store.Referrer(ctx, tx, call.From(ctx).Owner(), id)
}

// check returns all that is wrong with a referrer and that the contract cannot see; before is what
// it was, nil for a new one. What stays as it was does not stand in the way of another field:
// history may know only the name or only the organisation, and an account may be disabled since.
func (s *Service) check(ctx context.Context, tx *pg.Tx, before *intake.Referrer, r intake.Referrer) error {
	var name, organisation, account *errs.Error
	if before == nil || r.Name != before.Name || r.Organisation != before.Organisation {
		if strings.TrimSpace(r.Name.Reveal()) == "" {
			name = errs.Field("referrer.name", "required")
		}
		known, err := s.hasOrganisation(ctx, tx, r)
		if err != nil {
			return err
		}
		if !known {
			organisation = errs.Field("referrer.referrer_organisation", "organisation.unknown")
		}
	}
	if r.Account != "" && (before == nil || r.Account != before.Account) {
		err := s.accounts.CheckHolder(ctx, tx, r.Account)
		if err != nil && !errs.Is(err, errs.Invalid) {
			return err
		}
		account = errs.Of(errs.At("referrer.", err))
	}
	return errs.Join(name, organisation, account)
}

func (s *Service) hasOrganisation(ctx context.Context, tx *pg.Tx, r intake.Referrer) (bool, error) {
	if r.Organisation == "" {
		return false, nil
	}
	_, err := s.store.Organisation(ctx, tx, r.Organisation)
	if errs.Is(err, errs.NotFoundReason) {
		return false, nil
	}
	return err == nil, err
}

func referrerToProto(municipality string, r intake.Referrer) *intakev1.Referrer {
	return &intakev1.Referrer{
		Id: r.ID, Municipality: municipality, ReferrerOrganisation: r.Organisation, Name: r.Name.Reveal(), Phone: r.Phone.Reveal(),
		Email: r.Email.Reveal(), Account: r.Account,
		CreateTime: timestamppb.New(r.Created), UpdateTime: timestamppb.New(r.Updated), Etag: intake.Etag(r.Version),
	}
}

// takeOverReferrer brings what the contract lets a coordinator set into the referrer.
func takeOverReferrer(r *intake.Referrer, from *intakev1.Referrer) {
	r.Organisation, r.Account = from.GetReferrerOrganisation(), from.GetAccount()
	r.Name, r.Phone, r.Email = sealed.Of(from.GetName()), sealed.Of(person.StandardPhone(from.GetPhone())), sealed.Of(from.GetEmail())
}

func referralToProto(r intake.Referral) *intakev1.Referral {
	return &intakev1.Referral{
		Application: r.Application, Referrer: r.Referrer, ReferralDate: r.Day,
		Status: enum.Number[intakev1.ReferralStatus](r.Status),
	}
}
