package signal

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"oco.example/oco/server/platform/calendar"
)

// monthsBack is how long ago a signal may have been told to be suggested still.
const monthsBack = 6

// The parts of a likeness: the same theme and organisation, how near in time, how many words in common.
const (
	same    = 50
	near    = 25
	words   = 25
	farDays = 183
)

// Since is the moment after which a signal is told that is suggested still.
func Since(now time.Time) time.Time { return now.AddDate(0, -monthsBack, 0) }

// Likeness says from 50 to 100 how much a signal is like another matter in other words, and 0 when it is not: then it has
// another theme or organisation, or more than half a year lies between them.
func (m Matter) Likeness(text string, s Signal) int {
	if m.Theme != s.Theme || m.Key != s.Key {
		return 0
	}
	apart := m.daysBetween(s.Matter)
	if apart > farDays {
		return 0
	}
	return same + near*(farDays-apart)/farDays + inCommon(text, s.Description.Reveal())
}

// Similar is a signal and how much it is like what was asked.
type Similar struct {
	Signal
	Likeness int
}

// Rank leaves of signals those that are like a matter, the most alike first, and of two the newer.
func (m Matter) Rank(text string, signals []Signal) []Similar {
	ranked := make([]Similar, 0, len(signals))
	for _, s := range signals {
		if likeness := m.Likeness(text, s); likeness > 0 {
			ranked = append(ranked, Similar{s, likeness})
		}
	}
	slices.SortFunc(ranked, Similar.Compare)
	return ranked
}

// Compare orders the most alike first, and of two the newer.
func (s Similar) Compare(other Similar) int {
	return cmp.Or(cmp.Compare(other.Likeness, s.Likeness), strings.Compare(other.ID, s.ID))
}

// daysBetween is how many days lie between two periods, 0 when they touch.
func (m Matter) daysBetween(other Matter) int {
	switch {
	case m.Until != "" && m.Until < other.From:
		return daysFrom(m.Until, other.From)
	case other.Until != "" && other.Until < m.From:
		return daysFrom(other.Until, m.From)
	}
	return 0
}

// daysFrom is how many days one day is after another; both were checked before.
func daysFrom(day, later string) int {
	from, _ := calendar.ParseDay(day)
	to, _ := calendar.ParseDay(later)
	const hours, halfADay = 24, 12 // a day in spring or autumn has an hour less or more
	return int((to.Sub(from).Hours() + halfADay) / hours)
}

// inCommon says how many of the longer words of two texts are in both, of those that are in either.
func inCommon(one, other string) int {
	first, second := longWords(one), longWords(other)
	both := 0
	for word := range first {
		if second[word] {
			both++
		}
	}
	either := len(first) + len(second) - both
	if either == 0 {
		return 0
	}
	return words * both / either
}

// longWords are the words of a text that say something: short ones are in every text.
func longWords(text string) map[string]bool {
	const short = 4
	kept := map[string]bool{}
	for _, word := range wordsOf(text) {
		if len([]rune(word)) > short {
			kept[word] = true
		}
	}
	return kept
}

// wordsOf are the words of a text without case and punctuation.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) })
}
