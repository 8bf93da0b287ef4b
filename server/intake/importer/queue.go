package importer

import (
	"slices"
	"time"
)

// job is one import that runs.
type job struct {
	municipality, id string
	// reading is its file, nil when it is to be opened (again).
	reading *reading
	// faults counts how often in a row it met a fault of ours; until rest it stands still.
	faults int
	rest   time.Time
}

// mostOpen is how many files are held open between two turns; what waits beyond that is opened anew.
const mostOpen = 4

// queue holds the jobs in the order of their turns: the municipality that waited longest first, and
// of one municipality the oldest import first. A job that rests lets the next one pass.
type queue struct{ jobs []*job }

// add puts the imports of a municipality, the oldest first, behind all others.
func (q *queue) add(municipality string, ids []string) {
	for _, id := range ids {
		if !slices.ContainsFunc(q.jobs, func(j *job) bool { return j.id == id }) {
			q.jobs = append(q.jobs, &job{municipality: municipality, id: id})
		}
	}
}

// next is the job whose turn it is; without one, how long the first of those that rest still does.
func (q *queue) next(now time.Time) (*job, time.Duration) {
	rest := time.Hour
	for _, j := range q.jobs {
		if !j.rest.After(now) {
			return j, 0
		}
		rest = min(rest, j.rest.Sub(now))
	}
	return nil, rest
}

// done takes a job out.
func (q *queue) done(j *job) {
	q.jobs = slices.DeleteFunc(q.jobs, func(other *job) bool { return other == j })
}

// yield lets every other municipality go before that of the job. Of the open files those stay open
// whose turn was last.
func (q *queue) yield(j *job) {
	slices.SortStableFunc(q.jobs, func(a, b *job) int {
		return compare(a.municipality == j.municipality, b.municipality == j.municipality)
	})
	open := 0
	for _, other := range slices.Backward(q.jobs) {
		if other.reading == nil {
			continue
		}
		if open++; open > mostOpen {
			other.reading = nil
		}
	}
}

// compare puts false before true.
func compare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
