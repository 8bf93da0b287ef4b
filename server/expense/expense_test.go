package expense_test

import (
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/errs"
)

// The machine, written out pair by pair: rows are from, columns to, in the order of expense.States; x moves, . is refused.
var machine = map[expense.State]string{
	//                 D S A R P W
	expense.Draft:     ". x . . . x",
	expense.Submitted: ". . x x . x",
	expense.Approved:  ". . . . x .",
	expense.Refused:   ". . . . . .",
	expense.Paid:      ". . . . . .",
	expense.Withdrawn: ". . . . . .",
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range expense.States {
		for i, to := range expense.States {
			moved, err := from.Move(to)
			if may := machine[from][2*i] == 'x'; may != (err == nil) || may && moved != to || !may && moved != from {
				t.Errorf("%s → %s: got %s, %v", from, to, moved, err)
			}
			if err != nil && !errs.Is(err, errs.StateConflictReason) {
				t.Errorf("%s → %s: got %v", from, to, err)
			}
		}
	}
}

func TestNobodyDecidesOnTheirOwn(t *testing.T) {
	claim := expense.Claim{State: expense.Submitted, Account: "volunteer", EnteredBy: []string{"first", "second"}}
	for by, may := range map[string]bool{"volunteer": false, "first": false, "second": false, "treasurer": true} {
		decided, err := claim.Decide(expense.Approved, by)
		if may != (err == nil) || may && (decided.DecidedBy != by || decided.State != expense.Approved) {
			t.Errorf("%s: got %+v, %v", by, decided, err)
		}
	}
}

func TestTouchNamesEachOnce(t *testing.T) {
	var claim expense.Claim
	for _, account := range []string{"a", "b", "a", ""} {
		claim.Touch(account)
	}
	if len(claim.EnteredBy) != 2 {
		t.Errorf("got %v", claim.EnteredBy)
	}
}

func TestAmountsAreRoundedHalfUpPerLine(t *testing.T) {
	for _, c := range []struct {
		kind                 expense.Kind
		quantity, rate, want int64
	}{
		{expense.Hours, 90, 500, 750},
		{expense.Hours, 1, 30, 1}, // half a cent
		{expense.Hours, 1, 29, 0},
		{expense.Hours, 20, 500, 167},
		{expense.Kilometres, 125, 21, 263}, // 262.5
		{expense.Kilometres, 124, 21, 260}, // 260.4
		{expense.Kilometres, 1, 5, 1},
		{expense.Ticket, 1250, 0, 1250},
	} {
		if got := expense.Amount(c.kind, c.quantity, c.rate); got != c.want {
			t.Errorf("%s %d at %d: got %d, want %d", c.kind, c.quantity, c.rate, got, c.want)
		}
	}
}

var rates = expense.Policies{
	{ID: "3", Start: "2026-07-01", Hour: 600, Kilometre: 25},
	{ID: "2", Start: "2026-01-01", Hour: 500, Kilometre: 20},
	{ID: "1", Start: "2026-01-01", Hour: 1, Kilometre: 1},
}

func TestARateIsThatOfTheDay(t *testing.T) {
	for day, id := range map[string]string{"2025-12-31": "", "2026-01-01": "2", "2026-06-30": "2", "2026-07-01": "3", "2030-01-01": "3"} {
		if got := rates.On(day).ID; got != id {
			t.Errorf("%s: got %q, want %q", day, got, id)
		}
	}
}

func TestPricingRefusesNamingTheLine(t *testing.T) {
	for name, c := range map[string]struct {
		line        expense.Line
		field, rule string
	}{
		"no rate yet":             {expense.Line{Kind: expense.Hours, Date: "2025-12-31", Quantity: 60}, "expense_claim.lines[0].kind", "claim.no_rate"},
		"tomorrow":                {expense.Line{Kind: expense.Hours, Date: "2026-08-02", Quantity: 60}, "expense_claim.lines[0].date", "date.future"},
		"a day that is none":      {expense.Line{Kind: expense.Hours, Date: "2026-02-30", Quantity: 60}, "expense_claim.lines[0].date", "date.invalid"},
		"a ticket needs no rate":  {expense.Line{Kind: expense.Ticket, Date: "2025-12-31", Quantity: 60}, "", ""},
		"today":                   {expense.Line{Kind: expense.Kilometres, Date: "2026-08-01", Quantity: 60}, "", ""},
		"nothing, after rounding": {expense.Line{Kind: expense.Kilometres, Date: "2020-08-01", Quantity: 1}, "expense_claim.lines", "claim.nothing"},
	} {
		policies := append(append(expense.Policies{}, rates...), expense.Policy{Start: "2025-12-31"}, expense.Policy{Start: "2020-01-01", Kilometre: 4})
		claim := expense.Claim{Lines: []expense.Line{c.line}}
		e := errs.Of(claim.Price(policies, "2026-08-01"))
		if c.rule == "" {
			if e != nil || claim.Amount == 0 {
				t.Errorf("%s: got %v, %d", name, e, claim.Amount)
			}
			continue
		}
		if e == nil || len(e.Violations) != 1 || e.Violations[0].Field != c.field || e.Violations[0].Rule != c.rule {
			t.Errorf("%s: got %v", name, e)
		}
	}
}

// The sum of the lines is the total, by another way to count: hundredths of cents, line by line.
func TestAClaimIsTheSumOfItsLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var claim expense.Claim
		var want int64
		for range rapid.IntRange(1, 30).Draw(t, "lines") {
			kind := rapid.SampledFrom([]expense.Kind{expense.Hours, expense.Kilometres, expense.Ticket}).Draw(t, "kind")
			date := rapid.SampledFrom([]string{"2026-01-01", "2026-06-30", "2026-07-01"}).Draw(t, "date")
			quantity := rapid.Int64Range(1, 1_000_000).Draw(t, "quantity")
			claim.Lines = append(claim.Lines, expense.Line{Kind: kind, Date: date, Quantity: quantity})
			second := date >= "2026-07-01"
			numerator, denominator := quantity, int64(1)
			switch {
			case kind == expense.Hours && second:
				numerator, denominator = quantity*600, 60
			case kind == expense.Hours:
				numerator, denominator = quantity*500, 60
			case kind == expense.Kilometres && second:
				numerator, denominator = quantity*25, 10
			case kind == expense.Kilometres:
				numerator, denominator = quantity*20, 10
			}
			whole, rest := numerator/denominator, numerator%denominator
			if rest*2 >= denominator {
				whole++
			}
			want += whole
		}
		if err := claim.Price(rates, "2026-08-01"); err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, line := range claim.Lines {
			sum += line.Amount
		}
		if claim.Amount != sum || sum != want {
			t.Fatalf("total %d, lines %d, counted again %d", claim.Amount, sum, want)
		}
	})
}
