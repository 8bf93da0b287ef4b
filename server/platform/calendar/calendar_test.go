package calendar_test

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2/nl"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/calendar"
)

func moment(t testing.TB, text string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWorkingDays(t *testing.T) {
	for _, c := range []struct {
		name, from string
		n          int
		want       string
	}{
		{"within the week", "2026-11-23T10:00:00Z", 2, "2026-11-25"},
		{"over the weekend", "2026-11-20T15:00:00Z", 1, "2026-11-23"},
		{"from a Saturday", "2026-11-21T15:00:00Z", 1, "2026-11-23"},
		{"from a Sunday", "2026-11-22T15:00:00Z", 2, "2026-11-24"},
		{"late in the evening UTC it is already tomorrow here", "2026-11-22T23:30:00Z", 1, "2026-11-24"},
		{"late in the evening here", "2026-11-23T22:30:00Z", 1, "2026-11-24"},
		{"over Christmas and New Year", "2026-12-24T10:00:00Z", 5, "2027-01-04"},
		{"over Easter, Good Friday off", "2026-04-02T10:00:00Z", 1, "2026-04-07"},
		{"King's Day", "2026-04-24T10:00:00Z", 1, "2026-04-28"},
		{"King's Day on a Sunday is kept on Saturday", "2025-04-25T10:00:00Z", 1, "2025-04-28"},
		{"Liberation Day", "2026-05-04T10:00:00Z", 1, "2026-05-06"},
		{"Ascension Day, the Friday after is a working day", "2026-05-13T10:00:00Z", 1, "2026-05-15"},
		{"Whit Monday", "2026-05-22T10:00:00Z", 1, "2026-05-26"},
		{"no days", "2026-11-22T10:00:00Z", 0, "2026-11-22"},
		{"fewer than none", "2026-11-22T10:00:00Z", -3, "2026-11-22"},
	} {
		if got := calendar.Day(calendar.Standard().AddWorkingDays(moment(t, c.from), c.n)); got != c.want {
			t.Errorf("%s: %s plus %d working days: got %s, want %s", c.name, c.from, c.n, got, c.want)
		}
	}
}

func TestTheTimeOfDayStaysAcrossSummerTime(t *testing.T) {
	friday := moment(t, "2026-03-27T10:00:00+01:00")
	got := calendar.Standard().AddWorkingDays(friday, 1)
	if want := moment(t, "2026-03-30T10:00:00+02:00"); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSettingsOmitAndAddDaysOff(t *testing.T) {
	own, err := calendar.New(calendar.Settings{
		Omitted: []calendar.Holiday{calendar.GoodFriday, calendar.LiberationDay},
		Extra:   []string{"2026-05-15"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]bool{
		"2026-04-03": true,  // Good Friday
		"2026-04-06": false, // Easter Monday
		"2026-05-05": true,  // Liberation Day
		"2026-05-14": false, // Ascension Day
		"2026-05-15": false, // the extra day
		"2027-05-15": false, // a Saturday
		"2026-05-18": true,
	} {
		begin, err := calendar.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := own.IsWorkingDay(begin); got != want {
			t.Errorf("%s is a working day: got %t, want %t", day, got, want)
		}
	}
	for _, wrong := range []calendar.Settings{{Omitted: []calendar.Holiday{"CARNIVAL"}}, {Extra: []string{"2026-02-30"}}} {
		if _, err := calendar.New(wrong); err == nil {
			t.Errorf("%+v was taken", wrong)
		}
	}
}

func TestTheStandardHolidaysAreThoseOfTheLibrary(t *testing.T) {
	if len(calendar.Holidays) != len(nl.Holidays) {
		t.Errorf("%d holidays here, %d in the library", len(calendar.Holidays), len(nl.Holidays))
	}
	for _, holiday := range calendar.Holidays {
		own, err := calendar.New(calendar.Settings{Omitted: []calendar.Holiday{holiday}})
		if err != nil {
			t.Fatal(err)
		}
		freed := 0
		for day := moment(t, "2027-01-01T12:00:00Z"); day.Year() < 2037; day = day.AddDate(0, 0, 1) {
			if own.IsWorkingDay(day) != calendar.Standard().IsWorkingDay(day) {
				freed++
			}
		}
		if freed == 0 {
			t.Errorf("omitting %s changes nothing in ten years", holiday)
		}
	}
}

func TestEveryAddedWorkingDayIsOneAndNoneIsSkipped(t *testing.T) {
	standard := calendar.Standard()
	rapid.Check(t, func(t *rapid.T) {
		from := time.Unix(rapid.Int64Range(1_600_000_000, 2_500_000_000).Draw(t, "from"), 0)
		n := rapid.IntRange(1, 30).Draw(t, "n")
		end := standard.AddWorkingDays(from, n)
		if !standard.IsWorkingDay(end) {
			t.Fatalf("%s is no working day", calendar.Day(end))
		}
		counted := 0
		begin, err := calendar.ParseDay(calendar.Day(from)) // its location is the calendar's
		if err != nil {
			t.Fatal(err)
		}
		for day := begin; calendar.Day(day) != calendar.Day(end); {
			if day = day.AddDate(0, 0, 1); standard.IsWorkingDay(day) {
				counted++
			}
		}
		if counted != n {
			t.Fatalf("%d working days between, want %d", counted, n)
		}
	})
}
