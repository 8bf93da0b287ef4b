package rpc

import (
	"context"
	"slices"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// defaultProposals is how many proposals there are at most when the request does not say.
const defaultProposals = 10

// ranking is what ProposeMatches found.
type ranking struct {
	application matching.Application
	proposals   []matching.Proposal
	misses      []matching.Miss
	// organisations are those of the whole ranking, of which proposals may be the beginning.
	organisations []matching.Organisation
	// neighbours are the other municipalities of the region, regional those of their supporters who would fit.
	neighbours []matching.Neighbour
	regional   []matching.RegionalProposal
	ground
	names map[string]sealed.Text
	telling
}

// ProposeMatches ranks the supporters who can be asked, and tells who just cannot and why.
func (s *Service) ProposeMatches(ctx context.Context, req *matchingv1.ProposeMatchesRequest) (*matchingv1.ProposeMatchesResponse, error) {
	r := ranking{telling: telling{language: call.From(ctx).Language}}
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		if r.application, err = s.applications.Get(ctx, tx, req.GetApplication()); err != nil {
			return err
		}
		tx.Logged("propose matches", r.application.LogID)
		return s.rank(ctx, tx, &r, atMost(req.GetPageSize()))
	})
	if err != nil {
		return nil, err
	}
	if err := s.askRegion(ctx, &r); err != nil {
		return nil, err
	}
	response := &matchingv1.ProposeMatchesResponse{Waves: r.policy.Waves, RegionalProposals: r.regionalToProto()}
	for _, o := range r.organisations {
		response.Organisations = append(response.Organisations, &matchingv1.OrganisationProposal{
			Organisation: o.Name, Supporters: int32(o.Supporters), Score: fraction(o.Best.Score.Mean),
		})
	}
	for _, p := range r.proposals {
		response.Proposals = append(response.Proposals, &matchingv1.Proposal{
			Supporter: p.Supporter, Name: r.names[p.Supporter].Reveal(), Kind: enum.Number[commonv1.SupportKind](p.Kind),
			SharedLifeDomains:  enum.Numbers[commonv1.LifeDomain](p.SharedLifeDomains),
			SharedTargetGroups: p.SharedTargetGroups, OpenCases: int32(p.OpenCases), MaxCases: int32(p.OpenCases + p.Free(r.application.Wishes.Complexity, r.at.Today)),
			Reasons: r.reasons(p), Score: fraction(p.Score.Mean), Ranking: fraction(p.Score.Ranking()),
			Factors: r.factors(r.application, p), Penalties: r.penalties(p),
			CoachingNotes: r.coaching(p.Coaching()),
		})
	}
	for _, m := range r.misses {
		response.NearestMisses = append(response.NearestMisses, &matchingv1.NearestMiss{
			Supporter: m.Supporter, Name: r.names[m.Supporter].Reveal(), Gates: enum.Numbers[matchingv1.Gate](names(m.Gates)),
			Reasons: r.gates(r.application, m), Overridable: matching.Overridable(m.Gates), Score: fraction(m.Score.Mean),
		})
	}
	return response, nil
}

// rank ranks whom the rules may propose, and reads what is told of the first.
func (s *Service) rank(ctx context.Context, tx *pg.Tx, r *ranking, limit int) (err error) {
	if err := s.rankAll(ctx, tx, r); err != nil {
		return err
	}
	if r.policy.Regional {
		if r.neighbours, err = s.offers.Neighbours(ctx, tx); err != nil {
			return err
		}
	}
	asked, err := s.offers.AskedOrganisations(ctx, tx, r.application.ID)
	if err != nil {
		return err
	}
	r.organisations = slices.DeleteFunc(matching.Organisations(r.proposals), func(o matching.Organisation) bool { return asked[o.Name] != "" })
	r.proposals = r.proposals[:min(len(r.proposals), limit)]
	if r.names, err = s.supporters.Names(ctx, tx, ids(r.proposals, r.misses)); err != nil {
		return err
	}
	r.groups, err = s.offers.TargetGroups(ctx, tx, r.language, sharedGroups(r.proposals))
	return err
}

