package meeting

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// InvitationResource is the word for an invitation in errors.
const InvitationResource = "meeting_invitation"

// Answer is whether somebody comes, by its name in the contract without prefix; empty before.
type Answer string

// The answers.
const (
	Yes   Answer = "YES"
	No    Answer = "NO"
	Maybe Answer = "MAYBE"
)

// Attendance is whether somebody was there, by its name in the contract without prefix; empty before.
type Attendance string

// What can be recorded of who was invited.
const (
	Present          Attendance = "PRESENT"
	AbsentWithNotice Attendance = "ABSENT_WITH_NOTICE"
	Absent           Attendance = "ABSENT"
)

// Invitation asks somebody to a meeting: a supporter, an account, or a guest who was written down.
type Invitation struct {
	// ID is a UUIDv7.
	ID string
	// Meeting is the id, Kind, Title, Start and MeetingState what it is now.
	Meeting      string
	Kind         Kind
	Title        string
	Start        time.Time
	MeetingState State
	// Supporter, Account or Guest is who was invited, the others are empty; all are of a guest who was erased since.
	Supporter, Account, Guest string
	// GuestName and GuestEmail are of that guest; there need be no mail address.
	GuestName, GuestEmail sealed.Text
	Answer                Answer
	// AnswerTime is UTC, zero before.
	AnswerTime time.Time
	Attendance Attendance
	// Proof is the record of a requirement that the attendance made, if any.
	Proof string
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the invitation again.
func (i Invitation) ResourceID() string { return i.ID }

// Etag is the version as callers see it.
func (i Invitation) Etag() string { return strconv.FormatInt(i.Version, 10) }

// Reply is the invitation after an answer. Nobody says yes to a meeting that is full, unless they had; who said no
// makes room.
func (i Invitation) Reply(answer Answer, m Meeting, now time.Time) (Invitation, error) {
	if m.State != Planned {
		return i, errs.StateConflict(Resource, string(m.State))
	}
	if answer == Yes && i.Answer != Yes && m.Full() {
		return i, errs.Field("answer", "meeting.full")
	}
	i.Answer, i.AnswerTime = answer, now
	return i, nil
}

// Attend is the invitation when it is known whether somebody was there. Meets and unmeets say what follows for the
// requirement of the meeting: that it is met from now on, or that what an earlier record said is taken back.
func (i Invitation) Attend(attendance Attendance, m Meeting) (after Invitation, meets, unmeets bool) {
	i.Attendance = attendance
	concerned := i.Supporter != "" && m.Requirement != ""
	return i, concerned && attendance == Present && i.Proof == "", attendance != Present && i.Proof != ""
}

// Wish is whom to invite.
type Wish struct {
	// Supporters, Accounts and Guests are ids.
	Supporters, Accounts, Guests []string
	// Kinds are the kinds of which all active supporters are invited.
	Kinds []string
	// Group is the group of which all are, if any.
	Group string
}

// Check refuses a wish that invites nobody.
func (w Wish) Check() error {
	if len(w.Supporters)+len(w.Accounts)+len(w.Guests)+len(w.Kinds) == 0 && w.Group == "" {
		return errs.Field("supporters", "meeting.nobody")
	}
	return nil
}

// Invited are those whom a wish means, by their ids.
type Invited struct{ Supporters, Accounts, Guests []string }
