package score

// Standard is what counts before a municipality sets its own. What the question is about comes first;
// what a resident asks for and what opens a door (language, somebody they know) weighs as much as it
// together; how soon and how far follow. Load and asks are such that somebody who is full, or was asked
// three times in two weeks, stands behind an equal, and not behind anybody who fits clearly worse.
func Standard() Policy {
	return Policy{
		Weights: map[Factor]int{
			LifeDomain: 10, TargetGroup: 4, LivedExperience: 4, Language: 6, Travel: 3, FreeMoment: 5, Experience: 4, Continuity: 8,
			Preferences: 5,
		},
		Load: 20, Asks: 5,
	}
}
