package matching_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/errs"
)

func TestTheBestScoreStandsFirstThenFewestOpenCasesThenId(t *testing.T) {
	expert, twin, other, busy := fitting("d"), fitting("b"), fitting("c"), fitting("a")
	expert.Levels = map[string]string{"HOUSING": "EXPERT"}
	busy.OpenCases = 1
	proposals, _ := matching.Rank(asked, score.Standard(), monday, []matching.Candidate{busy, other, expert, twin})
	if diff := cmp.Diff([]string{"d", "b", "c", "a"}, proposed(proposals)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"HOUSING"}, proposals[0].SharedLifeDomains); diff != "" {
		t.Error(diff)
	}
	unweighed := score.Policy{Weights: map[score.Factor]int{score.Language: 1}}
	proposals, _ = matching.Rank(asked, unweighed, monday, []matching.Candidate{busy, other, expert, twin})
	if diff := cmp.Diff([]string{"b", "c", "d", "a"}, proposed(proposals)); diff != "" {
		t.Errorf("the policy decides: %s", diff)
	}
}

func proposed(list []matching.Proposal) (order []string) {
	for _, p := range list {
		order = append(order, p.Supporter)
	}
	return order
}

func TestWhoFailsFewestGatesIsNearest(t *testing.T) {
	var candidates []matching.Candidate
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		c := fitting(id)
		c.State = "PAUSED"
		candidates = append(candidates, c)
	}
	candidates[0].Kind = "FORMAL"
	candidates[6].Levels = map[string]string{"HOUSING": "EXPERT"}
	proposals, misses := matching.Rank(asked, score.Standard(), monday, candidates)
	var order []string
	for _, m := range misses {
		order = append(order, m.Supporter)
	}
	if diff := cmp.Diff([]string{"g", "b", "c", "d", "e"}, order); diff != "" || len(proposals) != 0 {
		t.Errorf("%v: %s", proposals, diff)
	}
}

