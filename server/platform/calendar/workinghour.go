package calendar

import "time"

// The hours of a working day, local time: those of an office. What is counted in working hours stands
// still outside them.
const (
	dayBegins = 9
	dayEnds   = 17
)

// AddWorkingHours is the moment at which so many working hours have passed: from nine to five on
// working days. What begins outside them begins with the next. With no hours or fewer it is the moment
// itself. Local time, in Europe/Amsterdam.
func (c *Calendar) AddWorkingHours(moment time.Time, hours int) time.Time {
	at := moment.In(amsterdam)
	left := time.Duration(hours) * time.Hour
	for left > 0 {
		begins, ends := atHour(at, dayBegins), atHour(at, dayEnds)
		if at.Before(begins) {
			at = begins
		}
		if !c.IsWorkingDay(at) || !at.Before(ends) {
			at = atHour(at.AddDate(0, 0, 1), dayBegins)
			continue
		}
		if today := ends.Sub(at); left > today {
			left -= today
			at = ends
			continue
		}
		return at.Add(left)
	}
	return at
}

// atHour is an hour of the local day of a moment.
func atHour(moment time.Time, hour int) time.Time {
	year, month, day := moment.Date()
	return time.Date(year, month, day, hour, 0, 0, 0, moment.Location())
}

// TakeWorkingHours is the moment before which so many working hours remain until the given one: it goes
// back as AddWorkingHours goes forward. With no hours or fewer it is the moment itself. Local time, in
// Europe/Amsterdam.
func (c *Calendar) TakeWorkingHours(moment time.Time, hours int) time.Time {
	at := moment.In(amsterdam)
	left := time.Duration(hours) * time.Hour
	for left > 0 {
		begins, ends := atHour(at, dayBegins), atHour(at, dayEnds)
		if at.After(ends) {
			at = ends
		}
		if !c.IsWorkingDay(at) || !at.After(begins) {
			at = atHour(at.AddDate(0, 0, -1), dayEnds)
			continue
		}
		if today := at.Sub(begins); left > today {
			left -= today
			at = begins
			continue
		}
		return at.Add(-left)
	}
	return at
}
