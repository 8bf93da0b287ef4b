package rpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
)

// askRegion adds to a ranking the regional supporters of those neighbours who show theirs, where this municipality shows
// its own too. Each neighbour is read as that tenant, in a transaction of its own, and keeps in its own processing log
// whom it showed.
func (s *Service) askRegion(ctx context.Context, r *ranking) error {
	if !r.policy.Regional {
		return nil
	}
	var all []matching.RegionalProposal
	for _, neighbour := range r.neighbours {
		there := s.region.As(ctx, neighbour.Municipality)
		var theirs []matching.RegionalProposal
		err := s.db.Read(there, func(tx *pg.Tx) (err error) {
			theirs, err = s.shown(there, tx, r, neighbour)
			return err
		})
		if err != nil {
			return err
		}
		all = append(all, theirs...)
	}
	r.regional = matching.RankRegional(all)
	return nil
}

// shown are the supporters that a neighbour shows for an application, within a transaction of theirs: its best few, of
// whom those are told who stand among the best of the region.
func (s *Service) shown(ctx context.Context, tx *pg.Tx, r *ranking, neighbour matching.Neighbour) ([]matching.RegionalProposal, error) {
	g, err := s.standOn(ctx, tx)
	if err != nil || !g.policy.Regional {
		return nil, err
	}
	candidates, err := s.offers.Regional(ctx, tx, r.application)
	if err != nil {
		return nil, err
	}
	if candidates, err = s.complete(ctx, tx, r.application, g, candidates); err != nil {
		return nil, err
	}
	for i, c := range candidates {
		candidates[i] = c.Abroad()
	}
	proposals, _ := matching.Rank(r.application, r.policy.Policy, r.at, candidates)
	proposals = proposals[:min(len(proposals), matching.MaxRegional)] // more are never told
	list, supporters := make([]matching.RegionalProposal, 0, len(proposals)), make([]string, 0, len(proposals))
	for _, p := range proposals {
		p.Requirements = nil // those that lapse are for their own coordinator
		list, supporters = append(list, matching.RegionalProposal{Neighbour: neighbour, Proposal: p}), append(supporters, p.Supporter)
	}
	return list, s.offers.LogShown(ctx, tx, supporters)
}

// regionalToProto is what matching needs of a neighbour's supporter, and no more.
func (r *ranking) regionalToProto() []*matchingv1.RegionalProposal {
	list := make([]*matchingv1.RegionalProposal, 0, len(r.regional))
	for _, p := range r.regional {
		reasons := r.reasons(p.Proposal)
		for _, term := range p.Score.Terms {
			if term.Known && (term.Factor == score.Travel || term.Factor == score.Language) {
				reasons = append(reasons, r.factor(r.application, p.Proposal, term))
			}
		}
		list = append(list, &matchingv1.RegionalProposal{
			FromMunicipality: p.Municipality, MunicipalityName: p.Name, Phone: p.Phone, Reference: p.Supporter,
			Kind: enum.Number[commonv1.SupportKind](p.Kind), SharedLifeDomains: enum.Numbers[commonv1.LifeDomain](p.SharedLifeDomains),
			Reasons: reasons, Score: fraction(p.Score.Mean),
		})
	}
	return list
}