// rankAll reads whom the rules may propose, and ranks them all.
func (s *Service) rankAll(ctx context.Context, tx *pg.Tx, r *ranking) (err error) {
	if r.ground, err = s.standOn(ctx, tx); err != nil {
		return err
	}
	if r.application, err = s.wished(ctx, tx, r.application, r.ground); err != nil {
		return err
	}
	candidates, err := s.candidates(ctx, tx, r.application, r.ground)
	if err != nil {
		return err
	}
	r.application.Returns = slices.ContainsFunc(candidates, func(c matching.Candidate) bool { return c.Supported })
	r.at = matching.At(tx.Now())
	r.proposals, r.misses = matching.Rank(r.application, r.policy.Policy, r.at, candidates)
	return nil
}

// ground is what a municipality weighs today and where its neighbourhoods are: the same for all that is judged in a
// transaction.
type ground struct {
	policy matching.Policy
	places map[string]matching.Place
}

func (s *Service) standOn(ctx context.Context, tx *pg.Tx) (g ground, err error) {
	if g.policy, err = s.policies.InForce(ctx, tx, calendar.Day(tx.Now())); err != nil {
		return g, err
	}
	g.places, err = s.offers.Places(ctx, tx)
	return g, err
}

// wished is the application with what its resident wishes, and where they live.
func (s *Service) wished(ctx context.Context, tx *pg.Tx, application matching.Application, g ground) (matching.Application, error) {
	wishes, err := s.wishes.Wishes(ctx, tx, application.ID)
	application.Wishes, application.Home = wishes, g.places[application.Neighbourhood]
	return application, err
}

// candidates are those whom the rules may propose, with what is asked of them.
func (s *Service) candidates(ctx context.Context, tx *pg.Tx, application matching.Application, g ground) ([]matching.Candidate, error) {
	candidates, err := s.offers.Candidates(ctx, tx, application)
	if err != nil {
		return nil, err
	}
	return s.complete(ctx, tx, application, g, candidates)
}

// candidate is one supporter as the gates see them now, with what is asked of them.
func (s *Service) candidate(ctx context.Context, tx *pg.Tx, application matching.Application, g ground, supporter string) (matching.Candidate, error) {
	candidate, err := s.offers.Candidate(ctx, tx, application, supporter)
	if err != nil {
		return matching.Candidate{}, err
	}
	one, err := s.complete(ctx, tx, application, g, []matching.Candidate{candidate})
	if err != nil {
		return matching.Candidate{}, err
	}
	return one[0], nil
}

// complete adds what a case takes of somebody's week and where they live, and what the volunteer slice alone knows: the
// requirements, other roles, and of the sealed files what the application asks for. Of a supporter who cannot be asked
// anyway no file is opened.
func (s *Service) complete(ctx context.Context, tx *pg.Tx, a matching.Application, g ground, candidates []matching.Candidate) ([]matching.Candidate, error) {
	g.place(candidates)
	requirements, err := s.supporters.Requirements(ctx, tx, candidates)
	if err != nil {
		return nil, err
	}
	roles, err := s.supporters.Roles(ctx, tx, candidates)
	if err != nil {
		return nil, err
	}
	var open []string
	for i := range candidates {
		candidates[i].Requirements, candidates[i].Roles = requirements[candidates[i].Supporter], roles[candidates[i].Supporter]
		if a.Wishes.AsksTraits() && candidates[i].Kind == a.Route && candidates[i].Ready() {
			open = append(open, candidates[i].Supporter)
		}
	}
	if len(open) == 0 {
		return candidates, nil
	}
	traits, err := s.supporters.Traits(ctx, tx, open)
	if err != nil {
		return nil, err
	}
	for i := range candidates {
		candidates[i].Traits = traits[candidates[i].Supporter]
	}
	return candidates, nil
}

// place adds what a case takes of somebody's week, and where they live.
func (g ground) place(candidates []matching.Candidate) {
	for i, c := range candidates {
		candidates[i].CaseMinutes, candidates[i].Home = g.policy.CaseMinutes, g.places[c.Neighbourhood]
	}
}

func atMost(requested int32) int {
	if requested <= 0 {
		return defaultProposals
	}
	return int(requested)
}

func ids(proposals []matching.Proposal, misses []matching.Miss) []string {
	list := make([]string, 0, len(proposals)+len(misses))
	for _, p := range proposals {
		list = append(list, p.Supporter)
	}
	for _, m := range misses {
		list = append(list, m.Supporter)
	}
	return list
}

// sharedGroups are the target groups that any of the proposals has in common with the application.
func sharedGroups(proposals []matching.Proposal) []string {
	var codes []string
	for _, p := range proposals {
		for _, code := range p.SharedTargetGroups {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}
