// Package icalendar writes down what calendars take in: iCalendar (RFC 5545), with the methods of iTIP (RFC 5546). Each
// change of what is agreed gives a file with the same UID and a higher SEQUENCE, so that a calendar puts it in the place of
// the one before.
package icalendar

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"oco.example/oco/server/platform/calendar"
)

// File is what was agreed as a file.
type File struct {
	// Method is that of iTIP, "REQUEST".
	Method string
	// Content is the file: lines that end in CRLF, as the standard wants them.
	Content string
}

// MediaType is what HTTP and mail call the file.
func (f File) MediaType() string { return "text/calendar; charset=utf-8; method=" + f.Method }

// Organiser is who invites: a name and the mail address, which may be empty.
type Organiser struct{ Name, Email string }

// unknown stands where an organiser has no mail address: the standard wants one, and this one reaches nobody.
const unknown = "urn:oco:municipality"

func (o Organiser) address() string {
	if o.Email == "" {
		return unknown
	}
	return "mailto:" + o.Email
}

// Entry is one thing in a calendar.
type Entry struct {
	// ID stays the same whatever changes; Sequence is raised by what calendars must take over.
	ID       string
	Sequence int
	// Start and End are moments, Updated when it last changed.
	Start, End, Updated time.Time
	// Summary is what people read, Location where it is and Description more about it; the last two may be empty.
	Summary, Location, Description string
	// Cancelled is true when it is not any more, CancelReason why, which may be empty.
	Cancelled    bool
	CancelReason string
	By           Organiser
}

// Begin begins the file of an entry, made now. Product is what the file is about, in Dutch and in the plural, method what it
// asks of a calendar. End makes it a file.
func Begin(product string, method ics.Method, e Entry, now time.Time) (file *ics.Calendar, event *ics.VEvent) {
	file = ics.NewCalendarFor("oco")
	file.SetProductId("-//oco//" + product + "//NL")
	file.SetMethod(method)
	addZone(file)

	event = file.AddEvent(e.ID)
	event.SetDtStampTime(now)
	event.SetLastModifiedAt(e.Updated)
	event.SetSequence(e.Sequence)
	event.SetProperty(ics.ComponentPropertyDtStart, local(e.Start), ics.WithTZID(zone))
	event.SetProperty(ics.ComponentPropertyDtEnd, local(e.End), ics.WithTZID(zone))
	event.SetSummary(e.Summary)
	if e.Location != "" {
		event.SetLocation(e.Location)
	}
	if e.Description != "" {
		event.SetDescription(e.Description)
	}
	event.SetStatus(ics.ObjectStatusConfirmed)
	if e.Cancelled {
		event.SetStatus(ics.ObjectStatusCancelled)
		if e.CancelReason != "" {
			event.AddComment(e.CancelReason)
		}
	}
	event.SetProperty(ics.ComponentPropertyOrganizer, e.By.address(), ics.WithCN(Plain(e.By.Name)))
	return file, event
}

// End is the file, as text.
func End(file *ics.Calendar, method ics.Method) File {
	return File{Method: string(method), Content: file.Serialize(ics.WithNewLineWindows)}
}

// Plain is a name without the characters that have a meaning of their own where it stands.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`";:,\'`, r) {
			return -1
		}
		return r
	}, name)
}

// local is the local time of a moment, as it stands beside the name of the zone.
func local(moment time.Time) string { return calendar.Local(moment).Format("20060102T150405") }
