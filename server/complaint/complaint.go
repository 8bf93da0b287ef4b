package complaint

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Resource is the word for a complaint in errors.
const Resource = "complaint"

// AboutCoordinator is the word of oco.complaint.v1.ComplaintAbout for a complaint that goes past the coordinators.
const AboutCoordinator = "COORDINATOR"

// State is where a complaint stands.
type State string

// The states, in the order of the contract.
const (
	Received     State = "RECEIVED"
	Acknowledged State = "ACKNOWLEDGED"
	InHandling   State = "IN_HANDLING"
	Settled      State = "SETTLED"
)

// States lists them all.
var States = []State{Received, Acknowledged, InHandling, Settled}

// Moves says from where a complaint moves whereto: who complains is told first that it arrived.
var Moves = map[State][]State{
	Received:     {Acknowledged},
	Acknowledged: {InHandling, Settled},
	InHandling:   {Settled},
}

// Move returns the state that follows, or STATE_CONFLICT naming the one it is in.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}

// Step is one record in the history of a complaint or an incident.
type Step struct {
	// ID is a UUIDv7.
	ID string
	// Kind is a word of ComplaintStepKind or IncidentStepKind.
	Kind string
	// Account did it.
	Account string
	Note    sealed.Text
	// Time is when, UTC.
	Time time.Time
}

// Words of ComplaintStepKind.
const (
	StepAcknowledged = "ACKNOWLEDGED"
	StepNoted        = "NOTED"
	StepExtended     = "EXTENDED"
	StepSettled      = "SETTLED"
)

// Complaint is what somebody is not content with.
type Complaint struct {
	// ID is a UUIDv7, and the subject under whose key the texts are sealed.
	ID string
	// ReceiptCode is what the complainant was given.
	ReceiptCode string
	// About is a word of ComplaintAbout.
	About string
	Text  sealed.Text
	// Name, Phone and Email are of who complains, empty for who stays unknown.
	Name, Phone, Email sealed.Text
	// Application and the Dossier of its resident, empty while nobody knows.
	Application, Dossier string
	// ConcernedSupporter and ConcernedAccount are whom it concerns, SupporterAccount is that supporter's; empty while nobody
	// knows.
	ConcernedSupporter, ConcernedAccount, SupporterAccount string
	// PastCoordinators is true when no coordinator may read it.
	PastCoordinators bool
	State            State
	// Outcome is a word of ComplaintOutcome, empty until it is settled.
	Outcome string
	// Extended is true once four weeks were added.
	Extended bool
	// AcknowledgeTime and SettleTime are when it was acknowledged and settled, zero before.
	AcknowledgeTime, SettleTime time.Time
	// EnteredBy is the account that entered it, empty when it came from the website.
	EnteredBy string
	Steps     []Step
	// Version is raised by every change.
	Version int64
	// CreateTime is when it was received; UTC, as UpdateTime.
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows who complains.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the complaint again.
func (c Complaint) ResourceID() string { return c.ID }

// Etag is the version as callers see it.
func (c Complaint) Etag() string { return strconv.FormatInt(c.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (c Complaint) CheckEtag(etag string) error {
	if etag != "" && etag != c.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Concerns is whom it concerns.
func (c Complaint) Concerns() Concerns {
	accounts := slices.DeleteFunc([]string{c.ConcernedAccount, c.SupporterAccount}, func(account string) bool { return account == "" })
	return Concerns{PastCoordinators: c.PastCoordinators, Accounts: accounts}
}

// Clocks are the times within which it is acknowledged and settled.
func (c Complaint) Clocks() []Clock {
	days := settleDays
	if c.Extended {
		days += extensionDays
	}
	return []Clock{
		{Kind: Acknowledge, Due: afterWorkingDays(c.CreateTime, acknowledgeWorkingDays), Kept: c.AcknowledgeTime},
		{Kind: Settle, Due: afterDays(c.CreateTime, days), Kept: c.SettleTime},
	}
}

// Acknowledge records that the complainant was told.
func (c Complaint) Acknowledge(now time.Time) (Complaint, error) {
	state, err := c.State.Move(Acknowledged)
	if err != nil {
		return c, err
	}
	c.State, c.AcknowledgeTime = state, now
	return c, nil
}

// Note begins the handling when it did not begin.
func (c Complaint) Note() (Complaint, error) {
	if c.State == InHandling {
		return c, nil
	}
	state, err := c.State.Move(InHandling)
	c.State = state
	return c, err
}

// Extend gives four weeks more, once.
func (c Complaint) Extend() (Complaint, error) {
	if c.State == Settled {
		return c, errs.StateConflict(Resource, string(c.State))
	}
	if c.Extended {
		return c, errs.Field(Resource, "complaint.extended")
	}
	c.Extended = true
	return c, nil
}

// Settle ends it.
func (c Complaint) Settle(outcome string, now time.Time) (Complaint, error) {
	state, err := c.State.Move(Settled)
	if err != nil {
		return c, err
	}
	c.State, c.Outcome, c.SettleTime = state, outcome, now
	return c, nil
}

// Filter narrows a list of complaints; what is empty does not.
type Filter struct {
	States []State
	// Overdue keeps those of which a time ran out with nothing done.
	Overdue bool
}

// Person is somebody whom a complaint can concern: a supporter, or a coordinator by account.
type Person struct {
	Supporter, Account string
	Name               sealed.Text
}
