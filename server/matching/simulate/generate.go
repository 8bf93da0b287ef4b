package simulate

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"oco.example/oco/server/matching/score"
)

// Size is how large a year is.
type Size struct {
	// Applications come in over the year.
	Applications int
	// Volunteers and Professionals can be asked.
	Volunteers, Professionals int
	// Neighbourhoods are where people live.
	Neighbourhoods int
}

// Sizes of the places that the sources of this platform describe. The applications of Waalwijk (2021), the
// volunteers and the residents of Almere are theirs; the rest is in proportion, and so is the region of
// Hart van Brabant.
var (
	Waalwijk = Size{Applications: 120, Volunteers: 25, Professionals: 5, Neighbourhoods: 7}
	Almere   = Size{Applications: 600, Volunteers: 75, Professionals: 8, Neighbourhoods: 20}
	Region   = Size{Applications: 1200, Volunteers: 200, Professionals: 25, Neighbourhoods: 40}
)

// How questions and knowledge are spread over the life domains: about some more is asked than people know.
var (
	askedAbout = []int{28, 16, 4, 8, 6, 12, 12, 5, 9}
	knownBy    = []int{24, 18, 8, 8, 8, 16, 6, 5, 7}
	complexity = []int{50, 35, 15}
	levels     = []int{score.Starting, score.Ordinary, score.Ordinary, score.Expert}
)

// What invented people are like, in hundredths of them.
const (
	otherLanguage, speaksMore   = 12, 25
	wantsLived, hasLived        = 25, 40
	needsFormal, comesBack      = 20, 10
	hasGroup                    = 60
	inOfficeHours, inTheWeekend = 80, 6
)

// daysOfYear are 52 whole weeks; standardHours are the working hours of an offer.
const (
	daysOfYear    = 52 * 7
	standardHours = 8
)

// invention draws people.
type invention struct {
	*rand.Rand
	size Size
}

// Generate invents a year of 52 weeks. The same size and seed give the same year on every machine. Where there are only
// professionals, every question is one for them, and where there are none, none is.
func Generate(size Size, seed uint64) Scenario {
	r := invention{rand.New(rand.NewPCG(seed, uint64(size.Applications))), size}
	s := Scenario{Seed: seed, Days: daysOfYear, OfferHours: standardHours}
	for n := range size.Volunteers + size.Professionals {
		s.Supporters = append(s.Supporters, r.supporter(n >= size.Volunteers))
	}
	for range size.Applications {
		s.Applications = append(s.Applications, r.application(s.Supporters))
	}
	slices.SortStableFunc(s.Applications, func(x, y Application) int { return cmp.Compare(x.Minute, y.Minute) })
	return s
}

func (r invention) supporter(formal bool) Supporter {
	s := Supporter{Neighbourhood: r.IntN(r.size.Neighbourhoods), Formal: formal}
	for range 2 + r.IntN(3) {
		s.Levels[r.among(knownBy)] = levels[r.IntN(len(levels))]
	}
	for range 1 + r.IntN(2) {
		s.Groups[r.IntN(Groups)] = levels[r.IntN(len(levels))]
	}
	if r.in100(speaksMore) {
		s.Speaks[1+r.IntN(Languages)] = true
	}
	if formal {
		for d := range workingDays {
			s.Free[d*Parts], s.Free[d*Parts+1] = true, true
		}
		s.Places, s.Minutes, s.Cases = 8+r.IntN(5), 20*hour, 20+r.IntN(80)
		return s
	}
	for range 3 + r.IntN(5) {
		s.Free[r.IntN(slots)] = true
	}
	s.Places, s.Minutes, s.Cases = 1+r.IntN(4), (1+r.IntN(5))*hour, r.IntN(12)
	s.LivedExperience = r.in100(hasLived)
	return s
}

func (r invention) application(supporters []Supporter) Application {
	a := Application{
		Minute: r.minute(), Domain: r.among(askedAbout), Group: Nobody, Neighbourhood: r.IntN(r.size.Neighbourhoods),
		Complexity: r.among(complexity), Formal: r.in100(needsFormal) && r.size.Professionals > 0 || r.size.Volunteers == 0, LivedExperience: r.in100(wantsLived), Previous: Nobody,
	}
	if r.in100(hasGroup) {
		a.Group = r.IntN(Groups)
	}
	if r.in100(otherLanguage) {
		a.Language = 1 + r.IntN(Languages)
	}
	if before := r.IntN(len(supporters)); r.in100(comesBack) && supporters[before].Formal == a.Formal {
		a.Previous = before
	}
	return a
}

// minute is when somebody applies: mostly in office hours, seldom in the weekend.
func (r invention) minute() int {
	d := r.IntN(daysOfYear/7)*7 + r.IntN(workingDays)
	if r.in100(inTheWeekend) {
		d += workingDays - d%7 + r.IntN(7-workingDays)
	}
	if r.in100(inOfficeHours) {
		return d*day + opens + r.IntN(closes-opens)
	}
	return d*day + 7*hour + r.IntN(16*hour)
}

// in100 is true as often as it says in a hundred.
func (r invention) in100(hundredths int) bool { return r.IntN(100) < hundredths }

// among is a place in a list, as often as its share.
func (r invention) among(shares []int) int {
	sum := 0
	for _, share := range shares {
		sum += share
	}
	at := r.IntN(sum)
	for i, share := range shares {
		if at -= share; at < 0 {
			return i
		}
	}
	return len(shares) - 1
}
