// Package referrerrpc is the contract's side of referrers: oco.intake.v1.ReferrerService, the
// registry of those who refer residents and of what they referred. The door has authorised,
// validated and masked; what it found is in call.From.
package referrerrpc

import (
	"context"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// Store is what the service needs of the intake store; see there for each method's contract.
type Store interface {
	InsertOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (intake.ReferrerOrganisation, error)
	Organisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error)
	LockOrganisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error)
	Organisations(ctx context.Context, tx *pg.Tx, kind string, after []string, limit int) ([]intake.ReferrerOrganisation, error)
	SaveOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (intake.ReferrerOrganisation, error)

	InsertReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error)
	Referrer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.Referrer, error)
	LockReferrer(ctx context.Context, tx *pg.Tx, id string) (intake.Referrer, error)
	Referrers(ctx context.Context, tx *pg.Tx, organisation string, after []string, limit int) ([]intake.Referrer, error)
	SaveReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error)

	Referrals(ctx context.Context, tx *pg.Tx, owner call.Owner, referrer string, after []string, limit int) ([]intake.Referral, error)
}

// Kinds is what a municipality has set about the kinds of referrers, supplied by the admin slice.
type Kinds interface {
	// ReferrerKinds returns by which words an organisation is known to be of a kind.
	ReferrerKinds(ctx context.Context, tx *pg.Tx) ([]register.KindRule, error)
	// Unknown returns those of the codes that are not active entries of the list.
	Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error)
}

// Accounts are what people sign in with, supplied by the admin slice.
type Accounts interface {
	// CheckHolder refuses, by the field "account", an account that cannot be a referrer's sign-in
	// here: unknown, disabled, a system's, or with a role that excludes it.
	CheckHolder(ctx context.Context, tx *pg.Tx, account string) error
}

// Service implements ReferrerService.
type Service struct {
	intakev1.UnimplementedReferrerServiceServer
	db       *pg.DB
	store    Store
	kinds    Kinds
	accounts Accounts
	tokens   *page.Tokens
}

// New returns the service; db is the pool of oco_app.
func New(db *pg.DB, store Store, kinds Kinds, accounts Accounts, tokens *page.Tokens) *Service {
	return &Service{db: db, store: store, kinds: kinds, accounts: accounts, tokens: tokens}
}

// The orders of lists that are not by identifier.
var (
	byName = page.Order[intake.ReferrerOrganisation]{Columns: "name_key", Keys: func(o intake.ReferrerOrganisation) []string {
		return []string{person.NameKey(o.Name)}
	}}
	newestApplication = page.Order[intake.Referral]{Columns: "application desc", Keys: func(r intake.Referral) []string {
		return []string{r.Application}
	}}
)
