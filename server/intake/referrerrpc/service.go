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
	"oco.example/oco/server/platform/sealed"
)

// Store is what the service needs of the intake store; see there for each method's contract.
type Store interface {
	InsertOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (intake.ReferrerOrganisation, error)
	Organisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error)
	LockOrganisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error)
	Organisations(ctx context.Context, tx *pg.Tx, filter intake.PartnerFilter, after []string, limit int) ([]intake.ReferrerOrganisation, error)
	SaveOrganisation(ctx context.Context, tx *pg.Tx, o intake.ReferrerOrganisation) (intake.ReferrerOrganisation, error)

	InsertPartnerContact(ctx context.Context, tx *pg.Tx, c intake.PartnerContact, next string) (intake.PartnerContact, error)
	PartnerContact(ctx context.Context, tx *pg.Tx, id string) (intake.PartnerContact, error)
	PartnerContacts(ctx context.Context, tx *pg.Tx, organisation string, after []string, limit int) ([]intake.PartnerContact, error)
	DeletePartnerContact(ctx context.Context, tx *pg.Tx, c intake.PartnerContact) error

	InsertReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error)
	Referrer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.Referrer, error)
	LockReferrer(ctx context.Context, tx *pg.Tx, id string) (intake.Referrer, error)
	Referrers(ctx context.Context, tx *pg.Tx, organisation string, after []string, limit int) ([]intake.Referrer, error)
	SaveReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error)

	Referrals(ctx context.Context, tx *pg.Tx, owner call.Owner, referrer string, after []string, limit int) ([]intake.Referral, error)
}

// Settings is what a municipality has set, supplied by the admin slice.
type Settings interface {
	// ReferrerKinds returns by which words an organisation is known to be of a kind.
	ReferrerKinds(ctx context.Context, tx *pg.Tx) ([]register.KindRule, error)
	// Unknown returns those of the codes that are not active entries of the list.
	Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error)
	// AccountName returns the name of an account's holder, empty when another municipality keeps it.
	AccountName(ctx context.Context, tx *pg.Tx, account string) (sealed.Text, error)
	// Place returns the name of the municipality, and the number that people call.
	Place(ctx context.Context, tx *pg.Tx) (name, phone string, err error)
}

// Accounts are what people of one role sign in with, supplied by the admin slice.
type Accounts interface {
	// CheckHolder refuses, by the field "account", an account that cannot be such a person's sign-in
	// here: unknown, disabled, a system's, or with a role that excludes it.
	CheckHolder(ctx context.Context, tx *pg.Tx, account string) error
}

// Service implements ReferrerService.
type Service struct {
	intakev1.UnimplementedReferrerServiceServer
	db       *pg.DB
	store    Store
	settings Settings
	accounts Accounts
	liaisons Accounts
	website  string
	tokens   *page.Tokens
}

// Deps is what the service is made of.
type Deps struct {
	// DB is the pool of oco_app.
	DB       *pg.DB
	Store    Store
	Settings Settings
	// Accounts are those of referrers, Liaisons those of whoever keeps in touch with them.
	Accounts, Liaisons Accounts
	// Website is where the public pages are, without a slash at its end.
	Website string
	Tokens  *page.Tokens
}

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		db: d.DB, store: d.Store, settings: d.Settings, accounts: d.Accounts, liaisons: d.Liaisons, website: d.Website, tokens: d.Tokens,
	}
}

// The orders of lists that are not by identifier.
var (
	byName = page.Order[intake.ReferrerOrganisation]{Columns: "name_key", Keys: func(o intake.ReferrerOrganisation) []string {
		return []string{person.NameKey(o.Name)}
	}}
	byLastContact = page.Order[intake.ReferrerOrganisation]{Columns: "last_contact, name_key", Keys: func(o intake.ReferrerOrganisation) []string {
		return []string{o.LastContactKey(), person.NameKey(o.Name)}
	}}
	newestContact = page.Order[intake.PartnerContact]{Columns: "contact_date desc, id desc", Keys: func(c intake.PartnerContact) []string {
		return []string{c.Day, c.ID}
	}}
	newestApplication = page.Order[intake.Referral]{Columns: "application desc", Keys: func(r intake.Referral) []string {
		return []string{r.Application}
	}}
)
