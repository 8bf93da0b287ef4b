package intake

import "oco.example/oco/server/platform/errs"

// State is where an application stands; its words are those of oco.intake.v1.ApplicationState.
type State string

// The states of an application.
const (
	Received        State = "RECEIVED"
	AwaitingConsent State = "AWAITING_CONSENT"
	Answered        State = "ANSWERED"
	OwnNetwork      State = "OWN_NETWORK"
	HandedOver      State = "HANDED_OVER"
	Referred        State = "REFERRED"
	WaitingForMatch State = "WAITING_FOR_MATCH"
	Offered         State = "OFFERED"
	Matched         State = "MATCHED"
	InSupport       State = "IN_SUPPORT"
	Closed          State = "CLOSED"
	Ended           State = "ENDED"
	Merged          State = "MERGED"
)

// States lists every state, in the order of the contract.
var States = []State{
	Received, AwaitingConsent, Answered, OwnNetwork, HandedOver, Referred, WaitingForMatch, Offered, Matched, InSupport,
	Closed, Ended, Merged,
}

// Running reports whether somebody still has to do something about the application.
func (s State) Running() bool {
	switch s {
	case Received, AwaitingConsent, WaitingForMatch, Offered, Matched, InSupport:
		return true
	default:
		return false
	}
}

// Move is something that happens to an application.
type Move string

// The moves of an application.
const (
	// ConsentGiven is the resident's yes to what somebody else applied for.
	ConsentGiven Move = "CONSENT_GIVEN"
	// ConsentWithdrawn is the resident's no before triage.
	ConsentWithdrawn Move = "CONSENT_WITHDRAWN"
	// DecideAnswered and the following are triage decisions, one for each state a route leads to.
	DecideAnswered   Move = "DECIDE_ANSWERED"
	DecideOwnNetwork Move = "DECIDE_OWN_NETWORK"
	DecideSupport    Move = "DECIDE_SUPPORT"
	DecideAccessTeam Move = "DECIDE_ACCESS_TEAM"
	DecideReferred   Move = "DECIDE_REFERRED"
	// Offer is a supporter being asked.
	Offer Move = "OFFER"
	// Match is a supporter's yes.
	Match Move = "MATCH"
	// Wait is nobody left, no click, acquainted, ill or left; no fault is recorded.
	Wait Move = "WAIT"
	// Support is the resident's yes.
	Support Move = "SUPPORT"
	// HandOver is a running case that goes to the access team.
	HandOver Move = "HAND_OVER"
	// Close is the end of support.
	Close Move = "CLOSE"
	// End is an end without support.
	End Move = "END"
	// Decease is the death of the resident, which ends what is closed too: people are still written to about it.
	Decease Move = "DECEASE"
	// ReopenReceived and the following take an ending back, one for each state that what is recorded of
	// the application can lead to: nothing else of it, consent that is not given, a route.
	ReopenReceived   Move = "REOPEN_RECEIVED"
	ReopenAwaiting   Move = "REOPEN_AWAITING"
	ReopenAnswered   Move = "REOPEN_ANSWERED"
	ReopenOwnNetwork Move = "REOPEN_OWN_NETWORK"
	ReopenSupport    Move = "REOPEN_SUPPORT"
	ReopenAccessTeam Move = "REOPEN_ACCESS_TEAM"
	ReopenReferred   Move = "REOPEN_REFERRED"
	// ReopenClosed takes back a death that was recorded of what was closed.
	ReopenClosed Move = "REOPEN_CLOSED"
	// Merge is being the same as another application.
	Merge Move = "MERGE"
)

// Machine says for each move from which states it is possible and where it leads (CONTRACT.md,
// States). What does not stand here is refused.
var Machine = map[Move]map[State]State{
	ConsentGiven:     {AwaitingConsent: Received},
	ConsentWithdrawn: {Received: AwaitingConsent},
	DecideAnswered:   to(Answered, triageable...),
	DecideOwnNetwork: to(OwnNetwork, triageable...),
	DecideSupport:    to(WaitingForMatch, triageable...),
	DecideAccessTeam: to(HandedOver, triageable...),
	DecideReferred:   to(Referred, triageable...),
	Offer:            to(Offered, WaitingForMatch, Offered),
	Match:            {Offered: Matched},
	Wait:             to(WaitingForMatch, Offered, Matched, InSupport),
	Support:          {Matched: InSupport},
	HandOver:         {InSupport: HandedOver},
	Close:            {InSupport: Closed},
	End: to(Ended, Received, AwaitingConsent, Answered, OwnNetwork, HandedOver, Referred, WaitingForMatch, Offered,
		Matched, InSupport),
	Decease: to(Ended, Received, AwaitingConsent, Answered, OwnNetwork, HandedOver, Referred, WaitingForMatch, Offered,
		Matched, InSupport, Closed),
	ReopenReceived:   {Ended: Received},
	ReopenAwaiting:   {Ended: AwaitingConsent},
	ReopenAnswered:   {Ended: Answered},
	ReopenOwnNetwork: {Ended: OwnNetwork},
	ReopenSupport:    {Ended: WaitingForMatch},
	ReopenAccessTeam: {Ended: HandedOver},
	ReopenReferred:   {Ended: Referred},
	ReopenClosed:     {Ended: Closed},
	Merge: to(Merged, Received, AwaitingConsent, Answered, OwnNetwork, HandedOver, Referred, WaitingForMatch, Offered,
		Matched, InSupport, Closed, Ended),
}

// triageable are the states in which the route can still be decided, or decided anew.
var triageable = []State{Received, Answered, OwnNetwork, HandedOver, Referred, WaitingForMatch, Offered}

func to(target State, from ...State) map[State]State {
	moves := make(map[State]State, len(from))
	for _, state := range from {
		moves[state] = target
	}
	return moves
}

// Move brings the application into the state where the move leads, or refuses it, naming the
// state it is in.
func (a *Application) Move(move Move) error {
	target, ok := Machine[move][a.State]
	if !ok {
		return errs.StateConflict("application", string(a.State))
	}
	a.State = target
	return nil
}

// CheckEdit refuses to change what an application says once it ended or was merged:
// of the first nothing is done unless the ending is taken back, of the second the application that
// stays says it. How the
// resident is reached is changed with the resident.
func (a Application) CheckEdit() error {
	if a.State == Ended || a.State == Merged {
		return errs.StateConflict("application", string(a.State))
	}
	return nil
}
