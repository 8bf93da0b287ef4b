package score

// Level is how well somebody knows something, from 0 to Full. Whoever names a life domain or a target
// group and no level counts as ordinary.
const (
	// Starting has learnt about it.
	Starting = 600
	// Ordinary can do it.
	Ordinary = 800
	// Expert is who others ask.
	Expert = Full
)

// Known is how far what an application is about is known: the mean of the levels, 0 for what is not
// known. about is not empty, levels are from 0 to Full.
func Known(about []string, levels map[string]int) int {
	sum := 0
	for _, what := range about {
		sum += levels[what]
	}
	return int(rounded(int64(sum), int64(len(about))))
}

// Elsewhere is another neighbourhood, of which nobody knows how far away it is.
const Elsewhere = Full / 2

// Near is what a way of so many minutes is worth to somebody who travels so far: all of it around the corner, half at
// the end of their reach, nothing at twice that. reach is more than 0.
func Near(minutes, reach int) int {
	return int(rounded(int64(max(0, 2*reach-minutes))*Full, int64(2*reach)))
}

// Experienced is whether somebody has had as many cases as are wanted for one of this complexity:
// (cases + 1)/(wanted + 1), at most 1. With none wanted everybody is; nobody is without all worth, since
// complexity is weighed and never forbids.
func Experienced(cases, wanted int) int {
	return min(Full, int(rounded(int64(cases+1)*Full, int64(wanted+1))))
}

// Part is how many of several wishes are met; of is not 0.
func Part(met, of int) int { return int(rounded(int64(met)*Full, int64(of))) }

// Yes is all or nothing.
func Yes(met bool) int {
	if met {
		return Full
	}
	return 0
}
