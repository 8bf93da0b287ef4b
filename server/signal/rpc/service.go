// Package rpc is the contract's side of signals: oco.signal.v1.SignalService.
//
// What changes a pattern locks it first, then the copy that left, then signals in the order of their ids; what changes a
// signal or answers a copy locks that one alone.
package rpc

import (
	"context"
	"time"

	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/signal"
)

// Signals is where signals are kept (signal/store). What it reads it logs; action says what for.
type Signals interface {
	// Teller is the supporter with an account, empty when there is none.
	Teller(ctx context.Context, tx *pg.Tx, account string) (supporter string, err error)
	// Signal reads one in reach of owner, or NOT_FOUND.
	Signal(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (signal.Signal, error)
	// Signals reads up to limit in reach of owner after the one with id after, the newest first.
	Signals(ctx context.Context, tx *pg.Tx, owner call.Owner, filter signal.Filter, after string, limit int) ([]signal.Signal, error)
	// Alike reads up to limit new ones with a matter's theme and organisation that were told since then, but one of them.
	Alike(ctx context.Context, tx *pg.Tx, m signal.Matter, since time.Time, but string, limit int) ([]signal.Signal, error)
	LockSignal(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (signal.Signal, error)
	// LockSignals holds those of the signals that there are.
	LockSignals(ctx context.Context, tx *pg.Tx, ids []string) ([]signal.Signal, error)
	// LockGathered holds those of a locked pattern.
	LockGathered(ctx context.Context, tx *pg.Tx, pattern string) ([]signal.Signal, error)
	InsertSignal(ctx context.Context, tx *pg.Tx, s signal.Signal) error
	// SaveSignal stores a locked one, but not in which cases it was seen.
	SaveSignal(ctx context.Context, tx *pg.Tx, s signal.Signal) error
	SaveEvidence(ctx context.Context, tx *pg.Tx, s signal.Signal) error
}

// Patterns is where patterns are kept (signal/store).
type Patterns interface {
	Pattern(ctx context.Context, tx *pg.Tx, id string) (signal.Pattern, error)
	// LockPattern holds one, and the copy that left.
	LockPattern(ctx context.Context, tx *pg.Tx, id string) (signal.Pattern, error)
	Patterns(ctx context.Context, tx *pg.Tx, after string, limit int) ([]signal.Pattern, error)
	// Followed are where patterns stand, with the copies that left, by the id of the pattern.
	Followed(ctx context.Context, tx *pg.Tx, ids []string) (map[string]signal.Pattern, error)
	InsertPattern(ctx context.Context, tx *pg.Tx, p signal.Pattern) error
	SavePattern(ctx context.Context, tx *pg.Tx, p signal.Pattern) error
}

// Copies is where the copies that left are kept (signal/store). Addressees read what is for them; with none, all is read.
type Copies interface {
	Copy(ctx context.Context, tx *pg.Tx, as []signal.Addressee, id string) (signal.Copy, error)
	LockCopy(ctx context.Context, tx *pg.Tx, as []signal.Addressee, id string) (signal.Copy, error)
	Copies(ctx context.Context, tx *pg.Tx, as []signal.Addressee, after string, limit int) ([]signal.Copy, error)
	CopiesOf(ctx context.Context, tx *pg.Tx, ids []string) (map[string]signal.Copy, error)
	InsertCopy(ctx context.Context, tx *pg.Tx, c signal.Copy) error
	MoveCopy(ctx context.Context, tx *pg.Tx, id string, state signal.PatternState) error
	InsertAnswer(ctx context.Context, tx *pg.Tx, id string, a signal.Answer) error
}

// Cases is the support slice as signals need it.
type Cases interface {
	// Residents are the dossiers of cases by case: of those that a supporter is or was on, of all for an empty supporter.
	// They are kept from being erased until the transaction ends.
	Residents(ctx context.Context, tx *pg.Tx, supporter string, cases []string) (map[string]string, error)
}

// Naming is what the support slice knows of names, as signals need it.
type Naming interface {
	// Named says which word of a text, counted from 1, names the resident of one of some cases, or one whom a supporter supports
	// now (nobody for an empty supporter); 0 is none.
	Named(ctx context.Context, tx *pg.Tx, text sealed.Text, supporter string, cases []string) (place int, err error)
}

// Supporters is the volunteer slice as signals need it.
type Supporters interface {
	// Names reads and logs the names of supporters, by id.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
}

// Codes are the code lists of the municipality (admin).
type Codes interface {
	// Active reports whether a code can be chosen from a list, "SIGNAL_THEME".
	Active(ctx context.Context, tx *pg.Tx, list, code string) (bool, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB         *pg.DB
	Signals    Signals
	Patterns   Patterns
	Copies     Copies
	Cases      Cases
	Naming     Naming
	Supporters Supporters
	Codes      Codes
	Tokens     *page.Tokens
}

// Service serves oco.signal.v1.SignalService.
type Service struct {
	signalv1.UnimplementedSignalServiceServer
	db         *pg.DB
	signals    Signals
	patterns   Patterns
	copies     Copies
	cases      Cases
	naming     Naming
	supporters Supporters
	codes      Codes
	tokens     *page.Tokens
}

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		db: d.DB, signals: d.Signals, patterns: d.Patterns, copies: d.Copies, cases: d.Cases, naming: d.Naming, supporters: d.Supporters,
		codes: d.Codes, tokens: d.Tokens,
	}
}

// checkTheme refuses a theme that cannot be chosen; place is before the field. One that it had before stays.
func (s *Service) checkTheme(ctx context.Context, tx *pg.Tx, place, theme, before string) error {
	if theme == before {
		return nil
	}
	active, err := s.codes.Active(ctx, tx, "SIGNAL_THEME", theme)
	if err == nil && !active {
		return unknownTheme(place)
	}
	return err
}
