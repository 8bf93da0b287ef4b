package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/calendar"
)

func TestWorkingHours(t *testing.T) {
	for _, c := range []struct {
		name, from string
		hours      int
		want       string
	}{
		{"within the day", "2026-11-23T10:30:00+01:00", 3, "2026-11-23T13:30:00+01:00"},
		{"until the day ends", "2026-11-23T09:00:00+01:00", 8, "2026-11-23T17:00:00+01:00"},
		{"into the next day", "2026-11-23T16:00:00+01:00", 8, "2026-11-24T16:00:00+01:00"},
		{"over the weekend", "2026-11-20T16:30:00+01:00", 1, "2026-11-23T09:30:00+01:00"},
		{"asked in the evening", "2026-11-23T20:00:00+01:00", 8, "2026-11-24T17:00:00+01:00"},
		{"asked as the day ends", "2026-11-23T17:00:00+01:00", 1, "2026-11-24T10:00:00+01:00"},
		{"asked in the early morning", "2026-11-23T06:00:00+01:00", 1, "2026-11-23T10:00:00+01:00"},
		{"asked on a Sunday", "2026-11-22T12:00:00+01:00", 2, "2026-11-23T11:00:00+01:00"},
		{"over King's Day", "2026-04-24T16:00:00+02:00", 2, "2026-04-28T10:00:00+02:00"},
		{"over Christmas and New Year", "2026-12-24T13:00:00+01:00", 40, "2027-01-04T13:00:00+01:00"},
		{"into summer time", "2026-03-27T16:00:00+01:00", 2, "2026-03-30T10:00:00+02:00"},
		{"out of summer time", "2026-10-23T16:00:00+02:00", 2, "2026-10-26T10:00:00+01:00"},
		{"late in the evening UTC it is already tomorrow here", "2026-11-22T23:30:00Z", 1, "2026-11-23T10:00:00+01:00"},
		{"none", "2026-11-22T12:00:00+01:00", 0, "2026-11-22T12:00:00+01:00"},
		{"fewer than none", "2026-11-22T12:00:00+01:00", -1, "2026-11-22T12:00:00+01:00"},
	} {
		if got := calendar.Standard().AddWorkingHours(moment(t, c.from), c.hours); !got.Equal(moment(t, c.want)) {
			t.Errorf("%s: %s plus %d working hours: got %s, want %s", c.name, c.from, c.hours, got, c.want)
		}
	}
}

// Counted again, minute by minute.
func TestEveryMinuteOfAWorkingHourCountsOnce(t *testing.T) {
	standard := calendar.Standard()
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		from := time.Unix(rapid.Int64Range(26_666_667, 41_666_666).Draw(t, "minute")*60, 0).In(amsterdam)
		hours := rapid.IntRange(1, 40).Draw(t, "hours")
		end := standard.AddWorkingHours(from, hours)
		minutes := 0
		for at := from; at.Before(end); at = at.Add(time.Minute) {
			if standard.IsWorkingDay(at) && at.Hour() >= 9 && at.Hour() < 17 {
				minutes++
			}
		}
		if minutes != 60*hours {
			t.Fatalf("from %s until %s are %d working minutes, want %d", from, end, minutes, 60*hours)
		}
	})
}
