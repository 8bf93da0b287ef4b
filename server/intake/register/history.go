package register

import (
	"strings"

	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
)

// history reads what happened after the application. Without a match, which is a supporter and a day,
// there is no case that could keep it: then it is kept as words.
func (c *cells) history(a *Application, days map[Field]Day) {
	supporter := strings.Join(strings.Fields(c.text(SupporterName, longestName)), " ")
	if nothing(supporter) {
		supporter = ""
	}
	a.Supporter, a.SupporterKey = sealed.Of(supporter), sealed.Of(person.NameKey(supporter))
	a.MatchedOn, a.FirstAppointmentOn, a.ClosedOn = days[MatchedOn], days[FirstAppointmentOn], days[ClosedOn]
	a.Minutes = c.minutes(HoursSpent, mostHours)
	switch {
	case a.MatchedOn != "" && supporter == "":
		c.complete(RuleSupporterMissing, SupporterName)
	case a.MatchedOn == "" && supporter != "":
		c.complete(RuleMatchDateMissing, MatchedOn)
	}
	latest := a.AppliedOn
	for _, field := range []Field{MatchedOn, FirstAppointmentOn, ClosedOn} {
		day := days[field]
		if day != "" && day < latest {
			c.complete(RuleDateOrder, field)
		}
		latest = max(latest, day)
	}
	if a.MatchedOn < a.AppliedOn {
		a.MatchedOn = "" // nobody says yes before there is a question: which day is right, somebody must say
	}
	if a.Matched() {
		a.Outcome = c.outcome()
		return
	}
	c.leave(SupporterName, supporter)
	for _, field := range []Field{MatchedOn, FirstAppointmentOn, ClosedOn} {
		c.leaveDay(field, days[field])
	}
	c.leave(Outcome, c.text(Outcome, longestOutcome))
	if a.Minutes > 0 {
		c.leave(HoursSpent, c.raw(HoursSpent))
	}
}

// outcome is the code of the outcome.
func (c *cells) outcome() string {
	typed := c.text(Outcome, longestOutcome)
	if nothing(typed) {
		return ""
	}
	codeOf, known := c.register.lists.outcomes.find(typed)
	if !known {
		c.note(RuleOutcomeUnknown, Outcome)
		c.leave(Outcome, typed)
	}
	return codeOf
}
