package assign_test

import (
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/matching/assign"
)

func TestWhatProvesNothingIsRefused(t *testing.T) {
	p := assign.Problem{Applications: 3, Capacity: []int{1, 2}, Pairs: []assign.Pair{
		{Application: 0, Supporter: 0, Score: 9}, {Application: 1, Supporter: 0, Score: 7}, {Application: 2, Supporter: 1, Score: 4},
	}}
	good := solve(t, p)
	for says, change := range map[string]func(plan *assign.Plan){
		"for 2 applications":                           func(plan *assign.Plan) { plan.Supporter = plan.Supporter[:2] },
		"and 1 supporters":                             func(plan *assign.Plan) { plan.Price = plan.Price[:1] },
		"the total says 14":                            func(plan *assign.Plan) { plan.Total++ },
		"application 1 is worth -1":                    func(plan *assign.Plan) { plan.Worth[1] = -1 },
		"supporter 1 has a price of -1":                func(plan *assign.Plan) { plan.Price[1] = -1 },
		"are off the score by -1":                      func(plan *assign.Plan) { plan.Worth[0]-- },
		"are off the score by 1":                       func(plan *assign.Plan) { plan.Worth[2]++ },
		"gets supporter 1, which is not allowed":       func(plan *assign.Plan) { plan.Supporter[1], plan.Total = 1, 13 },
		"gets supporter 8, which is not allowed":       func(plan *assign.Plan) { plan.Supporter[1] = 8 },
		"supporter 0 has 1 places and gets 2":          func(plan *assign.Plan) { plan.Supporter[1], plan.Total = 0, 20 },
		"supporter 1 has a place left at the price of": func(plan *assign.Plan) { plan.Price[1], plan.Worth[2] = 1, 3 },
		"application 2 stays without a supporter and is worth 4": func(plan *assign.Plan) {
			plan.Supporter[2], plan.Total = assign.None, 9
		},
	} {
		plan := assign.Plan{
			Supporter: slices.Clone(good.Supporter), Total: good.Total, Price: slices.Clone(good.Price), Worth: slices.Clone(good.Worth),
		}
		change(&plan)
		if err := p.Check(plan); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("want %q, got %v", says, err)
		}
	}
}

func TestAPlanOfAnotherProblemProvesNothing(t *testing.T) {
	p := assign.Problem{Applications: 1, Capacity: []int{1, 1}, Pairs: []assign.Pair{{Application: 0, Supporter: 0, Score: 5}}}
	plan := solve(t, p)
	p.Pairs = append(p.Pairs, assign.Pair{Application: 0, Supporter: 1, Score: 6})
	if err := p.Check(plan); err == nil {
		t.Error("a supporter who fits better came, and the plan is called the best")
	}
	p.Capacity[0] = -1
	if err := p.Check(plan); err == nil {
		t.Error("a problem that is none has a plan")
	}
}
