package support

import (
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Ending is what is told of a closed case beside need, outcome and fit.
type Ending struct {
	// ResidentFit is a name of the contract without prefix: what the resident says. Empty when nobody asked.
	ResidentFit string
	// Referrals are to whom the resident was referred on.
	Referrals []Referral
	// LifeDomains are what it turned out to be about; none when that is what the application was about.
	LifeDomains []string
	// SupporterToldDate is the day (YYYY-MM-DD) on which the supporter was told what came of it, empty for never.
	SupporterToldDate string
	// ReferrerTold says that the referrer was, with the consent of the resident.
	ReferrerTold bool
}

// Referral is one organisation to which a resident was referred on; Reason is a name of the contract without prefix.
type Referral struct {
	Organisation sealed.Text
	Reason       string
}

// CheckEnding returns what is wrong with the ending of a case today (YYYY-MM-DD). Consents reports whether the resident agreed
// that the referrer hears of it.
func (c Case) CheckEnding(e Ending, today string, consents bool) []*errs.Error {
	var wrong []*errs.Error
	if e.SupporterToldDate != "" {
		wrong = append(wrong, c.checkDay("supporter_told_date", e.SupporterToldDate, today)...)
	}
	if e.ReferrerTold && !consents {
		wrong = append(wrong, errs.Field("referrer_told", "case.referrer_consent"))
	}
	return wrong
}
