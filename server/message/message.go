// Package message knows what goes out of the platform: what is told to whom, by which one way, when it is tried
// again, and in which words. It knows no mail server.
package message

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Resource is what a message is called in refusals.
const Resource = "message"

// Kind is what a message is about, a word of oco.message.v1.MessageKind.
type Kind string

// The kinds of messages.
const (
	Receipt              Kind = "RECEIPT"
	Offer                Kind = "OFFER"
	AppointmentPlanned   Kind = "APPOINTMENT_PLANNED"
	AppointmentMoved     Kind = "APPOINTMENT_MOVED"
	AppointmentCancelled Kind = "APPOINTMENT_CANCELLED"
	RequirementLapsing   Kind = "REQUIREMENT_LAPSING"
	WeekCoordinator      Kind = "WEEK_COORDINATOR"
	WeekSupporter        Kind = "WEEK_SUPPORTER"
	AppointmentReminder  Kind = "APPOINTMENT_REMINDER"
	Survey               Kind = "SURVEY"
	SurveyReminder       Kind = "SURVEY_REMINDER"
	Meeting              Kind = "MEETING"
	Correction           Kind = "CORRECTION"
	ReferralEnded        Kind = "REFERRAL_ENDED"
)

// Kinds lists every kind, in the order of the contract.
var Kinds = []Kind{
	Receipt, Offer, AppointmentPlanned, AppointmentMoved, AppointmentCancelled, RequirementLapsing, WeekCoordinator, WeekSupporter,
	AppointmentReminder,
	Survey, SurveyReminder,
	Meeting, Correction, ReferralEnded,
}

// Digest says that nothing is missed by whoever does not get it: all of it stands in the worklist, in the portal, or on the
// page where a referrer sees how it stands with whom they applied for.
func (k Kind) Digest() bool { return k == WeekCoordinator || k == WeekSupporter || k == ReferralEnded }

// Confirms says that it confirms in writing what was agreed by mouth: whoever is not written to was told, or is.
func (k Kind) Confirms() bool {
	return k == AppointmentPlanned || k == AppointmentMoved || k == AppointmentCancelled || k == AppointmentReminder
}

// RecipientKind is who a message is for, a word of oco.message.v1.MessageRecipientKind.
type RecipientKind string

// The kinds of recipients.
const (
	Resident  RecipientKind = "RESIDENT"
	Applicant RecipientKind = "APPLICANT"
	Referrer  RecipientKind = "REFERRER"
	Supporter RecipientKind = "SUPPORTER"
	Account   RecipientKind = "ACCOUNT"
)

// RecipientKinds lists every kind of recipient, in the order of the contract.
var RecipientKinds = []RecipientKind{Resident, Applicant, Referrer, Supporter, Account}

// Recipient is one person. ID is also whose key seals what is written to them: of a resident, and of whoever is near
// one, that of the dossier.
type Recipient struct {
	Kind RecipientKind
	ID   string
	// Application says which one it is about; it leads to the resident, who may be kept in another dossier since.
	Application string
}

// Person is the recipient, whatever it is about.
func (r Recipient) Person() Recipient { return Recipient{Kind: r.Kind, ID: r.ID} }

// State is where a message stands, a word of oco.message.v1.MessageState.
type State string

// The states of a message.
const (
	Queued    State = "QUEUED"
	Sending   State = "SENDING"
	Sent      State = "SENT"
	Failed    State = "FAILED"
	Bounced   State = "BOUNCED"
	Cancelled State = "CANCELLED"
	ToDo      State = "TO_DO"
	Done      State = "DONE"
)

// States lists every state, in the order of the contract.
var States = []State{Queued, Sending, Sent, Failed, Bounced, Cancelled, ToDo, Done}

// Fault is what went wrong, or why nothing goes out, a word of oco.message.v1.MessageFault.
type Fault string

// The faults.
const (
	Unreachable    Fault = "UNREACHABLE"
	Later          Fault = "LATER"
	AddressRefused Fault = "ADDRESS_REFUSED"
	MessageRefused Fault = "MESSAGE_REFUSED"
	SignInRefused  Fault = "SIGN_IN_REFUSED"
	TooLate        Fault = "TOO_LATE"
	Deceased       Fault = "DECEASED"
	Erased         Fault = "ERASED"
	NotNeeded      Fault = "NOT_NEEDED"
	Answered       Fault = "ANSWERED"
	Overtaken      Fault = "OVERTAKEN"
)

