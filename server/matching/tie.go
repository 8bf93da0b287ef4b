package matching

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// TieResource is the word for a tie in errors.
const TieResource = "tie"

// Tie is that a supporter and a resident belong to each other. Neither is proposed to the other while it stands.
type Tie struct {
	// ID is a UUIDv7.
	ID string
	// Application is one of the resident, by which the tie was recorded; Dossier the resident with whom it is erased.
	Application, Dossier string
	Supporter            string
	// Kind is a name of the contract without prefix.
	Kind string
	Note sealed.Text
	// RecordedBy and EndedBy are accounts.
	RecordedBy, EndedBy string
	// EndTime is zero while the tie stands.
	EndTime time.Time
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// TieFilter narrows a list of ties; what is empty does not.
type TieFilter struct {
	// Dossiers are those of one resident.
	Dossiers []string
	// Supporter is an id.
	Supporter string
	// Ended says that those that ended are wanted too.
	Ended bool
}

// ResourceID is the id, by which a repeated request finds the tie again.
func (t Tie) ResourceID() string { return t.ID }

// Etag is the version as callers see it.
func (t Tie) Etag() string { return strconv.FormatInt(t.Version, 10) }

// End is the tie as one that stands no more. etag is the version that the caller saw, empty to act on whatever stands;
// STATE_CONFLICT when it ended already.
func (t Tie) End(etag, account string, now time.Time) (Tie, error) {
	if etag != "" && etag != t.Etag() {
		return t, errs.EtagMismatch()
	}
	if !t.EndTime.IsZero() {
		return t, errs.StateConflict(TieResource, "ENDED")
	}
	t.EndedBy, t.EndTime = account, now
	return t, nil
}
