package rpc

import (
	"context"
	"slices"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// eligibleOrganisation says whether an organisation can be asked: somebody of it passes every gate. NOT_ELIGIBLE names
// what keeps the one back who comes nearest, NOT_FOUND says that nobody is of it.
func (s *Service) eligibleOrganisation(ctx context.Context, tx *pg.Tx, application matching.Application, name string) error {
	r := ranking{application: application}
	if err := s.rankAll(ctx, tx, &r); err != nil {
		return err
	}
	asked, err := s.offers.AskedOrganisations(ctx, tx, application.ID)
	if err != nil {
		return err
	}
	switch asked[name] {
	case matching.Open:
		return errs.AlreadyExists(matching.Resource)
	case matching.Declined:
		return errs.New(errs.NotEligible, "why", string(matching.GateNotAskedBefore))
	}
	if slices.ContainsFunc(r.proposals, func(p matching.Proposal) bool { return p.Organisation == name }) {
		return nil
	}
	for _, m := range r.misses {
		if m.Organisation == name {
			return errs.New(errs.NotEligible, "why", string(m.Gates[0]))
		}
	}
	return errs.NotFound("organisation")
}

// taken is an offer as whoever said yes takes it: the supporter who was asked, or one whom the organisation names. The
// supporter is locked, and can take the case now: of two offers that are accepted at once for the last place, the second
// meets a full supporter.
func (s *Service) taken(ctx context.Context, tx *pg.Tx, application matching.Application, offer matching.Offer, named string) (matching.Offer, error) {
	offer, err := offer.Name(named)
	if err != nil {
		return offer, err
	}
	if offer.ToOrganisation {
		if err := s.belongs(ctx, tx, offer); err != nil {
			return offer, err
		}
	}
	if err := s.supporters.Lock(ctx, tx, offer.Supporter); err != nil {
		return offer, err
	}
	g, err := s.standOn(ctx, tx)
	if err != nil {
		return offer, err
	}
	wished, err := s.wished(ctx, tx, application, g)
	if err != nil {
		return offer, err
	}
	// Whoever an organisation names was looked at by nobody yet. Of others what may have changed since they were asked
	// counts: of the wishes how much time the question asks, and no sealed file is opened again.
	if application.Wishes.Complexity = wished.Wishes.Complexity; offer.ToOrganisation {
		application = wished
	}
	candidate, err := s.candidate(ctx, tx, application, g, offer.Supporter)
	if err != nil {
		return offer, err
	}
	today := calendar.Day(tx.Now())
	gate := candidate.CanTake(application, today, offer.Override.Gates)
	if offer.ToOrganisation {
		gate = first(candidate.FailedGates(application, today))
	}
	if gate != "" {
		return offer, errs.New(errs.NotEligible, "why", string(gate.For(call.From(ctx).Owner())))
	}
	offer.Account = candidate.Account
	return offer, nil
}

// belongs refuses somebody of whom the organisation is not the one that was asked, before anything else is read of them;
// nobody learns whether somebody else's supporter exists.
func (s *Service) belongs(ctx context.Context, tx *pg.Tx, offer matching.Offer) error {
	known, err := s.offers.Candidate(ctx, tx, matching.Application{ID: offer.Application, Dossier: offer.Dossier}, offer.Supporter)
	if errs.Is(err, errs.NotFoundReason) || (err == nil && known.Organisation != offer.Organisation) {
		return errs.Join(errs.Field("supporter", "offer.other_organisation"))
	}
	return err
}

func first(gates []matching.Gate) matching.Gate {
	if len(gates) == 0 {
		return ""
	}
	return gates[0]
}
