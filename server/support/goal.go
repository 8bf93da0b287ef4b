package support

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// GoalResource is the word for a goal in errors.
const GoalResource = "case_goal"

// GoalOpen is where a goal stands that is worked on.
const GoalOpen = "OPEN"

// Goal is what resident and supporter want to reach within a case.
type Goal struct {
	// ID is a UUIDv7.
	ID string
	// Case is the case, Dossier the resident under whose key the text is sealed.
	Case, Dossier string
	Text          sealed.Text
	// State is a name of the contract without prefix.
	State string
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the goal again.
func (g Goal) ResourceID() string { return g.ID }

// Etag is the version as callers see it.
func (g Goal) Etag() string { return strconv.FormatInt(g.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (g Goal) CheckEtag(etag string) error {
	if etag != "" && etag != g.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}
