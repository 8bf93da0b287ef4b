package rpc_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func TestFromAskingToTheResidentsYes(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	application, bo, kim := w.application(t), w.supporter(t, nil), w.supporter(t, nil)
	first, second := w.asked(t, application, bo), w.asked(t, application, kim)
	if got := w.stateOf(t, application); got != "OFFERED" {
		t.Errorf("got %s", got)
	}
	accepted, err := w.accept(bo.as(t), first)
	if err != nil {
		t.Fatal(err)
	}
	if accepted.GetState() != matchingv1.OfferState_OFFER_STATE_ACCEPTED || accepted.GetByPhone() || accepted.GetAnswerTime() == nil {
		t.Errorf("got %v", accepted)
	}
	if got := w.stateOf(t, application); got != "MATCHED" {
		t.Errorf("got %s", got)
	}
	if other, err := w.get(kim.as(t), second); err != nil || other.GetState() != matchingv1.OfferState_OFFER_STATE_WITHDRAWN {
		t.Errorf("the other offer must be withdrawn: %v, %v", other.GetState(), err)
	}
	confirmed, err := w.resident(first, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES)
	if err != nil {
		t.Fatal(err)
	}
	if confirmed.GetCase() == "" || confirmed.GetEtag() != "3" {
		t.Errorf("got %v", confirmed)
	}
	if got := w.stateOf(t, application); got != "IN_SUPPORT" {
		t.Errorf("got %s", got)
	}
	if _, err := w.resident(first, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("the resident is heard once, got %v", err)
	}
	if diff := cmp.Diff([]string{
		"LIVE OfferMade", "LIVE OfferMade", "LIVE OfferAnswered ACCEPTED", "LIVE OfferAnswered WITHDRAWN",
	}, w.events(t)); diff != "" {
		t.Error(diff)
	}
}

// While somebody thinks about it nobody else is asked, unless the municipality asks several at once.
func TestOneIsAskedAtATime(t *testing.T) {
	w := newWorld(t)
	application, bo, kim := w.application(t), w.supporter(t, nil), w.supporter(t, nil)
	w.supporter(t, ofBureau)
	ask := func(s someone) error {
		_, err := w.CreateOffer(w.coordinator, &matchingv1.CreateOfferRequest{Municipality: municipality, Application: application, Supporter: s.id})
		return err
	}
	offer := w.asked(t, application, bo)
	if err := ask(kim); !violates(err, "application", "offer.one") {
		t.Errorf("somebody else: got %v", err)
	}
	if _, err := w.askBureau(application); !violates(err, "application", "offer.one") {
		t.Errorf("an organisation: got %v", err)
	}
	if err := ask(bo); !errs.Is(err, errs.AlreadyExistsReason) {
		t.Errorf("the same again: got %v", err)
	}
	if _, err := w.DeclineOffer(bo.as(t), &matchingv1.DeclineOfferRequest{
		Municipality: municipality, Offer: offer, Reason: matchingv1.DeclineReason_DECLINE_REASON_NO_TIME,
	}); err != nil {
		t.Fatal(err)
	}
	if err := ask(kim); err != nil {
		t.Errorf("after a no: got %v", err)
	}
	w.waves(t)
	if _, err := w.askBureau(application); err != nil {
		t.Errorf("where several are asked at once: got %v", err)
	}
}

func TestNobodyLeftMakesTheApplicationWaitAgain(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	application, bo, kim := w.application(t), w.supporter(t, nil), w.supporter(t, nil)
	first, second := w.asked(t, application, bo), w.asked(t, application, kim)
	declined, err := w.DeclineOffer(bo.as(t), &matchingv1.DeclineOfferRequest{
		Municipality: municipality, Offer: first, Reason: matchingv1.DeclineReason_DECLINE_REASON_NO_TIME,
	})
	if err != nil || declined.GetDeclineReason() != matchingv1.DeclineReason_DECLINE_REASON_NO_TIME {
		t.Errorf("got %v, %v", declined, err)
	}
	if got := w.stateOf(t, application); got != "OFFERED" {
		t.Errorf("one offer is open still, got %s", got)
	}
	if _, err := w.WithdrawOffer(w.coordinator, &matchingv1.WithdrawOfferRequest{Municipality: municipality, Offer: second}); err != nil {
		t.Fatal(err)
	}
	if got := w.stateOf(t, application); got != "WAITING_FOR_MATCH" {
		t.Errorf("got %s", got)
	}
	if _, err := w.ask(application, bo.id); errs.Of(err) == nil || errs.Of(err).Args["why"] != "NOT_ASKED_BEFORE" {
		t.Errorf("who said no is not asked again, got %v", err)
	}
	w.asked(t, application, kim) // a withdrawn offer is no answer
}

