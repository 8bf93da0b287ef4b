package demo

import (
	"context"
	"fmt"
	"time"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// expenses sets what is paid, with invented amounts, and lets the volunteer claim: one claim is approved, and
// one waits for the coordinator. Some of the volunteer's work is in no claim yet.
func (r *Region) expenses(ctx context.Context) error {
	today := calendar.Day(time.Now())
	_, err := r.spending.CreateExpensePolicy(r.as(ctx, first), &expensev1.CreateExpensePolicyRequest{Municipality: Home, RequestId: pg.NewID(), ExpensePolicy: &expensev1.ExpensePolicy{
		StartDate: today[:len("2006")] + "-01-01", HourCents: 400, KilometreCents: 20, HourLimitCents: 400, MonthLimitCents: 2000, YearLimitCents: 20000,
		DebtorName: "Stichting Naast (voorbeeld)", DebtorIban: "NL20INGB0001234567",
	}})
	if err != nil {
		return fmt.Errorf("expense policy: %w", err)
	}
	volunteer, err := r.volunteer(ctx)
	if err != nil {
		return err
	}
	own := r.as(ctx, supporter)
	_, err = r.spending.RecordBankDetails(own, &expensev1.RecordBankDetailsRequest{Municipality: Home, Supporter: volunteer, RequestId: pg.NewID(), BankDetails: &expensev1.BankDetails{
		Iban: "NL91 ABNA 0417 1643 00", AccountHolder: "V. Vrijwilliger",
	}})
	if err != nil {
		return fmt.Errorf("bank details: %w", err)
	}
	for i, line := range []*expensev1.ExpenseLine{
		{Kind: expensev1.ExpenseKind_EXPENSE_KIND_HOURS, Date: today, Quantity: 150, Description: "Voorbereiding en gesprek"},
		{Kind: expensev1.ExpenseKind_EXPENSE_KIND_KILOMETRES, Date: today, Quantity: 364, Description: "Heen en terug"},
	} {
		claim, err := r.spending.CreateExpenseClaim(own, &expensev1.CreateExpenseClaimRequest{Municipality: Home, RequestId: pg.NewID(), ExpenseClaim: &expensev1.ExpenseClaim{
			Supporter: volunteer, Lines: []*expensev1.ExpenseLine{line},
		}})
		if err != nil {
			return fmt.Errorf("claim: %w", err)
		}
		if _, err := r.spending.SubmitExpenseClaim(own, &expensev1.SubmitExpenseClaimRequest{Municipality: Home, ExpenseClaim: claim.GetId(), RequestId: pg.NewID()}); err != nil {
			return fmt.Errorf("submit a claim: %w", err)
		}
		if i > 0 {
			continue
		}
		_, err = r.spending.ApproveExpenseClaim(r.as(ctx, coordinator), &expensev1.ApproveExpenseClaimRequest{Municipality: Home, ExpenseClaim: claim.GetId(), RequestId: pg.NewID()})
		if err != nil {
			return fmt.Errorf("approve a claim: %w", err)
		}
	}
	return r.logged(ctx, volunteer, today)
}

// logged is what the volunteer did and did not claim yet.
func (r *Region) logged(ctx context.Context, volunteer, today string) error {
	for _, entry := range []*expensev1.WorkEntry{
		{Minutes: 60, Description: "Voorbereiden van een gesprek"},
		{Minutes: 105, KilometreTenths: 124, Description: "Gesprek bij de gemeente"},
	} {
		entry.Supporter, entry.Date = volunteer, today
		if _, err := r.spending.CreateWorkEntry(r.as(ctx, supporter), &expensev1.CreateWorkEntryRequest{Municipality: Home, WorkEntry: entry, RequestId: pg.NewID()}); err != nil {
			return fmt.Errorf("log work: %w", err)
		}
	}
	return nil
}

// volunteer is the record of the supporter who signs in.
func (r *Region) volunteer(ctx context.Context) (string, error) {
	list, err := r.people.SearchSupporters(r.as(ctx, coordinator), &volunteerv1.SearchSupportersRequest{Municipality: Home, Name: "Vera Vrijwilliger"})
	if err != nil || len(list.GetSupporters()) == 0 {
		return "", fmt.Errorf("find the volunteer: %w", err)
	}
	return list.GetSupporters()[0].GetId(), nil
}
