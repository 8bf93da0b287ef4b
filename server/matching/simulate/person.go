package simulate

import "oco.example/oco/server/matching/score"

// How people behave: assumptions, each in one place.
const (
	// A yes: half of it when somebody fits not at all and is idle, up to nine in ten; less for who is full
	// and for who was asked lately.
	yesAtLeast, yesAtMost = 0.05, 0.95
	yesBase, yesFit       = 0.25, 0.60
	yesLoad, yesAsks      = 0.20, 0.04
	yesBlind              = yesBase + yesFit*0.7
	likesSpread           = 0.30
	// Six in ten are reached by phone and say it within the hour; others think, six hours on average.
	byPhone      = 0.6
	phoneMinutes = 60
	thinkMinutes = 6 * hour
	// A resident is reached about two hours after the supporter's yes; seven in ten free moments suit.
	hearMinutes   = 2 * hour
	momentSuits   = 0.7
	noticeMinutes = 2 * hour
	// Every question makes a break a little more likely, from the third in two weeks on much more.
	tiresAsked, tiresOften = 0.002, 0.02
	oftenAsks              = 2
	breakMinutes           = 8 * week
	// lately is how long an ask counts as one.
	lately = 2 * week
)

// What cases take, by complexity: weeks, and minutes a week.
var (
	caseWeeks   = [3]float64{3, 6, 12}
	caseMinutes = [3]int{45, 75, 120}
	// wantedCases are how many somebody should have had before one of this complexity.
	wantedCases = [3]int{0, 2, 6}
)

// fit is what is known about how a supporter fits, in the factors of package score.
func fit(a Application, s Supporter, who, now int) map[score.Factor]int {
	values := map[score.Factor]int{
		score.LifeDomain: s.Levels[a.Domain],
		score.Travel:     score.Elsewhere,
		score.Experience: score.Experienced(s.Cases, wantedCases[a.Complexity]),
		score.FreeMoment: score.Yes(s.freeWithin(now, 2)),
	}
	if s.Neighbourhood == a.Neighbourhood {
		values[score.Travel] = score.Full
	}
	if a.Group != Nobody {
		values[score.TargetGroup] = s.Groups[a.Group]
	}
	if a.Language != 0 {
		values[score.Language] = score.Yes(s.Speaks[a.Language])
	}
	if a.LivedExperience {
		values[score.LivedExperience] = score.Yes(s.LivedExperience)
	}
	if a.Previous != Nobody {
		values[score.Continuity] = score.Yes(a.Previous == who)
	}
	return values
}

// freeWithin is whether a free part of the week begins within so many working days.
func (s Supporter) freeWithin(now, days int) bool {
	for from := now / day; withinWorkingDays(now, from*day, days); from++ {
		for part := range Parts {
			if s.Free[from%7*Parts+part] && from*day+partBegins[part] >= now+noticeMinutes {
				return true
			}
		}
	}
	return false
}

// appointment is the first free moment of a supporter that suits the resident.
func (s Supporter) appointment(seed uint64, application, from int) int {
	for d := from / day; d < from/day+8*7; d++ {
		for part := range Parts {
			at := d*day + partBegins[part]
			if s.Free[d%7*Parts+part] && at >= from+noticeMinutes && draw(seed, suits, application, d*Parts+part) < momentSuits {
				return at
			}
		}
	}
	return from + 8*week
}

// says is whether a supporter says yes: how well the two fit as both feel it, of which the score knows a part,
// less what the supporter does already and how often they were asked.
func says(s Scenario, application, who int, mean float64, open, places, asks int) bool {
	felt := mean + likesSpread*(draw(s.Seed, likes, application, who)-0.5)
	chance := yesBase + yesFit*felt
	if s.Blind {
		chance = yesBlind
	}
	load := float64(open) / float64(max(1, places))
	chance -= yesLoad*load*load + yesAsks*float64(asks)
	return draw(s.Seed, whether, application, who) < min(yesAtMost, max(yesAtLeast, chance))
}

// thinksFor is how many minutes it takes until the answer.
func thinksFor(seed uint64, application, who int) int {
	u := draw(seed, thinks, application, who)
	if draw(seed, phones, application, who) < byPhone {
		return 5 + int(u*phoneMinutes)
	}
	return phoneMinutes + int(exponential(u, thinkMinutes))
}
