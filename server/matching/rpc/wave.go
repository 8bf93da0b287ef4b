package rpc

import (
	"context"
	"slices"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// wave is several offers that were made together.
type wave struct {
	id     string
	offers []matching.View
}

// ResourceID is the id, by which a repeated request finds the wave again.
func (w wave) ResourceID() string { return w.id }

// CreateOfferWave asks the first few of the ranking at once, where the municipality does so.
func (s *Service) CreateOfferWave(ctx context.Context, req *matchingv1.CreateOfferWaveRequest) (*matchingv1.OfferWave, error) {
	made, err := pg.Once(ctx, s.db, req, s.loadWave, func(tx *pg.Tx) (wave, error) {
		application, err := s.applications.Lock(ctx, tx, req.GetApplication())
		if err != nil {
			return wave{}, err
		}
		if err := application.CheckOffer(); err != nil {
			return wave{}, err
		}
		candidates, err := s.firstFew(ctx, tx, application)
		if err != nil {
			return wave{}, err
		}
		id := pg.NewID()
		for _, candidate := range candidates {
			asking := matching.Offer{Note: sealed.Of(req.GetNote()), Wave: id}
			if _, err := s.offer(ctx, tx, application, candidate, asking); err != nil {
				return wave{}, err
			}
		}
		return s.loadWave(ctx, tx, id)
	})
	if err != nil {
		return nil, err
	}
	return waveToProto(req.GetMunicipality(), made), nil
}

// GetOfferWave reads the offers of a wave as they stand now.
func (s *Service) GetOfferWave(ctx context.Context, req *matchingv1.GetOfferWaveRequest) (*matchingv1.OfferWave, error) {
	var made wave
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		made, err = s.loadWave(ctx, tx, req.GetOfferWave())
		return err
	})
	if err != nil {
		return nil, err
	}
	return waveToProto(req.GetMunicipality(), made), nil
}

func waveToProto(municipality string, w wave) *matchingv1.OfferWave {
	answer := &matchingv1.OfferWave{Id: w.id, Municipality: municipality, Application: w.offers[0].Application}
	for _, view := range w.offers {
		answer.Offers = append(answer.Offers, toProto(municipality, view))
	}
	return answer
}

// firstFew are those of the ranking whom a wave asks, locked. Whoever it takes is locked in the order of the ids, as
// others do, and then the ranking is made anew: what it says of them cannot change any more.
func (s *Service) firstFew(ctx context.Context, tx *pg.Tx, application matching.Application) ([]matching.Candidate, error) {
	var locked []string
	for {
		chosen, err := s.chosen(ctx, tx, application)
		if err != nil {
			return nil, err
		}
		var open []string
		for _, c := range chosen {
			if !slices.Contains(locked, c.Supporter) {
				open = append(open, c.Supporter)
			}
		}
		if len(open) == 0 {
			return chosen, nil
		}
		slices.Sort(open)
		for _, supporter := range open {
			if err := s.supporters.Lock(ctx, tx, supporter); err != nil && !errs.Is(err, errs.NotFoundReason) {
				return nil, err
			}
		}
		locked = append(locked, open...)
	}
}

// chosen are those whom a wave asks as things stand now.
func (s *Service) chosen(ctx context.Context, tx *pg.Tx, application matching.Application) ([]matching.Candidate, error) {
	g, err := s.standOn(ctx, tx)
	if err != nil {
		return nil, err
	}
	if !g.policy.Waves { // before anybody's file is opened for it
		return nil, errs.Join(errs.Field("application", "wave.off"))
	}
	r := ranking{application: application}
	if err := s.rankAll(ctx, tx, &r); err != nil {
		return nil, err
	}
	answered, err := s.offers.Answered(ctx, tx, tx.Now().AddDate(-1, 0, 0))
	if err != nil {
		return nil, err
	}
	offers, err := s.offers.Standing(ctx, tx, application.ID)
	if err != nil {
		return nil, err
	}
	var standing, ranked []matching.Answered
	var everybody matching.Answered
	for _, a := range answered {
		everybody.Asked += a.Asked
		everybody.Accepted += a.Accepted
	}
	for _, offer := range offers {
		standing = append(standing, answered[offer.Supporter])
	}
	for _, p := range r.proposals {
		ranked = append(ranked, answered[p.Supporter])
	}
	n := matching.Wave(standing, ranked, everybody)
	switch {
	case len(ranked) == 0:
		return nil, errs.Join(errs.Field("application", "wave.nobody"))
	case n == 0:
		return nil, errs.Join(errs.Field("application", "wave.enough"))
	}
	var candidates []matching.Candidate
	for _, p := range r.proposals[:n] {
		candidates = append(candidates, p.Candidate)
	}
	return candidates, nil
}

// loadWave finds a wave again, also for a request that was repeated; NOT_FOUND when there is none, or the resident was
// erased.
func (s *Service) loadWave(ctx context.Context, tx *pg.Tx, id string) (wave, error) {
	owner := call.From(ctx).Owner()
	offers, err := s.offers.List(ctx, tx, owner, matching.Filter{Wave: id}, "", matching.MaxWave)
	if err == nil && len(offers) == 0 {
		err = errs.NotFound(matching.WaveResource)
	}
	if err != nil {
		return wave{}, err
	}
	slices.Reverse(offers) // the first of the ranking was asked first
	views, err := s.see(ctx, tx, owner, offers)
	return wave{id: id, offers: views}, err
}
