package rpc_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func TestASensitiveRoleCountsAfterTheSecondPerson(t *testing.T) {
	h := newHouse(t)
	account := h.account(t, "anna")
	g, err := h.give(t, &adminv1.Grant{Account: account, Role: commonv1.Role_ROLE_COORDINATOR, UntilDate: today})
	if err != nil || g.GetState() != adminv1.GrantState_GRANT_STATE_PENDING || g.GetGivenBy() != h.one || g.GetEtag() != "1" {
		t.Fatalf("got %v, %v", g, err)
	}
	if caller := h.caller(t, "anna"); caller.Account != account || len(caller.Grants) != 0 {
		t.Errorf("before the second person: %+v", caller)
	}
	confirm := &adminv1.ConfirmGrantRequest{Municipality: here, Grant: g.GetId()}
	_, err = h.service.ConfirmGrant(h.as(t, h.one, here), confirm)
	wantReason(t, "the giver confirms", err, errs.SecondPersonNeeded)
	_, err = h.service.ConfirmGrant(h.as(t, account, here), confirm)
	wantReason(t, "the holder confirms", err, errs.SecondPersonNeeded)
	_, err = h.service.ConfirmGrant(h.as(t, h.other, there), &adminv1.ConfirmGrantRequest{Municipality: there, Grant: g.GetId()})
	wantReason(t, "from another municipality", err, errs.NotFoundReason)
	_, err = h.service.ConfirmGrant(h.as(t, h.other, here), &adminv1.ConfirmGrantRequest{Municipality: here, Grant: g.GetId(), Etag: "7"})
	wantReason(t, "an outdated copy", err, errs.EtagMismatchReason)

	g, err = h.service.ConfirmGrant(h.as(t, h.other, here), confirm)
	if err != nil || g.GetState() != adminv1.GrantState_GRANT_STATE_ACTIVE || g.GetConfirmedBy() != h.other || g.GetEtag() != "2" {
		t.Fatalf("got %v, %v", g, err)
	}
	want := []call.Grant{{Role: call.RoleCoordinator, Municipality: here}}
	if diff := cmp.Diff(want, h.caller(t, "anna").Grants); diff != "" {
		t.Errorf("after the second person (-want +got):\n%s", diff)
	}
	_, err = h.service.RevokeGrant(h.as(t, h.one, here), &adminv1.RevokeGrantRequest{Municipality: here, Grant: g.GetId()})
	if err != nil || len(h.caller(t, "anna").Grants) != 0 {
		t.Errorf("revoked: %v, %+v", err, h.caller(t, "anna"))
	}
	_, err = h.service.RevokeGrant(h.as(t, h.one, here), &adminv1.RevokeGrantRequest{Municipality: here, Grant: g.GetId()})
	wantReason(t, "revoked twice", err, errs.StateConflictReason)
}

func TestADeputyStandsInFromTheFirstDayToTheLast(t *testing.T) {
	h := newHouse(t)
	anna, bert := h.account(t, "anna"), h.account(t, "bert")
	standsIn := &adminv1.Grant{Account: bert, Role: commonv1.Role_ROLE_COORDINATOR, StartDate: "2026-11-24", UntilDate: "2026-11-25", DeputyOf: anna}
	_, err := h.give(t, standsIn)
	wantReason(t, "for somebody who is no coordinator", err, errs.Invalid)
	h.coordinator(t, anna)
	g, err := h.give(t, standsIn)
	if err != nil || g.GetDeputyOf() != anna || g.GetStartDate() != "2026-11-24" || g.GetState() != adminv1.GrantState_GRANT_STATE_PENDING {
		t.Fatalf("got %v, %v", g, err)
	}
	if _, err := h.service.ConfirmGrant(h.as(t, h.other, here), &adminv1.ConfirmGrantRequest{Municipality: here, Grant: g.GetId()}); err != nil {
		t.Fatal(err)
	}
	for _, day := range []struct {
		day    int
		counts bool
	}{{23, false}, {24, true}, {25, true}, {26, false}} {
		h.now = time.Date(2026, 11, day.day, 10, 0, 0, 0, time.UTC)
		if caller := h.caller(t, "bert"); (len(caller.Grants) == 1) != day.counts {
			t.Errorf("on the %dth the door finds %+v", day.day, caller.Grants)
		}
		caller, err := h.service.GetCaller(h.as(t, bert, ""), &adminv1.GetCallerRequest{})
		if err != nil || (len(caller.GetGrants()) == 1) != day.counts {
			t.Fatalf("on the %dth bert is told %v, %v", day.day, caller, err)
		}
		if (len(caller.GetDeputised()) == 1 && caller.GetDeputised()[0].GetName() == "Naam anna") != day.counts {
			t.Errorf("bert is told %v", caller)
		}
	}
}

