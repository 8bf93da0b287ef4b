package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// rule is by which rule an account cannot be the sign-in of somebody in the role, empty when it can.
func (h *house) rule(t *testing.T, municipality string, role call.Role, account string) string {
	t.Helper()
	ctx := pgtest.Context(t, municipality, call.RoleCoordinator)
	err := h.App.Write(ctx, func(tx *pg.Tx) error { return h.service.CheckHolder(ctx, tx, role, account) })
	if err == nil {
		return ""
	}
	e := errs.Of(err)
	if e == nil || len(e.Violations) != 1 || e.Violations[0].Field != "account" {
		t.Fatal(err)
	}
	return e.Violations[0].Rule
}

func TestCheckHolderLooksAtTheAccountAsItStands(t *testing.T) {
	h := newHouse(t)
	anna, machine := h.account(t, "anna"), h.account(t, "machine", system)
	civil := h.account(t, "civil", func(a *adminv1.Account) { a.Municipal = true })
	adviser := h.account(t, "adviser")
	if _, err := h.give(t, &adminv1.Grant{Account: adviser, Role: commonv1.Role_ROLE_POLICY_ADVISER}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, municipality, account string
		supporter, referrer         string
	}{
		{"a person", here, anna, "", ""},
		{"nobody", here, pg.NewID(), "account.unknown", "account.unknown"},
		{"seen from next door", there, anna, "account.unknown", "account.unknown"},
		{"a machine", here, machine, "account.system", "account.system"},
		{"a civil servant", here, civil, "account.municipal", ""},
		{"the policy adviser", here, adviser, "account.onlooker", "account.onlooker"},
	} {
		if got := h.rule(t, c.municipality, call.RoleSupporter, c.account); got != c.supporter {
			t.Errorf("%s as a supporter: got %q, want %q", c.what, got, c.supporter)
		}
		if got := h.rule(t, c.municipality, call.RoleReferrer, c.account); got != c.referrer {
			t.Errorf("%s as a referrer: got %q, want %q", c.what, got, c.referrer)
		}
	}

	_, err := h.service.CreateGrant(h.as(t, h.one, there), &adminv1.CreateGrantRequest{
		Municipality: there, Grant: &adminv1.Grant{Account: anna, Role: commonv1.Role_ROLE_SUPPORTER},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := h.rule(t, there, call.RoleSupporter, anna); got != "" {
		t.Errorf("next door gave her a role: got %q", got)
	}
	_, err = h.service.UpdateAccount(h.as(t, h.one, here), &adminv1.UpdateAccountRequest{
		Municipality: here, Account: &adminv1.Account{Id: anna, Active: false}, UpdateMask: mask("active"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := h.rule(t, here, call.RoleSupporter, anna); got != "account.disabled" {
		t.Errorf("disabled: got %q", got)
	}
}

// TestWhoHoldsARole: those who can sign in and hold one of the roles here today, page by page; whoever Holds says yes of,
// each by its own way of looking.
func TestWhoHoldsARole(t *testing.T) {
	h := newHouse(t)
	give := func(account string, role commonv1.Role, change ...func(*adminv1.Grant)) {
		t.Helper()
		g := &adminv1.Grant{Account: account, Role: role}
		for _, do := range change {
			do(g)
		}
		made, err := h.give(t, g)
		if err != nil {
			t.Fatal(err)
		}
		if made.GetState() == adminv1.GrantState_GRANT_STATE_PENDING {
			h.confirm(t, h.other, made.GetId())
		}
	}
	team, contact := commonv1.Role_ROLE_ACCESS_TEAM, commonv1.Role_ROLE_PARTNER_CONTACT
	anna, bert, carla, dirk, emma, frans := h.account(t, "anna"), h.account(t, "bert"), h.account(t, "carla"), h.account(t, "dirk"), h.account(t, "emma"), h.account(t, "frans")
	give(anna, team)
	give(bert, contact, func(g *adminv1.Grant) { g.Organisation = "MEE" })
	give(carla, commonv1.Role_ROLE_SUPPORTER)
	give(dirk, team, func(g *adminv1.Grant) { g.StartDate = "2099-01-01" })
	give(emma, team)
	if err := h.update(t, h.one, &adminv1.Account{Id: emma}, "active"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.give(t, &adminv1.Grant{Account: frans, Role: commonv1.Role_ROLE_COORDINATOR}); err != nil { // waits for its second person
		t.Fatal(err)
	}
	h.coordinator(t, carla)
	roles := []call.Role{call.RoleAccessTeam, call.RolePartnerContact, call.RoleCoordinator}
	want := map[string][]call.Role{anna: {call.RoleAccessTeam}, bert: {call.RolePartnerContact}, carla: {call.RoleCoordinator}}
	ctx := h.as(t, h.one, here)
	if err := h.App.Write(ctx, func(tx *pg.Tx) error {
		got, after := map[string][]call.Role{}, ""
		for {
			page, err := h.service.Holders(ctx, tx, roles, after, 2)
			if err != nil || len(page) == 0 {
				break
			}
			for _, holder := range page {
				if after != "" && holder.Account >= after {
					t.Errorf("%s comes after %s", holder.Account, after)
				}
				got[holder.Account], after = holder.Roles, holder.Account
				if holder.Name.Reveal() == "" {
					t.Errorf("%s has no name", holder.Account)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		for _, account := range []string{anna, bert, carla, dirk, emma, frans, h.one, h.other} {
			holds, err := h.service.Holds(ctx, tx, account, roles...)
			if _, listed := got[account]; err != nil || listed != holds {
				t.Errorf("%s: listed %v, holds %v, %v", account, listed, holds, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
