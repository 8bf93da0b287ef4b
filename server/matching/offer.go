// Package matching knows who can be asked for an application, and what became of asking: the
// gates and the ranking of supporters, and the states of an offer (matchvoorstel).
package matching

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Resource is the word for an offer in errors.
const Resource = "offer"

// State is where an offer stands, by its name in the contract without prefix.
type State string

// The states of an offer.
const (
	Open      State = "OPEN"
	Accepted  State = "ACCEPTED"
	Declined  State = "DECLINED"
	Expired   State = "EXPIRED"
	Withdrawn State = "WITHDRAWN"
)

// States lists every state, in the order of the contract.
var States = []State{Open, Accepted, Declined, Expired, Withdrawn}

// Moves says which states can follow which. A yes can be taken back until the resident was heard:
// only then does a supporter know whom they said yes to.
var Moves = map[State][]State{
	Open:     {Accepted, Declined, Expired, Withdrawn},
	Accepted: {Declined},
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}

// ResidentAnswer is what the resident says of an accepted offer, by its name in the contract
// without prefix; empty until the resident said something.
type ResidentAnswer string

// The answers of a resident.
const (
	NoAnswer      ResidentAnswer = ""
	Yes           ResidentAnswer = "YES"
	AnotherPlease ResidentAnswer = "ANOTHER_PLEASE"
	Acquainted    ResidentAnswer = "ACQUAINTED"
)

// Offer is one question to one supporter, or to an organisation that names one when it says yes.
type Offer struct {
	// ID is a UUIDv7.
	ID string
	// Application is what the supporter is asked for, Dossier the resident under whose key the
	// note is sealed.
	Application, Dossier string
	// Supporter is who is asked; Account and Organisation are that supporter's now. While an organisation is asked there
	// is no supporter.
	Supporter, Account, Organisation string
	// ToOrganisation says that Organisation was asked, and not one person.
	ToOrganisation bool
	// Wave is the same for offers that were made together, empty for one by itself.
	Wave string
	// State is where it stands.
	State State
	// LifeDomains and Neighbourhood are those of the application when the supporter was asked.
	LifeDomains   []string
	Neighbourhood string
	// Note is what the coordinator wrote to the supporter.
	Note sealed.Text
	// Override is why the supporter was asked all the same, or before others.
	Override Override
	// ByPhone is true when the coordinator recorded the answer.
	ByPhone bool
	// DeclineReason is a name of the contract without prefix, empty when not told.
	DeclineReason string
	// ResidentAnswer is what the resident said of an accepted offer. The offer stays ACCEPTED
	// whatever it is: the supporter did say yes, and no fault is recorded.
	ResidentAnswer ResidentAnswer
	// Case is the support case that it opened; CaseOpen says that it is open or on hold now.
	Case     string
	CaseOpen bool
	// ExpireTime is when it expires if nobody answers; zero when it does not.
	ExpireTime time.Time
	// AnswerTime is when the supporter's answer (or the withdrawal) came; zero while it is open.
	AnswerTime time.Time
	// UndoneTime is when an accepted match came apart before support began; zero when it did not.
	UndoneTime time.Time
	// Imported is true for history that was taken over.
	Imported bool
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// Etag is the version as callers see it.
func (o Offer) Etag() string { return strconv.FormatInt(o.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag
// acts on whatever stands.
func (o Offer) CheckEtag(etag string) error {
	if etag != "" && etag != o.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Overdue reports whether nobody answered in time.
func (o Offer) Overdue(now time.Time) bool {
	return o.State == Open && !o.ExpireTime.IsZero() && !now.Before(o.ExpireTime)
}

// Waiting reports whether the supporter said yes and the resident was not heard yet.
func (o Offer) Waiting() bool {
	return o.State == Accepted && o.ResidentAnswer == NoAnswer && o.UndoneTime.IsZero()
}

// Answer moves an offer to where the supporter's answer, or a withdrawal, leads. After a yes there
// is only a no, and that until the resident was heard.
func (o Offer) Answer(to State, declineReason string, at time.Time) (Offer, error) {
	state, err := o.State.Move(to)
	if err != nil {
		return o, err
	}
	if o.State == Accepted && !o.Waiting() {
		return o, errs.StateConflict(Resource, string(o.State))
	}
	o.State, o.AnswerTime = state, at
	if to == Declined {
		o.DeclineReason = declineReason
	}
	return o, nil
}

// Name says who takes an offer to an organisation; of an offer to one person nothing changes.
func (o Offer) Name(supporter string) (Offer, error) {
	switch {
	case o.ToOrganisation && supporter == "":
		return o, errs.Join(errs.Field("supporter", "offer.name_somebody"))
	case !o.ToOrganisation && supporter != "" && supporter != o.Supporter:
		return o, errs.Join(errs.Field("supporter", "offer.to_one"))
	case o.ToOrganisation:
		o.Supporter = supporter
	}
	return o, nil
}

// HearResident records what the resident says of an accepted offer, once.
func (o Offer) HearResident(answer ResidentAnswer, at time.Time) (Offer, error) {
	if !o.Waiting() {
		return o, errs.StateConflict(Resource, string(o.State))
	}
	o.ResidentAnswer = answer
	if answer != Yes {
		o.UndoneTime = at
	}
	return o, nil
}

// Undo takes an accepted offer that waits for the resident apart, because its application went
// elsewhere.
func (o Offer) Undo(at time.Time) (Offer, error) {
	if !o.Waiting() {
		return o, errs.StateConflict(Resource, string(o.State))
	}
	o.UndoneTime = at
	return o, nil
}