func TestTheIndependenceGuarantee(t *testing.T) {
	h := newHouse(t)
	civilServant := h.account(t, "civil", func(a *adminv1.Account) { a.Municipal = true })
	_, err := h.give(t, &adminv1.Grant{Account: civilServant, Role: commonv1.Role_ROLE_COORDINATOR})
	wantReason(t, "a coordinator of the municipality itself", err, errs.GrantImpossible)
	_, err = h.service.UpdateAccount(h.as(t, h.one, here), &adminv1.UpdateAccountRequest{
		Municipality: here, Account: &adminv1.Account{Id: civilServant}, UpdateMask: mask("municipal"),
	})
	wantReason(t, "no longer of the municipality", err, errs.Invalid)
	adviser, err := h.give(t, &adminv1.Grant{Account: civilServant, Role: commonv1.Role_ROLE_POLICY_ADVISER})
	if err != nil || adviser.GetState() != adminv1.GrantState_GRANT_STATE_ACTIVE {
		t.Fatalf("a policy adviser: %v, %v", adviser, err)
	}
	_, err = h.give(t, &adminv1.Grant{Account: civilServant, Role: commonv1.Role_ROLE_ACCESS_TEAM})
	wantReason(t, "policy adviser and access team at once", err, errs.GrantImpossible)

	coordinator := h.account(t, "anna")
	h.coordinator(t, coordinator)
	_, err = h.give(t, &adminv1.Grant{Account: coordinator, Role: commonv1.Role_ROLE_REGION_MANAGER, Region: region})
	wantReason(t, "coordinator and region manager", err, errs.GrantImpossible)
	_, err = h.give(t, &adminv1.Grant{Account: h.one, Role: commonv1.Role_ROLE_FOUNDATION_BOARD})
	wantReason(t, "a role to oneself", err, errs.SecondPersonNeeded)
	_, err = h.give(t, &adminv1.Grant{Account: pg.NewID(), Role: commonv1.Role_ROLE_DESK})
	wantReason(t, "an account that is not there", err, errs.NotFoundReason)
	_, err = h.give(t, &adminv1.Grant{Account: coordinator, Role: commonv1.Role_ROLE_COORDINATOR})
	wantReason(t, "the same role twice", err, errs.AlreadyExistsReason)
}

// A municipality cannot join the region of a manager who sees its persons.
func TestJoiningARegionBreaksNoIndependence(t *testing.T) {
	h := newHouse(t)
	outside := municipality("gm0034", "Almere")
	outside.Region = "flevoland"
	if err := h.store.Found(t.Context(), h.App, outside, nil); err != nil {
		t.Fatal(err)
	}
	anna := h.account(t, "anna")
	h.coordinator(t, anna)
	ctx := h.as(t, h.one, "gm0034")
	_, err := h.service.CreateGrant(ctx, &adminv1.CreateGrantRequest{
		Municipality: "gm0034", Grant: &adminv1.Grant{Account: anna, Role: commonv1.Role_ROLE_REGION_MANAGER, Region: "flevoland"},
	})
	if err != nil {
		t.Fatal(err)
	}
	join := func(municipality, region string) error {
		_, err := h.service.UpdateMunicipality(h.as(t, h.one, municipality), &adminv1.UpdateMunicipalityRequest{
			Municipality: &adminv1.Municipality{Municipality: municipality, Region: region}, UpdateMask: mask("region"),
		})
		return err
	}
	wantReason(t, "gm0867 joins flevoland", join(here, "flevoland"), errs.GrantImpossible)
	if err := join(there, "flevoland"); err != nil {
		t.Errorf("gm0855, where she sees nobody: %v", err)
	}
	want := []call.Grant{{Role: call.RoleCoordinator, Municipality: here}, {Role: call.RoleRegionManager, Region: "flevoland"}}
	if diff := cmp.Diff(want, h.caller(t, "anna").Grants); diff != "" {
		t.Errorf("the door's view (-want +got):\n%s", diff)
	}
}

