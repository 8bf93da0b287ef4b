package reporting_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/reporting"
)

func TestClosedPeriods(t *testing.T) {
	const today = "2026-08-01"
	for period, want := range map[reporting.Period]reporting.Closed{
		{From: "2025-01-01", Until: "2026-01-01"}: {Year: 2025, Part: reporting.WholeYear},
		{From: "2025-07-01", Until: "2026-01-01"}: {Year: 2025, Part: reporting.SecondHalf},
		{From: "2026-01-01", Until: "2026-07-01"}: {Year: 2026, Part: reporting.FirstHalf},
	} {
		got, err := period.Closed(today)
		if err != nil || got != want || got.Asked().Period != period {
			t.Errorf("%v: got %+v, %v", period, got, err)
		}
	}
	newest := map[string]string{"from": "2026-01-01", "until": "2026-07-01"}
	open := func(day string) map[string]string {
		return map[string]string{"from": "2026-01-01", "until": "2026-07-01", "day": day}
	}
	for period, want := range map[reporting.Period]errs.Violation{
		{From: "2026-07-01", Until: "2027-01-01"}: {Field: "until_date", Rule: "period.open", Args: open("2027-02-01")},
		{From: "2026-01-01", Until: "2027-01-01"}: {Field: "until_date", Rule: "period.open", Args: open("2027-02-01")},
		{From: "2090-01-01", Until: "2090-07-01"}: {Field: "until_date", Rule: "period.open", Args: open("2090-08-01")},
		{From: "2025-01-01", Until: "2025-02-01"}: {Field: "until_date", Rule: "period.fixed", Args: newest},
		{From: "2025-01-01", Until: "2025-12-31"}: {Field: "until_date", Rule: "period.fixed", Args: newest},
		{From: "2024-01-01", Until: "2026-01-01"}: {Field: "until_date", Rule: "period.fixed", Args: newest},
		{From: "2024-07-01", Until: "2025-07-01"}: {Field: "until_date", Rule: "period.fixed", Args: newest},
		{From: "2025-01-02", Until: "2026-01-01"}: {Field: "from_date", Rule: "period.fixed", Args: newest},
		{From: "2025-04-01", Until: "2025-07-01"}: {Field: "from_date", Rule: "period.fixed", Args: newest},
	} {
		_, err := period.Closed(today)
		refused := errs.Of(err)
		if refused == nil {
			t.Errorf("%v may be asked for", period)
			continue
		}
		if diff := cmp.Diff([]errs.Violation{want}, refused.Violations); diff != "" {
			t.Errorf("%v (-want +got):\n%s", period, diff)
		}
	}
}

// A half is closed a month after its end, on the very day.
func TestWhenAPeriodIsClosed(t *testing.T) {
	for _, c := range []struct{ today, from, until string }{
		{"2026-01-31", "2025-01-01", "2025-07-01"}, {"2026-02-01", "2025-07-01", "2026-01-01"},
		{"2026-07-31", "2025-07-01", "2026-01-01"}, {"2026-08-01", "2026-01-01", "2026-07-01"},
	} {
		if _, err := (reporting.Period{From: c.from, Until: c.until}).Closed(c.today); err != nil {
			t.Errorf("%s, %s: %v", c.today, c.from, err)
		}
		_, err := reporting.Period{From: c.today, Until: c.today}.Closed(c.today)
		if refused := errs.Of(err); refused == nil || refused.Violations[0].Args["from"] != c.from || refused.Violations[0].Args["until"] != c.until {
			t.Errorf("%s: the newest is %s until %s, got %v", c.today, c.from, c.until, refused.Violations[0].Args)
		}
	}
}

func TestTheMonthsOfAClosedPeriod(t *testing.T) {
	asked := reporting.Closed{Year: 2026, Part: reporting.SecondHalf}.Asked()
	if asked.From != "2026-07-01" || asked.Until != "2027-01-01" || asked.Closed != "2027-02-01" || len(asked.Months()) != 6 {
		t.Errorf("got %+v", asked)
	}
}
