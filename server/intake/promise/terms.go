// Package promise keeps the clocks of what is promised to a resident: matched the same day, the first
// appointment made and held within two days. It knows neither database nor contract; worklist, events and
// reminders all ask it, so that they cannot differ.
package promise

import (
	"time"

	"oco.example/oco/server/platform/calendar"
)

// Kind is what is promised, by its name in the contract without prefix.
type Kind string

// The promises, in the order in which they are kept.
const (
	Match           Kind = "MATCH"
	AppointmentMade Kind = "APPOINTMENT_MADE"
	AppointmentHeld Kind = "APPOINTMENT_HELD"
)

// Kinds lists every promise.
var Kinds = []Kind{Match, AppointmentMade, AppointmentHeld}

// Terms are what a municipality promises, and how it counts.
type Terms struct {
	// EveryDay counts days of the calendar, instead of working days alone.
	EveryDay bool
	// MatchDays to HeldDays are how many days after that of the application each may take; 0 is the same day.
	MatchDays, MadeDays, HeldDays int
	// UrgentMatchHours is within how many working hours somebody urgent is matched; 0: no sooner than others.
	// UrgentMadeDays and UrgentHeldDays are days, as above.
	UrgentMatchHours, UrgentMadeDays, UrgentHeldDays int
	// WarningHours is how many working hours before the breach somebody is warned; 0: nobody is.
	WarningHours int
}

func (t Terms) span() calendar.Span {
	if t.EveryDay {
		return calendar.Span{}
	}
	return calendar.Span{Working: calendar.Standard()}
}

func (t Terms) days(k Kind) int {
	return map[Kind]int{Match: t.MatchDays, AppointmentMade: t.MadeDays, AppointmentHeld: t.HeldDays}[k]
}

func (t Terms) urgentDays(k Kind) int {
	return map[Kind]int{Match: t.MatchDays, AppointmentMade: t.UrgentMadeDays, AppointmentHeld: t.UrgentHeldDays}[k]
}

// due is when the promise of a running clock is broken. An urgent one is never due later than another,
// whatever the terms say, and no later than the last day on which help still helps.
func (t Terms) due(c Clock) time.Time {
	due := t.span().End(c.Since, t.days(c.Kind)-c.Used)
	if c.Urgent.IsZero() {
		return due
	}
	// Days that ran before somebody called it urgent, or before it stood still, bound it through the ordinary promise.
	due = earlier(due, t.span().End(c.Urgent, t.urgentDays(c.Kind)))
	if c.Kind == Match && t.UrgentMatchHours > 0 {
		due = earlier(due, calendar.Standard().AddWorkingHours(c.Urgent, t.UrgentMatchHours))
	}
	if last, err := calendar.ParseDay(c.LatestDay); err == nil {
		// A last day that was over when somebody wrote it down promises nothing.
		if over := (calendar.Span{}).End(last, 0); over.After(c.Urgent) {
			due = earlier(due, over)
		}
	}
	return due
}

// warn is when somebody is told that a promise will be broken: in working hours, so that somebody is there
// to hear it, and not before the clock runs.
func (t Terms) warn(c Clock) time.Time {
	warn := calendar.Standard().TakeWorkingHours(c.Due, t.WarningHours)
	if warn.Before(c.Since) {
		return c.Since
	}
	return warn
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
