package survey

import (
	"math"

	"oco.example/oco/server/platform/sealed"
)

// Enough is how many people there are before anything of them is told: the smallest number that the monitor shows
// (reporting/disclosure).
const Enough = 5

// Hide decides which cells of a table are hidden, whose sum the reader may know; the monitor hides by the same rule.
type Hide func(counts []int64) []bool

// Count is a number as a reader gets it.
type Count struct {
	Value  int
	Hidden bool
}

// Result is what was answered to one question.
type Result struct {
	Asked
	// Counts are those of the choices, in their order.
	Counts []Count
	// Mean is that of 1 to 5, on tenths; 0 when it is not told.
	Mean float64
}

// Results are what may be told of a box. Every question was answered by all, so that the sum of each table is known, and
// nothing else connects them. With few answers nothing is told.
func (b Box) Results(form []Asked, hide Hide) []Result {
	results := make([]Result, 0, len(form))
	at := 0
	for _, q := range form {
		counts := make([]int64, len(q.Choices))
		for i := range counts {
			counts[i] = int64(b.Counts[at+i])
		}
		at += len(counts)
		results = append(results, tell(q, counts, hide(counts)))
	}
	return results
}

// tell shows the cells that are not hidden. A mean beside a hidden number would be one equation more by which to find it, so it
// is told only where it says what everybody can work out.
func tell(q Asked, counts []int64, hidden []bool) Result {
	r := Result{Asked: q, Counts: make([]Count, len(counts))}
	whole, people, sum := q.Scaled(), int64(0), int64(0)
	for i, count := range counts {
		if hidden[i] {
			r.Counts[i], whole = Count{Hidden: true}, false
			continue
		}
		r.Counts[i] = Count{Value: int(count)}
		if q.Choices[i] != unknown {
			people += count
			sum += count * int64(i+1)
		}
	}
	if whole && people >= Enough {
		const tenths = 10
		r.Mean = math.Round(float64(sum)/float64(people)*tenths) / tenths
	}
	return r
}

// Told are the remarks, when enough people answered for nobody to be known by having answered; hidden says that they did not.
func (b Box) Told() (remarks []sealed.Text, hidden bool) {
	if b.Answers < Enough {
		return nil, true
	}
	return b.Remarks, false
}

// Response is how many answered as whoever is not the coordinator reads it, and how many were asked, rounded down to a
// multiple of five, so that nobody reads how few did not answer.
func Response(invited, answered int) (asked int, told Count) {
	const step = 5
	if answered > 0 && answered < Enough {
		return invited - invited%step, Count{Hidden: true}
	}
	return invited - invited%step, Count{Value: answered}
}
