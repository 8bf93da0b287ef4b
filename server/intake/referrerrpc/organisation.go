package referrerrpc

import (
	"context"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// CreateReferrerOrganisation adds an organisation; without a kind, its name says which.
func (s *Service) CreateReferrerOrganisation(ctx context.Context, req *intakev1.CreateReferrerOrganisationRequest) (*intakev1.ReferrerOrganisation, error) {
	organisation, err := pg.Once(ctx, s.db, req, s.organisation, func(tx *pg.Tx) (intake.ReferrerOrganisation, error) {
		var organisation intake.ReferrerOrganisation
		takeOverOrganisation(&organisation, req.GetReferrerOrganisation())
		if err := s.complete(ctx, tx, &organisation); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		if err := s.checkPartner(ctx, tx, intake.ReferrerOrganisation{}, organisation); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		made, err := s.store.InsertOrganisation(ctx, tx, organisation)
		if err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		return s.organisation(ctx, tx, made.ID)
	})
	if err != nil {
		return nil, err
	}
	return organisationToProto(call.From(ctx).Municipality, organisation), nil
}

// GetReferrerOrganisation reads one organisation.
func (s *Service) GetReferrerOrganisation(ctx context.Context, req *intakev1.GetReferrerOrganisationRequest) (*intakev1.ReferrerOrganisation, error) {
	var organisation intake.ReferrerOrganisation
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		organisation, err = s.organisation(ctx, tx, req.GetReferrerOrganisation())
		return err
	})
	if err != nil {
		return nil, err
	}
	return organisationToProto(call.From(ctx).Municipality, organisation), nil
}

// ListReferrerOrganisations reads a page of the organisations by name.
func (s *Service) ListReferrerOrganisations(ctx context.Context, req *intakev1.ListReferrerOrganisationsRequest) (*intakev1.ListReferrerOrganisationsResponse, error) {
	order, filter := byName, intake.PartnerFilter{Kind: req.GetKind(), Status: enum.Name(req.GetPartnerStatus())}
	if req.GetOrderBy() == "last_contact" {
		order, filter.LongestSilentFirst = byLastContact, true
	}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order,
		func(tx *pg.Tx, after []string, limit int) ([]intake.ReferrerOrganisation, error) {
			filter.SilentSince = intake.SilentSince(int(req.GetSilentWeeks()), tx.Now())
			list, err := s.store.Organisations(ctx, tx, filter, after, limit)
			if err != nil {
				return nil, err
			}
			return list, s.name(ctx, tx, list)
		})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListReferrerOrganisationsResponse{NextPageToken: next}
	for _, o := range list {
		answer.ReferrerOrganisations = append(answer.ReferrerOrganisations, organisationToProto(call.From(ctx).Municipality, o))
	}
	return answer, nil
}

// UpdateReferrerOrganisation changes the fields that the mask names; a kind that is emptied is
// derived from the name anew.
func (s *Service) UpdateReferrerOrganisation(ctx context.Context, req *intakev1.UpdateReferrerOrganisationRequest) (*intakev1.ReferrerOrganisation, error) {
	given, municipality := req.GetReferrerOrganisation(), call.From(ctx).Municipality
	organisation, err := pg.Once(ctx, s.db, req, s.organisation, func(tx *pg.Tx) (intake.ReferrerOrganisation, error) {
		organisation, err := s.store.LockOrganisation(ctx, tx, given.GetId())
		if err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		if err := intake.CheckEtag(given.GetEtag(), organisation.Version); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		before := organisation
		merged := organisationToProto(municipality, organisation)
		if err := patch.Apply(req, merged); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		takeOverOrganisation(&organisation, merged)
		// A kind that was chosen once stays, even when the list no longer offers it.
		if organisation.Kind != before.Kind || strings.TrimSpace(organisation.Name) == "" {
			if err := s.complete(ctx, tx, &organisation); err != nil {
				return intake.ReferrerOrganisation{}, err
			}
		}
		if err := s.checkPartner(ctx, tx, before, organisation); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		if _, err := s.store.SaveOrganisation(ctx, tx, organisation); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		return s.organisation(ctx, tx, organisation.ID)
	})
	if err != nil {
		return nil, err
	}
	return organisationToProto(municipality, organisation), nil
}

// organisation reads one, with the name of its liaison.
func (s *Service) organisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error) {
	o, err := s.store.Organisation(ctx, tx, id)
	if err != nil {
		return intake.ReferrerOrganisation{}, err
	}
	list := []intake.ReferrerOrganisation{o}
	err = s.name(ctx, tx, list)
	return list[0], err
}

// complete derives the kind of an organisation when it is not given; one that is must be in the
// municipality's list.
func (s *Service) complete(ctx context.Context, tx *pg.Tx, o *intake.ReferrerOrganisation) error {
	if strings.TrimSpace(o.Name) == "" {
		return errs.Field("referrer_organisation.name", "required")
	}
	if o.Kind == "" {
		rules, err := s.settings.ReferrerKinds(ctx, tx)
		if err != nil {
			return err
		}
		o.Kind = register.KindOf(o.Name, rules)
		return nil
	}
	unknown, err := s.settings.Unknown(ctx, tx, intake.ListReferrerKind, []string{o.Kind})
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		return errs.Field("referrer_organisation.kind", "code.unknown")
	}
	return nil
}

func organisationToProto(municipality string, o intake.ReferrerOrganisation) *intakev1.ReferrerOrganisation {
	return &intakev1.ReferrerOrganisation{
		Id: o.ID, Municipality: municipality, Name: o.Name, Kind: o.Kind,
		PartnerStatus: enum.Number[intakev1.PartnerStatus](o.PartnerStatus),
		Liaison:       o.Liaison, LiaisonName: o.LiaisonName.Reveal(), LastContactDate: o.LastContactDay,
		LastContactKind: enum.Number[intakev1.PartnerContactKind](o.LastContactKind), NextContactDate: o.NextContactDay,
		MeetingsAttended: o.MeetingsAttended, ReferrerCode: o.Code, CodeApplications: o.CodeApplications,
		CreateTime: timestamppb.New(o.Created), UpdateTime: timestamppb.New(o.Updated), Etag: intake.Etag(o.Version),
	}
}

// takeOverOrganisation brings what the contract lets a coordinator set into the organisation.
func takeOverOrganisation(o *intake.ReferrerOrganisation, from *intakev1.ReferrerOrganisation) {
	o.Name, o.Kind, o.PartnerStatus = from.GetName(), from.GetKind(), enum.Name(from.GetPartnerStatus())
	o.Liaison, o.NextContactDay = from.GetLiaison(), from.GetNextContactDate()
}
