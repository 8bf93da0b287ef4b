package rpc_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// log is an hour and ten kilometres that somebody logged.
func (w *world) log(t *testing.T, by context.Context) *expensev1.WorkEntry {
	t.Helper()
	entry, err := w.CreateWorkEntry(by, &expensev1.CreateWorkEntryRequest{Municipality: municipality, WorkEntry: &expensev1.WorkEntry{
		Supporter: w.supporter, Date: today, Minutes: 60, KilometreTenths: 100, Description: "Gesprek",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return entry
}

// take makes a draft of entries.
func (w *world) take(by context.Context, entries ...string) (*expensev1.ExpenseClaim, error) {
	return w.CreateExpenseClaim(by, &expensev1.CreateExpenseClaimRequest{Municipality: municipality, ExpenseClaim: &expensev1.ExpenseClaim{
		Supporter: w.supporter, WorkEntries: entries,
	}})
}

// change changes what a mask names of a draft.
func (w *world) change(by context.Context, claim *expensev1.ExpenseClaim, mask ...string) (*expensev1.ExpenseClaim, error) {
	return w.UpdateExpenseClaim(by, &expensev1.UpdateExpenseClaimRequest{
		Municipality: municipality, ExpenseClaim: claim, UpdateMask: &fieldmaskpb.FieldMask{Paths: mask},
	})
}

// claimOf is the claim that holds an entry.
func (w *world) claimOf(t *testing.T, id string) string {
	t.Helper()
	entry, err := w.GetWorkEntry(w.coordinator, &expensev1.GetWorkEntryRequest{Municipality: municipality, WorkEntry: id})
	if err != nil {
		t.Fatal(err)
	}
	return entry.GetClaim()
}

// rule is what an error says of a field, empty when it says nothing of it.
func rule(err error, field string) string {
	if e := errs.Of(err); e != nil {
		for _, v := range e.Violations {
			if v.Field == field {
				return v.Rule
			}
		}
	}
	return ""
}

// Of many claims of the same entry at once, made or changed, one takes it up.
func TestAnEntryIsClaimedOnce(t *testing.T) {
	w := newWorld(t)
	first, second := w.log(t, w.volunteer).GetId(), w.log(t, w.volunteer).GetId()
	drafts := []*expensev1.ExpenseClaim{w.draft(t, w.volunteer), w.draft(t, w.coordinator)}
	claims := []string{}
	var mu sync.Mutex
	var all sync.WaitGroup
	try := func(claim func() (*expensev1.ExpenseClaim, error)) {
		all.Go(func() {
			made, err := claim()
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				claims = append(claims, made.GetId())
			case rule(err, "expense_claim.work_entries[0]") != "work.claimed":
				t.Errorf("got %v", err)
			}
		})
	}
	for i := range 4 {
		entries := []string{first, second}
		if i%2 == 0 {
			slices.Reverse(entries)
		}
		try(func() (*expensev1.ExpenseClaim, error) { return w.take(w.volunteer, entries...) })
		if i < len(drafts) {
			drafts[i].WorkEntries, drafts[i].Etag = entries, ""
			try(func() (*expensev1.ExpenseClaim, error) { return w.change(w.coordinator, drafts[i], "work_entries") })
		}
	}
	all.Wait()
	if len(claims) != 1 || w.claimOf(t, first) != claims[0] || w.claimOf(t, second) != claims[0] {
		t.Errorf("claims %v hold them, entries are of %q and %q", claims, w.claimOf(t, first), w.claimOf(t, second))
	}
}

// Who logged something for somebody else entered the claim of it, whoever made that.
func TestNobodyApprovesWhatTheyLogged(t *testing.T) {
	w := newWorld(t)
	logged, changed := w.log(t, w.coordinator).GetId(), w.log(t, w.volunteer).GetId()
	_, err := w.UpdateWorkEntry(w.coordinator, &expensev1.UpdateWorkEntryRequest{
		Municipality: municipality, WorkEntry: &expensev1.WorkEntry{Id: changed, Minutes: 90}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"minutes"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range []string{logged, changed} {
		claim, err := w.take(w.volunteer, entry)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.SubmitExpenseClaim(w.volunteer, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: claim.GetId()}); err != nil {
			t.Fatal(err)
		}
		if err := w.approve(w.coordinator, claim.GetId()); rule(err, "expense_claim") != "claim.own" {
			t.Errorf("got %v", err)
		}
		if err := w.approve(w.treasurer, claim.GetId()); err != nil {
			t.Error(err)
		}
	}
}

// Who changes an entry while somebody claims it: the claim says what the entry says.
func TestAClaimSaysWhatItsEntriesSay(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		entry := w.log(t, w.volunteer)
		var claim *expensev1.ExpenseClaim
		var changed, claimed error
		var both sync.WaitGroup
		both.Go(func() { claim, claimed = w.take(w.coordinator, entry.GetId()) })
		both.Go(func() {
			_, changed = w.UpdateWorkEntry(w.volunteer, &expensev1.UpdateWorkEntryRequest{
				Municipality: municipality, WorkEntry: &expensev1.WorkEntry{Id: entry.GetId(), Minutes: 30}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"minutes"}},
			})
		})
		both.Wait()
		want := map[bool]int32{true: 30, false: 60}[changed == nil]
		if claimed != nil || claim.GetLines()[0].GetQuantity() != want || changed != nil && rule(changed, "work_entry") != "work.in_claim" {
			t.Errorf("changed %v, claimed %v: %v", changed, claimed, claim.GetLines())
		}
	}
}

