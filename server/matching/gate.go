package matching

import (
	"slices"

	"oco.example/oco/server/platform/call"
)

// Gate is a condition that a supporter must meet to be asked, by its name in the contract
// without prefix.
type Gate string

// The gates, in the order in which they are told.
const (
	// GateActive: the supporter is active, or at the first case alone of those who work with a buddy.
	GateActive Gate = "ACTIVE"
	// GatePaused: the supporter does not take a pause that leaves no place.
	GatePaused Gate = "PAUSED"
	// GateRoom: fewer open cases and accepted offers than the supporter can have, by number and by hours.
	GateRoom Gate = "ROOM"
	// GateRequirements: what is asked of supporters and stops new matches is met.
	GateRequirements Gate = "REQUIREMENTS"
	// GateRolePurity: no other role that stops every new match.
	GateRolePurity Gate = "ROLE_PURITY"
	// GateRoute: informal or formal, as the route asks.
	GateRoute Gate = "ROUTE"
	// GateConflict: no conflict of interest. Resident and supporter did not turn each other down before, have no tie, live
	// at other addresses, and neither the supporter's organisation nor that of another role is the one that referred or
	// that the question is about.
	GateConflict Gate = "CONFLICT"
	// GateNotAskedBefore: the supporter has no open offer for this application, and did not decline it.
	GateNotAskedBefore Gate = "NOT_ASKED_BEFORE"
	// GateLanguage: speaks the language that must be spoken, unless an interpreter is arranged.
	GateLanguage Gate = "LANGUAGE"
	// GateGender: is of the gender that the resident must have.
	GateGender Gate = "GENDER"
	// GateNeighbour: lives in another neighbourhood, when the resident must not have a neighbour.
	GateNeighbour Gate = "NEIGHBOUR"
)

// GateRule says what a coordinator may do about a gate.
type GateRule struct {
	Gate Gate
	// Overridable: with a reason that is kept, somebody who fails it may be asked all the same.
	Overridable bool
	// Why is the ground for that.
	Why string
}

// GateRules has every gate, in the order in which they are told. Two grounds close a gate for good: the safety of
// either, and a no that was said. A limit that somebody set for themselves can be asked about, since they still say
// yes or no; so can a wish of the resident, with whom the coordinator spoke.
var GateRules = []GateRule{
	{GateActive, false, "whoever trains, rests, is suspended or left is brought back by a step of its own, or not at all"},
	{GatePaused, false, "whoever needs a break is left alone until they end it themselves"},
	{GateRoom, true, "one case more is for the supporter to say yes or no to"},
	{GateRequirements, false, "without a valid certificate nobody is sent to a resident"},
	{GateRolePurity, false, "the municipality decided what goes with supporting; another version of that changes it"},
	{GateRoute, false, "the route is a decision with grounds; another decision changes it"},
	{GateConflict, false, "a no is a no, and independence is what this is for"},
	{GateNotAskedBefore, false, "nobody is asked twice for the same"},
	{GateLanguage, true, "the coordinator may have found another way to understand each other"},
	{GateGender, true, "the resident may have changed their mind"},
	{GateNeighbour, true, "the resident may have changed their mind"},
}

// Overridable reports whether somebody who fails these gates may be asked with a reason.
func Overridable(failed []Gate) bool { return blocking(failed) == "" }

// blocking is the first of the gates that no reason opens; empty when there is none.
func blocking(failed []Gate) Gate {
	for _, gate := range failed {
		if !slices.ContainsFunc(GateRules, func(r GateRule) bool { return r.Gate == gate && r.Overridable }) {
			return gate
		}
	}
	return ""
}

// FailedGates are the gates that keep this supporter from being asked for the application on a day, in the
// order in which they are told; none when they can be.
func (c Candidate) FailedGates(a Application, day string) []Gate {
	failed := c.failedToTake(a.Wishes.Complexity, day)
	for gate, fails := range map[Gate]bool{
		GateRoute:          c.Kind == "" || c.Kind != a.Route, // the routes to a supporter are called as the kinds are
		GateConflict:       len(c.Conflicts(a)) > 0,
		GateNotAskedBefore: c.AskedBefore && !c.NoClick, // that one of both said no is told once
		GateLanguage:       a.Wishes.LanguageStrength == Must && !a.Wishes.Arranged && !slices.Contains(c.Languages, a.Wishes.Language),
		GateGender:         a.Wishes.GenderStrength == Must && c.Traits.Gender != a.Wishes.Gender,
		GateNeighbour:      a.Wishes.NoNeighbour == Must && c.IsNeighbour(a),
	} {
		if fails {
			failed = append(failed, gate)
		}
	}
	slices.SortFunc(failed, func(x, y Gate) int { return place(x) - place(y) })
	return failed
}

// place is where a gate is told.
func place(gate Gate) int {
	return slices.IndexFunc(GateRules, func(r GateRule) bool { return r.Gate == gate })
}

// CanTake returns the first gate that keeps a supporter who says yes from taking the case: what
// may have changed since they were asked. Empty when nothing does. A gate that was overridden when they were
// asked stays open.
func (c Candidate) CanTake(a Application, day string, overridden []Gate) Gate {
	for _, gate := range c.failedToTake(a.Wishes.Complexity, day) {
		if !slices.Contains(overridden, gate) {
			return gate
		}
	}
	if len(c.Conflicts(a)) > 0 {
		return GateConflict
	}
	return ""
}

// For is the gate as somebody is told who said yes. Supporters and planners hear what is about the supporter's own work;
// what lies between supporter and resident, or in what the resident wishes, is one thing to them: the two do not belong
// together.
func (g Gate) For(owner call.Owner) Gate {
	switch g {
	case GateActive, GatePaused, GateRoom, GateRequirements, GateRolePurity:
		return g
	case GateRoute, GateConflict, GateNotAskedBefore, GateLanguage, GateGender, GateNeighbour:
	}
	if owner.IsEveryone() {
		return g
	}
	return GateConflict
}

func (c Candidate) failedToTake(asked Complexity, day string) []Gate {
	var failed []Gate
	if !c.Ready() {
		failed = append(failed, GateActive)
	}
	if c.OpenCases >= c.MaxCases || c.holds(asked) == 0 {
		failed = append(failed, GateRoom)
	}
	if pause, pausing := c.Pausing(day); pausing && c.OpenCases >= pause.MaxCases {
		failed = append(failed, GatePaused)
	}
	if len(c.Requiring(true)) > 0 {
		failed = append(failed, GateRequirements)
	}
	if len(c.Barring()) > 0 {
		failed = append(failed, GateRolePurity)
	}
	return failed
}

// IsNeighbour reports whether supporter and resident live in the same neighbourhood, as far as both are known.
func (c Candidate) IsNeighbour(a Application) bool {
	return c.Neighbourhood != "" && c.Neighbourhood == a.Neighbourhood
}
