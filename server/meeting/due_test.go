package meeting_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/meeting"
)

func at(kind meeting.Kind, days ...string) []meeting.Attended {
	var list []meeting.Attended
	for _, day := range days {
		list = append(list, meeting.Attended{Kind: kind, Day: day})
	}
	return list
}

func both(lists ...[]meeting.Attended) (all []meeting.Attended) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

func TestWhatIsDue(t *testing.T) {
	intervision := func(day, last string) meeting.Due {
		return meeting.Due{Kind: meeting.Intervision, Day: day, Last: last}
	}
	inDepth := func(day, last string) meeting.Due { return meeting.Due{Kind: meeting.InDepth, Day: day, Last: last} }
	for name, c := range map[string]struct {
		rhythm   meeting.Rhythm
		since    string
		attended []meeting.Attended
		want     []meeting.Due
	}{
		"never there: six weeks after becoming active": {meeting.Usual, "2026-01-05", nil, []meeting.Due{intervision("2026-02-16", "")}},
		"six weeks after the last":                     {meeting.Usual, "2025-01-01", at(meeting.Intervision, "2026-03-03"), []meeting.Due{intervision("2026-04-14", "2026-03-03")}},
		"the last counts, in whatever order":           {meeting.Rhythm{IntervisionWeeks: 6, InDepthAfter: 9}, "2025-01-01", at(meeting.Intervision, "2026-03-03", "2026-01-06"), []meeting.Due{intervision("2026-04-14", "2026-03-03")}},
		"over the end of the year":                     {meeting.Usual, "2025-01-01", at(meeting.Intervision, "2026-12-15"), []meeting.Due{intervision("2027-01-26", "2026-12-15")}},
		"over the end of a leap February":              {meeting.Usual, "2025-01-01", at(meeting.Intervision, "2028-02-01"), []meeting.Due{intervision("2028-03-14", "2028-02-01")}},
		"over the change to summer time":               {meeting.Usual, "2026-03-01", nil, []meeting.Due{intervision("2026-04-12", "")}},
		"there before becoming active":                 {meeting.Usual, "2026-03-01", at(meeting.Intervision, "2026-02-01"), []meeting.Due{intervision("2026-04-12", "2026-02-01")}},
		"another rhythm":                               {meeting.Rhythm{IntervisionWeeks: 8, InDepthAfter: 3}, "2026-01-05", at(meeting.Intervision, "2026-02-02", "2026-03-30"), []meeting.Due{intervision("2026-05-25", "2026-03-30")}},
		"the second makes in-depth due, from its day on": {meeting.Usual, "2026-01-01", at(meeting.Intervision, "2026-02-02", "2026-03-16"),
			[]meeting.Due{intervision("2026-04-27", "2026-03-16"), inDepth("2026-03-16", "")}},
		"still since the second, after a third": {meeting.Usual, "2026-01-01", at(meeting.Intervision, "2026-02-02", "2026-03-16", "2026-04-27"),
			[]meeting.Due{intervision("2026-06-08", "2026-04-27"), inDepth("2026-03-16", "")}},
		"in-depth begins the count anew": {meeting.Usual, "2026-01-01", both(at(meeting.Intervision, "2026-02-02", "2026-03-16", "2026-04-27"), at(meeting.InDepth, "2026-03-30")),
			[]meeting.Due{intervision("2026-06-08", "2026-04-27")}},
		"and makes it due again": {meeting.Usual, "2026-01-01", both(at(meeting.Intervision, "2026-02-02", "2026-03-16", "2026-04-27", "2026-06-08"), at(meeting.InDepth, "2026-03-30")),
			[]meeting.Due{intervision("2026-07-20", "2026-06-08"), inDepth("2026-06-08", "2026-03-30")}},
		"an intervision on the day of the in-depth meeting came before it": {meeting.Usual, "2026-01-01", both(at(meeting.Intervision, "2026-02-02", "2026-03-16"), at(meeting.InDepth, "2026-03-16")),
			[]meeting.Due{intervision("2026-04-27", "2026-03-16")}},
		"nor does it count for the next": {meeting.Rhythm{IntervisionWeeks: 6, InDepthAfter: 1}, "2026-01-01", both(at(meeting.Intervision, "2026-03-16"), at(meeting.InDepth, "2026-03-16")),
			[]meeting.Due{intervision("2026-04-27", "2026-03-16")}},
		"two on one day are one":       {meeting.Usual, "2026-01-01", at(meeting.Intervision, "2026-02-02", "2026-02-02"), []meeting.Due{intervision("2026-03-16", "2026-02-02")}},
		"a training counts for none":   {meeting.Usual, "2026-01-05", at(meeting.Training, "2026-02-02", "2026-02-09"), []meeting.Due{intervision("2026-02-16", "")}},
		"in-depth alone moves neither": {meeting.Usual, "2026-01-05", at(meeting.InDepth, "2026-02-02"), []meeting.Due{intervision("2026-02-16", "")}},
	} {
		if diff := cmp.Diff(c.want, c.rhythm.Due(c.since, c.attended)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhoIsOwedWhat(t *testing.T) {
	workers := []meeting.Worker{
		{Supporter: "b", Kind: "INFORMAL", Since: "2026-01-05"},
		{Supporter: "a", Kind: "FORMAL", Since: "2026-01-05", Ahead: at(meeting.Intervision, "2026-03-02", "2026-02-23")},
		{Supporter: "c", Kind: "INFORMAL", Since: "2025-06-01", Attended: at(meeting.Intervision, "2025-12-01", "2026-01-12")},
		{Supporter: "d", Kind: "INFORMAL", Since: "2026-01-20"},
		{Supporter: "e", Kind: "INFORMAL", Since: "2026-01-06"},
		{Supporter: "f", Kind: "INFORMAL", Since: "2026-01-14"}, // due on the last day that is asked about
		{Supporter: "g", Kind: "INFORMAL", Since: "2026-01-15"},
	}
	got := meeting.Usual.Owed(workers, "2026-02-17", "2026-02-25")
	want := []meeting.Owed{
		{Due: meeting.Due{Kind: meeting.InDepth, Day: "2026-01-12"}, Supporter: "c", SupporterKind: "INFORMAL", Overdue: true},
		{Due: meeting.Due{Kind: meeting.Intervision, Day: "2026-02-16"}, Supporter: "a", SupporterKind: "FORMAL", Overdue: true, Invited: "2026-02-23"},
		{Due: meeting.Due{Kind: meeting.Intervision, Day: "2026-02-16"}, Supporter: "b", SupporterKind: "INFORMAL", Overdue: true},
		{Due: meeting.Due{Kind: meeting.Intervision, Day: "2026-02-17"}, Supporter: "e", SupporterKind: "INFORMAL"},
		{Due: meeting.Due{Kind: meeting.Intervision, Day: "2026-02-23", Last: "2026-01-12"}, Supporter: "c", SupporterKind: "INFORMAL"},
		{Due: meeting.Due{Kind: meeting.Intervision, Day: "2026-02-25"}, Supporter: "f", SupporterKind: "INFORMAL"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestBeingThereNeverMakesIntervisionDueEarlier: whoever comes once more is not owed sooner.
func TestBeingThereNeverMakesIntervisionDueEarlier(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) string {
		return meeting.AddDays("2025-01-01", rapid.IntRange(0, 900).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		rhythm := meeting.Rhythm{IntervisionWeeks: rapid.IntRange(1, 52).Draw(t, "weeks"), InDepthAfter: rapid.IntRange(1, 12).Draw(t, "after")}
		since, days := day.Draw(t, "since"), rapid.SliceOf(day).Draw(t, "days")
		before := rhythm.Due(since, at(meeting.Intervision, days...))[0].Day
		after := rhythm.Due(since, at(meeting.Intervision, append(days, day.Draw(t, "once more"))...))[0].Day
		if after < before {
			t.Fatalf("due on %s, and on %s after being there once more", before, after)
		}
	})
}