func TestWhatIsRefusedOrWithdrawnLetsGoOfItsEntries(t *testing.T) {
	w := newWorld(t)
	entry := w.log(t, w.volunteer).GetId()
	for name, end := range map[string]func(id string) (*expensev1.ExpenseClaim, error){
		"withdrawn as a draft": func(id string) (*expensev1.ExpenseClaim, error) {
			return w.WithdrawExpenseClaim(w.volunteer, &expensev1.WithdrawExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id})
		},
		"refused": func(id string) (*expensev1.ExpenseClaim, error) {
			if _, err := w.SubmitExpenseClaim(w.volunteer, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id}); err != nil {
				return nil, err
			}
			if held := w.claimOf(t, entry); held != id {
				t.Errorf("submitted: the entry is of %q", held)
			}
			return w.RefuseExpenseClaim(w.treasurer, &expensev1.RefuseExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id, Refusal: "Dubbel"})
		},
	} {
		claim, err := w.take(w.volunteer, entry)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		ended, err := end(claim.GetId())
		// What it was made of can still be read.
		if err != nil || len(ended.GetLines()) != 2 || ended.GetLines()[0].GetWorkEntry() != entry || w.claimOf(t, entry) != "" {
			t.Errorf("%s: got %v, %v, the entry is of %q", name, ended, err, w.claimOf(t, entry))
		}
	}
	claim, err := w.take(w.volunteer, entry)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.SubmitExpenseClaim(w.volunteer, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: claim.GetId()}); err != nil {
		t.Fatal(err)
	}
	if err := w.approve(w.treasurer, claim.GetId()); err != nil || w.claimOf(t, entry) != claim.GetId() {
		t.Errorf("approved: %v, the entry is of %q", err, w.claimOf(t, entry))
	}
	if _, err := w.CreatePaymentExport(w.treasurer, &expensev1.CreatePaymentExportRequest{Municipality: municipality}); err != nil || w.claimOf(t, entry) != claim.GetId() {
		t.Errorf("paid: %v, the entry is of %q", err, w.claimOf(t, entry))
	}
}

// What was read can be sent back; what is typed and what is logged stand beside each other.
func TestADraftKeepsAndFreesItsEntries(t *testing.T) {
	w := newWorld(t)
	first, second := w.log(t, w.volunteer).GetId(), w.log(t, w.volunteer).GetId()
	claim, err := w.take(w.volunteer, first)
	if err != nil || claim.GetAmountCents() != 700 || !slices.Equal(claim.GetWorkEntries(), []string{first}) {
		t.Fatalf("got %v, %v", claim, err)
	}
	claim.Lines = append(claim.Lines, &expensev1.ExpenseLine{Kind: expensev1.ExpenseKind_EXPENSE_KIND_TICKET, Date: today, Quantity: 250})
	claim, err = w.change(w.volunteer, claim, "lines")
	if err != nil || claim.GetAmountCents() != 950 || len(claim.GetLines()) != 3 || w.claimOf(t, first) != claim.GetId() {
		t.Fatalf("got %v, %v", claim, err)
	}
	claim.Lines, claim.WorkEntries = nil, []string{second}
	claim, err = w.change(w.volunteer, claim, "work_entries")
	if err != nil || claim.GetAmountCents() != 950 || w.claimOf(t, first) != "" || w.claimOf(t, second) != claim.GetId() {
		t.Errorf("got %v, %v, the entries are of %q and %q", claim, err, w.claimOf(t, first), w.claimOf(t, second))
	}
	// A typed line that is wrong is named as it was sent, whatever stands before it.
	claim.Lines[0], claim.Lines[2] = claim.GetLines()[2], &expensev1.ExpenseLine{Kind: expensev1.ExpenseKind_EXPENSE_KIND_TICKET, Date: "2026-03-11", Quantity: 250}
	if _, err := w.change(w.volunteer, claim, "lines"); rule(err, "expense_claim.lines[2].date") != "date.future" {
		t.Errorf("got %v", err)
	}
	if _, err := w.change(w.volunteer, &expensev1.ExpenseClaim{Id: claim.GetId()}, "lines", "work_entries"); rule(err, "expense_claim.lines") != "claim.nothing" {
		t.Errorf("got %v", err)
	}
	if w.claimOf(t, second) != claim.GetId() {
		t.Error("what was refused changed something")
	}
}

