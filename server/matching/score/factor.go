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

// What somebody's neighbourhood is worth, as long as nobody knows how far apart two neighbourhoods are.
const (
	// SameNeighbourhood is around the corner.
	SameNeighbourhood = Full
	// Elsewhere is another neighbourhood of the municipality.
	Elsewhere = Full / 2
)

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
