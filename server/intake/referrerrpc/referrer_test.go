package referrerrpc_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

func updateReferrer(r *intakev1.Referrer, paths ...string) *intakev1.UpdateReferrerRequest {
	return &intakev1.UpdateReferrerRequest{
		Municipality: "gm0867", Referrer: r, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}, RequestId: pg.NewID(),
	}
}

func TestAReferrerIsThePairOfNameAndOrganisation(t *testing.T) {
	d := newDesk(t)
	linde, eik := d.organisation("De Linde"), d.organisation("De Eik")
	first := d.referrer(linde.GetId(), "Zoë Müller", "")
	d.referrer(eik.GetId(), "Zoë Müller", "")
	_, err := d.CreateReferrer(d.ctx, createReferrer(linde.GetId(), "zoe muller", ""))
	refused(t, err, errs.AlreadyExistsReason)
	_, err = d.UpdateReferrer(d.ctx, updateReferrer(&intakev1.Referrer{Id: first.GetId(), ReferrerOrganisation: eik.GetId()}, "referrer_organisation"))
	refused(t, err, errs.AlreadyExistsReason)
	_, err = d.CreateReferrer(d.ctx, createReferrer(pg.NewID(), " ", ""))
	violates(t, err, "referrer.name", "required")
	violates(t, err, "referrer.referrer_organisation", "organisation.unknown")
	_, err = d.neighbour().CreateReferrer(d.neighbour().ctx, createReferrer(linde.GetId(), "Zoë Müller", ""))
	violates(t, err, "referrer.referrer_organisation", "organisation.unknown")
}

func TestUpdateReferrer(t *testing.T) {
	d := newDesk(t)
	made, account := d.referrer(d.organisation("De Linde").GetId(), "Zoë Müller", ""), pg.NewID()
	got, err := d.UpdateReferrer(d.ctx, updateReferrer(
		&intakev1.Referrer{Id: made.GetId(), Name: "Zoë  de Vries", Account: account, Etag: made.GetEtag()}, "name", "account"))
	if err != nil || got.GetName() != "Zoë de Vries" || got.GetAccount() != account || got.GetPhone() != made.GetPhone() || got.GetEtag() != "2" {
		t.Fatalf("got etag %s, %v", got.GetEtag(), err)
	}
	_, err = d.UpdateReferrer(d.ctx, updateReferrer(&intakev1.Referrer{Id: made.GetId(), Name: "Z", Etag: "1"}, "name"))
	refused(t, err, errs.EtagMismatchReason)
	_, err = d.neighbour().UpdateReferrer(d.neighbour().ctx, updateReferrer(&intakev1.Referrer{Id: made.GetId(), Phone: "1"}, "phone"))
	refused(t, err, errs.NotFoundReason)
	if n := d.logged("update referrer"); n != 1 {
		t.Errorf("got %d logged updates, want 1", n)
	}
}

// History may know only the name of a referrer: a coordinator can still add a number.
func TestAReferrerOfHistoryCanBeCompleted(t *testing.T) {
	d := newDesk(t)
	var id string
	d.write(func(tx *pg.Tx) (err error) {
		id, _, err = d.store.ResolveReferrer(d.ctx, tx, sealed.Of("Zoë Müller"), "", func(string) string { return "other" })
		return err
	})
	got, err := d.UpdateReferrer(d.ctx, updateReferrer(&intakev1.Referrer{Id: id, Phone: "0611931234"}, "phone"))
	if err != nil || got.GetPhone() != "+31611931234" {
		t.Fatal(err)
	}
	_, err = d.UpdateReferrer(d.ctx, updateReferrer(&intakev1.Referrer{Id: id, Name: "Zoë de Vries"}, "name"))
	violates(t, err, "referrer.referrer_organisation", "organisation.unknown")
	linde := d.organisation("De Linde")
	if _, err = d.UpdateReferrer(d.ctx, updateReferrer(&intakev1.Referrer{Id: id, ReferrerOrganisation: linde.GetId()}, "referrer_organisation")); err != nil {
		t.Fatal(err)
	}
}

func TestAReferrerReadsItselfAndNobodyElse(t *testing.T) {
	d := newDesk(t)
	linde, account := d.organisation("De Linde").GetId(), pg.NewID()
	mine, other := d.referrer(linde, "Zoë Müller", account), d.referrer(linde, "Sem Bos", pg.NewID())
	get := func(d desk, id string) error {
		_, err := d.GetReferrer(d.ctx, &intakev1.GetReferrerRequest{Municipality: "gm0867", Referrer: id})
		return err
	}
	if err := get(d.as(account), mine.GetId()); err != nil {
		t.Errorf("itself: %v", err)
	}
	if err := get(d, mine.GetId()); err != nil {
		t.Errorf("a coordinator: %v", err)
	}
	refused(t, get(d.as(account), other.GetId()), errs.NotFoundReason)
	refused(t, get(d.as(""), mine.GetId()), errs.NotFoundReason)
	refused(t, get(d.neighbour(), mine.GetId()), errs.NotFoundReason)
	refused(t, get(d.neighbour().as(account), mine.GetId()), errs.NotFoundReason)
}

func TestReferrersAreListedTheNewestFirst(t *testing.T) {
	d := newDesk(t)
	linde, eik := d.organisation("De Linde").GetId(), d.organisation("De Eik").GetId()
	first, second, third := d.referrer(linde, "Zoë Müller", ""), d.referrer(eik, "Sem Bos", ""), d.referrer(linde, "Lou Smit", "")
	list := func(req *intakev1.ListReferrersRequest) (ids []string) {
		for {
			answer, err := d.ListReferrers(d.ctx, req)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range answer.GetReferrers() {
				ids = append(ids, r.GetId())
			}
			if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
				return ids
			}
		}
	}
	if got, want := list(&intakev1.ListReferrersRequest{PageSize: 2}), []string{third.GetId(), second.GetId(), first.GetId()}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := list(&intakev1.ListReferrersRequest{PageSize: 1, ReferrerOrganisation: linde}), []string{third.GetId(), first.GetId()}; !slices.Equal(got, want) {
		t.Errorf("of one organisation: got %v, want %v", got, want)
	}
}
