package disclosure

import "slices"

// Early is the smallest count of a first half that is shown before the year is over. It is more
// than the threshold, because what follows is known from then on by subtraction: a second half
// with few people hides the whole year, and where the first half counts this many that is rare.
const Early = 2 * Threshold

// Hidden tells which cells of a table are hidden in the halves of a year and in all of it.
type Hidden struct {
	First, Second, Whole []bool
	// Divided says that the halves are two tables; else the year is one.
	Divided bool
}

// HideHalves decides for a table whose cells are counted in both halves of a year. The table parts
// a number that has been decided on before, or is such a number itself, a table of one cell, of
// which nothing is known before (parent is nil).
//
// Where the number is hidden the table is hidden as a whole, because how many lines it has would
// say how large that number is at least. Where the number is not told by half, the table is not.
func HideHalves(first, second []int64, parent *Hidden) Hidden {
	var hidden Hidden
	if hidden.Divided = divides(first, parent); hidden.Divided {
		hidden.First, hidden.Second = make([]bool, len(first)), Hide(second)
		hidden.Whole = slices.Clone(hidden.Second)
	} else {
		hidden.First, hidden.Second = All(len(first)), All(len(first))
		hidden.Whole = Hide(sums(first, second))
	}
	return hidden.under(parent)
}

// HideWhole decides for a table that is told of the whole year alone.
func HideWhole(whole []int64, parent *Hidden) Hidden {
	return Hidden{First: All(len(whole)), Second: All(len(whole)), Whole: Hide(whole)}.under(parent)
}

// HideInHalves decides for a table whose cells each belong to one half, as months do: those of the
// first half come first in Whole. Where the number is not told by half none of them is shown,
// because the months that are visible, and how few the first half must have, would tell the rest.
func HideInHalves(first, second []int64, parent *Hidden) Hidden {
	if !parent.Divided {
		return Hidden{First: All(len(first)), Second: All(len(second)), Whole: All(len(first) + len(second))}
	}
	hidden := Hidden{First: Hide(first), Second: Hide(second), Divided: true}
	hidden.Whole = slices.Concat(hidden.First, hidden.Second)
	return hidden.under(parent)
}

// divides reports whether the first half may be shown by itself, whatever the second brings.
func divides(first []int64, parent *Hidden) bool {
	early := !slices.ContainsFunc(first, func(count int64) bool { return count > 0 && count < Early })
	return early && (parent == nil || parent.Divided)
}

// under hides the table wherever the number that it parts is hidden.
func (h Hidden) under(parent *Hidden) Hidden {
	if parent == nil {
		return h
	}
	for _, one := range []struct{ table, number []bool }{
		{h.First, parent.First}, {h.Second, parent.Second}, {h.Whole, parent.Whole},
	} {
		for i := range one.table {
			one.table[i] = one.table[i] || one.number[0]
		}
	}
	return h
}

func sums(first, second []int64) []int64 {
	whole := make([]int64, len(first))
	for i := range first {
		whole[i] = first[i] + second[i]
	}
	return whole
}
