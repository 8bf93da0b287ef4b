package disclosure_test

import (
	"fmt"
	"slices"
	"testing"

	"oco.example/oco/server/reporting/disclosure"
)

// year is everything that may be asked of one: a number, and the table that parts it, in the first
// half, in the second and in all of it.
type year struct {
	// what is counted, as one list: the number in three periods, then the table in three periods
	counts []int64
	hidden []bool
}

func (y year) String() string {
	text := ""
	for i, count := range y.counts {
		if y.hidden[i] {
			text += " ?"
			continue
		}
		text += fmt.Sprint(" ", count)
	}
	return text
}

// told is the same as String, made for comparing millions: a byte for each count.
func (y year) told() string {
	told := make([]byte, len(y.counts))
	for i, count := range y.counts {
		told[i] = byte(count)
		if y.hidden[i] {
			told[i] = '?' + 0x80
		}
	}
	return string(told)
}

// halves is the year of a table with the same cells in both halves, as channels are.
func halves(first, second []int64) year {
	a, b := sum(first), sum(second)
	number := disclosure.HideHalves([]int64{a}, []int64{b}, nil)
	table := disclosure.HideHalves(first, second, &number)
	whole := make([]int64, len(first))
	for i := range first {
		whole[i] = first[i] + second[i]
	}
	return year{
		counts: slices.Concat([]int64{a, b, a + b}, first, second, whole),
		hidden: slices.Concat(number.First, number.Second, number.Whole, table.First, table.Second, table.Whole),
	}
}

// months is the year of a table whose cells belong to one half each.
func months(first, second []int64) year {
	a, b := sum(first), sum(second)
	number := disclosure.HideHalves([]int64{a}, []int64{b}, nil)
	table := disclosure.HideInHalves(first, second, &number)
	return year{
		counts: slices.Concat([]int64{a, b, a + b}, first, second, first, second),
		hidden: slices.Concat(number.First, number.Second, number.Whole, table.First, table.Second, table.Whole),
	}
}

func sum(counts []int64) (n int64) {
	for _, count := range counts {
		n += count
	}
	return n
}

// The attacker asks for every period that he may ask for, knows the program, and has all the time
// in the world: he takes every year there is, keeps those of which he would have been told the
// same, and looks which counts below the threshold are the same in all of them.
func TestNobodyWorksAHiddenCellOutFromAllPeriods(t *testing.T) {
	for _, c := range []struct {
		name    string
		tell    func(first, second []int64) year
		cells   int // in each half
		largest int64
	}{
		{"one cell", halves, 1, 60},
		{"two cells", halves, 2, 36},
		{"three cells", halves, 3, 20},
		{"two months in each half", months, 2, 36},
		{"three months in each half", months, 3, 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := func(do func(sum int64, y year)) {
				for sum := range c.largest + 1 {
					every(2*c.cells, sum, func(counts []int64) { do(sum, c.tell(counts[:c.cells], counts[c.cells:])) })
				}
			}
			// By what is told: the smallest and the largest that each count can be.
			least, most := map[string][]int64{}, map[string][]int64{}
			all(func(_ int64, y year) {
				told := y.told()
				if least[told] == nil {
					least[told], most[told] = slices.Clone(y.counts), slices.Clone(y.counts)
				}
				for i, count := range y.counts {
					least[told][i], most[told][i] = min(least[told][i], count), max(most[told][i], count)
				}
			})
			all(func(sum int64, y year) {
				if sum > c.largest-disclosure.Threshold {
					return // where a half is hidden, other years of the same are larger than those tried
				}
				told := y.told()
				for i, count := range y.counts {
					if !disclosure.Small(count) {
						continue
					}
					if !y.hidden[i] {
						t.Fatalf("%v is told as%s, which shows %d", y.counts, y, count)
					}
					if least[told][i] == most[told][i] {
						t.Fatalf("%v is told as%s, and number %d can only be %d", y.counts, y, i, count)
					}
				}
			})
		})
	}
}

