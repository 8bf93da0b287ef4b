package matching_test

import (
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/matching"
)

func TestACaseTakesOfAWeekWhatItsComplexityAsks(t *testing.T) {
	for complexity, want := range map[matching.Complexity]int{matching.NotJudged: 30, matching.Simple: 15, matching.Ordinary: 30, matching.Complex: 60} {
		if got := complexity.Minutes(30); got != want {
			t.Errorf("%q: got %d, want %d", complexity, got, want)
		}
	}
	if got := matching.Simple.Minutes(1); got != 1 {
		t.Errorf("whatever it is, it takes time: got %d", got)
	}
	c := matching.Candidate{OpenCases: 5, SimpleCases: 2, ComplexCases: 1, CaseMinutes: 30}
	if got := c.OpenMinutes(); got != 2*30+2*15+60 {
		t.Errorf("got %d", got)
	}
}

func TestLoadIsOfHoursOrOfCasesWhicheverIsFuller(t *testing.T) {
	pause := []matching.Pause{{Start: today, MaxCases: 2}}
	for name, c := range map[string]struct {
		c    matching.Candidate
		want matching.Load
	}{
		"hours are fuller":            {matching.Candidate{MaxCases: 4, OpenCases: 1, ComplexCases: 1, HoursPerWeek: 2, CaseMinutes: 30}, matching.Load{Open: 60, Capacity: 120, Hours: true}},
		"cases are fuller":            {matching.Candidate{MaxCases: 2, OpenCases: 1, SimpleCases: 1, HoursPerWeek: 2, CaseMinutes: 30}, matching.Load{Open: 1, Capacity: 2}},
		"as full of the one":          {matching.Candidate{MaxCases: 4, OpenCases: 1, HoursPerWeek: 2, CaseMinutes: 30}, matching.Load{Open: 1, Capacity: 4}},
		"nobody said how many hours":  {matching.Candidate{MaxCases: 4, OpenCases: 3, CaseMinutes: 30}, matching.Load{Open: 3, Capacity: 4}},
		"hours are not counted":       {matching.Candidate{MaxCases: 4, OpenCases: 3, HoursPerWeek: 1}, matching.Load{Open: 3, Capacity: 4}},
		"a pause leaves fewer cases":  {matching.Candidate{MaxCases: 4, OpenCases: 1, HoursPerWeek: 2, CaseMinutes: 30, Pauses: pause}, matching.Load{Open: 1, Capacity: 2}},
		"more hours than there are":   {matching.Candidate{MaxCases: 9, OpenCases: 3, HoursPerWeek: 1, CaseMinutes: 30}, matching.Load{Open: 90, Capacity: 60, Hours: true}},
		"nothing is running":          {matching.Candidate{MaxCases: 3, HoursPerWeek: 1, CaseMinutes: 30}, matching.Load{Capacity: 3}},
		"somebody who takes no cases": {matching.Candidate{OpenCases: 1, HoursPerWeek: 1, CaseMinutes: 30}, matching.Load{Open: 1}},
	} {
		if got := c.c.Load(today); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
		if f := c.c.Fit(matching.Application{}, monday); f.Open != c.want.Open || f.Capacity != c.want.Capacity {
			t.Errorf("%s: scored with %d of %d", name, f.Open, f.Capacity)
		}
	}
}

// Free counted out: cases are added one by one as long as the number and the hours hold them.
func TestRoomIsWhatNumberAndHoursHold(t *testing.T) {
	kinds := []matching.Complexity{matching.NotJudged, matching.Simple, matching.Ordinary, matching.Complex}
	rapid.Check(t, func(t *rapid.T) {
		simple, ordinary, heavy := rapid.IntRange(0, 3).Draw(t, "simple"), rapid.IntRange(0, 3).Draw(t, "ordinary"), rapid.IntRange(0, 3).Draw(t, "complex")
		c := matching.Candidate{
			Kind: "INFORMAL", State: "ACTIVE", MaxCases: rapid.IntRange(0, 8).Draw(t, "most"), OpenCases: simple + ordinary + heavy,
			SimpleCases: simple, ComplexCases: heavy,
			HoursPerWeek: rapid.IntRange(0, 5).Draw(t, "hours"), CaseMinutes: rapid.SampledFrom([]int{0, 30, 45, 60}).Draw(t, "minutes"),
		}
		asked := rapid.SampledFrom(kinds).Draw(t, "asked")
		counted := c.HoursPerWeek > 0 && c.CaseMinutes > 0
		taken, want := simple*((c.CaseMinutes+1)/2)+ordinary*c.CaseMinutes+heavy*2*c.CaseMinutes, 0
		for n := c.OpenCases; n < c.MaxCases; n++ {
			if taken += asked.Minutes(c.CaseMinutes); counted && taken > c.HoursPerWeek*60 {
				break
			}
			want++
		}
		if got := c.Free(asked, today); got != want {
			t.Fatalf("%+v has room for %d of %q, counted out %d", c, got, asked, want)
		}
		a := matching.Application{Route: "INFORMAL", Wishes: matching.Wishes{Complexity: asked}}
		failed := c.FailedGates(a, today)
		if full := len(failed) == 1 && failed[0] == matching.GateRoom; full != (want == 0) || !full && len(failed) > 0 {
			t.Fatalf("room for %d, and the gates say %v", want, failed)
		}
	})
}
