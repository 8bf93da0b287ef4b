package reporting_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func TestOnlyTheCoordinatorReadsExactNumbers(t *testing.T) {
	for role := call.RoleReferrer; role <= call.RoleSystem; role++ {
		if got := reporting.ReadsExact(role); got != (role == call.RoleCoordinator) {
			t.Errorf("role %d: got %t", role, got)
		}
	}
}

func TestPeriod(t *testing.T) {
	for name, c := range map[string]struct{ from, until, field, rule string }{
		"a year":                    {"2021-01-01", "2022-01-01", "", ""},
		"ten years":                 {"2016-02-29", "2026-02-28", "", ""},
		"more than ten years":       {"2016-01-01", "2026-01-02", "until_date", "period.too_long"},
		"nothing":                   {"2021-01-01", "2021-01-01", "until_date", "period.backwards"},
		"backwards":                 {"2021-01-02", "2021-01-01", "until_date", "period.backwards"},
		"no such first day":         {"2021-02-29", "2022-01-01", "from_date", "date.invalid"},
		"no such day after it":      {"2021-02-28", "2021-13-01", "until_date", "date.invalid"},
		"a year that there was not": {"0000-01-01", "0001-01-01", "from_date", "date.invalid"},
		"neither of them a day":     {"x", "", "from_date", "date.invalid"},
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
