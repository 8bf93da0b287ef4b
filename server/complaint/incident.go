package complaint

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// IncidentResource is the word for an incident in errors.
const IncidentResource = "incident"

// AffectedSupporter is the word of IncidentAffected that asks for aftercare.
const AffectedSupporter = "SUPPORTER"

// IncidentState is where an incident stands.
type IncidentState string

// The states, in the order of the contract.
const (
	IncidentReported   IncidentState = "REPORTED"
	IncidentInHandling IncidentState = "IN_HANDLING"
	IncidentClosed     IncidentState = "CLOSED"
)

// IncidentStates lists them all.
var IncidentStates = []IncidentState{IncidentReported, IncidentInHandling, IncidentClosed}

// Words of IncidentStepKind.
const (
	StepAftercare = "AFTERCARE"
	StepClosed    = "CLOSED"
)

// Incident is what went wrong around the work.
type Incident struct {
	// ID is a UUIDv7, and the subject under whose key the texts are sealed.
	ID string
	// Kind is a word of IncidentKind.
	Kind string
	// Date is the day on which it happened, YYYY-MM-DD.
	Date string
	Text sealed.Text
	// Affected are words of IncidentAffected.
	Affected []string
	// Application and the Dossier of its resident, empty when there is none.
	Application, Dossier string
	// Supporter is with whom to speak, empty when nobody knows.
	Supporter string
	// ReportedBy is the account that reported it.
	ReportedBy string
	State      IncidentState
	// AftercareTime is when the supporter was spoken with, zero before.
	AftercareTime time.Time
	Steps         []Step
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the incident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the incident again.
func (i Incident) ResourceID() string { return i.ID }

// Etag is the version as callers see it.
func (i Incident) Etag() string { return strconv.FormatInt(i.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (i Incident) CheckEtag(etag string) error {
	if etag != "" && etag != i.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Check refuses a day that cannot be. today is a day.
func (i Incident) Check(today string) error {
	if _, err := calendar.ParseDay(i.Date); err != nil {
		return errs.Field("incident.incident_date", "date.invalid")
	}
	if i.Date > today {
		return errs.Field("incident.incident_date", "date.future")
	}
	return nil
}

// asksAftercare reports whether a supporter was affected, who is spoken with soon.
func (i Incident) asksAftercare() bool { return slices.Contains(i.Affected, AffectedSupporter) }

// Clocks are the times within which something is done: aftercare, when a supporter was affected.
func (i Incident) Clocks() []Clock {
	if !i.asksAftercare() {
		return nil
	}
	return []Clock{{Kind: Aftercare, Due: afterWorkingDays(i.CreateTime, aftercareWorkingDays), Kept: i.AftercareTime}}
}

// Note begins the handling; aftercare is noted when it is first given.
func (i Incident) Note(kind string, now time.Time) (Incident, error) {
	if i.State == IncidentClosed {
		return i, errs.StateConflict(IncidentResource, string(i.State))
	}
	if kind != StepNoted && kind != StepAftercare {
		return i, errs.Field("kind", "incident.step")
	}
	i.State = IncidentInHandling
	if kind == StepAftercare && i.AftercareTime.IsZero() {
		i.AftercareTime = now
	}
	return i, nil
}

// Close ends it, once a supporter who was affected was spoken with.
func (i Incident) Close() (Incident, error) {
	if i.State == IncidentClosed {
		return i, errs.StateConflict(IncidentResource, string(i.State))
	}
	if i.asksAftercare() && i.AftercareTime.IsZero() {
		return i, errs.Field(IncidentResource, "incident.aftercare")
	}
	i.State = IncidentClosed
	return i, nil
}

// IncidentFilter narrows a list of incidents; what is empty does not.
type IncidentFilter struct {
	States []IncidentState
	// Overdue keeps those of which a time ran out with nothing done.
	Overdue bool
}