// A case that the supporter is not on is refused when work is logged; one that was erased since is in nobody's way.
func TestWorkIsForACaseOfTheSupporter(t *testing.T) {
	w := newWorld(t)
	id := pg.NewID()
	logged := func() (*expensev1.WorkEntry, error) {
		return w.CreateWorkEntry(w.volunteer, &expensev1.CreateWorkEntryRequest{Municipality: municipality, WorkEntry: &expensev1.WorkEntry{
			Supporter: w.supporter, Date: today, Minutes: 60, Case: id,
		}})
	}
	if _, err := logged(); rule(err, "work_entry.case") != "claim.not_on_case" {
		t.Errorf("got %v", err)
	}
	w.cases.cases = []string{id}
	entry, err := logged()
	if err != nil || entry.GetCase() != id {
		t.Fatalf("got %v, %v", entry, err)
	}
	list, err := w.ListWorkEntries(w.coordinator, &expensev1.ListWorkEntriesRequest{Municipality: municipality, Case: id})
	if err != nil || len(list.GetWorkEntries()) != 1 {
		t.Errorf("got %v, %v", list, err)
	}
	w.cases.cases = nil
	change := func(value *expensev1.WorkEntry, mask string) error {
		value.Id = entry.GetId()
		_, err := w.UpdateWorkEntry(w.volunteer, &expensev1.UpdateWorkEntryRequest{
			Municipality: municipality, WorkEntry: value, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{mask}},
		})
		return err
	}
	if err := change(&expensev1.WorkEntry{Minutes: 30}, "minutes"); err != nil {
		t.Error(err)
	}
	if err := change(&expensev1.WorkEntry{Case: pg.NewID()}, "case"); rule(err, "work_entry.case") != "claim.not_on_case" {
		t.Errorf("got %v", err)
	}
	claim, err := w.take(w.volunteer, entry.GetId())
	if err != nil || claim.GetLines()[0].GetCase() != id {
		t.Fatalf("got %v, %v", claim, err)
	}
	if _, err := w.SubmitExpenseClaim(w.volunteer, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: claim.GetId()}); err != nil {
		t.Error(err)
	}
}

// Who is suspended reaches their log no more, and an organisation never does.
func TestWhoReachesNoWork(t *testing.T) {
	w := newWorld(t)
	id := w.log(t, w.coordinator).GetId()
	organisation := call.With(t.Context(), call.Call{Municipality: municipality, Scope: call.ScopeOrganisation, Organisations: []string{"MEE"}})
	reaches := func(ctx context.Context) bool {
		_, read := w.GetWorkEntry(ctx, &expensev1.GetWorkEntryRequest{Municipality: municipality, WorkEntry: id})
		list, err := w.ListWorkEntries(ctx, &expensev1.ListWorkEntriesRequest{Municipality: municipality})
		if (read == nil) != (len(list.GetWorkEntries()) > 0) || err != nil {
			t.Errorf("read %v, list %v, %v", read, list, err)
		}
		return !errs.Is(read, errs.NotFoundReason)
	}
	if !reaches(w.volunteer) || reaches(organisation) {
		t.Error("the volunteer reaches the log, an organisation does not")
	}
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = 'SUSPENDED' WHERE municipality = $1 AND id = $2`, municipality, w.supporter)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if reaches(w.volunteer) {
		t.Error("who is suspended reaches the log")
	}
	if _, err := w.DeleteWorkEntry(w.volunteer, &expensev1.DeleteWorkEntryRequest{Municipality: municipality, WorkEntry: id}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}
