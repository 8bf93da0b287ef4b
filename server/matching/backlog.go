package matching

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"oco.example/oco/server/matching/assign"
	"oco.example/oco/server/matching/score"
)

// Waiting is an application that waits for a match, with those who might be asked for it.
type Waiting struct {
	Application Application
	Candidates  []Candidate
}

// Backlog is what a plan is made from: applications, supporters with their free places, and how well those fit
// together whom the gates allow. Applications and supporters stand in the order of their ids.
type Backlog struct {
	Applications []Application
	Supporters   []Candidate
	policy       score.Policy
	at           Moment
	problem      assign.Problem
	// full are the applications, by number, for which somebody would be who has time for another question, not for this one.
	full map[int]bool
}

// NewBacklog puts a backlog together. Somebody who lacks a place and nothing else is in it with no place, so that
// the price tells what a first one would bring; who fails another gate is not put together with the application.
func NewBacklog(policy score.Policy, at Moment, waiting []Waiting) Backlog {
	waiting = slices.SortedFunc(slices.Values(waiting), func(x, y Waiting) int { return cmp.Compare(x.Application.ID, y.Application.ID) })
	supporters, places := map[string]Candidate{}, map[string]int{}
	for _, w := range waiting {
		for _, c := range w.Candidates {
			supporters[c.Supporter] = c
			if free := c.Free(w.Application.Wishes.Complexity, at.Today); len(c.FailedGates(w.Application, at.Today)) == 0 {
				places[c.Supporter] = min(free, cmp.Or(places[c.Supporter], free))
			}
		}
	}
	b := Backlog{policy: policy, at: at, full: map[int]bool{}}
	for _, c := range supporters {
		b.Supporters = append(b.Supporters, c)
	}
	slices.SortFunc(b.Supporters, func(x, y Candidate) int { return cmp.Compare(x.Supporter, y.Supporter) })
	numbers := make(map[string]int, len(b.Supporters))
	for n, c := range b.Supporters {
		numbers[c.Supporter] = n
		b.problem.Capacity = append(b.problem.Capacity, places[c.Supporter])
	}
	b.problem.Applications = len(waiting)
	for n, w := range waiting {
		b.Applications = append(b.Applications, w.Application)
		for _, c := range w.Candidates {
			failed := c.FailedGates(w.Application, at.Today)
			lacksPlace := slices.Equal(failed, []Gate{GateRoom})
			b.full[n] = b.full[n] || lacksPlace
			if lacksPlace && places[c.Supporter] == 0 || len(failed) == 0 {
				points := score.Of(policy, c.Fit(w.Application, at)).Points()
				b.problem.Pairs = append(b.problem.Pairs, assign.Pair{Application: n, Supporter: numbers[c.Supporter], Score: points})
			}
		}
	}
	slices.SortFunc(b.problem.Pairs, func(x, y assign.Pair) int {
		return cmp.Or(cmp.Compare(x.Application, y.Application), cmp.Compare(x.Supporter, y.Supporter))
	})
	return b
}

