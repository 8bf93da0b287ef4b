package rpc_test

import (
	"context"
	"testing"
	"time"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense/rpc"
	"oco.example/oco/server/expense/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const (
	municipality = "gm0867"
	// today is the day of every test, by the clock that the pools are given.
	today = "2026-03-10"
)

// neighbours stand in for the other slices.
type neighbours struct{ cases []string }

func (neighbours) Lock(context.Context, *pg.Tx, string) error { return nil }

func (neighbours) Names(_ context.Context, _ *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	names := map[string]sealed.Text{}
	for _, id := range ids {
		names[id] = sealed.Of("iemand")
	}
	return names, nil
}

func (n neighbours) Of(context.Context, *pg.Tx, string, []string) ([]string, error) {
	return n.cases, nil
}

// world is the service on a database of its own, with a volunteer, and rates for this year.
type world struct {
	*rpc.Service
	db                                       *pgtest.Database
	cases                                    *neighbours
	supporter                                string
	volunteer, coordinator, treasurer, admin context.Context
}

func newWorld(t *testing.T) *world {
	t.Helper()
	noon, err := time.Parse(time.RFC3339, today+"T11:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { return noon }))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys := subject.New(db.Keys)
	kept := store.New(keys)
	w := &world{
		db: db, cases: &neighbours{}, supporter: pg.NewID(), volunteer: as(t, call.RoleSupporter, call.ScopeOwn), coordinator: as(t, call.RoleCoordinator, call.ScopeMunicipality),
		treasurer: as(t, call.RoleCoordinator, call.ScopeMunicipality), admin: as(t, call.RoleAdministrator, call.ScopeMunicipality),
	}
	w.Service = rpc.New(rpc.Deps{
		DB: db.App, Policies: kept, Claims: kept, Work: kept, Payments: kept, Supporters: neighbours{}, Cases: w.cases, Tokens: tokens,
	})
	if err := db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		if _, err := keys.Make(w.coordinator, tx, w.supporter, subject.Supporter); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `INSERT INTO volunteer.supporter (municipality, id, kind, max_cases, hours_per_week,
			confidentiality_signed, trained, account, state, create_time, update_time)
			VALUES ($1, $2, 'INFORMAL', 3, 4, true, true, $3, 'ACTIVE', $4, $4)`, municipality, w.supporter, call.From(w.volunteer).Caller.Account, tx.Now())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.CreateExpensePolicy(w.admin, &expensev1.CreateExpensePolicyRequest{Municipality: municipality, ExpensePolicy: &expensev1.ExpensePolicy{
		StartDate: "2026-01-01", HourCents: 500, KilometreCents: 20, MonthLimitCents: 1000, DebtorName: "Stichting", DebtorIban: "NL20INGB0001234567",
	}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.RecordBankDetails(w.volunteer, &expensev1.RecordBankDetailsRequest{Municipality: municipality, Supporter: w.supporter, BankDetails: &expensev1.BankDetails{
		Iban: "NL91ABNA0417164300", AccountHolder: "V. Vrijwilliger",
	}}); err != nil {
		t.Fatal(err)
	}
	return w
}

// as is the context of a person with an account of their own.
func as(t *testing.T, role call.Role, scope call.Scope) context.Context {
	t.Helper()
	c := call.From(pgtest.Context(t, municipality, role))
	c.Role, c.Scope, c.Caller.Account = role, scope, pg.NewID()
	return call.With(t.Context(), c)
}

// draft is a claim of an hour that somebody entered.
func (w *world) draft(t *testing.T, by context.Context) *expensev1.ExpenseClaim {
	t.Helper()
	claim, err := w.CreateExpenseClaim(by, &expensev1.CreateExpenseClaimRequest{Municipality: municipality, ExpenseClaim: &expensev1.ExpenseClaim{
		Supporter: w.supporter, Lines: []*expensev1.ExpenseLine{{Kind: expensev1.ExpenseKind_EXPENSE_KIND_HOURS, Date: today, Quantity: 60}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return claim
}

// submitted is a draft that was submitted as well.
func (w *world) submitted(t *testing.T, by context.Context) string {
	t.Helper()
	id := w.draft(t, by).GetId()
	if _, err := w.SubmitExpenseClaim(by, &expensev1.SubmitExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id}); err != nil {
		t.Fatal(err)
	}
	return id
}

func (w *world) approve(by context.Context, id string) error {
	_, err := w.ApproveExpenseClaim(by, &expensev1.ApproveExpenseClaimRequest{Municipality: municipality, ExpenseClaim: id})
	return err
}
