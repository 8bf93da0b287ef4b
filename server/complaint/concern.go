package complaint

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// ConcernResource is the word for a safety concern in errors.
const ConcernResource = "safety_concern"

// ConcernState is where a safety concern stands.
type ConcernState string

// The states, in the order of the contract.
const (
	ConcernOpen    ConcernState = "OPEN"
	ConcernDecided ConcernState = "DECIDED"
)

// SafetyStep is one of the five steps of the reporting code; a word of oco.complaint.v1.SafetyStep.
type SafetyStep string

// The steps, in their order.
const (
	Signals      SafetyStep = "SIGNALS"
	Consulting   SafetyStep = "CONSULT"
	Talk         SafetyStep = "TALK"
	Weigh        SafetyStep = "WEIGH"
	DecisionStep SafetyStep = "DECIDE"
)

// SafetySteps lists them all.
var SafetySteps = []SafetyStep{Signals, Consulting, Talk, Weigh, DecisionStep}

// SafetyRecord is one record of a step.
type SafetyRecord struct {
	// ID is a UUIDv7.
	ID   string
	Step SafetyStep
	// Note is what was seen, said, weighed or decided; of a step that was skipped why.
	Note    sealed.Text
	Skipped bool
	// Account recorded it.
	Account string
	// SecondAccount or SecondPerson were consulted before step 5.
	SecondAccount string
	SecondPerson  sealed.Text
	// Decision is a word of SafetyDecision, of step 5.
	Decision string
	// Time is when, UTC.
	Time time.Time
}

// Concern is a sign of violence or abuse with what was done about it.
type Concern struct {
	// ID is a UUIDv7.
	ID string
	// Application and the Dossier of its resident, under whose key it is sealed.
	Application, Dossier string
	// RaisedBy is the account that raised it.
	RaisedBy string
	Acute    bool
	State    ConcernState
	// Decision is a word of SafetyDecision, empty until it is decided.
	Decision string
	// Asked is what is asked of the supporter who raised it.
	Asked sealed.Text
	// ConsultTime and DecideTime are when steps 2 and 5 were first recorded, zero before.
	ConsultTime, DecideTime time.Time
	Records                 []SafetyRecord
	// Version is raised by every change.
	Version int64
	// CreateTime is when step 1 was recorded; UTC, as UpdateTime.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the concern again.
func (c Concern) ResourceID() string { return c.ID }

// Etag is the version as callers see it.
func (c Concern) Etag() string { return strconv.FormatInt(c.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (c Concern) CheckEtag(etag string) error {
	if etag != "" && etag != c.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Clocks are the times within which somebody is consulted and it is decided.
func (c Concern) Clocks() []Clock {
	consult, decide := afterWorkingDays(c.CreateTime, consultWorkingDays), afterDays(c.CreateTime, decideDays)
	if c.Acute {
		consult, decide = c.CreateTime, c.CreateTime
	}
	return []Clock{{Kind: Consult, Due: consult, Kept: c.ConsultTime}, {Kind: Decide, Due: decide, Kept: c.DecideTime}}
}

// done reports whether a step was recorded, skipped or not.
func (c Concern) done(step SafetyStep) bool {
	return slices.ContainsFunc(c.Records, func(r SafetyRecord) bool { return r.Step == step })
}

// Record adds a step. supporter is true for the supporter who raised it: they add to step 1 alone.
func (c Concern) Record(r SafetyRecord, supporter bool) (Concern, error) {
	if c.State == ConcernDecided {
		return c, errs.StateConflict(ConcernResource, string(c.State))
	}
	if err := c.check(r, supporter); err != nil {
		return c, err
	}
	c.Records = append(slices.Clone(c.Records), r)
	switch {
	case r.Step == Consulting && c.ConsultTime.IsZero():
		c.ConsultTime = r.Time
	case r.Step == DecisionStep:
		c.State, c.Decision, c.DecideTime = ConcernDecided, r.Decision, r.Time
	}
	return c, nil
}

func (c Concern) check(r SafetyRecord, supporter bool) error {
	switch {
	case supporter && r.Step != Signals:
		return errs.Field("step", "safety.not_alone")
	case strings.TrimSpace(r.Note.Reveal()) == "":
		return errs.Field("note", "required")
	case r.Skipped && r.Step != Consulting && r.Step != Talk:
		return errs.Field("skip", "safety.not_skipped")
	case r.Skipped && !c.Acute:
		return errs.Field("skip", "safety.not_acute")
	case r.Step == Weigh && !(c.done(Signals) && c.done(Consulting) && c.done(Talk)):
		return errs.Field("step", "safety.before_weighing")
	case r.Step == DecisionStep && !c.done(Weigh):
		return errs.Field("step", "safety.before_deciding")
	case r.Step == DecisionStep:
		return checkDecision(r)
	default:
		return nil
	}
}

// checkDecision refuses a decision without a result, or of one person alone.
func checkDecision(r SafetyRecord) error {
	var wrong []*errs.Error
	if r.Decision == "" {
		wrong = append(wrong, errs.Field("decision", "required"))
	}
	switch {
	case r.SecondAccount == r.Account && r.Account != "":
		wrong = append(wrong, errs.Field("second_account", "safety.second_person"))
	case r.SecondAccount == "" && strings.TrimSpace(r.SecondPerson.Reveal()) == "":
		wrong = append(wrong, errs.Field("second_account", "safety.second_person"))
	}
	return errs.Join(wrong...)
}

// See is what the account of a supporter may know of it: where it stands, what is asked of them, and what they wrote.
func (c Concern) See(account string) Concern {
	c.Decision = ""
	c.Records = slices.DeleteFunc(slices.Clone(c.Records), func(r SafetyRecord) bool { return r.Account != account || r.Step != Signals })
	return c
}

// ConcernFilter narrows a list of safety concerns; what is empty does not.
type ConcernFilter struct {
	Application string
	States      []ConcernState
	// Overdue keeps those of which a time ran out with nothing done.
	Overdue bool
}
