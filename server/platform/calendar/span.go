package calendar

import "time"

// Span says which days are counted: those of the calendar, or working days alone.
type Span struct {
	// Working are the days that are counted; nil: every day.
	Working *Calendar
}

// End is the moment at which the n-th day after that of the moment is over: the next day begins then. The
// day of the moment itself is day zero, or the next day that is counted when it is not; fewer than no days
// are none. It is a local midnight, whatever the clocks did in between.
func (s Span) End(moment time.Time, n int) time.Time {
	day := moment.In(amsterdam)
	n = max(n, 0)
	switch {
	case s.Working == nil:
		day = noon(day, n)
	case n == 0 && s.Working.IsWorkingDay(day):
	default:
		day = s.Working.AddWorkingDays(noon(day, 0), max(n, 1))
	}
	return midnight(day, 1)
}

// Between counts the days after that of from, up to and with that of until.
func (s Span) Between(from, until time.Time) int {
	count, last := 0, Day(until)
	for day := noon(from.In(amsterdam), 1); Day(day) <= last; day = noon(day, 1) {
		if s.Working == nil || s.Working.IsWorkingDay(day) {
			count++
		}
	}
	return count
}

// noon is the middle of a local day so many days later: an hour that no change of the clocks touches.
func noon(day time.Time, later int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+later, 12, 0, 0, 0, amsterdam)
}

// midnight is the begin of a local day so many days later.
func midnight(day time.Time, later int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+later, 0, 0, 0, 0, amsterdam)
}
