package rpc_test

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/platform/call"
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

// Who only changed it, or only submitted it, had a hand in it as well.
func TestWhoChangedOrSubmittedItDoesNotApproveIt(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct{ changes, submits context.Context }{
		"changed it":   {w.coordinator, w.volunteer},
		"submitted it": {w.volunteer, w.coordinator},
	} {
		claim := w.draft(t, w.volunteer)
		claim.Lines[0].Quantity = 90
		if _, err := w.UpdateExpenseClaim(c.changes, &expensev1.UpdateExpenseClaimRequest{
			Municipality: municipality, ExpenseClaim: claim, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"lines"}},
		}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.SubmitExpenseClaim(c.submits, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: claim.GetId()}); err != nil {
			t.Fatal(err)
		}
		e := errs.Of(w.approve(w.coordinator, claim.GetId()))
		if e == nil || len(e.Violations) != 1 || e.Violations[0].Rule != "claim.own" {
			t.Errorf("%s: got %v", name, e)
		}
		if err := w.approve(w.treasurer, claim.GetId()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A draft is worth what its day is paid when it is submitted.
func TestADraftIsPricedAnewWhenItIsSubmitted(t *testing.T) {
	w := newWorld(t)
	id := w.draft(t, w.volunteer).GetId()
	if _, err := w.CreateExpensePolicy(w.admin, &expensev1.CreateExpensePolicyRequest{
		Municipality: municipality, ExpensePolicy: &expensev1.ExpensePolicy{StartDate: "2026-01-01", HourCents: 900},
	}); err != nil {
		t.Fatal(err)
	}
	claim, err := w.SubmitExpenseClaim(w.volunteer, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id})
	if err != nil || claim.GetAmountCents() != 900 || claim.GetLines()[0].GetRateCents() != 900 {
		t.Errorf("got %v, %v", claim, err)
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

func TestTheLastDayOfAPaymentCounts(t *testing.T) {
	w := newWorld(t)
	if err := w.approve(w.treasurer, w.submitted(t, w.volunteer)); err != nil {
		t.Fatal(err)
	}
	pay := func(until string) (*expensev1.PaymentExport, error) {
		return w.CreatePaymentExport(w.treasurer, &expensev1.CreatePaymentExportRequest{Municipality: municipality, UntilDate: until})
	}
	if _, err := pay("2026-03-09"); errs.Of(err) == nil || errs.Of(err).Violations[0].Rule != "payment.nothing" {
		t.Errorf("the day before: got %v", err)
	}
	if paid, err := pay(today); err != nil || paid.GetClaims() != 1 {
		t.Errorf("the day itself: got %v, %v", paid, err)
	}
}

// Who is suspended reaches their claims no more, and an organisation never does.
func TestWhoReachesNoClaim(t *testing.T) {
	w := newWorld(t)
	id := w.submitted(t, w.volunteer)
	organisation := call.With(t.Context(), call.Call{Municipality: municipality, Scope: call.ScopeOrganisation, Organisations: []string{"MEE"}})
	reaches := func(ctx context.Context) bool {
		_, read := w.GetExpenseClaim(ctx, &expensev1.GetExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id})
		_, bank := w.GetBankDetails(ctx, &expensev1.GetBankDetailsRequest{Municipality: municipality, Supporter: w.supporter})
		list, err := w.ListExpenseClaims(ctx, &expensev1.ListExpenseClaimsRequest{Municipality: municipality})
		if (read == nil) != (bank == nil) || (read == nil) != (len(list.GetExpenseClaims()) > 0) || err != nil {
			t.Errorf("read %v, bank details %v, list %v, %v", read, bank, list, err)
		}
		return !errs.Is(read, errs.NotFoundReason)
	}
	if !reaches(w.volunteer) || reaches(organisation) {
		t.Error("the volunteer reaches the claim, an organisation does not")
	}
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = 'SUSPENDED' WHERE municipality = $1 AND id = $2`, municipality, w.supporter)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if reaches(w.volunteer) {
		t.Error("who is suspended reaches the claim")
	}
}

// A file without the payment of who was erased would say less than was paid.
func TestAPaymentOfWhoWasErasedIsWrittenNoMore(t *testing.T) {
	w := newWorld(t)
	if err := w.approve(w.treasurer, w.submitted(t, w.volunteer)); err != nil {
		t.Fatal(err)
	}
	export, err := w.CreatePaymentExport(w.treasurer, &expensev1.CreatePaymentExportRequest{Municipality: municipality})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `DELETE FROM platform.subject_key WHERE municipality = $1 AND subject = $2`, municipality, w.supporter)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, format := range []expensev1.PaymentFormat{expensev1.PaymentFormat_PAYMENT_FORMAT_PAIN001, expensev1.PaymentFormat_PAYMENT_FORMAT_XLSX} {
		file, err := w.GetPaymentFile(w.treasurer, &expensev1.GetPaymentFileRequest{Municipality: municipality, PaymentExport: export.GetId(), Format: format})
		if e := errs.Of(err); e == nil || len(e.Violations) != 1 || e.Violations[0].Rule != "payment.erased" {
			t.Errorf("%s: got %v, %v", format, file, err)
		}
	}
}
