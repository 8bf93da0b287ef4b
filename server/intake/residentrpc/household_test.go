package residentrpc_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func household(residents ...string) *intakev1.CreateHouseholdRequest {
	return &intakev1.CreateHouseholdRequest{
		Municipality: "gm0867", Household: &intakev1.Household{Residents: residents}, RequestId: pg.NewID(),
	}
}

func (d desk) getHousehold(id string) *intakev1.Household {
	d.t.Helper()
	h, err := d.GetHousehold(d.ctx, &intakev1.GetHouseholdRequest{Municipality: "gm0867", Household: id})
	if err != nil {
		d.t.Fatal(err)
	}
	return h
}

func (d desk) householdOf(resident string) string {
	d.t.Helper()
	r, err := d.GetResident(d.ctx, &intakev1.GetResidentRequest{Municipality: "gm0867", Resident: resident})
	if err != nil {
		d.t.Fatal(err)
	}
	return r.GetHousehold()
}

func TestAHouseholdHoldsResidentsWhoMoveInAndOut(t *testing.T) {
	d := newDesk(t)
	a, b, c := d.resident("Noor de Wit", "0611931234"), d.resident("Sem de Wit", "0611931234"), d.resident("Lou Bos", "")
	first, err := d.CreateHousehold(d.ctx, household(b, a))
	if err != nil {
		t.Fatal(err)
	}
	if got := d.getHousehold(first.GetId()); !slices.Equal(got.GetResidents(), []string{a, b}) || got.GetEtag() != "1" {
		t.Errorf("got %v, etag %s", got.GetResidents(), got.GetEtag())
	}
	second, err := d.CreateHousehold(d.ctx, household(b, c))
	if err != nil {
		t.Fatal(err)
	}
	if got := d.getHousehold(first.GetId()); !slices.Equal(got.GetResidents(), []string{a}) || got.GetEtag() != "2" {
		t.Errorf("who moved out is still there: %v, etag %s", got.GetResidents(), got.GetEtag())
	}
	changed, err := d.UpdateHousehold(d.ctx, &intakev1.UpdateHouseholdRequest{
		Household:  &intakev1.Household{Id: second.GetId(), Residents: []string{c, a}, Etag: "1"},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"residents"}},
	})
	if err != nil || !slices.Equal(changed.GetResidents(), []string{a, c}) || changed.GetEtag() != "2" {
		t.Fatalf("got %v, %v", changed.GetResidents(), err)
	}
	if d.householdOf(a) != second.GetId() || d.householdOf(b) != "" || d.householdOf(c) != second.GetId() {
		t.Error("the residents do not know their household")
	}
	if n := d.logged("change household"); n != 3 {
		t.Errorf("got %d logged changes, want 3", n)
	}
	_, err = d.UpdateHousehold(d.ctx, &intakev1.UpdateHouseholdRequest{
		Household:  &intakev1.Household{Id: second.GetId(), Etag: "1"},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"residents"}},
	})
	refused(t, err, errs.EtagMismatchReason)
}

func TestAHouseholdRefuses(t *testing.T) {
	d := newDesk(t)
	a, b, foreign := d.resident("Noor", ""), d.resident("Sem", ""), d.neighbour().resident("Lou", "")
	_, err := d.CreateHousehold(d.ctx, household(a))
	violates(t, err, "household.residents", "household.size")
	_, err = d.CreateHousehold(d.ctx, household(a, pg.NewID(), foreign))
	violates(t, err, "household.residents[1]", "resident.unknown")
	violates(t, err, "household.residents[2]", "resident.unknown")
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, b, a) })
	_, err = d.CreateHousehold(d.ctx, household(a, b))
	violates(t, err, "household.residents[1]", "resident.unknown")
	if n := d.count(`SELECT count(*) FROM intake.household WHERE municipality = $1`); n != 0 {
		t.Errorf("got %d households, want none", n)
	}
	_, err = d.GetHousehold(d.ctx, &intakev1.GetHouseholdRequest{Household: pg.NewID()})
	refused(t, err, errs.NotFoundReason)
}
