package rpc_test

import (
	"bytes"
	"sync"
	"testing"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// Of many payments at once one takes up what was approved, and the others find nothing to pay.
func TestAClaimIsPaidOnce(t *testing.T) {
	w := newWorld(t)
	for range 3 {
		if err := w.approve(w.treasurer, w.submitted(t, w.volunteer)); err != nil {
			t.Fatal(err)
		}
	}
	const many = 8
	var paid []*expensev1.PaymentExport
	var mu sync.Mutex
	var all sync.WaitGroup
	for range many {
		all.Go(func() {
			export, err := w.CreatePaymentExport(w.treasurer, &expensev1.CreatePaymentExportRequest{Municipality: municipality})
			mu.Lock()
			defer mu.Unlock()
			switch e := errs.Of(err); {
			case err == nil:
				paid = append(paid, export)
			case e == nil || len(e.Violations) != 1 || e.Violations[0].Rule != "payment.nothing":
				t.Errorf("got %v", err)
			}
		})
	}
	all.Wait()
	if len(paid) != 1 || paid[0].GetClaims() != 3 || paid[0].GetAmountCents() != 1500 {
		t.Fatalf("got %v", paid)
	}
	if over := paid[0].GetOverCents(); over != 500 { // what the last of the three adds above the month's 1000
		t.Errorf("above the limit: %d", over)
	}
}

// Who withdraws while somebody approves: one of the two is told that it is too late.
func TestAClaimIsDecidedOnce(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		id := w.submitted(t, w.volunteer)
		var approved, withdrawn error
		var both sync.WaitGroup
		both.Go(func() { approved = w.approve(w.treasurer, id) })
		both.Go(func() {
			_, withdrawn = w.WithdrawExpenseClaim(w.volunteer, &expensev1.WithdrawExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id})
		})
		both.Wait()
		if (approved == nil) == (withdrawn == nil) {
			t.Fatalf("approved %v, withdrawn %v", approved, withdrawn)
		}
	}
}

func TestWhoEnteredItDoesNotApproveIt(t *testing.T) {
	w := newWorld(t)
	id := w.submitted(t, w.coordinator)
	e := errs.Of(w.approve(w.coordinator, id))
	if e == nil || len(e.Violations) != 1 || e.Violations[0].Rule != "claim.own" {
		t.Errorf("got %v", e)
	}
	// The volunteer whose it is, and who may be coordinator as well.
	if err := w.approve(w.volunteer, id); errs.Of(err) == nil {
		t.Errorf("got %v", err)
	}
	if err := w.approve(w.treasurer, id); err != nil {
		t.Error(err)
	}
}

// A rate that changes later changes nothing of what was submitted, and a payment keeps the account that it went to.
func TestWhatWasSubmittedAndPaidStays(t *testing.T) {
	w := newWorld(t)
	id := w.submitted(t, w.volunteer)
	if _, err := w.CreateExpensePolicy(w.admin, &expensev1.CreateExpensePolicyRequest{Municipality: municipality, ExpensePolicy: &expensev1.ExpensePolicy{
		StartDate: "2026-01-01", HourCents: 900, DebtorName: "Stichting", DebtorIban: "NL20INGB0001234567",
	}}); err != nil {
		t.Fatal(err)
	}
	if err := w.approve(w.treasurer, id); err != nil {
		t.Fatal(err)
	}
	pay := &expensev1.CreatePaymentExportRequest{Municipality: municipality, RequestId: pg.NewID()}
	export, err := w.CreatePaymentExport(w.treasurer, pay)
	if err != nil || export.GetAmountCents() != 500 {
		t.Fatalf("got %v, %v", export, err)
	}
	if again, err := w.CreatePaymentExport(w.treasurer, pay); err != nil || again.GetId() != export.GetId() {
		t.Errorf("sent again: %v, %v", again, err)
	}
	if _, err := w.RecordBankDetails(w.volunteer, &expensev1.RecordBankDetailsRequest{Municipality: municipality, Supporter: w.supporter, BankDetails: &expensev1.BankDetails{
		Iban: "NL58RABO0193471234", AccountHolder: "V. Anders",
	}}); err != nil {
		t.Fatal(err)
	}
	file, err := w.GetPaymentFile(w.treasurer, &expensev1.GetPaymentFileRequest{
		Municipality: municipality, PaymentExport: export.GetId(), Format: expensev1.PaymentFormat_PAYMENT_FORMAT_PAIN001,
	})
	if err != nil || !bytes.Contains(file.GetContent(), []byte("NL91ABNA0417164300")) || bytes.Contains(file.GetContent(), []byte("NL58RABO")) {
		t.Errorf("got %s, %v", file.GetContent(), err)
	}
}
