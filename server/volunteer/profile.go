package volunteer

import (
	"fmt"
	"slices"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Level is how well somebody knows something, by its name in the contract without prefix. One that is not said
// counts as EXPERIENCED: nobody looks worse because a register has no column for it.
type Level string

// Skill is a life domain or a target group with the level that was said.
type Skill struct {
	// Code is the name or code in the list of what the supporter knows.
	Code  string
	Level Level
}

// Moment is a part of the week in which somebody is usually free.
type Moment struct {
	// Weekday is 1 for Monday to 7 for Sunday; Part is a name of the contract without prefix.
	Weekday int
	Part    string
}

// Profile is what a supporter tells of themselves beyond what a register has. Days are YYYY-MM-DD; what was not said
// is empty.
type Profile struct {
	// LifeDomainLevels and TargetGroupLevels go with the lists of these, in their order.
	LifeDomainLevels, TargetGroupLevels []Skill
	// MaxTravelMinutes is one way, 0 when not said; TravelBy a name of the contract without prefix.
	MaxTravelMinutes int
	TravelBy         string
	// Rhythm is when this person is usually free, in the order of the week.
	Rhythm []Moment
	// Start is the first day here, IntendedUntil the day until which this person intends to stay.
	Start, IntendedUntil string
	// Gender is a name of the contract without prefix, only when the person wants to say it.
	Gender sealed.Text
	// Postcode is in the form in which it is kept, HouseNumber as people write it: who lives with a resident is not
	// proposed to them.
	Postcode, HouseNumber sealed.Text
	// LivedExperienceConsent is the day on which the person agreed that the note is shown and used.
	LivedExperienceConsent string
	// ContactAccount is the contact person at the organisation.
	ContactAccount string
	// Regional says that this person agreed to help in the other municipalities of the region too.
	Regional bool
	// MaxCasesNow is how many open cases this person can have at once today, with the pauses that run.
	MaxCasesNow int
	// WithoutBuddyReason is why this person became active without a case done alone first.
	WithoutBuddyReason sealed.Text
	// ClosedCases counts the cases that this person brought to a close here.
	ClosedCases int
}

// Shown is the supporter as anybody sees them: without consent the lived experience in their own words is kept, and
// shown to nobody.
func (s Supporter) Shown() Supporter {
	if s.LivedExperienceConsent == "" {
		s.LivedExperienceNote = sealed.Text{}
	}
	return s
}

// CheckProfile returns what is wrong today (YYYY-MM-DD) with what a supporter tells of themselves; before is what was
// stored. What stood there already, and is not changed, stands in nobody's way.
func (s Supporter) CheckProfile(before Supporter, today string) []*errs.Error {
	wrong := slices.Concat(
		checkLevels("supporter.life_domain_levels[%d].life_domain", s.LifeDomains, s.LifeDomainLevels, before.LifeDomainLevels),
		checkLevels("supporter.target_group_levels[%d].target_group", s.TargetGroups, s.TargetGroupLevels, before.TargetGroupLevels),
		s.checkDays(today))
	if (s.Postcode.Reveal() == "") != (s.HouseNumber.Reveal() == "") {
		wrong = append(wrong, errs.Field("supporter.house_number", "address.half"))
	}
	for i, moment := range s.Rhythm {
		if slices.Contains(s.Rhythm[:i], moment) {
			wrong = append(wrong, errs.Field(fmt.Sprintf("supporter.weekly_rhythm[%d].day_part", i), "rhythm.twice"))
		}
	}
	noted := s.LivedExperienceNote != before.LivedExperienceNote || s.LivedExperienceConsent != before.LivedExperienceConsent
	if noted && s.LivedExperienceNote.Reveal() != "" && s.LivedExperienceConsent == "" {
		wrong = append(wrong, errs.Field("supporter.lived_experience_note", "lived_experience.no_consent"))
	}
	return wrong
}

// checkLevels refuses a level of something that the supporter does not know, and a second one of the same. A level that
// was there before goes with what is taken from the list.
func checkLevels(field string, known []string, skills, before []Skill) []*errs.Error {
	var wrong []*errs.Error
	for i, skill := range skills {
		twice := slices.ContainsFunc(skills[:i], func(other Skill) bool { return other.Code == skill.Code })
		switch {
		case twice:
			wrong = append(wrong, errs.Field(fmt.Sprintf(field, i), "level.twice"))
		case !slices.Contains(known, skill.Code) && !slices.Contains(before, skill):
			wrong = append(wrong, errs.Field(fmt.Sprintf(field, i), "level.unlisted"))
		}
	}
	return wrong
}

func (s Supporter) checkDays(today string) []*errs.Error {
	var wrong []*errs.Error
	for _, day := range []struct{ field, value string }{
		{"supporter.start_date", s.Start},
		{"supporter.intended_until_date", s.IntendedUntil},
		{"supporter.lived_experience_consent_date", s.LivedExperienceConsent},
	} {
		if _, err := calendar.ParseDay(day.value); err != nil && day.value != "" {
			wrong = append(wrong, errs.Field(day.field, "date.invalid"))
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	if s.IntendedUntil != "" && s.IntendedUntil < s.Start {
		wrong = append(wrong, errs.Field("supporter.intended_until_date", "date.order"))
	}
	if s.LivedExperienceConsent > today {
		wrong = append(wrong, errs.Field("supporter.lived_experience_consent_date", "date.future"))
	}
	return wrong
}

// LevelOf is the level that was said of something in the list, empty when none was.
func LevelOf(code string, skills []Skill) Level {
	for _, skill := range skills {
		if skill.Code == code {
			return skill.Level
		}
	}
	return ""
}
