package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// CreateOffer asks one supporter, who must pass every gate at this moment, or fail only some that the reason opens; or
// one organisation, of which somebody must pass every gate. While somebody thinks about it nobody else is asked, unless
// the municipality asks several at once.
func (s *Service) CreateOffer(ctx context.Context, req *matchingv1.CreateOfferRequest) (*matchingv1.Offer, error) {
	view, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (matching.View, error) {
		application, err := s.applications.Lock(ctx, tx, req.GetApplication())
		if err != nil {
			return matching.View{}, err
		}
		if err := application.CheckOffer(); err != nil {
			return matching.View{}, err
		}
		asking := matching.Offer{Note: sealed.Of(req.GetNote()), Override: matching.Override{
			Reason: enum.Name(req.GetOverrideReason()), Note: sealed.Of(req.GetOverrideNote()),
		}}
		var candidate matching.Candidate
		if asking.Organisation = req.GetOrganisation(); asking.Organisation != "" {
			asking.ToOrganisation = true
			err = s.eligibleOrganisation(ctx, tx, application, asking.Organisation)
		} else {
			candidate, asking.Override, err = s.eligible(ctx, tx, application, req.GetSupporter(), asking.Override)
		}
		if err != nil {
			return matching.View{}, err
		}
		if err := s.oneAtATime(ctx, tx, application); err != nil {
			return matching.View{}, err
		}
		offer, err := s.offer(ctx, tx, application, candidate, asking)
		if err != nil {
			return matching.View{}, err
		}
		return s.view(ctx, tx, offer, "create offer")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), view), nil
}

// oneAtATime refuses to ask somebody while an offer is open, where the municipality asks one at a time.
func (s *Service) oneAtATime(ctx context.Context, tx *pg.Tx, application matching.Application) error {
	if application.State != matching.Offered {
		return nil
	}
	g, err := s.standOn(ctx, tx)
	if err != nil || g.policy.Waves {
		return err
	}
	return errs.Join(errs.Field("application", "offer.one"))
}

// offer asks a supporter for an application, with the words of an offer, and returns its id. Both are locked, and the
// gates have let the supporter through. When an organisation is asked there is no supporter.
func (s *Service) offer(
	ctx context.Context, tx *pg.Tx, application matching.Application, candidate matching.Candidate, offer matching.Offer,
) (id string, err error) {
	offer.ID, offer.Application, offer.Dossier, offer.Supporter = pg.NewID(), application.ID, application.Dossier, candidate.Supporter
	offer.State, offer.LifeDomains, offer.Neighbourhood = matching.Open, application.LifeDomains, application.Neighbourhood
	if offer.ExpireTime, err = s.expiry(ctx, tx); err != nil {
		return "", err
	}
	if err := s.offers.Insert(ctx, tx, offer); err != nil {
		return "", err
	}
	if err := s.applications.Move(ctx, tx, application.ID, matching.Offered); err != nil {
		return "", err
	}
	made := &eventv1.OfferMade{
		Offer: offer.ID, Application: offer.Application, Supporter: offer.Supporter, Account: candidate.Account,
		OverrideReason: offer.Override.Reason, OverriddenGates: names(offer.Override.Gates),
	}
	if offer.ToOrganisation {
		made.Organisation = offer.Organisation
	}
	tx.Emit(tx.Now(), pg.Live, made)
	return offer.ID, nil
}

// eligible is the supporter, if every gate lets them through or the reason opens those that do not: ALREADY_EXISTS when
// an offer to them is open, NOT_ELIGIBLE naming a gate otherwise. The supporter's row is locked before: who leaves at
// the same moment is not asked.
func (s *Service) eligible(
	ctx context.Context, tx *pg.Tx, application matching.Application, supporter string, override matching.Override,
) (matching.Candidate, matching.Override, error) {
	if err := s.supporters.Lock(ctx, tx, supporter); err != nil {
		return matching.Candidate{}, override, err
	}
	g, err := s.standOn(ctx, tx)
	if err != nil {
		return matching.Candidate{}, override, err
	}
	if application, err = s.wished(ctx, tx, application, g); err != nil {
		return matching.Candidate{}, override, err
	}
	candidate, err := s.candidate(ctx, tx, application, g, supporter)
	if err != nil {
		return matching.Candidate{}, override, err
	}
	standing, err := s.offers.Standing(ctx, tx, application.ID)
	if err != nil {
		return matching.Candidate{}, override, err
	}
	for _, offer := range standing {
		if offer.Supporter == supporter && offer.State == matching.Open {
			return matching.Candidate{}, override, errs.AlreadyExists(matching.Resource)
		}
	}
	override, err = override.Ask(candidate.FailedGates(application, calendar.Day(tx.Now())))
	return candidate, override, err
}

// names are gates as text.
func names(gates []matching.Gate) []string {
	list := make([]string, len(gates))
	for i, gate := range gates {
		list[i] = string(gate)
	}
	return list
}

// WithdrawOffer takes an open offer back.
func (s *Service) WithdrawOffer(ctx context.Context, req *matchingv1.WithdrawOfferRequest) (*matchingv1.Offer, error) {
	return s.change(ctx, req, "withdraw offer", func(tx *pg.Tx, _ matching.Application, offer matching.Offer) error {
		return s.refuse(ctx, tx, offer, matching.Withdrawn, "")
	})
}

// changing is a request that changes one offer.
type changing interface {
	pg.Request
	GetMunicipality() string
	GetOffer() string
	GetEtag() string
}

// change locks an offer's application, then the offer, lets do change it, and answers with the
// offer as it stands then.
func (s *Service) change(
	ctx context.Context, req changing, action string, do func(tx *pg.Tx, application matching.Application, offer matching.Offer) error,
) (*matchingv1.Offer, error) {
	owner := call.From(ctx).Owner()
	view, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (matching.View, error) {
		of, err := s.offers.Application(ctx, tx, owner, req.GetOffer())
		if err != nil {
			return matching.View{}, err
		}
		application, err := s.applications.Lock(ctx, tx, of)
		if err != nil {
			return matching.View{}, err
		}
		offer, err := s.offers.Lock(ctx, tx, owner, req.GetOffer())
		if err != nil {
			return matching.View{}, err
		}
		if err := offer.CheckEtag(req.GetEtag()); err != nil {
			return matching.View{}, err
		}
		if err := do(tx, application, offer); err != nil {
			return matching.View{}, err
		}
		return s.view(ctx, tx, offer.ID, action)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), view), nil
}
