// Package rpc is the contract's side of support: the services of oco.support.v1, and what
// server/app lets the other slices do with cases.
//
// Everything that changes a case locks its application first, then the case.
package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// Applications is the intake slice as support needs it. Its errors are the caller's: NOT_FOUND
// for an application that is unknown, foreign or erased.
type Applications interface {
	// Lock holds the application's row until the transaction ends (FOR UPDATE).
	Lock(ctx context.Context, tx *pg.Tx, id string) error
	// Close moves a locked application from IN_SUPPORT to CLOSED, or STATE_CONFLICT naming the
	// state it is in.
	Close(ctx context.Context, tx *pg.Tx, id string) error
	// Wait moves a locked application from IN_SUPPORT to WAITING_FOR_MATCH, or STATE_CONFLICT naming the state it is in.
	Wait(ctx context.Context, tx *pg.Tx, id string) error
	// Keep records which promises to the resident of a locked application were kept, and when.
	Keep(ctx context.Context, tx *pg.Tx, id string, kept support.Kept) error
	// ReferrerMayKnow reports whether the resident agreed that the referrer hears where the application stands.
	ReferrerMayKnow(ctx context.Context, tx *pg.Tx, id string) (bool, error)
	// Contacts says, by application, how residents are called and reached. It does not log: the
	// statement that read the cases did, under the residents' pseudonyms.
	Contacts(ctx context.Context, tx *pg.Tx, ids []string) (map[string]support.Contact, error)
}

// Supporters is the volunteer slice as support needs it.
type Supporters interface {
	// Names reads and logs the names of supporters, by id.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
}

// Codes are the municipality's code lists (admin).
type Codes interface {
	// Active reports whether code can be chosen from list, "OUTCOME" (the name of an
	// oco.admin.v1.CodeList without prefix).
	Active(ctx context.Context, tx *pg.Tx, list, code string) (bool, error)
}

// Risks are the warnings for who visits a resident (complaint).
type Risks interface {
	// Warnings are those that stand, by application, the newest first. It does not log, as Contacts does not.
	Warnings(ctx context.Context, tx *pg.Tx, applications []string) (map[string][]sealed.Text, error)
}

// Cases is where cases are kept (support/store). What Get and List read they log; action says
// what for.
type Cases interface {
	// Application is the application of a case in reach of owner, or NOT_FOUND.
	Application(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	// Lock reads a case in reach of owner and holds its row until the transaction ends.
	Lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Case, error)
	// Running reads and holds the case of an application that is open or on hold.
	Running(ctx context.Context, tx *pg.Tx, application string) (running support.Case, ok bool, err error)
	// Get reads one case in reach of owner, or NOT_FOUND.
	Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Case, error)
	// List reads up to limit cases in reach of owner after the one with id after, the newest first.
	List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.Filter, after string, limit int) ([]support.Case, error)
	// Known reads up to limit of the cases with some ids, and those that run and that a supporter is on (none for an empty one).
	Known(ctx context.Context, tx *pg.Tx, supporter string, ids []string, limit int) ([]support.Case, error)
	// Stranded reads up to limit running cases whose supporter is away or gone, after the one with id after, the newest first.
	Stranded(ctx context.Context, tx *pg.Tx, after string, limit int) ([]support.Stranded, error)
	// Account is the account of a supporter, empty when there is none.
	Account(ctx context.Context, tx *pg.Tx, supporter string) (string, error)
	// Insert stores a new case; ALREADY_EXISTS when the application has one running.
	Insert(ctx context.Context, tx *pg.Tx, c support.Case) error
	// Save stores where a locked case stands.
	Save(ctx context.Context, tx *pg.Tx, c support.Case) error
}

// Deps are what the service stands on.
type Deps struct {
	DB           *pg.DB
	Cases        Cases
	Contacts     Contacts
	Drafts       Drafts
	Goals        Goals
	Transfers    Transfers
	Appointments Appointments
	Endings      Endings
	Cards        Cards
	// Consultations are questions to colleagues.
	Consultations Consultations
	// Questions are those of the access team.
	Questions    Questions
	Applications Applications
	Supporters   Supporters
	Codes        Codes
	Risks        Risks
	Settings     Settings
	// Website is where the public pages are, without a slash at its end.
	Website string
	Tokens  *page.Tokens
}

// Service serves the services of oco.support.v1.
type Service struct {
	supportv1.UnimplementedCaseServiceServer
	supportv1.UnimplementedAccessQuestionServiceServer
	supportv1.UnimplementedContactServiceServer
	supportv1.UnimplementedCaseGoalServiceServer
	supportv1.UnimplementedConsultationServiceServer
	supportv1.UnimplementedTransferServiceServer
	supportv1.UnimplementedAppointmentServiceServer
	supportv1.UnimplementedCardServiceServer
	db           *pg.DB
	cases        Cases
	contacts     Contacts
	drafts       Drafts
	goals        Goals
	transfers    Transfers
	applications Applications
	supporters   Supporters
	codes        Codes
	risks        Risks
	appointments Appointments
	endings      Endings
	cards        Cards
	settings     Settings

	consultations Consultations
	questions     Questions

	website string
	tokens  *page.Tokens
}

// New returns the service.
func New(deps Deps) *Service {
	return &Service{
		db: deps.DB, cases: deps.Cases, contacts: deps.Contacts, drafts: deps.Drafts, goals: deps.Goals, transfers: deps.Transfers,
		appointments: deps.Appointments, endings: deps.Endings, cards: deps.Cards, consultations: deps.Consultations, questions: deps.Questions, applications: deps.Applications, supporters: deps.Supporters,
		codes: deps.Codes, risks: deps.Risks, settings: deps.Settings, website: deps.Website, tokens: deps.Tokens,
	}
}
