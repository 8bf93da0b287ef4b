package support

import (
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// Kept are the promises that a case keeps to its resident; what is zero it does not keep.
type Kept struct {
	// Made and Held are when the first appointment was made and when it took place.
	Made, Held time.Time
}

// MakeAppointment records on which day the first appointment was made (YYYY-MM-DD, today when empty), and
// for when. It reports whether that is new: an appointment that is moved was made before.
func (c Case) MakeAppointment(at time.Time, day string, now time.Time) (made Case, first bool, err error) {
	if c.State == Closed {
		return c, false, errs.StateConflict(Resource, string(c.State))
	}
	today := calendar.Day(now)
	if day == "" {
		day = today
	}
	wrong := c.checkDay("made_date", day, today)
	if len(wrong) == 0 && calendar.Day(at) < day {
		wrong = append(wrong, errs.Field("appointment_time", "date.order"))
	}
	if at.Before(appointmentsFrom) || at.After(appointmentsUntil) {
		wrong = append(wrong, errs.Field("appointment_time", "date.invalid"))
	}
	if len(wrong) > 0 {
		return c, false, errs.Join(wrong...)
	}
	first = c.AppointmentMadeDate == ""
	if first {
		c.AppointmentMadeDate = day
	}
	c.AppointmentTime = at
	return c, first, nil
}

// Appointments are made for moments that somebody can mean.
var (
	appointmentsFrom  = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	appointmentsUntil = time.Date(2200, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// HoldAppointment records on which day the first appointment took place (YYYY-MM-DD, today when empty), and
// reports whether that was not known. It had been made by then.
func (c Case) HoldAppointment(day string, now time.Time) (held Case, news bool, err error) {
	if c.State == Closed {
		return c, false, errs.StateConflict(Resource, string(c.State))
	}
	today := calendar.Day(now)
	if day == "" {
		day = today
	}
	if wrong := c.checkDay("first_appointment_date", day, today); len(wrong) > 0 {
		return c, false, errs.Join(wrong...)
	}
	held, news = c.heldOn(day)
	return held, news, nil
}

// heldOn is the case whose first appointment took place on a day, and reports whether that was not known.
func (c Case) heldOn(day string) (held Case, news bool) {
	news = c.FirstAppointmentDate != day
	c.FirstAppointmentDate = day
	if c.AppointmentMadeDate == "" || c.AppointmentMadeDate > day {
		c.AppointmentMadeDate = day
	}
	return c, news
}

// On is the moment that stands for something that happened on a day: now when that is today, else its
// begin. The day itself was checked before.
func On(day string, now time.Time) time.Time {
	if day == calendar.Day(now) {
		return now
	}
	begin, _ := calendar.ParseDay(day)
	return begin
}
