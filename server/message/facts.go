package message

import (
	"fmt"
	"time"

	"oco.example/oco/server/platform/sealed"
)

// Office is who writes: the municipality, and whom people there know by name.
type Office struct {
	// Name is that of the municipality.
	Name string
	// Contact is a named person; Phone and Email reach the office. Each may be empty.
	Contact, Phone, Email string
}

// GoBetween is somebody through whom, or a place where, a message may be told.
type GoBetween struct {
	// Name is the person's or the place's; Phone is the person's.
	Name, Phone sealed.Text
	// Address is where a place is.
	Address string
}

// Received is what a receipt says of an application.
type Received struct {
	// To is who applied.
	To Recipient
	// Dossier is the resident's.
	Dossier string
	// Code is the receipt, Day the promised day, YYYY-MM-DD, empty when nothing was promised.
	Code, Day string
}

// Asked is what an offer says: nothing that leads to the resident.
type Asked struct {
	// To are the supporter, or the planners of the organisation. Of an organisation of whose planners no account is kept here it is
	// the resident's dossier with the application, which nobody can be written to at: the coordinator tells them.
	To []Recipient
	// Name is that of the organisation then.
	Name string
	// Dossier is the resident's, for whoever erases it.
	Dossier string
	// LifeDomains are words of the contract, Neighbourhood is what people call it.
	LifeDomains   []string
	Neighbourhood string
	Urgent        bool
}

// Appointment is what a message says of one: no place and no note, for a mail leaves the platform.
type Appointment struct {
	// ID is the appointment's, To the resident, Dossier theirs.
	ID      string
	To      Recipient
	Dossier string
	// Start is when it begins, Kind where, a word of oco.support.v1.AppointmentKind without its beginning.
	Start time.Time
	Kind  string
	// Supporter is who comes, as the resident knows them.
	Supporter sealed.Text
	// Planned says that it is to take place.
	Planned bool
}

// remindHour is from when on people are reminded of what is tomorrow.
const remindHour = 9

// RemindOf is the day that people are reminded of, "2026-11-27", and whether they are now: the day before from nine
// o'clock on.
func RemindOf(local time.Time) (day string, due bool) {
	return local.AddDate(0, 0, 1).Format(time.DateOnly), local.Hour() >= remindHour
}

// Surveyed is what an invitation to the survey says.
type Surveyed struct {
	To Recipient
	// Dossier is the resident's, empty for a supporter.
	Dossier string
	// Code is with which it is answered, Day the last day for that, YYYY-MM-DD.
	Code, Day string
}

// Gathering is what a message says of a meeting to somebody who is invited.
type Gathering struct {
	// Invitation is theirs.
	Invitation string
	To         Recipient
	Title      string
	// Start and End are when it is; Where is a place, an online address or both, empty while nobody said.
	Start, End time.Time
	Where      string
	// Planned says that it is to take place.
	Planned bool
}

// Referred is what a referrer is told of an application that ended: nothing of the resident, nor of what was done.
type Referred struct {
	To Recipient
	// Dossier is the resident's, for whoever erases it.
	Dossier string
	// Code is the receipt, Day the day of the application, YYYY-MM-DD.
	Code, Day string
}

// Corrected is what is told of a request to correct that ended.
type Corrected struct {
	// To is the resident, Dossier theirs.
	To      Recipient
	Dossier string
	// Outcome is DONE, PARTLY or REFUSED; Answer is what was answered.
	Outcome string
	Answer  sealed.Text
}

// Week is what one person should know this week. What there is nothing of is not told.
type Week struct {
	To Recipient
	// Waiting are applications that wait for somebody, Risk promises that are soon broken or are, Silent cases of which
	// nothing was heard for a while, SilentSupporters those who have them, Lapsing requirements that ask for attention.
	Waiting, Risk, Silent, SilentSupporters, Lapsing int
	// Remarks are sentences about this person's own requirements.
	Remarks []string
}

// Empty reports whether there is nothing to tell.
func (w Week) Empty() bool {
	return w.Waiting+w.Risk+w.Silent+w.SilentSupporters+w.Lapsing == 0 && len(w.Remarks) == 0
}

// mondayHour is when the week is told.
const mondayHour = 7

// WeekOf is the ISO week of a moment of the clock on the wall, "2026-W48", and whether it is told now: on Monday from
// seven o'clock on.
func WeekOf(local time.Time) (period string, due bool) {
	year, week := local.ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week), local.Weekday() == time.Monday && local.Hour() >= mondayHour
}

// Greeting is how somebody is called; nobody is called by nothing.
func Greeting(name sealed.Text, language string) string {
	switch {
	case name.Reveal() != "":
		return name.Reveal()
	case language == "en":
		return "Sir or Madam"
	default:
		return "meneer of mevrouw"
	}
}
