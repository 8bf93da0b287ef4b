package rpc_test

import (
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func TestTheYearThatWasIsPlayedForCoordinatorsAlone(t *testing.T) {
	w := newWorld(t)
	own := &matchingv1.SimulateMatchingRequest{Municipality: municipality, OwnYear: true}
	if err := w.SimulateMatching(own, &watcher{ctx: w.coordinator}); !violates(err, "own_year", "simulation.no_year") {
		t.Errorf("without a year: got %v", err)
	}
	w.supporter(t, nil)
	for range 3 {
		w.application(t)
	}
	if err := w.SimulateMatching(own, &watcher{ctx: pgtest.Context(t, municipality, call.RoleAdministrator)}); !errs.Is(err, errs.Forbidden) {
		t.Errorf("an administrator: got %v", err)
	}
	client := &watcher{ctx: w.coordinator}
	if err := w.SimulateMatching(own, client); err != nil {
		t.Fatal(err)
	}
	for _, year := range client.heard[len(client.heard)-1].GetYears() {
		if year.GetApplications() != 3 || year.GetVolunteers() != 1 || year.GetAsks() == 0 {
			t.Errorf("got %v", year)
		}
	}
}

func TestAYearRemembersWhatWasWishedAndWhoHadSupported(t *testing.T) {
	w := newWorld(t)
	vera := w.supporter(t, func(s *someone) { s.maxCases = 5 })
	application := w.application(t)
	offer := w.asked(t, application, vera)
	if _, err := w.accept(vera.as(t), offer); err != nil {
		t.Fatal(err)
	}
	if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, WishedLanguage: "ti", Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_SIMPLE})
	w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, WishedLanguage: "ar", Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_COMPLEX})
	var past []matching.Past
	w.write(t, func(tx *pg.Tx) error {
		known, err := neighbours{w.keys}.Get(w.coordinator, tx, application)
		if err != nil {
			return err
		}
		// The same resident a year before the case, and now.
		past = []matching.Past{{Application: known, Stored: tx.Now().AddDate(-1, 0, 0)}, {Application: known, Stored: tx.Now().AddDate(0, 0, 1)}}
		past[0].ID = pg.NewID()
		return store.New(w.keys).Recall(w.coordinator, tx, past)
	})
	if past[0].Previous != "" || past[0].Wishes.Language != "" {
		t.Errorf("before: got %+v", past[0])
	}
	if past[1].Previous != vera.id || past[1].Wishes.Language != "ar" || past[1].Wishes.Complexity != matching.Complex {
		t.Errorf("now: got %+v", past[1])
	}
}
