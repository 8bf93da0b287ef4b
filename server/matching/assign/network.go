package assign

import (
	"cmp"
	"fmt"
	"slices"
)

// wish is what a pair is to one of its sides: the other side, and the score.
type wish struct {
	other, score int32
}

// rows are lists that lie behind each other: list i is list[from[i]:from[i+1]].
type rows[T any] struct {
	from []int32
	list []T
}

func (r rows[T]) of(i int32) []T { return r.list[r.from[i]:r.from[i+1]] }

// network is the problem as it is worked on, and what is planned so far. Applications and
// supporters have ranks in it instead of their numbers, in the order of their best scores, so that
// the plan does not depend on the numbers. Whoever is in no pair has no rank.
//
// Between steps it holds that worth and price of a pair are never less than its score, and as much
// where the two are together; that who stays without is worth nothing, and that a price stands only
// where every place is taken. Worths and prices are never below zero, nor above the highest score.
type network struct {
	// applications and supporters are the numbers of the problem, by rank.
	applications, supporters []int32
	// wishes are the pairs by application, wishedBy the same by supporter.
	wishes, wishedBy rows[wish]
	// places hold the application that has each place, by supporter; the first taken ones are taken.
	places rows[int32]
	taken  []int32
	// with is the supporter of each application and place which place in the list it has; None
	// for both without.
	with, place  []int32
	worth, price []int64
}

func newNetwork(p Problem) (*network, error) {
	byApplication := func(pair Pair) int { return pair.Application }
	bySupporter := func(pair Pair) int { return pair.Supporter }
	var n network
	var rankOfApplication, rankOfSupporter []int32
	n.applications, rankOfApplication = ranks(p.Pairs, p.Applications, byApplication)
	n.supporters, rankOfSupporter = ranks(p.Pairs, len(p.Capacity), bySupporter)

	// Sorted by supporter first, so that no list depends on the order of the pairs.
	n.wishedBy = newRows[wish](count(p.Pairs, rankOfSupporter, len(n.supporters), bySupporter))
	fill(n.wishedBy, func(put func(row int32, value wish)) {
		for _, pair := range p.Pairs {
			put(rankOfSupporter[pair.Supporter], wish{rankOfApplication[pair.Application], int32(pair.Score)})
		}
	})
	n.wishes = newRows[wish](count(p.Pairs, rankOfApplication, len(n.applications), byApplication))
	turn(n.wishes, n.wishedBy)
	turn(n.wishedBy, n.wishes)
	if err := n.twice(); err != nil {
		return nil, err
	}

	sizes := make([]int32, len(n.supporters))
	for s, number := range n.supporters {
		sizes[s] = int32(min(p.Capacity[number], len(n.wishedBy.of(int32(s))))) // more are never asked for
	}
	n.places = newRows[int32](sizes)
	n.taken = make([]int32, len(n.supporters))
	n.price = make([]int64, len(n.supporters))
	n.with = slices.Repeat([]int32{None}, len(n.applications))
	n.place = slices.Repeat([]int32{None}, len(n.applications))
	n.worth = make([]int64, len(n.applications))
	return &n, nil
}

// ranks orders one side of the pairs, the highest best score first, then by number. It returns the
// numbers by rank and the ranks by number.
func ranks(pairs []Pair, size int, side func(Pair) int) (numbers, rank []int32) {
	best := make([]int64, size)
	for _, pair := range pairs {
		best[side(pair)] = max(best[side(pair)], pair.Score)
	}
	for number, score := range best {
		if score > 0 {
			numbers = append(numbers, int32(number))
		}
	}
	slices.SortFunc(numbers, func(x, y int32) int {
		return cmp.Or(cmp.Compare(best[y], best[x]), cmp.Compare(x, y))
	})
	rank = make([]int32, size)
	for r, number := range numbers {
		rank[number] = int32(r)
	}
	return numbers, rank
}

func count(pairs []Pair, rank []int32, size int, side func(Pair) int) []int32 {
	sizes := make([]int32, size)
	for _, pair := range pairs {
		sizes[rank[side(pair)]]++
	}
	return sizes
}

// newRows makes room for lists of these sizes.
func newRows[T any](sizes []int32) rows[T] {
	from := make([]int32, len(sizes)+1)
	for i, size := range sizes {
		from[i+1] = from[i] + size
	}
	return rows[T]{from: from, list: make([]T, from[len(sizes)])}
}

// fill writes the lists, each in the order in which its values come.
func fill[T any](r rows[T], all func(put func(row int32, value T))) {
	next := slices.Clone(r.from)
	all(func(row int32, value T) {
		r.list[next[row]] = value
		next[row]++
	})
}

// turn writes the pairs of one side by the other, in the order of the first.
func turn(to, from rows[wish]) {
	fill(to, func(put func(row int32, value wish)) {
		for i := range int32(len(from.from) - 1) {
			for _, w := range from.of(i) {
				put(w.other, wish{i, w.score})
			}
		}
	})
}

// twice finds a pair that is there twice; the lists are sorted by now.
func (n *network) twice() error {
	for a := range n.applications {
		wishes := n.wishes.of(int32(a))
		for i := 1; i < len(wishes); i++ {
			if wishes[i].other == wishes[i-1].other {
				return fmt.Errorf("%w: application %d and supporter %d are a pair twice",
					ErrProblem, n.applications[a], n.supporters[wishes[i].other])
			}
		}
	}
	return nil
}

// room reports whether a supporter has a free place.
func (n *network) room(s int32) bool {
	return n.taken[s] < n.places.from[s+1]-n.places.from[s]
}

// sitting are the applications that a supporter has.
func (n *network) sitting(s int32) []int32 {
	return n.places.of(s)[:n.taken[s]]
}

// over is how much worth and price of a pair are over its score.
func (n *network) over(a int32, w wish) int64 {
	return n.worth[a] + n.price[w.other] - int64(w.score)
}

// plan tells what is planned with the numbers of the problem.
func (n *network) plan(p Problem, w *ways) Plan {
	plan := Plan{
		Supporter: slices.Repeat([]int{None}, p.Applications), Worth: make([]int64, p.Applications),
		Price: make([]int64, len(p.Capacity)),
	}
	rank := slices.Repeat([]int32{None}, p.Applications)
	for a, number := range n.applications {
		rank[number] = int32(a)
		plan.Worth[number] = n.worth[a]
		if s := n.with[a]; s != None {
			plan.Supporter[number] = int(n.supporters[s])
			plan.Total += n.worth[a] + n.price[s]
		}
	}
	for s, number := range n.supporters {
		plan.Price[number] = n.price[s]
	}
	for number, supporter := range plan.Supporter {
		switch {
		case supporter != None:
		case rank[number] == None:
			plan.Unmatched = append(plan.Unmatched, Unmatched{Application: number, Reason: NoPair, Supporter: None, Displaced: None})
		default:
			plan.Unmatched = append(plan.Unmatched, w.why(rank[number]))
		}
	}
	return plan
}
