package calendar

import (
	"errors"
	"time"
)

var amsterdam = mustLoad("Europe/Amsterdam")

func mustLoad(name string) *time.Location {
	location, err := time.LoadLocation(name)
	if err != nil {
		panic("calendar: the embedded time zones lack " + name)
	}
	return location
}

// Location is Europe/Amsterdam, where all local days and times are.
func Location() *time.Location { return amsterdam }

// Day is the local day of a moment, YYYY-MM-DD.
func Day(moment time.Time) string { return moment.In(amsterdam).Format(time.DateOnly) }

// Days that somebody can mean lie between these years: everybody who lives was born after the
// first, and nothing is agreed on for after the last. Postgres knows no year 0.
const (
	firstYear = 1900
	lastYear  = 2200
)

// ParseDay is the moment at which a local day, YYYY-MM-DD, begins. It refuses every other form,
// days that do not exist, and years that nobody means.
func ParseDay(day string) (time.Time, error) {
	begin, err := time.ParseInLocation(time.DateOnly, day, amsterdam)
	if err != nil {
		return time.Time{}, errors.New("not a day of the form YYYY-MM-DD")
	}
	if begin.Year() < firstYear || begin.Year() > lastYear {
		return time.Time{}, errors.New("not a day that anybody means")
	}
	return begin, nil
}

// EndOfDay is the moment at which the local day of the moment is over: the begin of the next.
func EndOfDay(moment time.Time) time.Time {
	year, month, day := moment.In(amsterdam).Date()
	return time.Date(year, month, day+1, 0, 0, 0, 0, amsterdam)
}

// SameDay reports whether two moments are on the same local day.
func SameDay(one, other time.Time) bool { return Day(one) == Day(other) }

// DaysBetween counts the calendar days from the local day of one moment to that of another: 0 on
// the same day, 1 from today to tomorrow, negative when to comes first.
func DaysBetween(from, to time.Time) int {
	return int(noon(to).Sub(noon(from)) / (24 * time.Hour))
}

// noon puts a local day on a scale where all days have 24 hours.
func noon(moment time.Time) time.Time {
	year, month, day := moment.In(amsterdam).Date()
	return time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
}
