// Package handoverrpc is the contract's side of hand-overs: oco.intake.v1.HandoverService, by which a
// resident goes to somebody else with a receipt. The door has authorised, validated and masked; what it
// found is in call.From.
package handoverrpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// Store is what the service needs of the intake store; see there for each method's contract.
type Store interface {
	Lock(ctx context.Context, tx *pg.Tx, id string) (intake.Application, error)
	Save(ctx context.Context, tx *pg.Tx, a intake.Application) (intake.Application, error)
	RepresentativeOf(ctx context.Context, tx *pg.Tx, resident, id string) (intake.Representative, error)
	InsertConsent(ctx context.Context, tx *pg.Tx, c intake.Consent) (intake.Consent, error)

	Neighbours(ctx context.Context, tx *pg.Tx) ([]intake.Neighbour, error)
	RunningCase(ctx context.Context, tx *pg.Tx, application string) (string, error)
	InsertHandover(ctx context.Context, tx *pg.Tx, dossier string, h intake.Handover) (intake.Handover, error)
	Handover(ctx context.Context, tx *pg.Tx, team bool, id string) (intake.Handover, error)
	LockHandover(ctx context.Context, tx *pg.Tx, team bool, id string) (intake.Handover, error)
	Handovers(ctx context.Context, tx *pg.Tx, team bool, filter intake.HandoverFilter, after []string, limit int) ([]intake.Handover, error)
	SaveHandover(ctx context.Context, tx *pg.Tx, h intake.Handover) (intake.Handover, error)
	TakeUnanswered(ctx context.Context, tx *pg.Tx) ([]intake.Handover, error)
}

// Cases end the support case of an application, supplied by the support slice.
type Cases interface {
	// HandOverCase closes the case that runs, if there is one, because its resident is handed over.
	HandOverCase(ctx context.Context, tx *pg.Tx, application string) error
}

// Service implements HandoverService.
type Service struct {
	intakev1.UnimplementedHandoverServiceServer
	db     *pg.DB
	store  Store
	cases  Cases
	tokens *page.Tokens
}

// New returns the service; db is the pool of oco_app.
func New(db *pg.DB, store Store, cases Cases, tokens *page.Tokens) *Service {
	return &Service{db: db, store: store, cases: cases, tokens: tokens}
}

// receiver reports whether the caller is a receiver, who reaches what is addressed to it: everybody but a
// coordinator.
func receiver(ctx context.Context) bool { return call.From(ctx).Role != call.RoleCoordinator }

// addressee is the role that reads a hand-over here.
func addressee(h intake.Handover) commonv1.Role {
	if h.RecipientKind == intake.ToAccessTeam {
		return commonv1.Role_ROLE_ACCESS_TEAM
	}
	return commonv1.Role_ROLE_UNSPECIFIED
}

// TellOverdue tells whoever watches of the hand-overs of a municipality that should have been answered by now,
// once of each, and returns how many.
func (s *Service) TellOverdue(ctx context.Context) (told int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		late, err := s.store.TakeUnanswered(ctx, tx)
		for _, h := range late {
			tx.Emit(tx.Now(), pg.Live, &eventv1.HandoverOverdue{
				Handover: h.ID, Application: h.Application, Addressee: addressee(h), ReminderDate: h.ReminderDay,
			})
		}
		told = len(late)
		return err
	})
	return told, err
}
