package admin

import (
	"slices"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// Custody is what decides whether an administrator may change who can use an account: the way in
// which it signs in, and whether it does. Every grant of the account goes to whoever that is.
type Custody struct {
	// Held are the grants of the account, By is the administrator and ByHeld what that one holds.
	Held   []Held
	By     string
	ByHeld []Held
	// Others are how many administrators of the platform can sign in, without this account.
	Others int
	// Today is the day in Europe/Amsterdam, YYYY-MM-DD.
	Today string
}

// enough administrators of the platform must be left beside the account: one who gives what another
// confirms. With fewer, what waits for a second person would wait for ever.
const enough = 2

// Handed reports whether the account can be used by others, or by nobody, after the change.
func (a Account) Handed(after Account) bool {
	return a.SignInChanged(after) || a.Active && !after.Active
}

// Hand checks a change by which the account is handed, and returns its grants that wait for a second
// person from then on: none when it only ends.
//
// An administrator decides about what is given within reach alone, so an account with a role
// elsewhere, or on the platform, is handed by somebody who administers that too. Nobody decides who
// signs in to an own account.
func (a Account) Hand(after Account, c Custody) ([]Grant, error) {
	if a.SignInChanged(after) && c.By == a.ID {
		return nil, errs.New(errs.SecondPersonNeeded)
	}
	if !c.within() {
		return nil, a.refuse(after, "account.held_elsewhere")
	}
	if c.onPlatform() && c.Others < enough {
		return nil, a.refuse(after, "account.last_administrators")
	}
	if !a.SignInChanged(after) {
		return nil, nil
	}
	return c.reopen(), nil
}

// Admit checks that a certificate may be added to the account, and returns its grants that wait for
// a second person from then on: whoever holds the key signs in to all that the account holds, so it
// is a change of who can use the account like any other.
func (a Account) Admit(certificate Certificate, c Custody) ([]Grant, error) {
	if err := certificate.Check(a, c.Today); err != nil {
		return nil, err
	}
	if !c.within() {
		return nil, errs.Join(errs.Field("account", "account.held_elsewhere"))
	}
	return c.reopen(), nil
}

// within reports whether the administrator administers whatever the account holds.
func (c Custody) within() bool {
	return !slices.ContainsFunc(c.Held, func(held Held) bool {
		return held.Counts(c.Today) && !Administers(c.ByHeld, held.Municipality, c.Today)
	})
}

func (c Custody) onPlatform() bool {
	return slices.ContainsFunc(c.Held, func(held Held) bool { return held.Counts(c.Today) && held.onPlatform() })
}

// reopen are the grants that wait for a second person, as they stand then.
func (c Custody) reopen() []Grant {
	var waiting []Grant
	for _, held := range c.Held {
		if grant, changed := held.Reopen(c.By); changed {
			waiting = append(waiting, grant)
		}
	}
	return waiting
}

// refuse names the fields that would hand the account to others.
func (a Account) refuse(after Account, rule string) error {
	var wrong []*errs.Error
	if a.Issuer != after.Issuer {
		wrong = append(wrong, errs.Field("account.issuer", rule))
	}
	if a.Subject != after.Subject {
		wrong = append(wrong, errs.Field("account.subject", rule))
	}
	if a.Active && !after.Active {
		wrong = append(wrong, errs.Field("account.active", rule))
	}
	return errs.Join(wrong...)
}

// Administers reports whether somebody who holds these grants administers a municipality now;
// empty: the platform. Whoever administers the platform administers every municipality.
func Administers(held []Held, municipality, today string) bool {
	for _, h := range held {
		if h.Role == call.RoleAdministrator && h.State == Active && h.CountsNow(today) && (h.onPlatform() || h.Municipality == municipality) {
			return true
		}
	}
	return false
}

func (g Grant) onPlatform() bool { return g.Municipality == "" }
