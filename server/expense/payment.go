package expense

import (
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// BankDetails is where a supporter is paid.
type BankDetails struct {
	Supporter    string
	IBAN, Holder sealed.Text
	UpdateTime   time.Time
}

// ResourceID is the supporter, by whom a repeated request finds the details again.
func (b BankDetails) ResourceID() string { return b.Supporter }

// Complete writes the account number as banks do, and refuses what is none.
func (b BankDetails) Complete() (BankDetails, error) {
	iban, ok := ParseIBAN(b.IBAN.Reveal())
	if !ok {
		return b, errs.Field("bank_details.iban", "iban.invalid")
	}
	b.IBAN = sealed.Of(iban)
	return b, nil
}

// Export is a batch of claims that are paid at once.
type Export struct {
	// ID is a UUIDv7, Date the day in Europe/Amsterdam.
	ID, Date string
	// DebtorName and DebtorIBAN are of the organisation that pays.
	DebtorName, DebtorIBAN string
	Claims                 int
	// Amount and Over are in cents.
	Amount, Over int64
	// RecordedBy is an account.
	RecordedBy string
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the export again.
func (e Export) ResourceID() string { return e.ID }

// CheckAmount refuses another amount than the one that was seen, in cents; 0 when nobody looked.
func (e Export) CheckAmount(seen int64) error {
	if seen != 0 && seen != e.Amount {
		return errs.Join(errs.Field("amount_cents", "payment.changed"))
	}
	return nil
}

// Payment is one claim in a batch, with the account that it went to.
type Payment struct {
	Claim, Supporter string
	Amount, Over     int64
	IBAN, Holder     sealed.Text
}

// Pay makes a batch of payments under the policy of its day.
func Pay(id, day, by string, payments []Payment, policy Policy) (Export, error) {
	if len(payments) == 0 {
		return Export{}, errs.Field("municipality", "payment.nothing")
	}
	if policy.DebtorIBAN == "" || policy.DebtorName == "" {
		return Export{}, errs.Field("municipality", "payment.no_debtor")
	}
	export := Export{ID: id, Date: day, DebtorName: policy.DebtorName, DebtorIBAN: policy.DebtorIBAN, Claims: len(payments), RecordedBy: by}
	for _, p := range payments {
		export.Amount += p.Amount
		export.Over += p.Over
	}
	return export, nil
}
