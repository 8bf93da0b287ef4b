// Package score says how well a supporter fits an application, in a way that can be read back term by
// term. It knows nothing of supporters and applications: only how much of each factor is met, how much
// a municipality weighs it, and how much somebody already does.
//
// # The formula
//
// Of every factor k that something is known about, fₖ in [0,1] is how far it is met and wₖ ≥ 0 its weight:
//
//	mean    = Σ wₖ·fₖ / Σ wₖ
//	ranking = mean − λ·(open/capacity)² − μ·asks
//
// The sums run over the factors about which something is known. One about which nothing is known is
// left out of both, so that not knowing neither helps nor hurts: whoever told little stands where the
// rest of what is known puts them. With nothing known at all the mean is a half.
//
// open/capacity is the part of somebody's hours, or of their number of cases, that is taken. Its square leaves those alone who do
// little, and makes room for others before somebody is full [1]; load that is spread costs little of
// the fit [2]. asks counts how often somebody was asked in the last fourteen days, whatever they
// answered: every question makes the next one less welcome [3]. That the fit is a sum of weighed
// factors, with capacity as a hard bound beside it, and that people may go against it, is how staff
// that settles refugees has worked with such scores for years [4].
//
// # Whole numbers
//
// Values are thousandths, weights whole numbers from 0 to MaxWeight, λ and μ hundredths, and a score is
// millionths. Each of the three terms of the ranking is the exact fraction, rounded half up to a
// millionth, once. So the same input gives the same score on every machine, weights that are all
// doubled give the same score to the last digit, and two who are equal are equal.
//
// # Sources
//
//  1. V. Manshadi, S. Rodilitz, D. Saban, A. Suresh, Redesigning VolunteerMatch's ranking algorithm:
//     toward more equitable access to volunteers, SSRN 4497747.
//  2. D. Freund, T. Lykouris, E. Paulson, B. Sturt, W. Weng, Group fairness in dynamic refugee
//     assignment, arXiv 2301.10642.
//  3. V. Manshadi, S. Rodilitz, Online policies for efficient volunteer crowdsourcing, Management
//     Science 68, 2022 (arXiv 2002.08474).
//  4. N. Ahani, T. Andersson, A. Martinello, A. Teytelboym, A. C. Trapp, Placement optimization in
//     refugee resettlement, Operations Research 69, 2021 (Annie MOORE).
package score

import (
	"cmp"
	"slices"
)

// The scales of whole numbers.
const (
	// Full is the value of a factor that is met wholly.
	Full = 1_000
	// One is the score of somebody who meets everything.
	One = 1_000_000
	// MaxWeight is the highest weight of a factor.
	MaxWeight = 10
	// percent is what a hundredth of a score is.
	percent = One / 100
)

// Factor is something that makes a supporter fit, by its name in the contract without prefix.
type Factor string

// The factors.
const (
	LifeDomain      Factor = "LIFE_DOMAIN"
	TargetGroup     Factor = "TARGET_GROUP"
	LivedExperience Factor = "LIVED_EXPERIENCE"
	Language        Factor = "LANGUAGE"
	Travel          Factor = "TRAVEL"
	FreeMoment      Factor = "FREE_MOMENT"
	Experience      Factor = "EXPERIENCE"
	Continuity      Factor = "CONTINUITY"
	Preferences     Factor = "PREFERENCES"
)

// Factors lists every factor, in the order in which equal ones are told.
var Factors = []Factor{LifeDomain, TargetGroup, LivedExperience, Language, Travel, FreeMoment, Experience, Continuity, Preferences}

// Policy is what a municipality weighs.
type Policy struct {
	// Weights are from 0, which leaves a factor out, to MaxWeight.
	Weights map[Factor]int
	// Load is λ: how many hundredths of the score whoever is full loses. Asks is μ: how many each
	// time that somebody was asked costs.
	Load, Asks int
}

// Fit is how somebody fits, and how much they already do.
type Fit struct {
	// Values has the factors about which something is known, from 0 to Full.
	Values map[Factor]int
	// Open of Capacity is taken, in whatever both are counted in: minutes of a week, or cases. Asks is how often somebody was
	// asked lately.
	Open, Capacity, Asks int
}

// Term is what one factor does to a score.
type Term struct {
	Factor Factor
	// Known says that something is known about it; Value is 0 when not.
	Known bool
	Value int
	// Weight is that of the policy.
	Weight int
	// Contribution is its part of the mean, in millionths. The parts together can be off from the
	// mean by their rounding.
	Contribution int64
}

// Score is how well somebody fits, in millionths, and what it is made of.
type Score struct {
	// Terms has every factor with a weight: those that bring most first, those about which nothing
	// is known last.
	Terms []Term
	// Known says that something is known about at least one of them.
	Known bool
	// Mean is from 0 to One.
	Mean int64
	// Load and Asks are what is taken off it; never less than 0.
	Load, Asks int64
}

// Of is the score of a fit.
func Of(p Policy, f Fit) Score {
	var met, weights int64
	for _, k := range Factors {
		if value, known := f.Values[k]; known {
			met += int64(p.Weights[k]) * int64(value)
			weights += int64(p.Weights[k])
		}
	}
	s := Score{Known: weights > 0, Mean: One / 2, Load: loadPenalty(p.Load, f.Open, f.Capacity), Asks: int64(p.Asks) * percent * int64(f.Asks)}
	if s.Known {
		s.Mean = rounded(met*One, weights*Full)
	}
	for _, k := range Factors {
		value, known := f.Values[k]
		t := Term{Factor: k, Known: known, Value: value, Weight: p.Weights[k]}
		if t.Weight == 0 {
			continue
		}
		if known {
			t.Contribution = rounded(int64(t.Weight)*int64(value)*One, weights*Full)
		}
		s.Terms = append(s.Terms, t)
	}
	slices.SortStableFunc(s.Terms, func(x, y Term) int {
		return cmp.Or(cmp.Compare(rank(x.Known), rank(y.Known)), cmp.Compare(y.Contribution, x.Contribution), cmp.Compare(y.Weight, x.Weight))
	})
	return s
}

// rank is 0 for what stands first.
func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// loadPenalty is λ·(open/capacity)². Whoever has no places at all counts as full.
func loadPenalty(hundredths, open, capacity int) int64 {
	if capacity <= 0 {
		open, capacity = 1, 1
	}
	return rounded(int64(hundredths)*percent*int64(open)*int64(open), int64(capacity)*int64(capacity))
}

// rounded is the fraction to the nearest whole number, half up; both parts are 0 or more.
func rounded(part, whole int64) int64 { return (2*part + whole) / (2 * whole) }

// Ranking is the score by which people are ranked. It can be less than 0.
func (s Score) Ranking() int64 { return s.Mean - s.Load - s.Asks }

// Points is the ranking as a plan for a whole backlog takes it: millionths, and never less than one,
// because whoever passes the gates stays somebody who can be asked.
func (s Score) Points() int64 { return max(1, s.Ranking()) }

// Place is what decides where somebody stands.
type Place struct {
	Score Score
	// Open is how many cases somebody has, ID who it is.
	Open int
	ID   string
}

// Compare puts the best first: the highest ranking, then fewest open cases, then by id.
func Compare(x, y Place) int {
	return cmp.Or(cmp.Compare(y.Score.Ranking(), x.Score.Ranking()), cmp.Compare(x.Open, y.Open), cmp.Compare(x.ID, y.ID))
}
