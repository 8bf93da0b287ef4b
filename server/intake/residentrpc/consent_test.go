package residentrpc_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

const support = intakev1.ConsentKind_CONSENT_KIND_SUPPORT

func consent(resident string, kind intakev1.ConsentKind, given bool) *intakev1.CreateConsentRequest {
	return &intakev1.CreateConsentRequest{
		Resident: resident, RequestId: pg.NewID(),
		Consent: &intakev1.Consent{Kind: kind, Given: given, Manner: "aan de telefoon"},
	}
}

func (d desk) consents(resident string, kind intakev1.ConsentKind, given bool) *intakev1.Consent {
	d.t.Helper()
	stored, err := d.CreateConsent(d.ctx, consent(resident, kind, given))
	if err != nil {
		d.t.Fatal(err)
	}
	return stored
}

func TestConsentToSupportMovesApplications(t *testing.T) {
	d := newDesk(t)
	resident, other := d.resident("Noor de Wit", ""), d.resident("Sem Bos", "")
	waiting, untouched := d.application(resident, intake.AwaitingConsent), d.application(resident, intake.WaitingForMatch)
	foreign := d.application(other, intake.AwaitingConsent)
	check := func(want intake.State, events int) {
		t.Helper()
		if got := d.reread(waiting).State; got != want {
			t.Errorf("the application is %s, want %s", got, want)
		}
		if d.reread(untouched).State != intake.WaitingForMatch || d.reread(foreign).State != intake.AwaitingConsent {
			t.Error("an application moved that the consent does not concern")
		}
		if got := d.events(); got != events {
			t.Errorf("got %d events, want %d", got, events)
		}
	}
	d.consents(resident, intakev1.ConsentKind_CONSENT_KIND_HEALTH_DATA, true)
	check(intake.AwaitingConsent, 0)
	d.consents(resident, support, true)
	check(intake.Received, 1)
	d.consents(resident, support, true)
	check(intake.Received, 1)
	d.consents(resident, support, false)
	check(intake.AwaitingConsent, 2)
}

func TestConsentReachesApplicationsFromBeforeAMerge(t *testing.T) {
	d := newDesk(t)
	resident, twin := d.resident("Noor de Wit", ""), d.resident("Noor d. Wit", "")
	waiting := d.application(twin, intake.AwaitingConsent)
	d.consents(twin, intakev1.ConsentKind_CONSENT_KIND_HANDOVER, true)
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, twin, resident) })
	d.consents(resident, support, true)
	if got := d.reread(waiting).State; got != intake.Received {
		t.Errorf("the application is %s, want RECEIVED", got)
	}
	answer, err := d.ListConsents(d.ctx, &intakev1.ListConsentsRequest{Resident: resident})
	if err != nil || len(answer.GetConsents()) != 2 {
		t.Errorf("got %d consents, want those of both dossiers: %v", len(answer.GetConsents()), err)
	}
}

// What the referrer may know is about an application of this person, and nothing else is about one.
func TestAConsentIsAboutAnApplicationOfTheResident(t *testing.T) {
	d := newDesk(t)
	resident, other := d.resident("Noor de Wit", ""), d.resident("Sem Bos", "")
	own, foreign := d.application(resident, intake.Received), d.application(other, intake.Received)
	about := func(kind intakev1.ConsentKind, application string) (*intakev1.Consent, error) {
		req := consent(resident, kind, true)
		req.Consent.Application = application
		return d.CreateConsent(d.ctx, req)
	}
	const status = intakev1.ConsentKind_CONSENT_KIND_STATUS_TO_REFERRER
	_, err := about(support, own)
	violates(t, err, "consent.application", "consent.about_person")
	for _, application := range []string{foreign, pg.NewID()} {
		_, err = about(status, application)
		violates(t, err, "consent.application", "consent.unknown_application")
	}
	made, err := about(status, own)
	if err != nil || made.GetApplication() != own {
		t.Fatalf("got %v, %v", made, err)
	}
	if again, err := d.GetConsent(d.ctx, &intakev1.GetConsentRequest{Resident: resident, Consent: made.GetId()}); err != nil || again.GetApplication() != own {
		t.Errorf("read back: %v, %v", again, err)
	}
}

