package rpc

import (
	"context"
	"slices"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
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
	if err := s.supporters.Lock(ctx, tx, offer.Supporter); err != nil {
		return offer, err
	}
	// Whoever an organisation names was looked at by nobody yet; of others only what may have changed counts, and no
	// sealed file is opened again.
	whole := matching.Application{ID: application.ID, Dossier: application.Dossier}
	if offer.ToOrganisation {
		if whole, err = s.wished(ctx, tx, application); err != nil {
			return offer, err
		}
	}
	candidate, err := s.candidate(ctx, tx, whole, offer.Supporter)
	if err != nil {
		return offer, err
	}
	today, gate := calendar.Day(tx.Now()), matching.Gate("")
	switch {
	case !offer.ToOrganisation:
		gate = candidate.CanTake(today, offer.Override.Gates)
	case candidate.Organisation != offer.Organisation:
		return offer, errs.Join(errs.Field("supporter", "offer.other_organisation"))
	default:
		if failed := candidate.FailedGates(whole, today); len(failed) > 0 {
			gate = failed[0]
		}
	}
	if gate != "" {
		return offer, errs.New(errs.NotEligible, "why", string(gate))
	}
	offer.Account = candidate.Account
	return offer, nil
}
