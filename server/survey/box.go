package survey

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"oco.example/oco/server/platform/sealed"
)

// Box is the ballot box of a round and audience: what all of them said, and of nobody in particular.
type Box struct {
	// Answers is how many people answered.
	Answers int
	// Counts is how often each answer was given, question by question, answer by answer, in the order of the form.
	Counts []int
	// Remarks are what people added, in an order that is drawn anew with each answer.
	Remarks []sealed.Text
}

// NewBox is an empty one for a form.
func NewBox(form []Asked) Box {
	cells := 0
	for _, q := range form {
		cells += len(q.Choices)
	}
	return Box{Counts: make([]int, cells)}
}

// Add is the box with one answer more: places are those that Chosen gave. The remarks are drawn in another order whether or
// not this answer has one, by shuffle, so that no order tells of the order in which people answered.
func (b Box) Add(form []Asked, places []int, remark sealed.Text, shuffle func(n int, swap func(i, j int))) Box {
	b.Answers++
	b.Counts = slices.Clone(b.Counts)
	at := 0
	for i, q := range form {
		b.Counts[at+places[i]]++
		at += len(q.Choices)
	}
	b.Remarks = slices.Clone(b.Remarks)
	if remark.Reveal() != "" {
		b.Remarks = append(b.Remarks, remark)
	}
	shuffle(len(b.Remarks), func(i, j int) { b.Remarks[i], b.Remarks[j] = b.Remarks[j], b.Remarks[i] })
	return b
}

// Shuffle draws an order that nobody foresees: the generator of math/rand/v2 is seeded by the system and strong (ChaCha8).
func Shuffle(n int, swap func(i, j int)) { rand.Shuffle(n, swap) }

// field is the path of one of several in a request.
func field(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
