// Package icalendar writes an appointment down as calendars take it in. Calendars are seen by others than whose they are:
// the file names nobody, and says no more than is safe.
package icalendar

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"oco.example/oco/server/platform/icalendar"
	"oco.example/oco/server/support"
)

// Organiser is who invites: the named contact of a municipality and the mail address, which may be empty.
type Organiser = icalendar.Organiser

// File is an appointment as a file.
type File = icalendar.File

// summary is all that a calendar says of what it is about.
const summary = "Afspraak cliëntondersteuning"

// Write makes the file of an appointment as somebody may have it in their calendar.
func Write(a support.Appointment, seen support.Entry, by Organiser, now time.Time) File {
	method := ics.MethodPublish
	if a.State == support.AppointmentCancelled {
		method = ics.MethodCancel
	}
	file, _ := icalendar.Begin("afspraken", method, icalendar.Entry{
		ID: a.ID, Sequence: a.Sequence, Start: a.Start, End: a.End, Updated: a.UpdateTime, Summary: summary,
		Location: seen.Place.Reveal(), Description: seen.Note.Reveal(), Cancelled: a.State == support.AppointmentCancelled, By: by,
	}, now)
	return icalendar.End(file, method)
}
