// Package expense knows what supporters claim (declaraties): hours and kilometres at the rates of their
// day, the limits of which is warned, and who may approve. Money is whole cents everywhere.
package expense

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// The words for what there is here, in errors.
const (
	Resource        = "expense_claim"
	PolicyResource  = "expense_policy"
	PaymentResource = "payment_export"
	BankResource    = "bank_details"
)

// Kind is what a line is about, by its name in the contract without prefix.
type Kind string

// The kinds of lines.
const (
	Hours      Kind = "HOURS"
	Kilometres Kind = "KILOMETRES"
	Ticket     Kind = "TICKET"
)

// State is where a claim stands, by its name in the contract without prefix.
type State string

// The states of a claim.
const (
	Draft     State = "DRAFT"
	Submitted State = "SUBMITTED"
	Approved  State = "APPROVED"
	Refused   State = "REFUSED"
	Paid      State = "PAID"
	Withdrawn State = "WITHDRAWN"
)

// States lists every state, in the order of the contract.
var States = []State{Draft, Submitted, Approved, Refused, Paid, Withdrawn}

// Moves says which states can follow which.
var Moves = map[State][]State{
	Draft:     {Submitted, Withdrawn},
	Submitted: {Approved, Refused, Withdrawn},
	Approved:  {Paid},
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}

// Counted are the states in which what was claimed counts against the limits.
var Counted = []State{Submitted, Approved, Paid}

// Counts reports whether what was claimed counts against the limits.
func (s State) Counts() bool { return slices.Contains(Counted, s) }

// Holds reports whether no other claim can take up what a claim in this state was made of.
func (s State) Holds() bool { return s != Refused && s != Withdrawn }

// Warns reports whether a claim in this state still says of what it warns.
func (s State) Warns() bool { return s == Draft || s.Counts() }

// Line is one thing that is claimed.
type Line struct {
	Kind Kind
	// Date is YYYY-MM-DD in Europe/Amsterdam.
	Date string
	// Quantity is minutes, tenths of a kilometre, or cents.
	Quantity int64
	// Case is one of the supporter's own, empty when it was for none.
	Case        string
	Description sealed.Text
	// Rate is that of the day in cents, Amount what the line comes to.
	Rate, Amount int64
	// WorkEntry is the entry of the log that it was made of, empty for what was typed.
	WorkEntry string
	// Place is where what it was made of stands in the request, among the lines or among the entries.
	Place int
}

// Claim is what a supporter asks to be paid.
type Claim struct {
	// ID is a UUIDv7.
	ID string
	// Supporter is whose it is, Account that supporter's now, empty when there is none.
	Supporter, Account string
	Lines              []Line
	State              State
	// Amount is the sum of the lines.
	Amount int64
	// Refusal is why it was refused.
	Refusal sealed.Text
	// EnteredBy are the accounts that entered, changed or submitted it.
	EnteredBy []string
	// DecidedBy approved or refused it, at DecideTime.
	DecidedBy  string
	DecideTime time.Time
	// Payment is the export that took it up.
	Payment string
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the supporter.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the claim again.
func (c Claim) ResourceID() string { return c.ID }

// Filter narrows a list of claims; what is empty does not.
type Filter struct {
	Supporter string
	States    []State
}

// Etag is the version as callers see it.
func (c Claim) Etag() string { return strconv.FormatInt(c.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag
// acts on whatever stands.
func (c Claim) CheckEtag(etag string) error {
	if etag != "" && etag != c.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Touch notes who entered, changed or submitted a claim, each once.
func (c *Claim) Touch(account string) {
	if account != "" && !slices.Contains(c.EnteredBy, account) {
		c.EnteredBy = append(c.EnteredBy, account)
	}
}

// Decide approves or refuses a claim: not one's own, and not what one entered.
func (c Claim) Decide(to State, by string) (Claim, error) {
	if c.Account == by || slices.Contains(c.EnteredBy, by) {
		return c, errs.Field(Resource, "claim.own")
	}
	state, err := c.State.Move(to)
	if err != nil {
		return c, err
	}
	c.State, c.DecidedBy = state, by
	return c, nil
}

// Price computes the amounts of a claim from the policies (the newest first, as Policies.On reads them), and
// refuses lines on days that cannot be, or that nothing is set for. today is a day.
func (c *Claim) Price(policies Policies, today string) error {
	var wrong []*errs.Error
	c.Amount = 0
	for i := range c.Lines {
		line := &c.Lines[i]
		if _, err := calendar.ParseDay(line.Date); err != nil {
			wrong = append(wrong, errs.Field(line.Field("date"), "date.invalid"))
			continue
		}
		if line.Date > today {
			wrong = append(wrong, errs.Field(line.Field("date"), "date.future"))
			continue
		}
		policy := policies.On(line.Date)
		line.Rate = policy.Rate(line.Kind)
		if line.Kind != Ticket && line.Rate == 0 {
			wrong = append(wrong, errs.Field(line.Field("kind"), "claim.no_rate"))
			continue
		}
		line.Amount = Amount(line.Kind, line.Quantity, line.Rate)
		c.Amount += line.Amount
	}
	if len(wrong) == 0 && c.Amount == 0 {
		wrong = append(wrong, errs.Field("expense_claim.lines", "claim.nothing"))
	}
	return errs.Join(wrong...)
}

// Amount is what a line comes to in cents, rounded half up per line: a minute is a sixtieth of the rate for an
// hour, a tenth of a kilometre a tenth of that for a kilometre, and a ticket what stands on it.
func Amount(kind Kind, quantity, rate int64) int64 {
	switch kind {
	case Hours:
		return (quantity*rate + 30) / 60
	case Kilometres:
		return (quantity*rate + 5) / 10
	case Ticket:
	}
	return quantity
}
