package assign_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"oco.example/oco/server/matching/assign"
	"oco.example/oco/server/matching/assign/assigntest"
)

// impossible is less than any total.
const impossible = -1 << 60

// best tries every plan and returns the highest total; served is an application that must have a
// supporter, without an application that is not there.
func best(p assign.Problem, served, without int) int64 {
	left := slices.Clone(p.Capacity)
	var try func(a int) int64
	try = func(a int) int64 {
		if a == p.Applications {
			return 0
		}
		highest := int64(impossible)
		if a != served {
			highest = try(a + 1)
		}
		if a == without {
			return highest
		}
		for _, pair := range p.Pairs {
			if pair.Application == a && left[pair.Supporter] > 0 {
				left[pair.Supporter]--
				highest = max(highest, pair.Score+try(a+1))
				left[pair.Supporter]++
			}
		}
		return highest
	}
	return try(0)
}

// small makes any problem of up to five applications and four supporters; the fewer levels, the more
// scores are the same.
func small(random *rand.Rand) assign.Problem {
	p := assign.Problem{Applications: random.IntN(6), Capacity: make([]int, random.IntN(5))}
	for s := range p.Capacity {
		p.Capacity[s] = random.IntN(3)
	}
	levels := []int64{1, 2, 5, 1_000}[random.IntN(4)]
	density := random.Float64()
	for a := range p.Applications {
		for s := range p.Capacity {
			if random.Float64() < density {
				p.Pairs = append(p.Pairs, assign.Pair{Application: a, Supporter: s, Score: 1 + random.Int64N(levels)})
			}
		}
	}
	random.Shuffle(len(p.Pairs), func(i, j int) { p.Pairs[i], p.Pairs[j] = p.Pairs[j], p.Pairs[i] })
	return p
}

// holds compares everything that a plan says with what trying every plan finds.
func holds(p assign.Problem, plan assign.Plan) error {
	total := best(p, assign.None, assign.None)
	if plan.Total != total {
		return fmt.Errorf("the total is %d, and %d could be", plan.Total, total)
	}
	for s, price := range plan.Price {
		more := p
		more.Capacity = slices.Clone(p.Capacity)
		more.Capacity[s]++
		if gain := best(more, assign.None, assign.None) - total; gain != price {
			return fmt.Errorf("the price of supporter %d is %d, and one more place brings %d", s, price, gain)
		}
	}
	for a, worth := range plan.Worth {
		if loss := total - best(p, assign.None, a); loss != worth {
			return fmt.Errorf("application %d is worth %d, and without it %d is lost", a, worth, loss)
		}
	}
	listed := 0
	for a, s := range plan.Supporter {
		if s != assign.None {
			continue
		}
		if listed >= len(plan.Unmatched) || plan.Unmatched[listed].Application != a {
			return fmt.Errorf("application %d stays without a supporter and without a reason", a)
		}
		if err := reasonHolds(p, plan, plan.Unmatched[listed], total); err != nil {
			return fmt.Errorf("application %d: %w", a, err)
		}
		listed++
	}
	if listed < len(plan.Unmatched) {
		return fmt.Errorf("%d reasons for %d applications", len(plan.Unmatched), listed)
	}
	return nil
}

func reasonHolds(p assign.Problem, plan assign.Plan, left assign.Unmatched, total int64) error {
	pairs, places, with := 0, 0, int64(0)
	for _, pair := range p.Pairs {
		if pair.Application == left.Application {
			pairs++
			places += p.Capacity[pair.Supporter]
			if pair.Supporter == left.Supporter {
				with = pair.Score
			}
		}
	}
	want := assign.Outweighed
	switch {
	case pairs == 0:
		want = assign.NoPair
	case places == 0:
		want = assign.NoPlace
	}
	if left.Reason != want {
		return fmt.Errorf("%s, want %s", left.Reason, want)
	}
	if want != assign.Outweighed {
		return nil
	}
	if cost := total - best(p, left.Application, assign.None); cost != left.Cost {
		return fmt.Errorf("to serve it is said to cost %d, and costs %d", left.Cost, cost)
	}
	// The way that is told costs what it is said to: this supporter, and that one left out.
	fewer := p
	fewer.Capacity = slices.Clone(p.Capacity)
	fewer.Capacity[left.Supporter]--
	fewer.Pairs = slices.DeleteFunc(slices.Clone(p.Pairs), func(pair assign.Pair) bool {
		return pair.Application == left.Application || pair.Application == left.Displaced
	})
	if cost := total - with - best(fewer, assign.None, assign.None); with == 0 || cost != left.Cost {
		return fmt.Errorf("supporter %d for it and application %d without costs %d, not %d", left.Supporter, left.Displaced, cost, left.Cost)
	}
	if left.Displaced != assign.None && plan.Supporter[left.Displaced] == assign.None {
		return fmt.Errorf("application %d has nobody to lose", left.Displaced)
	}
	return nil
}

func TestEverythingAPlanSaysAgainstEveryPlanThereIs(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2026))
	unmatched := map[assign.Reason]int{}
	for range 20_000 {
		p := small(random)
		plan := solve(t, p)
		if err := holds(p, plan); err != nil {
			t.Fatalf("%+v\n%+v\n%v", p, plan, err)
		}
		for _, left := range plan.Unmatched {
			unmatched[left.Reason]++
		}
	}
	for _, reason := range []assign.Reason{assign.NoPair, assign.NoPlace, assign.Outweighed} {
		if unmatched[reason] < 1_000 {
			t.Errorf("only %d applications were left for %s", unmatched[reason], reason)
		}
	}
}

func TestTheTotalAgainstADenseTable(t *testing.T) {
	for _, size := range []assigntest.Size{
		assigntest.Sized(60, 36, 50), assigntest.Sized(300, 180, 12), assigntest.Sized(200, 20, 6), assigntest.Sized(150, 400, 3),
		{Applications: 120, Supporters: 80, Pairs: 9, Capacity: 300}, {Applications: 250, Supporters: 90, Pairs: 20, Capacity: 40},
	} {
		for _, kind := range []assigntest.Kind{assigntest.Clustered, assigntest.Spread} {
			for seed := range uint64(5) {
				capacity, pairs := assigntest.Backlog(kind, size, seed)
				plan := solve(t, problem(size.Applications, capacity, pairs))
				if want := assigntest.NewTable(size.Applications, capacity, pairs).Best(); plan.Total != want {
					t.Errorf("%+v of kind %d, seed %d: the total is %d, in the table %d", size, kind, seed, plan.Total, want)
				}
			}
		}
	}
}

func TestALargeBacklogProvesItself(t *testing.T) {
	const applications = 3_000
	for _, kind := range []assigntest.Kind{assigntest.Clustered, assigntest.Spread} {
		capacity, pairs := assigntest.Backlog(kind, assigntest.Sized(applications, 1_800, 50), 7)
		plan := solve(t, problem(applications, capacity, pairs))
		if served := applications - len(plan.Unmatched); served < applications*8/10 {
			t.Errorf("kind %d: %d are served", kind, served)
		}
	}
}
