package matching_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/matching"
)

func many(n int, a matching.Answered) []matching.Answered {
	list := make([]matching.Answered, n)
	for i := range list {
		list[i] = a
	}
	return list
}

func TestAWaveIsAsSmallAsAYesIsLikely(t *testing.T) {
	usual := matching.Answered{Asked: 98, Accepted: 49}
	for name, c := range map[string]struct {
		standing, ranked []matching.Answered
		everybody        matching.Answered
		want             int
	}{
		"nobody was ever asked":      {nil, many(9, matching.Answered{}), matching.Answered{}, 4}, // 1 − ½⁴ = 0.9375
		"half of them says yes":      {nil, many(9, matching.Answered{}), usual, 4},
		"two were asked already":     {many(2, matching.Answered{}), many(9, matching.Answered{}), usual, 2},
		"enough were asked already":  {many(4, matching.Answered{}), many(9, matching.Answered{}), usual, 0},
		"the first always says yes":  {nil, append(many(1, matching.Answered{Asked: 40, Accepted: 40}), many(9, matching.Answered{})...), usual, 1},
		"the first never does":       {nil, append(many(1, matching.Answered{Asked: 40}), many(9, matching.Answered{})...), usual, 5},
		"hardly anybody does":        {nil, many(30, matching.Answered{}), matching.Answered{Asked: 998, Accepted: 9}, matching.MaxWave},
		"fewer than it takes":        {nil, many(2, matching.Answered{}), usual, 2},
		"nobody can be asked":        {nil, nil, usual, 0},
		"one no is not held against": {nil, append(many(1, matching.Answered{Asked: 1}), many(9, matching.Answered{})...), usual, 4},
	} {
		if got := matching.Wave(c.standing, c.ranked, c.everybody); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

// chanceOfNo is the same estimate, put together in another way: four answers of everybody beside one's own.
func chanceOfNo(a, everybody matching.Answered) float64 {
	usual := (float64(everybody.Accepted) + 1) / (float64(everybody.Asked) + 2)
	return 1 - (float64(a.Accepted)+4*usual)/(float64(a.Asked)+4)
}

func TestAWaveIsTheSmallestPrefixThatReachesNineInTen(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 29))
	answered := func(most int) matching.Answered {
		a := matching.Answered{Asked: random.IntN(most)}
		a.Accepted = random.IntN(a.Asked + 1)
		return a
	}
	for range 20_000 {
		standing, ranked, everybody := make([]matching.Answered, random.IntN(4)), make([]matching.Answered, random.IntN(14)), answered(400)
		for i := range standing {
			standing[i] = answered(20)
		}
		for i := range ranked {
			ranked[i] = answered(20)
		}
		n := matching.Wave(standing, ranked, everybody)
		nobody := 1.0
		for _, a := range standing {
			nobody *= chanceOfNo(a, everybody)
		}
		for i := 0; ; i++ {
			if math.Abs(nobody-0.1) < 1e-9 { // too near for floating point to say
				break
			}
			if nobody < 0.1 || i == len(ranked) || i == matching.MaxWave {
				if n != i {
					t.Fatalf("%v after %v of %v: got %d, want %d", ranked, standing, everybody, n, i)
				}
				break
			}
			nobody *= chanceOfNo(ranked[i], everybody)
		}
	}
}

func TestOrganisationsFollowTheRanking(t *testing.T) {
	at := func(id, organisation string) matching.Proposal {
		return matching.Proposal{Candidate: matching.Candidate{Supporter: id, Organisation: organisation}}
	}
	got := matching.Organisations([]matching.Proposal{at("a", ""), at("b", "Bureau Zuid"), at("c", "Bureau Noord"), at("d", "Bureau Zuid")})
	want := []matching.Organisation{
		{Name: "Bureau Zuid", Supporters: 2, Best: at("b", "Bureau Zuid")}, {Name: "Bureau Noord", Supporters: 1, Best: at("c", "Bureau Noord")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
