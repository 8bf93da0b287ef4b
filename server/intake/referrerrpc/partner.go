package referrerrpc

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// AskReferralParagraph writes what an organisation can put in its letters; the first time it gets its code.
func (s *Service) AskReferralParagraph(ctx context.Context, req *intakev1.AskReferralParagraphRequest) (*intakev1.ReferralParagraph, error) {
	var place, phone string
	load := func(ctx context.Context, tx *pg.Tx, id string) (o intake.ReferrerOrganisation, err error) {
		if place, phone, err = s.settings.Place(ctx, tx); err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		return s.store.Organisation(ctx, tx, id)
	}
	organisation, err := pg.Once(ctx, s.db, req, load, func(tx *pg.Tx) (intake.ReferrerOrganisation, error) {
		o, err := s.store.LockOrganisation(ctx, tx, req.GetReferrerOrganisation())
		if err != nil {
			return intake.ReferrerOrganisation{}, err
		}
		if o.Code == "" {
			o.Code = crypto.NewCard()
			if _, err := s.store.SaveOrganisation(ctx, tx, o); err != nil {
				return intake.ReferrerOrganisation{}, err
			}
		}
		return load(ctx, tx, o.ID)
	})
	if err != nil {
		return nil, err
	}
	p := intake.WriteParagraph(organisation, s.website+"/"+call.From(ctx).Municipality, place, phone)
	return &intakev1.ReferralParagraph{
		ReferrerOrganisation: p.Organisation, ReferrerCode: p.Code, Link: p.Link, TextNl: p.Dutch, TextEn: p.English,
	}, nil
}

// RecordPartnerContact records a contact with an organisation, and when the next is to be.
func (s *Service) RecordPartnerContact(ctx context.Context, req *intakev1.RecordPartnerContactRequest) (*intakev1.PartnerContact, error) {
	contact, err := pg.Once(ctx, s.db, req, s.store.PartnerContact, func(tx *pg.Tx) (intake.PartnerContact, error) {
		organisation, err := s.store.LockOrganisation(ctx, tx, req.GetReferrerOrganisation())
		if err != nil {
			return intake.PartnerContact{}, err
		}
		contact, err := intake.PartnerContact{
			Organisation: organisation.ID, Day: req.GetContactDate(), Kind: enum.Name(req.GetKind()), Note: sealed.Of(req.GetNote()),
			By: call.From(ctx).Caller.Account,
		}.Complete(tx.Now())
		next := intake.CheckNextContact("next_contact_date", req.GetNextContactDate(), tx.Now())
		if err := errs.Join(errs.Of(err), errs.Of(next)); err != nil {
			return intake.PartnerContact{}, err
		}
		return s.store.InsertPartnerContact(ctx, tx, contact, req.GetNextContactDate())
	})
	if err != nil {
		return nil, err
	}
	return partnerContactToProto(call.From(ctx).Municipality, contact), nil
}

// GetPartnerContact reads one contact.
func (s *Service) GetPartnerContact(ctx context.Context, req *intakev1.GetPartnerContactRequest) (*intakev1.PartnerContact, error) {
	var contact intake.PartnerContact
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		contact, err = s.store.PartnerContact(ctx, tx, req.GetPartnerContact())
		return err
	})
	if err != nil {
		return nil, err
	}
	return partnerContactToProto(call.From(ctx).Municipality, contact), nil
}

// ListPartnerContacts reads a page of the contacts with an organisation, the newest first by their day.
func (s *Service) ListPartnerContacts(ctx context.Context, req *intakev1.ListPartnerContactsRequest) (*intakev1.ListPartnerContactsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, newestContact,
		func(tx *pg.Tx, after []string, limit int) ([]intake.PartnerContact, error) {
			if _, err := s.store.Organisation(ctx, tx, req.GetReferrerOrganisation()); err != nil {
				return nil, err
			}
			return s.store.PartnerContacts(ctx, tx, req.GetReferrerOrganisation(), after, limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListPartnerContactsResponse{NextPageToken: next}
	for _, c := range list {
		answer.PartnerContacts = append(answer.PartnerContacts, partnerContactToProto(call.From(ctx).Municipality, c))
	}
	return answer, nil
}

// DeletePartnerContact removes a contact that was recorded by mistake.
func (s *Service) DeletePartnerContact(ctx context.Context, req *intakev1.DeletePartnerContactRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (intake.PartnerContact, error) {
		return intake.PartnerContact{}, nil
	}
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (intake.PartnerContact, error) {
		contact, err := s.store.PartnerContact(ctx, tx, req.GetPartnerContact())
		if err != nil {
			return intake.PartnerContact{}, err
		}
		if _, err := s.store.LockOrganisation(ctx, tx, contact.Organisation); err != nil {
			return intake.PartnerContact{}, err
		}
		if err := intake.CheckEtag(req.GetEtag(), contact.Version); err != nil {
			return intake.PartnerContact{}, err
		}
		return contact, s.store.DeletePartnerContact(ctx, tx, contact)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// checkPartner refuses a liaison who cannot sign in here and a next contact in the past, unless they stay as they were.
func (s *Service) checkPartner(ctx context.Context, tx *pg.Tx, before, o intake.ReferrerOrganisation) error {
	var liaison, next error
	if o.Liaison != "" && o.Liaison != before.Liaison {
		liaison = s.liaisons.CheckHolder(ctx, tx, o.Liaison)
		if liaison != nil && !errs.Is(liaison, errs.Invalid) {
			return liaison
		}
	}
	if o.NextContactDay != before.NextContactDay {
		next = intake.CheckNextContact("referrer_organisation.next_contact_date", o.NextContactDay, tx.Now())
	}
	var wrong *errs.Error
	if refusal := errs.Of(liaison); refusal != nil { // it speaks of the field "account"
		wrong = errs.Field("referrer_organisation.liaison", refusal.Violations[0].Rule)
	}
	return errs.Join(wrong, errs.Of(next))
}

// name adds the names of their liaisons to organisations.
func (s *Service) name(ctx context.Context, tx *pg.Tx, list []intake.ReferrerOrganisation) error {
	names := map[string]sealed.Text{}
	for i, o := range list {
		if o.Liaison == "" {
			continue
		}
		name, known := names[o.Liaison]
		if !known {
			var err error
			if name, err = s.settings.AccountName(ctx, tx, o.Liaison); err != nil {
				return err
			}
			names[o.Liaison] = name
		}
		list[i].LiaisonName = name
	}
	return nil
}

func partnerContactToProto(municipality string, c intake.PartnerContact) *intakev1.PartnerContact {
	return &intakev1.PartnerContact{
		Id: c.ID, Municipality: municipality, ReferrerOrganisation: c.Organisation, ContactDate: c.Day,
		Kind: enum.Number[intakev1.PartnerContactKind](c.Kind), Note: c.Note.Reveal(), RecordedBy: c.By, CreateTime: timestamppb.New(c.Created),
		Etag: intake.Etag(c.Version),
	}
}
