package matching_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/matching/simulate"
)

func TestAYearIsReplayedFromAMonday(t *testing.T) {
	for now, want := range map[string]string{
		"2026-03-04T11:00:00Z": "2025-03-10", // a Wednesday: its Monday is 2 March
		"2026-03-02T00:30:00Z": "2025-03-10",
		"2026-03-01T22:30:00Z": "2025-03-03", // Sunday, half past eleven in the evening
		"2026-03-01T23:30:00Z": "2025-03-10", // Monday by then in Amsterdam
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := matching.ReplayStart(at); got.Format(time.DateOnly) != want || got.Weekday() != time.Monday {
			t.Errorf("%s: got %s", now, got)
		}
	}
}

func at(moment string) time.Time {
	parsed, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		panic(err)
	}
	return parsed
}

func TestTheYearThatWas(t *testing.T) {
	start := matching.ReplayStart(at("2026-02-25T11:00:00Z"))
	application := func(day string, change func(p *matching.Past)) matching.Past {
		p := matching.Past{
			Application: matching.Application{Date: day, Route: "INFORMAL", LifeDomains: []string{"HOUSING", "WMO"}, TargetGroups: []string{"lvb"}, Neighbourhood: "noord"},
			Stored:      at(day + "T12:30:00Z"),
		}
		if change != nil {
			change(&p)
		}
		return p
	}
	past := []matching.Past{
		application("2025-07-01", func(p *matching.Past) { // summer: half past two
			p.Wishes = matching.Wishes{Language: "ar", Complexity: matching.Complex}
			p.Previous = "vera"
		}),
		application("2025-03-03", func(p *matching.Past) { p.Neighbourhood, p.TargetGroups = "", nil }), // winter: half past one
		application("2025-11-03", func(p *matching.Past) { // from a register, and formal
			p.Route, p.Previous, p.Stored = "FORMAL", "vera", at("2026-01-01T12:00:00Z")
		}),
		application("2025-06-01", func(p *matching.Past) { p.LifeDomains = nil }),
		application("2025-03-02", nil), // before it began
		application("2026-03-02", nil), // after it ended
	}
	supporters := []matching.Candidate{
		{
			Supporter: "vera", Kind: "INFORMAL", State: "ACTIVE", Neighbourhood: "noord", LifeDomains: []string{"HOUSING", "INCOME"}, TargetGroups: []string{"lvb"},
			Levels: map[string]string{"HOUSING": "EXPERT"}, Languages: []string{"nl", "ar"}, Weekdays: []int{1, 7}, MaxCases: 2, HoursPerWeek: 3, HadCases: 4,
		},
		{Supporter: "gone", Kind: "INFORMAL", State: "SUSPENDED", MaxCases: 9},
		{Supporter: "pim", Kind: "FORMAL", State: "ACTIVE", MaxCases: 6},
	}
	got := matching.Replay(start, 8, past, supporters)

	day := 24 * 60
	vera := simulate.Supporter{Neighbourhood: 0, Places: 2, Minutes: 180, Cases: 4}
	vera.Levels[0], vera.Groups[0], vera.Speaks[1] = score.Expert, score.Ordinary, true
	vera.Free[0], vera.Free[1], vera.Free[18], vera.Free[19] = true, true, true, true
	pim := simulate.Supporter{Neighbourhood: -2, Places: 6, Minutes: 720, Formal: true}
	for _, weekday := range []int{0, 1, 2, 3, 4} {
		pim.Free[weekday*3], pim.Free[weekday*3+1] = true, true
	}
	want := simulate.Scenario{
		Days: 364, OfferHours: 8, Supporters: []simulate.Supporter{vera, pim},
		Applications: []simulate.Application{
			{Minute: 13*60 + 30, Domain: 0, Group: -1, Neighbourhood: -1, Complexity: 1, Previous: -1},
			{Minute: 120*day + 14*60 + 30, Domain: 0, Group: 0, Language: 1, Neighbourhood: 0, Complexity: 2, Previous: 0},
			{Minute: 245*day + 10*60, Domain: 0, Group: 0, Neighbourhood: 0, Complexity: 1, Formal: true, Previous: -1},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := simulate.Run(t.Context(), got, score.Standard(), simulate.Policies, func(int, int) {}); err != nil {
		t.Errorf("it cannot be played: %v", err)
	}
}