func TestPropertiesOfTheRanking(t *testing.T) {
	domains, groups := []string{"WMO", "CARE", "HOUSING"}, []string{"lvb", "nah"}
	candidate := rapid.Custom(func(t *rapid.T) matching.Candidate {
		return matching.Candidate{
			Supporter:     rapid.StringMatching(`[a-z]{8}`).Draw(t, "id"),
			Kind:          rapid.SampledFrom([]string{"INFORMAL", "FORMAL", ""}).Draw(t, "kind"),
			State:         rapid.SampledFrom([]string{"ACTIVE", "ACTIVE", "PAUSED", "LEFT"}).Draw(t, "state"),
			LifeDomains:   rapid.SliceOfDistinct(rapid.SampledFrom(domains), rapid.ID).Draw(t, "domains"),
			TargetGroups:  rapid.SliceOfDistinct(rapid.SampledFrom(groups), rapid.ID).Draw(t, "groups"),
			Neighbourhood: rapid.SampledFrom([]string{"", "noord", "zuid"}).Draw(t, "neighbourhood"),
			Languages:     rapid.SampledFrom([][]string{nil, {"nl"}, {"nl", "ar"}}).Draw(t, "languages"),
			Weekdays:      rapid.SliceOfDistinct(rapid.IntRange(1, 7), rapid.ID).Draw(t, "weekdays"),
			OpenCases:     rapid.IntRange(0, 4).Draw(t, "open"),
			MaxCases:      rapid.IntRange(0, 4).Draw(t, "max"),
			RecentAsks:    rapid.IntRange(0, 3).Draw(t, "asks"),
			AskedBefore:   rapid.Bool().Draw(t, "asked"),
			NoClick:       rapid.Bool().Draw(t, "no click"),
			Requirements: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) matching.Requirement {
				return matching.Requirement{Stops: rapid.Bool().Draw(t, "stops")}
			}), 0, 2).Draw(t, "requirements"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a := matching.Application{
			Route:        rapid.SampledFrom([]string{"INFORMAL", "FORMAL", "REFERRED"}).Draw(t, "route"),
			LifeDomains:  rapid.SliceOfDistinct(rapid.SampledFrom(domains), rapid.ID).Draw(t, "about"),
			TargetGroups: rapid.SliceOfDistinct(rapid.SampledFrom(groups), rapid.ID).Draw(t, "target"),
			Wishes:       matching.Wishes{Language: "ar", LanguageStrength: rapid.SampledFrom([]matching.Strength{matching.Prefer, matching.Must}).Draw(t, "language")},
		}
		candidates := rapid.SliceOfDistinct(candidate, func(c matching.Candidate) string { return c.Supporter }).Draw(t, "candidates")
		proposals, misses := matching.Rank(a, score.Standard(), monday, candidates)

		fit := 0
		for _, c := range candidates {
			if len(c.FailedGates(a, monday.Today)) == 0 {
				fit++
			}
		}
		if len(proposals) != fit || len(misses) != min(matching.MaxMisses, len(candidates)-fit) {
			t.Fatalf("%d of %d fit: got %d proposals and %d misses", fit, len(candidates), len(proposals), len(misses))
		}
		if len(candidates) > 0 && len(proposals)+len(misses) == 0 {
			t.Fatal("there are supporters, and nobody is told of")
		}
		for _, p := range proposals {
			if p.State != "ACTIVE" || p.OpenCases >= p.MaxCases || p.AskedBefore || p.NoClick || len(p.Requiring(true)) > 0 || p.Kind != a.Route {
				t.Fatalf("proposed though a gate fails: %+v", p)
			}
		}
		if !slices.IsSortedFunc(proposals, func(x, y matching.Proposal) int { return int(y.Score.Ranking() - x.Score.Ranking()) }) {
			t.Fatal("somebody with a lower score stands first")
		}
		if !slices.IsSortedFunc(misses, func(x, y matching.Miss) int { return len(x.Gates) - len(y.Gates) }) {
			t.Fatal("somebody who fails more gates stands first")
		}
		again, _ := matching.Rank(a, score.Standard(), monday, rapid.Permutation(candidates).Draw(t, "permutation"))
		if diff := cmp.Diff(proposals, again); diff != "" {
			t.Fatalf("the order of the candidates changed the ranking: %s", diff)
		}
	})
}

func TestAPolicyMustWeighSomething(t *testing.T) {
	weigh := func(weights ...int) (list []matching.FactorWeight) {
		for i, w := range weights {
			list = append(list, matching.FactorWeight{Factor: score.Factors[i], Weight: w})
		}
		return list
	}
	twice := append(weigh(1), weigh(2)...)
	for name, c := range map[string]struct {
		start   string
		weights []matching.FactorWeight
		wrong   map[string]string
	}{
		"one factor":     {"", weigh(1), nil},
		"from later on":  {"2026-04-01", weigh(0, 3), nil},
		"in the past":    {"2026-03-01", weigh(1), map[string]string{"matching_policy.start_date": "date.past"}},
		"on no day":      {"2026-02-30", weigh(1), map[string]string{"matching_policy.start_date": "date.invalid"}},
		"nothing":        {"", nil, map[string]string{"matching_policy.weights": "weights.none"}},
		"all of nothing": {"", weigh(0, 0), map[string]string{"matching_policy.weights": "weights.none"}},
		"one twice":      {"", twice, map[string]string{"matching_policy.weights[1].factor": "weights.twice"}},
	} {
		p, err := matching.NewPolicy(c.start, today, c.weights, 20, 5)
		got := map[string]string{}
		if e := errs.Of(err); err != nil {
			for _, v := range e.Violations {
				got[v.Field] = v.Rule
			}
		}
		if len(got) != len(c.wrong) || !cmp.Equal(got, c.wrong) && len(c.wrong) > 0 {
			t.Errorf("%s: got %v, want %v", name, got, c.wrong)
		}
		if err == nil && (p.Load != 20 || p.Asks != 5 || p.Start < today) {
			t.Errorf("%s: got %+v", name, p)
		}
	}
}
