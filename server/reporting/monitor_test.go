package reporting_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/reporting"
)

var year = reporting.Period{From: "2021-01-01", Until: "2022-01-01"}

var codes = map[reporting.Table][]string{
	reporting.ReferrerKinds: {"gp", "school", "library"}, reporting.Neighbourhoods: {"centrum", "de_hoef"},
}

func TestExactShowsEveryNumberInOrder(t *testing.T) {
	m := reporting.Exact(reporting.Counts{
		Applications: 3, DifferentReferrers: 1, Matched: 2, MatchedSameDay: 1,
		Tables: map[reporting.Table]map[string]int64{
			reporting.Months:        {"2021-11": 1, "2021-02": 2},
			reporting.ReferrerKinds: {"library": 1, "gp": 1, "vanished": 1},
			reporting.DaysToMatch:   {"8+": 1, "0": 1},
		},
	}, reporting.Lists(year, codes))
	want := map[reporting.Table]string{
		reporting.Months: "2021-02=2 2021-11=1", reporting.ReferrerKinds: "gp=1 library=1 vanished=1", reporting.DaysToMatch: "0=1 8+=1", reporting.Channels: "",
	}
	for table, text := range want {
		if got := write(m.Tables[table]); got != text {
			t.Errorf("%s: got %q, want %q", table, got, text)
		}
	}
	if m.Applications != (reporting.Count{Value: 3}) || m.Matched.Value != 2 || m.MatchedSameDay.Value != 1 || m.DirectAnswers.Hidden {
		t.Errorf("got %+v", m)
	}
}

func write(cells []reporting.Cell) string {
	var lines []string
	for _, c := range cells {
		value := "?"
		if !c.Hidden {
			value = string(rune('0' + c.Value))
			if c.Value > 9 {
				value = "many"
			}
		}
		lines = append(lines, c.Key+"="+value)
	}
	return strings.Join(lines, " ")
}

func TestProtectedHidesTablesOfHiddenNumbers(t *testing.T) {
	counts := reporting.Counts{
		Applications: 40, DifferentReferrers: 4, Matched: 30, MatchedSameDay: 20, FirstAppointments: 3, DirectAnswers: 2,
		Tables: map[reporting.Table]map[string]int64{
			reporting.ReferrerKinds: {"gp": 30}, reporting.DaysToMatch: {"0": 20, "1": 3, "2": 7},
			reporting.Channels:                {"website": 31, "phone": 9},
			reporting.DirectAnswerLifeDomains: {"wmo": 2},
		},
	}
	m := reporting.Protected(counts, reporting.Lists(year, codes))
	for table, want := range map[reporting.Table]string{
		reporting.ReferrerKinds: "gp=? school=? library=?", // four referrers, so not even of how many kinds
		reporting.DaysToMatch:   "0=many 1=? 2=?",
		reporting.Channels:      "website=many phone=9",
	} {
		if got := write(m.Tables[table]); got != want {
			t.Errorf("%s: got %q, want %q", table, got, want)
		}
	}
	if got := len(m.Tables[reporting.DirectAnswerLifeDomains]); got != 9 {
		t.Errorf("two direct answers: %d lines are hidden, want all nine", got)
	}
	hidden := reporting.Count{Hidden: true}
	if m.DifferentReferrers != hidden || m.FirstAppointments != hidden || m.DirectAnswers != hidden || m.MatchedSameDay.Value != 20 {
		t.Errorf("got %+v", m)
	}
	counts.Applications = 4
	m = reporting.Protected(counts, reporting.Lists(year, codes))
	for _, count := range []reporting.Count{m.Applications, m.DifferentReferrers, m.Matched, m.MatchedSameDay, m.FirstAppointments} {
		if count != hidden {
			t.Errorf("of four applications nothing is told: %+v", m)
		}
	}
}

