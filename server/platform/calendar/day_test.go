package calendar_test

import (
	"testing"

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
