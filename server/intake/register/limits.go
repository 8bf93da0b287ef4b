package register

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// How long a text may be, in characters: what the contract allows for the field.
const (
	longestName       = 200
	longestQuestion   = 4000
	longestOutcome    = 500
	longestWord       = 40
	longestRelation   = 100
	longestNumber     = 20
	longestExperience = 1000
)

// How large a number may be, and how many words a list may have: what the contract allows.
const (
	mostHours        = 1000
	mostHoursPerWeek = 60
	maxCapacity      = 100
	mostWords        = 20
)

// atMost cuts a list of words to what is kept of it, with a remark.
func atMost(c *cells, field Field, list []string) []string {
	if len(list) <= mostWords {
		return list
	}
	c.completeWith(RuleTooMany, field, "limit", strconv.Itoa(mostWords))
	return list[:mostWords]
}

// betweenUnits parts hours from minutes by their unit.
var betweenUnits = regexp.MustCompile(`^(\d+)\s*(?:u|uur|h)\s*(\d{2})(?:\s*m(?:in)?)?$`)

// minutes reads a number of hours up to most; anything else is remarked, and is 0.
func (c *cells) minutes(field Field, most int) int {
	text := phrase(c.raw(field))
	if text == "" || nothing(text) {
		return 0
	}
	text = betweenUnits.ReplaceAllString(text, "$1:$2") // 1u30
	for _, unit := range []string{"uren", "uur", "hours", "hour", "u", "h"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, unit))
	}
	if minutes, ok := duration(text); ok && minutes <= most*60 {
		return minutes
	}
	c.complete(RuleHours, field)
	c.leave(field, c.raw(field))
	return 0
}

// duration reads hours and minutes, "1:30", or hours with a fraction, "1,5", as minutes.
func duration(text string) (minutes int, ok bool) {
	if whole, part, ok := strings.Cut(text, ":"); ok {
		h, wrongHours := strconv.Atoi(whole)
		m, wrongMinutes := strconv.Atoi(part)
		return h*60 + m, wrongHours == nil && wrongMinutes == nil && h >= 0 && h <= mostHours && m >= 0 && m < 60 && len(part) == 2
	}
	text = strings.Replace(text, ",", ".", 1)
	hours, err := strconv.ParseFloat(text, 64)
	if err != nil || !(hours >= 0 && hours <= mostHours) { // also no number at all (NaN)
		return 0, false
	}
	if partOfDay(text, hours) {
		hours *= 24
	}
	return int(hours*60 + 0.5), true
}

// partOfDay reports whether a number is a time as a spreadsheet stores it, a part of a day: 0.0625 is
// 1:30. People type no more than two digits behind the comma, and a time is a whole number of minutes.
func partOfDay(text string, number float64) bool {
	const typed, exactly = 2, 1e-6
	_, behind, _ := strings.Cut(text, ".")
	minutes := number * 24 * 60
	return number > 0 && number < 1 && len(behind) > typed && math.Abs(minutes-math.Round(minutes)) < exactly
}
