package expense

import (
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// DefaultWarnPercent is from which part of a limit is warned when the municipality does not say.
const DefaultWarnPercent = 80

// Policy is what a municipality pays from a day on. What is 0 is not set.
type Policy struct {
	// ID is a UUIDv7, empty when there is none.
	ID string
	// Start is the day on which it begins to count, YYYY-MM-DD.
	Start string
	// Hour and Kilometre are rates in cents.
	Hour, Kilometre int64
	// HourLimit, MonthLimit and YearLimit are limits in cents, WarnPercent the part of one from which is warned.
	HourLimit, MonthLimit, YearLimit, WarnPercent int64
	// DebtorName and DebtorIBAN are of the organisation that pays.
	DebtorName, DebtorIBAN string
	// RecordedBy is an account.
	RecordedBy string
	// InForce says that it counts today.
	InForce    bool
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the policy again.
func (p Policy) ResourceID() string { return p.ID }

// Complete fills in what a new policy leaves out, and refuses what cannot be. today is a day.
func (p Policy) Complete(today string) (Policy, error) {
	var wrong []*errs.Error
	if p.Start == "" {
		p.Start = today
	}
	if _, err := calendar.ParseDay(p.Start); err != nil {
		wrong = append(wrong, errs.Field("expense_policy.start_date", "date.invalid"))
	}
	if p.WarnPercent == 0 {
		p.WarnPercent = DefaultWarnPercent
	}
	if p.DebtorIBAN != "" {
		iban, ok := ParseIBAN(p.DebtorIBAN)
		if !ok {
			wrong = append(wrong, errs.Field("expense_policy.debtor_iban", "iban.invalid"))
		}
		p.DebtorIBAN = iban
	}
	return p, errs.Join(wrong...)
}

// Rate is what a unit of a kind is paid: an hour, a kilometre; 0 for a ticket.
func (p Policy) Rate(kind Kind) int64 {
	switch kind {
	case Hours:
		return p.Hour
	case Kilometres:
		return p.Kilometre
	case Ticket:
	}
	return 0
}

// Policies are all versions of a municipality, the one that begins last first, and of two of one day the newest.
type Policies []Policy

// On is the version that counts on a day, the zero Policy when none does.
func (p Policies) On(day string) Policy {
	for _, policy := range p {
		if policy.Start <= day {
			return policy
		}
	}
	return Policy{}
}
