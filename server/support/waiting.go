package support

import (
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// LongMinutes is the time that a case takes until it runs long: support is short, and whoever helps is to be helped when it
// is not.
const LongMinutes = 20 * 60

// RunsLong reports whether a case asks for attention today (YYYY-MM-DD): it runs longer than the weeks that the
// municipality set (0: however long), or takes more time.
func (c Case) RunsLong(weeks int, today string) bool {
	if c.State == Closed {
		return false
	}
	return c.OpenDate < LongSince(weeks, today) || c.Minutes > LongMinutes
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
