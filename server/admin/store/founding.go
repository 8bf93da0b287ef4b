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

// ErrAdministered says that two people administer the platform already: from then on
// administrators come in by grants, of which the one gives what the other confirms.
var ErrAdministered = errors.New("two administrators of the platform can sign in already: they give further grants")

// Founded is an account with what it holds from the start.
type Founded struct {
	admin.Account
	// Grants need role, municipality (empty: the platform), organisation and region only.
	Grants []admin.Grant
	// Waiting says that the grants count after an administrator has confirmed them.
	Waiting bool
	// Fingerprints are client certificates of a system, valid until UntilDate.
	Fingerprints []string
	UntilDate    string
}

const (
	// One at a time, whoever changes who administers the platform: two who name the first
	// administrators, and two administrators who end each other.
	lockCustody      = `SELECT pg_advisory_xact_lock(hashtext('admin.custody'))`
	reinstateAccount = `UPDATE admin.account SET active = true, update_time = $2, version = version + 1 WHERE id = $1 AND NOT active`
	reinstateGrant   = `UPDATE admin.role_grant SET state = 'ACTIVE', given_by = NULL, confirmed_by = NULL, update_time = $3, version = version + 1
WHERE account = $1 AND municipality = '' AND role = $2 AND state = 'PENDING'`
	selectSignIn = `SELECT id FROM admin.account WHERE issuer = $1 AND subject = $2 AND issuer <> ''`
	selectHolder = `SELECT account FROM admin.certificate WHERE fingerprint = $1`
)

var countAdministrators = `SELECT count(DISTINCT a.id) FROM admin.role_grant g JOIN admin.account a ON a.id = g.account
WHERE g.municipality = '' AND g.role = $1 AND ` + counts("$2") + `
  AND a.active AND a.id IS DISTINCT FROM nullif($3, '')::uuid`

// First names two administrators of the platform. Their home is m, which is added when it is not
// there yet. It is for the server's own command, run by whoever holds the database: each of the two
// is given the platform without a giver, and only while not two people have it and can sign in
// (ErrAdministered); else what waits for a second person could wait for ever. Of the two, one who
// has an account already keeps it: it can sign in again, and what it waits for on the platform
// counts.
func (s *Store) First(ctx context.Context, db *pg.DB, m admin.Municipality, one, other admin.Account) error {
	if one.Issuer == other.Issuer && one.Subject == other.Subject {
		return errors.New("the first two administrators must be two people")
	}
	administers := []admin.Grant{{Role: call.RoleAdministrator}}
	founded := []Founded{{Account: one, Grants: administers}, {Account: other, Grants: administers}}
	return s.found(ctx, db, m, founded, func(ctx context.Context, tx *pg.Tx) error {
		administrators, err := s.PlatformAdministrators(ctx, tx, "", calendar.Day(tx.Now()))
		if err != nil {
			return err
		}
		if administrators >= len(founded) {
			return ErrAdministered
		}
		for _, f := range founded {
			if err := reinstate(ctx, tx, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// Further names one more administrator of the platform, who waits until one of those who are there
// confirms: whoever holds the database is the first of two people, and not both.
func (s *Store) Further(ctx context.Context, db *pg.DB, m admin.Municipality, account admin.Account) error {
	return s.Found(ctx, db, m, []Founded{{Account: account, Grants: []admin.Grant{{Role: call.RoleAdministrator}}, Waiting: true}})
}

// reinstate lets an account that there is administer the platform, if it was to before.
func reinstate(ctx context.Context, tx *pg.Tx, f Founded) error {
	id, err := foundedBefore(ctx, tx, f)
	if err != nil || id == "" {
		return err
	}
	if _, err := tx.Exec(ctx, reinstateAccount, id, tx.Now()); err != nil {
		return fmt.Errorf("let the account sign in: %w", err)
	}
	if _, err := tx.Exec(ctx, reinstateGrant, id, int32(call.RoleAdministrator), tx.Now()); err != nil {
		return fmt.Errorf("reinstate the administrator: %w", err)
	}
	return nil
}

// LockCustody lets one transaction at a time change who administers the platform. It comes before
// any lock of an account.
func (s *Store) LockCustody(ctx context.Context, tx *pg.Tx) error {
	if _, err := tx.Exec(ctx, lockCustody); err != nil {
		return fmt.Errorf("wait for another change of administrators: %w", err)
	}
	return nil
}

// PlatformAdministrators counts the accounts that can sign in and administer the platform, without
// one of them; except may be empty.
func (s *Store) PlatformAdministrators(ctx context.Context, tx *pg.Tx, except, today string) (int, error) {
	var count int
	if err := tx.Get(ctx, &count, countAdministrators, int32(call.RoleAdministrator), today, except); err != nil {
		return 0, fmt.Errorf("look for administrators: %w", err)
	}
	return count, nil
}

// Found adds a municipality with accounts and what they hold, past the second person: for the
// demo and for tests. What is there already stays as it is, so it can run again.
func (s *Store) Found(ctx context.Context, db *pg.DB, m admin.Municipality, accounts []Founded) error {
	return s.found(ctx, db, m, accounts, func(context.Context, *pg.Tx) error { return nil })
}

func (s *Store) found(ctx context.Context, db *pg.DB, m admin.Municipality, accounts []Founded, may func(context.Context, *pg.Tx) error) error {
	ctx = foundingCall(ctx, m.Code)
	return db.Write(ctx, func(tx *pg.Tx) error {
		if err := s.LockCustody(ctx, tx); err != nil {
			return err
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
		if f.Waiting {
			grant.State = admin.Pending
		}
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
