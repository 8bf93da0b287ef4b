// Package volunteer knows supporters (cliëntondersteuners), informal and formal: who they are,
// where they stand and what they can take on.
package volunteer

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Kind parts volunteers from professionals, by its name in the contract without prefix.
type Kind string

// The kinds of supporters.
const (
	// Unknown is the kind of a stub: history names the person and nothing else.
	Unknown Kind = ""
	// Informal is a trained volunteer, often with lived experience.
	Informal Kind = "INFORMAL"
	// Formal is a professional of a partner organisation.
	Formal Kind = "FORMAL"
)

// Supporter is somebody who stands beside residents.
type Supporter struct {
	// ID is a UUIDv7.
	ID string
	// Kind is informal or formal; Unknown for a stub alone.
	Kind Kind
	// Name and Email are as people typed them, and Phone is E.164 when it is one number.
	Name, Phone, Email sealed.Text
	// Organisation is its name; a formal supporter has one.
	Organisation string
	// LifeDomains are names of the contract without prefix, in the order in which they were given.
	LifeDomains []string
	// TargetGroups are codes of the municipality's list; Languages are BCP 47.
	TargetGroups, Languages []string
	// Neighbourhood is a code of the municipality's list.
	Neighbourhood string
	// MaxCases is how many open cases this person can have at once; HoursPerWeek are hours.
	MaxCases, HoursPerWeek int
	// LivedExperience and its note are this person's own sensitive data, worded by them.
	LivedExperience     sealed.Sealed[bool]
	LivedExperienceNote sealed.Text
	// ConductCertificateUntil is the last day of the certificate of conduct (VOG), YYYY-MM-DD.
	ConductCertificateUntil string
	// ConfidentialitySigned and Trained say what was done.
	ConfidentialitySigned, Trained bool
	// Buddy is the supporter who accompanies this one; Account is what this one signs in with.
	Buddy, Account string
	// State is where this person stands.
	State State
	// OpenCases counts open cases and accepted offers that wait for the resident.
	OpenCases int
	Profile
	// Stub is true for somebody known by name from imported history only.
	Stub bool
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows this person.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the supporter again.
func (s Supporter) ResourceID() string { return s.ID }

// Etag is the version as callers see it.
func (s Supporter) Etag() string { return strconv.FormatInt(s.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag
// acts on whatever stands.
func (s Supporter) CheckEtag(etag string) error {
	if etag != "" && etag != s.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Check returns what is wrong with a supporter as it would be stored; fields are relative to the
// supporter of the request.
func (s Supporter) Check() []*errs.Error {
	var wrong []*errs.Error
	if s.Kind == Formal && s.Organisation == "" {
		wrong = append(wrong, errs.Field("supporter.organisation", "organisation.required"))
	}
	if s.ConductCertificateUntil != "" {
		if _, err := calendar.ParseDay(s.ConductCertificateUntil); err != nil {
			wrong = append(wrong, errs.Field("supporter.conduct_certificate_until_date", "date.invalid"))
		}
	}
	if s.Buddy != "" && s.Buddy == s.ID {
		wrong = append(wrong, errs.Field("supporter.buddy", "buddy.self"))
	}
	return wrong
}

// AccountTaken refuses an account with which another supporter of the municipality signs in.
func AccountTaken() *errs.Error { return errs.Field("supporter.account", "account.taken") }

// For leaves out what these eyes may not see: lived experience, gender, the address and why there was no buddy are
// for the person and the coordinator, not for the planner or contact person of an organisation.
func (s Supporter) For(owner call.Owner) Supporter {
	if !owner.IsEveryone() && owner.Account() == "" {
		s.Gender, s.LivedExperienceConsent, s.WithoutBuddyReason = sealed.Text{}, "", sealed.Text{}
		s.Postcode, s.HouseNumber = sealed.Text{}, sealed.Text{}
		s.LivedExperience = sealed.Of(false)
		s.LivedExperienceNote = sealed.Text{}
	}
	return s
}

// Reached is how a supporter is called and reached.
type Reached struct{ Name, Phone, Email sealed.Text }
