package intake

import (
	"time"

	"oco.example/oco/server/platform/sealed"
)

// Resident (inwoner) is the person the support is for; one resident in one municipality is one
// dossier.
type Resident struct {
	ID string
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
	Name  sealed.Text
	// Phone is E.164 and Postcode "5141AB" when they are that and nothing else; the rest is kept as it
	// was given.
	Phone       sealed.Text
	Email       sealed.Text
	Postcode    sealed.Text
	HouseNumber sealed.Text
	// Neighbourhood is a code of the municipality's list, or empty.
	Neighbourhood       string
	PreferredChannel    string
	InterpreterLanguage string
	SafeContact         SafeContact
	Trusted             TrustedPerson
	Household           string
	MergedInto          string
	Created             time.Time
	Updated             time.Time
	Version             int64
}

// TrustedPerson (vertrouwenspersoon) is whom the resident named to be told things through; the zero value is nobody.
type TrustedPerson struct {
	Name sealed.Text
	// Phone is E.164 when it is a number and nothing else.
	Phone sealed.Text
}

// SafeContact (veilig contact) binds every outgoing message and invitation.
type SafeContact struct {
	NoPost, NoEmail, NoPhone, NoVoicemail, NoCalendar bool
	Instruction                                       sealed.Text
}

// ResourceID is the resident's id, for requests that come again.
func (r Resident) ResourceID() string { return r.ID }
