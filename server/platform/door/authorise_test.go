package door_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

func at(role call.Role, municipality string) call.Grant {
	return call.Grant{Role: role, Municipality: municipality}
}

func TestTheFirstPairThatTheCallerHoldsCounts(t *testing.T) {
	read := func(ctx context.Context, h *house, municipality string) error {
		_, err := intakev1.NewIntakeServiceClient(h.inside).GetApplication(ctx, &intakev1.GetApplicationRequest{Municipality: municipality, Application: someID})
		return err
	}
	offer := func(ctx context.Context, h *house, municipality string) error {
		_, err := matchingv1.NewMatchingServiceClient(h.inside).GetOffer(ctx, &matchingv1.GetOfferRequest{Municipality: municipality, Offer: someID})
		return err
	}
	monitor := func(ctx context.Context, h *house, municipality string) error {
		_, err := reportingv1.NewReportingServiceClient(h.inside).GetMonitor(ctx, &reportingv1.GetMonitorRequest{
			Municipality: municipality, FromDate: "2026-01-01", UntilDate: "2026-12-31",
		})
		return err
	}
	submit := func(ctx context.Context, h *house, municipality string) error {
		_, err := intakev1.NewIntakeServiceClient(h.inside).SubmitApplication(ctx, submission(municipality))
		return err
	}
	create := func(ctx context.Context, h *house, municipality string) error {
		_, err := adminv1.NewAdminServiceClient(h.inside).CreateMunicipality(ctx, &adminv1.CreateMunicipalityRequest{
			Municipality: &adminv1.Municipality{Municipality: municipality, Name: "Nergenshuizen"},
		})
		return err
	}
	change := func(ctx context.Context, h *house, municipality string) error {
		_, err := adminv1.NewAdminServiceClient(h.inside).UpdateMunicipality(ctx, &adminv1.UpdateMunicipalityRequest{
			Municipality: &adminv1.Municipality{Municipality: municipality, Name: "Nergenshuizen"},
			UpdateMask:   &fieldmaskpb.FieldMask{Paths: []string{"name"}},
		})
		return err
	}
	who := func(ctx context.Context, h *house, _ string) error {
		_, err := adminv1.NewAdminServiceClient(h.inside).GetCaller(ctx, &adminv1.GetCallerRequest{})
		return err
	}
	const none = call.Scope(-1)
	for _, c := range []struct {
		name   string
		do     func(context.Context, *house, string) error
		in     string
		grants []call.Grant
		scope  call.Scope
		role   call.Role
	}{
		{"coordinator", read, here, []call.Grant{at(call.RoleCoordinator, here)}, call.ScopeMunicipality, call.RoleCoordinator},
		{"desk", read, here, []call.Grant{at(call.RoleDesk, here)}, call.ScopeOwn, call.RoleDesk},
		{"both, the wider first", read, here, []call.Grant{at(call.RoleDesk, here), at(call.RoleCoordinator, here)}, call.ScopeMunicipality, call.RoleCoordinator},
		{"desk here, coordinator there", read, here, []call.Grant{at(call.RoleCoordinator, neighbour), at(call.RoleDesk, here)}, call.ScopeOwn, call.RoleDesk},
		{"the neighbour's coordinator", read, here, []call.Grant{at(call.RoleCoordinator, neighbour)}, none, 0},
		{"another role", read, here, []call.Grant{at(call.RolePolicyAdviser, here)}, none, 0},
		{"no role", read, here, nil, none, 0},
		{"a coordinator of the platform is none here", read, here, []call.Grant{{Role: call.RoleCoordinator}}, none, 0},
		{"a coordinator of the region is none here", read, here, []call.Grant{{Role: call.RoleCoordinator, Region: region}}, none, 0},
		{"a municipality that sleeps", read, asleep, []call.Grant{at(call.RoleCoordinator, asleep)}, none, 0},
		{"a municipality that is none", read, "gm9999", []call.Grant{at(call.RoleCoordinator, "gm9999")}, none, 0},
		{"no municipality", read, "", []call.Grant{at(call.RoleCoordinator, ""), {Role: call.RoleAdministrator}}, none, 0},
		{"a planner without an organisation", offer, here, []call.Grant{at(call.RoleOrganisationPlanner, here)}, none, 0},
		{"a planner", offer, here, []call.Grant{{Role: call.RoleOrganisationPlanner, Municipality: here, Organisation: "Zorggroep De Linde"}}, call.ScopeOrganisation, call.RoleOrganisationPlanner},
		{"a supporter", offer, here, []call.Grant{at(call.RoleSupporter, here)}, call.ScopeOwn, call.RoleSupporter},
		{"the region manager", monitor, here, []call.Grant{{Role: call.RoleRegionManager, Region: region}}, call.ScopeRegion, call.RoleRegionManager},
		{"another region's manager", monitor, neighbour, []call.Grant{{Role: call.RoleRegionManager, Region: region}}, none, 0},
		{"a region manager by municipality", monitor, here, []call.Grant{at(call.RoleRegionManager, here)}, none, 0},
		{"a region manager without a region", monitor, here, []call.Grant{{Role: call.RoleRegionManager}}, none, 0},
		{"the public way in, for the neighbour's coordinator", submit, here, []call.Grant{at(call.RoleCoordinator, neighbour)}, call.ScopePublic, 0},
		{"a referrer's way in", submit, here, []call.Grant{at(call.RoleReferrer, here)}, call.ScopeOwn, call.RoleReferrer},
		{"the public way in, where nobody lives", submit, asleep, nil, none, 0},
		{"the platform's administrator", create, "gm1234", []call.Grant{{Role: call.RoleAdministrator}}, call.ScopePlatform, call.RoleAdministrator},
		{"a municipality's administrator", create, "gm1234", []call.Grant{at(call.RoleAdministrator, here)}, none, 0},
		{"a region's administrator", create, "gm1234", []call.Grant{{Role: call.RoleAdministrator, Region: region}}, none, 0},
		{"a municipality's administrator there", change, here, []call.Grant{at(call.RoleAdministrator, here)}, call.ScopeMunicipality, call.RoleAdministrator},
		{"the neighbour's administrator", change, here, []call.Grant{at(call.RoleAdministrator, neighbour)}, none, 0},
		{"the platform's administrator everywhere", change, here, []call.Grant{{Role: call.RoleAdministrator}}, call.ScopeMunicipality, call.RoleAdministrator},
		{"anybody with an account", who, "", nil, call.ScopeOwn, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.people.set("somebody", c.grants...)
			err := c.do(outside(t, "somebody"), h, c.in)
			got, calls := h.last()
			if c.scope == none {
				want(t, err, codes.PermissionDenied, errs.Forbidden)
				if calls != 0 {
					t.Error("the handler was reached")
				}
				return
			}
			if err != nil || got.Scope != c.scope || got.Role != c.role {
				t.Errorf("got scope %d, role %d, %v", got.Scope, got.Role, err)
			}
		})
	}
}

