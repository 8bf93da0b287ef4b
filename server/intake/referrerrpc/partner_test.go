package referrerrpc_test

import (
	"slices"
	"testing"
	"time"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

const (
	byPhone   = intakev1.PartnerContactKind_PARTNER_CONTACT_KIND_PHONE
	atMeeting = intakev1.PartnerContactKind_PARTNER_CONTACT_KIND_MEETING
)

func daysFromNow(days int) string { return calendar.Day(time.Now().AddDate(0, 0, days)) }

func contact(organisation, day string, kind intakev1.PartnerContactKind) *intakev1.RecordPartnerContactRequest {
	return &intakev1.RecordPartnerContactRequest{
		Municipality: "gm0867", RequestId: pg.NewID(), ReferrerOrganisation: organisation, ContactDate: day, Kind: kind, Note: "Folders gebracht",
	}
}

func (d desk) contacted(organisation, day string, kind intakev1.PartnerContactKind) *intakev1.PartnerContact {
	d.t.Helper()
	c, err := d.RecordPartnerContact(d.ctx, contact(organisation, day, kind))
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d desk) read(organisation string) *intakev1.ReferrerOrganisation {
	d.t.Helper()
	o, err := d.GetReferrerOrganisation(d.ctx, &intakev1.GetReferrerOrganisationRequest{Municipality: "gm0867", ReferrerOrganisation: organisation})
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

// An organisation tells of its newest contact by day, whichever was written down last; what was a mistake goes again.
func TestAnOrganisationTellsOfItsNewestContact(t *testing.T) {
	d := newDesk(t)
	id := d.organisation("De Linde").GetId()
	newest := d.contacted(id, daysFromNow(-3), byPhone)
	d.contacted(id, daysFromNow(-10), atMeeting)
	req := contact(id, daysFromNow(-5), atMeeting)
	req.NextContactDate = daysFromNow(30)
	if _, err := d.RecordPartnerContact(d.ctx, req); err != nil {
		t.Fatal(err)
	}
	got := d.read(id)
	if got.GetLastContactDate() != daysFromNow(-3) || got.GetLastContactKind() != byPhone || got.GetMeetingsAttended() != 2 ||
		got.GetNextContactDate() != daysFromNow(30) || got.GetEtag() != "4" {
		t.Errorf("got %v", got)
	}
	remove := &intakev1.DeletePartnerContactRequest{Municipality: "gm0867", PartnerContact: newest.GetId(), RequestId: pg.NewID()}
	_, err := d.neighbour().DeletePartnerContact(d.neighbour().ctx, remove)
	refused(t, err, errs.NotFoundReason)
	if _, err := d.DeletePartnerContact(d.ctx, remove); err != nil {
		t.Fatal(err)
	}
	if got := d.read(id); got.GetLastContactDate() != daysFromNow(-5) || got.GetLastContactKind() != atMeeting {
		t.Errorf("without the newest: got %v", got)
	}
	var keys int
	if err := d.db.Owner.Read(d.ctx, func(tx *pg.Tx) error {
		return tx.Get(d.ctx, &keys, `SELECT count(*) FROM platform.subject_key WHERE municipality = $1 AND subject = $2`, tx.Municipality(), newest.GetId())
	}); err != nil || keys != 0 {
		t.Errorf("the key of the note is still there: %d, %v", keys, err)
	}
}

func TestContactsAreListedByTheirDay(t *testing.T) {
	d := newDesk(t)
	id, other := d.organisation("De Linde").GetId(), d.organisation("De Eik").GetId()
	for _, day := range []int{-4, -1, -9, -1} {
		d.contacted(id, daysFromNow(day), byPhone)
	}
	d.contacted(other, "", byPhone)
	var days []string
	req := &intakev1.ListPartnerContactsRequest{Municipality: "gm0867", ReferrerOrganisation: id, PageSize: 2}
	for {
		answer, err := d.ListPartnerContacts(d.ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range answer.GetPartnerContacts() {
			days = append(days, c.GetContactDate())
			if c.GetNote() != "Folders gebracht" {
				t.Errorf("note: %q", c.GetNote())
			}
		}
		if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if want := []string{daysFromNow(-1), daysFromNow(-1), daysFromNow(-4), daysFromNow(-9)}; !slices.Equal(days, want) {
		t.Errorf("got %v, want %v", days, want)
	}
	_, err := d.neighbour().ListPartnerContacts(d.neighbour().ctx, &intakev1.ListPartnerContactsRequest{ReferrerOrganisation: id})
	refused(t, err, errs.NotFoundReason)
	if n := d.logged("list partner contacts"); n != 2 {
		t.Errorf("got %d logged reads, want 2", n)
	}
}

func TestWhatIsWrongWithAContact(t *testing.T) {
	d := newDesk(t)
	id := d.organisation("De Linde").GetId()
	req := contact(id, daysFromNow(1), byPhone)
	req.NextContactDate = daysFromNow(-1)
	_, err := d.RecordPartnerContact(d.ctx, req)
	violates(t, err, "contact_date", "date.future")
	violates(t, err, "next_contact_date", "date.past")
	_, err = d.neighbour().RecordPartnerContact(d.neighbour().ctx, contact(id, "", byPhone))
	refused(t, err, errs.NotFoundReason)
}

// Who was not heard from longest comes first; the filters narrow.
func TestWhoWasNotHeardFromComesFirst(t *testing.T) {
	d := newDesk(t)
	for name, day := range map[string]int{"Recent": -3, "Lang": -200, "Langer": -300, "Ook lang": -200} {
		d.contacted(d.organisation(name).GetId(), daysFromNow(day), byPhone)
	}
	never := d.organisation("Nooit")
	d.organisation("Ook nooit")
	if _, err := d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(
		&intakev1.ReferrerOrganisation{Id: never.GetId(), PartnerStatus: intakev1.PartnerStatus_PARTNER_STATUS_KNOWN}, "partner_status")); err != nil {
		t.Fatal(err)
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
	for _, c := range []struct {
		req  *intakev1.ListReferrerOrganisationsRequest
		want []string
	}{
		{&intakev1.ListReferrerOrganisationsRequest{OrderBy: "last_contact", PageSize: 1}, []string{"Nooit", "Ook nooit", "Langer", "Lang", "Ook lang", "Recent"}},
		{&intakev1.ListReferrerOrganisationsRequest{OrderBy: "last_contact", SilentWeeks: 10}, []string{"Nooit", "Ook nooit", "Langer", "Lang", "Ook lang"}},
		{&intakev1.ListReferrerOrganisationsRequest{SilentWeeks: 40, PageSize: 2}, []string{"Langer", "Nooit", "Ook nooit"}},
		{&intakev1.ListReferrerOrganisationsRequest{PartnerStatus: intakev1.PartnerStatus_PARTNER_STATUS_KNOWN}, []string{"Nooit"}},
	} {
		if got := names(c.req); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.req, got, c.want)
		}
	}
}

func TestWhoOfUsKeepsInTouch(t *testing.T) {
	d := newDesk(t)
	made, liaison := d.organisation("De Linde"), pg.NewID()
	got, err := d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(&intakev1.ReferrerOrganisation{Id: made.GetId(), Liaison: liaison}, "liaison"))
	if err != nil || got.GetLiaison() != liaison || got.GetLiaisonName() != "Naam van "+liaison[len(liaison)-4:] {
		t.Errorf("got %v, %v", got, err)
	}
	list, err := d.ListReferrerOrganisations(d.ctx, &intakev1.ListReferrerOrganisationsRequest{})
	if err != nil || list.GetReferrerOrganisations()[0].GetLiaisonName() != got.GetLiaisonName() {
		t.Errorf("in the list: %v, %v", list, err)
	}
	_, err = d.UpdateReferrerOrganisation(d.ctx, updateOrganisation(
		&intakev1.ReferrerOrganisation{Id: made.GetId(), Liaison: string(nobodys), NextContactDate: daysFromNow(-1)}, "liaison", "next_contact_date"))
	violates(t, err, "referrer_organisation.liaison", "account.unknown")
	violates(t, err, "referrer_organisation.next_contact_date", "date.past")
	_, err = d.CreateReferrerOrganisation(d.ctx, &intakev1.CreateReferrerOrganisationRequest{
		Municipality: "gm0867", RequestId: pg.NewID(), ReferrerOrganisation: &intakev1.ReferrerOrganisation{Name: "De Eik", Liaison: string(nobodys)},
	})
	violates(t, err, "referrer_organisation.liaison", "account.unknown")
}

// The code of an organisation stays as it was printed.
func TestAnOrganisationKeepsItsCode(t *testing.T) {
	d := newDesk(t)
	id, other := d.organisation("De Linde").GetId(), d.organisation("De Eik").GetId()
	prepare := func(organisation string) *intakev1.ReferralParagraph {
		t.Helper()
		p, err := d.AskReferralParagraph(d.ctx, &intakev1.AskReferralParagraphRequest{
			Municipality: "gm0867", ReferrerOrganisation: organisation, RequestId: pg.NewID(),
		})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first, again := prepare(id), prepare(id)
	if first.GetReferrerCode() == "" || first.GetReferrerCode() != again.GetReferrerCode() || first.GetTextNl() != again.GetTextNl() {
		t.Errorf("got %q, then %q", first.GetReferrerCode(), again.GetReferrerCode())
	}
	if prepare(other).GetReferrerCode() == first.GetReferrerCode() {
		t.Error("two organisations have one code")
	}
	if want := "https://oco.example/gm0867/aanmelden?via=" + first.GetReferrerCode(); first.GetLink() != want {
		t.Errorf("got %q, want %q", first.GetLink(), want)
	}
	if got := d.read(id); got.GetReferrerCode() != first.GetReferrerCode() || got.GetEtag() != "2" {
		t.Errorf("got %v", got)
	}
	_, err := d.neighbour().AskReferralParagraph(d.neighbour().ctx, &intakev1.AskReferralParagraphRequest{ReferrerOrganisation: id, RequestId: pg.NewID()})
	refused(t, err, errs.NotFoundReason)
}
