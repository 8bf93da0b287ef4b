package volunteer

import (
	"fmt"
	"slices"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// PolicyResource is the word for a version of what is asked in errors.
const PolicyResource = "requirement_policy"

// The requirements that the register of supporters shows, by their code.
const (
	ConductCertificate = "conduct_certificate"
	Confidentiality    = "confidentiality"
	Training           = "oco_training"
	Refresher          = "refresher"
)

// Block is what a requirement stops while it is not met, by its name in the contract without prefix.
type Block string

// What a requirement can stop. Running cases go on whatever it is.
const (
	BlocksNothing    Block = "NOTHING"
	BlocksNewMatches Block = "NEW_MATCHES"
	// BlocksActive stops becoming active, and new matches of who is active already.
	BlocksActive Block = "ACTIVE"
)

// Confirmer is who says that a requirement is met, by its name in the contract without prefix.
type Confirmer string

// Who confirms. The coordinator can confirm everything.
const (
	ByCoordinator Confirmer = "COORDINATOR"
	ByPlanner     Confirmer = "PLANNER"
)

// InRole is in which role something is asked, by its name in the contract without prefix.
type InRole string

// The roles. Lived experience is none: who reads what is asked of somebody would read it there.
const (
	// AsSupporter is what every supporter of a kind is.
	AsSupporter InRole = ""
	// AsBuddy is who accompanies a newcomer.
	AsBuddy InRole = "BUDDY"
	// InRegion is who agreed to help in other municipalities of the region.
	InRegion InRole = "REGION"
)

// Requirement is something that is asked of supporters of a kind: of all, or of those in a role.
type Requirement struct {
	// Code is the same in every version.
	Code string
	// LabelNL and LabelEN are what people read; without an English one they read the Dutch.
	LabelNL, LabelEN string
	// Months is after how many it lapses, 0 when it does not; WarnDays how long before that it warns.
	Months, WarnDays int
	// DueMonths is within how many months of the start it must first be met, 0 when from the first day on.
	DueMonths   int
	ConfirmedBy Confirmer
	Blocks      Block
	// Renews is the code of the requirement whose records count for this one too, if any.
	Renews string
	Role   InRole
}

// Label is what people read in a language.
func (r Requirement) Label(language string) string {
	if language == "en" && r.LabelEN != "" {
		return r.LabelEN
	}
	return r.LabelNL
}

// Policy is what is asked of supporters of a kind from a day on.
type Policy struct {
	// ID is a UUIDv7, empty for the standard one.
	ID   string
	Kind Kind
	// Start is the day on which it begins to count, YYYY-MM-DD.
	Start        string
	Requirements []Requirement
	// RecordedBy is an account.
	RecordedBy string
	// InForce says that it counts today.
	InForce    bool
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the policy again.
func (p Policy) ResourceID() string { return p.ID }

// Find is the requirement with a code.
func (p Policy) Find(code string) (Requirement, bool) {
	for _, r := range p.Requirements {
		if r.Code == code {
			return r, true
		}
	}
	return Requirement{}, false
}

// AsksOthers reports whether something of it is asked of those alone who do more than support.
func (p Policy) AsksOthers() bool {
	return slices.ContainsFunc(p.Requirements, func(r Requirement) bool { return r.Role != AsSupporter })
}

// AsksLater reports whether something of it need not be met from the first day on.
func (p Policy) AsksLater() bool {
	return slices.ContainsFunc(p.Requirements, func(r Requirement) bool { return r.DueMonths > 0 })
}

// Complete fills in the day on which a new policy begins, and refuses what cannot be. today is a day.
func (p Policy) Complete(today string) (Policy, error) {
	if p.Start == "" {
		p.Start = today
	}
	var wrong []*errs.Error
	if _, err := calendar.ParseDay(p.Start); err != nil {
		wrong = append(wrong, errs.Field("requirement_policy.start_date", "date.invalid"))
	} else if p.Start < today { // how somebody stood on a day that is past stays as it was
		wrong = append(wrong, errs.Field("requirement_policy.start_date", "date.past"))
	}
	seen := map[string]bool{}
	for i, r := range p.Requirements {
		field := fmt.Sprintf("requirement_policy.requirements[%d].", i)
		if seen[r.Code] {
			wrong = append(wrong, errs.Field(field+"code", "requirement.twice"))
		}
		seen[r.Code] = true
		if p.Kind != Formal && r.ConfirmedBy == ByPlanner {
			wrong = append(wrong, errs.Field(field+"confirmed_by", "requirement.no_planner"))
		}
		if p.Kind != Informal && r.Role == AsBuddy {
			wrong = append(wrong, errs.Field(field+"role", "requirement.no_buddy"))
		}
		if r.Role != AsSupporter && r.Blocks == BlocksActive {
			wrong = append(wrong, errs.Field(field+"blocks", "requirement.role_active"))
		}
		if _, known := p.Find(r.Renews); r.Renews != "" && (!known || r.Renews == r.Code) {
			wrong = append(wrong, errs.Field(field+"renews", "requirement.unknown"))
		}
	}
	return p, errs.Join(wrong...)
}

// Standard is what counts before a municipality sets its own: a volunteer has a certificate of
// conduct, signed for confidentiality and was trained before anybody asks them; of a professional the
// employer sees to that, so that it is shown and stops nothing. Of a stub nothing is asked.
func Standard(kind Kind) Policy {
	certificate := Requirement{Code: ConductCertificate, LabelNL: "VOG", LabelEN: "Certificate of conduct (VOG)", Months: 36, WarnDays: 60}
	secrecy := Requirement{Code: Confidentiality, LabelNL: "Geheimhoudingsverklaring", LabelEN: "Confidentiality statement"}
	training := Requirement{Code: Training, LabelNL: "OCO-opleiding", LabelEN: "OCO training"}
	refresher := Requirement{
		Code: Refresher, LabelNL: "Bijscholing", LabelEN: "Refresher course", Months: 24, WarnDays: 60, Renews: Training,
	}
	switch kind {
	case Informal:
		return Policy{Kind: kind, Requirements: slices.Concat(
			asked(ByCoordinator, BlocksNewMatches, certificate, secrecy, training), asked(ByCoordinator, BlocksNothing, refresher))}
	case Formal:
		return Policy{Kind: kind, Requirements: asked(ByPlanner, BlocksNothing, certificate, secrecy)}
	case Unknown:
	}
	return Policy{Kind: kind}
}

// asked are requirements with who confirms them and what they stop.
func asked(by Confirmer, blocks Block, requirements ...Requirement) []Requirement {
	for i := range requirements {
		requirements[i].ConfirmedBy, requirements[i].Blocks = by, blocks
	}
	return requirements
}
