package matching_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching"
)

var asked = matching.Application{
	Route: "INFORMAL", LifeDomains: []string{"WMO", "HOUSING"}, TargetGroups: []string{"lvb", "nah"},
}

func fitting(id string) matching.Candidate {
	return matching.Candidate{
		Supporter: id, Kind: "INFORMAL", State: "ACTIVE", LifeDomains: []string{"CARE", "HOUSING"}, MaxCases: 2,
	}
}

func TestEachGate(t *testing.T) {
	if failed := fitting("1").FailedGates(asked); failed != nil {
		t.Errorf("fits, got %v", failed)
	}
	for name, c := range map[string]struct {
		change func(c *matching.Candidate)
		want   []matching.Gate
	}{
		"paused":            {func(c *matching.Candidate) { c.State = "PAUSED" }, []matching.Gate{matching.GateActive}},
		"full":              {func(c *matching.Candidate) { c.OpenCases = 2 }, []matching.Gate{matching.GateRoom}},
		"overfull":          {func(c *matching.Candidate) { c.OpenCases = 3 }, []matching.Gate{matching.GateRoom}},
		"no certificate":    {func(c *matching.Candidate) { c.Requirements = []matching.Requirement{{Text: "VOG", Stops: true}} }, []matching.Gate{matching.GateRequirements}},
		"one that lapses":   {func(c *matching.Candidate) { c.Requirements = []matching.Requirement{{Text: "VOG"}} }, nil},
		"formal":            {func(c *matching.Candidate) { c.Kind = "FORMAL" }, []matching.Gate{matching.GateRoute}},
		"a stub":            {func(c *matching.Candidate) { c.Kind = "" }, []matching.Gate{matching.GateRoute}},
		"knows other":       {func(c *matching.Candidate) { c.LifeDomains = []string{"WORK"} }, []matching.Gate{matching.GateLifeDomain}},
		"knows nothing yet": {func(c *matching.Candidate) { c.LifeDomains = nil }, []matching.Gate{matching.GateLifeDomain}},
		"was asked":         {func(c *matching.Candidate) { c.AskedBefore = true }, []matching.Gate{matching.GateNotAskedBefore}},
		"everything at once": {
			func(c *matching.Candidate) {
				*c = matching.Candidate{AskedBefore: true, Requirements: []matching.Requirement{{Stops: true}}}
			},
			[]matching.Gate{
				matching.GateActive, matching.GateRoom, matching.GateRequirements, matching.GateRoute, matching.GateLifeDomain,
				matching.GateNotAskedBefore,
			},
		},
	} {
		candidate := fitting("1")
		c.change(&candidate)
		if diff := cmp.Diff(c.want, candidate.FailedGates(asked)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWithoutKnownLifeDomainsNobodyShares(t *testing.T) {
	unknown := asked
	unknown.LifeDomains = nil
	proposals, misses := matching.Rank(unknown, []matching.Candidate{fitting("1")})
	if len(proposals) != 0 || len(misses) != 1 || misses[0].Gates[0] != matching.GateLifeDomain {
		t.Errorf("got %v and %v", proposals, misses)
	}
}

func TestTheRouteDecidesTheKind(t *testing.T) {
	for route, fits := range map[string]bool{"INFORMAL": true, "FORMAL": false, "OWN_NETWORK": false, "": false} {
		application := asked
		application.Route = route
		if got := len(fitting("1").FailedGates(application)) == 0; got != fits {
			t.Errorf("route %q: fits is %v", route, got)
		}
	}
}

func TestFewestOpenCasesThenMostTargetGroupsThenId(t *testing.T) {
	busy, idle, kindred, twin := fitting("a"), fitting("d"), fitting("c"), fitting("b")
	busy.OpenCases, busy.TargetGroups = 1, []string{"lvb", "nah"}
	kindred.TargetGroups = []string{"nah", "x"}
	twin.TargetGroups = []string{"lvb"}
	proposals, _ := matching.Rank(asked, []matching.Candidate{busy, idle, kindred, twin})
	var order []string
	for _, p := range proposals {
		order = append(order, p.Supporter)
	}
	if diff := cmp.Diff([]string{"b", "c", "d", "a"}, order); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"HOUSING"}, proposals[0].SharedLifeDomains); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"lvb", "nah"}, proposals[3].SharedTargetGroups); diff != "" {
		t.Error(diff)
	}
}

