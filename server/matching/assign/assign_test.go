package assign_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"oco.example/oco/server/matching/assign"
	"oco.example/oco/server/matching/assign/assigntest"
)

// failing is a test of either kind.
type failing interface {
	Helper()
	Fatalf(format string, args ...any)
}

// solve finds a plan, which proves itself.
func solve(t failing, p assign.Problem) assign.Plan {
	t.Helper()
	plan, err := assign.Solve(context.Background(), p)
	if err != nil {
		t.Fatalf("%+v: %v", p, err)
	}
	if err := p.Check(plan); err != nil {
		t.Fatalf("%+v has no proof in %+v: %v", p, plan, err)
	}
	return plan
}

// problem is that of a made backlog.
func problem(applications int, capacity []int, pairs []assigntest.Pair) assign.Problem {
	p := assign.Problem{Applications: applications, Capacity: capacity}
	for _, pair := range pairs {
		p.Pairs = append(p.Pairs, assign.Pair(pair))
	}
	return p
}

// Four applications fit Fatima, who has one place. Bram has one as well, and fits two of them, less
// well.
func TestAPlanTellsWhoWhatItIsWorthAndWhyNot(t *testing.T) {
	const fatima, bram, unavailable = 0, 1, 3 // 2 has room, and is allowed for nobody
	p := assign.Problem{
		Applications: 6,
		Capacity:     []int{1, 1, 5, 0},
		Pairs: []assign.Pair{
			{Application: 0, Supporter: fatima, Score: 90}, {Application: 0, Supporter: bram, Score: 80},
			{Application: 1, Supporter: fatima, Score: 70},
			{Application: 2, Supporter: fatima, Score: 65}, {Application: 2, Supporter: bram, Score: 30},
			{Application: 4, Supporter: unavailable, Score: 50},
			{Application: 5, Supporter: unavailable, Score: 55}, {Application: 5, Supporter: fatima, Score: 10},
		},
	}
	want := assign.Plan{
		Supporter: []int{bram, fatima, assign.None, assign.None, assign.None, assign.None},
		Total:     150,
		// One more place with Fatima serves application 2, as one with Bram does, but less well.
		Price: []int64{65, 30, 0, 55},
		Worth: []int64{50, 5, 0, 0, 0, 0},
		Unmatched: []assign.Unmatched{
			{Application: 2, Reason: assign.Outweighed, Supporter: fatima, Displaced: 1, Cost: 5},
			{Application: 3, Reason: assign.NoPair, Supporter: assign.None, Displaced: assign.None},
			{Application: 4, Reason: assign.NoPlace, Supporter: assign.None, Displaced: assign.None},
			{Application: 5, Reason: assign.Outweighed, Supporter: fatima, Displaced: 1, Cost: 60},
		},
	}
	if diff := cmp.Diff(want, solve(t, p)); diff != "" {
		t.Error(diff)
	}
}

func TestWhoeverIsLeftMayBeServedWhenOthersMove(t *testing.T) {
	// To serve both would cost 10: one must go where it is hardly any use.
	p := assign.Problem{Applications: 2, Capacity: []int{1, 1}, Pairs: []assign.Pair{
		{Application: 0, Supporter: 0, Score: 30}, {Application: 0, Supporter: 1, Score: 5},
		{Application: 1, Supporter: 0, Score: 20},
	}}
	plan := solve(t, p)
	if plan.Total != 30 || len(plan.Unmatched) != 1 {
		t.Fatalf("got %+v", plan)
	}
	want := assign.Unmatched{Application: 1, Reason: assign.Outweighed, Supporter: 0, Displaced: assign.None, Cost: 5}
	if diff := cmp.Diff(want, plan.Unmatched[0]); diff != "" {
		t.Error(diff)
	}
}

