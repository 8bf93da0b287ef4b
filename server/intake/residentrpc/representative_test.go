package residentrpc_test

import (
	"testing"
	"time"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func representative(resident, name, seen string) *intakev1.CreateRepresentativeRequest {
	return &intakev1.CreateRepresentativeRequest{
		Resident: resident, RequestId: pg.NewID(),
		Representative: &intakev1.Representative{
			Kind: intakev1.RepresentationKind_REPRESENTATION_KIND_ADMINISTRATOR, Name: name, Phone: "0611931234",
			Extent: "alleen geld", SeenDate: seen,
		},
	}
}

func (d desk) representatives(resident string) []*intakev1.Representative {
	d.t.Helper()
	answer, err := d.ListRepresentatives(d.ctx, &intakev1.ListRepresentativesRequest{Resident: resident})
	if err != nil {
		d.t.Fatal(err)
	}
	return answer.GetRepresentatives()
}

func TestRepresentativesAreRecordedListedAndRemoved(t *testing.T) {
	d := newDesk(t)
	resident := d.resident("Noor de Wit", "")
	first, err := d.CreateRepresentative(d.ctx, representative(resident, "Robin Smit", "2026-01-31"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.CreateRepresentative(d.ctx, representative(resident, "Kim Bos", ""))
	if err != nil {
		t.Fatal(err)
	}
	list := d.representatives(resident)
	if len(list) != 2 || list[0].GetId() != second.GetId() || list[1].GetId() != first.GetId() {
		t.Fatalf("got %d, not the newest first", len(list))
	}
	if got := list[1]; got.GetName() != "Robin Smit" || got.GetExtent() != "alleen geld" || got.GetSeenDate() != "2026-01-31" ||
		got.GetKind() != intakev1.RepresentationKind_REPRESENTATION_KIND_ADMINISTRATOR || got.GetResident() != resident {
		t.Error("a representative was not read back as it was recorded")
	}
	remove := &intakev1.DeleteRepresentativeRequest{
		Resident: resident, Representative: first.GetId(), Etag: first.GetEtag(), RequestId: pg.NewID(),
	}
	for range 2 {
		if _, err := d.DeleteRepresentative(d.ctx, remove); err != nil {
			t.Fatalf("removing, and removing again under the same request id: %v", err)
		}
	}
	remove.RequestId = pg.NewID()
	_, err = d.DeleteRepresentative(d.ctx, remove)
	refused(t, err, errs.NotFoundReason)
	if len(d.representatives(resident)) != 1 || d.logged("remove representative") != 1 {
		t.Error("the representative was not removed once")
	}
}

func TestRepresentativesRefuse(t *testing.T) {
	d := newDesk(t)
	resident, other := d.resident("Noor de Wit", ""), d.resident("Sem Bos", "")
	tomorrow := calendar.Day(time.Now().AddDate(0, 0, 1))
	for seen, rule := range map[string]string{"2026-02-30": "date.invalid", tomorrow: "date.future"} {
		_, err := d.CreateRepresentative(d.ctx, representative(resident, "Robin Smit", seen))
		violates(t, err, "representative.seen_date", rule)
	}
	_, err := d.CreateRepresentative(d.ctx, representative(resident, " ", ""))
	violates(t, err, "representative.name", "required")
	_, err = d.CreateRepresentative(d.ctx, representative(pg.NewID(), "Robin Smit", ""))
	refused(t, err, errs.NotFoundReason)

	stored, err := d.CreateRepresentative(d.ctx, representative(resident, "Robin Smit", ""))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		desk
		resident, etag string
		reason         errs.Reason
	}{
		"of another resident":      {d, other, "", errs.NotFoundReason},
		"an outdated copy":         {d, resident, "9", errs.EtagMismatchReason},
		"in another municipality ": {d.neighbour(), resident, "", errs.NotFoundReason},
	} {
		_, err := c.DeleteRepresentative(c.ctx, &intakev1.DeleteRepresentativeRequest{
			Resident: c.resident, Representative: stored.GetId(), Etag: c.etag,
		})
		if !errs.Is(err, c.reason) {
			t.Errorf("%s: got %v, want %s", name, err, c.reason)
		}
	}
	_, err = d.neighbour().ListRepresentatives(d.neighbour().ctx, &intakev1.ListRepresentativesRequest{Resident: resident})
	refused(t, err, errs.NotFoundReason)
}