// Digest is the same for two backlogs exactly when a plan for the one is a plan for the other.
func (b Backlog) Digest() []byte {
	h := sha256.New()
	number := func(n int64) {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
	number(int64(len(b.Applications)))
	for _, a := range b.Applications {
		number(int64(len(a.ID)))
		h.Write([]byte(a.ID))
	}
	number(int64(len(b.Supporters)))
	for n, c := range b.Supporters {
		number(int64(len(c.Supporter)))
		h.Write([]byte(c.Supporter))
		number(int64(b.problem.Capacity[n]))
	}
	for _, pair := range b.problem.Pairs {
		number(int64(pair.Application))
		number(int64(pair.Supporter))
		number(pair.Score)
	}
	return h.Sum(nil)
}

// Solve is the best plan for the backlog, held against its proof.
func (b Backlog) Solve(ctx context.Context) (Plan, error) {
	found, err := assign.Solve(ctx, b.problem)
	if err != nil {
		return Plan{}, fmt.Errorf("plan a backlog: %w", err)
	}
	if err := b.problem.Check(found); err != nil {
		return Plan{}, fmt.Errorf("a plan without proof: %w", err)
	}
	plan := Plan{Total: found.Total, Applications: len(b.Applications)}
	for n, supporter := range found.Supporter {
		if supporter != assign.None {
			plan.Matches = append(plan.Matches, PlannedMatch{
				Application: b.Applications[n].ID, Supporter: b.Supporters[supporter].Supporter, Score: b.score(n, supporter),
			})
		}
	}
	for _, left := range found.Unmatched {
		u := Unplanned{Application: b.Applications[left.Application].ID, Reason: string(left.Reason), Cost: left.Cost}
		if left.Reason == assign.NoPair && b.full[left.Application] {
			u.Reason = string(assign.NoPlace)
		}
		if left.Reason == assign.Outweighed {
			u.Supporter = b.Supporters[left.Supporter].Supporter
			if left.Displaced != assign.None {
				u.Displaced = b.Applications[left.Displaced].ID
			}
		}
		plan.Unplanned = append(plan.Unplanned, u)
	}
	plan.Prices, plan.Scarce = b.prices(found), b.scarce(found)
	return plan, nil
}

func (b Backlog) score(application, supporter int) int64 {
	at, found := slices.BinarySearchFunc(b.problem.Pairs, assign.Pair{Application: application, Supporter: supporter}, func(x, y assign.Pair) int {
		return cmp.Or(cmp.Compare(x.Application, y.Application), cmp.Compare(x.Supporter, y.Supporter))
	})
	if !found {
		return 0
	}
	return b.problem.Pairs[at].Score
}

// prices are those of places that are worth something, the dearest first.
func (b Backlog) prices(found assign.Plan) []Price {
	var list []Price
	for n, price := range found.Price {
		if price > 0 {
			list = append(list, Price{Supporter: b.Supporters[n].Supporter, Places: b.problem.Capacity[n], Price: price})
		}
	}
	slices.SortStableFunc(list, func(x, y Price) int { return cmp.Compare(y.Price, x.Price) })
	return list
}

// scarce says of each life domain that is asked about how many applications are about it, how many of them stay without a
// supporter, how many supporters know it, and what a newcomer would add who knows it: whom to recruit. The dearest first.
func (b Backlog) scarce(found assign.Plan) []Scarce {
	domains := map[string]*Scarce{}
	for n, a := range b.Applications {
		for _, domain := range a.LifeDomains {
			s := domains[domain]
			if s == nil {
				s = &Scarce{LifeDomain: domain}
				domains[domain] = s
			}
			s.Applications++
			if found.Supporter[n] == assign.None {
				s.Unplanned++
			}
			s.Price = max(s.Price, b.newcomer(a, domain)-found.Worth[n])
		}
	}
	for _, c := range b.Supporters {
		for _, domain := range c.LifeDomains {
			if s := domains[domain]; s != nil {
				s.Supporters++
			}
		}
	}
	list := make([]Scarce, 0, len(domains))
	for _, s := range domains {
		list = append(list, *s)
	}
	slices.SortFunc(list, func(x, y Scarce) int {
		return cmp.Or(cmp.Compare(y.Price, x.Price), cmp.Compare(y.Unplanned, x.Unplanned), cmp.Compare(x.LifeDomain, y.LifeDomain))
	})
	return list
}

// newcomer is how well an application would be served by somebody new with one place, of whom nothing is known but that
// they know a life domain and are of the kind that the route asks for; 0 when a gate would keep them out. Whoever is new
// serves one application, and what is left is the best plan without it: so what they add to the total is the most, over
// all applications, of this less what the application is worth to the plan.
func (b Backlog) newcomer(a Application, domain string) int64 {
	c := Candidate{Kind: a.Route, State: "ACTIVE", MaxCases: 1, LifeDomains: []string{domain}}
	if len(c.FailedGates(a, b.at.Today)) > 0 {
		return 0
	}
	return score.Of(b.policy, c.Fit(a, b.at)).Points()
}
