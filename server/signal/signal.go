// Package signal knows signals (signalen): what goes wrong outside, what of it forms a pattern, and what of a pattern may
// leave. Whoever reads what left learns of no signal, case or person.
package signal

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Resource is the word for a signal in errors.
const Resource = "signal"

// State is where a signal stands, by its name in the contract without prefix.
type State string

// The states of a signal.
const (
	New      State = "NEW"
	Gathered State = "GATHERED"
	SetAside State = "SET_ASIDE"
)

// States lists every state, in the order of the contract.
var States = []State{New, Gathered, SetAside}

// Moves says which states can follow which: what a pattern lets go is new again.
var Moves = map[State][]State{New: {Gathered, SetAside}, Gathered: {New}}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}

// Matter is what a signal or a pattern is about.
type Matter struct {
	// Theme is a code of the list SIGNAL_THEME.
	Theme string
	// Organisation is its name as people wrote it; Key is the same for all spellings of one.
	Organisation, Key string
	// From and Until are days, YYYY-MM-DD, both included; Until is empty while it goes on.
	From, Until string
}

// Check returns what is wrong with a matter on a day, beside the rules of the contract: place is before the fields.
func (m Matter) Check(place, today string) []*errs.Error {
	var wrong []*errs.Error
	if m.Key == "" {
		wrong = append(wrong, errs.Field(place+"organisation", "signal.organisation"))
	}
	switch _, err := calendar.ParseDay(m.From); {
	case err != nil:
		wrong = append(wrong, errs.Field(place+"from_date", "date.invalid"))
	case m.From > today:
		wrong = append(wrong, errs.Field(place+"from_date", "signal.future"))
	}
	if m.Until == "" {
		return wrong
	}
	switch _, err := calendar.ParseDay(m.Until); {
	case err != nil:
		wrong = append(wrong, errs.Field(place+"until_date", "date.invalid"))
	case m.Until > today:
		wrong = append(wrong, errs.Field(place+"until_date", "signal.future"))
	case m.Until < m.From:
		wrong = append(wrong, errs.Field(place+"until_date", "until_date.before_start"))
	}
	return wrong
}

// Signal is one signal of a municipality.
type Signal struct {
	// ID is a UUIDv7.
	ID string
	Matter
	// Description is what goes wrong, told without persons.
	Description sealed.Text
	// Reason is why nothing is done with it, when it was set aside.
	Reason sealed.Text
	// Supporter told it, or Account did; neither when the supporter was erased since.
	Supporter, Account string
	State              State
	// Pattern is the one that gathered it, if any.
	Pattern string
	// Cases are in which it was seen, and Residents how many people these are of.
	Cases     []Case
	Residents int
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// Case is one in which a signal was seen, and whose it is.
type Case struct{ ID, Dossier string }

// ResourceID is the id, by which a repeated request finds the signal again.
func (s Signal) ResourceID() string { return s.ID }

// Etag is the version as callers see it.
func (s Signal) Etag() string { return strconv.FormatInt(s.Version, 10) }

// CaseIDs are the ids of the cases.
func (s Signal) CaseIDs() []string {
	ids := make([]string, 0, len(s.Cases))
	for _, c := range s.Cases {
		ids = append(ids, c.ID)
	}
	return ids
}

// Change refuses to change a signal that the caller saw in another version, or that is not new: a pattern counts on what
// it gathered.
func (s Signal) Change(etag string) error {
	if err := checkEtag(etag, s.Etag()); err != nil {
		return err
	}
	if s.State != New {
		return errs.StateConflict(Resource, string(s.State))
	}
	return nil
}

// PutAside is the signal when nothing is done with it.
func (s Signal) PutAside(reason sealed.Text) (Signal, error) {
	state, err := s.State.Move(SetAside)
	if err != nil {
		return s, err
	}
	s.State, s.Reason = state, reason
	return s, nil
}

// Unnamed refuses words of which the one at a place, counted from 1, names a resident; 0 is none. It says where: a refusal
// repeats no name.
func Unnamed(field string, place int) error {
	if place > 0 {
		return errs.Field(field, "signal.name", "place", strconv.Itoa(place))
	}
	return nil
}

// Gather is the signal when a pattern takes it up.
func (s Signal) Gather(pattern string) (Signal, error) {
	state, err := s.State.Move(Gathered)
	if err != nil {
		return s, err
	}
	s.State, s.Pattern = state, pattern
	return s, nil
}

// Release is the signal when its pattern lets it go.
func (s Signal) Release() (Signal, error) {
	state, err := s.State.Move(New)
	if err != nil {
		return s, err
	}
	s.State, s.Pattern = state, ""
	return s, nil
}

// Filter says which signals a list holds; what is empty leaves nothing out.
type Filter struct {
	Theme, Key  string
	States      []string
	From, Until string
	Pattern     string
}

// checkEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func checkEtag(etag, stands string) error {
	if etag != "" && etag != stands {
		return errs.EtagMismatch()
	}
	return nil
}
