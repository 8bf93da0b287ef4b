package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/volunteer"
	"oco.example/oco/server/volunteer/rpc"
	"oco.example/oco/server/volunteer/store"
)

func (w *world) role(t *testing.T, r *volunteerv1.OtherRole) *volunteerv1.OtherRole {
	t.Helper()
	created, err := w.CreateOtherRole(w.coordinator, &volunteerv1.CreateOtherRoleRequest{Municipality: municipality, OtherRole: r})
	if err != nil {
		t.Fatal(err)
	}
	return created
}

// now is what the roles of a supporter do today.
func (w *world) rolesNow(t *testing.T, id string, kind volunteer.Kind) (now []rpc.RoleNow) {
	t.Helper()
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		all, err := w.RolesNow(w.coordinator, tx, []volunteer.Supporter{{ID: id, Kind: kind}})
		now = all[id]
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return now
}

// TestARoleDoesWhatThePolicyOfItsKindSays, the one that counts today, and only while somebody has it.
func TestARoleDoesWhatThePolicyOfItsKindSays(t *testing.T) {
	w := newWorld(t)
	id := w.create(t, volunteerOf("Bo")).GetId()
	w.role(t, &volunteerv1.OtherRole{Supporter: id, Role: "advocate", Organisation: "De Brug"})
	w.role(t, &volunteerv1.OtherRole{Supporter: id, Role: "care_employee", Organisation: "Zorg Zuid", SinceDate: "2020-01-01"})
	w.role(t, &volunteerv1.OtherRole{Supporter: id, Role: "buddy_visitor", SinceDate: "2090-01-01"})
	w.role(t, &volunteerv1.OtherRole{Supporter: id, Role: "buddy_visitor", SinceDate: "2020-01-01", UntilDate: "2020-12-31"})
	mistake := w.role(t, &volunteerv1.OtherRole{Supporter: id, Role: "buddy_visitor"})
	if _, err := w.EndOtherRole(w.coordinator, &volunteerv1.EndOtherRoleRequest{Municipality: municipality, OtherRole: mistake.GetId(), Mistaken: true}); err != nil {
		t.Fatal(err)
	}
	check := func(kind volunteer.Kind, advocate, care string) {
		t.Helper()
		want := []rpc.RoleNow{{Label: "advocate", Organisation: "De Brug", Effect: advocate}, {Label: "care_employee", Organisation: "Zorg Zuid", Effect: care}}
		if diff := cmp.Diff(want, w.rolesNow(t, id, kind)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
	check(volunteer.Informal, "SAME_CONCERNED", "SAME_CONCERNED")
	policy := func(kind commonv1.SupportKind, start string, otherwise volunteerv1.OtherRoleEffect, rules ...*volunteerv1.OtherRoleRule) {
		t.Helper()
		if _, err := w.CreateRolePurityPolicy(w.coordinator, &volunteerv1.CreateRolePurityPolicyRequest{
			Municipality: municipality, RolePurityPolicy: &volunteerv1.RolePurityPolicy{Kind: kind, StartDate: start, Otherwise: otherwise, Rules: rules},
		}); err != nil {
			t.Fatal(err)
		}
	}
	note := volunteerv1.OtherRoleEffect_OTHER_ROLE_EFFECT_NOTE
	policy(commonv1.SupportKind_SUPPORT_KIND_INFORMAL, "", volunteerv1.OtherRoleEffect_OTHER_ROLE_EFFECT_ALL_MATCHES, &volunteerv1.OtherRoleRule{Role: "advocate", Effect: note})
	policy(commonv1.SupportKind_SUPPORT_KIND_INFORMAL, "2090-01-01", note)
	check(volunteer.Informal, "NOTE", "ALL_MATCHES")
	check(volunteer.Formal, "SAME_CONCERNED", "SAME_CONCERNED")
}

// TestAPlannerRecordsForTheOwnOrganisationAlone, and ends nothing: that may let somebody through a gate.
func TestAPlannerRecordsForTheOwnOrganisationAlone(t *testing.T) {
	w := newWorld(t)
	pro := volunteerOf("Pim")
	pro.Kind, pro.Organisation = commonv1.SupportKind_SUPPORT_KIND_FORMAL, "Stichting Voorbeeld"
	own, other := w.create(t, pro).GetId(), w.create(t, volunteerOf("Bo")).GetId()
	planner := as(t, call.RoleOrganisationPlanner, "", "Stichting Voorbeeld")
	record := func(id string) error {
		_, err := w.CreateOtherRole(planner, &volunteerv1.CreateOtherRoleRequest{
			Municipality: municipality, OtherRole: &volunteerv1.OtherRole{Supporter: id, Role: "care_employee", Organisation: "Zorg Zuid"},
		})
		return err
	}
	if err := record(own); err != nil {
		t.Error(err)
	}
	if err := record(other); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
	w.role(t, &volunteerv1.OtherRole{Supporter: other, Role: "advocate"})
	list, err := w.ListOtherRoles(planner, &volunteerv1.ListOtherRolesRequest{Municipality: municipality})
	if err != nil || len(list.GetOtherRoles()) != 1 || list.GetOtherRoles()[0].GetSupporter() != own || list.GetOtherRoles()[0].GetSupporterName() != "Pim" {
		t.Errorf("got %v, %v", list, err)
	}
}

// TestAnAddressIsForThePersonAndTheCoordinator, has both its parts, and is compared with those of residents.
func TestAnAddressIsForThePersonAndTheCoordinator(t *testing.T) {
	w := newWorld(t)
	bo := volunteerOf("Bo")
	bo.Organisation, bo.Postcode = "De Brug", "5141 ab"
	_, err := w.CreateSupporter(w.coordinator, &volunteerv1.CreateSupporterRequest{Municipality: municipality, Supporter: bo})
	if e := errs.Of(err); e == nil || e.Violations[0].Field != "supporter.house_number" {
		t.Errorf("half an address: %v", err)
	}
	bo.HouseNumber = "12 a"
	created := w.create(t, bo)
	if created.GetPostcode() != "5141AB" || created.GetHouseNumber() != "12 a" {
		t.Errorf("got %v", created)
	}
	list, err := w.ListSupporters(as(t, call.RoleOrganisationPlanner, "", "De Brug"), &volunteerv1.ListSupportersRequest{Municipality: municipality})
	if err != nil || len(list.GetSupporters()) != 1 || list.GetSupporters()[0].GetPostcode() != "" || list.GetSupporters()[0].GetHouseNumber() != "" {
		t.Errorf("a planner sees %v, %v", list, err)
	}
	keys, found := subject.New(w.db.Keys), false
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		secrets, err := keys.Secrets(w.coordinator, tx)
		if err != nil {
			return err
		}
		// The field is the one of residents: intake/store.
		return tx.Get(w.coordinator, &found, `SELECT EXISTS (SELECT 1 FROM volunteer.search_key WHERE municipality = $1 AND hash = $2 AND supporter = $3)`,
			municipality, secrets.SearchKey("address", "5141AB 12a"), created.GetId())
	}); err != nil || !found {
		t.Errorf("is found by no address: %v", err)
	}
}

func TestErasingASupporterErasesTheirRoles(t *testing.T) {
	w := newWorld(t)
	id := w.create(t, volunteerOf("Bo")).GetId()
	w.role(t, &volunteerv1.OtherRole{Supporter: id, Role: "advocate"})
	var left int
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		if _, err := store.New(subject.New(w.db.Keys)).Erase(w.coordinator, tx, subject.Supporter, []string{id}); err != nil {
			return err
		}
		return tx.Get(w.coordinator, &left, `SELECT count(*) FROM volunteer.other_role WHERE municipality = $1`, municipality)
	}); err != nil || left != 0 {
		t.Errorf("%d are left: %v", left, err)
	}
}
