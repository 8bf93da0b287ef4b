// Package icalendar writes a meeting down as calendars take it in: iCalendar (RFC 5545), with the methods of iTIP
// (RFC 5546). Each change of a meeting gives a file with the same UID and a higher SEQUENCE, so that a calendar puts it
// in the place of the one before.
package icalendar

import (
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/calendar"
)

// Organiser is who invites: the named contact of a municipality and the mail address, which may be empty.
type Organiser struct{ Name, Email string }

// File is a meeting as a file.
type File struct {
	// Method is that of iTIP, "REQUEST".
	Method string
	// Content is the file: lines that end in CRLF, as the standard wants them.
	Content string
}

// MediaType is what HTTP and mail call the file.
func (f File) MediaType() string { return "text/calendar; charset=utf-8; method=" + f.Method }

// Write makes the file of a meeting for whoever has an invitation, or for everybody when there is none. Of those who sign
// in it names nobody: who is invited is the id of the invitation, for the answer comes through the platform, not by mail. A
// guest without an account answers by mail or by phone, and stands in it with their name and mail address.
func Write(m meeting.Meeting, invitation *meeting.Invitation, by Organiser, now time.Time) File {
	method := methodOf(m, invitation)
	file := ics.NewCalendarFor("oco")
	file.SetProductId("-//oco//bijeenkomsten//NL")
	file.SetMethod(method)
	addZone(file)

	event := file.AddEvent(m.ID)
	event.SetDtStampTime(now)
	event.SetLastModifiedAt(m.UpdateTime)
	event.SetSequence(m.Sequence)
	event.SetProperty(ics.ComponentPropertyDtStart, local(m.Start), ics.WithTZID(zone))
	event.SetProperty(ics.ComponentPropertyDtEnd, local(m.End), ics.WithTZID(zone))
	event.SetSummary(m.Title)
	if m.Location != "" {
		event.SetLocation(m.Location)
	}
	if m.OnlineLink != "" {
		event.SetURL(m.OnlineLink)
	}
	if text := description(m); text != "" {
		event.SetDescription(text)
	}
	event.SetStatus(ics.ObjectStatusConfirmed)
	if m.State == meeting.Cancelled {
		event.SetStatus(ics.ObjectStatusCancelled)
		event.AddComment(m.CancelReason)
	}
	event.SetProperty(ics.ComponentPropertyOrganizer, by.address(), ics.WithCN(plain(by.Name)))
	if invitation != nil {
		who, params := attendee(invitation)
		event.AddProperty(ics.ComponentPropertyAttendee, who, params...)
	}
	return File{Method: string(method), Content: file.Serialize(ics.WithNewLineWindows)}
}

// methodOf is what the file asks of a calendar. An announcement that invites nobody is published.
func methodOf(m meeting.Meeting, invitation *meeting.Invitation) ics.Method {
	switch {
	case m.State == meeting.Cancelled:
		return ics.MethodCancel
	case invitation == nil:
		return ics.MethodPublish
	}
	return ics.MethodRequest
}

// attendee is who is invited, and what was answered.
func attendee(i *meeting.Invitation) (string, []ics.PropertyParameter) {
	who, params := "urn:uuid:"+i.ID, []ics.PropertyParameter{status(i.Answer)}
	if i.Guest == "" {
		return who, params
	}
	if email := i.GuestEmail.Reveal(); email != "" {
		who = "mailto:" + url.PathEscape(email)
	}
	return who, append(params, ics.WithCN(plain(i.GuestName.Reveal())))
}

// status is what was answered so far.
func status(answer meeting.Answer) ics.PropertyParameter {
	switch answer {
	case meeting.Yes:
		return ics.ParticipationStatusAccepted
	case meeting.No:
		return ics.ParticipationStatusDeclined
	case meeting.Maybe:
		return ics.ParticipationStatusTentative
	}
	return ics.ParticipationStatusNeedsAction
}

// description is the agenda, and the online address for a calendar that shows no URL.
func description(m meeting.Meeting) string {
	lines := make([]string, 0, len(m.Agenda)+1)
	for _, item := range m.Agenda {
		lines = append(lines, "- "+item.Title)
	}
	if m.OnlineLink != "" {
		lines = append(lines, m.OnlineLink)
	}
	return strings.Join(lines, "\n")
}

// unknown stands where an organiser has no mail address: the standard wants one, and this one reaches nobody.
const unknown = "urn:oco:municipality"

func (o Organiser) address() string {
	if o.Email == "" {
		return unknown
	}
	return "mailto:" + o.Email
}

// plain is a name without the characters that have a meaning of their own where it stands.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`";:,\'`, r) {
			return -1
		}
		return r
	}, name)
}

// local is the local time of a moment, as it stands beside the name of the zone.
func local(moment time.Time) string { return calendar.Local(moment).Format("20060102T150405") }
