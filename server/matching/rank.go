package matching

import (
	"cmp"
	"slices"

	"oco.example/oco/server/matching/score"
)

// MaxMisses is how many nearest misses are told.
const MaxMisses = 5

// Proposal is a supporter who can be asked, how well they fit and what they have in common with the application.
type Proposal struct {
	Candidate
	Score                                 score.Score
	SharedLifeDomains, SharedTargetGroups []string
}

// Miss is a supporter who cannot be asked, the gates that say so, and how well they would fit.
type Miss struct {
	Candidate
	Score score.Score
	Gates []Gate
}

// Rank parts candidates into those who can be asked, the best first (by score.Compare), and up to MaxMisses of the
// others, those with the fewest failed gates first (then likewise).
func Rank(a Application, policy score.Policy, at Moment, candidates []Candidate) (proposals []Proposal, misses []Miss) {
	for _, c := range candidates {
		fits := score.Of(policy, c.Fit(a, at))
		if failed := c.FailedGates(a, at.Today); len(failed) > 0 {
			misses = append(misses, Miss{Candidate: c, Score: fits, Gates: failed})
			continue
		}
		proposals = append(proposals, Proposal{
			Candidate: c, Score: fits,
			SharedLifeDomains: shared(a.LifeDomains, c.LifeDomains), SharedTargetGroups: shared(a.TargetGroups, c.TargetGroups),
		})
	}
	slices.SortFunc(proposals, func(x, y Proposal) int {
		return score.Compare(x.placed(x.Score), y.placed(y.Score))
	})
	slices.SortFunc(misses, func(x, y Miss) int {
		return cmp.Or(cmp.Compare(len(x.Gates), len(y.Gates)), score.Compare(x.placed(x.Score), y.placed(y.Score)))
	})
	return proposals, misses[:min(len(misses), MaxMisses)]
}

func (c Candidate) placed(s score.Score) score.Place {
	return score.Place{Score: s, Open: c.OpenCases, ID: c.Supporter}
}

// shared is what both lists hold, in the order of the first.
func shared(one, other []string) []string {
	var both []string
	for _, value := range one {
		if slices.Contains(other, value) {
			both = append(both, value)
		}
	}
	return both
}
