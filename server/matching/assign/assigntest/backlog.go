// Package assigntest makes backlogs for tests and measurements of package assign, and finds the best
// total of one in another way. It knows nothing of assign, so that neither can repeat the other's
// mistake.
package assigntest

import (
	"math/rand/v2"
	"slices"
)

// Pair is that of package assign.
type Pair struct {
	Application, Supporter int
	Score                  int64
}

// Kind is what the scores of a backlog are like.
type Kind int

// The kinds.
const (
	// Clustered scores lie around few values, as those of factors with few levels do, so that
	// many are the same.
	Clustered Kind = iota
	// Spread scores lie anywhere.
	Spread
)

// Size is how large a backlog is. Capacity is all places together.
type Size struct {
	Applications, Supporters, Pairs, Capacity int
}

// Sized is a backlog in which capacity is nine tenths of the applications.
func Sized(applications, supporters, pairs int) Size {
	return Size{Applications: applications, Supporters: supporters, Pairs: pairs, Capacity: applications * 9 / 10}
}

// Backlog makes the same backlog of a kind for the same seed: so many pairs for each application,
// half of them with supporters near it. One place in three is with a twentieth of the supporters, as
// organisations have more than volunteers do, so that of the others some have two and many have none.
func Backlog(kind Kind, size Size, seed uint64) (capacity []int, pairs []Pair) {
	random := rand.New(rand.NewPCG(seed, uint64(kind)))
	capacity = make([]int, size.Supporters)
	large := max(1, size.Supporters/20)
	for range size.Capacity {
		if random.IntN(3) == 0 {
			capacity[random.IntN(large)*size.Supporters/large]++
		} else {
			capacity[random.IntN(size.Supporters)]++
		}
	}
	return capacity, allowed(random, kind, size)
}

// Single makes a backlog in which every supporter has one place.
func Single(kind Kind, size Size, seed uint64) (capacity []int, pairs []Pair) {
	random := rand.New(rand.NewPCG(seed, uint64(kind)))
	return slices.Repeat([]int{1}, size.Supporters), allowed(random, kind, size)
}

func allowed(random *rand.Rand, kind Kind, size Size) []Pair {
	near := min(size.Supporters, 4*size.Pairs)
	pairs := make([]Pair, 0, size.Applications*size.Pairs)
	for a := range size.Applications {
		home := a * size.Supporters / size.Applications
		chosen := map[int]bool{}
		for len(chosen) < min(size.Pairs, size.Supporters) {
			supporter := random.IntN(size.Supporters)
			if len(chosen)%2 == 0 {
				supporter = (home + random.IntN(near)) % size.Supporters
			}
			if chosen[supporter] {
				supporter = random.IntN(size.Supporters) // whoever is near may all be taken
			}
			if !chosen[supporter] {
				chosen[supporter] = true
				pairs = append(pairs, Pair{Application: a, Supporter: supporter, Score: score(random, kind)})
			}
		}
	}
	return pairs
}

// score is in millionths: of what four levels of fit give, and what the way there takes off.
func score(random *rand.Rand, kind Kind) int64 {
	if kind == Spread {
		return 1 + random.Int64N(1_000_000)
	}
	return 400_000 + 150_000*random.Int64N(4) - 10_000*random.Int64N(21)
}
