package rpc_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support/store"
)

func (w *world) agree(t *testing.T, application string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET referrer_may_know = true WHERE municipality = $1 AND id = $2`, municipality, application)
		return err
	})
}

func fully(id string) *supportv1.CloseCaseRequest {
	req := closing(id)
	req.ResidentFit = supportv1.Fit_FIT_YES
	req.Referrals = []*supportv1.CaseReferral{
		{Organisation: "Kanarie Schuldhulp", Reason: supportv1.CaseReferralReason_CASE_REFERRAL_REASON_EXPERTISE},
		{Organisation: "Kanarie Buurthuis", Reason: supportv1.CaseReferralReason_CASE_REFERRAL_REASON_COMPANY},
	}
	req.OutcomeLifeDomains = []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_INCOME}
	req.SupporterToldDate, req.ReferrerTold = today, true
	return req
}

func TestTheEndOfACaseIsToldWhole(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	w.agree(t, application)
	req := fully(id)
	closed, err := w.CloseCase(bo.as(t), req)
	if err != nil {
		t.Fatal(err)
	}
	list, err := w.ListCases(w.coordinator, &supportv1.ListCasesRequest{Municipality: municipality})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*supportv1.Case{"closed": closed, "listed": list.GetCases()[0]} {
		if c.GetResidentFit() != req.GetResidentFit() || c.GetFit() != supportv1.Fit_FIT_PARTLY || c.GetSupporterToldDate() != today || !c.GetReferrerTold() ||
			!slices.Equal(c.GetOutcomeLifeDomains(), req.GetOutcomeLifeDomains()) || len(c.GetLifeDomains()) != 2 ||
			!slices.EqualFunc(c.GetReferrals(), req.GetReferrals(), func(a, b *supportv1.CaseReferral) bool { return proto.Equal(a, b) }) {
			t.Errorf("%s: %v", name, c)
		}
	}
}

// Who closes a case as before tells no more.
func TestWhoTellsNoMoreClosesAsBefore(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, _ := w.opened(t, bo)
	c, err := w.CloseCase(bo.as(t), closing(id))
	if err != nil || c.GetResidentFit() != supportv1.Fit_FIT_UNSPECIFIED || len(c.GetReferrals()) != 0 || c.GetSupporterToldDate() != "" || c.GetReferrerTold() ||
		len(c.GetOutcomeLifeDomains()) != 0 {
		t.Errorf("closed: %v, %v", c, err)
	}
}

func TestAnEndThatCannotBeIsRefusedNamingTheField(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	req := fully(id)
	req.SupporterToldDate = "2026-03-11"
	_, err := w.CloseCase(bo.as(t), req)
	if e := errs.Of(err); e == nil || len(e.Violations) != 2 || e.Violations[0].Field != "supporter_told_date" || e.Violations[0].Rule != "date.future" ||
		e.Violations[1].Field != "referrer_told" || e.Violations[1].Rule != "case.referrer_consent" {
		t.Errorf("got %v", err)
	}
	if c, _ := w.get(bo.as(t), id); c.GetState() != supportv1.CaseState_CASE_STATE_OPEN {
		t.Errorf("it was refused and yet closed: %v", c)
	}
	w.agree(t, application)
	if _, err := w.CloseCase(bo.as(t), fully(id)); err != nil {
		t.Errorf("with consent: %v", err)
	}
}

// To whom somebody was referred on is written in the resident's key, and gone with it.
func TestTheEndIsErasedWithTheResident(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t)
	id, application := w.opened(t, bo)
	w.agree(t, application)
	if _, err := w.CloseCase(bo.as(t), fully(id)); err != nil {
		t.Fatal(err)
	}
	var row struct {
		Dossier string `db:"dossier"`
		Legible bool   `db:"legible"`
	}
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &row, `SELECT c.dossier, position('anarie' in encode(r.organisation, 'escape')) > 0 AS legible
			FROM support.case_referral r, support.support_case c WHERE r.municipality = $1 AND c.municipality = $1 AND c.id = r.support_case AND r.position = 0`,
			municipality)
	})
	if row.Legible {
		t.Error("an organisation is readable in the table")
	}
	w.write(t, func(tx *pg.Tx) error {
		if _, err := subject.Destroy(w.coordinator, tx, subject.Dossier, []string{row.Dossier}); err != nil {
			return err
		}
		erased, err := store.New(w.keys).Erase(w.coordinator, tx, subject.Dossier, []string{row.Dossier})
		if erased["case endings"] != 1 || erased["cases"] != 1 {
			t.Errorf("erased %v", erased)
		}
		return err
	})
	if _, err := w.get(w.coordinator, id); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("read: %v", err)
	}
}
