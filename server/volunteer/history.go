package volunteer

import "oco.example/oco/server/platform/sealed"

// Step is how a supporter came to stand where they stand.
type Step string

// The steps.
const (
	// Created through the contract.
	Created Step = "CREATED"
	// Moved to another state.
	Moved Step = "MOVED"
	// NamedInHistory is a stub: imported history names somebody who is not (yet) in the register.
	NamedInHistory Step = "NAMED_IN_HISTORY"
	// Imported from a register of supporters.
	Imported Step = "IMPORTED"
	// Joined is a stub that a register of supporters completed.
	Joined Step = "JOINED"
)

// ImportedSupporter is one row of a register of supporters. Codes are resolved already.
type ImportedSupporter struct {
	// Kind is informal or formal.
	Kind Kind
	// Name is required; Phone and Email are as typed.
	Name, Phone, Email sealed.Text
	// Organisation is its name.
	Organisation string
	// LifeDomains are names of the contract without prefix; TargetGroups, Neighbourhood are codes.
	LifeDomains, TargetGroups, Languages []string
	Neighbourhood                        string
	// MaxCases counts cases, HoursPerWeek hours.
	MaxCases, HoursPerWeek int
	// LivedExperience and its note are this person's own sensitive data.
	LivedExperience     sealed.Sealed[bool]
	LivedExperienceNote sealed.Text
	// ConductCertificateUntil is YYYY-MM-DD, or empty.
	ConductCertificateUntil string
	// ConfidentialitySigned and Trained say what was done.
	ConfidentialitySigned, Trained bool
	// Buddy is the name of who accompanies this person, as the register has it. That row may come
	// later in the file: until then a stub stands for it.
	Buddy sealed.Text
	// State is where this person stands; empty means where a new one begins.
	State State
}

// Outcome is what became of a row of a register.
type Outcome string

// The outcomes.
const (
	// OutcomeImported is a new supporter.
	OutcomeImported Outcome = "imported"
	// OutcomeDuplicate is somebody who is there already, with the same person key.
	OutcomeDuplicate Outcome = "duplicate"
	// OutcomeJoined is a stub of that name, which the row completed.
	OutcomeJoined Outcome = "joined"
)

// NewStub is the supporter that stands for a name in imported history. It is PAUSED: the person did
// support once, so is no applicant, and nobody said that they can be asked now. Its room is zero
// cases and its kind unknown, so no proposal can name it even when somebody moves it to ACTIVE.
func NewStub(id string, name sealed.Text) Supporter {
	return Supporter{ID: id, Name: name, Kind: Unknown, State: Paused, Stub: true}
}

// Fill takes over what a row of the register says. The id, the account and the version stay.
func (s Supporter) Fill(row ImportedSupporter, buddy string) Supporter {
	s.Kind, s.Name, s.Phone, s.Email = row.Kind, row.Name, row.Phone, row.Email
	s.Organisation, s.Neighbourhood = row.Organisation, row.Neighbourhood
	s.LifeDomains, s.TargetGroups, s.Languages = row.LifeDomains, row.TargetGroups, row.Languages
	s.MaxCases, s.HoursPerWeek = row.MaxCases, row.HoursPerWeek
	s.LivedExperience, s.LivedExperienceNote = row.LivedExperience, row.LivedExperienceNote
	s.ConductCertificateUntil = row.ConductCertificateUntil
	s.ConfidentialitySigned, s.Trained = row.ConfidentialitySigned, row.Trained
	s.Buddy, s.Stub = buddy, false
	s.State = row.State
	if s.State == "" {
		s.State = Start(row.Kind)
	}
	return s
}
