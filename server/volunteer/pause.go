package volunteer

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// PauseResource is the word for a pause in errors.
const PauseResource = "pause"

// PauseKind is why somebody can do less for a while, by its name in the contract without prefix.
type PauseKind string

// The kinds of pauses.
const (
	Holiday       PauseKind = "HOLIDAY"
	Break         PauseKind = "BREAK"
	Ill           PauseKind = "ILL"
	AnotherReason PauseKind = "OTHER"
)

// longAgo is after how many days it is too late to tell of a pause.
const longAgo = 31

// Pause is a period in which a supporter takes on fewer cases, or none. Cases that run go on.
type Pause struct {
	// ID is a UUIDv7.
	ID, Supporter string
	Kind          PauseKind
	// Start and End are its first and last day, YYYY-MM-DD; End is empty while nobody knows.
	Start, End string
	// MaxCases is how many open cases the supporter can have at once meanwhile.
	MaxCases int
	// Cancelled says that it did not take place.
	Cancelled bool
	// RecordedBy is an account.
	RecordedBy string
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// PauseFilter narrows a list of pauses; what is empty does not.
type PauseFilter struct {
	// Supporter is an id.
	Supporter string
	// From leaves out what was over before that day, or did not take place.
	From string
}

// ResourceID is the id, by which a repeated request finds the pause again.
func (p Pause) ResourceID() string { return p.ID }

// Etag is the version as callers see it.
func (p Pause) Etag() string { return strconv.FormatInt(p.Version, 10) }

// Complete fills in today where no first day was given, and refuses what is no pause. usual is how many cases the
// supporter can have otherwise.
func (p Pause) Complete(usual int, today string) (Pause, error) {
	if p.Start == "" {
		p.Start = today
	}
	var wrong []*errs.Error
	switch _, err := calendar.ParseDay(p.Start); {
	case err != nil:
		wrong = append(wrong, errs.Field("pause.start_date", "date.invalid"))
	case daysBetween(p.Start, today) > longAgo:
		wrong = append(wrong, errs.Field("pause.start_date", "pause.long_ago"))
	}
	switch _, err := calendar.ParseDay(p.End); {
	case p.End == "":
	case err != nil:
		wrong = append(wrong, errs.Field("pause.end_date", "date.invalid"))
	case p.End < p.Start:
		wrong = append(wrong, errs.Field("pause.end_date", "date.order"))
	case p.End < today:
		wrong = append(wrong, errs.Field("pause.end_date", "date.past"))
	}
	if p.MaxCases > 0 && p.MaxCases >= usual {
		wrong = append(wrong, errs.Field("pause.max_cases", "pause.not_fewer"))
	}
	return p, errs.Join(wrong...)
}

// EndOn is the pause with another last day, yesterday when that is empty. One that ends before its first day is over did
// not take place. STATE_CONFLICT when it is over already.
func (p Pause) EndOn(last, today string) (Pause, error) {
	switch {
	case p.Cancelled:
		return p, errs.StateConflict(PauseResource, "CANCELLED")
	case p.End != "" && p.End < today:
		return p, errs.StateConflict(PauseResource, "ENDED")
	}
	if last == "" {
		last = addDays(today, -1)
		if last < p.Start {
			p.Cancelled = true
			return p, nil
		}
	}
	if _, err := calendar.ParseDay(last); err != nil {
		return p, errs.Field("end_date", "date.invalid")
	}
	if last < p.Start {
		return p, errs.Field("end_date", "date.order")
	}
	p.End = last
	return p, nil
}

// Covers reports whether a day falls in the pause.
func (p Pause) Covers(day string) bool {
	return !p.Cancelled && p.Start <= day && (p.End == "" || day <= p.End)
}

// MaxCasesOn is how many open cases somebody can have at once on a day: as many as usual, or the fewest of the pauses
// that the day falls in.
func MaxCasesOn(usual int, pauses []Pause, day string) int {
	for _, p := range pauses {
		if p.Covers(day) {
			usual = min(usual, p.MaxCases)
		}
	}
	return usual
}

// For is the pause as these eyes see it: that somebody is ill is for the person and the coordinator.
func (p Pause) For(owner call.Owner) Pause {
	if !owner.IsEveryone() && owner.Account() == "" && p.Kind == Ill {
		p.Kind = AnotherReason
	}
	return p
}

// addDays is the day so many days later.
func addDays(day string, days int) string {
	begin, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return begin.AddDate(0, 0, days).Format(time.DateOnly)
}
