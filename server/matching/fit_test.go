package matching_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
)

var monday = matching.At(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC))

// Within two working days skips weekends and holidays, over the change to summer time as well.
func TestTheDaysThatAreSoon(t *testing.T) {
	for name, c := range map[string]struct {
		now  time.Time
		want []matching.Day
	}{
		"monday":                 {time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), []matching.Day{{Date: "2026-03-03", Weekday: 2}, {Date: "2026-03-04", Weekday: 3}}},
		"thursday":               {time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC), []matching.Day{{Date: "2026-03-06", Weekday: 5}, {Date: "2026-03-09", Weekday: 1}}},
		"before summer time":     {time.Date(2026, 3, 27, 22, 30, 0, 0, time.UTC), []matching.Day{{Date: "2026-03-30", Weekday: 1}, {Date: "2026-03-31", Weekday: 2}}},
		"already the next day":   {time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC), []matching.Day{{Date: "2026-03-03", Weekday: 2}, {Date: "2026-03-04", Weekday: 3}}},
		"before Easter":          {time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC), []matching.Day{{Date: "2026-04-07", Weekday: 2}, {Date: "2026-04-08", Weekday: 3}}},
		"between Christmas days": {time.Date(2026, 12, 24, 9, 0, 0, 0, time.UTC), []matching.Day{{Date: "2026-12-28", Weekday: 1}, {Date: "2026-12-29", Weekday: 2}}},
	} {
		if diff := cmp.Diff(c.want, matching.At(c.now).Soon); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Each factor on its own: what is known, and how far it is met.
func TestEachFactor(t *testing.T) {
	none := -1 // nothing is known
	for name, c := range map[string]struct {
		factor score.Factor
		a      matching.Application
		c      matching.Candidate
		want   int
	}{
		"about nothing":            {score.LifeDomain, matching.Application{}, matching.Candidate{LifeDomains: []string{"WMO"}}, none},
		"knows nothing of it":      {score.LifeDomain, matching.Application{LifeDomains: []string{"WMO"}}, matching.Candidate{}, 0},
		"knows half of it":         {score.LifeDomain, matching.Application{LifeDomains: []string{"WMO", "WORK"}}, matching.Candidate{LifeDomains: []string{"WORK"}}, 400},
		"starts":                   {score.LifeDomain, matching.Application{LifeDomains: []string{"WMO"}}, matching.Candidate{LifeDomains: []string{"WMO"}, Levels: map[string]string{"WMO": "STARTING"}}, 600},
		"is experienced":           {score.LifeDomain, matching.Application{LifeDomains: []string{"WMO"}}, matching.Candidate{LifeDomains: []string{"WMO"}, Levels: map[string]string{"WMO": "EXPERIENCED"}}, 800},
		"is an expert":             {score.LifeDomain, matching.Application{LifeDomains: []string{"WMO"}}, matching.Candidate{LifeDomains: []string{"WMO"}, Levels: map[string]string{"WMO": "EXPERT"}}, 1000},
		"of no group":              {score.TargetGroup, matching.Application{}, matching.Candidate{TargetGroups: []string{"lvb"}}, none},
		"of a group":               {score.TargetGroup, matching.Application{TargetGroups: []string{"lvb"}}, matching.Candidate{TargetGroups: []string{"lvb"}}, 800},
		"asks for no experience":   {score.LivedExperience, matching.Application{}, matching.Candidate{Traits: matching.Traits{LivedExperience: true}}, none},
		"lived it":                 {score.LivedExperience, matching.Application{Wishes: matching.Wishes{LivedExperience: true}}, matching.Candidate{Traits: matching.Traits{LivedExperience: true}}, 1000},
		"did not live it":          {score.LivedExperience, matching.Application{Wishes: matching.Wishes{LivedExperience: true}}, matching.Candidate{}, 0},
		"any language":             {score.Language, matching.Application{}, matching.Candidate{Languages: []string{"nl"}}, none},
		"languages not known":      {score.Language, matching.Application{Interpreter: "ar"}, matching.Candidate{}, none},
		"speaks it":                {score.Language, matching.Application{Interpreter: "ar"}, matching.Candidate{Languages: []string{"ar"}}, 1000},
		"does not":                 {score.Language, matching.Application{Interpreter: "ar"}, matching.Candidate{Languages: []string{"nl"}}, 0},
		"the wish goes first":      {score.Language, matching.Application{Interpreter: "ar", Wishes: matching.Wishes{Language: "nl"}}, matching.Candidate{Languages: []string{"nl"}}, 1000},
		"with an interpreter":      {score.Language, matching.Application{Interpreter: "ar", Wishes: matching.Wishes{Arranged: true}}, matching.Candidate{Languages: []string{"nl"}}, 500},
		"interpreter not needed":   {score.Language, matching.Application{Interpreter: "ar", Wishes: matching.Wishes{Arranged: true}}, matching.Candidate{Languages: []string{"ar"}}, 1000},
		"around the corner":        {score.Travel, matching.Application{Neighbourhood: "noord"}, matching.Candidate{Neighbourhood: "noord"}, 1000},
		"elsewhere":                {score.Travel, matching.Application{Neighbourhood: "noord"}, matching.Candidate{Neighbourhood: "zuid"}, 500},
		"supporter lives where":    {score.Travel, matching.Application{Neighbourhood: "noord"}, matching.Candidate{}, none},
		"resident lives where":     {score.Travel, matching.Application{}, matching.Candidate{Neighbourhood: "zuid"}, none},
		"no rhythm":                {score.FreeMoment, matching.Application{}, matching.Candidate{MaxCases: 1}, none},
		"free on wednesday":        {score.FreeMoment, matching.Application{}, matching.Candidate{MaxCases: 1, Weekdays: []int{1, 3}}, 1000},
		"free on thursday":         {score.FreeMoment, matching.Application{}, matching.Candidate{MaxCases: 1, Weekdays: []int{1, 4}}, 0},
		"away by then":             {score.FreeMoment, matching.Application{}, matching.Candidate{MaxCases: 1, Weekdays: []int{3}, Pauses: []matching.Pause{{Start: "2026-03-04"}}}, 0},
		"complexity not known":     {score.Experience, matching.Application{}, matching.Candidate{HadCases: 9}, none},
		"simple, and new":          {score.Experience, matching.Application{Wishes: matching.Wishes{Complexity: matching.Simple}}, matching.Candidate{}, 1000},
		"ordinary, and new":        {score.Experience, matching.Application{Wishes: matching.Wishes{Complexity: matching.Ordinary}}, matching.Candidate{}, 333},
		"complex, and new":         {score.Experience, matching.Application{Wishes: matching.Wishes{Complexity: matching.Complex}}, matching.Candidate{}, 143},
		"complex, and experienced": {score.Experience, matching.Application{Wishes: matching.Wishes{Complexity: matching.Complex}}, matching.Candidate{HadCases: 6}, 1000},
		"nobody before":            {score.Continuity, matching.Application{}, matching.Candidate{}, none},
		"somebody else before":     {score.Continuity, matching.Application{Returns: true}, matching.Candidate{}, 0},
		"the one before":           {score.Continuity, matching.Application{Returns: true}, matching.Candidate{Supported: true}, 1000},
		"no preferences":           {score.Preferences, matching.Application{}, matching.Candidate{Traits: matching.Traits{Gender: "MAN"}}, none},
		"a must is no preference":  {score.Preferences, matching.Application{Wishes: matching.Wishes{Gender: "MAN", GenderStrength: matching.Must}}, matching.Candidate{Traits: matching.Traits{Gender: "MAN"}}, none},
		"as preferred":             {score.Preferences, matching.Application{Wishes: matching.Wishes{Gender: "MAN", GenderStrength: matching.Prefer}}, matching.Candidate{Traits: matching.Traits{Gender: "MAN"}}, 1000},
		"not as preferred":         {score.Preferences, matching.Application{Wishes: matching.Wishes{Gender: "MAN", GenderStrength: matching.Prefer}}, matching.Candidate{Traits: matching.Traits{Gender: "WOMAN"}}, 0},
		"preferred, nobody knows":  {score.Preferences, matching.Application{Wishes: matching.Wishes{Gender: "MAN", GenderStrength: matching.Prefer}}, matching.Candidate{}, none},
		"one of two preferences":   {score.Preferences, matching.Application{Neighbourhood: "noord", Wishes: matching.Wishes{Gender: "MAN", GenderStrength: matching.Prefer, NoNeighbour: matching.Prefer}}, matching.Candidate{Neighbourhood: "noord", Traits: matching.Traits{Gender: "MAN"}}, 500},
		"preferably no neighbour":  {score.Preferences, matching.Application{Neighbourhood: "noord", Wishes: matching.Wishes{NoNeighbour: matching.Prefer}}, matching.Candidate{Neighbourhood: "zuid"}, 1000},
		"neighbour, nobody knows":  {score.Preferences, matching.Application{Wishes: matching.Wishes{NoNeighbour: matching.Prefer}}, matching.Candidate{Neighbourhood: "zuid"}, none},
	} {
		value, known := c.c.Fit(c.a, monday).Values[c.factor]
		if !known {
			value = none
		}
		if value != c.want {
			t.Errorf("%s: got %d, want %d", name, value, c.want)
		}
	}
}

func TestAPauseLowersHowMuchSomebodyCanTakeOn(t *testing.T) {
	c := matching.Candidate{MaxCases: 4, OpenCases: 1, RecentAsks: 2, Pauses: []matching.Pause{{Start: "2026-03-01", MaxCases: 2}, {Start: "2026-03-09", MaxCases: 0}}}
	if f := c.Fit(matching.Application{}, monday); f.Open != 1 || f.Capacity != 2 || f.Asks != 2 {
		t.Errorf("got %+v", f)
	}
	for _, most := range [][2]int{{1, 3}, {3, 1}} {
		c.Pauses = []matching.Pause{{Start: "2026-03-01", MaxCases: most[0]}, {Start: "2026-03-02", MaxCases: most[1]}}
		if got := c.Free(matching.Ordinary, today); got != 0 {
			t.Errorf("of two at once the lowest counts, got %d", got)
		}
	}
}
