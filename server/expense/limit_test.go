package expense_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/expense"
)

func limited(month, year int64) expense.Policies {
	return expense.Policies{{Start: "2020-01-01", Hour: 500, MonthLimit: month, YearLimit: year, WarnPercent: 80}}
}

func TestLimitsWarnBeforeTheyArePassed(t *testing.T) {
	line := []expense.Line{{Kind: expense.Hours, Date: "2026-03-31", Quantity: 60, Rate: 500, Amount: 500}}
	for name, c := range map[string]struct {
		all      expense.Spent
		policies expense.Policies
		want     []expense.Warning
	}{
		"none is set":      {expense.Spent{"2026-03": 1_000_000}, limited(0, 0), nil},
		"far from it":      {expense.Spent{"2026-03": 799}, limited(1000, 0), nil},
		"at four fifths":   {expense.Spent{"2026-03": 800}, limited(1000, 0), []expense.Warning{{expense.PerMonth, "2026-03", 800, 1000, 0}}},
		"exactly":          {expense.Spent{"2026-03": 1000}, limited(1000, 0), []expense.Warning{{expense.PerMonth, "2026-03", 1000, 1000, 0}}},
		"a cent above":     {expense.Spent{"2026-03": 1001}, limited(1000, 0), []expense.Warning{{expense.PerMonth, "2026-03", 1001, 1000, 1}}},
		"of another month": {expense.Spent{"2026-03": 500, "2026-04": 9000}, limited(1000, 0), nil},
		"over the year":    {expense.Spent{"2026-03": 500, "2026-01": 1600}, limited(0, 2000), []expense.Warning{{expense.PerYear, "2026", 2100, 2000, 100}}},
		"of another year":  {expense.Spent{"2026-03": 500, "2025-12": 9000, "2027-01": 9000}, limited(0, 2000), nil},
		"both":             {expense.Spent{"2026-03": 900}, limited(1000, 1000), []expense.Warning{{expense.PerYear, "2026", 900, 1000, 0}, {expense.PerMonth, "2026-03", 900, 1000, 0}}},
	} {
		if diff := cmp.Diff(c.want, expense.Warnings(line, c.all, c.policies)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A claim over New Year counts each line in its own month and its own year.
func TestAClaimOverNewYear(t *testing.T) {
	claim := expense.Claim{State: expense.Draft, Lines: []expense.Line{
		{Kind: expense.Ticket, Date: "2026-12-31", Amount: 900}, {Kind: expense.Ticket, Date: "2027-01-01", Amount: 300},
	}}
	want := []expense.Warning{
		{expense.PerYear, "2026", 1900, 2000, 0}, {expense.PerMonth, "2026-12", 900, 1000, 0},
	}
	counted := expense.Spent{"2026-11": 1000}
	if diff := cmp.Diff(want, claim.Warnings(counted, limited(1000, 2000))); diff != "" {
		t.Error(diff)
	}
	if len(counted) != 1 {
		t.Error("what was counted before was changed")
	}
}

func TestWhatCountsIsCountedOnce(t *testing.T) {
	claim := expense.Claim{State: expense.Submitted, Lines: []expense.Line{{Kind: expense.Ticket, Date: "2026-12-31", Amount: 900}}}
	counted := expense.Spent{"2026-12": 900} // by the database, this claim included
	if got := claim.Warnings(counted, limited(1000, 0)); len(got) != 1 || got[0].Amount != 900 {
		t.Errorf("got %v", got)
	}
	for _, state := range []expense.State{expense.Refused, expense.Withdrawn} {
		if claim.State = state; claim.Warnings(counted, limited(1000, 0)) != nil {
			t.Errorf("%s warns", state)
		}
	}
}

func TestALimitForAnHour(t *testing.T) {
	policies := expense.Policies{{Start: "2020-01-01", Hour: 500, HourLimit: 450, WarnPercent: 80}}
	lines := []expense.Line{
		{Kind: expense.Hours, Date: "2026-03-02", Quantity: 90, Rate: 500, Amount: 750},
		{Kind: expense.Hours, Date: "2026-03-02", Quantity: 60, Rate: 500, Amount: 500},
		{Kind: expense.Kilometres, Date: "2026-03-02", Quantity: 60, Rate: 500, Amount: 500},
		{Kind: expense.Hours, Date: "2026-03-03", Quantity: 60, Rate: 450, Amount: 450},
	}
	want := []expense.Warning{{expense.PerHour, "2026-03-02", 500, 450, 125}}
	if diff := cmp.Diff(want, expense.Warnings(lines, expense.Spent{}, policies)); diff != "" {
		t.Error(diff)
	}
}

func TestTheMostIsWhatStandsAboveTheLimits(t *testing.T) {
	claim := expense.Claim{Amount: 500}
	for name, c := range map[string]struct {
		warnings []expense.Warning
		want     int64
	}{
		"none":                        {nil, 0},
		"a month and a year":          {[]expense.Warning{{Limit: expense.PerMonth, Over: 100}, {Limit: expense.PerYear, Over: 300}}, 300},
		"hours of two days":           {[]expense.Warning{{Limit: expense.PerHour, Over: 100}, {Limit: expense.PerHour, Over: 250}}, 350},
		"no more than the claim is":   {[]expense.Warning{{Limit: expense.PerYear, Over: 9000}}, 500},
		"only near: there is nothing": {[]expense.Warning{{Limit: expense.PerYear}}, 0},
	} {
		if got := expense.Over(claim, c.warnings); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

// Of two limits in one year the one on the last day that is claimed counts, in whatever order the lines stand.
func TestTheLimitOfTheLastDayCounts(t *testing.T) {
	policies := expense.Policies{{Start: "2026-07-01", YearLimit: 2000, WarnPercent: 80}, {Start: "2026-01-01", YearLimit: 1000, WarnPercent: 80}}
	june, july := expense.Line{Kind: expense.Ticket, Date: "2026-06-30", Amount: 900}, expense.Line{Kind: expense.Ticket, Date: "2026-07-01", Amount: 900}
	want := []expense.Warning{{expense.PerYear, "2026", 1800, 2000, 0}}
	for _, lines := range [][]expense.Line{{june, july}, {july, june}} {
		if diff := cmp.Diff(want, expense.Warnings(lines, expense.Spent{"2026-06": 900, "2026-07": 900}, policies)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTotalsOfAMonthAndAYear(t *testing.T) {
	got := expense.TotalsOn("2026-12-31", expense.Spent{"2026-12": 900, "2026-01": 50, "2027-01": 7}, limited(1000, 2000))
	want := expense.Totals{Month: 900, MonthLimit: 1000, Year: 950, YearLimit: 2000, Warnings: []expense.Warning{{expense.PerMonth, "2026-12", 900, 1000, 0}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
