package intake

import (
	"slices"
	"strings"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// ConsentHandover is to be handed over to somebody else.
const ConsentHandover = "HANDOVER"

// ToAccessTeam is a hand-over to the access team of the municipality, as in
// oco.intake.v1.HandoverRecipientKind.
const ToAccessTeam = "ACCESS_TEAM"

// What can be handed over, as in oco.intake.v1.HandoverField.
const (
	HandName        = "NAME"
	HandReach       = "REACH"
	HandLifeDomains = "LIFE_DOMAINS"
	HandNeed        = "NEED"
)

// ByRepresentative is a consent that a representative gave, as in oco.intake.v1.HandoverConsentGiver.
const ByRepresentative = "REPRESENTATIVE"

// HandoverState is where a hand-over stands; its words are those of oco.intake.v1.HandoverState.
type HandoverState string

// The states of a hand-over. All but the first are its end.
const (
	HandoverSent      HandoverState = "SENT"
	HandoverReceived  HandoverState = "RECEIVED"
	HandoverRefused   HandoverState = "REFUSED"
	HandoverWithdrawn HandoverState = "WITHDRAWN"
)

// answerDays is within how many working days a receiver should have answered.
const answerDays = 5

// Handover (overdracht) hands the resident of an application over to somebody else.
type Handover struct {
	ID          string
	Application string
	// Case is the support case that ended with it, empty when none ran.
	Case string
	// RecipientKind is ACCESS_TEAM, ORGANISATION, PERSON or MUNICIPALITY; all but the first have a name.
	RecipientKind string
	RecipientName sealed.Text
	// RecipientMunicipality is the CBS code of a neighbour that reads and answers it, or empty.
	RecipientMunicipality string
	// Reason is STRUCTURAL, LONG, MOVED or COMPLEX.
	Reason string
	// Fields are what is handed over, Data the copy of that.
	Fields  []string
	Data    HandoverData
	Consent HandoverConsent
	State   HandoverState
	Receipt HandoverReceipt
	// ReminderDay is the day after which an answer is late, YYYY-MM-DD, in Europe/Amsterdam.
	ReminderDay string
	Created     time.Time
	Updated     time.Time
	Version     int64
	// Read is when it was read: whether it is late depends on that.
	Read time.Time
}

// HandoverConsent (toestemming) is what was agreed to, by whom and when.
type HandoverConsent struct {
	// By is RESIDENT or REPRESENTATIVE; of the latter Representative is the id.
	By, Representative string
	// Day is the day on which it was given, YYYY-MM-DD.
	Day     string
	Purpose sealed.Text
}

// HandoverData (overgedragen gegevens) is the copy that the receiver reads.
type HandoverData struct {
	Name, Phone, Email, Postcode, HouseNumber sealed.Text
	SafeContact                               SafeContact
	LifeDomains                               []string
	Need                                      sealed.Text
}

// HandoverReceipt (ontvangstbevestiging) is the answer of the receiver; At is zero while there is none.
type HandoverReceipt struct {
	At time.Time
	// By is the account that recorded it.
	By        string
	Name      sealed.Text
	Reference sealed.Text
	Refusal   sealed.Text
}

// HandoverFilter narrows a list of hand-overs; the zero value is all of them.
type HandoverFilter struct {
	State       HandoverState
	Overdue     bool
	Application string
}

// ResourceID is the hand-over's id, for requests that come again.
func (h Handover) ResourceID() string { return h.ID }

// Check returns what is wrong with a hand-over that is to be sent, and that the contract cannot see.
func (h Handover) Check(now time.Time) error {
	var name, representative *errs.Error
	switch named := strings.TrimSpace(h.RecipientName.Reveal()) != ""; {
	case h.RecipientKind == ToAccessTeam && named:
		name = errs.Field("handover.recipient_name", "handover.name_of_team")
	case h.RecipientKind != ToAccessTeam && h.RecipientMunicipality == "" && !named:
		name = errs.Field("handover.recipient_name", "required")
	}
	switch represented := h.Consent.Representative != ""; {
	case h.Consent.By == ByRepresentative && !represented:
		representative = errs.Field("handover.consent.representative", "required")
	case h.Consent.By != ByRepresentative && represented:
		representative = errs.Field("handover.consent.representative", "handover.own_consent")
	}
	day := errs.Of(checkPast("handover.consent.given_date", h.Consent.Day, now))
	return errs.Join(name, errs.Of(h.checkMunicipality()), representative, day)
}

// HandOver sends a hand-over of the application: one in support goes to the access team's state, and
// whoever calls it ends the case; one that triage sent there stays, and so does one that was referred on,
// of which the access team has nothing. moved says that the application is elsewhere now.
func (a *Application) HandOver(h Handover, now time.Time) (sent Handover, moved bool, err error) {
	if err := h.Check(now); err != nil {
		return Handover{}, false, err
	}
	if a.State != HandedOver && (a.State != Referred || h.RecipientKind == ToAccessTeam) {
		if err := a.Move(HandOver); err != nil {
			return Handover{}, false, err
		}
		moved = true
	}
	h.Application, h.State, h.Data = a.ID, HandoverSent, a.handed(h.Fields)
	h.ReminderDay = calendar.Day(calendar.Standard().AddWorkingDays(now, answerDays))
	h.Read = now
	return h, moved, nil
}

// handed copies the chosen fields. How somebody is reached safely goes with how they are reached.
func (a *Application) handed(fields []string) HandoverData {
	var d HandoverData
	if slices.Contains(fields, HandName) {
		d.Name = a.Resident.Name
	}
	if r := a.Resident; slices.Contains(fields, HandReach) {
		d.Phone, d.Email, d.Postcode, d.HouseNumber, d.SafeContact = r.Phone, r.Email, r.Postcode, r.HouseNumber, r.SafeContact
	}
	if slices.Contains(fields, HandLifeDomains) {
		d.LifeDomains = a.LifeDomains
	}
	if slices.Contains(fields, HandNeed) {
		d.Need = a.Question
	}
	return d
}

// Answer records that the receiver has it, or refuses it.
func (h *Handover) Answer(state HandoverState, r HandoverReceipt) error {
	if err := h.move(state); err != nil {
		return err
	}
	h.Receipt = r
	return nil
}

// Withdraw takes it back.
func (h *Handover) Withdraw() error { return h.move(HandoverWithdrawn) }

func (h *Handover) move(state HandoverState) error {
	if h.State != HandoverSent {
		return errs.StateConflict("handover", string(h.State))
	}
	h.State = state
	return nil
}

// Overdue reports whether there should have been an answer when it was read.
func (h Handover) Overdue() bool {
	return h.State == HandoverSent && h.ReminderDay < calendar.Day(h.Read)
}

// Over reports whether it came to nothing: the receiver has no business with the resident any more.
func (h Handover) Over() bool { return h.State == HandoverRefused || h.State == HandoverWithdrawn }
