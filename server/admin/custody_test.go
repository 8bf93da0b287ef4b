package admin_test

import (
	"testing"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

func holding(role call.Role, municipality string, state admin.GrantState) admin.Held {
	return admin.Held{Grant: admin.Grant{Role: role, Municipality: municipality, State: state}}
}

func TestHand(t *testing.T) {
	const here, there, platform = "gm0867", "gm0855", ""
	coordinatorHere := holding(call.RoleCoordinator, here, admin.Active)
	administratorHere := holding(call.RoleAdministrator, here, admin.Active)
	onPlatform := holding(call.RoleAdministrator, platform, admin.Active)
	onPlatformWaiting := holding(call.RoleAdministrator, platform, admin.Pending)
	adviserHere := holding(call.RolePolicyAdviser, here, admin.Active)
	expired := holding(call.RoleCoordinator, there, admin.Active)
	expired.UntilDate = yesterday

	signIn := func(a *admin.Account) { a.Subject = "new" }
	off := func(a *admin.Account) { a.Active = false }
	for name, c := range map[string]struct {
		change func(*admin.Account)
		held   []admin.Held
		byHeld []admin.Held
		others int
		want   string // what is broken
		waits  int
	}{
		"an own coordinator":                           {signIn, []admin.Held{coordinatorHere, adviserHere}, []admin.Held{administratorHere}, 0, "", 1},
		"an own coordinator ends":                      {off, []admin.Held{coordinatorHere}, []admin.Held{administratorHere}, 0, "", 0},
		"who holds nothing":                            {signIn, nil, []admin.Held{administratorHere}, 0, "", 0},
		"a coordinator elsewhere":                      {signIn, []admin.Held{holding(call.RoleCoordinator, there, admin.Active)}, []admin.Held{administratorHere}, 5, "account.subject account.held_elsewhere", 0},
		"a coordinator elsewhere ends":                 {off, []admin.Held{holding(call.RoleCoordinator, there, admin.Active)}, []admin.Held{administratorHere}, 5, "account.active account.held_elsewhere", 0},
		"who waits elsewhere":                          {signIn, []admin.Held{holding(call.RoleDesk, there, admin.Pending)}, []admin.Held{administratorHere}, 5, "account.subject account.held_elsewhere", 0},
		"a coordinator elsewhere, by the platform":     {signIn, []admin.Held{holding(call.RoleCoordinator, there, admin.Active)}, []admin.Held{onPlatform}, 0, "", 1},
		"whose role elsewhere has run out":             {off, []admin.Held{expired, coordinatorHere}, []admin.Held{administratorHere}, 0, "", 0},
		"an administrator of the platform, locally":    {signIn, []admin.Held{onPlatform}, []admin.Held{administratorHere}, 5, "account.subject account.held_elsewhere", 0},
		"one of three who administer the platform":     {signIn, []admin.Held{onPlatform}, []admin.Held{onPlatform}, 2, "", 1},
		"one of three ends":                            {off, []admin.Held{onPlatform}, []admin.Held{onPlatform}, 2, "", 0},
		"one of two who administer the platform":       {signIn, []admin.Held{onPlatform}, []admin.Held{onPlatform}, 1, "account.subject account.last_administrators", 0},
		"one of two ends":                              {off, []admin.Held{onPlatform}, []admin.Held{onPlatform}, 1, "account.active account.last_administrators", 0},
		"who waits for the platform, and nobody could": {signIn, []admin.Held{onPlatformWaiting}, []admin.Held{onPlatform}, 1, "account.subject account.last_administrators", 0},
		"by who waits to administer":                   {signIn, []admin.Held{coordinatorHere}, []admin.Held{onPlatformWaiting}, 5, "account.subject account.held_elsewhere", 0},
		"both at once": {func(a *admin.Account) { signIn(a); off(a); a.Issuer = "https://other.example" }, []admin.Held{onPlatform}, []admin.Held{onPlatform}, 1,
			"account.issuer account.last_administrators, account.subject account.last_administrators, account.active account.last_administrators", 0},
	} {
		before := admin.Account{ID: "anna", Issuer: "https://login.example", Subject: "old", Active: true}
		after := before
		c.change(&after)
		if !before.Handed(after) {
			t.Errorf("%s: not noticed", name)
		}
		waiting, err := before.Hand(after, admin.Custody{Held: c.held, By: "one", ByHeld: c.byHeld, Others: c.others, Today: today})
		if got := broken(err); got != c.want || (err == nil) != (c.want == "") {
			t.Errorf("%s: got %q (%v), want %q", name, got, err, c.want)
		}
		if len(waiting) != c.waits {
			t.Errorf("%s: %d grants wait, want %d", name, len(waiting), c.waits)
		}
		for _, g := range waiting {
			if g.State != admin.Pending || g.GivenBy != "one" || g.ConfirmedBy != "" {
				t.Errorf("%s: %+v", name, g)
			}
		}
	}
}

func TestWhatHandsNoAccount(t *testing.T) {
	before := admin.Account{ID: "anna", Subject: "old", Active: true}
	renamed, ended := before, before
	renamed.Email, ended.Active = renamed.Name, false
	if before.Handed(renamed) || ended.Handed(before) {
		t.Error("another name, or signing in again as before, hands nothing over")
	}
	after := before
	after.Subject = "new"
	if _, err := before.Hand(after, admin.Custody{By: "anna", Today: today}); !errs.Is(err, errs.SecondPersonNeeded) {
		t.Errorf("one's own sign-in: %v", err)
	}
}

func TestAdmit(t *testing.T) {
	const here, there = "gm0867", "gm0855"
	systemHere, systemThere := holding(call.RoleSystem, here, admin.Active), holding(call.RoleSystem, there, admin.Active)
	waitsThere, ranOut := holding(call.RoleSystem, there, admin.Pending), systemThere
	ranOut.UntilDate = yesterday
	local, onPlatform := []admin.Held{holding(call.RoleAdministrator, here, admin.Active)}, []admin.Held{holding(call.RoleAdministrator, "", admin.Active)}
	for name, c := range map[string]struct {
		held, byHeld []admin.Held
		want         string // what is broken
		waits        int
	}{
		"which holds nothing":                           {nil, local, "", 0},
		"which holds a role here":                       {[]admin.Held{systemHere}, local, "", 1},
		"which holds a role elsewhere":                  {[]admin.Held{systemHere, systemThere}, local, "account account.held_elsewhere", 0},
		"which waits for a role elsewhere":              {[]admin.Held{waitsThere}, local, "account account.held_elsewhere", 0},
		"whose role elsewhere has run out":              {[]admin.Held{ranOut, systemHere}, local, "", 2},
		"which holds a role elsewhere, by the platform": {[]admin.Held{systemThere}, onPlatform, "", 1},
	} {
		waiting, err := admin.Account{ID: "machine", Kind: admin.System}.Admit(admin.Certificate{UntilDate: today}, admin.Custody{Held: c.held, By: "one", ByHeld: c.byHeld, Today: today})
		if got := broken(err); got != c.want || (err == nil) != (c.want == "") || len(waiting) != c.waits {
			t.Errorf("a system %s: got %q (%v), %d wait, want %q, %d", name, got, err, len(waiting), c.want, c.waits)
		}
		for _, g := range waiting {
			if g.State != admin.Pending || g.GivenBy != "one" || g.ConfirmedBy != "" {
				t.Errorf("a system %s: %+v", name, g)
			}
		}
	}
	if _, err := (admin.Account{Kind: admin.Person}).Admit(admin.Certificate{UntilDate: today}, admin.Custody{Today: today}); !errs.Is(err, errs.GrantImpossible) {
		t.Errorf("a person: %v", err)
	}
}
