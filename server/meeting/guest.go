package meeting

import (
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// GuestResource is the word for a guest in errors.
const GuestResource = "meeting_guest"

// keepGuestYears is how long a guest is kept who is invited to nothing.
const keepGuestYears = 2

// Guest is somebody who is no supporter and can be invited: by their account, or as somebody who was written down.
type Guest struct {
	// Account is its id, Roles are those for which they can be invited; empty for somebody who was written down.
	Account string
	Roles   []call.Role
	// ID is a UUIDv7 of somebody who was written down, empty for an account.
	ID string
	// Name is what they are called, Email and Phone are of somebody who was written down and may be empty.
	Name, Email, Phone sealed.Text
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, or the account, by which a repeated request finds the guest again.
func (g Guest) ResourceID() string { return g.ID + g.Account }

// Etag is the version as callers see it; an account has its own elsewhere.
func (g Guest) Etag() string {
	if g.ID == "" {
		return ""
	}
	return strconv.FormatInt(g.Version, 10)
}

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever
// stands.
func (g Guest) CheckEtag(etag string) error {
	if etag != "" && etag != g.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Check refuses somebody without a name.
func (g Guest) Check() error {
	if strings.TrimSpace(g.Name.Reveal()) == "" {
		return errs.Field("meeting_guest.name", "required")
	}
	return nil
}

// GuestsSince is since when a guest must have been written down, or have been invited to a meeting, to be kept: the
// beginning of today, two years ago.
func GuestsSince(now time.Time) time.Time {
	day := calendar.Local(now).AddDate(-keepGuestYears, 0, 0)
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location()).UTC()
}