// Two administrators give, at the same moment, two roles that exclude each other.
func TestExcludingRolesAtTheSameMoment(t *testing.T) {
	h := newHouse(t)
	for range 10 {
		account := h.account(t, pg.NewID())
		var wait sync.WaitGroup
		outcomes := make(chan error, 2)
		for by, role := range map[string]commonv1.Role{h.one: commonv1.Role_ROLE_POLICY_ADVISER, h.other: commonv1.Role_ROLE_DESK} {
			ctx := h.as(t, by, here)
			wait.Go(func() {
				_, err := h.service.CreateGrant(ctx, &adminv1.CreateGrantRequest{Municipality: here, Grant: &adminv1.Grant{Account: account, Role: role}})
				outcomes <- err
			})
		}
		wait.Wait()
		close(outcomes)
		refused := 0
		for err := range outcomes {
			if errs.Is(err, errs.GrantImpossible) {
				refused++
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if refused != 1 {
			t.Fatalf("%d of the two were refused, want exactly one", refused)
		}
	}
}

func TestAChangedSignInWaitsForASecondPersonAgain(t *testing.T) {
	h := newHouse(t)
	anna := h.account(t, "anna")
	h.coordinator(t, anna)
	rename := &adminv1.UpdateAccountRequest{Municipality: here, Account: &adminv1.Account{Id: anna, Name: "Anna de Wit"}, UpdateMask: mask("name")}
	if _, err := h.service.UpdateAccount(h.as(t, h.one, here), rename); err != nil {
		t.Fatal(err)
	}
	if len(h.caller(t, "anna").Grants) != 1 {
		t.Fatal("another name changes nothing about what she may do")
	}
	take := &adminv1.UpdateAccountRequest{Municipality: here, Account: &adminv1.Account{Id: anna, Subject: "mallory"}, UpdateMask: mask("subject")}
	if _, err := h.service.UpdateAccount(h.as(t, h.one, here), take); err != nil {
		t.Fatal(err)
	}
	if caller := h.caller(t, "mallory"); caller.Account != anna || len(caller.Grants) != 0 {
		t.Errorf("whoever signs in as her now holds %+v", caller)
	}
	grants, err := h.service.ListGrants(h.as(t, h.one, here), &adminv1.ListGrantsRequest{Municipality: here, Account: anna})
	if err != nil || len(grants.GetGrants()) != 1 || grants.GetGrants()[0].GetGivenBy() != h.one {
		t.Fatalf("got %v, %v", grants, err)
	}
	confirm := &adminv1.ConfirmGrantRequest{Municipality: here, Grant: grants.GetGrants()[0].GetId()}
	_, err = h.service.ConfirmGrant(h.as(t, h.one, here), confirm)
	wantReason(t, "who changed the sign-in confirms", err, errs.SecondPersonNeeded)
	if _, err := h.service.ConfirmGrant(h.as(t, h.other, here), confirm); err != nil {
		t.Errorf("the other one confirms: %v", err)
	}
	own := &adminv1.UpdateAccountRequest{Municipality: here, Account: &adminv1.Account{Id: h.one, Subject: "new"}, UpdateMask: mask("subject")}
	_, err = h.service.UpdateAccount(h.as(t, h.one, here), own)
	wantReason(t, "one's own sign-in", err, errs.SecondPersonNeeded)
}

func TestGrantsByPage(t *testing.T) {
	h := newHouse(t)
	var want []string
	for _, role := range []commonv1.Role{commonv1.Role_ROLE_POLICY_ADVISER, commonv1.Role_ROLE_FOUNDATION_BOARD} {
		for _, name := range []string{"a", "b", "c"} {
			g, err := h.give(t, &adminv1.Grant{Account: h.account(t, name+role.String()), Role: role})
			if err != nil {
				t.Fatal(err)
			}
			want = append([]string{g.GetId()}, want...)
		}
	}
	var got []string
	req := &adminv1.ListGrantsRequest{Municipality: here, PageSize: 4}
	for {
		answer, err := h.service.ListGrants(h.as(t, h.one, here), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range answer.GetGrants() {
			got = append(got, g.GetId())
		}
		if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the newest first, each once (-want +got):\n%s", diff)
	}
	answer, err := h.service.ListGrants(h.as(t, h.one, there), &adminv1.ListGrantsRequest{Municipality: there})
	if err != nil || len(answer.GetGrants()) != 0 {
		t.Errorf("another municipality sees %v, %v", answer, err)
	}
}
