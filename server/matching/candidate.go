package matching

// Candidate is a supporter as gates and score see them.
type Candidate struct {
	// Supporter is the id; Kind and State are names of the contract without prefix.
	Supporter, Kind, State string
	// BuddyStep is how far a supporter is who works with a buddy, a name of the contract without prefix.
	BuddyStep string
	// Account is what the supporter signs in with, empty when they do not.
	Account string
	// Organisation is the supporter's own, by name, OrganisationKey by which it is compared; Neighbourhood a code of the
	// municipality's list, Home where that is.
	OrganisationKey             string
	Organisation, Neighbourhood string
	Home                        Place
	// TravelBy is a name of the contract without prefix, MaxTravelMinutes how far; empty and 0 when not said.
	TravelBy         string
	MaxTravelMinutes int
	// LifeDomains and TargetGroups are what the supporter knows, Levels how well: by life domain or
	// target group, a name of the contract without prefix. Without one it is ordinary.
	LifeDomains, TargetGroups []string
	Levels                    map[string]string
	// Languages are ISO 639.
	Languages []string
	// Weekdays are the days of the week on which the supporter has time, 1 for Monday to 7; none when
	// nobody noted any.
	Weekdays []int
	// Pauses are those of today and the days after.
	Pauses []Pause
	// OpenCases counts open cases and accepted offers that wait for the resident; MaxCases is
	// how many of them there can be at once.
	OpenCases, MaxCases int
	// SimpleCases and ComplexCases are how many of the open ones are simple and complex; the rest are ordinary.
	SimpleCases, ComplexCases int
	// HoursPerWeek is how many hours the supporter has, 0 when not said; CaseMinutes what an ordinary case takes of a week,
	// 0 where hours are not counted.
	HoursPerWeek, CaseMinutes int
	// HadCases is how many cases the supporter has had, as far as it makes a difference.
	HadCases int
	// RecentAsks is how often the supporter was asked in the last fourteen days.
	RecentAsks int
	// AskedBefore is true when an offer for this application stands, or one of both said no.
	AskedBefore bool
	// NoClick is true when one of both did not want the other, or they know each other, in this
	// application or an earlier one of the resident.
	NoClick bool
	// Tied is true when a tie with the resident is recorded, SameAddress when both live at the same address, as far as
	// that is known.
	Tied, SameAddress bool
	// Supported is true when the supporter had a case of this resident before.
	Supported bool
	// Requirements are those that ask for attention.
	Requirements []Requirement
	// Roles are those that the supporter has today beside supporting.
	Roles []Role
	// Traits are what only the supporter's sealed file says; not read when the application does not
	// ask for it.
	Traits Traits
}

// Ready reports whether the supporter takes cases: who is active, and who works with a buddy and came to the first one
// alone.
func (c Candidate) Ready() bool {
	return c.State == "ACTIVE" || c.State == "WITH_BUDDY" && (c.BuddyStep == "SOLO" || c.BuddyStep == "DONE")
}

// Requirement is something that is asked of a supporter and lapses, lapsed or is missing.
type Requirement struct {
	// Text says so in the caller's language.
	Text string
	// Stops is true when it keeps the supporter from being asked. Cases that run go on.
	Stops bool
	// Abroad is true when it is asked of who helps in other municipalities of the region, and counts there alone.
	Abroad bool
}

// Traits are what a supporter's sealed file says.
type Traits struct {
	// Gender is a name of the contract without prefix, empty when the supporter did not say.
	Gender string
	// LivedExperience is true when the supporter has it and agreed that it counts.
	LivedExperience bool
}

// Pause is a time in which a supporter takes fewer cases or none.
type Pause struct {
	// Start and End are its first and last day, YYYY-MM-DD; End is empty while nobody knows.
	Start, End string
	// Kind is a name of the contract without prefix.
	Kind string
	// MaxCases is how many cases there can be meanwhile.
	MaxCases int
}

// On reports whether the pause holds on a day.
func (p Pause) On(day string) bool { return p.Start <= day && (p.End == "" || day <= p.End) }

// Pausing is the pause of a day that leaves fewest places, if there is one.
func (c Candidate) Pausing(day string) (pause Pause, pausing bool) {
	for _, p := range c.Pauses {
		if p.On(day) && (!pausing || p.MaxCases < pause.MaxCases) {
			pause, pausing = p, true
		}
	}
	return pause, pausing
}

// Requiring are the texts of the requirements that keep the supporter from being asked, or of those that do not.
func (c Candidate) Requiring(stops bool) []string {
	var list []string
	for _, r := range c.Requirements {
		if r.Stops == stops && !r.Abroad {
			list = append(list, r.Text)
		}
	}
	return list
}
