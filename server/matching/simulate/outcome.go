package simulate

import "slices"

// Outcome is what a year came to under a policy.
type Outcome struct {
	Policy Policy
	// Applications is how many came in.
	Applications int
	// SameDay were matched on the day on which they came in, or the working day that followed when they
	// came outside working hours. NoCandidate met nobody who could be asked when somebody was looked for
	// first. MetSoon met their supporter within two working days. Unmatched found nobody in the end.
	SameDay, NoCandidate, MetSoon, Unmatched int
	// MedianMinutes is how long half of those who were matched waited at most.
	MedianMinutes int
	// Volunteers is how many informal supporters there were; what follows is about them.
	Volunteers int
	// Gini is how unevenly the work is spread over them, from 0 (all the same) to 1 (one does all).
	Gini float64
	// Asks is how often they were asked together, MostAsks the one who was asked most.
	Asks, MostAsks int
	// OverLimit is how many had more work at some moment than they want, Breaks how often one took a
	// break after being asked.
	OverLimit, Breaks int
}

// promisedDays are the working days within which supporter and resident should have met.
const promisedDays = 2

func (y *year) outcome() Outcome {
	o := Outcome{Policy: y.policy, Applications: len(y.Applications)}
	var waited []int
	for i, a := range y.Applications {
		c := y.courses[i]
		if c.nobody {
			o.NoCandidate++
		}
		if c.matched == never {
			o.Unmatched++
			continue
		}
		waited = append(waited, c.matched-a.Minute)
		if sameWorkingDay(a.Minute, c.matched) {
			o.SameDay++
		}
		if withinWorkingDays(a.Minute, c.met, promisedDays) {
			o.MetSoon++
		}
	}
	if slices.Sort(waited); len(waited) > 0 {
		o.MedianMinutes = waited[(len(waited)-1)/2]
	}
	var worked []int
	for i, s := range y.Supporters {
		l := y.lives[i]
		if s.Formal {
			continue
		}
		o.Volunteers++
		o.Asks += len(l.asked)
		o.MostAsks = max(o.MostAsks, len(l.asked))
		o.Breaks += l.breaks
		if l.over {
			o.OverLimit++
		}
		worked = append(worked, l.worked)
	}
	o.Gini = Gini(worked)
	return o
}

// Gini is Gini's coefficient of amounts that are 0 or more: half the mean difference of all pairs over the
// mean (C. Gini, Variabilità e mutabilità, 1912). It is 0 when there is nothing.
func Gini(amounts []int) float64 {
	sorted := slices.Sorted(slices.Values(amounts))
	var sum, weighed float64
	for i, x := range sorted {
		sum += float64(x)
		weighed += float64(2*i+1-len(sorted)) * float64(x)
	}
	if sum == 0 {
		return 0
	}
	return weighed / (float64(len(sorted)) * sum)
}
