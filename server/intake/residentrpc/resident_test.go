package residentrpc_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

func update(resident *intakev1.Resident, paths ...string) *intakev1.UpdateResidentRequest {
	return &intakev1.UpdateResidentRequest{
		Municipality: "gm0867", Resident: resident, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}, RequestId: pg.NewID(),
	}
}

// found are the residents that a search gives.
func (d desk) found(req *intakev1.SearchResidentsRequest) (ids []string) {
	d.t.Helper()
	answer, err := d.SearchResidents(d.ctx, req)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, r := range answer.GetResidents() {
		ids = append(ids, r.GetId())
	}
	return ids
}

func TestUpdateResidentChangesWhatTheMaskNames(t *testing.T) {
	d := newDesk(t)
	id := d.resident("Noor de Wit", "06-11931234")
	got, err := d.UpdateResident(d.ctx, update(&intakev1.Resident{
		Id: id, Name: "Noor Jansen", Phone: "06 1193 5678", Email: "not@in.mask.example", Neighbourhood: "centrum",
		PreferredChannel: intakev1.ContactChannel_CONTACT_CHANNEL_POST,
		SafeContact:      &intakev1.SafeContact{NoVoicemail: true, Instruction: "alleen op school"},
	}, "name", "phone", "neighbourhood", "safe_contact"))
	if err != nil {
		t.Fatal(err)
	}
	if got.GetName() != "Noor Jansen" || got.GetPhone() != "+31611935678" || got.GetNeighbourhood() != "centrum" ||
		!got.GetSafeContact().GetNoVoicemail() || got.GetSafeContact().GetInstruction() != "alleen op school" {
		t.Errorf("what the mask names was not taken over: %v", got.GetEtag())
	}
	if got.GetEmail() != "" || got.GetPreferredChannel() != intakev1.ContactChannel_CONTACT_CHANNEL_UNSPECIFIED {
		t.Error("what the mask does not name changed")
	}
	again, err := d.GetResident(d.ctx, &intakev1.GetResidentRequest{Municipality: "gm0867", Resident: id})
	if err != nil || again.GetName() != "Noor Jansen" || again.GetEtag() != got.GetEtag() || again.GetEtag() != "2" {
		t.Errorf("read back: etag %s, %v", again.GetEtag(), err)
	}
}

// Whom a resident trusts has a name, keeps its number in the one form, and is cleared by saying nothing.
func TestTheTrustedPersonOfAResident(t *testing.T) {
	d := newDesk(t)
	id := d.resident("Noor de Wit", "06-11931234")
	name := func(named, phone string) (*intakev1.Resident, error) {
		return d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id, TrustedPersonName: named, TrustedPersonPhone: phone}, "trusted_person_name", "trusted_person_phone"))
	}
	_, err := name("", "06-11930995")
	violates(t, err, "resident.trusted_person_name", "required")
	for _, c := range [][3]string{{"Zus de Wit", "06 1193 0995", "+31611930995"}, {"Zus de Wit", "", ""}, {"", "", ""}} {
		if _, err := name(c[0], c[1]); err != nil {
			t.Fatal(err)
		}
		got, err := d.GetResident(d.ctx, &intakev1.GetResidentRequest{Resident: id})
		if err != nil || got.GetTrustedPersonName() != c[0] || got.GetTrustedPersonPhone() != c[2] || got.GetName() != "Noor de Wit" {
			t.Errorf("%v: got %q, %q, %v", c, got.GetTrustedPersonName(), got.GetTrustedPersonPhone(), err)
		}
	}
	if plain := d.count(`SELECT count(*) FROM intake.dossier WHERE municipality = $1 AND position('Zus'::bytea IN trusted_person_name) > 0`); plain != 0 {
		t.Error("it is not sealed")
	}
}

func TestSearchKeysFollowTheResident(t *testing.T) {
	d := newDesk(t)
	id := d.resident("Noor de Wit", "06-11931234")
	if _, err := d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id, Name: "Noor Jansen", Phone: "06-11935678"}, "name", "phone")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		req  *intakev1.SearchResidentsRequest
		want bool
	}{
		{&intakev1.SearchResidentsRequest{Name: "jansen"}, true},
		{&intakev1.SearchResidentsRequest{Phone: "+31 6 11935678"}, true},
		{&intakev1.SearchResidentsRequest{Name: "Wit"}, false},
		{&intakev1.SearchResidentsRequest{Phone: "0611931234"}, false},
		{&intakev1.SearchResidentsRequest{Name: "jans"}, false},
		{&intakev1.SearchResidentsRequest{Name: "jansen", Phone: "0611931234"}, false},
	} {
		if got := slices.Contains(d.found(c.req), id); got != c.want {
			t.Errorf("%q %q: found %t, want %t", c.req.GetName(), c.req.GetPhone(), got, c.want)
		}
	}
	if ids := d.neighbour().found(&intakev1.SearchResidentsRequest{Name: "jansen"}); len(ids) != 0 {
		t.Error("the neighbouring municipality found the resident")
	}
}

