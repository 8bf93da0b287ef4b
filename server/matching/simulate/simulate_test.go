package simulate_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/matching/simulate"
)

var small = simulate.Size{Applications: 60, Volunteers: 8, Professionals: 2, Neighbourhoods: 3}

func run(t testing.TB, s simulate.Scenario, policies ...simulate.Policy) []simulate.Outcome {
	t.Helper()
	outcomes, err := simulate.Run(t.Context(), s, score.Standard(), policies, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

func TestTheSameSeedGivesTheSameYear(t *testing.T) {
	one, other := simulate.Generate(simulate.Waalwijk, 7), simulate.Generate(simulate.Waalwijk, 7)
	if diff := cmp.Diff(one, other); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff(run(t, one, simulate.Policies...), run(t, other, simulate.Policies...)); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(one, simulate.Generate(simulate.Waalwijk, 8)) {
		t.Error("another seed gives the same year")
	}
}

// What one policy does changes nothing for another.
func TestEachPolicyMeetsTheSameYear(t *testing.T) {
	s := simulate.Generate(small, 3)
	together := run(t, s, simulate.Policies...)
	for i, policy := range simulate.Policies {
		if diff := cmp.Diff(together[i], run(t, s, policy)[0]); diff != "" {
			t.Errorf("%s alone (-together +alone):\n%s", policy, diff)
		}
	}
	backwards := slices.Clone(simulate.Policies)
	slices.Reverse(backwards)
	other := run(t, s, backwards...)
	slices.Reverse(other)
	if diff := cmp.Diff(together, other); diff != "" {
		t.Errorf("in another order:\n%s", diff)
	}
}

func TestFiguresAreOfThoseWhoCame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := simulate.Size{
			Applications: rapid.IntRange(1, 80).Draw(t, "applications"), Volunteers: rapid.IntRange(1, 8).Draw(t, "volunteers"),
			Professionals: rapid.IntRange(0, 3).Draw(t, "professionals"), Neighbourhoods: rapid.IntRange(1, 5).Draw(t, "neighbourhoods"),
		}
		s := simulate.Generate(size, rapid.Uint64().Draw(t, "seed"))
		s.Blind = rapid.Bool().Draw(t, "blind")
		outcomes, err := simulate.Run(t.Context(), s, score.Standard(), simulate.Policies, func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range outcomes {
			matched := o.Applications - o.Unmatched
			if o.Applications != size.Applications || o.Volunteers != size.Volunteers || o.SameDay > matched || o.MetSoon > matched ||
				o.NoCandidate > o.Applications || o.MostAsks > o.Asks || o.OverLimit > o.Volunteers || o.Breaks > o.Asks || o.Gini < 0 || o.Gini >= 1 {
				t.Fatalf("got %+v", o)
			}
			if o.MedianMinutes < 0 || (matched > 0 && o.MedianMinutes == 0) {
				t.Fatalf("half of them were matched within %d minutes", o.MedianMinutes)
			}
		}
	})
}

// Nobody is there for whom a professional is needed.
func TestWithoutAnybodyForTheRouteNobodyIsMatched(t *testing.T) {
	s := simulate.Generate(simulate.Size{Applications: 40, Volunteers: 5, Neighbourhoods: 2}, 1)
	for i := range s.Applications {
		s.Applications[i].Formal, s.Applications[i].Previous = true, simulate.Nobody
	}
	for _, o := range run(t, s, simulate.Policies...) {
		if o.Unmatched != 40 || o.NoCandidate != 40 || o.Asks != 0 || o.Gini != 0 || o.MedianMinutes != 0 {
			t.Errorf("got %+v", o)
		}
	}
}

// A municipality may have only formal supporters: every question is one for them, and what is told of volunteers is empty.
func TestAYearWithProfessionalsOnly(t *testing.T) {
	for seed := range uint64(5) {
		for _, o := range run(t, simulate.Generate(simulate.Size{Applications: 60, Professionals: 6, Neighbourhoods: 3}, seed), simulate.Policies...) {
			if o.Applications != 60 || o.NoCandidate != 0 || o.Unmatched > 6 || o.SameDay == 0 {
				t.Errorf("%d: got %+v", seed, o)
			}
			if o.Volunteers != 0 || o.Gini != 0 || o.Asks != 0 || o.MostAsks != 0 || o.OverLimit != 0 || o.Breaks != 0 {
				t.Errorf("%d: of volunteers, of whom there are none: %+v", seed, o)
			}
		}
	}
}

// Where there are no professionals no question waits for one.
func TestAYearWithVolunteersOnly(t *testing.T) {
	for seed := range uint64(5) {
		s := simulate.Generate(simulate.Size{Applications: 60, Volunteers: 20, Neighbourhoods: 3}, seed)
		if slices.ContainsFunc(s.Applications, func(a simulate.Application) bool { return a.Formal }) {
			t.Errorf("%d: a question is for nobody who is there", seed)
		}
		for _, o := range run(t, s, simulate.Policies...) {
			if o.NoCandidate > 6 || o.SameDay == 0 {
				t.Errorf("%d: got %+v", seed, o)
			}
		}
	}
}

