package support

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// AppointmentResource is the word for an appointment in errors.
const AppointmentResource = "appointment"

// AppointmentState is where an appointment stands, by its name in the contract without prefix.
type AppointmentState string

// The states of an appointment.
const (
	AppointmentPlanned   AppointmentState = "PLANNED"
	AppointmentHeld      AppointmentState = "HELD"
	AppointmentCancelled AppointmentState = "CANCELLED"
	AppointmentMissed    AppointmentState = "MISSED"
)

// AppointmentStates lists every state, in the order of the contract.
var AppointmentStates = []AppointmentState{AppointmentPlanned, AppointmentHeld, AppointmentCancelled, AppointmentMissed}

// AppointmentMoves says which states can follow which: what became of an appointment stays so.
var AppointmentMoves = map[AppointmentState][]AppointmentState{
	AppointmentPlanned: {AppointmentHeld, AppointmentCancelled, AppointmentMissed},
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s AppointmentState) Move(to AppointmentState) (AppointmentState, error) {
	if !slices.Contains(AppointmentMoves[s], to) {
		return s, errs.StateConflict(AppointmentResource, string(s))
	}
	return to, nil
}

// ForOtherReasons is the reason of an appointment that is cancelled because its case ends.
const ForOtherReasons = "OTHER"

// Appointment is when the supporter of a case meets somebody for it.
type Appointment struct {
	// ID is a UUIDv7.
	ID string
	// Case is what it is for; Application, Dossier, Supporter and Account are those of that case now.
	Case, Application, Dossier, Supporter, Account string
	// Start and End are UTC, in whole seconds.
	Start, End time.Time
	// Kind and Companies are names of the contract without prefix.
	Kind      string
	Companies []string
	// Place and Note are in somebody's words.
	Place, Note sealed.Text
	State       AppointmentState
	// CancelReason is a name of the contract without prefix, empty when it is not cancelled.
	CancelReason string
	// Sequence is raised by what calendars must take over.
	Sequence int
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// AppointmentView is an appointment with whom it is for.
type AppointmentView struct {
	Appointment
	ResidentName sealed.Text
}

// ResourceID is the id, by which a repeated request finds the appointment again.
func (v AppointmentView) ResourceID() string { return v.ID }

// AppointmentFilter narrows a list of appointments; what is empty does not.
type AppointmentFilter struct {
	// Case is an id.
	Case string
	// From and Until are moments of the begin: from the first on, before the second.
	From, Until time.Time
	States      []AppointmentState
}

// AppointmentPlace is where a page of appointments ends: the begin and id of the last.
type AppointmentPlace struct {
	Start time.Time
	ID    string
}

// Etag is the version as callers see it.
func (a Appointment) Etag() string { return strconv.FormatInt(a.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (a Appointment) CheckEtag(etag string) error {
	if etag != "" && etag != a.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// longestAppointment is how long one can be: what takes more is a mistake in a date.
const longestAppointment = 24 * time.Hour

// CheckTimes returns what is wrong with the times of an appointment of a case. Prefix stands before the names of the fields.
func (a Appointment) CheckTimes(c Case, prefix string) []*errs.Error {
	var wrong []*errs.Error
	switch day := calendar.Day(a.Start); {
	case a.Start.Before(appointmentsFrom) || a.Start.After(appointmentsUntil):
		return []*errs.Error{errs.Field(prefix+"start_time", "date.invalid")}
	case day < c.ApplicationDate:
		wrong = append(wrong, errs.Field(prefix+"start_time", "date.before_application"))
	}
	switch lasts := a.End.Sub(a.Start); {
	case lasts <= 0:
		wrong = append(wrong, errs.Field(prefix+"end_time", "appointment.order"))
	case lasts > longestAppointment:
		wrong = append(wrong, errs.Field(prefix+"end_time", "appointment.long"))
	}
	return wrong
}

// Reschedule is the appointment at another time, and perhaps elsewhere; calendars take that over.
func (a Appointment) Reschedule(to Appointment) (Appointment, error) {
	if a.State != AppointmentPlanned {
		return a, errs.StateConflict(AppointmentResource, string(a.State))
	}
	a.Start, a.End, a.Kind, a.Place = to.Start, to.End, to.Kind, to.Place
	a.Sequence++
	return a, nil
}

// Cancel is the appointment that does not take place, for a reason; calendars take that over.
func (a Appointment) Cancel(reason string) (Appointment, error) {
	state, err := a.State.Move(AppointmentCancelled)
	if err != nil {
		return a, err
	}
	a.State, a.CancelReason = state, reason
	a.Sequence++
	return a, nil
}

// Attend is the appointment of which is known whether it was held or missed. That is not known before its day.
func (a Appointment) Attend(to AppointmentState, now time.Time) (Appointment, error) {
	state, err := a.State.Move(to)
	if err != nil {
		return a, err
	}
	if calendar.Day(a.Start) > calendar.Day(now) {
		return a, errs.Field("state", "appointment.not_yet")
	}
	a.State = state
	return a, nil
}

// Plan is the case with an appointment that was made for it. While no first appointment stands and none was held, this is the
// first appointment of the case; news is true when none had been made before. Whoever writes down afterwards
// what was agreed for an earlier day had made it by then.
func (c Case) Plan(a Appointment, now time.Time) (planned Case, news bool, err error) {
	if c.State == Closed {
		return c, false, errs.StateConflict(Resource, string(c.State))
	}
	if c.FirstAppointmentDate != "" || !c.AppointmentTime.IsZero() {
		return c, false, nil
	}
	return c.MakeAppointment(a.Start, min(calendar.Day(now), calendar.Day(a.Start)), now)
}

// Replan is the case whose appointment was moved: its first appointment moves with it.
func (c Case) Replan(before, after Appointment) (Case, error) {
	if c.State == Closed {
		return c, errs.StateConflict(Resource, string(c.State))
	}
	if c.isFirst(before) {
		c.AppointmentTime = after.Start
	}
	return c, nil
}

// Unplan is the case whose appointment does not take place: when it was to be the first, the next that is made takes its
// place. That one was made stays so.
func (c Case) Unplan(a Appointment) Case {
	if c.isFirst(a) {
		c.AppointmentTime = time.Time{}
	}
	return c
}

// isFirst says of an appointment that it is the one for which the case has its first appointment, which was not held yet.
func (c Case) isFirst(a Appointment) bool {
	return c.FirstAppointmentDate == "" && c.AppointmentTime.Equal(a.Start)
}

// Attended is the running case of which an appointment was held. News is true when it is the first, or earlier than what
// was known as the first.
func (c Case) Attended(a Appointment, now time.Time) (attended Case, news bool, err error) {
	day := calendar.Day(a.Start)
	if c.State == Closed || c.FirstAppointmentDate != "" && c.FirstAppointmentDate <= day {
		return c, false, nil
	}
	return c.HoldAppointment(day, now)
}

// Entry is what a calendar may say of an appointment beside when it is.
type Entry struct{ Place, Note sealed.Text }

// SupporterEntry is what the calendar of the supporter may say: others see it too. Where it is it says only when the
// resident allows calendar entries.
func (a Appointment) SupporterEntry(contact Contact) Entry {
	if contact.NoCalendar {
		return Entry{}
	}
	return Entry{Place: a.Place}
}

// ResidentEntry is what the calendar of the resident may say, or a refusal when there must be nothing in it.
func (a Appointment) ResidentEntry(contact Contact) (Entry, error) {
	if contact.NoCalendar {
		return Entry{}, errs.Field("audience", "appointment.no_calendar")
	}
	return Entry{Place: a.Place, Note: a.Note}, nil
}
