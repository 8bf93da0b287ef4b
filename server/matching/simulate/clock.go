package simulate

// Minutes.
const (
	hour = 60
	day  = 24 * hour
	week = 7 * day
)

// The hours of a coordinator, and when the parts of a day begin.
const (
	opens, closes = 9 * hour, 17 * hour
	workingDays   = 5
)

var partBegins = [Parts]int{9 * hour, 13 * hour, 19 * hour}

// working is whether a minute is in the hours of a coordinator.
func working(minute int) bool {
	of := minute % day
	return minute/day%7 < workingDays && of >= opens && of < closes
}

// nextWorking is the minute itself in working hours, else when they begin next.
func nextWorking(minute int) int {
	if working(minute) {
		return minute
	}
	if minute%day >= closes || minute/day%7 >= workingDays {
		minute += day - minute%day
	}
	for minute/day%7 >= workingDays {
		minute += day
	}
	return minute - minute%day + opens
}

// afterWorking is when so many working minutes have passed.
func afterWorking(minute, minutes int) int {
	for {
		minute = nextWorking(minute)
		left := closes - minute%day
		if minutes <= left {
			return minute + minutes
		}
		minutes -= left
		minute += left
	}
}

// withinWorkingDays is whether a moment is on or before the n-th working day after the day of another.
func withinWorkingDays(from, moment, n int) bool {
	last := from / day
	for n > 0 {
		last++
		if last%7 < workingDays {
			n--
		}
	}
	return moment/day <= last
}

// sameWorkingDay is whether a moment is on the day of another or, when that is no working time, no
// later than the working day that follows.
func sameWorkingDay(from, moment int) bool { return moment/day <= nextWorking(from)/day }
