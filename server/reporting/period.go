package reporting

import (
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// longest is how many years a period may have: enough to see a trend, and a bound on the work.
const longest = 10

// Period is half-open: its last day is the one before Until. Both are YYYY-MM-DD.
type Period struct{ From, Until string }

// Check returns what is wrong with the period, by field of the request.
func (p Period) Check() error {
	from, wrongFrom := day("from_date", p.From)
	until, wrongUntil := day("until_date", p.Until)
	switch {
	case wrongFrom != nil || wrongUntil != nil:
		return errs.Join(wrongFrom, wrongUntil)
	case !from.Before(until):
		return errs.Join(errs.Field("until_date", "period.backwards"))
	case until.After(from.AddDate(longest, 0, 0)):
		return errs.Join(errs.Field("until_date", "period.too_long"))
	}
	return nil
}

// Months are those that the period touches, "2021-01", in order.
func (p Period) Months() []string {
	from, wrongFrom := day("from_date", p.From)
	until, wrongUntil := day("until_date", p.Until)
	if wrongFrom != nil || wrongUntil != nil {
		return nil
	}
	var months []string
	for month := from.AddDate(0, 0, 1-from.Day()); month.Before(until); month = month.AddDate(0, 1, 0) {
		months = append(months, month.Format("2006-01"))
	}
	return months
}

// Asked is a period to count.
type Asked struct {
	Period
	// Closed is the day from which on nothing counts in any more that happens to the applications of
	// the period, YYYY-MM-DD; empty: everything counts.
	Closed string
}

func day(field, text string) (time.Time, *errs.Error) {
	moment, err := calendar.ParseDay(text)
	if err != nil {
		return time.Time{}, errs.Field(field, "date.invalid")
	}
	return moment, nil
}
