// Package support knows support cases (ondersteuningstrajecten): from the resident's yes to the
// test whether the solution fits the need.
package support

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Resource is the word for a case in errors.
const Resource = "case"

// State is where a case stands, by its name in the contract without prefix.
type State string

// The states of a case.
const (
	Open   State = "OPEN"
	OnHold State = "ON_HOLD"
	Closed State = "CLOSED"
)

// States lists every state, in the order of the contract.
var States = []State{Open, OnHold, Closed}

// Moves says which states can follow which: a case waits and goes on, and closes once.
var Moves = map[State][]State{
	Open:   {OnHold, Closed},
	OnHold: {Open, Closed},
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}

// Case is the support of one application by one supporter at a time.
type Case struct {
	// ID is a UUIDv7.
	ID string
	// Application is what the support is for, Dossier the resident under whose key the need is
	// sealed.
	Application, Dossier string
	// Supporter is who supports; Account is that supporter's now.
	Supporter, Account string
	// SecondSupporter helps, SecondAccount is that supporter's now; empty when nobody does.
	SecondSupporter, SecondAccount string
	// SeenFrom is when who supports took over from somebody else, zero when they were there from the start.
	SeenFrom time.Time
	// SuccessorView is what the resident chose that a successor sees, ViewTime when and ViewAccount who wrote it down.
	SuccessorView SuccessorView
	ViewTime      time.Time
	ViewAccount   string
	// State is where it stands.
	State State
	// HoldReason is for what it waits, a name of the contract without prefix, and HoldUntilDate the last day of that; both
	// are empty while it does not, and the day when nobody knows it.
	HoldReason, HoldUntilDate string
	// LifeDomains are those of the application when the case opened.
	LifeDomains []string
	// ApplicationDate is the day of the application. These and all days are YYYY-MM-DD in
	// Europe/Amsterdam; what has not happened is empty.
	ApplicationDate, OpenDate, FirstAppointmentDate, CloseDate string
	// AppointmentMadeDate is the day on which the first appointment was made, AppointmentTime for when; the
	// day is empty and the moment zero while nobody said so.
	AppointmentMadeDate string
	AppointmentTime     time.Time
	// Need is in the resident's words.
	Need sealed.Text
	// Outcome is a code of the municipality's list, Fit a name of the contract without prefix;
	// both are empty when a case closed because its application ended.
	Outcome, Fit string
	// MatchEndedBy is who would rather have somebody else, when its match ended so: RESIDENT, SUPPORTER, BOTH or COORDINATOR.
	MatchEndedBy string
	// Minutes is the time spent: the sum of its contact moments until closing told it.
	Minutes int
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
func (c Case) Etag() string { return strconv.FormatInt(c.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag
// acts on whatever stands.
func (c Case) CheckEtag(etag string) error {
	if etag != "" && etag != c.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Closing is what is told when a case closes.
type Closing struct {
	// Need is in the resident's words.
	Need sealed.Text
	// Outcome is a code of the municipality's list, Fit a name of the contract without prefix.
	Outcome, Fit string
	// Minutes is the time spent, zero for the sum of the contact moments.
	Minutes int
	// FirstAppointmentDate is YYYY-MM-DD; empty when there was none, or when it is known already.
	FirstAppointmentDate string
}

// Check returns what is wrong with a closing today (YYYY-MM-DD): the first appointment was on a
// day that exists, not before the application and not in the future.
func (c Case) Check(closing Closing, today string) []*errs.Error {
	if closing.FirstAppointmentDate == "" {
		return nil
	}
	return c.checkDay("first_appointment_date", closing.FirstAppointmentDate, today)
}

// checkDay is what is wrong with a day on which something of a case happened.
func (c Case) checkDay(field, day, today string) []*errs.Error {
	if _, err := calendar.ParseDay(day); err != nil {
		return []*errs.Error{errs.Field(field, "date.invalid")}
	}
	// Days of this form sort as they follow each other.
	if day < c.ApplicationDate {
		return []*errs.Error{errs.Field(field, "date.before_application")}
	}
	if day > today {
		return []*errs.Error{errs.Field(field, "date.future")}
	}
	return nil
}

// Close ends a case today with what is told of it. Held reports whether it tells of a first
// appointment that was not known.
func (c Case) Close(closing Closing, today string) (closed Case, held bool, err error) {
	state, err := c.State.Move(Closed)
	if err != nil {
		return c, false, err
	}
	if closing.FirstAppointmentDate != "" {
		c, held = c.heldOn(closing.FirstAppointmentDate)
	}
	c = c.waitsNoMore()
	c.State, c.CloseDate = state, today
	c.Need, c.Outcome, c.Fit = closing.Need, closing.Outcome, closing.Fit
	if closing.Minutes > 0 {
		c.Minutes = closing.Minutes
	}
	return c, held, nil
}
