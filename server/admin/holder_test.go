package admin_test

import (
	"testing"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

func TestWhoseAccountSomebodyCanSignInWith(t *testing.T) {
	at := func(municipality string, role call.Role) admin.Held {
		h := held(role, admin.Active)
		h.Municipality = municipality
		return h
	}
	for name, c := range map[string]struct {
		role   call.Role
		change func(c *admin.Circumstances)
		want   string
	}{
		"a person, without a role yet": {call.RoleSupporter, func(*admin.Circumstances) {}, ""},
		"who is a supporter":           {call.RoleSupporter, func(c *admin.Circumstances) { c.Held = []admin.Held{at(here, call.RoleSupporter)} }, ""},
		"who is a coordinator":         {call.RoleSupporter, func(c *admin.Circumstances) { c.Held = []admin.Held{at(here, call.RoleCoordinator)} }, ""},
		"nobody":                       {call.RoleSupporter, func(c *admin.Circumstances) { c.Account = admin.Account{} }, "account.unknown"},
		"of another home":              {call.RoleSupporter, func(c *admin.Circumstances) { c.Account.Municipality = elsewhere }, "account.unknown"},
		"of another home, at work there": {call.RoleSupporter, func(c *admin.Circumstances) {
			c.Account.Municipality, c.Held = elsewhere, []admin.Held{at(elsewhere, call.RoleSupporter)}
		}, "account.unknown"},
		"of another home, at work here": {call.RoleSupporter, func(c *admin.Circumstances) {
			c.Account.Municipality, c.Held = elsewhere, []admin.Held{at(here, call.RoleSupporter)}
		}, ""},
		"of another home, no longer here": {call.RoleSupporter, func(c *admin.Circumstances) {
			c.Account.Municipality, c.Held = elsewhere, []admin.Held{revoked(at(here, call.RoleSupporter))}
		}, "account.unknown"},
		"of another home, its days are over": {call.RoleSupporter, func(c *admin.Circumstances) {
			c.Account.Municipality, c.Held = elsewhere, []admin.Held{expired(at(here, call.RoleSupporter))}
		}, "account.unknown"},
		"of another home, and disabled":  {call.RoleSupporter, func(c *admin.Circumstances) { c.Account.Municipality, c.Account.Active = elsewhere, false }, "account.unknown"},
		"disabled":                       {call.RoleSupporter, func(c *admin.Circumstances) { c.Account.Active = false }, "account.disabled"},
		"a system":                       {call.RoleSupporter, func(c *admin.Circumstances) { c.Account.Kind = admin.System }, "account.system"},
		"the municipality's":             {call.RoleSupporter, func(c *admin.Circumstances) { c.Account.Municipal = true }, "account.municipal"},
		"the policy adviser here":        {call.RoleSupporter, func(c *admin.Circumstances) { c.Held = []admin.Held{at(here, call.RolePolicyAdviser)} }, "account.onlooker"},
		"the policy adviser elsewhere":   {call.RoleSupporter, func(c *admin.Circumstances) { c.Held = []admin.Held{at(elsewhere, call.RolePolicyAdviser)} }, ""},
		"the manager of the region":      {call.RoleSupporter, func(c *admin.Circumstances) { c.Held = []admin.Held{at(elsewhere, call.RoleRegionManager)} }, "account.onlooker"},
		"a referrer":                     {call.RoleReferrer, func(*admin.Circumstances) {}, ""},
		"a referrer of the municipality": {call.RoleReferrer, func(c *admin.Circumstances) { c.Account.Municipal = true }, ""},
		"a referrer who is a system":     {call.RoleReferrer, func(c *admin.Circumstances) { c.Account.Kind = admin.System }, "account.system"},
		"a referrer who advises on policy": {call.RoleReferrer, func(c *admin.Circumstances) {
			c.Account.Municipal, c.Held = true, []admin.Held{at(here, call.RolePolicyAdviser)}
		}, "account.onlooker"},
	} {
		circumstances := circumstances(c.role)
		circumstances.Account.Municipality, circumstances.Account.Active = here, true
		c.change(&circumstances)
		err := admin.CheckHolder(c.role, here, circumstances)
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if e := errs.Of(err); e == nil || len(e.Violations) != 1 || e.Violations[0].Field != "account" || e.Violations[0].Rule != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func revoked(h admin.Held) admin.Held { h.State = admin.Revoked; return h }

func expired(h admin.Held) admin.Held { h.UntilDate = yesterday; return h }

func TestWhoIsTheContactPersonOfAnOrganisation(t *testing.T) {
	contact := func(change func(h *admin.Held)) admin.Held {
		h := held(call.RolePartnerContact, admin.Active)
		h.Municipality, h.Organisation = here, "Stichting Voorbeeld"
		change(&h)
		return h
	}
	for name, c := range map[string]struct {
		held     admin.Held
		disabled bool
		want     bool
	}{
		"of this one":                  {held: contact(func(*admin.Held) {}), want: true},
		"of another organisation":      {held: contact(func(h *admin.Held) { h.Organisation = "Bureau Elders" })},
		"of another municipality":      {held: contact(func(h *admin.Held) { h.Municipality = elsewhere })},
		"the planner":                  {held: contact(func(h *admin.Held) { h.Role = call.RoleOrganisationPlanner })},
		"not confirmed yet":            {held: contact(func(h *admin.Held) { h.State = admin.Pending })},
		"from tomorrow on":             {held: contact(func(h *admin.Held) { h.StartDate = "2026-03-03" })},
		"until yesterday":              {held: contact(func(h *admin.Held) { h.UntilDate = "2026-03-01" })},
		"with an account that is shut": {held: contact(func(*admin.Held) {}), disabled: true},
	} {
		circumstances := admin.Circumstances{Account: admin.Account{Active: !c.disabled}, Held: []admin.Held{c.held}, Today: "2026-03-02"}
		if got := admin.IsContact(here, "Stichting Voorbeeld", circumstances); got != c.want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}
