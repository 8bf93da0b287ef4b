package rpc_test

import (
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
)

func TestHoursThatAreFullAreTold(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 3 })
	w.change(t, `UPDATE volunteer.supporter SET hours_per_week = 2 WHERE id = $1`, s.id)
	application := w.application(t)
	if proposed := w.propose(t, "nl", application); len(proposed.GetProposals()) != 1 {
		t.Fatalf("got %v", proposed)
	}
	if _, err := w.CreateMatchingPolicy(w.coordinator, &matchingv1.CreateMatchingPolicyRequest{Municipality: municipality, MatchingPolicy: &matchingv1.MatchingPolicy{
		CaseMinutesPerWeek: 180, Weights: []*matchingv1.FactorWeight{{Factor: matchingv1.MatchFactor_MATCH_FACTOR_LIFE_DOMAIN, Weight: 1}},
	}}); err != nil {
		t.Fatal(err)
	}
	misses := w.propose(t, "nl", application).GetNearestMisses()
	if len(misses) != 1 || misses[0].GetGates()[0] != matchingv1.Gate_GATE_ROOM || !misses[0].GetOverridable() ||
		misses[0].GetReasons()[0] != "De lopende trajecten vragen 0 van de 2 uur per week, dit traject vraagt 3 uur. Met een reden kan het." {
		t.Errorf("got %v", misses)
	}
}

// Who said yes to another in between has no time for this one any more: what it asks counts, not what an ordinary one does.
func TestAYesTakesTheTimeThatTheQuestionAsks(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	w.change(t, `UPDATE volunteer.supporter SET hours_per_week = 1 WHERE id = $1`, s.id)
	ordinary, complicated := w.application(t), w.application(t)
	w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: complicated, Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_COMPLEX})
	first, second := w.asked(t, ordinary, s), w.asked(t, complicated, s)
	if _, err := w.accept(s.as(t), first); err != nil {
		t.Fatal(err)
	}
	if _, err := w.accept(s.as(t), second); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "ROOM" {
		t.Errorf("half an hour is left for what asks an hour: %v", err)
	}
}

// What runs takes of a week what its complexity asks, as it was judged last.
func TestOpenCasesTakeHoursByTheirComplexity(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	w.change(t, `UPDATE volunteer.supporter SET hours_per_week = 3 WHERE id = $1`, s.id)
	judged := func(complexities ...matchingv1.QuestionComplexity) string {
		application := w.application(t)
		for _, complexity := range complexities {
			w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, Complexity: complexity})
		}
		return application
	}
	const simple, complicated = matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_SIMPLE, matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_COMPLEX
	take := func(application string) {
		if _, err := w.accept(s.as(t), w.asked(t, application, s)); err != nil {
			t.Fatal(err)
		}
	}
	take(judged(complicated, simple))
	take(judged(complicated))
	take(judged())
	penalties := w.proposalOf(t, judged(), s).GetPenalties()
	if len(penalties) != 2 || penalties[1].GetText() != "De lopende trajecten vragen al 1,75 van de 3 uur per week." || penalties[1].GetValue() != 0.068056 {
		t.Errorf("got %v", penalties)
	}
	take(judged(complicated))
	last := judged(simple)
	if p := w.proposalOf(t, last, s); p == nil || p.GetOpenCases() != 4 || p.GetMaxCases() != 5 {
		t.Errorf("there is time for a simple question: %v", p)
	}
	misses := w.propose(t, "en", judged(complicated)).GetNearestMisses()
	if len(misses) != 1 || misses[0].GetReasons()[0] != "The open cases take 2.75 of the 3 hours a week, this one takes another 1. It is possible with a reason." {
		t.Errorf("got %v", misses)
	}
	take(last)
}
