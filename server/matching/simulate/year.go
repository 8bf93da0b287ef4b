package simulate

import (
	"container/heap"
	"context"
	"fmt"
	"math"

	"oco.example/oco/server/matching/score"
)

// triageMinutes is how long the coordinator needs before somebody is asked.
const triageMinutes = 30

// kind is what happens.
type kind int

const (
	arrives kind = iota
	answers
	expires
	ends
	returns
)

// event happens to an application, a supporter or both.
type event struct {
	at, order        int
	kind             kind
	application, who int
	yes              bool
}

// agenda is what is still to happen, the soonest first; of two at the same minute the one that was put on first.
type agenda []event

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at < a[j].at || (a[i].at == a[j].at && a[i].order < a[j].order)
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }

// Push and Pop are for container/heap.
func (a *agenda) Push(x any) { *a = append(*a, x.(event)) }

// Pop takes the last one off.
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// life is what becomes of a supporter.
type life struct {
	// open are cases, minutes what they ask a week.
	open, minutes int
	// asked are the minutes at which this person was asked.
	asked []int
	// away is until when this person is on a break.
	away int
	// cases is how many this person has had, worked the minutes that all took.
	cases, worked int
	// over says that cases asked more than this person wants to give.
	over   bool
	breaks int
}

// course is what becomes of an application.
type course struct {
	// asked are the supporters who were asked.
	asked map[int]bool
	// matched and met are when a supporter said yes, and when the two met first; never before that.
	matched, met int
	// sought says that somebody was looked for, nobody that there was nobody the first time.
	sought, nobody bool
}

const never = math.MaxInt

// year is one policy's year.
type year struct {
	Scenario
	policy  Policy
	weights score.Policy

	agenda  agenda
	order   int
	lives   []life
	courses []course
	// waiting are applications for which there was nobody, the oldest first.
	waiting []int
	arrived int
}

func newYear(s Scenario, policy Policy, weights score.Policy) *year {
	y := &year{Scenario: s, policy: policy, weights: weights, lives: make([]life, len(s.Supporters)), courses: make([]course, len(s.Applications))}
	if policy == BestFit {
		y.weights.Load, y.weights.Asks = 0, 0
	}
	for i, supporter := range s.Supporters {
		y.lives[i].cases = supporter.Cases
	}
	for i, a := range s.Applications {
		y.courses[i] = course{asked: map[int]bool{}, matched: never, met: never}
		y.plan(event{at: afterWorking(a.Minute, triageMinutes), kind: arrives, application: i})
	}
	return y
}

func (y *year) plan(e event) {
	y.order++
	e.order = y.order
	heap.Push(&y.agenda, e)
}

// settle is how long after the last day what began in the year may still end.
const settle = 8 * week

// play lets everything happen that is to happen; tell hears how many applications have come in.
func (y *year) play(ctx context.Context, tell func(arrived int)) error {
	for n := 0; len(y.agenda) > 0; n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return fmt.Errorf("simulate %s: %w", y.policy, ctx.Err())
		}
		e := heap.Pop(&y.agenda).(event)
		if e.at > y.Days*day+settle {
			break
		}
		y.happen(e)
		if e.kind == arrives {
			y.arrived++
			tell(y.arrived)
		}
	}
	return nil
}

func (y *year) happen(e event) {
	switch e.kind {
	case arrives:
		y.seek(e.application, e.at)
	case answers:
		if !e.yes || !y.accept(e.application, e.who, e.at) {
			y.seek(e.application, nextWorking(e.at))
		}
	case expires:
		y.seek(e.application, nextWorking(e.at))
	case ends:
		y.lives[e.who].open--
		y.lives[e.who].minutes -= caseMinutes[y.Applications[e.application].Complexity]
		y.lives[e.who].cases++
		y.again(e.at)
	case returns:
		y.again(e.at)
	}
}

// again looks for those who wait, now that somebody may be free.
func (y *year) again(now int) {
	waiting := y.waiting
	y.waiting = nil
	for _, application := range waiting {
		y.seek(application, nextWorking(now))
	}
}

// seek asks the next supporter, or lets the application wait.
func (y *year) seek(application, now int) {
	c := &y.courses[application]
	who := y.choose(application, now)
	if who == Nobody {
		c.nobody = c.nobody || !c.sought
		c.sought = true
		y.waiting = append(y.waiting, application)
		return
	}
	c.sought = true
	c.asked[who] = true
	y.ask(application, who, now)
}

func (y *year) ask(application, who, now int) {
	l := &y.lives[who]
	asks := l.asksLately(now)
	l.asked = append(l.asked, now)
	a, s := y.Applications[application], y.Supporters[who]
	yes := says(y.Scenario, application, who, felt(a, s, who, now), l.open, s.Places, asks)
	answer, deadline := now+thinksFor(y.Seed, application, who), afterWorking(now, y.OfferHours*hour)
	if y.OfferHours > 0 && answer > deadline {
		y.plan(event{at: deadline, kind: expires, application: application, who: who})
	} else {
		y.plan(event{at: answer, kind: answers, application: application, who: who, yes: yes})
	}
	if !s.Formal && draw(y.Seed, tires, application, who) < tiresAsked+tiresOften*float64(max(0, asks+1-oftenAsks)) {
		l.away = now + breakMinutes
		l.breaks++
		y.plan(event{at: l.away, kind: returns, who: who})
	}
}

// felt is how well two fit by the standard weights, in [0,1], whatever the municipality weighs.
func felt(a Application, s Supporter, who, now int) float64 {
	return float64(score.Of(score.Standard(), score.Fit{Values: fit(a, s, who, now)}).Mean) / score.One
}

// accept opens the case, unless the last place was taken meanwhile.
func (y *year) accept(application, who, now int) bool {
	l, s, a := &y.lives[who], y.Supporters[who], y.Applications[application]
	if l.open >= s.Places {
		return false
	}
	heard := nextWorking(now + int(exponential(draw(y.Seed, hears, application), hearMinutes)))
	y.courses[application].matched = now
	y.courses[application].met = s.appointment(y.Seed, application, heard)
	length := caseWeeks[a.Complexity] * (0.5 + 1.5*draw(y.Seed, lasts, application)) * (1.25 - 0.25*felt(a, s, who, now))
	l.open++
	l.minutes += caseMinutes[a.Complexity]
	l.worked += int(length * float64(caseMinutes[a.Complexity]))
	l.over = l.over || l.minutes > s.Minutes
	y.plan(event{at: now + int(length*week), kind: ends, application: application, who: who})
	return true
}

func (l life) asksLately(now int) int {
	asks := 0
	for i := len(l.asked) - 1; i >= 0 && l.asked[i] > now-lately; i-- {
		asks++
	}
	return asks
}
