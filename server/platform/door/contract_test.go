package door_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

func TestTheReasonsAreThoseOfTheContract(t *testing.T) {
	values := commonv1.ErrorReason(0).Descriptor().Values()
	if values.Len() != len(errs.Reasons)+1 {
		t.Fatalf("the contract has %d reasons, errs has %d", values.Len()-1, len(errs.Reasons))
	}
	for i, reason := range errs.Reasons {
		if name := values.ByNumber(protoreflect.EnumNumber(i + 1)).Name(); name != protoreflect.Name("ERROR_REASON_"+string(reason)) {
			t.Errorf("reason %d is %s in errs and %s in the contract", i+1, reason, name)
		}
	}
}

func TestRolesAndScopesAreThoseOfTheContract(t *testing.T) {
	roles := []struct {
		ours   call.Role
		theirs commonv1.Role
	}{
		{call.RoleUnspecified, commonv1.Role_ROLE_UNSPECIFIED}, {call.RoleReferrer, commonv1.Role_ROLE_REFERRER},
		{call.RoleDesk, commonv1.Role_ROLE_DESK}, {call.RoleCoordinator, commonv1.Role_ROLE_COORDINATOR},
		{call.RoleSupporter, commonv1.Role_ROLE_SUPPORTER}, {call.RoleOrganisationPlanner, commonv1.Role_ROLE_ORGANISATION_PLANNER},
		{call.RolePartnerContact, commonv1.Role_ROLE_PARTNER_CONTACT}, {call.RoleAccessTeam, commonv1.Role_ROLE_ACCESS_TEAM},
		{call.RolePolicyAdviser, commonv1.Role_ROLE_POLICY_ADVISER}, {call.RoleFoundationBoard, commonv1.Role_ROLE_FOUNDATION_BOARD},
		{call.RoleRegionManager, commonv1.Role_ROLE_REGION_MANAGER}, {call.RoleComplaintsOfficer, commonv1.Role_ROLE_COMPLAINTS_OFFICER},
		{call.RoleAdministrator, commonv1.Role_ROLE_ADMINISTRATOR}, {call.RolePrivacyOfficer, commonv1.Role_ROLE_PRIVACY_OFFICER},
		{call.RoleSystem, commonv1.Role_ROLE_SYSTEM},
	}
	if len(roles) != len(commonv1.Role_name) {
		t.Errorf("the contract has %d roles, call has %d", len(commonv1.Role_name), len(roles))
	}
	for _, r := range roles {
		if int32(r.ours) != int32(r.theirs) {
			t.Errorf("%s is %d in call", r.theirs, r.ours)
		}
	}
	scopes := []struct {
		ours   call.Scope
		theirs commonv1.Scope
	}{
		{call.ScopeUnspecified, commonv1.Scope_SCOPE_UNSPECIFIED}, {call.ScopePublic, commonv1.Scope_SCOPE_PUBLIC},
		{call.ScopeOwn, commonv1.Scope_SCOPE_OWN}, {call.ScopeOrganisation, commonv1.Scope_SCOPE_ORGANISATION},
		{call.ScopeMunicipality, commonv1.Scope_SCOPE_MUNICIPALITY}, {call.ScopeRegion, commonv1.Scope_SCOPE_REGION},
		{call.ScopePlatform, commonv1.Scope_SCOPE_PLATFORM},
	}
	if len(scopes) != len(commonv1.Scope_name) {
		t.Errorf("the contract has %d scopes, call has %d", len(commonv1.Scope_name), len(scopes))
	}
	for _, s := range scopes {
		if int32(s.ours) != int32(s.theirs) {
			t.Errorf("%s is %d in call", s.theirs, s.ours)
		}
	}
}

func TestAServiceWithoutAContractDoesNotStart(t *testing.T) {
	h := newHouse(t)
	for name, allowed := range map[string]bool{
		"grpc.health.v1.Health":                         true,
		"grpc.reflection.v1.ServerReflection":           true,
		"oco.intake.v1.IntakeService":                   false, // with a method that the contract does not have
		"foreign.v1.Service":                            false,
		"oco.grpc.health.Service":                       false,
		"grpc.healthy.v1.Health":                        false,
		"oco.admin.v1.AdminService/grpc.health.v1.Sham": false,
	} {
		err := h.door.CheckContracts(map[string]grpc.ServiceInfo{name: {Methods: []grpc.MethodInfo{{Name: "Anything"}}}})
		if (err == nil) != allowed {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && !strings.Contains(err.Error(), "Anything") {
			t.Errorf("the error must name the method: %v", err)
		}
	}
}
