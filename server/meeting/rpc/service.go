// Package rpc is the contract's side of meetings: oco.meeting.v1.MeetingService.
//
// Everything that changes a meeting or an invitation to it locks the meeting first, then supporters and then guests, in the
// order of their ids.
package rpc

import (
	"context"
	"time"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/meeting/icalendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Meetings is where meetings are kept (meeting/store).
type Meetings interface {
	// Meeting reads one to which owner is invited, or any for everybody; NOT_FOUND when there is none.
	Meeting(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (meeting.Meeting, error)
	// LockMeeting reads one and holds it until the transaction ends.
	LockMeeting(ctx context.Context, tx *pg.Tx, id string) (meeting.Meeting, error)
	// Meetings reads up to limit after a place, those that begin last first.
	Meetings(ctx context.Context, tx *pg.Tx, filter meeting.Filter, after meeting.Place, limit int) ([]meeting.Meeting, error)
	// InsertMeeting stores a new one.
	InsertMeeting(ctx context.Context, tx *pg.Tx, m meeting.Meeting) error
	// SaveMeeting stores a locked one.
	SaveMeeting(ctx context.Context, tx *pg.Tx, m meeting.Meeting) error
	// SaveOffer shows the region what a meeting offers it, or no more.
	SaveOffer(ctx context.Context, tx *pg.Tx, m meeting.Meeting) error
	// Offers reads up to limit meetings to come of the rest of the region after a place, the soonest first.
	Offers(ctx context.Context, tx *pg.Tx, after meeting.Place, limit int) ([]meeting.Offer, error)
	// Active are the ids of the active supporters of some kinds.
	Active(ctx context.Context, tx *pg.Tx, kinds []string) ([]string, error)
	// Workers are the active supporters in reach of owner, of a kind or of all, with the meetings that the rhythm counts.
	Workers(ctx context.Context, tx *pg.Tx, owner call.Owner, kind string) ([]meeting.Worker, error)
}

// Invitations is where invitations are kept (meeting/store). What it reads it logs; action says what for.
type Invitations interface {
	// Invitation reads one in reach of owner, or NOT_FOUND.
	Invitation(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (meeting.Invitation, error)
	// InvitationOf reads the one of owner to a meeting, or the one with an id when it is not empty; NOT_FOUND otherwise.
	InvitationOf(ctx context.Context, tx *pg.Tx, owner call.Owner, m, id string) (meeting.Invitation, error)
	// Invitations reads up to limit in reach of owner after the one with id after, the newest first; to one meeting or
	// of one supporter when these are not empty.
	Invitations(ctx context.Context, tx *pg.Tx, owner call.Owner, m, supporter, after string, limit int) ([]meeting.Invitation, error)
	// LockInvitations reads some of a locked meeting, by id.
	LockInvitations(ctx context.Context, tx *pg.Tx, m string, ids []string, action string) (map[string]meeting.Invitation, error)
	// Invite invites people to a locked meeting; who was invited before stays so. It returns the new invitations of those who
	// sign in.
	Invite(ctx context.Context, tx *pg.Tx, m string, invited meeting.Invited) (fresh []string, err error)
	// Awaiting are the invitations to a meeting of those who sign in, but for those who said no when theirs are left out. They say
	// nothing of anybody, and are not logged.
	Awaiting(ctx context.Context, tx *pg.Tx, m string, withoutNo bool) ([]string, error)
	// SaveAnswer stores what was answered.
	SaveAnswer(ctx context.Context, tx *pg.Tx, i meeting.Invitation) error
	// SaveAttendance stores whether somebody was there.
	SaveAttendance(ctx context.Context, tx *pg.Tx, i meeting.Invitation) error
}

// Guests is where those are kept who were written down (meeting/store). What it reads and changes it logs.
type Guests interface {
	// Guest reads one, or NOT_FOUND.
	Guest(ctx context.Context, tx *pg.Tx, id string) (meeting.Guest, error)
	// LockGuest reads one and holds it until the transaction ends.
	LockGuest(ctx context.Context, tx *pg.Tx, id string) (meeting.Guest, error)
	// Guests reads up to limit after the one with id after, the newest first.
	Guests(ctx context.Context, tx *pg.Tx, after string, limit int) ([]meeting.Guest, error)
	// HoldGuests keeps guests from being erased until the transaction ends, and returns those of the ids that there are.
	HoldGuests(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error)
	// InsertGuest stores a new one.
	InsertGuest(ctx context.Context, tx *pg.Tx, g meeting.Guest) error
	// SaveGuest stores a locked one.
	SaveGuest(ctx context.Context, tx *pg.Tx, g meeting.Guest) error
	// Lapsed holds up to limit in no group whom nobody invited to anything since then, nor wrote down.
	Lapsed(ctx context.Context, tx *pg.Tx, since time.Time, limit int) (ids []string, err error)
	// EraseGuests erases some who are held.
	EraseGuests(ctx context.Context, tx *pg.Tx, ids []string) error
}

// Groups is where groups are kept (meeting/store). Who belongs to one is logged.
type Groups interface {
	// Group reads one, or NOT_FOUND.
	Group(ctx context.Context, tx *pg.Tx, id string) (meeting.Group, error)
	// LockGroup reads one and holds it until the transaction ends.
	LockGroup(ctx context.Context, tx *pg.Tx, id string) (meeting.Group, error)
	// Groups reads up to limit after the one with id after, the newest first.
	Groups(ctx context.Context, tx *pg.Tx, after string, limit int) ([]meeting.Group, error)
	// InsertGroup stores a new one.
	InsertGroup(ctx context.Context, tx *pg.Tx, g meeting.Group) error
	// SaveGroup stores a locked one.
	SaveGroup(ctx context.Context, tx *pg.Tx, g meeting.Group) error
}

// Supporters is the volunteer slice as meetings need it.
type Supporters interface {
	// Hold keeps supporters from being erased until the transaction ends, and returns those of the ids, sorted, that
	// there are and who neither left nor are suspended.
	Hold(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error)
	// Names reads and logs the names of supporters, by id.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
	// Asks reports whether a requirement, by its code, is asked of any supporter now.
	Asks(ctx context.Context, tx *pg.Tx, code string) (bool, error)
	// Meet records that a supporter meets a requirement since a day, and returns the record; empty when it is not asked
	// of this one.
	Meet(ctx context.Context, tx *pg.Tx, supporter, code, day string) (proof string, err error)
	// Unmeet takes such a record back; what else was recorded of the requirement stays.
	Unmeet(ctx context.Context, tx *pg.Tx, supporter, proof string) error
}

// Settings are those of the municipality (admin).
type Settings interface {
	// Rhythm is how often supporters come together.
	Rhythm(ctx context.Context, tx *pg.Tx) (meeting.Rhythm, error)
	// Organiser is who invites.
	Organiser(ctx context.Context, tx *pg.Tx) (icalendar.Organiser, error)
	// Unknown returns those of the codes that cannot be chosen from a list, "THEME".
	Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error)
}

// Accounts are what people sign in with (admin).
type Accounts interface {
	// Holds reports whether an account holds one of some roles in the municipality today.
	Holds(ctx context.Context, tx *pg.Tx, account string, roles ...call.Role) (bool, error)
	// Guests reads and logs a page of the accounts that this municipality keeps and that hold one of some roles in it
	// today, the newest first, after the one with id after.
	Guests(ctx context.Context, tx *pg.Tx, roles []call.Role, after string, limit int) ([]meeting.Guest, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB          *pg.DB
	Meetings    Meetings
	Invitations Invitations
	Guests      Guests
	Groups      Groups
	Supporters  Supporters
	Settings    Settings
	Accounts    Accounts
	Tokens      *page.Tokens
}

// Service serves oco.meeting.v1.MeetingService.
type Service struct {
	meetingv1.UnimplementedMeetingServiceServer
	db          *pg.DB
	meetings    Meetings
	invitations Invitations
	guests      Guests
	groups      Groups
	supporters  Supporters
	settings    Settings
	accounts    Accounts
	tokens      *page.Tokens
}

// New returns the service.
func New(deps Deps) *Service {
	return &Service{
		db: deps.DB, meetings: deps.Meetings, invitations: deps.Invitations, guests: deps.Guests, groups: deps.Groups,
		supporters: deps.Supporters, settings: deps.Settings, accounts: deps.Accounts, tokens: deps.Tokens,
	}
}
