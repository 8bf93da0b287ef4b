package matching_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/errs"
)

// knows is an active volunteer who knows some life domains, with so many places.
func knows(id string, places int, domains ...string) matching.Candidate {
	return matching.Candidate{Supporter: id, Kind: "INFORMAL", State: "ACTIVE", MaxCases: places, LifeDomains: domains}
}

func about(id string, domain string) matching.Application {
	return matching.Application{ID: id, State: matching.WaitingForMatch, Route: "INFORMAL", LifeDomains: []string{domain}}
}

// each lets everybody be asked for everything.
func each(applications []matching.Application, candidates ...matching.Candidate) []matching.Waiting {
	var waiting []matching.Waiting
	for _, a := range applications {
		waiting = append(waiting, matching.Waiting{Application: a, Candidates: candidates})
	}
	return waiting
}

func planned(t testing.TB, waiting []matching.Waiting) matching.Plan {
	t.Helper()
	plan, err := matching.NewBacklog(score.Standard(), monday, waiting).Solve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// ordinary is the score of somebody who can do it, when nothing else is known.
const ordinary = score.Ordinary * score.One / score.Full

// Going down the list the first application would take the only one who can help the second.
func TestAPlanKeepsTheExpertForWhoNeedsThem(t *testing.T) {
	both, one := knows("both", 1, "WORK", "CARE"), knows("one", 1, "WORK")
	plan := planned(t, each([]matching.Application{about("1", "WORK"), about("2", "CARE")}, both, one))
	want := []matching.PlannedMatch{{Application: "1", Supporter: "one", Score: ordinary}, {Application: "2", Supporter: "both", Score: ordinary}}
	if diff := cmp.Diff(want, plan.Matches); diff != "" || plan.Total != 2*ordinary || len(plan.Unplanned) != 0 {
		t.Errorf("%s\n%+v", diff, plan)
	}
}

func TestWhoStaysWithoutASupporterLearnsWhy(t *testing.T) {
	left := about("4", "CARE")
	left.Route = "FORMAL"
	full := knows("full", 2, "CARE")
	full.OpenCases = 2
	resting := knows("resting", 2, "CARE")
	resting.Pauses = []matching.Pause{{Start: "2026-03-01", MaxCases: 0}}
	onlyFull := matching.Waiting{Application: about("3", "CARE"), Candidates: []matching.Candidate{full, resting}}
	waiting := append(each([]matching.Application{about("1", "WORK"), about("2", "WORK")}, knows("one", 1, "WORK")), onlyFull, matching.Waiting{Application: left, Candidates: []matching.Candidate{full}})
	plan := planned(t, waiting)
	reasons := map[string]string{}
	for _, u := range plan.Unplanned {
		reasons[u.Application] = u.Reason
	}
	if diff := cmp.Diff(map[string]string{"2": "OUTWEIGHED", "3": "NO_PLACE", "4": "NO_PAIR"}, reasons); diff != "" {
		t.Error(diff)
	}
	for _, u := range plan.Unplanned {
		if u.Application == "2" && (u.Supporter != "one" || u.Displaced != "1" || u.Cost != 0) {
			t.Errorf("the other plan that is as good: %+v", u)
		}
	}
	prices := []matching.Price{{Supporter: "full", Places: 0, Price: plan.Prices[1].Price}, {Supporter: "one", Places: 1, Price: ordinary}}
	if slices.SortFunc(prices, func(x, y matching.Price) int { return int(y.Price - x.Price) }); cmp.Diff(prices, plan.Prices) != "" || plan.Prices[1].Price == 0 {
		t.Errorf("prices %+v", plan.Prices)
	}
	scarce := map[string]int{}
	for _, s := range plan.Scarce {
		scarce[s.LifeDomain] = s.Unplanned
	}
	if diff := cmp.Diff(map[string]int{"WORK": 1, "CARE": 2}, scarce); diff != "" {
		t.Error(diff)
	}
}

// Who has time for one question and not for another is full for that other.
func TestWhoHasNoTimeForAQuestionIsFullForIt(t *testing.T) {
	simple, complicated := about("1", "WORK"), about("2", "WORK")
	simple.Wishes.Complexity, complicated.Wishes.Complexity = matching.Simple, matching.Complex
	c := knows("one", 3, "WORK")
	c.OpenCases, c.SimpleCases, c.HoursPerWeek, c.CaseMinutes = 1, 1, 1, 60
	plan := planned(t, each([]matching.Application{simple, complicated}, c))
	if len(plan.Matches) != 1 || plan.Matches[0].Application != "1" || len(plan.Unplanned) != 1 || plan.Unplanned[0].Reason != "NO_PLACE" {
		t.Errorf("got %+v", plan)
	}
}

// What a newcomer adds is what the total grows by when there is one.
func TestWhatANewcomerAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting := random(t)
		total := func(newcomers ...matching.Candidate) matching.Plan {
			with := make([]matching.Waiting, len(waiting))
			for i, w := range waiting {
				with[i] = matching.Waiting{Application: w.Application, Candidates: append(slices.Clone(w.Candidates), newcomers...)}
			}
			plan, err := matching.NewBacklog(score.Standard(), monday, with).Solve(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return plan
		}
		before := total()
		for _, s := range before.Scarce {
			newcomer := matching.Candidate{Supporter: "zz", Kind: "INFORMAL", State: "ACTIVE", MaxCases: 1, LifeDomains: []string{s.LifeDomain}}
			if after := total(newcomer); after.Total-before.Total != s.Price {
				t.Fatalf("%s: a newcomer adds %d, told was %d", s.LifeDomain, after.Total-before.Total, s.Price)
			}
		}
	})
}

