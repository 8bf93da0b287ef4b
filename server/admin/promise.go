package admin

import "oco.example/oco/server/platform/errs"

// PromiseTerms are what a municipality promises to whoever applies, and how it counts.
type PromiseTerms struct {
	// EveryDay counts days of the calendar, instead of working days alone.
	EveryDay bool
	// MatchDays to HeldDays are how many days a match, an appointment made and one held may take; 0 is the same day.
	MatchDays, MadeDays, HeldDays int
	// UrgentMatchHours is within how many working hours somebody urgent is matched; 0: no sooner than others.
	UrgentMatchHours, UrgentMadeDays, UrgentHeldDays int
	// WarningHours is how many working hours before the breach somebody is warned; 0: never.
	WarningHours int
}

// UsualTerms are those of a municipality that says nothing: what Almere and De Wolden keep, in working days
// as the promise to call is. The columns of the table begin with the same.
var UsualTerms = PromiseTerms{
	MatchDays: 0, MadeDays: 2, HeldDays: 2, UrgentMatchHours: 4, UrgentMadeDays: 1, UrgentHeldDays: 1, WarningHours: 2,
}

// wrong are the terms that cannot be kept in their order: an appointment is made before it is held.
func (t PromiseTerms) wrong(path string) (wrong []*errs.Error) {
	if t.HeldDays < t.MadeDays {
		wrong = append(wrong, errs.Field(path+".appointment_held_days", "promise.held_before_made"))
	}
	if t.UrgentHeldDays < t.UrgentMadeDays {
		wrong = append(wrong, errs.Field(path+".urgent_appointment_held_days", "promise.held_before_made"))
	}
	return wrong
}
