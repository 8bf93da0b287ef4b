package rpc_test

import (
	"sync"
	"sync/atomic"
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
)

const bureau = "Bureau Voorbeeld"

func ofBureau(s *someone) { s.organisation = bureau }

func (w *world) askBureau(application string) (*matchingv1.Offer, error) {
	return w.CreateOffer(w.coordinator, &matchingv1.CreateOfferRequest{Municipality: municipality, Application: application, Organisation: bureau})
}

func TestAnOrganisationIsAskedAndItsPlannerNamesWhoTakesIt(t *testing.T) {
	w := newWorld(t)
	application, pim, vera := w.application(t), w.supporter(t, ofBureau), w.supporter(t, nil)
	offer, err := w.askBureau(application)
	if err != nil {
		t.Fatal(err)
	}
	if !offer.GetToOrganisation() || offer.GetSupporter() != "" || offer.GetSupporterName() != "" || offer.GetOrganisation() != bureau {
		t.Errorf("got %v", offer)
	}
	if _, err := w.askBureau(application); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("asked twice: got %v", err)
	}

	// Nobody of the organisation reaches it but its planner, and no planner of another.
	if _, err := w.get(pim.as(t), offer.GetId()); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("somebody of the organisation: got %v", err)
	}
	if _, err := w.get(planner(t, "Een ander"), offer.GetId()); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("a planner of another organisation: got %v", err)
	}
	theirs := planner(t, bureau)
	if list, err := w.ListOffers(theirs, &matchingv1.ListOffersRequest{Municipality: municipality}); err != nil || len(list.GetOffers()) != 1 {
		t.Errorf("the planner's list: got %v, %v", list, err)
	}

	accept := func(supporter string) (*matchingv1.Offer, error) {
		return w.AcceptOffer(theirs, &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer.GetId(), Supporter: supporter})
	}
	for supporter, rule := range map[string]string{"": "offer.name_somebody", vera.id: "offer.other_organisation"} {
		if _, err := accept(supporter); !violates(err, "supporter", rule) {
			t.Errorf("%s: got %v", rule, err)
		}
	}
	accepted, err := accept(pim.id)
	if err != nil {
		t.Fatal(err)
	}
	if accepted.GetSupporter() != pim.id || accepted.GetState() != matchingv1.OfferState_OFFER_STATE_ACCEPTED || accepted.GetResidentName() != "" {
		t.Errorf("got %v", accepted)
	}
	if mine, err := w.get(pim.as(t), offer.GetId()); err != nil || mine.GetResidentName() == "" {
		t.Errorf("who takes it reads the name: got %v, %v", mine, err)
	}
	if confirmed, err := w.resident(offer.GetId(), matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil || confirmed.GetCase() == "" {
		t.Errorf("got %v, %v", confirmed, err)
	}
}

func TestWhomAnOrganisationNamesPassesTheGates(t *testing.T) {
	w := newWorld(t)
	application, pim := w.application(t), w.supporter(t, ofBureau)
	full := w.supporter(t, func(s *someone) { ofBureau(s); s.maxCases = 1 })
	if _, err := w.accept(full.as(t), w.asked(t, w.application(t), full)); err != nil {
		t.Fatal(err)
	}
	offer, err := w.askBureau(application)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.AcceptOffer(planner(t, bureau), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer.GetId(), Supporter: full.id})
	if !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "ROOM" {
		t.Errorf("somebody without room: got %v", err)
	}
	recorded, err := w.RecordAnswer(w.coordinator, &matchingv1.RecordAnswerRequest{Municipality: municipality, Offer: offer.GetId(), Accepted: true, Supporter: pim.id})
	if err != nil || recorded.GetSupporter() != pim.id || !recorded.GetByPhone() {
		t.Errorf("by phone: got %v, %v", recorded, err)
	}
}

func TestAnOrganisationOfWhichNobodyCanBeAskedIsNotAsked(t *testing.T) {
	w := newWorld(t)
	if _, err := w.askBureau(w.application(t)); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("nobody is of it: got %v", err)
	}
	w.supporter(t, func(s *someone) { ofBureau(s); s.state = "PAUSED" })
	if _, err := w.askBureau(w.application(t)); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "ACTIVE" {
		t.Errorf("the only one is paused: got %v", err)
	}
}

func TestAnOfferToOnePersonIsTakenByNobodyElse(t *testing.T) {
	w := newWorld(t)
	pim, kim := w.supporter(t, ofBureau), w.supporter(t, ofBureau)
	offer := w.asked(t, w.application(t), pim)
	_, err := w.AcceptOffer(planner(t, bureau), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer, Supporter: kim.id})
	if !violates(err, "supporter", "offer.to_one") {
		t.Errorf("got %v", err)
	}
	if _, err := w.AcceptOffer(planner(t, bureau), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer, Supporter: pim.id}); err != nil {
		t.Errorf("named all the same: got %v", err)
	}
}

func TestProposalsNameTheOrganisationsThatCanBeAsked(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.supporter(t, ofBureau)
	w.supporter(t, ofBureau)
	w.supporter(t, func(s *someone) { s.organisation, s.state = "Rust", "PAUSED" })
	w.supporter(t, nil)
	proposed, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application, PageSize: 1})
	if err != nil || len(proposed.GetProposals()) != 1 {
		t.Fatalf("got %v, %v", proposed, err)
	}
	list := proposed.GetOrganisations()
	if len(list) != 1 || list[0].GetOrganisation() != bureau || list[0].GetSupporters() != 2 || list[0].GetScore() <= 0 {
		t.Errorf("got %v", list)
	}
}

func TestOfTwoWhoAreNamedAtTheSameMomentOneTakesIt(t *testing.T) {
	w := newWorld(t)
	application, crowd := w.application(t), make([]someone, 8)
	for i := range crowd {
		crowd[i] = w.supporter(t, ofBureau)
	}
	offer, err := w.askBureau(application)
	if err != nil {
		t.Fatal(err)
	}
	var taken atomic.Int32
	var all sync.WaitGroup
	for _, s := range crowd {
		all.Go(func() {
			_, err := w.AcceptOffer(planner(t, bureau), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer.GetId(), Supporter: s.id})
			switch {
			case err == nil:
				taken.Add(1)
			case !errs.Is(err, errs.StateConflictReason):
				t.Errorf("got %v", err)
			}
		})
	}
	all.Wait()
	if taken.Load() != 1 {
		t.Errorf("%d took it", taken.Load())
	}
}

// violates reports whether an error says that a field breaks a rule, and nothing else.
func violates(err error, field, rule string) bool {
	e := errs.Of(err)
	return e != nil && len(e.Violations) == 1 && e.Violations[0].Field == field && e.Violations[0].Rule == rule
}
