package calendar_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/calendar"
)

func TestDayIsLocal(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-22T22:59:59Z":      "2026-11-22",
		"2026-11-22T23:00:00Z":      "2026-11-23", // winter: one hour ahead of UTC
		"2026-07-01T21:59:59Z":      "2026-07-01",
		"2026-07-01T22:00:00Z":      "2026-07-02", // summer: two hours
		"2026-07-01T23:30:00-04:00": "2026-07-02",
	} {
		if got := calendar.Day(moment(t, text)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestParseDay(t *testing.T) {
	begin, err := calendar.ParseDay("2026-07-02")
	if err != nil || !begin.Equal(moment(t, "2026-07-01T22:00:00Z")) {
		t.Errorf("got %s, %v", begin, err)
	}
	for _, wrong := range []string{"", "2026-7-2", "02-07-2026", "2026-02-29", "2026-07-02T00:00:00Z", " 2026-07-02", "0000-01-01", "1899-12-31", "2201-01-01", "9999-12-31"} {
		if _, err := calendar.ParseDay(wrong); err == nil {
			t.Errorf("%q was taken for a day", wrong)
		}
	}
}

func TestDaysThatSomebodyCanMean(t *testing.T) {
	for _, day := range []string{"1900-01-01", "2200-12-31"} {
		if begin, err := calendar.ParseDay(day); err != nil || calendar.Day(begin) != day {
			t.Errorf("%s: got %s, %v", day, begin, err)
		}
	}
}

func TestEndOfDay(t *testing.T) {
	// The day on which summer time begins has 23 hours.
	begin, err := calendar.ParseDay("2026-03-29")
	if err != nil {
		t.Fatal(err)
	}
	end := calendar.EndOfDay(begin)
	if got := end.Sub(begin); got != 23*time.Hour {
		t.Errorf("got %s", got)
	}
	if calendar.SameDay(begin, end) || !calendar.SameDay(begin, end.Add(-time.Nanosecond)) {
		t.Error("the end of a day is the begin of the next")
	}
}

func TestDaysBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-11-22T08:00:00Z", "2026-11-22T20:00:00Z", 0},
		{"2026-11-22T22:59:00Z", "2026-11-22T23:01:00Z", 1},
		{"2026-11-23T12:00:00Z", "2026-11-22T12:00:00Z", -1},
		{"2026-03-28T23:30:00Z", "2026-03-29T22:30:00Z", 1}, // 23 hours
		{"2026-10-24T22:30:00Z", "2026-10-25T23:30:00Z", 1}, // 25 hours
		{"2026-01-01T12:00:00Z", "2027-01-01T12:00:00Z", 365},
		{"2028-01-01T12:00:00Z", "2029-01-01T12:00:00Z", 366},
	} {
		if got := calendar.DaysBetween(moment(t, c.from), moment(t, c.to)); got != c.want {
			t.Errorf("from %s to %s: got %d, want %d", c.from, c.to, got, c.want)
		}
	}
}