func submission(municipality string) *intakev1.SubmitApplicationRequest {
	return &intakev1.SubmitApplicationRequest{
		Municipality: municipality, Resident: &intakev1.ResidentDetails{Name: "Lieke"}, CallBack: "na vier uur",
	}
}

// TestForeignUnknownAndSleepingMunicipalitiesAreRefusedAlike: nobody learns which exist.
func TestForeignUnknownAndSleepingMunicipalitiesAreRefusedAlike(t *testing.T) {
	h := newHouse(t)
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	var answers []string
	for _, municipality := range []string{neighbour, asleep, "gm9999", "nonsense", ""} {
		_, err := client.GetApplication(outside(t, "coordinator"), &intakev1.GetApplicationRequest{Municipality: municipality, Application: "not even an id"})
		want(t, err, codes.PermissionDenied, errs.Forbidden)
		answers = append(answers, withoutTrace(err))
	}
	for _, answer := range answers[1:] {
		if diff := cmp.Diff(answers[0], answer); diff != "" {
			t.Error(diff)
		}
	}
}

// TestOneRoleForTwoOrganisations: each grant counts, and none of another municipality's.
func TestOneRoleForTwoOrganisations(t *testing.T) {
	h := newHouse(t)
	planner := func(municipality, organisation string) call.Grant {
		return call.Grant{Role: call.RoleOrganisationPlanner, Municipality: municipality, Organisation: organisation}
	}
	h.people.set("planner", planner(here, "De Linde"), planner(neighbour, "Elders"), planner(here, "De Eik"), planner(here, "De Linde"), at(call.RoleOrganisationPlanner, here))
	_, err := matchingv1.NewMatchingServiceClient(h.inside).GetOffer(outside(t, "planner"), &matchingv1.GetOfferRequest{Municipality: here, Offer: someID})
	if err != nil {
		t.Fatal(err)
	}
	got, _ := h.last()
	if diff := cmp.Diff([]string{"De Linde", "De Eik"}, got.Owner().Organisations()); diff != "" {
		t.Error(diff)
	}
}

func TestRefusalsAreWrittenToTheProcessingLog(t *testing.T) {
	h := newHouse(t)
	h.people.set("neighbour", at(call.RoleCoordinator, neighbour))
	client := intakev1.NewIntakeServiceClient(h.inside)
	_, err := client.GetApplication(outside(t, "neighbour"), getApplication())
	want(t, err, codes.PermissionDenied, errs.Forbidden)
	_, err = client.GetApplication(outside(t, "neighbour"), &intakev1.GetApplicationRequest{Municipality: asleep, Application: someID})
	want(t, err, codes.PermissionDenied, errs.Forbidden)
	h.close(t)
	if len(h.refused.list) != 2 {
		t.Fatalf("%d refusals were written", len(h.refused.list))
	}
	if c := h.refused.list[0]; c.Municipality != here || c.Caller.Account != "account-neighbour" || c.Activity == "" || c.Trace.ID == [16]byte{} || c.fault {
		t.Errorf("got %+v", c)
	}
	if c := h.refused.list[1]; c.Municipality != "" || c.reason != string(errs.Forbidden) { // nobody's log has what is no municipality
		t.Errorf("got %+v", c)
	}
}