func TestAnAnswerByPhone(t *testing.T) {
	w := newWorld(t)
	application, bo, kim := w.application(t), w.supporter(t, nil), w.supporter(t, nil)
	no, err := w.RecordAnswer(w.coordinator, &matchingv1.RecordAnswerRequest{
		Municipality: municipality, Offer: w.asked(t, application, bo), DeclineReason: matchingv1.DeclineReason_DECLINE_REASON_TOO_FAR,
	})
	if err != nil || !no.GetByPhone() || no.GetState() != matchingv1.OfferState_OFFER_STATE_DECLINED ||
		no.GetDeclineReason() != matchingv1.DeclineReason_DECLINE_REASON_TOO_FAR {
		t.Errorf("got %v, %v", no, err)
	}
	yes, err := w.RecordAnswer(w.coordinator, &matchingv1.RecordAnswerRequest{
		Municipality: municipality, Offer: w.asked(t, application, kim), Accepted: true,
	})
	if err != nil || !yes.GetByPhone() || yes.GetState() != matchingv1.OfferState_OFFER_STATE_ACCEPTED {
		t.Errorf("got %v, %v", yes, err)
	}
}

func TestWhoKnowsTheResidentTakesTheYesBack(t *testing.T) {
	w := newWorld(t)
	application, bo := w.application(t), w.supporter(t, nil)
	offer := w.asked(t, application, bo)
	named, err := w.accept(bo.as(t), offer)
	if err != nil || named.GetResidentName() == "" {
		t.Fatalf("a supporter learns the name by saying yes, got %v, %v", named, err)
	}
	got, err := w.DeclineOffer(bo.as(t), &matchingv1.DeclineOfferRequest{
		Municipality: municipality, Offer: offer, Reason: matchingv1.DeclineReason_DECLINE_REASON_ACQUAINTED,
	})
	if err != nil || got.GetState() != matchingv1.OfferState_OFFER_STATE_DECLINED || got.GetResidentName() != "" ||
		got.GetDeclineReason() != matchingv1.DeclineReason_DECLINE_REASON_ACQUAINTED {
		t.Errorf("got %v, %v", got, err)
	}
	if state := w.stateOf(t, application); state != "WAITING_FOR_MATCH" {
		t.Errorf("got %s", state)
	}
	if events := w.events(t); !slices.Equal(events[len(events)-2:], []string{"LIVE OfferAnswered DECLINED", "LIVE MatchUndone"}) {
		t.Errorf("got %v", events)
	}
	if _, err := w.ask(application, bo.id); !errs.Is(err, errs.NotEligible) {
		t.Errorf("who knows the resident is not asked again, got %v", err)
	}
	running := w.asked(t, w.application(t), bo)
	if _, err := w.accept(bo.as(t), running); err != nil {
		t.Fatal(err)
	}
	if _, err := w.resident(running, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	_, err = w.RecordAnswer(w.coordinator, &matchingv1.RecordAnswerRequest{Municipality: municipality, Offer: running})
	if !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a running case is not undone by a no, got %v", err)
	}
}

func TestAnotherPleaseUndoesTheMatchWithoutBlame(t *testing.T) {
	for _, answer := range []matchingv1.ResidentAnswer{
		matchingv1.ResidentAnswer_RESIDENT_ANSWER_ANOTHER_PLEASE, matchingv1.ResidentAnswer_RESIDENT_ANSWER_ACQUAINTED,
	} {
		w := newWorld(t)
		application, bo := w.application(t), w.supporter(t, nil)
		offer := w.asked(t, application, bo)
		if _, err := w.resident(offer, answer); !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("an open offer cannot be confirmed, got %v", err)
		}
		if _, err := w.accept(bo.as(t), offer); err != nil {
			t.Fatal(err)
		}
		got, err := w.resident(offer, answer)
		if err != nil || got.GetState() != matchingv1.OfferState_OFFER_STATE_ACCEPTED || got.GetResidentAnswer() != answer || got.GetCase() != "" ||
			!got.GetUndoneTime().IsValid() {
			t.Errorf("got %v, %v", got, err)
		}
		if state := w.stateOf(t, application); state != "WAITING_FOR_MATCH" {
			t.Errorf("got %s", state)
		}
		if events := w.events(t); events[len(events)-1] != "LIVE MatchUndone" {
			t.Errorf("got %v", events)
		}
		if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("the resident is heard once, got %v", err)
		}
		if _, err := w.ask(application, bo.id); !errs.Is(err, errs.NotEligible) {
			t.Errorf("the same supporter is not asked again, got %v", err)
		}
		if _, err := w.ask(w.application(t), bo.id); err != nil {
			t.Errorf("the place is free for another application, got %v", err)
		}
	}
}

