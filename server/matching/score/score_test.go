package score_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching/score"
)

func policies() *rapid.Generator[score.Policy] {
	return rapid.Custom(func(t *rapid.T) score.Policy {
		p := score.Policy{Weights: map[score.Factor]int{}, Load: rapid.IntRange(0, 100).Draw(t, "load"), Asks: rapid.IntRange(0, 100).Draw(t, "asks")}
		for _, k := range score.Factors {
			p.Weights[k] = rapid.IntRange(0, score.MaxWeight).Draw(t, string(k))
		}
		return p
	})
}

func fits() *rapid.Generator[score.Fit] {
	return rapid.Custom(func(t *rapid.T) score.Fit {
		f := score.Fit{
			Values: map[score.Factor]int{}, Open: rapid.IntRange(0, 12).Draw(t, "open"), Capacity: rapid.IntRange(0, 12).Draw(t, "capacity"),
			Asks: rapid.IntRange(0, 9).Draw(t, "asks"),
		}
		for _, k := range score.Factors {
			if rapid.Bool().Draw(t, "known "+string(k)) {
				f.Values[k] = rapid.IntRange(0, score.Full).Draw(t, string(k))
			}
		}
		return f
	})
}

// again computes a ranking another way: in fractions, without a common denominator, from the last factor
// to the first.
func again(p score.Policy, f score.Fit) (mean, load, asks *big.Rat) {
	weights := new(big.Rat)
	for _, k := range score.Factors {
		if _, known := f.Values[k]; known {
			weights.Add(weights, big.NewRat(int64(p.Weights[k]), 1))
		}
	}
	mean = big.NewRat(1, 2)
	if weights.Sign() > 0 {
		mean = new(big.Rat)
		for _, k := range slices.Backward(score.Factors) {
			if value, known := f.Values[k]; known {
				share := new(big.Rat).Quo(big.NewRat(int64(p.Weights[k]), 1), weights)
				mean.Add(mean, share.Mul(share, big.NewRat(int64(value), score.Full)))
			}
		}
	}
	taken := big.NewRat(1, 1)
	if f.Capacity > 0 {
		taken = big.NewRat(int64(f.Open), int64(f.Capacity))
	}
	load = new(big.Rat).Mul(taken, taken)
	return mean, load.Mul(load, big.NewRat(int64(p.Load), 100)), big.NewRat(int64(p.Asks*f.Asks), 100)
}

// millionths rounds half up.
func millionths(r *big.Rat) int64 {
	scaled := new(big.Rat).Mul(r, big.NewRat(score.One, 1))
	scaled.Add(scaled, big.NewRat(1, 2))
	return new(big.Int).Div(scaled.Num(), scaled.Denom()).Int64()
}

func TestAgainstASecondComputation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := policies().Draw(t, "policy"), fits().Draw(t, "fit")
		got := score.Of(p, f)
		mean, load, asks := again(p, f)
		want := []int64{millionths(mean), millionths(load), millionths(asks)}
		if diff := cmp.Diff(want, []int64{got.Mean, got.Load, got.Asks}); diff != "" {
			t.Fatal(diff)
		}
		if got.Ranking() != got.Mean-got.Load-got.Asks || got.Points() != max(1, got.Ranking()) {
			t.Fatalf("got %d and %d points", got.Ranking(), got.Points())
		}
	})
}

