package simulate

import (
	"fmt"

	"oco.example/oco/server/matching/score"
)

// choose is who is asked next for an application, or Nobody. The gates are the same for every policy: right
// route, not on a break, a place free, not asked for it before.
func (y *year) choose(application, now int) int {
	a := y.Applications[application]
	best, place := Nobody, score.Place{}
	for who, s := range y.Supporters {
		l := y.lives[who]
		if s.Formal != a.Formal || l.away > now || l.open >= s.Places || y.courses[application].asked[who] {
			continue
		}
		candidate := y.place(a, s, who, now)
		if best == Nobody || score.Compare(candidate, place) < 0 {
			best, place = who, candidate
		}
	}
	return best
}

// place is where a supporter stands under the policy. The list, and whoever is free, know one thing about
// people: whether the life domain is theirs.
func (y *year) place(a Application, s Supporter, who, now int) score.Place {
	l := y.lives[who]
	at := score.Place{Open: l.open, ID: fmt.Sprintf("%09d", who)}
	switch y.policy {
	case ListOrder:
		at.Open = 0
		at.Score.Mean = int64(score.Yes(s.Levels[a.Domain] > 0))
	case FirstFree:
		at.Score.Mean = int64(score.Yes(s.Levels[a.Domain] > 0))
	case BestFit, Ours:
		open, capacity := l.load(s)
		at.Score = score.Of(y.weights, score.Fit{Values: fit(a, s, who, now), Open: open, Capacity: capacity, Asks: l.asksLately(now)})
	}
	return at
}

// load is how much of their hours is taken, or of their places when more of those is.
func (l life) load(s Supporter) (open, capacity int) {
	if l.minutes*s.Places > l.open*s.Minutes {
		return l.minutes, s.Minutes
	}
	return l.open, s.Places
}
