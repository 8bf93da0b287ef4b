package disclosure_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/reporting/disclosure"
)

// published is what a reader gets of a table: its visible cells, and which are hidden or absent.
func published(counts []int64) string {
	var text string
	for i, hidden := range disclosure.Hide(counts) {
		if hidden {
			text += " ?"
			continue
		}
		text += fmt.Sprint(" ", counts[i])
	}
	return text
}

// every calls do with every table of n cells that adds up to sum.
func every(n int, sum int64, do func([]int64)) {
	counts := make([]int64, n)
	var fill func(i int, left int64)
	fill = func(i int, left int64) {
		if i == n-1 {
			counts[i] = left
			do(counts)
			return
		}
		for counts[i] = 0; counts[i] <= left; counts[i]++ {
			fill(i+1, left-counts[i])
		}
	}
	fill(0, sum)
}

// The attacker knows the program, the number of cells and their sum, and has all the time in the
// world: he takes every table there is, keeps those that would have been published as what he
// sees, and looks whether a hidden cell is the same in all of them.
func TestNobodyWorksAHiddenCellOut(t *testing.T) {
	for n, largest := range map[int]int64{2: 60, 3: 45, 4: 30, 5: 22, 6: 17} {
		for sum := int64(disclosure.Threshold); sum <= largest; sum++ {
			possible := map[string][]map[int64]bool{}
			every(n, sum, func(counts []int64) {
				seen := published(counts)
				if possible[seen] == nil {
					possible[seen] = make([]map[int64]bool, n)
					for i := range n {
						possible[seen][i] = map[int64]bool{}
					}
				}
				for i, count := range counts {
					possible[seen][i][count] = true
				}
			})
			every(n, sum, func(counts []int64) {
				seen := published(counts)
				for i, hidden := range disclosure.Hide(counts) {
					if hidden && len(possible[seen][i]) < 2 {
						t.Fatalf("%v is published as%s, and cell %d can only be %d", counts, seen, i, counts[i])
					}
				}
			})
		}
	}
}

// The attacker of the linear kind: all he uses is that a hidden cell that is shown as hidden holds
// somebody, and the sum.
func TestHiddenCellsAreNeverFixedByTheirSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(0, 40), 1, 12).Draw(t, "counts")
		hidden := disclosure.Hide(counts)
		var n, sum, visible int64
		for i, count := range counts {
			switch {
			case hidden[i]:
				n++
				sum += count
			case disclosure.Small(count):
				t.Fatalf("cell %d shows %d", i, count)
			case count > 0:
				visible++
			}
		}
		if n == 0 || int(n) == len(counts) {
			return
		}
		if visible == 0 {
			t.Fatalf("%v: nothing but zeros is visible", counts)
		}
		if n < 2 || sum < disclosure.Threshold || sum <= n {
			t.Fatalf("%v: %d hidden cells add up to %d", counts, n, sum)
		}
	})
}

func TestHide(t *testing.T) {
	for name, c := range map[string]struct {
		counts []int64
		want   []bool
	}{
		"an empty table":                       {nil, nil},
		"nothing small":                        {[]int64{5, 0, 12}, []bool{false, false, false}},
		"only zeros":                           {[]int64{0, 0}, []bool{false, false}},
		"enough small ones protect each other": {[]int64{9, 3, 3, 14, 4}, []bool{false, true, true, false, true}},
		"one takes its neighbour along":        {[]int64{9, 3, 7, 14}, []bool{false, true, true, false}},
		"the last takes the first along":       {[]int64{9, 12, 3}, []bool{true, false, true}},
		"a zero is no protection":              {[]int64{9, 3, 0, 14}, []bool{false, true, false, true}},
		"two fours could be nothing else":      {[]int64{4, 50, 4, 60}, []bool{true, true, true, false}},
		"two ones need a third":                {[]int64{1, 50, 1, 60}, []bool{true, true, true, false}},
		"nothing can stay visible":             {[]int64{0, 3, 20}, []bool{true, true, true}},
		"a single small one":                   {[]int64{3}, []bool{true}},
	} {
		if got := disclosure.Hide(c.counts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v: got %v, want %v", name, c.counts, got, c.want)
		}
	}
}

func TestSmall(t *testing.T) {
	for count, want := range map[int64]bool{0: false, 1: true, 4: true, 5: false, 100: false} {
		if got := disclosure.Small(count); got != want {
			t.Errorf("%d: got %t", count, got)
		}
	}
}
