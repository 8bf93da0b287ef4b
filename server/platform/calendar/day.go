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

// Day is the local day of a moment, YYYY-MM-DD.
func Day(moment time.Time) string { return moment.In(amsterdam).Format(time.DateOnly) }

// Local is a moment by the clocks of Europe/Amsterdam.
func Local(moment time.Time) time.Time { return moment.In(amsterdam) }

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