func TestCanTake(t *testing.T) {
	c := fitting("1")
	c.AskedBefore = true // by the very offer that is accepted
	if gate := c.CanTake(); gate != "" {
		t.Errorf("got %s", gate)
	}
	c.Requirements = []matching.Requirement{{Text: "the certificate lapsed since", Stops: true}}
	if gate := c.CanTake(); gate != matching.GateRequirements {
		t.Errorf("got %s", gate)
	}
	c.OpenCases = c.MaxCases
	if gate := c.CanTake(); gate != matching.GateRoom {
		t.Errorf("got %s", gate)
	}
	c.State = "SUSPENDED"
	if gate := c.CanTake(); gate != matching.GateActive {
		t.Errorf("got %s", gate)
	}
}

func TestPropertiesOfTheRanking(t *testing.T) {
	domains, groups := []string{"WMO", "CARE", "HOUSING"}, []string{"lvb", "nah"}
	candidate := rapid.Custom(func(t *rapid.T) matching.Candidate {
		return matching.Candidate{
			Supporter:    rapid.StringMatching(`[a-z]{8}`).Draw(t, "id"),
			Kind:         rapid.SampledFrom([]string{"INFORMAL", "FORMAL", ""}).Draw(t, "kind"),
			State:        rapid.SampledFrom([]string{"ACTIVE", "ACTIVE", "PAUSED", "LEFT"}).Draw(t, "state"),
			LifeDomains:  rapid.SliceOfDistinct(rapid.SampledFrom(domains), rapid.ID).Draw(t, "domains"),
			TargetGroups: rapid.SliceOfDistinct(rapid.SampledFrom(groups), rapid.ID).Draw(t, "groups"),
			OpenCases:    rapid.IntRange(0, 4).Draw(t, "open"),
			MaxCases:     rapid.IntRange(0, 4).Draw(t, "max"),
			AskedBefore:  rapid.Bool().Draw(t, "asked"),
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
		}
		candidates := rapid.SliceOfDistinct(candidate, func(c matching.Candidate) string { return c.Supporter }).Draw(t, "candidates")
		proposals, misses := matching.Rank(a, candidates)

		fit := 0
		for _, c := range candidates {
			if len(c.FailedGates(a)) == 0 {
				fit++
			}
		}
		if len(proposals) != fit || len(misses) != min(matching.MaxMisses, len(candidates)-fit) {
			t.Fatalf("%d of %d fit: got %d proposals and %d misses", fit, len(candidates), len(proposals), len(misses))
		}
		for _, p := range proposals {
			if p.State != "ACTIVE" || p.OpenCases >= p.MaxCases || p.AskedBefore || len(p.Requiring(true)) > 0 || p.Kind != a.Route || len(p.SharedLifeDomains) == 0 {
				t.Fatalf("proposed though a gate fails: %+v", p)
			}
		}
		if !slices.IsSortedFunc(proposals, func(x, y matching.Proposal) int { return x.OpenCases - y.OpenCases }) {
			t.Fatal("somebody with more open cases stands first")
		}
		if !slices.IsSortedFunc(misses, func(x, y matching.Miss) int { return len(x.Gates) - len(y.Gates) }) {
			t.Fatal("somebody who fails more gates stands first")
		}
		again, _ := matching.Rank(a, rapid.Permutation(candidates).Draw(t, "permutation"))
		if diff := cmp.Diff(proposals, again); diff != "" {
			t.Fatalf("the order of the candidates changed the ranking: %s", diff)
		}
	})
}
