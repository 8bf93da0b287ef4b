package support

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// CoordinatorSaw is a coordinator who ends a match, as in oco.support.v1.MatchEnder.
const CoordinatorSaw = "COORDINATOR"

// Part closes a case today (YYYY-MM-DD) without blame: by is who would rather have somebody else, a name of the contract
// without prefix. There is no outcome, for the question goes on with another.
func (c Case) Part(by string, caller call.Owner, today string) (Case, error) {
	if by == CoordinatorSaw && !caller.IsEveryone() {
		return c, errs.Field("match_ended_by", "match.not_coordinator")
	}
	closed, _, err := c.Close(Closing{}, today)
	if err != nil {
		return c, err
	}
	closed.MatchEndedBy = by
	return closed, nil
}