func TestAMeanIsInItsBoundsAndItsTermsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := policies().Draw(t, "policy")
		got := score.Of(p, fits().Draw(t, "fit"))
		if got.Mean < 0 || got.Mean > score.One || got.Load < 0 || got.Asks < 0 {
			t.Fatalf("got %+v", got)
		}
		var sum int64
		weighed := 0
		for _, term := range got.Terms {
			sum += term.Contribution
			if !term.Known && term.Contribution != 0 {
				t.Fatalf("nothing is known, and it brings something: %+v", term)
			}
		}
		for _, weight := range p.Weights {
			if weight > 0 {
				weighed++
			}
		}
		if len(got.Terms) != weighed {
			t.Fatalf("%d factors have a weight, %d are told", weighed, len(got.Terms))
		}
		if off := sum - got.Mean; got.Known && (off < -int64(len(got.Terms)) || off > int64(len(got.Terms))) {
			t.Fatalf("the parts add up to %d, the whole is %d", sum, got.Mean)
		}
		if !slices.IsSortedFunc(got.Terms, func(x, y score.Term) int {
			if x.Known != y.Known {
				return map[bool]int{true: -1, false: 1}[x.Known]
			}
			return int(y.Contribution - x.Contribution)
		}) {
			t.Fatalf("what brings most does not stand first: %+v", got.Terms)
		}
	})
}

func TestMoreOfAFactorIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := policies().Draw(t, "policy"), fits().Draw(t, "fit")
		k := rapid.SampledFrom(score.Factors).Draw(t, "factor")
		low := rapid.IntRange(0, score.Full).Draw(t, "low")
		high := rapid.IntRange(low, score.Full).Draw(t, "high")
		f.Values[k] = low
		before := score.Of(p, f)
		f.Values[k] = high
		if after := score.Of(p, f); after.Ranking() < before.Ranking() {
			t.Fatalf("%s from %d to %d: from %d to %d", k, low, high, before.Ranking(), after.Ranking())
		}
	})
}

func TestMoreWorkAndMoreAsksAreNeverBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := policies().Draw(t, "policy"), fits().Draw(t, "fit")
		f.Capacity = max(1, f.Capacity)
		before := score.Of(p, f).Ranking()
		busier, asked := f, f
		busier.Open++
		asked.Asks++
		if score.Of(p, busier).Ranking() > before || score.Of(p, asked).Ranking() > before {
			t.Fatal("whoever does more came to stand higher")
		}
	})
}

// Not knowing neither helps nor hurts: with a value that is the mean of the others a factor changes
// nothing, so without one it may change nothing either.
func TestNotKnowingNeitherHelpsNorHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := policies().Draw(t, "policy"), fits().Draw(t, "fit")
		value := rapid.IntRange(0, score.Full).Draw(t, "value")
		for k := range f.Values {
			f.Values[k] = value
		}
		k := rapid.SampledFrom(score.Factors).Draw(t, "factor")
		f.Values[k] = value
		with := score.Of(p, f)
		delete(f.Values, k)
		if without := score.Of(p, f); without.Known && without.Mean != with.Mean {
			t.Fatalf("%s: %d when known, %d when not", k, with.Mean, without.Mean)
		}
	})
}

func TestWeightsThatAllGrowChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := policies().Draw(t, "policy"), fits().Draw(t, "fit")
		times := rapid.IntRange(1, 9).Draw(t, "times")
		before := score.Of(p, f)
		for k := range p.Weights {
			p.Weights[k] *= times
		}
		if after := score.Of(p, f); after.Mean != before.Mean || after.Ranking() != before.Ranking() {
			t.Fatalf("%d became %d", before.Mean, after.Mean)
		}
	})
}

// Which factor is which makes no difference: only what it weighs and how far it is met.
func TestFactorsThatChangePlacesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := policies().Draw(t, "policy"), fits().Draw(t, "fit")
		other := score.Policy{Weights: map[score.Factor]int{}, Load: p.Load, Asks: p.Asks}
		moved := score.Fit{Values: map[score.Factor]int{}, Open: f.Open, Capacity: f.Capacity, Asks: f.Asks}
		for i, k := range rapid.Permutation(score.Factors).Draw(t, "places") {
			other.Weights[k] = p.Weights[score.Factors[i]]
			if value, known := f.Values[score.Factors[i]]; known {
				moved.Values[k] = value
			}
		}
		if before, after := score.Of(p, f), score.Of(other, moved); before.Mean != after.Mean || before.Ranking() != after.Ranking() {
			t.Fatalf("%d became %d", before.Mean, after.Mean)
		}
	})
}

