package register

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/person"
)

// Day is a calendar day as "2021-01-06"; empty for no day. Days compare as text.
type Day string

// Month is the month of the day, "2021-01".
func (d Day) Month() string {
	if len(d) < len("2021-01") {
		return ""
	}
	return string(d[:len("2021-01")])
}

// reading says what a date cell turned out to be.
type reading int

const (
	// dayAbsent: nothing, or words without any date in them.
	dayAbsent reading = iota
	// dayRead: one day.
	dayRead
	// dayDoubtful: one day, with words around it that may change its meaning.
	dayDoubtful
	// dayUnclear: words or numbers that are no day, but not an impossible one either.
	dayUnclear
	// dayImpossible: written as a date, and no such day exists.
	dayImpossible
)

var (
	// d-m-yyyy, d/m/yy, d.m.yyyy, d m yyyy.
	dayMonthYear = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*'?(\d{4}|\d{2})(?:$|[^\d])`)
	// yyyy-mm-dd.
	yearMonthDay = regexp.MustCompile(`(?:^|[^\d])(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:$|t|[^\d])`)
	// 6 jan 2021, 1 sept. '21, 3-mrt-2021.
	dayWordYear = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})(?:e|ste|de)?[-/. ]*([a-z]{3,9})[-/. ]+'?(\d{4}|\d{2})(?:$|[^\d])`)
	// 20210106.
	eightDigits = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})$`)
	// A spreadsheet's count of days, with the time of the day behind it.
	serialDay = regexp.MustCompile(`^(\d{5})(?:[.,]\d+)?$`)
	// What may stand around a date and changes nothing: a weekday, a time.
	weekday   = regexp.MustCompile(`^(?:ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+`)
	clockTime = regexp.MustCompile(`(?:t|,?\s+(?:om\s+)?)\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:uur|u|h|z))?|\.\d{2}\s*(?:uur|u|h))$`)
)

// months are the names and short forms of the months, folded.
var months = map[string]time.Month{
	"januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "febr": 2, "february": 2,
	"maart": 3, "mrt": 3, "mar": 3, "march": 3, "maa": 3, "april": 4, "apr": 4, "mei": 5, "may": 5,
	"juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7, "augustus": 8, "aug": 8, "august": 8,
	"september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "oct": 10, "october": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
}

// excelEpoch is day zero of a spreadsheet: its calendar has a 29 February 1900 that never was, so
// that counting from here is right from March 1900 on. Workbooks of old Macs start later.
var excelEpoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)

const epoch1904 = 1462 // days from excelEpoch to 1 January 1904

// readDay reads a date as people type it: day before month, two-digit years in this century.
// Later is the number of days that a workbook's calendar starts after excelEpoch.
func readDay(text string, later int) (Day, reading) {
	text = strings.TrimSpace(person.Fold(text))
	if text == "" || !strings.ContainsAny(text, "0123456789") {
		return "", dayAbsent
	}
	bare := clockTime.ReplaceAllString(weekday.ReplaceAllString(text, ""), "")
	if found := serialDay.FindStringSubmatch(bare); found != nil {
		return fromSerial(found[1], later)
	}
	if found := eightDigits.FindStringSubmatch(bare); found != nil {
		return exact(found[1], found[2], found[3])
	}
	day, what, whole := written(bare)
	if what == dayRead && !whole {
		return day, dayDoubtful
	}
	return day, what
}

// written finds the first date of day, month and year in text; whole says that there was nothing else.
func written(text string) (day Day, what reading, whole bool) {
	first := len(text) + 1
	what = dayUnclear
	for _, form := range []struct {
		pattern          *regexp.Regexp
		year, month, day int
	}{{yearMonthDay, 1, 2, 3}, {dayMonthYear, 3, 2, 1}, {dayWordYear, 3, 2, 1}} {
		places := form.pattern.FindStringSubmatchIndex(text)
		if places == nil || places[0] >= first {
			continue
		}
		found := form.pattern.FindStringSubmatch(text)
		month := found[form.month]
		if form.pattern == dayWordYear {
			number, known := monthOf(month)
			if !known {
				continue
			}
			month = strconv.Itoa(int(number))
		}
		first = places[0]
		day, what = exact(found[form.year], month, found[form.day])
		around := text[:places[2]] + text[places[len(places)-1]:]
		whole = strings.Trim(around, " .,") == ""
	}
	return day, what, whole
}

// monthOf knows the names of the months, also misspelled after the third letter ("febuari").
func monthOf(word string) (time.Month, bool) {
	if month, known := months[word]; known {
		return month, true
	}
	month, known := months[word[:3]]
	return month, known
}

func exact(year, month, day string) (Day, reading) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if len(year) == 2 {
		y += 2000
	}
	date := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	// A year far away is a slip of the keyboard ("0201"), and no day that anybody meant.
	if date.Day() != d || int(date.Month()) != m || y < 1900 || y > 2199 {
		return "", dayImpossible
	}
	return Day(date.Format(time.DateOnly)), dayRead
}

// fromSerial reads a spreadsheet's count of days, from 1954 to 2119: other numbers are no dates.
func fromSerial(digits string, later int) (Day, reading) {
	days, _ := strconv.Atoi(digits)
	if days += later; days < 20_000 || days > 80_000 {
		return "", dayUnclear
	}
	return Day(excelEpoch.AddDate(0, 0, days).Format(time.DateOnly)), dayRead
}
