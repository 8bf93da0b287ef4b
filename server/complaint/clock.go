// Package complaint has the rules of what went wrong: complaints, safety concerns, incidents. Each has a protocol, times
// within which things are done, and readers of its own.
package complaint

import (
	"time"

	"oco.example/oco/server/platform/calendar"
)

// The times of the protocols. The municipality, or who executes for it, lays its own down; these are the model that is
// followed until it is a setting. Complaints: articles 9:6 and 9:11 of the Algemene wet bestuursrecht (six weeks, extended by
// four at most; the law asks to acknowledge and says no time). Safety concerns: the Meldcode huiselijk geweld en
// kindermishandeling, whose steps organisations fill in with times; acute danger waits for nothing. Incidents: aftercare
// on the next working day is ours.
const (
	acknowledgeWorkingDays = 5
	settleDays             = 6 * 7
	extensionDays          = 4 * 7
	consultWorkingDays     = 2
	decideDays             = 5 * 7
	aftercareWorkingDays   = 1
)

// How long before its end a time is said to run out soon.
const (
	soonWorkingDays = 24 * time.Hour
	soonWeeks       = 7 * 24 * time.Hour
)

// ClockKind is what has to be done; a word of oco.complaint.v1.ProtocolClockKind.
type ClockKind string

// The clocks.
const (
	Acknowledge ClockKind = "ACKNOWLEDGE"
	Settle      ClockKind = "SETTLE"
	Consult     ClockKind = "CONSULT"
	Decide      ClockKind = "DECIDE"
	Aftercare   ClockKind = "AFTERCARE"
)

// soon is how long before its end each clock says so.
var soon = map[ClockKind]time.Duration{
	Acknowledge: soonWorkingDays, Settle: soonWeeks, Consult: soonWorkingDays, Decide: soonWeeks, Aftercare: soonWorkingDays,
}

// Clock is a time that a protocol sets.
type Clock struct {
	Kind ClockKind
	// Due is the moment from which it is too late.
	Due time.Time
	// Kept is when it was done, zero while it was not.
	Kept time.Time
}

// Overdue reports whether it was not done in time.
func (c Clock) Overdue(now time.Time) bool {
	if !c.Kept.IsZero() {
		now = c.Kept
	}
	return !now.Before(c.Due)
}

// Soon reports whether it was not done, and will be too late soon.
func (c Clock) Soon(now time.Time) bool {
	return c.Kept.IsZero() && now.Before(c.Due) && !now.Before(c.Due.Add(-soon[c.Kind]))
}

// afterWorkingDays is the end of the n-th working day after that of a moment.
func afterWorkingDays(from time.Time, n int) time.Time {
	return calendar.Span{Working: calendar.Standard()}.End(from, n)
}

// afterDays is the end of the n-th day after that of a moment.
func afterDays(from time.Time, n int) time.Time { return calendar.Span{}.End(from, n) }

// LastDay is the last day on which a clock is kept in time, YYYY-MM-DD.
func (c Clock) LastDay() string { return calendar.Day(c.Due.Add(-time.Nanosecond)) }
