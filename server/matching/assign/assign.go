// Package assign gives a whole backlog of applications their supporters at once: of all plans in
// which an application has at most one supporter, and a supporter at most as many applications as
// there are places, it finds one whose scores add up to the most. It says what each place is worth,
// and why whoever gets nobody gets nobody.
//
// Scores are whole numbers of a scale that the caller fixes (millionths do well), because only then
// can "the most" be exact: sums of fractions depend on their order, and two plans that are equally
// good would differ by a rounding.
//
// # The plan
//
// Applications are taken one by one, those with the highest best score first. Each goes by the way
// that costs least from it to an end: a free place, or an application that stays without. On its way
// others may move to their next best. That is the method of successive shortest paths on reduced
// costs [1, 2, 3]; a search stops at the nearest end and changes nothing beyond it [4], so that most
// look at a small part of the pairs. After each step what is planned so far is a best plan of the
// applications that were taken so far.
//
// Where places are scarce the nearest end can be far away. So whenever the searches have gone on twice
// as often as there are applications, all prices are raised as high as they may be, by one search
// back from all ends. Then every end is at no cost from where it is nearest, searches are short until
// that has changed much, and whoever is worth less than all places are is seen to be so at once. That
// is the step between the phases of a primal-dual method [3].
//
// A applications with E pairs and S supporters take O(A·E·log S) steps at most, and memory for E pairs.
//
// # The prices
//
// Every place has a price and every application a worth, such that worth and price of no pair are
// less together than its score, and of each pair in the plan exactly as much; whoever is without a
// supporter is worth nothing, and a place that stays free costs nothing. By linear programming
// duality that proves that no plan is better; Check holds a plan against it without knowing how it
// was found.
//
// Such prices are not unique, but among them are lowest ones [5], which Solve returns. They mean
// something: the price of a supporter is exactly what the total would gain from one more place with
// them, and the worth of an application exactly what the total would lose without it [6, 7]. One
// sweep over the pairs finds them, and one back from all ends tells, for whoever is left, what it
// would cost to serve them all the same.
//
// # Equal totals
//
// Where several plans have the highest total the plan is the one that is met first: applications in
// the order of their best scores and then of their numbers, supporters likewise. Total, prices,
// worths and costs never depend on how things are numbered, and the plan does so only where scores
// are the same. The order of the pairs makes no difference at all.
//
// # Sources
//
//  1. E. W. Dijkstra, A note on two problems in connexion with graphs, Numerische Mathematik 1, 1959.
//  2. N. Tomizawa, On some techniques useful for solution of transportation network problems,
//     Networks 1, 1971.
//  3. J. Edmonds, R. M. Karp, Theoretical improvements in algorithmic efficiency for network flow
//     problems, Journal of the ACM 19, 1972.
//  4. R. Jonker, A. Volgenant, A shortest augmenting path algorithm for dense and sparse linear
//     assignment problems, Computing 38, 1987.
//  5. L. S. Shapley, M. Shubik, The assignment game I: the core, International Journal of Game
//     Theory 1, 1971.
//  6. H. B. Leonard, Elicitation of honest preferences for the assignment of individuals to
//     positions, Journal of Political Economy 91, 1983.
//  7. G. Demange, D. Gale, M. Sotomayor, Multi-item auctions, Journal of Political Economy 94, 1986.
package assign

import "context"

// None stands for no supporter and for no application.
const None = -1

// MaxScore is the highest score: a thousand times the scale of millionths.
const MaxScore = 1_000_000_000

// Problem is a backlog. Applications and supporters are numbers from 0.
type Problem struct {
	// Applications is how many applications wait.
	Applications int
	// Capacity is how many places each supporter has; with none the price still tells what a
	// first place would bring.
	Capacity []int
	// Pairs are those that the gates allow. Nobody else is put together.
	Pairs []Pair
}

// Pair allows an application and a supporter to be put together.
type Pair struct {
	Application, Supporter int
	// Score is how good that would be, from 1 to MaxScore. What is worth nothing is no pair.
	Score int64
}

// Plan is a best plan, with its proof.
type Plan struct {
	// Supporter is whom each application gets, None when it stays without.
	Supporter []int
	// Total is the sum of the scores.
	Total int64
	// Price is, for each supporter, exactly what one more place would add to the total.
	Price []int64
	// Worth is, for each application, exactly what the total would lose if it were not there.
	Worth []int64
	// Unmatched are the applications that stay without a supporter, in their order.
	Unmatched []Unmatched
}

// Reason says why an application stays without a supporter.
type Reason string

// The reasons.
const (
	// NoPair: no supporter is allowed.
	NoPair Reason = "NO_PAIR"
	// NoPlace: of those who are allowed nobody has a place, taken or free.
	NoPlace Reason = "NO_PLACE"
	// Outweighed: all places are taken by applications that together are worth as much or more.
	Outweighed Reason = "OUTWEIGHED"
)

// Unmatched is an application without a supporter, and why. What follows the reason is about an
// application that is outweighed: the cheapest way to serve it all the same.
type Unmatched struct {
	Application int
	Reason      Reason
	// Supporter is whom it would get.
	Supporter int
	// Displaced is the application that would be without a supporter instead, though not always
	// of the same one: others may move in between. None when it is enough that others move.
	Displaced int
	// Cost is exactly what the total would lose. At 0 there is another plan that is as good.
	Cost int64
}

// Solve finds a best plan. It fails with ErrProblem when the problem is none, and with the error of
// the context when that ends.
func Solve(ctx context.Context, p Problem) (Plan, error) {
	if err := p.check(); err != nil {
		return Plan{}, err
	}
	n, err := newNetwork(p)
	if err != nil {
		return Plan{}, err
	}
	ways := newWays(n)
	if err := placeAll(ctx, n, ways); err != nil {
		return Plan{}, err
	}
	lowerPrices(n)
	ways.find()
	return n.plan(p, ways), nil
}
