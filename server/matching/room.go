package matching

// Minutes is what a running case of this complexity takes of a supporter's week, where an ordinary one takes so many: a
// simple one half of that, a complex one twice as much. One that nobody judged is ordinary.
func (c Complexity) Minutes(ordinary int) int {
	switch c {
	case Simple:
		return (ordinary + 1) / 2
	case Complex:
		return 2 * ordinary
	case NotJudged, Ordinary:
	}
	return ordinary
}

// countsHours reports whether hours bound what the supporter can take on: they said how many they have, and the
// municipality what a case takes.
func (c Candidate) countsHours() bool { return c.HoursPerWeek > 0 && c.CaseMinutes > 0 }

// OpenMinutes is what the open cases take of a week, each by its complexity; 0 where hours are not counted.
func (c Candidate) OpenMinutes() int {
	ordinary := c.OpenCases - c.SimpleCases - c.ComplexCases
	return ordinary*Ordinary.Minutes(c.CaseMinutes) + c.SimpleCases*Simple.Minutes(c.CaseMinutes) + c.ComplexCases*Complex.Minutes(c.CaseMinutes)
}

// mostCases is how many cases they take on a day, whatever these ask: a pause can lower what they said.
func (c Candidate) mostCases(day string) int {
	if pause, pausing := c.Pausing(day); pausing {
		return min(c.MaxCases, pause.MaxCases)
	}
	return c.MaxCases
}

// holds is how many more cases of a complexity fit in the supporter's hours, and as many as they said where hours are not
// counted.
func (c Candidate) holds(asked Complexity) int {
	if !c.countsHours() {
		return c.MaxCases
	}
	return max(0, c.HoursPerWeek*60-c.OpenMinutes()) / asked.Minutes(c.CaseMinutes)
}

// Free is how many more cases of a complexity the supporter can take on a day: of the number that they said, and of their
// hours.
func (c Candidate) Free(asked Complexity, day string) int {
	return max(0, min(c.mostCases(day)-c.OpenCases, c.holds(asked)))
}

// Load is how much of what the supporter can take on is taken.
type Load struct {
	// Open of Capacity is taken: minutes of a week when Hours says so, and else cases.
	Open, Capacity int
	Hours          bool
}

// Load is that of a day: of hours and of the number of cases whichever is fuller, and of cases alone where hours are not
// counted.
func (c Candidate) Load(day string) Load {
	cases := Load{Open: c.OpenCases, Capacity: c.mostCases(day)}
	if hours := (Load{Open: c.OpenMinutes(), Capacity: c.HoursPerWeek * 60, Hours: true}); c.countsHours() && hours.Open*cases.Capacity > cases.Open*hours.Capacity {
		return hours
	}
	return cases
}
