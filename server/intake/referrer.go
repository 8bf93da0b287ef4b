package intake

import (
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// ListReferrerKind is the code list of the kinds of referrers, as in oco.admin.v1.CodeList.
const ListReferrerKind = "REFERRER_KIND"

// ReferrerOrganisation (verwijzende organisatie) is an organisation whose people refer residents.
type ReferrerOrganisation struct {
	ID   string
	Name string
	// Kind is from the municipality's code list of referrer kinds.
	Kind string
	// PartnerStatus is KNOWN, INFORMED or ACTIVE, empty when it is not known.
	PartnerStatus string
	// Liaison is the account of whoever of us keeps in touch; LiaisonName is theirs, known where somebody reads it.
	Liaison     string
	LiaisonName sealed.Text
	// LastContactDay is the day of the newest contact and LastContactKind how it was; NextContactDay is planned. Days are
	// YYYY-MM-DD in Europe/Amsterdam, empty when there is none.
	LastContactDay, LastContactKind, NextContactDay string
	// MeetingsAttended is how many contacts were at a partner meeting.
	MeetingsAttended int32
	// Code is what stands in its letters, empty until somebody asked for it; CodeApplications came with it.
	Code             string
	CodeApplications int64
	Created          time.Time
	Updated          time.Time
	Version          int64
}

// ResourceID is the organisation's id, for requests that come again.
func (o ReferrerOrganisation) ResourceID() string { return o.ID }

// Referrer (verwijzer) is a contact of an organisation; the pair of name and organisation is one
// referrer.
type Referrer struct {
	ID string
	// Organisation is the id of the organisation; empty for one whom history knows by name only.
	Organisation string
	// Name is empty for one whom history knows by organisation only.
	Name  sealed.Text
	Phone sealed.Text
	Email sealed.Text
	// Account is the account with which the referrer signs in, if any.
	Account string
	Created time.Time
	Updated time.Time
	Version int64
}

// AccountTaken refuses an account with which another referrer of the municipality signs in.
func AccountTaken() *errs.Error { return errs.Field("referrer.account", "account.taken") }

// ResourceID is the referrer's id, for requests that come again.
func (r Referrer) ResourceID() string { return r.ID }

// Referral (verwijzing) is one referred application, without content.
type Referral struct {
	Application string
	Referrer    string
	// Day is the day of the application in Europe/Amsterdam, YYYY-MM-DD.
	Day string
	// Status is RECEIVED, BEING_HELPED or ENDED, as in oco.intake.v1.ReferralStatus.
	Status string
}

// ReferralStatus is what a referrer sees of an application: no more than received, unless the
// resident agreed to that.
func ReferralStatus(state State, agreed bool) string {
	return statusFor(state, agreed)
}
