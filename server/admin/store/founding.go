package store

import (
	"context"
	"errors"
	"fmt"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// ErrAdministered says that somebody administers the platform already: from then on
// administrators come in by grants, which two people give.
var ErrAdministered = errors.New("the platform has administrators already: they give further grants")

// Founded is an account with what it holds from the start.
type Founded struct {
	admin.Account
	// Grants need role, municipality (empty: the platform), organisation and region only.
	Grants []admin.Grant
	// Fingerprints are client certificates of a system, valid until UntilDate.
	Fingerprints []string
	UntilDate    string
}

const (
	// One at a time: two commands that name the first administrators must not both succeed.
	lockFounding       = `SELECT pg_advisory_xact_lock(hashtext('admin.founding'))`
	countAdministrator = `SELECT count(*) FROM admin.role_grant WHERE municipality = '' AND role = $1 AND state <> 'REVOKED'`
	selectSignIn       = `SELECT id FROM admin.account WHERE issuer = $1 AND subject = $2 AND issuer <> ''`
	selectHolder       = `SELECT account FROM admin.certificate WHERE fingerprint = $1`
)

// First names the first two administrators of the platform. Their home is m, which is added when
// it is not there yet. It is for the server's own command, run by whoever holds the database:
// each of the two is given the platform without a giver, and only while nobody has it
// (ErrAdministered).
func (s *Store) First(ctx context.Context, db *pg.DB, m admin.Municipality, one, other admin.Account) error {
	if one.Issuer == other.Issuer && one.Subject == other.Subject {
		return errors.New("the first two administrators must be two people")
	}
	administers := []admin.Grant{{Role: call.RoleAdministrator}}
	return s.found(ctx, db, m, []Founded{{Account: one, Grants: administers}, {Account: other, Grants: administers}},
		func(ctx context.Context, tx *pg.Tx) error {
			var administrators int
			if err := tx.Get(ctx, &administrators, countAdministrator, int32(call.RoleAdministrator)); err != nil {
				return fmt.Errorf("look for administrators: %w", err)
			}
			if administrators > 0 {
				return ErrAdministered
			}
			return nil
		})
}

// Found adds a municipality with accounts and what they hold, past the second person: for the
// demo and for tests. What is there already stays as it is, so it can run again.
func (s *Store) Found(ctx context.Context, db *pg.DB, m admin.Municipality, accounts []Founded) error {
	return s.found(ctx, db, m, accounts, func(context.Context, *pg.Tx) error { return nil })
}

func (s *Store) found(ctx context.Context, db *pg.DB, m admin.Municipality, accounts []Founded, may func(context.Context, *pg.Tx) error) error {
	ctx = foundingCall(ctx, m.Code)
	return db.Write(ctx, func(tx *pg.Tx) error {
		if _, err := tx.Exec(ctx, lockFounding); err != nil {
			return fmt.Errorf("wait for another founding: %w", err)
		}
		if err := may(ctx, tx); err != nil {
			return err
		}
		if _, err := s.Municipality(ctx, tx, m.Code); errs.Is(err, errs.NotFoundReason) {
			m.Active = true
			if _, err := s.InsertMunicipality(ctx, tx, m); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
		for _, account := range accounts {
			if err := s.foundAccount(ctx, tx, m.Code, account); err != nil {
				return err
			}
		}
		return nil
	})
}

// foundingCall is the call of the server itself, in the municipality that it founds.
func foundingCall(ctx context.Context, municipality string) context.Context {
	c := call.From(ctx)
	c.Municipality, c.Method, c.Role, c.Scope = municipality, "founding", call.RoleAdministrator, call.ScopePlatform
	if c.Activity == "" {
		c.Activity = "administration"
	}
	return call.With(ctx, c)
}

func (s *Store) foundAccount(ctx context.Context, tx *pg.Tx, municipality string, f Founded) error {
	id, err := foundedBefore(ctx, tx, f)
	if err != nil {
		return err
	}
	if id == "" {
		f.Account.Municipality, f.Account.Active = municipality, true
		stored, err := s.InsertAccount(ctx, tx, f.Account)
		if err != nil {
			return err
		}
		id = stored.ID
		for _, fingerprint := range f.Fingerprints {
			certificate := admin.Certificate{Municipality: municipality, Account: id, Fingerprint: fingerprint, UntilDate: f.UntilDate}
			if _, err := s.InsertCertificate(ctx, tx, certificate); err != nil {
				return err
			}
		}
	}
	held, err := s.Held(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, grant := range f.Grants {
		grant.Account, grant.State, grant.GivenBy, grant.ConfirmedBy = id, admin.Active, "", ""
		if holds(held, grant) {
			continue
		}
		if _, err := s.InsertGrant(ctx, tx, grant, calendar.Day(tx.Now())); err != nil {
			return err
		}
	}
	return nil
}

// foundedBefore finds the account by its sign-in, else by a certificate; empty when it is new.
func foundedBefore(ctx context.Context, tx *pg.Tx, f Founded) (id string, err error) {
	switch {
	case f.Issuer != "":
		err = tx.Get(ctx, &id, selectSignIn, f.Issuer, f.Subject)
	case len(f.Fingerprints) > 0:
		err = tx.Get(ctx, &id, selectHolder, f.Fingerprints[0])
	default:
		return "", errors.New("an account without issuer and certificate can never sign in")
	}
	if errors.Is(err, pg.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for the account: %w", err)
	}
	return id, nil
}

func holds(held []admin.Held, wish admin.Grant) bool {
	for _, h := range held {
		if h.Role == wish.Role && h.Municipality == wish.Municipality && h.Organisation == wish.Organisation && h.Region == wish.Region {
			return true
		}
	}
	return false
}
