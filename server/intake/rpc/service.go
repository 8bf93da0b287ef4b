// Package rpc is the contract's side of intake: request, rule, store, response. The door has
// authorised, validated and masked; what it found is in call.From.
package rpc

import (
	"context"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Store is what the service needs of the intake store; see there for each method's contract.
type Store interface {
	InsertDossier(ctx context.Context, tx *pg.Tx, r intake.Resident) (intake.Resident, error)
	DossierOfPerson(ctx context.Context, tx *pg.Tx, r intake.Resident) (dossier string, ok bool, err error)
	LockPerson(ctx context.Context, tx *pg.Tx, id string) (intake.Resident, error)
	SaveResident(ctx context.Context, tx *pg.Tx, r intake.Resident) (intake.Resident, error)
	ResolveReferrer(ctx context.Context, tx *pg.Tx, name sealed.Text, organisation string, kind func(string) string) (referrer, referrerKind string, err error)
	ReferrerOfAccount(ctx context.Context, tx *pg.Tx, account string) (intake.Referrer, bool, error)
	LockReferrer(ctx context.Context, tx *pg.Tx, id string) (intake.Referrer, error)
	SaveReferrer(ctx context.Context, tx *pg.Tx, r intake.Referrer) (intake.Referrer, error)
	Organisation(ctx context.Context, tx *pg.Tx, id string) (intake.ReferrerOrganisation, error)
	CountReferrerCode(ctx context.Context, tx *pg.Tx, code string) error

	Insert(ctx context.Context, tx *pg.Tx, a intake.Application) (receipt string, err error)
	Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.Application, error)
	Lock(ctx context.Context, tx *pg.Tx, id string) (intake.Application, error)
	Save(ctx context.Context, tx *pg.Tx, a intake.Application) (intake.Application, error)
	SaveEnding(ctx context.Context, tx *pg.Tx, application string, e intake.Ending) error
	WithdrawHandovers(ctx context.Context, tx *pg.Tx, application string) error
	SupportAnswer(ctx context.Context, tx *pg.Tx, resident string) (*intake.Consent, error)
	SaveLifeDomains(ctx context.Context, tx *pg.Tx, a intake.Application) error
	List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter intake.Filter, order intake.Order, after []string, limit int) ([]intake.Application, error)
	Search(ctx context.Context, tx *pg.Tx, wanted intake.Wanted, after []string, limit int) ([]intake.Application, error)
	Twins(ctx context.Context, tx *pg.Tx, r intake.Resident, after []string, limit int) ([]intake.Twin, error)
	HasTwin(ctx context.Context, tx *pg.Tx, known, given intake.Resident) (bool, error)
	LockApplicationsOfBoth(ctx context.Context, tx *pg.Tx, one, other string) (map[string]intake.Application, error)
	MergeDossiers(ctx context.Context, tx *pg.Tx, from, into string) error

	ToTell(ctx context.Context, tx *pg.Tx) ([]string, error)
	LockOutline(ctx context.Context, tx *pg.Tx, id string) (intake.Outline, error)
	Clocks(ctx context.Context, tx *pg.Tx, application string) ([]promise.Clock, error)
	SaveClocks(ctx context.Context, tx *pg.Tx, application string, clocks []promise.Clock) error

	Receipt(ctx context.Context, tx *pg.Tx, code string) (intake.Standing, error)
	ReceiptCode(ctx context.Context, tx *pg.Tx, application string) (string, error)

	InsertDecision(ctx context.Context, tx *pg.Tx, dossier string, d intake.TriageDecision) error
	Decision(ctx context.Context, tx *pg.Tx, id string) (intake.TriageDecision, error)
	DecisionOf(ctx context.Context, tx *pg.Tx, application, id string) (intake.TriageDecision, error)
	Decisions(ctx context.Context, tx *pg.Tx, application string, after []string, limit int) ([]intake.TriageDecision, error)

	InsertDirectAnswer(ctx context.Context, tx *pg.Tx, d intake.DirectAnswer) error
	DirectAnswer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.DirectAnswer, error)
	DirectAnswers(ctx context.Context, tx *pg.Tx, owner call.Owner, after []string, limit int) ([]intake.DirectAnswer, error)
}

// Settings is what a municipality has set, supplied by the admin slice.
type Settings interface {
	// Form returns the texts and lists of the public pages, labels in the language.
	Form(ctx context.Context, tx *pg.Tx, language string) (intake.Form, error)
	// Promise returns who calls back and within how many working days.
	Promise(ctx context.Context, tx *pg.Tx) (intake.Promise, error)
	// ReferrerKinds returns by which words an organisation is known to be of a kind.
	ReferrerKinds(ctx context.Context, tx *pg.Tx) ([]register.KindRule, error)
	// AccountName returns the name of an account's holder, empty when another municipality keeps it.
	AccountName(ctx context.Context, tx *pg.Tx, account string) (sealed.Text, error)
	// Unknown returns those of the codes that are not active entries of the list.
	Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error)
	// HasPoint reports whether the municipality has a neighbourhood point of this code.
	HasPoint(ctx context.Context, tx *pg.Tx, code string) (bool, error)
}

// Aggregate is what hangs on an application in other slices: its offers and its case. Both are
// ended in the transaction that moves the application away from them.
type Aggregate interface {
	// WithdrawOffers withdraws the open offers.
	WithdrawOffers(ctx context.Context, tx *pg.Tx, application string) error
	// CloseCase closes the case that runs, if there is one.
	CloseCase(ctx context.Context, tx *pg.Tx, application string) error
}

// Service implements IntakeService.
type Service struct {
	intakev1.UnimplementedIntakeServiceServer
	db        *pg.DB
	store     Store
	settings  Settings
	aggregate Aggregate
	tokens    *page.Tokens
}

// New returns the service; db is the pool of oco_app.
func New(db *pg.DB, store Store, settings Settings, aggregate Aggregate, tokens *page.Tokens) *Service {
	return &Service{db: db, store: store, settings: settings, aggregate: aggregate, tokens: tokens}
}
