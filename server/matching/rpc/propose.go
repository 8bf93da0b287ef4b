package rpc

import (
	"context"
	"slices"
	"strings"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/texts"
)

// defaultProposals is how many proposals there are at most when the request does not say.
const defaultProposals = 10

// ProposeMatches ranks the supporters who can be asked, and tells who just cannot and why.
func (s *Service) ProposeMatches(ctx context.Context, req *matchingv1.ProposeMatchesRequest) (*matchingv1.ProposeMatchesResponse, error) {
	var proposals []matching.Proposal
	var misses []matching.Miss
	var names map[string]sealed.Text
	var groups map[string]string
	aboutNothing := false
	language := call.From(ctx).Language
	err := s.db.Read(ctx, func(tx *pg.Tx) error {
		application, err := s.applications.Get(ctx, tx, req.GetApplication())
		if err != nil {
			return err
		}
		tx.Logged("propose matches", application.LogID)
		aboutNothing = len(application.LifeDomains) == 0
		candidates, err := s.candidates(ctx, tx, application.ID)
		if err != nil {
			return err
		}
		proposals, misses = matching.Rank(application, candidates)
		proposals = proposals[:min(len(proposals), atMost(req.GetPageSize()))]
		if names, err = s.supporters.Names(ctx, tx, ids(proposals, misses)); err != nil {
			return err
		}
		groups, err = s.offers.TargetGroups(ctx, tx, language, sharedGroups(proposals))
		return err
	})
	if err != nil {
		return nil, err
	}
	response := &matchingv1.ProposeMatchesResponse{}
	for _, p := range proposals {
		response.Proposals = append(response.Proposals, &matchingv1.Proposal{
			Supporter: p.Supporter, Name: names[p.Supporter].Reveal(), Kind: enum.Number[commonv1.SupportKind](p.Kind),
			SharedLifeDomains:  enum.Numbers[commonv1.LifeDomain](p.SharedLifeDomains),
			SharedTargetGroups: p.SharedTargetGroups, OpenCases: int32(p.OpenCases), MaxCases: int32(p.MaxCases),
			Reasons: reasons(language, groups, p),
		})
	}
	for _, m := range misses {
		response.NearestMisses = append(response.NearestMisses, &matchingv1.NearestMiss{
			Supporter: m.Supporter, Name: names[m.Supporter].Reveal(),
			Gates: gates(m.Gates), Reasons: gateReasons(language, aboutNothing, m),
		})
	}
	return response, nil
}

// candidates are those whom the rules may propose, with what is asked of them.
func (s *Service) candidates(ctx context.Context, tx *pg.Tx, application string) ([]matching.Candidate, error) {
	candidates, err := s.offers.Candidates(ctx, tx, application)
	if err != nil {
		return nil, err
	}
	return s.withRequirements(ctx, tx, candidates)
}

// candidate is one supporter as the gates see them now, with what is asked of them.
func (s *Service) candidate(ctx context.Context, tx *pg.Tx, application, supporter string) (matching.Candidate, error) {
	candidate, err := s.offers.Candidate(ctx, tx, application, supporter)
	if err != nil {
		return matching.Candidate{}, err
	}
	one, err := s.withRequirements(ctx, tx, []matching.Candidate{candidate})
	if err != nil {
		return matching.Candidate{}, err
	}
	return one[0], nil
}

func (s *Service) withRequirements(ctx context.Context, tx *pg.Tx, candidates []matching.Candidate) ([]matching.Candidate, error) {
	requirements, err := s.supporters.Requirements(ctx, tx, candidates)
	if err != nil {
		return nil, err
	}
	for i := range candidates {
		candidates[i].Requirements = requirements[candidates[i].Supporter]
	}
	return candidates, nil
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

func gates(failed []matching.Gate) []matchingv1.Gate {
	list := make([]matchingv1.Gate, 0, len(failed))
	for _, gate := range failed {
		list = append(list, enum.Number[matchingv1.Gate](string(gate)))
	}
	return list
}

// reasons says in words why somebody is proposed: what they know, that there is room, and which
// requirement lapses soon. groups are the words for target groups.
func reasons(language string, groups map[string]string, p matching.Proposal) []string {
	domains := make([]string, 0, len(p.SharedLifeDomains))
	for _, domain := range p.SharedLifeDomains {
		domains = append(domains, texts.Word(language, "LIFE_DOMAIN_"+domain))
	}
	list := []string{texts.Word(language, "proposal.life_domains") + ": " + strings.Join(domains, ", ")}
	if len(p.SharedTargetGroups) > 0 {
		known := make([]string, 0, len(p.SharedTargetGroups))
		for _, code := range p.SharedTargetGroups {
			known = append(known, groups[code])
		}
		list = append(list, texts.Word(language, "proposal.target_groups")+": "+strings.Join(known, ", "))
	}
	room := "proposal.room"
	if p.OpenCases == 0 {
		room = "proposal.no_cases"
	}
	list = append(list, texts.Word(language, room))
	for _, requirement := range p.Requiring(false) {
		list = append(list, requirement+".")
	}
	return list
}

// gateReasons says in words which gates keep somebody from being asked, and of requirements what would open them.
// That nobody knows what the application is about is not said of the supporter.
func gateReasons(language string, aboutNothing bool, m matching.Miss) []string {
	list := make([]string, 0, len(m.Gates))
	for _, gate := range m.Gates {
		if gate == matching.GateRequirements {
			for _, requirement := range m.Requiring(true) {
				list = append(list, requirement+". "+texts.Word(language, "requirement.opens"))
			}
			continue
		}
		word := "GATE_" + string(gate)
		if aboutNothing && gate == matching.GateLifeDomain {
			word += ".none"
		}
		list = append(list, texts.Word(language, word))
	}
	return list
}
