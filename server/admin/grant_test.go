package admin_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

const (
	today     = "2026-11-22"
	yesterday = "2026-11-21"
	here      = "gm0867"
	elsewhere = "gm0034"
	region    = "hart-van-brabant"
)

var names = map[call.Role]string{
	call.RoleReferrer: "REFERRER", call.RoleDesk: "DESK", call.RoleCoordinator: "COORDINATOR", call.RoleSupporter: "SUPPORTER",
	call.RoleOrganisationPlanner: "ORGANISATION_PLANNER", call.RolePartnerContact: "PARTNER_CONTACT", call.RoleAccessTeam: "ACCESS_TEAM",
	call.RolePolicyAdviser: "POLICY_ADVISER", call.RoleFoundationBoard: "FOUNDATION_BOARD", call.RoleRegionManager: "REGION_MANAGER",
	call.RoleComplaintsOfficer: "COMPLAINTS_OFFICER", call.RoleAdministrator: "ADMINISTRATOR", call.RolePrivacyOfficer: "PRIVACY_OFFICER",
	call.RoleSystem: "SYSTEM",
}

// table is DOMAIN.md, "Who uses it, and what each may never see", read by hand: whether the role
// sees persons, and whether an account of the municipality may hold it.
var table = map[call.Role]struct{ seesPersons, waits, municipalMay bool }{
	call.RoleReferrer:            {true, true, true},
	call.RoleDesk:                {true, true, false},
	call.RoleCoordinator:         {true, true, false},
	call.RoleSupporter:           {true, true, false},
	call.RoleOrganisationPlanner: {true, true, false},
	call.RolePartnerContact:      {true, true, false},
	call.RoleAccessTeam:          {true, true, true},
	call.RolePolicyAdviser:       {false, false, true},
	call.RoleFoundationBoard:     {false, false, false},
	call.RoleRegionManager:       {false, false, false},
	call.RoleComplaintsOfficer:   {true, true, false},
	call.RoleAdministrator:       {false, true, false},
	call.RolePrivacyOfficer:      {true, true, false},
	call.RoleSystem:              {true, true, false},
}

// wish is a complete grant of the role, here.
func wish(role call.Role) admin.Grant {
	g := admin.Grant{ID: "new", Municipality: here, Account: "holder", Role: role}
	switch role {
	case call.RoleOrganisationPlanner, call.RolePartnerContact:
		g.Organisation = "MEE-Zuid"
	case call.RoleRegionManager:
		g.Region = region
	default:
	}
	return g
}

// circumstances are those in which the role can be given by "giver".
func circumstances(role call.Role) admin.Circumstances {
	c := admin.Circumstances{Account: admin.Account{ID: "holder", Kind: admin.Person}, Region: region, By: "giver", Today: today}
	if role == call.RoleSystem {
		c.Account.Kind = admin.System
	}
	return c
}

func held(role call.Role, state admin.GrantState) admin.Held {
	g := wish(role)
	g.ID, g.State = fmt.Sprintf("held-%d", role), state
	return admin.Held{Grant: g, RegionOfMunicipality: region}
}

func TestTheTableOfRoles(t *testing.T) {
	if len(table) != int(call.RoleSystem) {
		t.Fatalf("the table has %d roles of %d", len(table), call.RoleSystem)
	}
	for role, want := range table {
		if got := admin.SeesPersons(role); got != want.seesPersons {
			t.Errorf("%s sees persons: got %t", names[role], got)
		}
		if got := admin.MunicipalMay(role); got != want.municipalMay {
			t.Errorf("an account of the municipality may be %s: got %t", names[role], got)
		}
		state := admin.Active
		if want.waits {
			state = admin.Pending
		}
		if g, err := admin.Give(wish(role), circumstances(role)); err != nil || g.State != state || g.GivenBy != "giver" || g.ConfirmedBy != "" {
			t.Errorf("give %s: got %+v, %v, want %s", names[role], g, err, state)
		}
		municipal := circumstances(role)
		municipal.Account.Municipal = true
		if _, err := admin.Give(wish(role), municipal); errs.Is(err, errs.GrantImpossible) == want.municipalMay {
			t.Errorf("give %s to an account of the municipality: %v", names[role], err)
		}
	}
}

