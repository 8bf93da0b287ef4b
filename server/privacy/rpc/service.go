// Package rpc is the contract's side of privacy: oco.privacy.v1.PrivacyService.
//
// What changes a request locks its row first; what destroys a dossier then holds what there is of it, slice by slice.
package rpc

import (
	"context"

	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
)

// Requests is where requests are kept (privacy/store). What Request and Requests read they log; action says what for.
type Requests interface {
	Request(ctx context.Context, tx *pg.Tx, id, action string) (privacy.RightsRequest, error)
	// LockRequest reads one and holds its row until the transaction ends.
	LockRequest(ctx context.Context, tx *pg.Tx, id string) (privacy.RightsRequest, error)
	// Requests reads up to limit after the one with id after, the newest first.
	Requests(ctx context.Context, tx *pg.Tx, unanswered bool, after string, limit int) ([]privacy.RightsRequest, error)
	Insert(ctx context.Context, tx *pg.Tx, r privacy.RightsRequest) error
	Save(ctx context.Context, tx *pg.Tx, r privacy.RightsRequest) error
	// Lapsed forgets what ended before a day, and what destroyed a dossier before another.
	Lapsed(ctx context.Context, tx *pg.Tx, ended, destroyed string) (forgotten int, err error)
}

// Dossiers is what the slices hold of residents.
type Dossiers interface {
	// Person is the dossier that counts now of whoever a dossier is about, or NOT_FOUND.
	Person(ctx context.Context, tx *pg.Tx, dossier string) (person string, err error)
	// Group are the dossiers of the same person, that one included.
	Group(ctx context.Context, tx *pg.Tx, dossier string) (dossiers []string, err error)
	// Export reads and logs all that is recorded of a resident, in the order in which it was.
	Export(ctx context.Context, tx *pg.Tx, dossier string) ([]subject.Section, error)
	// Erase destroys a dossier, with all dossiers of the same person, and counts what there is no more; STATE_CONFLICT
	// names work that has to end first.
	Erase(ctx context.Context, tx *pg.Tx, dossier string) (gone map[string]int64, err error)
}

// Settings is the municipality (admin).
type Settings interface {
	// Contact is whom people can ask, and by which number.
	Contact(ctx context.Context, tx *pg.Tx) (name, phone string, err error)
	// Labels are what the codes of the municipality's own lists are called in a language, by the field of a dossier that
	// holds them and by code.
	Labels(ctx context.Context, tx *pg.Tx, language string) (map[string]map[string]string, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB          *pg.DB
	Requests    Requests
	Corrections Corrections
	Dossiers    Dossiers
	Settings    Settings
	Tokens      *page.Tokens
}

// Service serves oco.privacy.v1.PrivacyService.
type Service struct {
	privacyv1.UnimplementedPrivacyServiceServer
	db          *pg.DB
	requests    Requests
	corrections Corrections
	dossiers    Dossiers
	settings    Settings
	tokens      *page.Tokens
}

// New returns the service.
func New(deps Deps) *Service {
	return &Service{
		db: deps.DB, requests: deps.Requests, corrections: deps.Corrections, dossiers: deps.Dossiers, settings: deps.Settings, tokens: deps.Tokens,
	}
}
