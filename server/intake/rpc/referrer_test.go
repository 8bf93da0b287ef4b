package rpc_test

import (
	"context"
	"testing"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestAReferrerIsOnePairOfNameAndOrganisation(t *testing.T) {
	o := newOffice(t)
	var ids []string
	for _, name := range []string{"Rosa Verwijzer", "ROSA  VERWIJZER", "Iemand Anders"} {
		req := submission("06-11930001")
		req.ResidentAgrees = true
		req.Applicant = &intakev1.Applicant{Kind: commonv1.ApplicantKind_APPLICANT_KIND_REFERRER, Name: name, Organisation: "Huisarts De Brug"}
		ids = append(ids, o.get(o.submit(public(t), req).GetApplication()).GetApplicant().GetReferrer())
	}
	if ids[0] == "" || ids[0] != ids[1] || ids[2] == ids[0] {
		t.Errorf("got %v", ids)
	}
}

// referrer is the context of a referrer with an account of their own, whose name is known when one is given.
func (o *office) referrer(name string) context.Context {
	c := call.From(pgtest.Context(o.T, here, call.RoleReferrer))
	c.Scope = call.ScopeOwn
	if name != "" {
		o.accounts[c.Caller.Account] = name
	}
	return call.With(o.Context(), c)
}

// referred is an application that a referrer sent in with a form.
func (o *office) referred(ctx context.Context, form *intakev1.Applicant) *intakev1.Application {
	o.Helper()
	req := submission("06-11930001")
	req.Applicant = form
	return o.get(o.submit(ctx, req).GetApplication())
}

func TestWhatAReferrerSendsInIsAReferral(t *testing.T) {
	o := newOffice(t)
	asResident := &intakev1.Applicant{Kind: commonv1.ApplicantKind_APPLICANT_KIND_RESIDENT, Name: "Iemand Anders"}
	rosa := o.referrer("Rosa Verwijzer")
	first, again := o.referred(rosa, nil), o.referred(rosa, asResident)
	for _, a := range []*intakev1.Application{first, again} {
		who := a.GetApplicant()
		if who.GetKind() != commonv1.ApplicantKind_APPLICANT_KIND_REFERRER || who.GetName() != "Rosa Verwijzer" || who.GetReferrer() == "" ||
			a.GetState() != intakev1.ApplicationState_APPLICATION_STATE_AWAITING_CONSENT {
			t.Errorf("got %v, %s", who, a.GetState())
		}
	}
	if first.GetApplicant().GetReferrer() != again.GetApplicant().GetReferrer() {
		t.Error("one account is two referrers")
	}
}

// A referrer who was known by name and organisation before is the same one after the first sign-in.
func TestAnAccountIsLinkedToThePairThatWasKnown(t *testing.T) {
	o := newOffice(t)
	pair := &intakev1.Applicant{Kind: commonv1.ApplicantKind_APPLICANT_KIND_REFERRER, Name: "Rosa Verwijzer", Organisation: "Huisarts De Brug"}
	before := o.referred(public(t), pair).GetApplicant()
	rosa := o.referrer("Rosa Verwijzer")
	got := o.referred(rosa, &intakev1.Applicant{Organisation: "huisarts de brug"}).GetApplicant()
	if got.GetReferrer() != before.GetReferrer() || got.GetOrganisation() != "Huisarts De Brug" {
		t.Errorf("got %v, was %v", got, before)
	}
	namesake := submission("06-11930001")
	namesake.Applicant = pair
	if _, err := o.service.SubmitApplication(o.referrer("Rosa Verwijzer"), namesake); reason(err) != errs.AlreadyExistsReason {
		t.Errorf("another account of that name and organisation: got %v", err)
	}
	other := o.referred(o.referrer("Iemand Anders"), pair).GetApplicant()
	if other.GetReferrer() == before.GetReferrer() || other.GetName() != "Iemand Anders" {
		t.Errorf("somebody else took over what %v referred: %v", before, other)
	}
}

func TestAReferrerOfAnotherMunicipalitySaysWhoTheyAre(t *testing.T) {
	o := newOffice(t)
	req := submission("06-11930001")
	far := o.referrer("")
	_, err := o.service.SubmitApplication(far, req)
	if refused := errs.Of(err); refused == nil || len(refused.Violations) != 2 || refused.Violations[0].Field != "applicant.name" {
		t.Errorf("got %v", err)
	}
	got := o.referred(far, &intakev1.Applicant{Name: "Rosa Verwijzer", Organisation: "Huisarts De Brug"}).GetApplicant()
	if got.GetReferrer() == "" || got.GetReferrer() != o.referred(far, nil).GetApplicant().GetReferrer() {
		t.Errorf("got %v", got)
	}
}
