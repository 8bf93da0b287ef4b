package matching

import (
	"cmp"
	"slices"
	"time"

	"oco.example/oco/server/matching/simulate"
	"oco.example/oco/server/platform/calendar"
)

// Past is an application of the last year, for which a supporter was sought.
type Past struct {
	Application
	// Stored is when it was stored: on its own day, or later when it came from a register.
	Stored time.Time
	// Previous is who supported the resident before, empty for somebody new.
	Previous string
}

// MaxReplayed is how many applications of a year are played, the newest first.
const MaxReplayed = 2000

const replayedDays = 52 * 7

// ReplayStart is the Monday on which the last 52 weeks began, of which this one is the last.
func ReplayStart(now time.Time) time.Time {
	today, _ := calendar.ParseDay(calendar.Day(now)) // it was written as it is read
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	return monday.AddDate(0, 0, 7-replayedDays)
}

// Replay is the last year of a municipality as a simulation plays it: the applications that came in, and the supporters
// of today. What a simulation has no place for is left out: an application of which nobody knows what it is about, all
// life domains but the first, target groups and languages beyond the most frequent, what only sealed files say.
func Replay(start time.Time, offerHours int, past []Past, supporters []Candidate) simulate.Scenario {
	r := replaying{
		domains: numbers(frequent(past, func(p Past) []string { return p.LifeDomains }), simulate.Domains),
		groups:  numbers(frequent(past, func(p Past) []string { return p.TargetGroups }), simulate.Groups),
		languages: numbers(frequent(past, func(p Past) []string {
			if asked := p.Asked(); asked != "" && asked != "nl" {
				return []string{asked}
			}
			return nil
		}), simulate.Languages),
		places: map[string]int{},
	}
	s := simulate.Scenario{Days: replayedDays, OfferHours: offerHours}
	at := map[string]int{}
	for _, c := range supporters {
		if c.Ready() {
			at[c.Supporter] = len(s.Supporters)
			s.Supporters = append(s.Supporters, r.supporter(c))
		}
	}
	for _, p := range past {
		minute, within := minuteOf(start, p)
		if len(p.LifeDomains) == 0 || !within {
			continue
		}
		a := r.application(p)
		a.Minute, a.Previous = minute, simulate.Nobody
		if before, known := at[p.Previous]; known && s.Supporters[before].Formal == a.Formal {
			a.Previous = before
		}
		s.Applications = append(s.Applications, a)
	}
	slices.SortStableFunc(s.Applications, func(x, y simulate.Application) int { return cmp.Compare(x.Minute, y.Minute) })
	return s
}

// minuteOf is when an application came in, counted from the start, and whether that is in the year. Of one from a
// register only the day is known: ten in the morning.
func minuteOf(start time.Time, p Past) (minute int, within bool) {
	day, err := calendar.ParseDay(p.Date)
	if err != nil {
		return 0, false
	}
	// In whole days of the calendar, whatever the clocks did.
	days := int(day.Sub(start).Round(24*time.Hour) / (24 * time.Hour))
	clock := 10 * 60
	if calendar.Day(p.Stored) == p.Date {
		local := p.Stored.In(day.Location())
		clock = local.Hour()*60 + local.Minute()
	}
	return days*24*60 + clock, days >= 0 && days < replayedDays
}

// replaying gives numbers to what a municipality has codes for.
type replaying struct{ domains, groups, languages, places map[string]int }

func (r replaying) place(code string) int {
	if _, known := r.places[code]; !known {
		r.places[code] = len(r.places)
	}
	return r.places[code]
}

// Where somebody lives of whom that is not known: no neighbour of anybody.
const residentNowhere, supporterNowhere = -1, -2

func (r replaying) supporter(c Candidate) simulate.Supporter {
	s := simulate.Supporter{
		Neighbourhood: supporterNowhere, Places: c.MaxCases, Minutes: c.HoursPerWeek * 60, Cases: c.HadCases, Formal: c.Kind == "FORMAL",
	}
	if c.Neighbourhood != "" {
		s.Neighbourhood = r.place(c.Neighbourhood)
	}
	if s.Minutes == 0 { // not said: as much as their places ask
		s.Minutes = s.Places * 2 * 60
	}
	for _, code := range c.LifeDomains {
		if n, known := r.domains[code]; known {
			s.Levels[n] = worth[c.Levels[code]]
		}
	}
	for _, code := range c.TargetGroups {
		if n, known := r.groups[code]; known {
			s.Groups[n] = worth[c.Levels[code]]
		}
	}
	for _, code := range c.Languages {
		if n, known := r.languages[code]; known {
			s.Speaks[n+1] = true
		}
	}
	days := c.Weekdays
	if len(days) == 0 { // not said: on working days
		days = []int{1, 2, 3, 4, 5}
	}
	for _, day := range days {
		s.Free[(day-1)*simulate.Parts], s.Free[(day-1)*simulate.Parts+1] = true, true
	}
	return s
}

var complexities = map[Complexity]int{Simple: 0, Ordinary: 1, NotJudged: 1, Complex: 2}

func (r replaying) application(p Past) simulate.Application {
	a := simulate.Application{
		Domain: r.domains[p.LifeDomains[0]], Group: simulate.Nobody, Neighbourhood: residentNowhere,
		Complexity: complexities[p.Wishes.Complexity], Formal: p.Route == "FORMAL",
	}
	for _, code := range p.TargetGroups {
		if n, known := r.groups[code]; known {
			a.Group = n
			break
		}
	}
	if n, known := r.languages[p.Asked()]; known {
		a.Language = n + 1
	}
	if p.Neighbourhood != "" {
		a.Neighbourhood = r.place(p.Neighbourhood)
	}
	return a
}

// frequent are the codes of all applications, the most frequent first.
func frequent(past []Past, of func(p Past) []string) []string {
	count := map[string]int{}
	var codes []string
	for _, p := range past {
		for _, code := range of(p) {
			if count[code] == 0 {
				codes = append(codes, code)
			}
			count[code]++
		}
	}
	slices.SortFunc(codes, func(x, y string) int { return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y)) })
	return codes
}

// numbers gives the first codes of a list a number each.
func numbers(codes []string, most int) map[string]int {
	n := map[string]int{}
	for i, code := range codes[:min(len(codes), most)] {
		n[code] = i
	}
	return n
}