// random is a backlog of some applications and supporters.
func random(t *rapid.T) []matching.Waiting {
	domains := []string{"WORK", "CARE", "HOUSING"}
	var candidates []matching.Candidate
	for n := range rapid.IntRange(0, 6).Draw(t, "supporters") {
		c := knows(fmt.Sprintf("s%d", n), rapid.IntRange(0, 3).Draw(t, "places"), rapid.SampledFrom(domains).Draw(t, "knows"))
		c.OpenCases, c.RecentAsks = rapid.IntRange(0, 2).Draw(t, "open"), rapid.IntRange(0, 3).Draw(t, "asks")
		c.HoursPerWeek, c.CaseMinutes = rapid.IntRange(0, 2).Draw(t, "hours"), 30
		candidates = append(candidates, c)
	}
	var applications []matching.Application
	for n := range rapid.IntRange(1, 6).Draw(t, "applications") {
		a := about(fmt.Sprintf("a%d", n), rapid.SampledFrom(domains).Draw(t, "about"))
		a.Wishes.Complexity = rapid.SampledFrom([]matching.Complexity{matching.Simple, matching.Ordinary, matching.Complex}).Draw(t, "complexity")
		applications = append(applications, a)
	}
	return each(applications, candidates...)
}

// A plan names nobody whom the gates would not let through, fills no place twice and forgets no application.
func TestAPlanKeepsTheGates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting := random(t)
		plan, err := matching.NewBacklog(score.Standard(), monday, waiting).Solve(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		taken, minutes, seen := map[string]int{}, map[string]int{}, map[string]bool{}
		for _, id := range plan.Planned() {
			if seen[id] {
				t.Fatalf("%s is planned twice", id)
			}
			seen[id] = true
		}
		if len(seen) != len(waiting) {
			t.Fatalf("%d of %d applications", len(seen), len(waiting))
		}
		for _, m := range plan.Matches {
			w := waiting[slices.IndexFunc(waiting, func(w matching.Waiting) bool { return w.Application.ID == m.Application })]
			c := w.Candidates[slices.IndexFunc(w.Candidates, func(c matching.Candidate) bool { return c.Supporter == m.Supporter })]
			if failed := c.FailedGates(w.Application, monday.Today); len(failed) > 0 || m.Score != score.Of(score.Standard(), c.Fit(w.Application, monday)).Points() {
				t.Fatalf("%+v fails %v", m, failed)
			}
			if taken[m.Supporter]++; taken[m.Supporter] > c.MaxCases-c.OpenCases {
				t.Fatalf("%s gets %d of %d places", m.Supporter, taken[m.Supporter], c.MaxCases-c.OpenCases)
			}
			minutes[m.Supporter] += w.Application.Wishes.Complexity.Minutes(c.CaseMinutes)
			if left := c.HoursPerWeek*60 - c.OpenMinutes(); c.HoursPerWeek > 0 && minutes[m.Supporter] > left {
				t.Fatalf("%s gets %d minutes of the %d that there are", m.Supporter, minutes[m.Supporter], left)
			}
		}
	})
}

