package call_test

import (
	"context"
	"testing"

	"oco.example/oco/server/platform/call"
)

func TestOwnerFollowsTheScope(t *testing.T) {
	caller := call.Caller{Account: "a-1"}
	for _, c := range []struct {
		scope    call.Scope
		everyone bool
		account  string
		orgs     int
	}{
		{call.ScopeUnspecified, false, "", 0},
		{call.ScopePublic, false, "", 0},
		{call.ScopeOwn, false, "a-1", 0},
		{call.ScopeOrganisation, false, "", 2},
		{call.ScopeMunicipality, true, "", 0},
		{call.ScopeRegion, true, "", 0},
		{call.ScopePlatform, true, "", 0},
	} {
		owner := call.Call{Scope: c.scope, Caller: caller, Organisations: []string{"o-1", "o-2"}}.Owner()
		if owner.IsEveryone() != c.everyone || owner.Account() != c.account || len(owner.Organisations()) != c.orgs {
			t.Errorf("scope %d: got everyone=%t account=%q organisations=%q", c.scope, owner.IsEveryone(), owner.Account(), owner.Organisations())
		}
	}
}

func TestRemarksTravelWithTheContext(t *testing.T) {
	ctx := call.With(context.Background(), call.Call{Municipality: "gm0867"})
	call.From(ctx).Remark(call.Notice{Reason: "CITIZEN_NUMBER_MASKED", Field: "question"})
	got := call.From(ctx).Notices()
	if len(got) != 1 || got[0].Field != "question" {
		t.Fatalf("notices: got %v", got)
	}
	call.From(context.Background()).Remark(call.Notice{})
	if n := call.From(context.Background()).Notices(); n != nil {
		t.Fatalf("a context without a call keeps no notices, got %v", n)
	}
}

func TestHasLooksAtTheMunicipalityOfTheCall(t *testing.T) {
	c := call.Call{Municipality: "gm0867", Caller: call.Caller{Grants: []call.Grant{
		{Role: call.RoleCoordinator, Municipality: "gm0855"}, {Role: call.RoleDesk, Municipality: "gm0867"},
	}}}
	if c.Has(call.RoleCoordinator) {
		t.Error("a coordinator of the neighbouring municipality is none here")
	}
	if !c.Has(call.RoleDesk) {
		t.Error("the desk of this municipality was not seen")
	}
}

func TestNoOrganisationReachesNothing(t *testing.T) {
	for _, owner := range []call.Owner{call.OwnedByOrganisation(), call.OwnedByOrganisation(""), call.OwnedByOrganisation("o-1", "")} {
		if owner.IsEveryone() || owner.Account() != "" || len(owner.Organisations()) > 0 {
			t.Errorf("got %+v", owner)
		}
	}
}
