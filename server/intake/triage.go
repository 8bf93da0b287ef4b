package intake

import (
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// The routes (route) of triage, as in oco.common.v1.Route.
const (
	RouteAnswered   = "ANSWERED"
	RouteOwnNetwork = "OWN_NETWORK"
	RouteInformal   = "INFORMAL"
	RouteFormal     = "FORMAL"
	RouteAccessTeam = "ACCESS_TEAM"
	RouteReferred   = "REFERRED"
)

// routeMoves says which move each route is.
var routeMoves = map[string]Move{
	RouteAnswered:   DecideAnswered,
	RouteOwnNetwork: DecideOwnNetwork,
	RouteInformal:   DecideSupport,
	RouteFormal:     DecideSupport,
	RouteAccessTeam: DecideAccessTeam,
	RouteReferred:   DecideReferred,
}

// reopenMoves says which move brings an application that ended back to where its route led.
var reopenMoves = map[string]Move{
	RouteAnswered:   ReopenAnswered,
	RouteOwnNetwork: ReopenOwnNetwork,
	RouteInformal:   ReopenSupport,
	RouteFormal:     ReopenSupport,
	RouteAccessTeam: ReopenAccessTeam,
	RouteReferred:   ReopenReferred,
}

// TriageDecision (triagebesluit) is one decision about the route; it is never changed.
type TriageDecision struct {
	ID          string
	Application string
	Route       string
	Grounds     sealed.Text
	// By is the account that decided, empty for history; ByName is its holder, where that is known.
	By      string
	ByName  sealed.Text
	Created time.Time
}

// ResourceID is the decision's id, for requests that come again.
func (d TriageDecision) ResourceID() string { return d.ID }

// Decide records a route: the application moves to the route's state and the newest decision
// counts. Whoever calls it withdraws the offers that are open.
func (a *Application) Decide(id, route string, grounds sealed.Text, by string, now time.Time) (TriageDecision, error) {
	move, known := routeMoves[route]
	if !known {
		return TriageDecision{}, errs.Field("route", "enum.defined_only")
	}
	if err := a.Move(move); err != nil {
		return TriageDecision{}, err
	}
	a.Route = route
	return TriageDecision{ID: id, Application: a.ID, Route: route, Grounds: grounds, By: by, Created: now}, nil
}

// MergeInto says that the application is the same as another. That one must not be merged itself,
// nor be this one.
func (a *Application) MergeInto(other Application) error {
	if other.ID == a.ID {
		return errs.Field("into", "into.same")
	}
	if other.State == Merged {
		return errs.Field("into", "into.merged")
	}
	if err := a.Move(Merge); err != nil {
		return err
	}
	a.MergedInto = other.ID
	return nil
}
