package assign_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching/assign"
)

// backlogs are problems of up to thirty applications and twenty supporters.
func backlogs(levels int64) *rapid.Generator[assign.Problem] {
	return rapid.Custom(func(t *rapid.T) assign.Problem {
		p := assign.Problem{
			Applications: rapid.IntRange(0, 30).Draw(t, "applications"),
			Capacity:     rapid.SliceOfN(rapid.IntRange(0, 3), 0, 20).Draw(t, "capacity"),
		}
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		density := rapid.Float64Range(0, 1).Draw(t, "density")
		for a := range p.Applications {
			for s := range p.Capacity {
				if random.Float64() < density {
					p.Pairs = append(p.Pairs, assign.Pair{Application: a, Supporter: s, Score: 1 + random.Int64N(levels)})
				}
			}
		}
		return p
	})
}

// tied and spread are backlogs with many equal scores, and with few.
var tied, spread = backlogs(4), backlogs(1_000_000)

func TestOneMorePlaceBringsItsPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(tied, spread).Filter(func(p assign.Problem) bool { return len(p.Capacity) > 0 }).Draw(t, "problem")
		before := solve(t, p)
		s := rapid.IntRange(0, len(p.Capacity)-1).Draw(t, "supporter")
		p.Capacity[s]++
		if gain := solve(t, p).Total - before.Total; gain != before.Price[s] {
			t.Fatalf("the price was %d, the gain is %d", before.Price[s], gain)
		}
	})
}

func TestWithoutAnApplicationItsWorthIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(tied, spread).Filter(func(p assign.Problem) bool { return p.Applications > 0 }).Draw(t, "problem")
		before := solve(t, p)
		a := rapid.IntRange(0, p.Applications-1).Draw(t, "application")
		p.Pairs = slices.DeleteFunc(p.Pairs, func(pair assign.Pair) bool { return pair.Application == a })
		if loss := before.Total - solve(t, p).Total; loss != before.Worth[a] {
			t.Fatalf("it was worth %d, the loss is %d", before.Worth[a], loss)
		}
	})
}

func TestMoreNeverLowersTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(tied, spread).Draw(t, "problem")
		before := solve(t, p)
		supporters := p
		supporters.Capacity = append(slices.Clone(p.Capacity), rapid.IntRange(0, 3).Draw(t, "places"))
		supporters.Pairs = slices.Clone(p.Pairs)
		applications := p
		applications.Applications++
		applications.Pairs = slices.Clone(p.Pairs)
		for a := range p.Applications {
			supporters.Pairs = append(supporters.Pairs, assign.Pair{Application: a, Supporter: len(p.Capacity), Score: int64(1 + a)})
		}
		for s := range p.Capacity {
			applications.Pairs = append(applications.Pairs, assign.Pair{Application: p.Applications, Supporter: s, Score: int64(1 + s)})
		}
		if after := solve(t, supporters); after.Total < before.Total {
			t.Fatalf("one more supporter lowers the total from %d to %d", before.Total, after.Total)
		}
		after := solve(t, applications)
		if after.Total < before.Total {
			t.Fatalf("one more application lowers the total from %d to %d", before.Total, after.Total)
		}
		for s, price := range before.Price {
			if after.Price[s] < price {
				t.Fatalf("one more application lowers the price of supporter %d", s)
			}
		}
	})
}

func TestScaledScoresScaleAllThatIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(tied, spread).Draw(t, "problem")
		by := rapid.Int64Range(2, 900).Draw(t, "by")
		want := solve(t, p)
		for i := range p.Pairs {
			p.Pairs[i].Score *= by
		}
		want.Total *= by
		for s := range want.Price {
			want.Price[s] *= by
		}
		for a := range want.Worth {
			want.Worth[a] *= by
		}
		for i := range want.Unmatched {
			want.Unmatched[i].Cost *= by
		}
		if diff := cmp.Diff(want, solve(t, p)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// renumbered gives applications and supporters other numbers, and the pairs another order.
func renumbered(p assign.Problem, random *rand.Rand) (other assign.Problem, applications, supporters []int) {
	applications, supporters = random.Perm(p.Applications), random.Perm(len(p.Capacity))
	other = assign.Problem{Applications: p.Applications, Capacity: make([]int, len(p.Capacity))}
	for s, capacity := range p.Capacity {
		other.Capacity[supporters[s]] = capacity
	}
	for _, i := range random.Perm(len(p.Pairs)) {
		pair := p.Pairs[i]
		other.Pairs = append(other.Pairs, assign.Pair{Application: applications[pair.Application], Supporter: supporters[pair.Supporter], Score: pair.Score})
	}
	return other, applications, supporters
}

func TestNumbersAndOrderDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(tied, spread).Draw(t, "problem")
		distinct := rapid.Bool().Draw(t, "distinct")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "renumber"), 0))
		if distinct {
			for i, score := range random.Perm(len(p.Pairs)) {
				p.Pairs[i].Score = int64(1 + score)
			}
		}
		other, applications, supporters := renumbered(p, random)
		before, after := solve(t, p), solve(t, other)
		if before.Total != after.Total {
			t.Fatalf("the total was %d and is %d", before.Total, after.Total)
		}
		for s, price := range before.Price {
			if got := after.Price[supporters[s]]; got != price {
				t.Fatalf("supporter %d: the price was %d and is %d", s, price, got)
			}
		}
		for a, worth := range before.Worth {
			if got := after.Worth[applications[a]]; got != worth {
				t.Fatalf("application %d: it was worth %d and is %d", a, worth, got)
			}
			if s := before.Supporter[a]; distinct {
				if s != assign.None {
					s = supporters[s]
				}
				if got := after.Supporter[applications[a]]; got != s {
					t.Fatalf("application %d: it had %d and has %d", a, s, got)
				}
			}
		}
	})
}

func TestTheOrderOfThePairsNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := tied.Draw(t, "problem")
		want := solve(t, p)
		p.Pairs = rapid.Permutation(p.Pairs).Draw(t, "pairs")
		if diff := cmp.Diff(want, solve(t, p)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// All scores differ, and 1 and 4 are together as good as 2 and 3.
func TestOfEqualPlansTheSameWhateverTheNumbers(t *testing.T) {
	p := assign.Problem{Applications: 2, Capacity: []int{1, 1}, Pairs: []assign.Pair{
		{Application: 0, Supporter: 0, Score: 1}, {Application: 0, Supporter: 1, Score: 2},
		{Application: 1, Supporter: 0, Score: 3}, {Application: 1, Supporter: 1, Score: 4},
	}}
	want := solve(t, p)
	for seed := range uint64(20) {
		other, applications, supporters := renumbered(p, rand.New(rand.NewPCG(seed, 0)))
		got := solve(t, other)
		for a, s := range want.Supporter {
			if got.Supporter[applications[a]] != supporters[s] {
				t.Fatalf("%v became %v as %v", want.Supporter, got.Supporter, other)
			}
		}
	}
}
