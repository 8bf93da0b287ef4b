package expense_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/errs"
)

// ruled is what an error says of fields, by field.
func ruled(err error) map[string]string {
	rules := map[string]string{}
	if e := errs.Of(err); e != nil {
		for _, v := range e.Violations {
			rules[v.Field] = v.Rule
		}
	}
	return rules
}

func TestWorkIsOfADayThatWasAndOfSomething(t *testing.T) {
	for name, c := range map[string]struct {
		entry expense.WorkEntry
		want  map[string]string
	}{
		"hours":             {expense.WorkEntry{Date: "2026-08-01", Minutes: 1}, map[string]string{}},
		"kilometres":        {expense.WorkEntry{Date: "2026-07-31", Tenths: 1}, map[string]string{}},
		"nothing":           {expense.WorkEntry{Date: "2026-08-01"}, map[string]string{"work_entry.minutes": "work.nothing"}},
		"tomorrow":          {expense.WorkEntry{Date: "2026-08-02", Minutes: 1}, map[string]string{"work_entry.date": "date.future"}},
		"a day that is not": {expense.WorkEntry{Date: "2026-02-30"}, map[string]string{"work_entry.date": "date.invalid", "work_entry.minutes": "work.nothing"}},
	} {
		if diff := cmp.Diff(c.want, ruled(c.entry.Check("2026-08-01"))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhatAClaimHoldsStaysAsItIs(t *testing.T) {
	free, held := expense.WorkEntry{Version: 2}, expense.WorkEntry{Version: 2, Claim: "claim"}
	if free.Change("") != nil || free.Change("2") != nil || !errs.Is(free.Change("1"), errs.EtagMismatchReason) {
		t.Error("what no claim holds can be changed, by who saw it")
	}
	if got := ruled(held.Change("2")); got["work_entry"] != "work.in_claim" {
		t.Errorf("got %v", got)
	}
}

func TestWhichClaimsHoldWhatTheyWereMadeOf(t *testing.T) {
	for _, state := range expense.States {
		if want := state != expense.Refused && state != expense.Withdrawn; state.Holds() != want {
			t.Errorf("%s: got %t", state, state.Holds())
		}
	}
}

// log is what a supporter logged, before and after the first day of which something is paid.
var log = []expense.WorkEntry{
	{ID: "both", Supporter: "vera", Date: "2026-06-30", Minutes: 90, Tenths: 125, Case: "case"},
	{ID: "far", Supporter: "vera", Date: "2026-06-30", Tenths: 10},
	{ID: "ours", Supporter: "vera", Date: "2026-06-30", Minutes: 60, Claim: "claim"},
	{ID: "theirs", Supporter: "vera", Date: "2026-06-30", Minutes: 60, Claim: "other"},
	{ID: "early", Supporter: "vera", Date: "2025-12-31", Minutes: 60, Tenths: 10},
	{ID: "ride", Supporter: "vera", Date: "2020-06-01", Minutes: 60, Tenths: 10},
	{ID: "pim", Supporter: "pim", Date: "2026-06-30", Minutes: 60},
}

func TestAClaimIsMadeOfTheLog(t *testing.T) {
	policies := append(append(expense.Policies{}, rates...), expense.Policy{Start: "2025-12-31"}, expense.Policy{Start: "2020-01-01", Kilometre: 4})
	typed := expense.Line{Kind: expense.Ticket, Date: "2026-06-30", Quantity: 250}
	before := expense.Line{Kind: expense.Hours, Date: "2026-06-30", Quantity: 1, WorkEntry: "gone"}
	claim := expense.Claim{ID: "claim", Supporter: "vera", Lines: []expense.Line{before, typed}}
	// What is not paid on its day is left out, as long as something of the entry is.
	taken := []string{"ours", "both", "ride", "far"}
	if err := claim.TakeUp(taken, log, policies); err != nil {
		t.Fatal(err)
	}
	want := []expense.Line{
		typed,
		{Kind: expense.Hours, Date: "2026-06-30", Quantity: 60, WorkEntry: "ours"},
		{Kind: expense.Hours, Date: "2026-06-30", Quantity: 90, WorkEntry: "both", Case: "case", Place: 1},
		{Kind: expense.Kilometres, Date: "2026-06-30", Quantity: 125, WorkEntry: "both", Case: "case", Place: 1},
		{Kind: expense.Kilometres, Date: "2020-06-01", Quantity: 10, WorkEntry: "ride", Place: 2},
		{Kind: expense.Kilometres, Date: "2026-06-30", Quantity: 10, WorkEntry: "far", Place: 3},
	}
	if !slices.Equal(claim.Lines, want) {
		t.Errorf("got %+v", claim.Lines)
	}
	if diff := cmp.Diff(taken, claim.WorkEntries()); diff != "" {
		t.Error(diff)
	}
	if err := claim.Price(policies, "2026-08-01"); err != nil || claim.Amount != 250+500+750+250+4+20 {
		t.Errorf("got %d, %v", claim.Amount, err)
	}
	if err := claim.TakeUp(nil, log, policies); err != nil || len(claim.Lines) != 1 {
		t.Errorf("nothing taken up: got %v, %v", claim.Lines, err)
	}
}

func TestWhatAClaimCannotTakeUpIsNamed(t *testing.T) {
	claim := expense.Claim{ID: "claim", Supporter: "vera", Lines: []expense.Line{{Kind: expense.Hours, Date: "2026-08-02", Quantity: 1, Place: 3}}}
	err := claim.TakeUp([]string{"far", "theirs", "pim", "none"}, log, rates)
	if diff := cmp.Diff(map[string]string{
		"expense_claim.work_entries[1]": "work.claimed", "expense_claim.work_entries[2]": "work.unknown", "expense_claim.work_entries[3]": "work.unknown",
	}, ruled(err)); diff != "" {
		t.Error(diff)
	}
	// Of what is paid by no rate the entry is named, once; of what was typed the line as it was sent.
	if err := claim.TakeUp([]string{"far", "early"}, log, append(rates, expense.Policy{Start: "2025-01-01"})); err != nil {
		t.Fatal(err)
	}
	if err = claim.Price(append(rates, expense.Policy{Start: "2025-01-01"}), "2026-08-01"); len(errs.Of(err).Violations) != 2 {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(map[string]string{"expense_claim.work_entries[1]": "claim.no_rate", "expense_claim.lines[3].date": "date.future"}, ruled(err)); diff != "" {
		t.Error(diff)
	}
}

func TestSoManyLinesCanBeTyped(t *testing.T) {
	claim := expense.Claim{Lines: make([]expense.Line, 100)}
	for range 40 {
		claim.Lines = append(claim.Lines, expense.Line{WorkEntry: "1"})
	}
	if err := claim.CheckTyped(); err != nil {
		t.Error(err)
	}
	claim.Lines = append(claim.Lines, expense.Line{})
	if e := errs.Of(claim.CheckTyped()); e == nil || e.Violations[0].Field != "expense_claim.lines" || e.Violations[0].Args["max_items"] != "100" {
		t.Errorf("got %v", e)
	}
}
