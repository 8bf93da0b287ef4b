package meeting

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
)

// GroupResource is the word for a group in errors.
const GroupResource = "meeting_group"

// Group is people who meet with each other again and again: an intervision group of supporters, the stakeholder group of
// guests.
type Group struct {
	// ID is a UUIDv7.
	ID string
	// Title is what people call it.
	Title string
	// Supporters and Guests are ids, sorted.
	Supporters, Guests []string
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the group again.
func (g Group) ResourceID() string { return g.ID }

// Etag is the version as callers see it.
func (g Group) Etag() string { return strconv.FormatInt(g.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever
// stands.
func (g Group) CheckEtag(etag string) error {
	if etag != "" && etag != g.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}