// Each pair of roles: an account can hold both unless one sees persons and the other looks on.
func TestEveryPairOfRoles(t *testing.T) {
	looksOn := map[call.Role]bool{call.RolePolicyAdviser: true, call.RoleRegionManager: true}
	for one := range table {
		for other := range table {
			if one == other || (one == call.RoleSystem) != (other == call.RoleSystem) {
				continue
			}
			excluded := table[one].seesPersons && looksOn[other] || table[other].seesPersons && looksOn[one]
			for _, state := range []admin.GrantState{admin.Pending, admin.Active, admin.Revoked} {
				c := circumstances(one)
				c.Held = []admin.Held{held(other, state)}
				_, err := admin.Give(wish(one), c)
				if want := excluded && state != admin.Revoked; errs.Is(err, errs.GrantImpossible) != want {
					t.Errorf("give %s to who holds %s (%s): got %v, want refused %t", names[one], names[other], state, err, want)
				}
				waiting := wish(one)
				waiting.State, waiting.GivenBy = admin.Pending, "giver"
				c.By = "second"
				if _, err := waiting.Confirm(c); errs.Is(err, errs.GrantImpossible) != (excluded && state != admin.Revoked) {
					t.Errorf("confirm %s of who holds %s (%s): got %v", names[one], names[other], state, err)
				}
			}
		}
	}
}

func TestExclusionEndsAtTheBorder(t *testing.T) {
	adviser, manager := held(call.RolePolicyAdviser, admin.Active), held(call.RoleRegionManager, admin.Active)
	coordinator := held(call.RoleCoordinator, admin.Active)
	if !admin.Excludes(coordinator, adviser) || !admin.Excludes(adviser, coordinator) || !admin.Excludes(manager, coordinator) {
		t.Error("within one municipality and region the two exclude each other")
	}
	coordinator.Municipality = "gm0855"
	if admin.Excludes(coordinator, adviser) {
		t.Error("a coordinator of one municipality may advise another")
	}
	if !admin.Excludes(coordinator, manager) {
		t.Error("the manager of a region sees persons in none of its municipalities")
	}
	coordinator.Municipality, coordinator.RegionOfMunicipality = elsewhere, ""
	if admin.Excludes(coordinator, manager) {
		t.Error("a coordinator outside the region may manage it")
	}
	expired := held(call.RolePolicyAdviser, admin.Active)
	expired.UntilDate = yesterday
	c := circumstances(call.RoleCoordinator)
	c.Held = []admin.Held{expired}
	if _, err := admin.Give(wish(call.RoleCoordinator), c); err != nil {
		t.Errorf("what has run out excludes nothing: %v", err)
	}
}

func TestWhatAGrantMustSay(t *testing.T) {
	for name, c := range map[string]struct {
		role   call.Role
		change func(*admin.Grant)
		field  string
		rule   string
	}{
		"a planner without organisation":         {call.RoleOrganisationPlanner, func(g *admin.Grant) { g.Organisation = "" }, "grant.organisation", "organisation.required"},
		"a partner contact without organisation": {call.RolePartnerContact, func(g *admin.Grant) { g.Organisation = "" }, "grant.organisation", "organisation.required"},
		"a region manager without region":        {call.RoleRegionManager, func(g *admin.Grant) { g.Region = "" }, "grant.region", "region.required"},
		"a manager of somebody else's region":    {call.RoleRegionManager, func(g *admin.Grant) { g.Region = "drenthe" }, "grant.region", "region.other"},
		"a coordinator with a region":            {call.RoleCoordinator, func(g *admin.Grant) { g.Region = region }, "grant.region", "region.only_region_manager"},
		"a day that has passed":                  {call.RoleCoordinator, func(g *admin.Grant) { g.UntilDate = yesterday }, "grant.until_date", "until_date.past"},
		"a day that does not exist":              {call.RoleCoordinator, func(g *admin.Grant) { g.UntilDate = "2027-02-30" }, "grant.until_date", "date.invalid"},
	} {
		g := wish(c.role)
		c.change(&g)
		_, err := admin.Give(g, circumstances(c.role))
		refused := errs.Of(err)
		if refused == nil || len(refused.Violations) != 1 || refused.Violations[0].Field != c.field || refused.Violations[0].Rule != c.rule {
			t.Errorf("%s: got %v", name, err)
		}
	}
	g := wish(call.RoleCoordinator)
	g.UntilDate = today
	if _, err := admin.Give(g, circumstances(call.RoleCoordinator)); err != nil {
		t.Errorf("a grant for today: %v", err)
	}
}

func TestNobodyGivesOrConfirmsAlone(t *testing.T) {
	for role := range table {
		c := circumstances(role)
		c.By = "holder"
		if _, err := admin.Give(wish(role), c); !errs.Is(err, errs.SecondPersonNeeded) {
			t.Errorf("%s given to oneself: %v", names[role], err)
		}
		waiting := wish(role)
		waiting.State, waiting.GivenBy = admin.Pending, "giver"
		for by, want := range map[string]bool{"giver": false, "holder": false, "second": true} {
			c.By = by
			confirmed, err := waiting.Confirm(c)
			if want && (err != nil || confirmed.State != admin.Active || confirmed.ConfirmedBy != "second") {
				t.Errorf("%s confirmed by %s: got %+v, %v", names[role], by, confirmed, err)
			}
			if !want && !errs.Is(err, errs.SecondPersonNeeded) {
				t.Errorf("%s confirmed by %s: got %v", names[role], by, err)
			}
		}
	}
}

