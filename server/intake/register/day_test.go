package register

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestReadDay(t *testing.T) {
	for text, want := range map[string]struct {
		day  Day
		what reading
	}{
		"06-01-2021":            {"2021-01-06", dayRead},
		"6-1-21":                {"2021-01-06", dayRead},
		"1/9/2021":              {"2021-09-01", dayRead},
		"6.1.2021":              {"2021-01-06", dayRead},
		"6 1 2021":              {"2021-01-06", dayRead},
		"2021-01-06":            {"2021-01-06", dayRead},
		"2021/1/6":              {"2021-01-06", dayRead},
		"20210106":              {"2021-01-06", dayRead},
		"6 jan 2021":            {"2021-01-06", dayRead},
		"3 mrt 2021":            {"2021-03-03", dayRead},
		"1 sept. 2021":          {"2021-09-01", dayRead},
		"1 SEP '21":             {"2021-09-01", dayRead},
		"6-jan-2021":            {"2021-01-06", dayRead},
		"10 mei 2021":           {"2021-05-10", dayRead},
		"2 febuari 2021":        {"2021-02-02", dayRead}, // misspelled
		"wo 6 januari 2021":     {"2021-01-06", dayRead},
		"woensdag 6-1-2021":     {"2021-01-06", dayRead},
		"06-01-2021 10:30":      {"2021-01-06", dayRead},
		"6 jan 2021 om 14.00 u": {"2021-01-06", dayRead},
		"2021-01-06T00:00:00":   {"2021-01-06", dayRead},
		"2021-01-06 00:00:00":   {"2021-01-06", dayRead},
		" 06-01-2021 ":          {"2021-01-06", dayRead},
		"44202":                 {"2021-01-06", dayRead},
		"44202.75":              {"2021-01-06", dayRead},
		"29-02-2024":            {"2024-02-29", dayRead},
		"ca. 6-1-2021":          {"2021-01-06", dayDoubtful},
		"6-1-2021?":             {"2021-01-06", dayDoubtful},
		"6-1-2021/7-1-2021":     {"2021-01-06", dayDoubtful},
		"2021-01-06/2021-01-07": {"2021-01-06", dayDoubtful},
		"6 jan 2021 - 7-1-2021": {"2021-01-06", dayDoubtful},
		"1-6-2021 of 2-6-2021":  {"2021-06-01", dayDoubtful},
		"":                      {"", dayAbsent},
		"volgt":                 {"", dayAbsent},
		"-":                     {"", dayAbsent},
		"2021":                  {"", dayUnclear},
		"week 12":               {"", dayUnclear},
		"jan 2021":              {"", dayUnclear},
		"12":                    {"", dayUnclear},
		"99999":                 {"", dayUnclear},
		"31-02-2021":            {"", dayImpossible},
		"30 feb 2021":           {"", dayImpossible},
		"29-02-2023":            {"", dayImpossible},
		"1/13/2021":             {"", dayImpossible}, // day before month, always
		"2021-13-01":            {"", dayImpossible},
		"20211301":              {"", dayImpossible},
		"00-01-2021":            {"", dayImpossible},
		"6-1-0201":              {"", dayImpossible},
	} {
		if day, what := readDay(text, 0); day != want.day || what != want.what {
			t.Errorf("readDay(%q) = %q, %d, want %q, %d", text, day, what, want.day, want.what)
		}
	}
	if day, _ := readDay("42740", epoch1904); day != "2021-01-06" {
		t.Errorf("a workbook that counts from 1904: %s", day)
	}
}

// Every day reads back from every way of typing it; a day that is not in the calendar never does.
func TestEveryDayReadsBack(t *testing.T) {
	layouts := []string{"02-01-2006", "2-1-06", "2/1/2006", "2006-01-02", "2 Jan 2006", "20060102", "2.1.2006", "2-1-2006 15:04"}
	rapid.Check(t, func(t *rapid.T) {
		y, m, d := rapid.IntRange(2000, 2099).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 31).Draw(t, "d")
		typed := rapid.SampledFrom(layouts).Draw(t, "layout")
		date := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if date.Day() == d {
			if got, what := readDay(date.Format(typed), 0); got != Day(date.Format(time.DateOnly)) || what != dayRead {
				t.Fatalf("%q: %q, %d", date.Format(typed), got, what)
			}
			return
		}
		text := time.Date(y, time.January, d, 0, 0, 0, 0, time.UTC).Format("2") + "-" + time.Month(m).String()[:3] + "-2021"
		if got, what := readDay(text, 0); y == 2021 && (got != "" || what != dayImpossible) {
			t.Fatalf("%q: %q, %d", text, got, what)
		}
	})
}

func TestMonth(t *testing.T) {
	if Day("2021-01-06").Month() != "2021-01" || Day("").Month() != "" {
		t.Error("month of a day")
	}
}