// What was shown of a first half stays as it was, whatever the second half brings.
func TestTheFirstHalfIsDecidedByItself(t *testing.T) {
	for sum := range int64(24) {
		every(3, sum, func(first []int64) {
			var told string
			for _, second := range [][]int64{{0, 0, 0}, {1, 0, 0}, {4, 4, 4}, {30, 2, 9}, {100, 100, 100}} {
				y := halves(first, second)
				seen := fmt.Sprint(y.hidden[0], y.hidden[3:6])
				if told == "" {
					told = seen
				}
				if seen != told {
					t.Fatalf("%v: hidden %s, then with %v in the second half %s", first, told, second, seen)
				}
			}
		})
	}
}

func TestHideHalves(t *testing.T) {
	for name, c := range map[string]struct {
		first, second []int64
		want          string
	}{
		"enough in both":               {[]int64{12, 10}, []int64{7, 5}, "22 12 34 / 12 10 / 7 5 / 19 15"},
		"nobody in the first half":     {[]int64{0, 0}, []int64{7, 5}, "0 12 12 / 0 0 / 7 5 / 7 5"},
		"few in the second half":       {[]int64{12, 10, 30}, []int64{7, 3, 9}, "52 19 71 / 12 10 30 / 7 ? ? / 19 ? ?"},
		"too few early":                {[]int64{12, 9}, []int64{7, 5}, "21 12 33 / ? ? / ? ? / 19 14"},
		"few in all of the year":       {[]int64{2, 9}, []int64{1, 50}, "11 51 62 / ? ? / ? ? / ? ?"},
		"too few early for the number": {[]int64{0, 9}, []int64{7, 5}, "? ? 21 / ? ? / ? ? / 7 14"},
		"nearly nobody follows":        {[]int64{12, 10}, []int64{2, 2}, "22 ? ? / 12 10 / ? ? / ? ?"},
		"nearly nobody at all":         {[]int64{1, 0}, []int64{2, 0}, "? ? ? / ? ? / ? ? / ? ?"},
	} {
		y := halves(c.first, c.second)
		if got := laid(y, len(c.first), len(c.first)); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
	for want, y := range map[string]year{
		"20 9 29 / 8 ? ? / ? ? ? / 8 ? ? ? ? ?": months([]int64{8, 3, 9}, []int64{6, 1, 2}),
		"? ? 13 / ? ? / ? ? / ? ? ? ?":          months([]int64{1, 8}, []int64{0, 4}),
	} {
		if got := laid(y, len(y.counts[3:])/4, len(y.counts[3:])/4); got != want {
			t.Errorf("months: got %s, want %s", got, want)
		}
	}
}

// laid is what is told, a line for each table.
func laid(y year, first, second int) string {
	text := ""
	ends := []int{3, 3 + first, 3 + first + second, len(y.counts)}
	for from, i := 0, 0; i < len(ends); from, i = ends[i], i+1 {
		if i > 0 {
			text += " /"
		}
		text += year{counts: y.counts[from:ends[i]], hidden: y.hidden[from:ends[i]]}.String()
	}
	return text[1:]
}

func TestTablesFollowTheirNumber(t *testing.T) {
	number := disclosure.HideHalves([]int64{20}, []int64{30}, nil)
	hidden := disclosure.HideWhole([]int64{7, 3, 9}, &number)
	if got, want := fmt.Sprint(hidden.First, hidden.Second, hidden.Whole), "[true true true] [true true true] [false true true]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	number = disclosure.HideHalves([]int64{9}, []int64{30}, nil)
	if hidden := disclosure.HideHalves([]int64{0}, []int64{12}, &number); !hidden.First[0] || !hidden.Second[0] || hidden.Whole[0] {
		t.Errorf("the number is not told by half, and its table is: %+v", hidden)
	}
	number = disclosure.HideHalves([]int64{1}, []int64{2}, nil)
	if hidden := disclosure.HideWhole([]int64{7, 9}, &number); !hidden.Whole[0] || !hidden.Whole[1] {
		t.Errorf("the number is hidden, and its table shows %v", hidden.Whole)
	}
}