func TestMovesOfAGrant(t *testing.T) {
	for state, want := range map[admin.GrantState]struct{ confirm, revoke bool }{
		admin.Pending: {true, true}, admin.Active: {false, true}, admin.Revoked: {false, false},
	} {
		g := wish(call.RoleDesk)
		g.State, g.GivenBy = state, "giver"
		c := circumstances(call.RoleDesk)
		c.By = "second"
		if _, err := g.Confirm(c); (err == nil) != want.confirm || err != nil && !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("confirm %s: %v", state, err)
		}
		if revoked, err := g.Revoke(); (err == nil) != want.revoke || err == nil && revoked.State != admin.Revoked {
			t.Errorf("revoke %s: %v", state, err)
		}
	}
	late := wish(call.RoleDesk)
	late.State, late.GivenBy, late.UntilDate = admin.Pending, "giver", yesterday
	c := circumstances(call.RoleDesk)
	c.By = "second"
	if _, err := late.Confirm(c); errs.Of(err) == nil || errs.Of(err).Args["state"] != "EXPIRED" {
		t.Errorf("confirm what has run out: %v", err)
	}
}

func TestTheSameGrantTwice(t *testing.T) {
	c := circumstances(call.RoleCoordinator)
	c.Held = []admin.Held{held(call.RoleCoordinator, admin.Pending)}
	if _, err := admin.Give(wish(call.RoleCoordinator), c); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("got %v", err)
	}
	c.Held[0].UntilDate = yesterday
	if _, err := admin.Give(wish(call.RoleCoordinator), c); err != nil {
		t.Errorf("after the first has run out: %v", err)
	}
}

func TestMachinesAndPeopleAreApart(t *testing.T) {
	for role := range table {
		c := circumstances(role)
		c.Account.Kind = admin.System
		if _, err := admin.Give(wish(role), c); errs.Is(err, errs.GrantImpossible) != (role != call.RoleSystem) {
			t.Errorf("a machine as %s: %v", names[role], err)
		}
		c.Account.Kind = admin.Person
		if _, err := admin.Give(wish(role), c); errs.Is(err, errs.GrantImpossible) != (role == call.RoleSystem) {
			t.Errorf("a person as %s: %v", names[role], err)
		}
	}
}

func TestReopenPutsSensitiveRolesBackToWaiting(t *testing.T) {
	for role, row := range table {
		g := held(role, admin.Active).Grant
		g.GivenBy, g.ConfirmedBy = "giver", "second"
		got, changed := g.Reopen("changer")
		if changed != row.waits || changed && (got.State != admin.Pending || got.GivenBy != "changer" || got.ConfirmedBy != "") {
			t.Errorf("%s: got %+v, changed %t", names[role], got, changed)
		}
		g.State = admin.Revoked
		if _, changed := g.Reopen("changer"); changed {
			t.Errorf("%s: what is revoked stays so", names[role])
		}
	}
}

// Whatever is asked in whatever order, the independence guarantee holds at the end.
func TestNoOrderOfGrantsBreaksIndependence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		municipal := rapid.Bool().Draw(t, "municipal")
		var all []admin.Held
		for step := range rapid.IntRange(1, 20).Draw(t, "steps") {
			role := call.Role(rapid.IntRange(int(call.RoleReferrer), int(call.RolePrivacyOfficer)).Draw(t, "role"))
			g := wish(role)
			g.Municipality = rapid.SampledFrom([]string{here, "gm0855"}).Draw(t, "municipality")
			c := circumstances(role)
			c.Account.Municipal, c.Held = municipal, all
			given, err := admin.Give(g, c)
			if err != nil {
				continue
			}
			given.ID = fmt.Sprint(step)
			if given.State == admin.Pending && rapid.Bool().Draw(t, "confirmed") {
				c.By = "second"
				if given, err = given.Confirm(c); err != nil {
					t.Fatalf("what could be given could not be confirmed: %v", err)
				}
			}
			all = append(all, admin.Held{Grant: given, RegionOfMunicipality: region})
		}
		for i, one := range all {
			if municipal && !table[one.Role].municipalMay {
				t.Fatalf("an account of the municipality is %s", names[one.Role])
			}
			if one.State == admin.Active && table[one.Role].waits && one.ConfirmedBy == "" {
				t.Fatalf("%s counts without a second person", names[one.Role])
			}
			for _, other := range all[i+1:] {
				if admin.Excludes(one, other) {
					t.Fatalf("%s and %s are held together", names[one.Role], names[other.Role])
				}
			}
		}
	})
}