// Message is one message to one person.
type Message struct {
	// ID is a UUIDv7.
	ID   string
	Kind Kind
	// Cause is the position of the event that brought it about; Period the ISO week of one of the clock, "2026-W48".
	Cause  int64
	Period string
	// To is who it is for. Dossier is the resident's whom it is about, if any; About is the offer, the appointment or what else it is of, empty
	// of a reminder: that is of all appointments of its day.
	To             Recipient
	Dossier, About string
	// Untold says of what confirms something agreed by mouth that nobody told the person: it is told them by any way.
	Untold  bool
	Channel Channel
	State   State
	// Language is "nl" or "en".
	Language      string
	Subject, Body sealed.Text
	// Words are what the text is filled with (Facts), so that another way has its own text.
	Words    sealed.Text
	Mind     Mind
	Attempts int
	// NextAttempt is zero once nothing is tried any more; of one that is being sent, when another may take it up.
	NextAttempt time.Time
	Fault       Fault
	// Stopped is why it is not sent again: it was stopped while it was being sent.
	Stopped Fault
	// SentTime is when it went out or was done, zero before.
	SentTime time.Time
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the message again.
func (m Message) ResourceID() string { return m.ID }

// Etag is the version as callers see it.
func (m Message) Etag() string { return strconv.FormatInt(m.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (m Message) CheckEtag(etag string) error {
	if etag != "" && etag != m.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Filter says which messages a list has.
type Filter struct {
	Application string
	Channel     Channel
	States      []State
}

// Outcome is how a call went, a word of oco.message.v1.CallOutcome.
type Outcome string

// The outcomes of a call.
const (
	Reached    Outcome = "REACHED"
	NotReached Outcome = "NOT_REACHED"
	CallLater  Outcome = "LATER"
)

// Call notes how a call, or telling it otherwise by mouth, went. A letter is printed, not called.
func (m Message) Call(outcome Outcome, now time.Time) (Message, error) {
	if m.State != ToDo {
		return m, errs.StateConflict(Resource, string(m.State))
	}
	if m.Channel == Letter {
		return m, errs.Field("message", "message.is_letter")
	}
	m.Attempts++
	if outcome == Reached {
		m.State, m.SentTime = Done, now
	}
	return m, nil
}

// Print notes that a letter was printed.
func (m Message) Print(now time.Time) (Message, error) {
	if m.State != ToDo {
		return m, errs.StateConflict(Resource, string(m.State))
	}
	if m.Channel != Letter {
		return m, errs.Field("message", "message.no_letter")
	}
	m.State, m.SentTime = Done, now
	return m, nil
}

// Open reports whether it may still go out: it waits, or somebody has to do something about it.
func (m Message) Open() bool { return m.State == Queued || m.State == ToDo }

// Cancel takes back what did not go out. What is being sent cannot be taken back: nobody knows whether it went.
func (m Message) Cancel(why Fault) (Message, error) {
	if !m.Open() && m.State != Failed && m.State != Bounced {
		return m, errs.StateConflict(Resource, string(m.State))
	}
	m.State, m.Fault, m.NextAttempt = Cancelled, why, time.Time{}
	return m, nil
}

// Retry has what was given up, or taken back by somebody, tried again, by the way that is right now. What the platform
// itself took back stays so: somebody died, or it was answered.
func (m Message) Retry(d Decision, now time.Time) (Message, error) {
	if m.State != Failed && m.State != Bounced && (m.State != Cancelled || m.Fault != NotNeeded) {
		return m, errs.StateConflict(Resource, string(m.State))
	}
	m.Attempts, m.Fault, m.State = 0, "", Queued
	return m.Go(d, now), nil
}

// Go sends a message the way that was decided: it waits to be sent, waits for somebody to do it, or does not go out.
// One that waited already keeps its turn.
func (m Message) Go(d Decision, now time.Time) Message {
	m.Mind = d.Mind
	if d.Nobody == "" {
		m.Channel = d.Channel
	} else if m.Channel == "" {
		m.Channel = Coordinator // the way that it would have gone is not known
	}
	switch {
	case d.Nobody != "":
		m.State, m.Fault, m.NextAttempt = Cancelled, d.Nobody, time.Time{}
	case d.Channel.Sends():
		m.State = Queued
		if m.NextAttempt.IsZero() {
			m.NextAttempt = now
		}
	default:
		m.State, m.NextAttempt = ToDo, time.Time{}
	}
	return m
}
