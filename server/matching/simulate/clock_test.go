package simulate

import (
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/matching/score"
)

// The clock, minute by minute.
func TestWorkingTimeMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, 4*week).Draw(t, "from")
		minutes := rapid.IntRange(1, 40*hour).Draw(t, "minutes")
		at := from
		for left := minutes; left > 0; at++ {
			if working(at) {
				left--
			}
		}
		if got := afterWorking(from, minutes); got != at {
			t.Fatalf("%d working minutes after %d: got %d, want %d", minutes, from, got, at)
		}
		next := from
		for !working(next) {
			next++
		}
		if got := nextWorking(from); got != next {
			t.Fatalf("working time after %d: got %d, want %d", from, got, next)
		}
	})
}

func TestWorkingDays(t *testing.T) {
	const monday, friday, saturday = 0, 4 * day, 5 * day
	for _, c := range []struct {
		name          string
		from, at, n   int
		within, onDay bool
	}{
		{"the same day", monday + 10*hour, monday + 16*hour, 2, true, true},
		{"late on the second day", monday + 10*hour, 2*day + 23*hour, 2, true, false},
		{"on the third day", monday + 10*hour, 3 * day, 2, false, false},
		{"over the weekend", friday + 16*hour, 8*day + 12*hour, 2, true, false},
		{"after it", friday + 16*hour, 9 * day, 2, false, false},
		{"in the weekend", saturday + hour, 6*day + hour, 2, true, true},
		{"the day after the weekend", saturday + hour, 7*day + 12*hour, 2, true, true},
		{"in the evening, for the next morning", monday + 20*hour, day + 10*hour, 2, true, true},
		{"in the morning, for the next", monday + 8*hour, day + 10*hour, 2, true, false},
	} {
		if got := withinWorkingDays(c.from, c.at, c.n); got != c.within {
			t.Errorf("%s: within %d working days is %t", c.name, c.n, got)
		}
		if got := sameWorkingDay(c.from, c.at); got != c.onDay {
			t.Errorf("%s: the same day is %t", c.name, got)
		}
	}
}

// Nobody has more cases than places, in any policy, at any moment.
func TestPlacesHold(t *testing.T) {
	s := Generate(Size{Applications: 400, Volunteers: 10, Professionals: 1, Neighbourhoods: 2}, 4)
	for _, policy := range Policies {
		y := newYear(s, policy, score.Standard())
		most := 0
		err := y.play(t.Context(), func(int) {
			for who, l := range y.lives {
				if l.open > s.Supporters[who].Places || l.open < 0 || l.minutes < 0 {
					t.Fatalf("%s: %d cases of %d", policy, l.open, s.Supporters[who].Places)
				}
				most = max(most, l.open)
			}
		})
		if err != nil || most == 0 {
			t.Errorf("%s: at most %d cases, %v", policy, most, err)
		}
	}
}

// Draws are even: a tenth of them in each tenth, and two purposes have nothing to do with each other.
func TestDrawsAreEven(t *testing.T) {
	var tenths [10]int
	together := 0
	const many = 100_000
	for i := range many {
		u, v := draw(1, whether, i, 7), draw(1, thinks, i, 7)
		if u < 0 || u >= 1 {
			t.Fatalf("drew %f", u)
		}
		tenths[int(u*10)]++
		if u < 0.5 && v < 0.5 {
			together++
		}
	}
	for i, n := range tenths {
		if n < many/10-600 || n > many/10+600 { // six standard deviations
			t.Errorf("%d of %d in tenth %d", n, many, i)
		}
	}
	if together < many/4-850 || together > many/4+850 {
		t.Errorf("%d of %d in both halves", together, many)
	}
}
