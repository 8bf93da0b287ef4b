package rpc_test

import (
	"slices"
	"sync"
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// moved brings a supporter into a state as the volunteer slice does: what stands is taken back before
// the supporter is locked, and what was asked meanwhile after.
func (w *world) moved(t *testing.T, s someone, state string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		if err := w.LetGo(w.coordinator, tx, s.id); err != nil {
			return err
		}
		if err := (supporters{}).Lock(w.coordinator, tx, s.id); err != nil {
			return err
		}
		_, err := tx.Exec(w.coordinator, `UPDATE volunteer.supporter SET state = $3 WHERE municipality = $1 AND id = $2`, municipality, s.id, state)
		if err != nil {
			return err
		}
		return w.LetGo(w.coordinator, tx, s.id)
	})
}

func TestWhoLeavesLetsGoOfWhatStands(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	leaves, stays := w.supporter(t, func(s *someone) { s.maxCases = 9 }), w.supporter(t, nil)
	alone, both, matched, running := w.application(t), w.application(t), w.application(t), w.application(t)
	asked, askedToo, accepted, inSupport := w.asked(t, alone, leaves), w.asked(t, both, leaves), w.asked(t, matched, leaves), w.asked(t, running, leaves)
	other := w.asked(t, both, stays)
	for _, offer := range []string{accepted, inSupport} {
		if _, err := w.accept(leaves.as(t), offer); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.resident(inSupport, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	before := len(w.events(t))
	w.moved(t, leaves, "LEFT")
	for application, want := range map[string]string{
		alone: "WAITING_FOR_MATCH", both: "OFFERED", matched: "WAITING_FOR_MATCH", running: "IN_SUPPORT",
	} {
		if got := w.stateOf(t, application); got != want {
			t.Errorf("the application is %s, want %s", got, want)
		}
	}
	for offer, want := range map[string]matchingv1.OfferState{
		asked: matchingv1.OfferState_OFFER_STATE_WITHDRAWN, askedToo: matchingv1.OfferState_OFFER_STATE_WITHDRAWN,
		accepted: matchingv1.OfferState_OFFER_STATE_ACCEPTED, inSupport: matchingv1.OfferState_OFFER_STATE_ACCEPTED,
		other: matchingv1.OfferState_OFFER_STATE_OPEN,
	} {
		if got, err := w.get(w.coordinator, offer); err != nil || got.GetState() != want {
			t.Errorf("the offer is %s, want %s (%v)", got.GetState(), want, err)
		}
	}
	if _, err := w.resident(accepted, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a yes to somebody who left: got %v", err)
	}
	told := w.events(t)[before:]
	slices.Sort(told)
	if want := []string{"LIVE MatchUndone", "LIVE OfferAnswered WITHDRAWN", "LIVE OfferAnswered WITHDRAWN"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestWhoIsGoneReachesNoOffers(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t, nil)
	offer := w.asked(t, w.application(t), bo)
	if _, err := w.accept(bo.as(t), offer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		state   string
		reaches bool
	}{{"SUSPENDED", false}, {"PAUSED", true}, {"LEFT", false}, {"ACTIVE", true}} {
		w.moved(t, bo, c.state)
		_, err := w.get(bo.as(t), offer)
		if c.reaches != (err == nil) || !c.reaches && !errs.Is(err, errs.NotFoundReason) {
			t.Errorf("%s: got %v", c.state, err)
		}
		list, err := w.ListOffers(bo.as(t), &matchingv1.ListOffersRequest{})
		if err != nil || (len(list.GetOffers()) == 1) != c.reaches {
			t.Errorf("%s: lists %d (%v)", c.state, len(list.GetOffers()), err)
		}
	}
}

// However asking and leaving meet, nothing stands for somebody who left.
func TestNobodyWhoLeftIsAsked(t *testing.T) {
	w := newWorld(t)
	const questions = 8
	bo := w.supporter(t, func(s *someone) { s.maxCases = questions })
	var applications []string
	for range questions {
		applications = append(applications, w.application(t))
	}
	var all sync.WaitGroup
	for i, application := range applications {
		all.Go(func() {
			if _, err := w.ask(application, bo.id); err != nil && !errs.Is(err, errs.NotEligible) {
				t.Errorf("ask: %v", err)
			}
		})
		if i == questions/2 {
			all.Go(func() { w.moved(t, bo, "LEFT") })
		}
	}
	all.Wait()
	open, err := w.ListOffers(w.coordinator, &matchingv1.ListOffersRequest{States: []matchingv1.OfferState{matchingv1.OfferState_OFFER_STATE_OPEN}})
	if err != nil || len(open.GetOffers()) != 0 {
		t.Errorf("%d offers are open to somebody who left (%v)", len(open.GetOffers()), err)
	}
	for _, application := range applications {
		if got := w.stateOf(t, application); got != "WAITING_FOR_MATCH" {
			t.Errorf("the application is %s", got)
		}
	}
}
