package admin

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// CheckHolder refuses an account that cannot be the sign-in of somebody who is in a role in a
// municipality, a supporter or a referrer. They need not hold the role yet: who looks after
// supporters is not who gives roles. But the account must be one that could be given it, and one
// that is known there: at home in the municipality, or of another home and with a grant there. Of
// any other it says the same as of one that does not exist.
func CheckHolder(role call.Role, municipality string, c Circumstances) error {
	switch {
	case c.Account.Municipality != municipality && !c.reaches(municipality):
		return errs.Field("account", "account.unknown")
	case !c.Account.Active:
		return errs.Field("account", "account.disabled")
	case c.Account.Kind != Person:
		return errs.Field("account", "account.system")
	case c.Account.Municipal && !MunicipalMay(role):
		return errs.Field("account", "account.municipal")
	case possible(Grant{Municipality: municipality, Role: role}, c) != nil:
		return errs.Field("account", "account.onlooker")
	}
	return nil
}

// reaches reports whether the account holds, or waits for, a grant in the municipality.
func (c Circumstances) reaches(municipality string) bool {
	for _, held := range c.Held {
		if held.Municipality == municipality && held.Counts(c.Today) {
			return true
		}
	}
	return false
}

// IsContact reports whether an account is the contact person of an organisation in a municipality, and can sign in.
func IsContact(municipality, organisation string, c Circumstances) bool {
	for _, held := range c.Held {
		if held.Role == call.RolePartnerContact && held.Municipality == municipality && held.Organisation == organisation &&
			held.State == Active && held.CountsNow(c.Today) {
			return c.Account.Active
		}
	}
	return false
}