func TestConsentsAreRecordedAndListed(t *testing.T) {
	d := newDesk(t)
	resident := d.resident("Noor de Wit", "")
	first := d.consents(resident, support, true)
	if first.GetGivenDate() != calendar.Day(time.Now()) || first.GetRecordedBy() != call.From(d.ctx).Caller.Account ||
		first.GetManner() != "aan de telefoon" || !first.GetGiven() || first.GetResident() != resident {
		t.Error("a consent was not recorded as it was given")
	}
	second := d.consents(resident, support, false)
	req := &intakev1.ListConsentsRequest{Resident: resident, PageSize: 1}
	answer, err := d.ListConsents(d.ctx, req)
	if err != nil || len(answer.GetConsents()) != 1 || answer.GetConsents()[0].GetId() != second.GetId() {
		t.Fatalf("not the newest first: %v", err)
	}
	req.PageToken = answer.GetNextPageToken()
	answer, err = d.ListConsents(d.ctx, req)
	if err != nil || len(answer.GetConsents()) != 1 || answer.GetConsents()[0].GetId() != first.GetId() || answer.GetNextPageToken() != "" {
		t.Fatalf("not the older one on the next page: %v", err)
	}
	if n := d.logged("store consent"); n != 2 {
		t.Errorf("got %d logged consents, want 2", n)
	}
	if n := d.logged("list consents"); n != 2 {
		t.Errorf("got %d logged lists, want 2", n)
	}
}

func TestARepeatedConsentIsRecordedOnce(t *testing.T) {
	d := newDesk(t)
	resident := d.resident("Noor de Wit", "")
	req := consent(resident, support, true)
	first, err := d.CreateConsent(d.ctx, req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.CreateConsent(d.ctx, req); err != nil || again.GetId() != first.GetId() || again.GetManner() != first.GetManner() {
		t.Errorf("got another consent: %v", err)
	}
	req.Consent.Given = false
	_, err = d.CreateConsent(d.ctx, req)
	refused(t, err, errs.RequestIDReused)
}

func TestConsentRefuses(t *testing.T) {
	d := newDesk(t)
	resident := d.resident("Noor de Wit", "")
	for day, rule := range map[string]string{
		"2026-02-30": "date.invalid", calendar.Day(time.Now().AddDate(0, 0, 1)): "date.future",
	} {
		req := consent(resident, support, true)
		req.Consent.GivenDate = day
		_, err := d.CreateConsent(d.ctx, req)
		violates(t, err, "consent.given_date", rule)
	}
	_, err := d.CreateConsent(d.ctx, consent(pg.NewID(), support, true))
	refused(t, err, errs.NotFoundReason)
	_, err = d.neighbour().CreateConsent(d.neighbour().ctx, consent(resident, support, true))
	refused(t, err, errs.NotFoundReason)
	_, err = d.ListConsents(d.ctx, &intakev1.ListConsentsRequest{Resident: pg.NewID()})
	refused(t, err, errs.NotFoundReason)
}

// A yes and a no at the same moment leave the application where the newest of them leads.
func TestTheNewestConsentCountsWhenSeveralComeAtOnce(t *testing.T) {
	d := newDesk(t)
	resident := d.resident("Noor de Wit", "")
	application := d.application(resident, intake.AwaitingConsent)
	const many = 8
	failures := make([]error, many)
	var wait sync.WaitGroup
	for i := range many {
		wait.Go(func() { _, failures[i] = d.CreateConsent(d.ctx, consent(resident, support, i%2 == 0)) })
	}
	wait.Wait()
	if err := errors.Join(failures...); err != nil {
		t.Fatal(err)
	}
	answer, err := d.ListConsents(d.ctx, &intakev1.ListConsentsRequest{Resident: resident})
	if err != nil || len(answer.GetConsents()) != many {
		t.Fatalf("got %d consents, %v", len(answer.GetConsents()), err)
	}
	want := intake.AwaitingConsent
	if answer.GetConsents()[0].GetGiven() {
		want = intake.Received
	}
	if got := d.reread(application).State; got != want {
		t.Errorf("the application is %s, the newest consent says %s", got, want)
	}
}
