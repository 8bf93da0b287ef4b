package matching

import (
	"slices"

	"oco.example/oco/server/matching/score"
)

// MaxRegional is how many regional supporters of neighbours are told.
const MaxRegional = 5

// Neighbour is another municipality of the region.
type Neighbour struct {
	// Municipality is its CBS code in lower case, Name how it is called, Phone whom to call there.
	Municipality, Name, Phone string
}

// RegionalProposal is a supporter of a neighbour who would fit.
type RegionalProposal struct {
	Neighbour
	Proposal
}

// Abroad is a supporter as another municipality sees them: neighbourhoods and target groups have codes of their own there,
// and what lapses is for their own coordinator. What is asked of who helps in the region counts.
func (c Candidate) Abroad() Candidate {
	c.Neighbourhood, c.TargetGroups, c.Requirements = "", nil, slices.Clone(c.Requirements)
	for i := range c.Requirements {
		c.Requirements[i].Abroad = false
	}
	return c
}

// RankRegional puts those of all neighbours in one order, the best first, and keeps up to MaxRegional.
func RankRegional(list []RegionalProposal) []RegionalProposal {
	slices.SortFunc(list, func(x, y RegionalProposal) int {
		return score.Compare(x.placed(x.Score), y.placed(y.Score))
	})
	return list[:min(len(list), MaxRegional)]
}
