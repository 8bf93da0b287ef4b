package promise

import "time"

// Unit is in what people say how long something takes.
type Unit string

// The units.
const (
	Minutes Unit = "minutes"
	Hours   Unit = "hours"
	Days    Unit = "days"
)

// Left is how long there is until the breach, or how long after it the promise was kept, or has not been
// until now: whole minutes, hours or days, at least one minute. It says something while there is a due
// moment.
func (c Clock) Left(now time.Time) (int, Unit) {
	at := now
	if !c.Kept.IsZero() {
		at = c.Kept
	}
	span := c.Due.Sub(at).Abs()
	switch {
	case span < time.Hour:
		return max(1, int(span/time.Minute)), Minutes
	case span < 24*time.Hour:
		return int(span / time.Hour), Hours
	default:
		return int(span / (24 * time.Hour)), Days
	}
}
