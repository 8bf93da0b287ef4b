package intake

import (
	"time"

	"oco.example/oco/server/platform/sealed"
)

// Outline is what other slices may know of an application: no name, no words of the resident.
type Outline struct {
	ID string
	// Dossier is the resident it belongs to, LogID the resident's pseudonym in the processing log.
	Dossier, LogID string
	State          State
	Urgency        Urgency
	Route          string
	LifeDomains    []string
	TargetGroups   []string
	Neighbourhood  string
	// Organisation is that of the referrer who applied, by name; Concerned the one that the question is about.
	Organisation string
	Concerned    sealed.Text
	// InterpreterLanguage is the language for which the resident needs an interpreter.
	InterpreterLanguage string
	// Day is the day of the application in Europe/Amsterdam, YYYY-MM-DD.
	Day string
}

// Past is an application with when it was stored, which is later than its day for one from a register.
type Past struct {
	Outline
	CreateTime time.Time
}

// Move brings the application into the state where the move leads, or refuses it.
func (o *Outline) Move(move Move) error {
	a := Application{State: o.State}
	err := a.Move(move)
	o.State = a.State
	return err
}

// Contact is how the resident of an application is called and reached.
type Contact struct {
	Name, Phone, Email    sealed.Text
	Postcode, HouseNumber sealed.Text
	SafeContact           SafeContact
}

// Reached is how the resident of an application, and who applied, are reached.
type Reached struct {
	Resident  Resident
	Applicant Applicant
	// Channel is how the application came in.
	Channel string
	// Deceased says that the person died.
	Deceased bool
}

// Spoke says that whoever applied was spoken to as the application was written down. The public does not choose its channel,
// so whoever wrote it down is staff.
func (r Reached) Spoke() bool {
	return r.Channel == Phone || r.Channel == NeighbourhoodPoint || r.Channel == Outreach
}

// WeekCounts are how many applications wait for somebody, and how many promises are soon broken or are.
type WeekCounts struct{ Waiting, Risk int }
