package assign_test

import (
	"errors"
	"testing"

	"oco.example/oco/server/matching/assign"
)

// FuzzSolve makes a small problem of any bytes: either it is refused, or all that its plan says is
// so.
func FuzzSolve(f *testing.F) {
	f.Add([]byte{2, 2, 1, 1, 0, 0, 9, 0, 1, 8, 1, 0, 7})
	f.Add([]byte{3, 1, 0, 0, 0, 1, 1, 0, 1})
	f.Add([]byte{1, 1, 255, 0, 0, 0})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, input []byte) {
		p := made(input)
		plan, err := assign.Solve(t.Context(), p)
		if err != nil {
			if !errors.Is(err, assign.ErrProblem) {
				t.Fatal(err)
			}
			return
		}
		if err := p.Check(plan); err != nil {
			t.Fatalf("%+v has no proof in %+v: %v", p, plan, err)
		}
		if err := holds(p, plan); err != nil {
			t.Fatalf("%+v\n%+v\n%v", p, plan, err)
		}
	})
}

// made reads how many applications and supporters there are, the capacities, and pairs of three bytes.
func made(input []byte) assign.Problem {
	next := func() int {
		if len(input) == 0 {
			return 0
		}
		first := input[0]
		input = input[1:]
		return int(first)
	}
	p := assign.Problem{Applications: next() % 6, Capacity: make([]int, next()%5)}
	for s := range p.Capacity {
		p.Capacity[s] = int(int8(next())) % 4
	}
	for len(input) > 0 && len(p.Pairs) < 20 {
		p.Pairs = append(p.Pairs, assign.Pair{Application: next() % 7, Supporter: next() % 6, Score: int64(int8(next()))})
	}
	return p
}
