package survey

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// InvitationState is where an invitation stands, by its name in the contract without prefix.
type InvitationState string

// The states of an invitation.
const (
	Invited   InvitationState = "INVITED"
	Answered  InvitationState = "ANSWERED"
	Lapsed    InvitationState = "LAPSED"
	Cancelled InvitationState = "CANCELLED"
)

// InvitationStates lists every state, in the order of the contract.
var InvitationStates = []InvitationState{Invited, Answered, Lapsed, Cancelled}

// Way is how somebody answered, by its name in the contract without prefix.
type Way string

// The ways of answering.
const (
	Link  Way = "LINK"
	Paper Way = "PAPER"
	Phone Way = "PHONE"
)

// Ways lists every way, in the order of the contract.
var Ways = []Way{Link, Paper, Phone}

// Invitation is somebody who was asked in a round. It never holds what they answered.
type Invitation struct {
	// ID is a UUIDv7; Round is the id of the round.
	ID, Round string
	Audience  Audience
	// Application and Dossier are of a resident, Supporter of a supporter; all empty once the person was erased.
	Application, Dossier, Supporter string
	State                           InvitationState
	// Way is how it was answered, empty before.
	Way Way
	// Remind is from which day somebody is asked once more, Last the last day for an answer: YYYY-MM-DD.
	Remind, Last string
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the invitation again.
func (i Invitation) ResourceID() string { return i.ID }

// Etag is the version as callers see it.
func (i Invitation) Etag() string { return strconv.FormatInt(i.Version, 10) }

// Ask is an invitation of a round on a day. In a yearly round everybody has until its last day.
func (r Round) Ask(id, today string) Invitation {
	last := r.Last
	if r.Kind == AtClosing {
		last = after(today, answerDays)
	}
	return Invitation{ID: id, Round: r.ID, State: Invited, Remind: after(today, remindDays), Last: last}
}

// Stands is where an invitation stands on a day: one whose last day is over lapsed, whether or not that was noted yet.
func (i Invitation) Stands(today string) InvitationState {
	if i.State == Invited && i.Last < today {
		return Lapsed
	}
	return i.State
}

// Answer is the invitation once it was answered, in a way, on a day; field names it in the request. It is answered once.
func (i Invitation) Answer(way Way, today, field string) (Invitation, error) {
	switch i.Stands(today) {
	case Invited:
		i.State, i.Way = Answered, way
		return i, nil
	case Answered:
		return i, errs.Field(field, "survey.answered")
	case Lapsed, Cancelled:
		return i, errs.Field(field, "survey.over")
	}
	return i, errs.StateConflict(InvitationResource, string(i.State))
}

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (i Invitation) CheckEtag(etag string) error {
	if etag != "" && etag != i.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Reach is how somebody who was invited can be rung.
type Reach struct {
	Name, Phone sealed.Text
	// NoPhone and Gone say that they may not be: their instruction forbids it, or they died. NoVoicemail and Instruction are
	// for whoever rings.
	NoPhone, Gone, NoVoicemail bool
	Instruction                sealed.Text
}

// MayRing reports whether somebody can be rung, and may.
func (r Reach) MayRing() bool { return r.Phone.Reveal() != "" && !r.NoPhone && !r.Gone }

// Tally is how many invitations of an audience there are, by where they stand and how they were answered.
type Tally struct {
	Audience Audience
	State    InvitationState
	Way      Way
	Count    int
}

// Sum adds up what of a tally is of an audience, in some states, by some way; every way when that is empty.
func Sum(tallies []Tally, audience Audience, way Way, states ...InvitationState) (sum int) {
	for _, t := range tallies {
		if t.Audience == audience && slices.Contains(states, t.State) && (way == "" || t.Way == way) {
			sum += t.Count
		}
	}
	return sum
}