func TestSearchGoesPageByPage(t *testing.T) {
	d := newDesk(t)
	first, second, third := d.resident("Sam Bos", "0611931001"), d.resident("Kim Bos", "0611931002"), d.resident("Lou Bos", "0611931003")
	req := &intakev1.SearchResidentsRequest{Name: "bos", PageSize: 2}
	page, err := d.SearchResidents(d.ctx, req)
	if err != nil || len(page.GetResidents()) != 2 || page.GetResidents()[0].GetId() != third || page.GetResidents()[1].GetId() != second {
		t.Fatalf("first page: %d residents, %v", len(page.GetResidents()), err)
	}
	req.PageToken = page.GetNextPageToken()
	page, err = d.SearchResidents(d.ctx, req)
	if err != nil || len(page.GetResidents()) != 1 || page.GetResidents()[0].GetId() != first || page.GetNextPageToken() != "" {
		t.Fatalf("second page: %d residents, %v", len(page.GetResidents()), err)
	}
}

func TestPhonesThatAreMoreThanANumberStayAsTheyWere(t *testing.T) {
	d := newDesk(t)
	for given, want := range map[string]string{
		"06-11931234":                   "+31611931234",
		"+31 (0)6 11931234":             "+31611931234",
		"06-11931234 of 0416-119312":    "06-11931234 of 0416-119312",
		"06-11931234 (buurvrouw)":       "06-11931234 (buurvrouw)",
		"staat in het adresboek, vraag": "staat in het adresboek, vraag",
		"":                              "",
	} {
		if r := d.dossier(intake.Resident{Name: sealed.Of("Noor"), Phone: sealed.Of(given)}); r.Phone.Reveal() != want {
			t.Errorf("%q became %q, want %q", given, r.Phone.Reveal(), want)
		}
	}
}

func TestUpdateResidentRefuses(t *testing.T) {
	d := newDesk(t)
	id, other := d.resident("Noor de Wit", "06-11931234"), d.resident("Noor d Wit", "06-11931234")
	_, err := d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id, Name: "N", Etag: "7"}, "name"))
	refused(t, err, errs.EtagMismatchReason)
	_, err = d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id, Name: " ", Neighbourhood: "nergens"}, "name", "neighbourhood"))
	violates(t, err, "resident.name", "required")
	violates(t, err, "resident.neighbourhood", "code.unknown")
	_, err = d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: pg.NewID(), Name: "N"}, "name"))
	refused(t, err, errs.NotFoundReason)
	_, err = d.neighbour().UpdateResident(d.neighbour().ctx, update(&intakev1.Resident{Id: id, Name: "N"}, "name"))
	refused(t, err, errs.NotFoundReason)
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, other, id) })
	_, err = d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: other, Name: "N"}, "name"))
	refused(t, err, errs.StateConflictReason)
}

func TestARepeatedUpdateIsDoneOnce(t *testing.T) {
	d := newDesk(t)
	req := update(&intakev1.Resident{Id: d.resident("Noor de Wit", ""), Name: "Noor Jansen"}, "name")
	for range 2 {
		if got, err := d.UpdateResident(d.ctx, req); err != nil || got.GetEtag() != "2" {
			t.Fatalf("got etag %s, %v", got.GetEtag(), err)
		}
	}
	if n := d.logged("update resident"); n != 1 {
		t.Errorf("got %d logged updates, want 1", n)
	}
}

func TestApplicationsFollowWhetherTheResidentCanBeReached(t *testing.T) {
	d := newDesk(t)
	id := d.resident("Noor de Wit", "")
	missing := d.application(id, intake.WaitingForMatch, intake.MissingContact, intake.MissingQuestion)
	if _, err := d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id, Name: "Noor Jansen"}, "name")); err != nil {
		t.Fatal(err)
	}
	if got := d.events(); got != 0 {
		t.Errorf("a new name: got %d events, want none", got)
	}
	if _, err := d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id, Phone: "06-11931234"}, "phone")); err != nil {
		t.Fatal(err)
	}
	if got := d.reread(missing).ToComplete; !slices.Equal(got, []string{intake.MissingQuestion}) || d.events() != 1 {
		t.Errorf("a new phone number: to complete %v, %d events", got, d.events())
	}
	if _, err := d.UpdateResident(d.ctx, update(&intakev1.Resident{Id: id}, "phone")); err != nil {
		t.Fatal(err)
	}
	if got := d.reread(missing).ToComplete; !slices.Equal(got, []string{intake.MissingContact, intake.MissingQuestion}) || d.events() != 2 {
		t.Errorf("no phone number any more: to complete %v, %d events", got, d.events())
	}
}
