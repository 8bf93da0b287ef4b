package rpc_test

import (
	"sync"
	"sync/atomic"
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
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

// A planner who tries their people in turn learns nothing of what the resident wishes, or what was between them.
func TestAPlannerIsNotToldWhatTheResidentWishes(t *testing.T) {
	w := newWorld(t)
	application, pim := w.application(t), w.supporter(t, ofBureau)
	fits, elsewhere := w.supporter(t, ofBureau), w.supporter(t, nil)
	w.traits[pim.id], w.traits[fits.id] = matching.Traits{Gender: "MAN"}, matching.Traits{Gender: "WOMAN"}
	w.wish(t, &matchingv1.RecordMatchWishesRequest{
		Application: application, WishedGender: matchingv1.WishedGender_WISHED_GENDER_WOMAN, GenderStrength: matchingv1.WishStrength_WISH_STRENGTH_MUST,
	})
	offer, err := w.askBureau(application)
	if err != nil {
		t.Fatal(err)
	}
	w.opened = nil
	accept := func(supporter string) error {
		_, err := w.AcceptOffer(planner(t, bureau), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer.GetId(), Supporter: supporter})
		return err
	}
	for _, stranger := range []string{elsewhere.id, pg.NewID()} {
		if err := accept(stranger); !violates(err, "supporter", "offer.other_organisation") {
			t.Errorf("somebody of elsewhere, or nobody: got %v", err)
		}
	}
	if len(w.opened) != 0 {
		t.Errorf("files were opened: %v", w.opened)
	}
	if err := accept(pim.id); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "CONFLICT" {
		t.Errorf("a planner: got %v", err)
	}
	_, err = w.RecordAnswer(w.coordinator, &matchingv1.RecordAnswerRequest{Municipality: municipality, Offer: offer.GetId(), Accepted: true, Supporter: pim.id})
	if !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "GENDER" {
		t.Errorf("a coordinator: got %v", err)
	}
	if err := accept(fits.id); err != nil {
		t.Error(err)
	}
}

func TestAnOrganisationThatSaidNoIsNotAskedAgain(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.supporter(t, ofBureau)
	offer, err := w.askBureau(application)
	if err != nil {
		t.Fatal(err)
	}
	proposed := func() int { return len(w.propose(t, "nl", application).GetOrganisations()) }
	if proposed() != 0 {
		t.Error("one that is asked is proposed again")
	}
	if _, err := w.DeclineOffer(planner(t, bureau), &matchingv1.DeclineOfferRequest{Municipality: municipality, Offer: offer.GetId()}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.askBureau(application); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "NOT_ASKED_BEFORE" || proposed() != 0 {
		t.Errorf("got %v, %d proposed", err, proposed())
	}
	if other := w.application(t); len(w.propose(t, "nl", other).GetOrganisations()) != 1 {
		t.Error("a no to one application counts for another")
	}
}

func TestAnOfferIsNotTakenByWhomAConflictAroseWith(t *testing.T) {
	w := newWorld(t)
	application, pim := w.application(t), w.supporter(t, ofBureau)
	offer := w.asked(t, application, pim)
	w.change(t, `UPDATE test.application SET organisation = 'bureau voorbeeld' WHERE id = $1`, application)
	if _, err := w.accept(pim.as(t), offer); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "CONFLICT" {
		t.Errorf("got %v", err)
	}
}

// violates reports whether an error says that a field breaks a rule, and nothing else.
func violates(err error, field, rule string) bool {
	e := errs.Of(err)
	return e != nil && len(e.Violations) == 1 && e.Violations[0].Field == field && e.Violations[0].Rule == rule
}
