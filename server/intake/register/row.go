package register

import (
	"oco.example/oco/server/platform/sealed"
)

// Row is one row of a register, read and judged as far as that needs no database. Exactly one of
// Skipped, Refused, Application and Supporter is set. Of a row that is skipped or refused nothing
// is kept but its line and why.
type Row struct {
	// Line is the line of the file as a spreadsheet numbers it; in a plain file the heading is line 1.
	Line int
	// Number is the row's own number, as the list has it ("55"), empty when it has none.
	Number string
	// Skipped says why the row is none of the list.
	Skipped *Remark
	// Refused says what must not or cannot be kept.
	Refused *Remark
	// ToComplete is what is missing or unclear.
	ToComplete []Remark
	// Notes are told to the person who imports, and need nothing to be completed.
	Notes       []Remark
	Application *Application
	Supporter   *Supporter
	// Key is the same for two rows that are the same: of applications, the same person on the
	// same day; of supporters, the same person. The person is told by PersonKey, or, without a name
	// or a way to reach anybody, by all that is said of them and their question. Empty for a row that is not kept.
	Key sealed.Text
	// FormerKey is what Key was in earlier versions, which read some phone numbers otherwise; empty when
	// it was the same. A row that was imported then is known by it.
	FormerKey sealed.Text
	// PersonKey tells the person, as person.Key has it; empty without phone and mail, when nobody
	// can be told apart.
	PersonKey sealed.Text
}

// Kept reports whether the row is an application or a supporter.
func (r Row) Kept() bool { return r.Application != nil || r.Supporter != nil }

// Application is a row of a register of applications.
type Application struct {
	AppliedOn Day
	Name      sealed.Text
	// Phone is E.164, Email in lower case, Postcode "5141AB"; empty when there is no valid one.
	Phone, Email, Postcode, HouseNumber sealed.Text
	// Neighbourhood is a code: "sprang_capelle" of "Sprang-Capelle".
	Neighbourhood string
	AppliedBy     ApplicantKind
	// Relation is what somebody near the resident is to them, as typed: "dochter".
	Relation sealed.Text
	// Consent says that the consent cell says yes.
	Consent bool
	// Referrer is set when a referrer applied.
	Referrer *ReferrerPerson
	// Channel, LifeDomains and Route are empty when missing or unknown.
	Channel     Channel
	LifeDomains []LifeDomain
	SubThemes   []string
	// Question is as typed, and under it what the list says besides and no field has a place for.
	Question sealed.Text
	// TargetGroups are codes: "nah", "lvb".
	TargetGroups []string
	Route        Route
	// Supporter is the name of the supporter as typed; SupporterKey its form for comparing with
	// the names of other registers.
	Supporter, SupporterKey sealed.Text
	// The days of what happened after the application, each empty when it did not.
	MatchedOn, FirstAppointmentOn, ClosedOn Day
	// Outcome is a code, of a match alone.
	Outcome string
	// Minutes is the time spent, 0 when it is not said.
	Minutes int
}

// Matched reports whether the row says who said yes, and when.
func (a Application) Matched() bool { return a.MatchedOn != "" && a.Supporter.Reveal() != "" }

// ReferrerPerson is the pair of a person and an organisation.
type ReferrerPerson struct {
	Name         sealed.Text
	Organisation string
	// Kind is the code of the kind of referrer, OtherReferrer when no rule knows it.
	Kind string
	// Key is the same for two rows with the same referrer.
	Key sealed.Text
}

// SupportKind is whether a supporter is a volunteer or a professional.
type SupportKind string

// The kinds of supporter.
const (
	Informal SupportKind = "informal"
	Formal   SupportKind = "formal"
)

// SupporterStatus is where a supporter stands, by the name of the state in the contract.
type SupporterStatus string

// Supporter is a row of a register of supporters.
type Supporter struct {
	// Name is as typed; NameKey its form for comparing with names in registers of applications.
	Name, NameKey        sealed.Text
	Kind                 SupportKind
	Organisation         string
	LifeDomains          []LifeDomain
	SubThemes            []string
	TargetGroups         []string
	LivedExperience      Answer
	LivedExperienceWords sealed.Text // what was typed other than yes or no
	Languages            []string    // BCP 47
	Neighbourhood        string
	// Capacity is how many cases at the same time.
	Capacity int
	// MinutesPerWeek is the time there is, 0 when it is not said.
	MinutesPerWeek int
	// CertificateUntil is the last day of the certificate of conduct (VOG) as the list has it.
	CertificateUntil Day
	// Confidentiality and Training say yes or no; the days are set where a date stood instead.
	Confidentiality, Training     Answer
	ConfidentialityOn, TrainingOn Day
	// Buddy is the name of the supporter who accompanies this one, BuddyKey for comparing.
	Buddy, BuddyKey sealed.Text
	Status          SupporterStatus
	Email, Phone    sealed.Text
	// FormerEmail and FormerPhone are what earlier versions took them for.
	FormerEmail, FormerPhone sealed.Text
}
