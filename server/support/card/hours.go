package card

import (
	"slices"
	"strings"
)

// Hours are when the phone is answered on one day, local time HH:MM. Weekday is ISO 8601: Monday is 1.
type Hours struct {
	Weekday       int
	Opens, Closes string
}

var weekdays = [...]string{1: "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}

// Words are the hours as people read them, one line for days that follow each other and are the same: "maandag tot en met
// vrijdag: 09.00 - 12.30 uur".
func Words(hours []Hours) []string {
	var byDay [8]string
	sorted := slices.SortedFunc(slices.Values(hours), func(a, b Hours) int { return strings.Compare(a.Opens, b.Opens) })
	for _, h := range sorted {
		if h.Weekday < 1 || h.Weekday > 7 {
			continue
		}
		if byDay[h.Weekday] != "" {
			byDay[h.Weekday] += " en "
		}
		byDay[h.Weekday] += strings.ReplaceAll(h.Opens+" - "+h.Closes, ":", ".")
	}
	var lines []string
	for day := 1; day <= 7; day++ {
		if byDay[day] == "" {
			continue
		}
		last := day
		for last < 7 && byDay[last+1] == byDay[day] {
			last++
		}
		lines = append(lines, span(day, last)+": "+byDay[day]+" uur")
		day = last
	}
	return lines
}

func span(first, last int) string {
	switch last - first {
	case 0:
		return weekdays[first]
	case 1:
		return weekdays[first] + " en " + weekdays[last]
	}
	return weekdays[first] + " tot en met " + weekdays[last]
}
