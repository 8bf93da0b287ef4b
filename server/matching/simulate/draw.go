package simulate

import "math"

// purpose keeps the draws for different questions about the same people apart.
type purpose uint64

// The questions that chance answers.
const (
	whether purpose = iota + 1 // would this supporter say yes to this application
	thinks                     // for how long
	phones                     // is the answer given on the phone
	likes                      // what nobody wrote down, and both feel
	suits                      // does a free moment suit the resident
	lasts                      // how long the case takes
	tires                      // does being asked lead to a break
	hears                      // how long until the resident says yes
)

// draw is a number in [0,1) that depends on nothing but its arguments: the same in every policy, and
// whatever was drawn before. It is SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014) over the
// arguments, one after the other.
func draw(seed uint64, what purpose, of ...int) float64 {
	h := mix(seed + 0x9e3779b97f4a7c15*uint64(what))
	for _, n := range of {
		h = mix(h + 0x9e3779b97f4a7c15*uint64(int64(n)+1))
	}
	return float64(h>>11) / (1 << 53)
}

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// exponential turns a number in [0,1) into a waiting time with a mean.
func exponential(u, mean float64) float64 { return -mean * math.Log1p(-u) }
