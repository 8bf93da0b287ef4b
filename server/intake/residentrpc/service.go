// Package residentrpc is the contract's side of residents: oco.intake.v1.ResidentService, with
// households, representatives and consents. The door has authorised, validated and masked; what it
// found is in call.From.
package residentrpc

import (
	"context"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// Store is what the service needs of the intake store; see there for each method's contract.
type Store interface {
	GetResident(ctx context.Context, tx *pg.Tx, id string) (intake.Resident, error)
	LockResident(ctx context.Context, tx *pg.Tx, id string) (intake.Resident, error)
	SaveResident(ctx context.Context, tx *pg.Tx, r intake.Resident) (intake.Resident, error)
	SearchResidents(ctx context.Context, tx *pg.Tx, wanted intake.Wanted, after []string, limit int) ([]intake.Resident, error)

	LockApplicationsOf(ctx context.Context, tx *pg.Tx, resident string) ([]intake.Application, error)
	Save(ctx context.Context, tx *pg.Tx, a intake.Application) (intake.Application, error)
	WithdrawHandovers(ctx context.Context, tx *pg.Tx, application string) error

	LockResidents(ctx context.Context, tx *pg.Tx, ids []string) (known []string, err error)
	InsertHousehold(ctx context.Context, tx *pg.Tx, h intake.Household) (intake.Household, error)
	Household(ctx context.Context, tx *pg.Tx, id string) (intake.Household, error)
	LockHousehold(ctx context.Context, tx *pg.Tx, id string) (intake.Household, error)
	SaveHousehold(ctx context.Context, tx *pg.Tx, h intake.Household) (intake.Household, error)

	InsertRepresentative(ctx context.Context, tx *pg.Tx, r intake.Representative) (intake.Representative, error)
	Representative(ctx context.Context, tx *pg.Tx, id string) (intake.Representative, error)
	Representatives(ctx context.Context, tx *pg.Tx, resident string, after []string, limit int) ([]intake.Representative, error)
	RepresentativeOf(ctx context.Context, tx *pg.Tx, resident, id string) (intake.Representative, error)
	DeleteRepresentative(ctx context.Context, tx *pg.Tx, r intake.Representative) error

	InsertConsent(ctx context.Context, tx *pg.Tx, c intake.Consent) (intake.Consent, error)
	Consent(ctx context.Context, tx *pg.Tx, id string) (intake.Consent, error)
	ConsentOf(ctx context.Context, tx *pg.Tx, resident, id string) (intake.Consent, error)
	Consents(ctx context.Context, tx *pg.Tx, resident string, after []string, limit int) ([]intake.Consent, error)
}

// Codes are the municipality's code lists, supplied by the admin slice.
type Codes interface {
	// Unknown returns those of the codes that are not active entries of the list.
	Unknown(ctx context.Context, tx *pg.Tx, list string, codes []string) ([]string, error)
}

// Service implements ResidentService.
type Service struct {
	intakev1.UnimplementedResidentServiceServer
	db     *pg.DB
	store  Store
	codes  Codes
	tokens *page.Tokens
}

// New returns the service; db is the pool of oco_app.
func New(db *pg.DB, store Store, codes Codes, tokens *page.Tokens) *Service {
	return &Service{db: db, store: store, codes: codes, tokens: tokens}
}
