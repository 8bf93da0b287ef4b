package support

import (
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// When a case runs long: support is short, and whoever helps is to be helped when it is not. A municipality's own
// numbers are a later step; they would take the place of these.
const (
	longWeeks   = 12
	longMinutes = 20 * 60
)

// RunsLong reports whether a case asks for attention today (YYYY-MM-DD): it runs longer than support is meant to, or
// takes more time.
func (c Case) RunsLong(today string) bool {
	opened, err := calendar.ParseDay(c.OpenDate)
	if c.State == Closed || err != nil {
		return false
	}
	return calendar.Day(opened.AddDate(0, 0, longWeeks*7)) < today || c.Minutes > longMinutes
}

// Hold lets a case wait for something, until a day (YYYY-MM-DD) when somebody knows it.
func (c Case) Hold(reason, until, today string) (Case, error) {
	state, err := c.State.Move(OnHold)
	if err != nil {
		return c, err
	}
	if until != "" {
		if _, err := calendar.ParseDay(until); err != nil {
			return c, errs.Field("until_date", "date.invalid")
		}
		if until < today {
			return c, errs.Field("until_date", "date.past")
		}
	}
	c.State, c.HoldReason, c.HoldUntilDate = state, reason, until
	return c, nil
}

// Resume goes on with a case that waited.
func (c Case) Resume() (Case, error) {
	if c.State != OnHold {
		return c, errs.StateConflict(Resource, string(c.State))
	}
	c.State = Open
	return c.waitsNoMore(), nil
}

// waitsNoMore is the case without what it waited for.
func (c Case) waitsNoMore() Case {
	c.HoldReason, c.HoldUntilDate = "", ""
	return c
}