// Ten who are the same but for how much they do: the list asks the first, and whoever looks at the load all.
func TestLoadIsSpreadByWhoLooksAtIt(t *testing.T) {
	everything := simulate.Supporter{Places: 40, Minutes: 100_000, Cases: 10}
	for i := range everything.Levels {
		everything.Levels[i] = score.Ordinary
	}
	for i := range everything.Free {
		everything.Free[i] = true
	}
	s := simulate.Generate(simulate.Size{Applications: 80, Volunteers: 10, Neighbourhoods: 1}, 5)
	for i := range s.Applications {
		s.Applications[i].Formal, s.Applications[i].Previous = false, simulate.Nobody
	}
	s.Supporters = slices.Repeat([]simulate.Supporter{everything}, 10)
	list, free, ours := run(t, s, simulate.ListOrder)[0], run(t, s, simulate.FirstFree)[0], run(t, s, simulate.Ours)[0]
	if list.Gini <= free.Gini || list.Gini <= ours.Gini || list.MostAsks <= free.MostAsks || list.MostAsks <= ours.MostAsks {
		t.Errorf("list %+v\nfree %+v\nours %+v", list, free, ours)
	}
}

func TestWithoutAnEndToOffersMoreIsWaitedFor(t *testing.T) {
	s := simulate.Generate(simulate.Almere, 2)
	short := run(t, s, simulate.Ours)[0]
	s.OfferHours = 0
	if long := run(t, s, simulate.Ours)[0]; long.Asks >= short.Asks {
		t.Errorf("%d asks when offers expire, %d when they do not", short.Asks, long.Asks)
	}
}

func TestWhatCannotBePlayed(t *testing.T) {
	good := simulate.Generate(small, 1)
	for name, change := range map[string]func(*simulate.Scenario){
		"no supporters":            func(s *simulate.Scenario) { s.Supporters = nil },
		"no applications":          func(s *simulate.Scenario) { s.Applications = nil },
		"no days":                  func(s *simulate.Scenario) { s.Days = 0 },
		"before it begins":         func(s *simulate.Scenario) { s.Applications[0].Minute = -1 },
		"after it ends":            func(s *simulate.Scenario) { s.Applications[len(s.Applications)-1].Minute = s.Days * 24 * 60 },
		"out of order":             func(s *simulate.Scenario) { s.Applications[0].Minute = s.Applications[1].Minute + 1 },
		"an unknown life domain":   func(s *simulate.Scenario) { s.Applications[0].Domain = simulate.Domains },
		"an unknown target group":  func(s *simulate.Scenario) { s.Applications[0].Group = simulate.Groups },
		"an unknown language":      func(s *simulate.Scenario) { s.Applications[0].Language = simulate.Languages + 1 },
		"an unknown complexity":    func(s *simulate.Scenario) { s.Applications[0].Complexity = 3 },
		"an unknown supporter":     func(s *simulate.Scenario) { s.Applications[0].Previous = len(s.Supporters) },
		"a group before the first": func(s *simulate.Scenario) { s.Applications[0].Group = simulate.Nobody - 1 },
	} {
		s := good
		s.Applications = slices.Clone(good.Applications)
		change(&s)
		if _, err := simulate.Run(t.Context(), s, score.Standard(), simulate.Policies, func(int, int) {}); err == nil {
			t.Errorf("%s was played", name)
		}
	}
}

func TestItTellsHowFarItIsAndStopsWhenAsked(t *testing.T) {
	s := simulate.Generate(small, 1)
	last := 0
	if _, err := simulate.Run(t.Context(), s, score.Standard(), simulate.Policies, func(done, of int) {
		if done != last+1 || of != len(simulate.Policies)*small.Applications {
			t.Fatalf("after %d came %d of %d", last, done, of)
		}
		last = done
	}); err != nil || last != len(simulate.Policies)*small.Applications {
		t.Fatalf("told until %d, %v", last, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := simulate.Run(ctx, s, score.Standard(), simulate.Policies, func(int, int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Gini as it is defined: the mean difference of all pairs, over twice the mean.
func TestGiniAgainstItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOf(rapid.IntRange(0, 500)).Draw(t, "amounts")
		var differences, sum float64
		for _, x := range amounts {
			sum += float64(x)
			for _, y := range amounts {
				differences += float64(max(x-y, y-x))
			}
		}
		want := 0.0
		if sum > 0 {
			want = differences / (2 * float64(len(amounts)) * sum)
		}
		if got := simulate.Gini(amounts); got < want-1e-9 || got > want+1e-9 {
			t.Fatalf("got %f, want %f", got, want)
		}
	})
}
