// Package meeting knows meetings (bijeenkomsten): training, intervision and sessions, who is invited and who was there,
// and what is due for whom.
package meeting

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
)

// Resource is the word for a meeting in errors.
const Resource = "meeting"

// Kind is what a meeting is for, by its name in the contract without prefix.
type Kind string

// The kinds of meetings.
const (
	Training         Kind = "TRAINING"
	Intervision      Kind = "INTERVISION"
	InDepth          Kind = "IN_DEPTH"
	ThemeSession     Kind = "THEME_SESSION"
	JointSession     Kind = "JOINT_SESSION"
	PartnerSession   Kind = "PARTNER_SESSION"
	ContactPersons   Kind = "CONTACT_PERSONS"
	StakeholderGroup Kind = "STAKEHOLDER_GROUP"
)

// State is where a meeting stands, by its name in the contract without prefix.
type State string

// The states of a meeting.
const (
	Planned   State = "PLANNED"
	Held      State = "HELD"
	Cancelled State = "CANCELLED"
)

// States lists every state, in the order of the contract.
var States = []State{Planned, Held, Cancelled}

// Moves says which states can follow which: nobody was at a meeting that was cancelled, and what was held stays so.
var Moves = map[State][]State{Planned: {Held, Cancelled}}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}

// AgendaItem is one thing that a meeting is about; Theme is a code of the municipality's list, or empty.
type AgendaItem struct{ Title, Theme string }

// Meeting is one meeting of a municipality.
type Meeting struct {
	// ID is a UUIDv7.
	ID   string
	Kind Kind
	// Title is what people read.
	Title string
	// Start and End are UTC.
	Start, End time.Time
	// Location and OnlineLink say where; either may be empty.
	Location, OnlineLink string
	Agenda               []AgendaItem
	// Places is how many can come, 0 without a limit. RegionPlaces of them are for the municipalities of the region,
	// of which RegionTaken are taken.
	Places, RegionPlaces, RegionTaken int
	// Group is the intervision group that it is for, if any.
	Group string
	// Requirement is the code of what whoever was there meets from then on, if any.
	Requirement  string
	State        State
	CancelReason string
	// Sequence is raised by what calendars must take over.
	Sequence int
	// Invited and Coming count invitations, and those that were answered with yes.
	Invited, Coming int
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the meeting again.
func (m Meeting) ResourceID() string { return m.ID }

// Etag is the version as callers see it.
func (m Meeting) Etag() string { return strconv.FormatInt(m.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever
// stands.
func (m Meeting) CheckEtag(etag string) error {
	if etag != "" && etag != m.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// longest is how long a meeting can be: what takes more is a mistake in a date.
const longest = 48 * time.Hour

// Check returns what is wrong with a meeting beside the rules of the contract.
func (m Meeting) Check() []*errs.Error {
	var wrong []*errs.Error
	switch lasts := m.End.Sub(m.Start); {
	case m.Start.Year() < 2000 || m.Start.Year() > 2200:
		wrong = append(wrong, errs.Field("meeting.start_time", "meeting.year"))
	case lasts <= 0:
		wrong = append(wrong, errs.Field("meeting.end_time", "meeting.order"))
	case lasts > longest:
		wrong = append(wrong, errs.Field("meeting.end_time", "meeting.long"))
	}
	switch {
	case m.Places == 0:
	case m.RegionPlaces > m.Places:
		wrong = append(wrong, errs.Field("meeting.region_places", "meeting.region_places"))
	case m.Coming > m.Places-m.RegionPlaces:
		wrong = append(wrong, errs.Field("meeting.places", "meeting.places"))
	}
	if m.RegionTaken > m.RegionPlaces {
		wrong = append(wrong, errs.Field("meeting.region_taken", "meeting.region_taken"))
	}
	return wrong
}

// Change is the meeting after an update from what it was. Only how many places of the region are taken still changes
// when it is over: the minutes are written afterwards.
func (m Meeting) Change(to Meeting) (Meeting, error) {
	if m.State != Planned {
		same := to
		same.RegionTaken = m.RegionTaken
		if !m.equal(same) {
			return m, errs.StateConflict(Resource, string(m.State))
		}
	}
	if m.concerns(to) {
		to.Sequence++
	}
	return to, nil
}

// concerns reports whether calendars must take the change over.
func (m Meeting) concerns(to Meeting) bool {
	return m.Title != to.Title || !m.Start.Equal(to.Start) || !m.End.Equal(to.End) || m.Location != to.Location ||
		m.OnlineLink != to.OnlineLink || !slices.Equal(m.Agenda, to.Agenda)
}

// Told (verteld) is what those who are invited are told of a meeting, a word of oco.event.v1.MeetingTold.
type Told string

// What is told.
const (
	ToldInvited   Told = "INVITED"
	ToldChanged   Told = "CHANGED"
	ToldCancelled Told = "CANCELLED"
)

// Tells is what those who are invited are told of the meeting after a change, empty for nothing: that it is off, or that it is
// something else, at another time or place. A new agenda stands in the portal; nobody is written to for it. Of what began
// already nobody is told.
func (m Meeting) Tells(to Meeting, now time.Time) Told {
	switch {
	case !to.Start.After(now):
		return ""
	case to.State == Cancelled && m.State != Cancelled:
		return ToldCancelled
	case to.State == Planned && (m.Title != to.Title || !m.Start.Equal(to.Start) || !m.End.Equal(to.End) || m.Location != to.Location || m.OnlineLink != to.OnlineLink):
		return ToldChanged
	}
	return ""
}

// equal reports whether what people can change is the same.
func (m Meeting) equal(to Meeting) bool {
	return !m.concerns(to) && m.Kind == to.Kind && m.Places == to.Places && m.RegionPlaces == to.RegionPlaces &&
		m.RegionTaken == to.RegionTaken && m.Group == to.Group && m.Requirement == to.Requirement
}

// Cancel is the meeting when it does not take place.
func (m Meeting) Cancel(reason string) (Meeting, error) {
	state, err := m.State.Move(Cancelled)
	if err != nil {
		return m, err
	}
	m.State, m.CancelReason = state, reason
	m.Sequence++
	return m, nil
}

// Hold is the meeting when it is known who was there; it began before.
func (m Meeting) Hold(now time.Time) (Meeting, error) {
	if m.State == Held {
		return m, nil
	}
	state, err := m.State.Move(Held)
	if err != nil {
		return m, err
	}
	if now.Before(m.Start) {
		return m, errs.Field("meeting", "meeting.not_begun")
	}
	m.State = state
	return m, nil
}

// PlacesLeft is how many places there still are for the region.
func (m Meeting) PlacesLeft() int { return m.RegionPlaces - m.RegionTaken }

// Offered reports whether the municipalities of the region can see it.
func (m Meeting) Offered() bool { return m.State == Planned && m.RegionPlaces > 0 }

// Full reports whether nobody more can come from here.
func (m Meeting) Full() bool { return m.Places > 0 && m.Coming >= m.Places-m.RegionPlaces }
