package referrerrpc_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func updateOrganisation(o *intakev1.ReferrerOrganisation, paths ...string) *intakev1.UpdateReferrerOrganisationRequest {
	return &intakev1.UpdateReferrerOrganisationRequest{
		Municipality: "gm0867", ReferrerOrganisation: o, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}, RequestId: pg.NewID(),
	}
}

func TestTheNameSaysTheKindWhenNobodyElseDoes(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ name, kind, want string }{
		{"Huisartsenpraktijk De Linde", "", "gp"},
		{"Huisartsen op School", "school", "school"},
		{"Stichting Samen", "", "other"},
	} {
		got, err := d.CreateReferrerOrganisation(d.ctx, createOrganisation(c.name, c.kind))
		if err != nil || got.GetKind() != c.want || got.GetPartnerStatus() != intakev1.PartnerStatus_PARTNER_STATUS_ACTIVE {
			t.Errorf("%s: got kind %q, want %q: %v", c.name, got.GetKind(), c.want, err)
		}
	}
	_, err := d.CreateReferrerOrganisation(d.ctx, createOrganisation("De Linde", "wizard"))
	violates(t, err, "referrer_organisation.kind", "code.unknown")
	_, err = d.CreateReferrerOrganisation(d.ctx, createOrganisation("  ", ""))
	violates(t, err, "referrer_organisation.name", "required")
}

func TestAnOrganisationIsThereOnce(t *testing.T) {
	d := newDesk(t)
	d.organisation("Bibliotheek Oost")
	_, err := d.CreateReferrerOrganisation(d.ctx, createOrganisation("BIBLIOTHEEK  OOST", ""))
	refused(t, err, errs.AlreadyExistsReason)
	other := d.organisation("Bibliotheek West")
	_, err = d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: other.GetId(), Name: "bibliotheek oost"}, "name"))
	refused(t, err, errs.AlreadyExistsReason)
	if _, err := d.neighbour().CreateReferrerOrganisation(d.neighbour().ctx, createOrganisation("Bibliotheek Oost", "")); err != nil {
		t.Errorf("the neighbouring municipality has its own: %v", err)
	}
}

func TestUpdateOrganisation(t *testing.T) {
	d := newDesk(t)
	made := d.organisation("De Linde")
	got, err := d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(
		&intakev1.ReferrerOrganisation{Id: made.GetId(), Etag: made.GetEtag(), Kind: "school"}, "kind", "partner_status"))
	if err != nil || got.GetName() != "De Linde" || got.GetKind() != "school" || got.GetEtag() != "2" ||
		got.GetPartnerStatus() != intakev1.PartnerStatus_PARTNER_STATUS_UNSPECIFIED {
		t.Fatalf("got %v, %v", got, err)
	}
	got, err = d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: made.GetId(), Name: "Huisarts De Linde"}, "name"))
	if err != nil || got.GetKind() != "school" {
		t.Errorf("a new name changed the kind that was chosen: %v, %v", got.GetKind(), err)
	}
	got, err = d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: made.GetId()}, "kind"))
	if err != nil || got.GetKind() != "gp" {
		t.Errorf("an emptied kind is derived anew: got %v, %v", got.GetKind(), err)
	}
	_, err = d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: made.GetId(), Kind: "wizard"}, "kind"))
	violates(t, err, "referrer_organisation.kind", "code.unknown")
	_, err = d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: made.GetId(), Etag: "1", Kind: "gp"}, "kind"))
	refused(t, err, errs.EtagMismatchReason)
	_, err = d.neighbour().UpdateReferrerOrganisation(d.neighbour().ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: made.GetId(), Kind: "gp"}, "kind"))
	refused(t, err, errs.NotFoundReason)
}

func TestOrganisationsAreListedByName(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"Éénhoorn", "Zorggroep", "bibliotheek", "Huisarts Aa", "Huisarts Bee"} {
		d.organisation(name)
	}
	names := func(req *intakev1.ListReferrerOrganisationsRequest) (names []string) {
		for {
			answer, err := d.ListReferrerOrganisations(d.ctx, req)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range answer.GetReferrerOrganisations() {
				names = append(names, o.GetName())
			}
			if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
				return names
			}
		}
	}
	want := []string{"bibliotheek", "Éénhoorn", "Huisarts Aa", "Huisarts Bee", "Zorggroep"}
	if got := names(&intakev1.ListReferrerOrganisationsRequest{PageSize: 2}); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := names(&intakev1.ListReferrerOrganisationsRequest{PageSize: 1, Kind: "gp"}); !slices.Equal(got, want[2:4]) {
		t.Errorf("of one kind: got %q, want %q", got, want[2:4])
	}
}
