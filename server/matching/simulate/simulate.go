// Package simulate plays a year of matching on invented people, to compare ways of choosing whom to ask:
// the list from top to bottom, whoever is free, the best fit, and the ranking of this platform.
//
// # What is played
//
// Applications come in over the year, mostly on working days. A coordinator sees to them from nine to five,
// one supporter is asked at a time, the next when the answer is no or none came within the working hours that
// an offer stands. After a yes the two meet at the first free moment of the supporter that suits the
// resident. A case takes weeks and minutes a week by its complexity, and takes up a place as long. Whoever
// finds nobody waits until a place comes free or somebody comes back from a break.
//
// All policies meet the same year: who comes, what suits whom, who would say yes and how long they think is
// drawn by a hash of the seed and the two people, not one after the other, so that a policy that asks others
// changes nothing for the rest.
//
// # What is assumed
//
// The constants of person.go are assumptions, not measurements: nobody has published them for this work. Two
// of them decide between policies, and are therefore parameters: whether a yes depends on how well somebody
// fits (Scenario.Blind takes that away), and whether being asked often makes people take a break, as volunteers
// elsewhere were seen to (V. Manshadi, S. Rodilitz, Management Science 68, 2022). A week begins on Monday, no day is a
// holiday, and nobody is replaced in a running case. Figures compare policies in this world; none is a forecast.
package simulate

import (
	"context"
	"errors"
	"fmt"

	"oco.example/oco/server/matching/score"
)

// The shapes of people in a simulation.
const (
	// Domains is how many life domains there are.
	Domains = 9
	// Groups is how many target groups there are.
	Groups = 5
	// Languages is how many there are beside Dutch, which is number 0 and everybody speaks.
	Languages = 6
	// Parts are morning, afternoon and evening of a day; slots those of a week from Monday morning.
	Parts, slots = 3, 7 * 3
)

// Nobody is the absence of a supporter.
const Nobody = -1

// Supporter is somebody who can be asked.
type Supporter struct {
	// Levels are how well each life domain is known, 0 to score.Full; Groups the same of target groups.
	Levels [Domains]int
	Groups [Groups]int
	// Speaks are the languages beside Dutch.
	Speaks [Languages + 1]bool
	// Neighbourhood is a number of a place.
	Neighbourhood int
	// Free are the parts of the week in which this person usually can.
	Free [slots]bool
	// Places is how many cases at once, Minutes how many a week this person wants to give.
	Places, Minutes int
	// Cases is how many this person has had before.
	Cases int
	// Formal parts professionals from volunteers; LivedExperience is told by the person.
	Formal, LivedExperience bool
}

// Application is somebody's question.
type Application struct {
	// Minute is when it comes in, counted from the first Monday, 00:00.
	Minute int
	// Domain and Group are what it is about; Group is Nobody when nothing is known.
	Domain, Group int
	// Language is what the resident speaks best.
	Language int
	// Neighbourhood is where the resident lives.
	Neighbourhood int
	// Complexity is 0 for simple, 1 for ordinary, 2 for complex.
	Complexity int
	// Formal says that only a professional will do; LivedExperience that the resident prefers it.
	Formal, LivedExperience bool
	// Previous is who supported the resident before; Nobody for somebody new.
	Previous int
}

// Scenario is a year to play.
type Scenario struct {
	Seed uint64
	// Days is how long applications come in.
	Days         int
	Supporters   []Supporter
	Applications []Application
	// OfferHours are the working hours after which an offer expires.
	OfferHours int
	// Blind makes a yes independent of how well somebody fits.
	Blind bool
}

// Policy is a way of choosing whom to ask.
type Policy string

// The policies.
const (
	// ListOrder asks from top to bottom whoever knows the life domain, as from a list of names.
	ListOrder Policy = "LIST_ORDER"
	// FirstFree asks, of those who know the life domain, the one with the fewest open cases.
	FirstFree Policy = "FIRST_FREE"
	// BestFit asks whoever fits best, whatever they do already.
	BestFit Policy = "BEST_FIT"
	// Ours is the ranking of this platform: the fit, less for who does much or was asked lately.
	Ours Policy = "OURS"
)

// Policies lists every policy, in the order in which they are told.
var Policies = []Policy{ListOrder, FirstFree, BestFit, Ours}

// Errors of a scenario that cannot be played.
var (
	ErrNobody = errors.New("a simulation needs supporters and applications")
	ErrDays   = errors.New("a simulation lasts a day or more")
)

// Check returns what is wrong with a scenario.
func (s Scenario) Check() error {
	if len(s.Supporters) == 0 || len(s.Applications) == 0 {
		return ErrNobody
	}
	if s.Days < 1 {
		return ErrDays
	}
	for i, a := range s.Applications {
		if a.Minute < 0 || a.Minute >= s.Days*day || (i > 0 && a.Minute < s.Applications[i-1].Minute) {
			return fmt.Errorf("application %d comes at minute %d: out of the year, or out of order", i, a.Minute)
		}
		if a.Domain < 0 || a.Domain >= Domains || a.Group < Nobody || a.Group >= Groups || a.Language < 0 || a.Language > Languages ||
			a.Complexity < 0 || a.Complexity > 2 || a.Previous < Nobody || a.Previous >= len(s.Supporters) {
			return fmt.Errorf("application %d names what is not there", i)
		}
	}
	return nil
}

// Run plays a scenario under each policy. weights are what the municipality weighs; tell hears, from this
// goroutine, how many applications of all years together are behind. It stops when ctx ends.
func Run(ctx context.Context, s Scenario, weights score.Policy, policies []Policy, tell func(done, of int)) ([]Outcome, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, 0, len(policies))
	all := len(policies) * len(s.Applications)
	for n, policy := range policies {
		y := newYear(s, policy, weights)
		err := y.play(ctx, func(seen int) { tell(n*len(s.Applications)+seen, all) })
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, y.outcome())
	}
	return outcomes, nil
}
