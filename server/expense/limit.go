package expense

import (
	"maps"
	"slices"
)

// Limit is a limit of a policy, by its name in the contract without prefix.
type Limit string

// The limits.
const (
	PerHour  Limit = "HOUR"
	PerMonth Limit = "MONTH"
	PerYear  Limit = "YEAR"
)

// Warning says that a limit is near or passed.
type Warning struct {
	Limit Limit
	// Period is a month (2026-03), a year (2026), or a day for a limit per hour.
	Period string
	// Amount is what was claimed in the period in cents, or the rate for an hour; Over the part above Most.
	Amount, Most, Over int64
}

// Spent is what was claimed by month (2026-03), in cents.
type Spent map[string]int64

// Add counts an amount on a day, YYYY-MM-DD.
func (s Spent) Add(day string, amount int64) { s[day[:len("2006-01")]] += amount }

// year is what was claimed in a year.
func (s Spent) year(year string) (sum int64) {
	for month, amount := range s {
		if month[:len("2006")] == year {
			sum += amount
		}
	}
	return sum
}

// Warnings are the limits that lines are near to or pass, with all that was claimed in their months and years:
// what all of it comes to, these lines included. Every line counts, costs with a ticket too: whoever pays knows
// what is free of tax, and is told too early rather than too late. Of two versions of the policy in one period
// the one on the last day that is claimed counts.
func Warnings(lines []Line, all Spent, policies Policies) []Warning {
	last := map[string]string{} // by month and by year, the last day
	hours := map[string]Warning{}
	for _, line := range lines {
		for _, period := range []string{line.Date[:len("2006-01")], line.Date[:len("2006")]} {
			last[period] = max(last[period], line.Date)
		}
		if most := policies.On(line.Date).HourLimit; line.Kind == Hours && most > 0 && line.Rate > most {
			free := min(Amount(Hours, line.Quantity, most), line.Amount)
			w := hours[line.Date]
			hours[line.Date] = Warning{Limit: PerHour, Period: line.Date, Amount: line.Rate, Most: most, Over: w.Over + line.Amount - free}
		}
	}
	var warnings []Warning
	for _, day := range slices.Sorted(maps.Keys(hours)) {
		warnings = append(warnings, hours[day])
	}
	for _, period := range slices.Sorted(maps.Keys(last)) {
		warnings = append(warnings, policies.On(last[period]).warn(period, all)...)
	}
	return warnings
}

// warn says of a month or a year that its limit is near or passed.
func (p Policy) warn(period string, all Spent) []Warning {
	limit, amount, most := PerMonth, all[period], p.MonthLimit
	if len(period) == len("2006") {
		limit, amount, most = PerYear, all.year(period), p.YearLimit
	}
	if most == 0 || amount*100 < most*p.WarnPercent {
		return nil
	}
	return []Warning{{Limit: limit, Period: period, Amount: amount, Most: most, Over: max(0, amount-most)}}
}

// Totals are what was claimed in the month and the year of a day.
type Totals struct {
	Month, MonthLimit, Year, YearLimit int64
	Warnings                           []Warning
}

// TotalsOn are the totals on a day.
func TotalsOn(day string, all Spent, policies Policies) Totals {
	policy, month, year := policies.On(day), day[:len("2006-01")], day[:len("2006")]
	return Totals{
		Month: all[month], MonthLimit: policy.MonthLimit, Year: all.year(year), YearLimit: policy.YearLimit,
		Warnings: append(policy.warn(month, all), policy.warn(year, all)...),
	}
}

// Over is the part of a claim above the limits: the largest of what its warnings say, for one euro above both
// a month and a year is one euro, and no more than the claim itself.
func Over(claim Claim, warnings []Warning) int64 {
	var hour, most int64
	for _, w := range warnings {
		if w.Limit == PerHour {
			hour += w.Over
			continue
		}
		most = max(most, w.Over)
	}
	return min(claim.Amount, max(hour, most))
}

// Warnings are those of a claim, among all that counts of its supporter. What nobody asks for any more warns of nothing.
func (c Claim) Warnings(counted Spent, policies Policies) []Warning {
	if !c.State.Warns() {
		return nil
	}
	all := maps.Clone(counted)
	if !c.State.Counts() {
		for _, line := range c.Lines {
			all.Add(line.Date, line.Amount)
		}
	}
	return Warnings(c.Lines, all, policies)
}