func TestNothingToPlan(t *testing.T) {
	for name, p := range map[string]assign.Problem{
		"nothing":         {},
		"no supporters":   {Applications: 2},
		"no applications": {Capacity: []int{3, 0}},
		"no pairs":        {Applications: 2, Capacity: []int{1}},
	} {
		plan := solve(t, p)
		want := assign.Plan{Supporter: make([]int, p.Applications), Price: make([]int64, len(p.Capacity)), Worth: make([]int64, p.Applications)}
		for a := range want.Supporter {
			want.Supporter[a] = assign.None
			want.Unmatched = append(want.Unmatched, assign.Unmatched{Application: a, Reason: assign.NoPair, Supporter: assign.None, Displaced: assign.None})
		}
		if diff := cmp.Diff(want, plan, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestOfEqualPlansTheOneThatIsMetFirst(t *testing.T) {
	// Everybody is as good for everybody: the first two applications get the first two supporters.
	p := assign.Problem{Applications: 3, Capacity: []int{1, 1}}
	for a := range 3 {
		for s := range 2 {
			p.Pairs = append(p.Pairs, assign.Pair{Application: a, Supporter: s, Score: 7})
		}
	}
	plan := solve(t, p)
	if diff := cmp.Diff([]int{0, 1, assign.None}, plan.Supporter); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{7, 7}, plan.Price); diff != "" {
		t.Error(diff)
	}
	if plan.Unmatched[0].Cost != 0 || plan.Unmatched[0].Reason != assign.Outweighed {
		t.Errorf("another plan is as good, got %+v", plan.Unmatched[0])
	}
}

func TestTheHighestScoresFit(t *testing.T) {
	p := assign.Problem{Applications: 3, Capacity: []int{1, math.MaxInt}, Pairs: []assign.Pair{
		{Application: 0, Supporter: 0, Score: assign.MaxScore}, {Application: 1, Supporter: 0, Score: assign.MaxScore},
		{Application: 2, Supporter: 1, Score: assign.MaxScore}, {Application: 1, Supporter: 1, Score: 1},
	}}
	if plan := solve(t, p); plan.Total != 2*assign.MaxScore+1 || plan.Price[0] != assign.MaxScore-1 {
		t.Errorf("got %+v", plan)
	}
}

func TestAProblemThatIsNoneIsRefused(t *testing.T) {
	for says, change := range map[string]func(p *assign.Problem){
		"-1 applications":                    func(p *assign.Problem) { p.Applications = -1 },
		"supporter 1 has -2 places":          func(p *assign.Problem) { p.Capacity[1] = -2 },
		"pair 1: there is no application 2":  func(p *assign.Problem) { p.Pairs[1].Application = 2 },
		"pair 0: there is no application -1": func(p *assign.Problem) { p.Pairs[0].Application = -1 },
		"pair 1: there is no supporter 2":    func(p *assign.Problem) { p.Pairs[1].Supporter = 2 },
		"pair 0: there is no supporter -1":   func(p *assign.Problem) { p.Pairs[0].Supporter = -1 },
		"pair 1: a score of 0 is":            func(p *assign.Problem) { p.Pairs[1].Score = 0 },
		"pair 0: a score of -5 is":           func(p *assign.Problem) { p.Pairs[0].Score = -5 },
		"pair 0: a score of 1000000001 is":   func(p *assign.Problem) { p.Pairs[0].Score = assign.MaxScore + 1 },
		"application 1 and supporter 0 are a pair twice": func(p *assign.Problem) {
			p.Pairs = append(p.Pairs, assign.Pair{Application: 1, Supporter: 0, Score: 3})
		},
	} {
		p := assign.Problem{Applications: 2, Capacity: []int{1, 1}, Pairs: []assign.Pair{
			{Application: 1, Supporter: 0, Score: 5}, {Application: 0, Supporter: 1, Score: 5},
		}}
		change(&p)
		plan, err := assign.Solve(t.Context(), p)
		if !errors.Is(err, assign.ErrProblem) || !strings.Contains(err.Error(), says) {
			t.Errorf("want %q, got %v", says, err)
		}
		if diff := cmp.Diff(assign.Plan{}, plan); diff != "" {
			t.Errorf("%s: there is a plan all the same: %s", says, diff)
		}
	}
}

// countdown is a context that ends when it was looked at so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestPlanningStopsWhenNobodyWaitsForIt(t *testing.T) {
	capacity, pairs := assigntest.Backlog(assigntest.Spread, assigntest.Sized(50, 30, 5), 1)
	p := problem(50, capacity, pairs)
	for _, after := range []int{0, 1, 49} {
		ctx := &countdown{Context: t.Context(), left: after}
		if plan, err := assign.Solve(ctx, p); !errors.Is(err, context.Canceled) || plan.Supporter != nil {
			t.Errorf("after %d looks: %v", after, err)
		}
		if ctx.left != -1 {
			t.Errorf("it was looked at %d times more", -1-ctx.left)
		}
	}
}