func TestOffersThatAreRefused(t *testing.T) {
	w := newWorld(t)
	bo, paused := w.supporter(t, nil), w.supporter(t, func(s *someone) { s.state = "PAUSED" })
	full := w.supporter(t, func(s *someone) { s.maxCases = 0 })
	application, matched := w.application(t), w.application(t)
	w.asked(t, application, bo)
	if _, err := w.accept(w.supporterAsked(t, matched)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		application, supporter string
		reason                 errs.Reason
		arg, value             string
	}{
		"a second one to the same":       {application, bo.id, errs.AlreadyExistsReason, "resource", "offer"},
		"to somebody paused":             {application, paused.id, errs.NotEligible, "why", "ACTIVE"},
		"to somebody without room":       {application, full.id, errs.NotEligible, "why", "ROOM"},
		"to nobody":                      {application, pg.NewID(), errs.NotFoundReason, "resource", "supporter"},
		"for nothing":                    {pg.NewID(), bo.id, errs.NotFoundReason, "resource", "application"},
		"for an application that is set": {matched, bo.id, errs.StateConflictReason, "state", "MATCHED"},
	} {
		_, err := w.ask(c.application, c.supporter)
		if e := errs.Of(err); e == nil || e.Reason != c.reason || e.Args[c.arg] != c.value {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAnOldVersionIsRefused(t *testing.T) {
	w := newWorld(t)
	application, bo := w.application(t), w.supporter(t, nil)
	offer := w.asked(t, application, bo)
	_, err := w.AcceptOffer(bo.as(t), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer, Etag: "0"})
	if !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
	if _, err := w.AcceptOffer(bo.as(t), &matchingv1.AcceptOfferRequest{Municipality: municipality, Offer: offer, Etag: "1"}); err != nil {
		t.Error(err)
	}
}

func TestARepeatedOfferIsMadeOnce(t *testing.T) {
	w := newWorld(t)
	req := &matchingv1.CreateOfferRequest{
		Municipality: municipality, Application: w.application(t), Supporter: w.supporter(t, nil).id, RequestId: pg.NewID(),
	}
	first, err := w.CreateOffer(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.CreateOffer(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestAnApplicationThatGoesElsewhere(t *testing.T) {
	w := newWorld(t)
	offered, matched, bo := w.application(t), w.application(t), w.supporter(t, nil)
	w.asked(t, offered, bo)
	ctx, offer := w.supporterAsked(t, matched)
	if _, err := w.accept(ctx, offer); err != nil {
		t.Fatal(err)
	}
	for _, application := range []string{offered, matched} {
		w.write(t, func(tx *pg.Tx) error { return w.WithdrawOpen(w.coordinator, tx, application) })
	}
	if diff := cmp.Diff([]string{
		"LIVE OfferMade", "LIVE OfferMade", "LIVE OfferAnswered ACCEPTED", "LIVE OfferAnswered WITHDRAWN", "LIVE MatchUndone",
	}, w.events(t)); diff != "" {
		t.Error(diff)
	}
	if got, err := w.get(ctx, offer); err != nil || got.GetResidentName() != "" {
		t.Errorf("the name is told no more: %v, %v", got, err)
	}
	var waiting int
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &waiting, `SELECT count(*) FROM published.supporter_load WHERE municipality = $1`, municipality)
	})
	if waiting != 0 {
		t.Errorf("%d places are held for nothing", waiting)
	}
}

func TestHistoryIsRecordedOnItsDay(t *testing.T) {
	w := newWorld(t)
	application, bo := w.application(t), w.supporter(t, func(s *someone) { s.state, s.maxCases = "LEFT", 0 })
	var dossier string
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &dossier, `SELECT dossier FROM test.application WHERE municipality = $1 AND id = $2`, municipality, application)
	})
	w.write(t, func(tx *pg.Tx) error {
		return w.RecordHistory(w.coordinator, tx, matching.History{
			Application: application, Dossier: dossier, Supporter: bo.id, Day: "2021-01-06", Case: pg.NewID(),
		})
	})
	list, err := w.ListOffers(w.coordinator, &matchingv1.ListOffersRequest{Municipality: municipality, Application: application})
	if err != nil || len(list.GetOffers()) != 1 {
		t.Fatalf("got %v, %v", list, err)
	}
	got := list.GetOffers()[0]
	if got.GetState() != matchingv1.OfferState_OFFER_STATE_ACCEPTED || got.GetResidentAnswer() != matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES ||
		got.GetAnswerTime().AsTime().Format("2006-01-02 15:04") != "2021-01-05 23:00" {
		t.Errorf("got %v", got)
	}
	if diff := cmp.Diff([]string{"IMPORT OfferMade", "IMPORT OfferAnswered ACCEPTED"}, w.events(t)); diff != "" {
		t.Error(diff)
	}
}
