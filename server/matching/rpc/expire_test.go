package rpc_test

import (
	"slices"
	"testing"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func TestAnOfferThatNobodyAnswersExpiresAfterWorkingHours(t *testing.T) {
	w := newWorld(t)
	w.now, w.offerHours = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC), 8 // a Friday, 16:00 here
	w.waves(t)
	alone, both := w.application(t), w.application(t)
	silent, talks := w.supporter(t, func(s *someone) { s.maxCases = 9 }), w.supporter(t, func(s *someone) { s.maxCases = 9 })
	asked := w.asked(t, alone, silent)
	askedToo := w.asked(t, both, silent)
	offer, err := w.get(silent.as(t), asked)
	due := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC) // Monday, 16:00
	if err != nil || !offer.GetExpireTime().AsTime().Equal(due) {
		t.Fatalf("expires %s, %v, want %s", offer.GetExpireTime().AsTime(), err, due)
	}
	w.now = time.Date(2026, 11, 20, 15, 30, 0, 0, time.UTC)
	later := w.asked(t, both, talks)

	w.now = due.Add(-time.Second)
	if n, err := w.ExpireOffers(w.coordinator); n != 0 || err != nil {
		t.Fatalf("a second before: %d expired, %v", n, err)
	}
	w.now = due
	before := len(w.events(t))
	if n, err := w.ExpireOffers(w.coordinator); n != 2 || err != nil {
		t.Fatalf("%d expired, %v, want 2", n, err)
	}
	for id, want := range map[string]matching.State{asked: matching.Expired, askedToo: matching.Expired, later: matching.Open} {
		offer, err := w.get(w.coordinator, id)
		if err != nil || offer.GetState().String() != "OFFER_STATE_"+string(want) || (offer.GetAnswerTime() == nil) != (want == matching.Open) {
			t.Errorf("got %v, %v, want %s", offer, err, want)
		}
	}
	if got := w.stateOf(t, alone); got != "WAITING_FOR_MATCH" {
		t.Errorf("with nobody asked any more the application is %s", got)
	}
	if got := w.stateOf(t, both); got != "OFFERED" {
		t.Errorf("with somebody asked still the application is %s", got)
	}
	if got, want := w.events(t)[before:], []string{"LIVE OfferAnswered EXPIRED", "LIVE OfferAnswered EXPIRED"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := w.accept(silent.as(t), asked); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a yes after that: %v", err)
	}
	if _, err := w.ask(alone, silent.id); err != nil {
		t.Errorf("silence is no refusal, who is asked again gets %v", err)
	}
}

func TestAnAnswerKeepsAnOfferFromExpiring(t *testing.T) {
	w := newWorld(t)
	w.now, w.offerHours = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), 1
	application, s := w.application(t), w.supporter(t, nil)
	asked := w.asked(t, application, s)
	w.now = w.now.Add(48 * time.Hour)
	if _, err := w.accept(s.as(t), asked); err != nil {
		t.Fatalf("a late yes, to an offer that still stands: %v", err)
	}
	if n, err := w.ExpireOffers(w.coordinator); n != 0 || err != nil {
		t.Errorf("%d expired, %v", n, err)
	}
}

func TestWithoutHoursNothingExpires(t *testing.T) {
	w := newWorld(t)
	w.now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	asked := w.asked(t, w.application(t), w.supporter(t, nil))
	if offer, err := w.get(w.coordinator, asked); err != nil || offer.GetExpireTime() != nil {
		t.Errorf("got %v, %v", offer, err)
	}
	w.now = w.now.AddDate(1, 0, 0)
	if n, err := w.ExpireOffers(w.coordinator); n != 0 || err != nil {
		t.Errorf("%d expired, %v", n, err)
	}
}

// One that cannot be ended holds up no other.
func TestOneOfferThatCannotEndHoldsUpNoOther(t *testing.T) {
	w := newWorld(t)
	w.now, w.offerHours = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), 1
	stuck, free := w.application(t), w.application(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	first, second := w.asked(t, stuck, s), w.asked(t, free, s)
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET state = 'ENDED' WHERE municipality = $1 AND id = $2`, municipality, stuck)
		return err
	})
	w.now = w.now.Add(48 * time.Hour)
	if n, err := w.ExpireOffers(w.coordinator); n != 1 || !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("%d expired, %v", n, err)
	}
	for id, want := range map[string]string{first: "OFFER_STATE_OPEN", second: "OFFER_STATE_EXPIRED"} {
		if offer, err := w.get(w.coordinator, id); err != nil || offer.GetState().String() != want {
			t.Errorf("got %v, %v, want %s", offer, err, want)
		}
	}
}
