// Package icalendar writes a meeting down as calendars take it in.
package icalendar

import (
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/icalendar"
)

// Organiser is who invites: the named contact of a municipality and the mail address, which may be empty.
type Organiser = icalendar.Organiser

// File is a meeting as a file.
type File = icalendar.File

// Write makes the file of a meeting for whoever has an invitation, or for everybody when there is none. Of those who sign
// in it names nobody: who is invited is the id of the invitation, for the answer comes through the platform, not by mail. A
// guest without an account answers by mail or by phone, and stands in it with their name and mail address.
func Write(m meeting.Meeting, invitation *meeting.Invitation, by Organiser, now time.Time) File {
	method := methodOf(m, invitation)
	file, event := icalendar.Begin("bijeenkomsten", method, icalendar.Entry{
		ID: m.ID, Sequence: m.Sequence, Start: m.Start, End: m.End, Updated: m.UpdateTime, Summary: m.Title, Location: m.Location,
		Description: description(m), Cancelled: m.State == meeting.Cancelled, CancelReason: m.CancelReason, By: by,
	}, now)
	if m.OnlineLink != "" {
		event.SetURL(m.OnlineLink)
	}
	if invitation != nil {
		who, params := attendee(invitation)
		event.AddProperty(ics.ComponentPropertyAttendee, who, params...)
	}
	return icalendar.End(file, method)
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
	return who, append(params, ics.WithCN(icalendar.Plain(i.GuestName.Reveal())))
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