func TestTheBestStandsFirstAndEqualsByFixedRules(t *testing.T) {
	at := func(mean int64, open int, id string) score.Place {
		return score.Place{Score: score.Score{Mean: mean}, Open: open, ID: id}
	}
	want := []score.Place{at(9, 5, "d"), at(8, 0, "c"), at(8, 1, "a"), at(8, 1, "b")}
	rapid.Check(t, func(t *rapid.T) {
		got := rapid.Permutation(want).Draw(t, "people")
		slices.SortFunc(got, score.Compare)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWhatAPersonCanCheckByHand(t *testing.T) {
	p := score.Policy{Weights: map[score.Factor]int{score.LifeDomain: 3, score.Language: 1, score.Travel: 5}, Load: 20, Asks: 5}
	got := score.Of(p, score.Fit{Values: map[score.Factor]int{score.LifeDomain: 800, score.Language: 0}, Open: 1, Capacity: 2, Asks: 1})
	if got.Mean != 600_000 || got.Load != 50_000 || got.Asks != 50_000 || got.Ranking() != 500_000 {
		t.Errorf("got %+v", got)
	}
	want := []score.Term{
		{Factor: score.LifeDomain, Known: true, Value: 800, Weight: 3, Contribution: 600_000},
		{Factor: score.Language, Known: true, Weight: 1}, {Factor: score.Travel, Weight: 5},
	}
	if diff := cmp.Diff(want, got.Terms); diff != "" {
		t.Error(diff)
	}
	if got := score.Of(p, score.Fit{}); got.Known || got.Mean != score.One/2 || got.Load != 200_000 {
		t.Errorf("nothing known, and no places: %+v", got)
	}
	if got := score.Of(p, score.Fit{Capacity: 1, Asks: 99}); got.Ranking() >= 0 || got.Points() != 1 {
		t.Errorf("worth nothing, and still somebody: %+v", got)
	}
}

func TestTheStandardWeighsEveryFactor(t *testing.T) {
	standard := score.Standard()
	for _, k := range score.Factors {
		if weight := standard.Weights[k]; weight < 1 || weight > score.MaxWeight {
			t.Errorf("%s weighs %d", k, weight)
		}
	}
	if len(standard.Weights) != len(score.Factors) {
		t.Errorf("%d weights for %d factors", len(standard.Weights), len(score.Factors))
	}
}

func TestHowFarAFactorIsMet(t *testing.T) {
	levels := map[string]int{"WMO": score.Expert, "WORK": score.Starting}
	for what, c := range map[string]struct{ got, want int }{
		"all":                    {score.Known([]string{"WMO"}, levels), 1000},
		"half":                   {score.Known([]string{"WMO", "CARE"}, levels), 500},
		"two levels":             {score.Known([]string{"WMO", "WORK"}, levels), 800},
		"nothing":                {score.Known([]string{"CARE"}, levels), 0},
		"new, and that is fine":  {score.Experienced(0, 0), 1000},
		"new, and that is a lot": {score.Experienced(0, 4), 200},
		"halfway there":          {score.Experienced(2, 4), 600},
		"as many as wanted":      {score.Experienced(4, 4), 1000},
		"more than wanted":       {score.Experienced(40, 4), 1000},
		"two of three":           {score.Part(2, 3), 667},
		"yes":                    {score.Yes(true), 1000},
		"no":                     {score.Yes(false), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", what, c.got, c.want)
		}
	}
}

func ExampleOf() {
	fit := score.Fit{Values: map[score.Factor]int{score.LifeDomain: score.Ordinary, score.FreeMoment: score.Full}, Open: 1, Capacity: 2}
	s := score.Of(score.Standard(), fit)
	for _, term := range s.Terms[:2] {
		fmt.Println(term.Factor, term.Value, "×", term.Weight)
	}
	fmt.Println(s.Mean, "−", s.Load, "=", s.Ranking())
	// Output:
	// LIFE_DOMAIN 800 × 10
	// FREE_MOMENT 1000 × 5
	// 866667 − 50000 = 816667
}