// The order in which a backlog is read changes nothing; whatever a plan is made from does.
func TestTheDigestTellsWhetherTheWorldChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		waiting := random(t)
		digest := matching.NewBacklog(score.Standard(), monday, waiting).Digest()
		turned := slices.Clone(waiting)
		slices.Reverse(turned)
		for i := range turned {
			turned[i].Candidates = slices.Clone(turned[i].Candidates)
			slices.Reverse(turned[i].Candidates)
		}
		if !bytes.Equal(digest, matching.NewBacklog(score.Standard(), monday, turned).Digest()) {
			t.Fatal("the order made a difference")
		}
		fewer := matching.NewBacklog(score.Standard(), monday, waiting[1:])
		if bytes.Equal(digest, fewer.Digest()) {
			t.Fatal("an application less made none")
		}
	})
	base := func() []matching.Waiting {
		return each([]matching.Application{about("1", "WORK"), about("2", "CARE")}, knows("x", 2, "WORK"), knows("y", 2, "CARE"))
	}
	digest := matching.NewBacklog(score.Standard(), monday, base()).Digest()
	for name, change := range map[string]func(c *matching.Candidate){
		"a case more":      func(c *matching.Candidate) { c.OpenCases++ },
		"a place more":     func(c *matching.Candidate) { c.MaxCases++ }, // which no score shows
		"was asked":        func(c *matching.Candidate) { c.RecentAsks++ },
		"knows more":       func(c *matching.Candidate) { c.LifeDomains = []string{"WORK", "CARE"} },
		"left":             func(c *matching.Candidate) { c.State = "LEFT" },
		"is somebody else": func(c *matching.Candidate) { c.Supporter = "w" }, // in the same place
	} {
		waiting := base()
		for i := range waiting {
			waiting[i].Candidates = slices.Clone(waiting[i].Candidates)
			change(&waiting[i].Candidates[0])
		}
		now := matching.NewBacklog(score.Standard(), monday, waiting)
		plan := matching.Plan{Digest: digest, State: matching.Proposed}
		if err := plan.CheckBacklog(now); !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	another := each([]matching.Application{about("1", "WORK"), about("3", "CARE")}, knows("x", 2, "WORK"), knows("y", 2, "CARE"))
	if bytes.Equal(digest, matching.NewBacklog(score.Standard(), monday, another).Digest()) {
		t.Error("another application in the place of one made no difference")
	}
	plan := matching.Plan{Digest: digest, State: matching.Proposed, Version: 3}
	if err := plan.CheckBacklog(matching.NewBacklog(score.Standard(), monday, base())); err != nil {
		t.Errorf("nothing changed: %v", err)
	}
	if err := plan.CheckApply("3"); err != nil {
		t.Error(err)
	}
	if err := plan.CheckApply("2"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("another version: %v", err)
	}
	plan.State = matching.Applied
	if err := plan.CheckApply(""); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a second time: %v", err)
	}
}
