package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/calendar"
)

// Each line is written by hand: when the day of a promise is over, counted in working days and in days of
// the calendar.
func TestWhenADayIsOver(t *testing.T) {
	for _, c := range []struct {
		name, from         string
		n                  int
		working, ofTheYear string
	}{
		{"the same day", "2026-11-24T09:00:00+01:00", 0, "2026-11-25T00:00:00+01:00", "2026-11-25T00:00:00+01:00"},
		{"a minute before midnight", "2026-11-24T23:59:00+01:00", 0, "2026-11-25T00:00:00+01:00", "2026-11-25T00:00:00+01:00"},
		{"at midnight it is the next day", "2026-11-25T00:00:00+01:00", 0, "2026-11-26T00:00:00+01:00", "2026-11-26T00:00:00+01:00"},
		{"late in the evening UTC it is already tomorrow here", "2026-11-24T23:30:00Z", 0, "2026-11-26T00:00:00+01:00", "2026-11-26T00:00:00+01:00"},
		{"two days within the week", "2026-11-23T09:00:00+01:00", 2, "2026-11-26T00:00:00+01:00", "2026-11-26T00:00:00+01:00"},
		{"two days over a weekend", "2026-11-20T09:00:00+01:00", 2, "2026-11-25T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
		{"the same day, on a Saturday", "2026-11-21T09:00:00+01:00", 0, "2026-11-24T00:00:00+01:00", "2026-11-22T00:00:00+01:00"},
		{"a day after a Saturday", "2026-11-21T09:00:00+01:00", 1, "2026-11-24T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
		{"two days after a Sunday", "2026-11-22T09:00:00+01:00", 2, "2026-11-25T00:00:00+01:00", "2026-11-25T00:00:00+01:00"},
		{"Maundy Thursday, over Good Friday to Easter Monday", "2026-04-02T16:00:00+02:00", 1, "2026-04-08T00:00:00+02:00", "2026-04-04T00:00:00+02:00"},
		{"two days from then", "2026-04-02T16:00:00+02:00", 2, "2026-04-09T00:00:00+02:00", "2026-04-05T00:00:00+02:00"},
		{"on Good Friday", "2026-04-03T10:00:00+02:00", 0, "2026-04-08T00:00:00+02:00", "2026-04-04T00:00:00+02:00"},
		{"on Easter Monday", "2026-04-06T10:00:00+02:00", 2, "2026-04-09T00:00:00+02:00", "2026-04-09T00:00:00+02:00"},
		{"the Friday before King's Day, a Monday", "2026-04-24T10:00:00+02:00", 1, "2026-04-29T00:00:00+02:00", "2026-04-26T00:00:00+02:00"},
		{"on King's Day", "2026-04-27T10:00:00+02:00", 0, "2026-04-29T00:00:00+02:00", "2026-04-28T00:00:00+02:00"},
		{"24 December, a Thursday", "2026-12-24T10:00:00+01:00", 0, "2026-12-25T00:00:00+01:00", "2026-12-25T00:00:00+01:00"},
		{"two days from then", "2026-12-24T10:00:00+01:00", 2, "2026-12-30T00:00:00+01:00", "2026-12-27T00:00:00+01:00"},
		{"on 25 December", "2026-12-25T10:00:00+01:00", 0, "2026-12-29T00:00:00+01:00", "2026-12-26T00:00:00+01:00"},
		{"on 26 December, a Saturday", "2026-12-26T10:00:00+01:00", 1, "2026-12-29T00:00:00+01:00", "2026-12-28T00:00:00+01:00"},
		{"on 27 December, a Sunday", "2026-12-27T10:00:00+01:00", 2, "2026-12-30T00:00:00+01:00", "2026-12-30T00:00:00+01:00"},
		{"New Year's Eve", "2026-12-31T22:00:00+01:00", 1, "2027-01-05T00:00:00+01:00", "2027-01-02T00:00:00+01:00"},
		{"the day before the clocks go forward", "2026-03-28T10:00:00+01:00", 0, "2026-03-31T00:00:00+02:00", "2026-03-29T00:00:00+01:00"},
		{"in the night that they do", "2026-03-29T01:30:00+01:00", 0, "2026-03-31T00:00:00+02:00", "2026-03-30T00:00:00+02:00"},
		{"a day of 23 hours within two", "2026-03-28T02:30:00+01:00", 2, "2026-04-01T00:00:00+02:00", "2026-03-31T00:00:00+02:00"},
		{"in the hour that comes twice", "2026-10-25T02:30:00+02:00", 0, "2026-10-27T00:00:00+01:00", "2026-10-26T00:00:00+01:00"},
		{"in that hour again", "2026-10-25T02:30:00+01:00", 1, "2026-10-27T00:00:00+01:00", "2026-10-27T00:00:00+01:00"},
		{"fewer than none", "2026-11-24T09:00:00+01:00", -2, "2026-11-25T00:00:00+01:00", "2026-11-25T00:00:00+01:00"},
	} {
		from := moment(t, c.from)
		if got := (calendar.Span{Working: calendar.Standard()}).End(from, c.n); !got.Equal(moment(t, c.working)) {
			t.Errorf("%s: %d working days from %s are over at %s, want %s", c.name, c.n, c.from, got, c.working)
		}
		if got := (calendar.Span{}).End(from, c.n); !got.Equal(moment(t, c.ofTheYear)) {
			t.Errorf("%s: %d days from %s are over at %s, want %s", c.name, c.n, c.from, got, c.ofTheYear)
		}
	}
}

func spans() map[string]calendar.Span {
	return map[string]calendar.Span{"working days": {Working: calendar.Standard()}, "every day": {}}
}

// A day is over at a midnight, later for more days, and what is counted goes on where it stopped.
func TestDaysAreCountedTogether(t *testing.T) {
	for name, span := range spans() {
		rapid.Check(t, func(t *rapid.T) {
			from := time.Unix(rapid.Int64Range(1_600_000_000, 2_500_000_000).Draw(t, "from"), 0)
			n := rapid.IntRange(0, 10).Draw(t, "n")
			end := span.End(from, n)
			if local := calendar.Local(end); local.Hour() != 0 || local.Minute() != 0 || !end.After(from) {
				t.Fatalf("%s: over at %s", name, local)
			}
			if more := span.End(from, n+1); more.Before(end) {
				t.Fatalf("%s: a day more is over earlier, %s before %s", name, more, end)
			}
			between := time.Unix(rapid.Int64Range(from.Unix(), end.Unix()-1).Draw(t, "between"), 0)
			if on := span.End(between, n-span.Between(from, between)); !on.Equal(end) {
				t.Fatalf("%s: from %s it goes on at %s until %s, want %s", name, from, between, on, end)
			}
		})
	}
}

// Counted again minute by minute, as in the test of AddWorkingHours.
func TestWorkingHoursAreTakenAsTheyAreAdded(t *testing.T) {
	standard := calendar.Standard()
	rapid.Check(t, func(t *rapid.T) {
		until := time.Unix(rapid.Int64Range(26_666_667, 41_666_666).Draw(t, "minute")*60, 0)
		hours := rapid.IntRange(1, 40).Draw(t, "hours")
		begin := standard.TakeWorkingHours(until, hours)
		minutes := 0
		for at := calendar.Local(begin); at.Before(until); at = at.Add(time.Minute) {
			if standard.IsWorkingDay(at) && at.Hour() >= 9 && at.Hour() < 17 {
				minutes++
			}
		}
		if minutes != 60*hours {
			t.Fatalf("from %s until %s are %d working minutes, want %d", begin, until, minutes, 60*hours)
		}
	})
	for from, want := range map[string]string{
		"2026-11-25T00:00:00+01:00": "2026-11-24T15:00:00+01:00", // the end of a Tuesday
		"2026-11-22T00:00:00+01:00": "2026-11-20T15:00:00+01:00", // the end of a Saturday: before the weekend
		"2026-04-08T00:00:00+02:00": "2026-04-07T15:00:00+02:00",
		"2026-11-24T09:30:00+01:00": "2026-11-23T15:30:00+01:00",
	} {
		if got := standard.TakeWorkingHours(moment(t, from), 2); !got.Equal(moment(t, want)) {
			t.Errorf("two working hours before %s: got %s, want %s", from, got, want)
		}
	}
	if at := moment(t, "2026-11-22T12:00:00+01:00"); !standard.TakeWorkingHours(at, 0).Equal(at) {
		t.Error("no hours move the moment")
	}
}
