package matching

import (
	"cmp"
	"slices"
)

// Gate is a condition that a supporter must meet to be asked, by its name in the contract
// without prefix.
type Gate string

// The gates, in the order in which they are told.
const (
	// GateActive: the supporter is active.
	GateActive Gate = "ACTIVE"
	// GateRoom: fewer open cases and accepted offers than the supporter can have.
	GateRoom Gate = "ROOM"
	// GateRequirements: what is asked of supporters and stops new matches is met.
	GateRequirements Gate = "REQUIREMENTS"
	// GateRoute: informal or formal, as the route asks.
	GateRoute Gate = "ROUTE"
	// GateLifeDomain: at least one life domain in common.
	GateLifeDomain Gate = "LIFE_DOMAIN"
	// GateNotAskedBefore: the supporter has no open offer for this application, did not decline
	// it, and was not the one with whom it did not click.
	GateNotAskedBefore Gate = "NOT_ASKED_BEFORE"
)

// MaxMisses is how many nearest misses are told.
const MaxMisses = 5

// active is the state of a supporter who can be asked.
const active = "ACTIVE"

// Candidate is a supporter as the gates see them.
type Candidate struct {
	// Supporter is the id; Kind and State are names of the contract without prefix.
	Supporter, Kind, State string
	// Account is what the supporter signs in with, empty when they do not.
	Account string
	// LifeDomains and TargetGroups are what the supporter knows.
	LifeDomains, TargetGroups []string
	// OpenCases counts open cases and accepted offers that wait for the resident; MaxCases is
	// how many of them there can be at once.
	OpenCases, MaxCases int
	// AskedBefore is true when an offer for this application stands, or one of both said no.
	AskedBefore bool
	// Requirements are those that ask for attention.
	Requirements []Requirement
}

// Requirement is something that is asked of a supporter and lapses, lapsed or is missing.
type Requirement struct {
	// Text says so in the caller's language.
	Text string
	// Stops is true when it keeps the supporter from being asked. Cases that run go on.
	Stops bool
}

// Requiring are the texts of the requirements that keep the supporter from being asked, or of those that do not.
func (c Candidate) Requiring(stops bool) []string {
	var list []string
	for _, r := range c.Requirements {
		if r.Stops == stops {
			list = append(list, r.Text)
		}
	}
	return list
}

// FailedGates are the gates that keep this supporter from being asked for the application; none
// when they can be.
func (c Candidate) FailedGates(a Application) []Gate {
	failed := c.failedToTake()
	if c.Kind == "" || c.Kind != a.Route { // the routes to a supporter are called as the kinds are
		failed = append(failed, GateRoute)
	}
	if len(shared(c.LifeDomains, a.LifeDomains)) == 0 {
		failed = append(failed, GateLifeDomain)
	}
	if c.AskedBefore {
		failed = append(failed, GateNotAskedBefore)
	}
	return failed
}

// CanTake returns the first gate that keeps a supporter who says yes from taking the case: what
// may have changed since they were asked. Empty when nothing does.
func (c Candidate) CanTake() Gate {
	if failed := c.failedToTake(); len(failed) > 0 {
		return failed[0]
	}
	return ""
}

func (c Candidate) failedToTake() []Gate {
	var failed []Gate
	if c.State != active {
		failed = append(failed, GateActive)
	}
	if c.OpenCases >= c.MaxCases {
		failed = append(failed, GateRoom)
	}
	if len(c.Requiring(true)) > 0 {
		failed = append(failed, GateRequirements)
	}
	return failed
}

// Proposal is a supporter who can be asked, with what they have in common with the application.
type Proposal struct {
	Candidate
	SharedLifeDomains, SharedTargetGroups []string
}

// Miss is a supporter who cannot be asked, and the gates that say so.
type Miss struct {
	Candidate
	Gates []Gate
}

// Rank parts candidates into those who can be asked, the best first (fewest open cases, then most
// target groups in common, then by id), and up to MaxMisses of the others, those with the fewest
// failed gates first (then fewest open cases, then by id).
func Rank(a Application, candidates []Candidate) (proposals []Proposal, misses []Miss) {
	for _, c := range candidates {
		if failed := c.FailedGates(a); len(failed) > 0 {
			misses = append(misses, Miss{Candidate: c, Gates: failed})
			continue
		}
		proposals = append(proposals, Proposal{
			Candidate:         c,
			SharedLifeDomains: shared(a.LifeDomains, c.LifeDomains), SharedTargetGroups: shared(a.TargetGroups, c.TargetGroups),
		})
	}
	slices.SortFunc(proposals, func(x, y Proposal) int {
		return cmp.Or(
			cmp.Compare(x.OpenCases, y.OpenCases),
			cmp.Compare(len(y.SharedTargetGroups), len(x.SharedTargetGroups)),
			cmp.Compare(x.Supporter, y.Supporter),
		)
	})
	slices.SortFunc(misses, func(x, y Miss) int {
		return cmp.Or(
			cmp.Compare(len(x.Gates), len(y.Gates)),
			cmp.Compare(x.OpenCases, y.OpenCases),
			cmp.Compare(x.Supporter, y.Supporter),
		)
	})
	return proposals, misses[:min(len(misses), MaxMisses)]
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