// counts draws numbers that could come from one municipality: the tables part what they part.
func draw(t *rapid.T) reporting.Counts {
	part := func(name string, keys []string, largest int64) (map[string]int64, int64) {
		table, sum := map[string]int64{}, int64(0)
		for _, key := range keys {
			if n := rapid.Int64Range(0, largest).Draw(t, name+" "+key); n > 0 {
				table[key], sum = n, sum+n
			}
		}
		return table, sum
	}
	lists := reporting.Lists(year, codes)
	c := reporting.Counts{Tables: map[reporting.Table]map[string]int64{}}
	c.Tables[reporting.Channels], c.Applications = part("channel", lists[reporting.Channels], 12)
	c.Tables[reporting.DaysToMatch], c.Matched = part("days", lists[reporting.DaysToMatch], 7)
	c.MatchedSameDay = c.Tables[reporting.DaysToMatch][reporting.SameDay]
	c.Tables[reporting.ReferrerKinds], c.DifferentReferrers = part("kind", lists[reporting.ReferrerKinds], 9)
	c.Tables[reporting.DirectAnswerLifeDomains], c.DirectAnswers = part("answer", lists[reporting.DirectAnswerLifeDomains], 4)
	c.FirstAppointments = rapid.Int64Range(0, 20).Draw(t, "appointments")
	return c
}

// What a reader can subtract: a table from the number that it parts.
func TestNothingCanBeSubtracted(t *testing.T) {
	lists := reporting.Lists(year, codes)
	rapid.Check(t, func(t *rapid.T) {
		c := draw(t)
		m := reporting.Protected(c, lists)
		for _, count := range []reporting.Count{m.Applications, m.DifferentReferrers, m.Matched, m.MatchedSameDay, m.FirstAppointments, m.DirectAnswers} {
			if count.Value > 0 && count.Value < 5 || count.Hidden && count.Value != 0 {
				t.Fatalf("a number below five is shown: %+v", m)
			}
		}
		for table, whole := range map[reporting.Table]reporting.Count{
			reporting.Channels: m.Applications, reporting.DaysToMatch: m.Matched, reporting.DirectAnswerLifeDomains: m.DirectAnswers,
		} {
			rest, hidden := whole.Value, 0
			for _, cell := range m.Tables[table] {
				if cell.Hidden {
					hidden++
				}
				if cell.Value > 0 && cell.Value < 5 {
					t.Fatalf("%s shows %+v", table, cell)
				}
				rest -= cell.Value
			}
			switch {
			case whole.Hidden || m.Applications.Hidden && table != reporting.DirectAnswerLifeDomains:
				if hidden != len(lists[table]) {
					t.Fatalf("%s of a hidden number shows %v", table, m.Tables[table])
				}
			case hidden == 1 || hidden > 0 && rest < 5:
				t.Fatalf("%s: %d hidden lines are %d together", table, hidden, rest)
			}
		}
		sameDay := slices.ContainsFunc(m.Tables[reporting.DaysToMatch], func(c reporting.Cell) bool { return c.Key == reporting.SameDay && c.Hidden })
		if sameDay != m.MatchedSameDay.Hidden {
			t.Fatal("the matches of the same day stand in two places, and one tells the other")
		}
	})
}

func TestOnlyTheCoordinatorReadsExactNumbers(t *testing.T) {
	for role := call.RoleReferrer; role <= call.RoleSystem; role++ {
		if got := reporting.ReadsExact(role); got != (role == call.RoleCoordinator) {
			t.Errorf("role %d: got %t", role, got)
		}
	}
}

func TestPeriod(t *testing.T) {
	for name, c := range map[string]struct{ from, until, field, rule string }{
		"a year":                {"2021-01-01", "2022-01-01", "", ""},
		"ten years":             {"2016-02-29", "2026-02-28", "", ""},
		"more than ten years":   {"2016-01-01", "2026-01-02", "until_date", "period.too_long"},
		"nothing":               {"2021-01-01", "2021-01-01", "until_date", "period.backwards"},
		"backwards":             {"2021-01-02", "2021-01-01", "until_date", "period.backwards"},
		"no such first day":     {"2021-02-29", "2022-01-01", "from_date", "date.invalid"},
		"no such day after it":  {"2021-02-28", "2021-13-01", "until_date", "date.invalid"},
		"neither of them a day": {"x", "", "from_date", "date.invalid"},
	} {
		err := reporting.Period{From: c.from, Until: c.until}.Check()
		refused := errs.Of(err)
		if (refused == nil) != (c.rule == "") || refused != nil && (refused.Violations[0].Field != c.field || refused.Violations[0].Rule != c.rule) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if diff := cmp.Diff([]string{"2021-11", "2021-12", "2022-01"}, reporting.Period{From: "2021-11-30", Until: "2022-01-02"}.Months()); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
	if got := (reporting.Period{From: "2021-11-01", Until: "2021-12-01"}).Months(); len(got) != 1 {
		t.Errorf("the day after the last is not counted: %v", got)
	}
}
