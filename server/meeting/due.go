package meeting

import (
	"cmp"
	"slices"
	"time"
)

// Rhythm is how often supporters come together, as a municipality set it.
type Rhythm struct {
	// IntervisionWeeks is how many weeks lie between two intervisions.
	IntervisionWeeks int
	// InDepthAfter is after how many intervisions there is an in-depth meeting.
	InDepthAfter int
}

// Usual is the rhythm of a municipality that set nothing.
var Usual = Rhythm{IntervisionWeeks: 6, InDepthAfter: 2}

// Attended is that somebody was at a meeting of a kind on a day, YYYY-MM-DD.
type Attended struct {
	Kind Kind
	Day  string
}

// Due is what somebody should come to.
type Due struct {
	Kind Kind
	// Day is when it is due, Last when somebody last was at one, empty when never; both YYYY-MM-DD.
	Day, Last string
}

// Due says what is due for a supporter who is active since a day, by what they were at, in any order. Intervision is
// due so many weeks after the last one, or after becoming active; an in-depth meeting from the day of the intervision
// that was the last of so many since the one before it. What lies ahead is said as well: whoever asks knows how far
// they look.
func (r Rhythm) Due(since string, attended []Attended) []Due {
	intervisions, inDepth := days(attended, Intervision), days(attended, InDepth)
	last, lastInDepth := latest(intervisions), latest(inDepth)
	due := []Due{{Kind: Intervision, Day: addDays(max(last, since), 7*r.IntervisionWeeks), Last: last}}
	var later []string
	for _, day := range intervisions {
		if day > lastInDepth {
			later = append(later, day)
		}
	}
	if len(later) >= r.InDepthAfter {
		due = append(due, Due{Kind: InDepth, Day: later[r.InDepthAfter-1], Last: lastInDepth})
	}
	return due
}

// days are those of a kind, the earliest first. Two meetings of a kind on one day are one.
func days(attended []Attended, kind Kind) []string {
	var list []string
	for _, a := range attended {
		if a.Kind == kind {
			list = append(list, a.Day)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func latest(days []string) string {
	if len(days) == 0 {
		return ""
	}
	return days[len(days)-1]
}

// addDays counts days of the calendar: in UTC each has 24 hours.
func addDays(day string, count int) string {
	begin, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return begin.AddDate(0, 0, count).Format(time.DateOnly)
}

// Worker is an active supporter, as what is due is reckoned by.
type Worker struct {
	Supporter string
	// Kind is INFORMAL or FORMAL, Since the day of becoming active.
	Kind, Since string
	Attended    []Attended
	// Ahead are the planned meetings to which they are invited and did not say no, the soonest first.
	Ahead []Attended
}

// Owed is something that is due for somebody.
type Owed struct {
	Due
	Supporter, SupporterKind string
	// Overdue is true when the day is past.
	Overdue bool
	// Invited is the day of the next meeting of this kind to which they are invited, if any.
	Invited string
}

// Owed is what is due for some supporters until a day, in the order of the days, and of ids on one day.
func (r Rhythm) Owed(workers []Worker, today, until string) []Owed {
	var owed []Owed
	for _, worker := range workers {
		for _, due := range r.Due(worker.Since, worker.Attended) {
			if due.Day > until {
				continue
			}
			one := Owed{Due: due, Supporter: worker.Supporter, SupporterKind: worker.Kind, Overdue: due.Day < today}
			if next := days(worker.Ahead, due.Kind); len(next) > 0 {
				one.Invited = next[0]
			}
			owed = append(owed, one)
		}
	}
	slices.SortFunc(owed, Owed.Compare)
	return owed
}

// Compare is the order of what is due.
func (o Owed) Compare(other Owed) int {
	return cmp.Or(cmp.Compare(o.Day, other.Day), cmp.Compare(o.Supporter, other.Supporter), cmp.Compare(o.Kind, other.Kind))
}
