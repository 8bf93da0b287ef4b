package intake

import (
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Representative (vertegenwoordiger) acts for a resident.
type Representative struct {
	ID       string
	Resident string
	// Kind is PARENT, AUTHORISED, MENTOR, ADMINISTRATOR or GUARDIAN, as in
	// oco.intake.v1.RepresentationKind.
	Kind   string
	Name   sealed.Text
	Phone  sealed.Text
	Email  sealed.Text
	Extent sealed.Text
	// SeenDay is the day on which the papers were seen, YYYY-MM-DD, or empty; the papers are never
	// stored.
	SeenDay string
	Created time.Time
	Updated time.Time
	Version int64
}

// ResourceID is the representative's id, for requests that come again.
func (r Representative) ResourceID() string { return r.ID }

// Check refuses papers that were seen on a day that does not exist or is still to come.
func (r Representative) Check(now time.Time) error {
	if r.SeenDay == "" {
		return nil
	}
	return checkPast("representative.seen_date", r.SeenDay, now)
}

// checkPast refuses a day that does not exist, or that is later than today.
func checkPast(field, day string, now time.Time) error {
	if _, err := calendar.ParseDay(day); err != nil {
		return errs.Field(field, "date.invalid")
	}
	if day > calendar.Day(now) {
		return errs.Field(field, "date.future")
	}
	return nil
}
