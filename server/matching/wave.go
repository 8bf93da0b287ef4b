package matching

import "math/big"

// Answered is how often somebody was asked in the past year and answered or let it lapse, and how often it was a yes.
// It says how many to ask at once, and nothing else: it ranks nobody and is told to nobody.
type Answered struct{ Asked, Accepted int }

// WaveResource is the word for several offers that were made together in errors.
const WaveResource = "offer_wave"

// MaxWave is how many are asked at once at most.
const MaxWave = 10

var (
	// aim is how likely one of those who are asked at once must be to say yes.
	aim = big.NewRat(9, 10)
	// prior is for how many answers of one's own the others of the municipality count: nobody is judged by one no.
	prior = big.NewRat(4, 1)
)

// Wave is how many of the first in a ranking are asked at once, beside those whom an offer stands with: the fewest with
// 1 − Π(1−p) ≥ 0.9, or MaxWave. p is somebody's own share of yes, drawn to that of everybody. Who is asked follows the
// ranking alone.
func Wave(standing, ranked []Answered, everybody Answered) int {
	nobody := big.NewRat(1, 1) // the chance that all say no
	for _, a := range standing {
		nobody.Mul(nobody, a.no(everybody))
	}
	enough := new(big.Rat).Sub(big.NewRat(1, 1), aim)
	for n, a := range ranked {
		if n == MaxWave || nobody.Cmp(enough) <= 0 {
			return n
		}
		nobody.Mul(nobody, a.no(everybody))
	}
	return len(ranked)
}

// no is the chance that somebody says no: a Beta estimate around that of everybody, which for want of answers is a half.
func (a Answered) no(everybody Answered) *big.Rat {
	usual := big.NewRat(int64(everybody.Asked-everybody.Accepted)+1, int64(everybody.Asked)+2)
	no := new(big.Rat).Mul(prior, usual)
	no.Add(no, big.NewRat(int64(a.Asked-a.Accepted), 1))
	return no.Quo(no, new(big.Rat).Add(prior, big.NewRat(int64(a.Asked), 1)))
}

// Organisation is a partner organisation that can be asked as a whole.
type Organisation struct {
	// Name is how it is called.
	Name string
	// Supporters is how many of its people could be asked.
	Supporters int
	// Best is the first of them.
	Best Proposal
}

// Organisations are those of a whole ranking, the one with the best first.
func Organisations(ranked []Proposal) []Organisation {
	var list []Organisation
	at := map[string]int{}
	for _, p := range ranked {
		if p.Organisation == "" {
			continue
		}
		if _, known := at[p.Organisation]; !known {
			at[p.Organisation] = len(list)
			list = append(list, Organisation{Name: p.Organisation, Best: p})
		}
		list[at[p.Organisation]].Supporters++
	}
	return list
}
