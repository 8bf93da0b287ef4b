// Package disclosure keeps small numbers of people from being read out of a table (statistical
// disclosure control by cell suppression).
//
// A cell of one to four is hidden. Because the other cells and the total may tell what it was,
// further cells are hidden with it, until the hidden ones could be anything. What a reader can
// always work out is the sum of the hidden cells, so the choice of those further cells looks at
// nothing but that sum and at which cells are hidden: somebody who knows this code, and runs it
// on every table that fits what was published, still finds more than one possible value for each
// hidden cell. The tests do exactly that, with every table up to a size.
//
// A zero is not hidden: it is no small number of people, and a municipality must be able to see
// that nobody came from a neighbourhood. It is hidden only where a table has nothing that could
// stay visible: there all cells are hidden, so that not even their presence tells something.
//
// Answers can be compared too. Of a year there are three: its first half, its second half, and all
// of it; each is what the two others leave. HideHalves decides for all three together, so that
// they never tell more than separate tables would: either the halves are two tables, each
// protected by itself, and a cell of the year is shown where both of its halves are; or the year
// is one table, and of its halves nothing is shown. Which of the two it is depends on the first
// half alone, so what was shown of it stays right whatever the second half brings.
//
// What this does not do: remember. Who asks before and after a correction, or a late entry, sees
// what it changed. Against that only a record of what was published helps; it is not built yet.
package disclosure

// Threshold is the smallest count that is shown.
const Threshold = 5

// Small reports whether a count is of so few people that it is hidden.
func Small(count int64) bool { return count > 0 && count < Threshold }

// Hide decides for one table, whose cells are counts that add up to a sum that the reader may
// know, which cells are hidden.
func Hide(counts []int64) []bool {
	hidden := make([]bool, len(counts))
	small := false
	for i, count := range counts {
		hidden[i] = Small(count)
		small = small || hidden[i]
	}
	if !small {
		return hidden
	}
	for !uncertain(counts, hidden) {
		next := companion(counts, hidden)
		if next < 0 {
			return All(len(counts))
		}
		hidden[next] = true
	}
	for i, count := range counts {
		if count > 0 && !hidden[i] {
			return hidden
		}
	}
	return All(len(counts))
}

// All hides a whole table of n cells.
func All(n int) []bool {
	hidden := make([]bool, n)
	for i := range hidden {
		hidden[i] = true
	}
	return hidden
}

// uncertain reports whether the hidden cells could be anything, going by what the reader knows:
// how many they are (n) and what they add up to.
//
//   - A sum below the threshold is a small number itself; it is also what one cell alone has.
//   - Below 2n, too much of the sum is taken by the one that each hidden cell is at least.
//   - At 4n all of them may be four.
func uncertain(counts []int64, hidden []bool) bool {
	var n, sum int64
	for i, count := range counts {
		if hidden[i] {
			n++
			sum += count
		}
	}
	return sum >= Threshold && sum >= 2*n && sum != (Threshold-1)*n
}

// companion is the cell that is hidden next: the first visible one with people in it after the
// first hidden one, in the order of the table, from its end back to its beginning. It goes by
// place and not by size, because a choice by size tells about the sizes. It is -1 when nothing
// visible is left.
func companion(counts []int64, hidden []bool) int {
	first := 0
	for !hidden[first] {
		first++
	}
	for step := range counts {
		i := (first + step) % len(counts)
		if !hidden[i] && counts[i] > 0 {
			return i
		}
	}
	return -1
}
