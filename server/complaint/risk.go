package complaint

import (
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// RiskResource is the word for a risk at a home visit in errors.
const RiskResource = "home_visit_risk"

// Risk is a short warning for who visits a resident.
type Risk struct {
	// ID is a UUIDv7.
	ID string
	// Application and the Dossier of its resident, under whose key it is sealed.
	Application, Dossier string
	Warning              sealed.Text
	// RecordedBy is the account that recorded it.
	RecordedBy string
	// EndTime is when it ended, zero while it stands.
	EndTime time.Time
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the risk again.
func (r Risk) ResourceID() string { return r.ID }

// Etag is the version as callers see it.
func (r Risk) Etag() string { return strconv.FormatInt(r.Version, 10) }

// Check refuses a warning that says nothing.
func (r Risk) Check() error {
	if strings.TrimSpace(r.Warning.Reveal()) == "" {
		return errs.Field("home_visit_risk.warning", "required")
	}
	return nil
}

// End says that it stands no more; not twice, and not of another version than the caller saw.
func (r Risk) End(etag string, now time.Time) (Risk, error) {
	if etag != "" && etag != r.Etag() {
		return r, errs.EtagMismatch()
	}
	if !r.EndTime.IsZero() {
		return r, errs.StateConflict(RiskResource, "ENDED")
	}
	r.EndTime = now
	return r, nil
}
