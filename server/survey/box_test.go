package survey_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/survey"
)

var form = survey.Form(1, survey.Resident)

// draw are the answers of some people: places in the form, and what each added.
func draw(t *rapid.T) (places [][]int, remarks []string) {
	for p := range rapid.IntRange(0, 30).Draw(t, "people") {
		var chosen []int
		for _, q := range form {
			chosen = append(chosen, rapid.IntRange(0, len(q.Choices)-1).Draw(t, "choice"))
		}
		places = append(places, chosen)
		remark := ""
		if rapid.Bool().Draw(t, "remarks") {
			remark = fmt.Sprint("opmerking ", p)
		}
		remarks = append(remarks, remark)
	}
	return places, remarks
}

func fill(places [][]int, remarks []string, order []int) survey.Box {
	box := survey.NewBox(form)
	for _, p := range order {
		box = box.Add(form, places[p], sealed.Of(remarks[p]), survey.Shuffle)
	}
	return box
}

func sorted(box survey.Box) []string {
	var list []string
	for _, r := range box.Remarks {
		list = append(list, r.Reveal())
	}
	slices.Sort(list)
	return list
}

// In whichever order people answer, the box is the same: it holds no order, so it cannot tell one.
func TestTheBoxKnowsNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places, remarks := draw(t)
		order := make([]int, len(places))
		for i := range order {
			order[i] = i
		}
		one, other := fill(places, remarks, order), fill(places, remarks, rapid.Permutation(order).Draw(t, "order"))
		if one.Answers != other.Answers || !slices.Equal(one.Counts, other.Counts) || !slices.Equal(sorted(one), sorted(other)) {
			t.Fatalf("got %+v and %+v", one, other)
		}
	})
}

// The remarks are drawn in another order with each answer, one without a remark too.
func TestEveryAnswerShufflesTheRemarks(t *testing.T) {
	drawn := 0
	reverse := func(n int, swap func(i, j int)) {
		drawn++
		for i := range n / 2 {
			swap(i, n-1-i)
		}
	}
	box := survey.NewBox(form)
	for _, remark := range []string{"een", "twee", ""} {
		box = box.Add(form, []int{0, 0, 0, 0}, sealed.Of(remark), reverse)
	}
	if drawn != 3 || box.Answers != 3 || len(box.Remarks) != 2 || box.Remarks[0].Reveal() != "een" {
		t.Errorf("drawn %d times, got %+v", drawn, box)
	}
}

// stub hides as the monitor does in the simplest of cases: everything, as soon as one cell is small.
func stub(counts []int64) []bool {
	hidden := make([]bool, len(counts))
	for _, c := range counts {
		if c > 0 && c < survey.Enough {
			for i := range hidden {
				hidden[i] = true
			}
		}
	}
	return hidden
}

// What is told is counted a second time, from the answers themselves: every number that is shown is right, none that is to be
// hidden is shown, and a mean stands only beside a table that is shown whole.
func TestResultsAreThoseOfTheAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places, remarks := draw(t)
		order := make([]int, len(places))
		for i := range order {
			order[i] = i
		}
		box := fill(places, remarks, order)
		for q, r := range box.Results(form, stub) {
			counts := map[int]int{}
			scored, sum := 0, 0
			for _, chosen := range places {
				counts[chosen[q]]++
				if chosen[q] < 5 {
					scored, sum = scored+1, sum+chosen[q]+1
				}
			}
			hide := false
			for _, n := range counts {
				hide = hide || n < 5
			}
			for c, count := range r.Counts {
				if count.Hidden != hide || !hide && count.Value != counts[c] || hide && count.Value != 0 {
					t.Fatalf("%s: %s is told as %+v, and is %d of %v", r.Question, r.Choices[c], count, counts[c], counts)
				}
			}
			want := 0.0
			if r.Scaled() && !hide && scored >= 5 {
				want = math.Round(10*float64(sum)/float64(scored)) / 10
			}
			if r.Mean != want {
				t.Fatalf("%s: the mean of %v is told as %v, want %v", r.Question, counts, r.Mean, want)
			}
		}
		told, hidden := box.Told()
		if hidden != (len(places) < 5) || hidden && told != nil || !hidden && len(told) != len(sorted(box)) {
			t.Fatalf("%d people: %d remarks are told, %t", len(places), len(told), hidden)
		}
	})
}

func TestResponse(t *testing.T) {
	for in, want := range map[[2]int]string{
		{0, 0}: "0 {0 false}", {9, 0}: "5 {0 false}", {9, 4}: "5 {0 true}", {12, 5}: "10 {5 false}", {30, 27}: "30 {27 false}",
	} {
		asked, told := survey.Response(in[0], in[1])
		if got := fmt.Sprint(asked, " ", told); got != want {
			t.Errorf("%v: got %s", in, got)
		}
	}
}