func TestAGrantCountsFromItsFirstDayToItsLast(t *testing.T) {
	for _, c := range []struct {
		start, until string
		stands, now  bool
	}{
		{"", "", true, true},
		{today, "", true, true},
		{"2026-11-23", "", true, false},
		{"2026-11-23", "2026-12-01", true, false},
		{yesterday, today, true, true},
		{"2026-11-01", yesterday, false, false},
	} {
		g := admin.Grant{StartDate: c.start, UntilDate: c.until, State: admin.Active}
		if g.Counts(today) != c.stands || g.CountsNow(today) != c.now {
			t.Errorf("from %q until %q: stands %t, counts now %t", c.start, c.until, g.Counts(today), g.CountsNow(today))
		}
	}
	administrator := held(call.RoleAdministrator, admin.Active)
	administrator.StartDate = "2026-11-23"
	if admin.Administers([]admin.Held{administrator}, here, today) {
		t.Error("somebody administers before the first day")
	}
}

func TestWhoCanBeADeputy(t *testing.T) {
	away := held(call.RoleCoordinator, admin.Active)
	changed := func(change func(*admin.Held)) admin.Held {
		h := away
		change(&h)
		return h
	}
	for _, c := range []struct {
		name  string
		wish  func(*admin.Grant)
		held  []admin.Held
		field string
		rule  string
	}{
		{"for a coordinator", func(*admin.Grant) {}, []admin.Held{away}, "", ""},
		{"in another role", func(g *admin.Grant) { g.Role = call.RoleDesk }, []admin.Held{away}, "grant.role", "deputy.role"},
		{"without end", func(g *admin.Grant) { g.UntilDate = "" }, []admin.Held{away}, "grant.until_date", "deputy.until"},
		{"for oneself", func(g *admin.Grant) { g.DeputyOf = g.Account }, []admin.Held{away}, "grant.deputy_of", "deputy.self"},
		{"ends before it begins", func(g *admin.Grant) { g.StartDate = "2026-12-02" }, []admin.Held{away}, "grant.until_date", "until_date.before_start"},
		{"begins on no day", func(g *admin.Grant) { g.StartDate = "2026-02-30" }, []admin.Held{away}, "grant.start_date", "date.invalid"},
		{"for nobody's coordinator", func(*admin.Grant) {}, nil, "grant.deputy_of", "deputy.no_coordinator"},
		{"for a coordinator elsewhere", func(*admin.Grant) {}, []admin.Held{changed(func(h *admin.Held) { h.Municipality = elsewhere })}, "grant.deputy_of", "deputy.no_coordinator"},
		{"for who waits to be one", func(*admin.Grant) {}, []admin.Held{changed(func(h *admin.Held) { h.State = admin.Pending })}, "grant.deputy_of", "deputy.no_coordinator"},
		{"for who was one", func(*admin.Grant) {}, []admin.Held{changed(func(h *admin.Held) { h.UntilDate = yesterday })}, "grant.deputy_of", "deputy.no_coordinator"},
		{"for who will be one", func(*admin.Grant) {}, []admin.Held{changed(func(h *admin.Held) { h.StartDate = "2026-11-23" })}, "grant.deputy_of", "deputy.no_coordinator"},
		{"for a deputy", func(*admin.Grant) {}, []admin.Held{changed(func(h *admin.Held) { h.DeputyOf = "third" })}, "grant.deputy_of", "deputy.no_coordinator"},
		{"for somebody at the desk", func(*admin.Grant) {}, []admin.Held{held(call.RoleDesk, admin.Active)}, "grant.deputy_of", "deputy.no_coordinator"},
	} {
		g := wish(call.RoleCoordinator)
		g.UntilDate, g.DeputyOf = "2026-12-01", "away"
		c.wish(&g)
		circumstances := circumstances(g.Role)
		circumstances.HeldByDeputised = c.held
		given, err := admin.Give(g, circumstances)
		if c.rule == "" {
			if err != nil || given.State != admin.Pending {
				t.Errorf("%s: got %+v, %v", c.name, given, err)
			}
			continue
		}
		if e := errs.Of(err); e == nil || len(e.Violations) != 1 || e.Violations[0].Field != c.field || e.Violations[0].Rule != c.rule {
			t.Errorf("%s: got %v, want %s of %s", c.name, err, c.rule, c.field)
		}
	}
}
