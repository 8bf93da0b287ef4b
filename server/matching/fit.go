package matching

import (
	"slices"
	"time"

	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/calendar"
)

// soon is within how many working days a first moment should be free.
const soon = 2

// RecentAsks is how far back it counts that somebody was asked.
const RecentAsks = 14 * 24 * time.Hour

// Moment is when a ranking is made.
type Moment struct {
	// Today is a day, YYYY-MM-DD.
	Today string
	// Soon are the working days after it within which a first moment should be free.
	Soon []Day
}

// Day is a day, YYYY-MM-DD, and which of the week it is, 1 for Monday to 7.
type Day struct {
	Date    string
	Weekday int
}

// At is the moment of a time.
func At(now time.Time) Moment {
	m := Moment{Today: calendar.Day(now)}
	working := calendar.Standard()
	for n := 1; n <= soon; n++ {
		day := working.AddWorkingDays(now, n)
		m.Soon = append(m.Soon, Day{Date: calendar.Day(day), Weekday: (int(day.Weekday())+6)%7 + 1})
	}
	return m
}

// worth is what a level is worth. Without one it is ordinary.
var worth = map[string]int{"": score.Ordinary, "STARTING": score.Starting, "EXPERIENCED": score.Ordinary, "EXPERT": score.Expert}

// Fit is how the supporter fits the application: the factors about which something is known, and how much they
// already do.
func (c Candidate) Fit(a Application, at Moment) score.Fit {
	load := c.Load(at.Today)
	f := score.Fit{Values: map[score.Factor]int{}, Open: load.Open, Capacity: load.Capacity, Asks: c.RecentAsks}
	know := func(factor score.Factor, known bool, value func() int) {
		if known {
			f.Values[factor] = value()
		}
	}
	know(score.LifeDomain, len(a.LifeDomains) > 0, func() int { return score.Known(a.LifeDomains, c.levels(c.LifeDomains)) })
	know(score.TargetGroup, len(a.TargetGroups) > 0, func() int { return score.Known(a.TargetGroups, c.levels(c.TargetGroups)) })
	know(score.LivedExperience, a.Wishes.LivedExperience, func() int { return score.Yes(c.Traits.LivedExperience) })
	know(score.Language, a.Asked() != "" && len(c.Languages) > 0, func() int { return c.speaks(a) })
	know(score.Travel, a.Neighbourhood != "" && c.Neighbourhood != "", func() int { return c.near(a) })
	know(score.FreeMoment, len(c.Weekdays) > 0, func() int { return score.Yes(c.freeOn(a.Wishes.Complexity, at) != "") })
	know(score.Experience, a.Wishes.Complexity != "", func() int {
		return score.Experienced(c.HadCases, Wanted[a.Wishes.Complexity])
	})
	know(score.Continuity, a.Returns, func() int { return score.Yes(c.Supported) })
	met, of := c.preferred(a)
	know(score.Preferences, of > 0, func() int { return score.Part(met, of) })
	return f
}

func (c Candidate) levels(known []string) map[string]int {
	levels := make(map[string]int, len(known))
	for _, what := range known {
		levels[what] = worth[c.Levels[what]]
	}
	return levels
}

// speaks is whether the supporter speaks the language that is asked; with an interpreter it makes half the difference.
func (c Candidate) speaks(a Application) int {
	if !slices.Contains(c.Languages, a.Asked()) && a.Wishes.Arranged {
		return score.Full / 2
	}
	return score.Yes(slices.Contains(c.Languages, a.Asked()))
}

// freeOn is the first day of those that come on which the supporter has time and takes cases, empty when there is none.
func (c Candidate) freeOn(asked Complexity, at Moment) string {
	for _, day := range at.Soon {
		if slices.Contains(c.Weekdays, day.Weekday) && c.Free(asked, day.Date) > 0 {
			return day.Date
		}
	}
	return ""
}

// preferred is how many of the resident's preferences the supporter meets, of those of which that is known.
func (c Candidate) preferred(a Application) (met, of int) {
	count := func(known, meets bool) {
		if known {
			of++
		}
		if known && meets {
			met++
		}
	}
	count(a.Wishes.GenderStrength == Prefer && c.Traits.Gender != "", c.Traits.Gender == a.Wishes.Gender)
	count(a.Wishes.NoNeighbour == Prefer && c.Neighbourhood != "" && a.Neighbourhood != "", !c.IsNeighbour(a))
	return met, of
}
