package call_test

import (
	"context"
	"testing"

	"oco.example/oco/server/platform/call"
)

func TestOwnerFollowsTheScope(t *testing.T) {
	caller := call.Caller{Account: "a-1"}
	for _, c := range []struct {
		scope        call.Scope
		everyone     bool
		account, org string
	}{
		{call.ScopeUnspecified, false, "", ""},
		{call.ScopePublic, false, "", ""},
		{call.ScopeOwn, false, "a-1", ""},
		{call.ScopeOrganisation, false, "", "o-1"},
		{call.ScopeMunicipality, true, "", ""},
		{call.ScopeRegion, true, "", ""},
		{call.ScopePlatform, true, "", ""},
	} {
		owner := call.Call{Scope: c.scope, Caller: caller, Organisation: "o-1"}.Owner()
		if owner.IsEveryone() != c.everyone || owner.Account() != c.account || owner.Organisation() != c.org {
			t.Errorf("scope %d: got everyone=%t account=%q organisation=%q", c.scope, owner.IsEveryone(), owner.Account(), owner.Organisation())
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
