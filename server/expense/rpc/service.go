// Package rpc is the contract's side of expenses: oco.expense.v1.ExpenseService.
//
// What changes a claim locks its supporter first, then the claim, then the entries of the log that it takes up; what
// changes an entry locks that one alone, and so does a payment with claims.
package rpc

import (
	"context"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Supporters is the volunteer slice as expenses need it.
type Supporters interface {
	// Lock holds a supporter's row until the transaction ends; NOT_FOUND when it is unknown.
	Lock(ctx context.Context, tx *pg.Tx, id string) error
	// Names reads and logs the names of supporters.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
}

// Cases is the support slice as expenses need it.
type Cases interface {
	// Of returns those of the cases that a supporter is or was on.
	Of(ctx context.Context, tx *pg.Tx, supporter string, cases []string) ([]string, error)
}

// Policies is where versions of the policy are kept (expense/store).
type Policies interface {
	InsertPolicy(ctx context.Context, tx *pg.Tx, p expense.Policy) error
	Policy(ctx context.Context, tx *pg.Tx, id, today string) (expense.Policy, error)
	PolicyPage(ctx context.Context, tx *pg.Tx, today, after string, limit int) ([]expense.Policy, error)
	Policies(ctx context.Context, tx *pg.Tx, today string) (expense.Policies, error)
}

// Claims is where claims are kept (expense/store). What Get and List read they log; action says what for.
type Claims interface {
	// Reach is NOT_FOUND for a supporter who is not in reach of owner.
	Reach(ctx context.Context, tx *pg.Tx, owner call.Owner, supporter string) error
	Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (expense.Claim, error)
	// SupporterOf is whose a claim is.
	SupporterOf(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	Lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (expense.Claim, error)
	List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter expense.Filter, after string, limit int) ([]expense.Claim, error)
	LockApproved(ctx context.Context, tx *pg.Tx, until string) ([]expense.Claim, error)
	Insert(ctx context.Context, tx *pg.Tx, c expense.Claim) error
	Save(ctx context.Context, tx *pg.Tx, c expense.Claim) error
	// Spent is what supporters claimed by month, in some states.
	Spent(ctx context.Context, tx *pg.Tx, supporters []string, states ...expense.State) (map[string]expense.Spent, error)
}

// Work is where the log of hours and kilometres is kept (expense/store). What WorkEntry and WorkLog read they log.
type Work interface {
	WorkEntry(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (expense.WorkEntry, error)
	WorkLog(ctx context.Context, tx *pg.Tx, owner call.Owner, filter expense.WorkFilter, after string, limit int) ([]expense.WorkEntry, error)
	LockWorkEntry(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (expense.WorkEntry, error)
	// LockWorkEntries holds those of the entries that are a supporter's.
	LockWorkEntries(ctx context.Context, tx *pg.Tx, supporter string, ids []string) ([]expense.WorkEntry, error)
	InsertWorkEntry(ctx context.Context, tx *pg.Tx, e expense.WorkEntry) error
	SaveWorkEntry(ctx context.Context, tx *pg.Tx, e expense.WorkEntry) error
	DeleteWorkEntry(ctx context.Context, tx *pg.Tx, e expense.WorkEntry) error
}

// Payments is where payments and bank details are kept (expense/store).
type Payments interface {
	Bank(ctx context.Context, tx *pg.Tx, owner call.Owner, supporter, action string) (expense.BankDetails, error)
	Banks(ctx context.Context, tx *pg.Tx, supporters []string) (map[string]expense.BankDetails, error)
	SetBank(ctx context.Context, tx *pg.Tx, b expense.BankDetails) error
	InsertExport(ctx context.Context, tx *pg.Tx, e expense.Export, payments []expense.Payment) error
	Export(ctx context.Context, tx *pg.Tx, id string) (expense.Export, error)
	Exports(ctx context.Context, tx *pg.Tx, after string, limit int) ([]expense.Export, error)
	Payments(ctx context.Context, tx *pg.Tx, export string) ([]expense.Payment, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB         *pg.DB
	Policies   Policies
	Claims     Claims
	Work       Work
	Payments   Payments
	Supporters Supporters
	Cases      Cases
	Tokens     *page.Tokens
}

// Service serves oco.expense.v1.ExpenseService.
type Service struct {
	expensev1.UnimplementedExpenseServiceServer
	db         *pg.DB
	policies   Policies
	claims     Claims
	work       Work
	payments   Payments
	supporters Supporters
	cases      Cases
	tokens     *page.Tokens
}

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		db: d.DB, policies: d.Policies, claims: d.Claims, work: d.Work, payments: d.Payments, supporters: d.Supporters, cases: d.Cases, tokens: d.Tokens,
	}
}
