package rpc_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
)

// proposalOf is the proposal of one supporter.
func (w *world) proposalOf(t *testing.T, application string, s someone) *matchingv1.Proposal {
	t.Helper()
	for _, p := range w.propose(t, "nl", application).GetProposals() {
		if p.GetSupporter() == s.id {
			return p
		}
	}
	t.Fatalf("%s is not proposed", s.id)
	return nil
}

// Experience is in cases that a resident said yes to: not in what stands open, nor in a yes that came to nothing.
func TestExperienceIsInCasesThatAResidentSaidYesTo(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.wish(t, &matchingv1.RecordMatchWishesRequest{Application: application, Complexity: matchingv1.QuestionComplexity_QUESTION_COMPLEXITY_COMPLEX})
	for answer, cases := range map[matchingv1.ResidentAnswer]int{
		matchingv1.ResidentAnswer_RESIDENT_ANSWER_UNSPECIFIED:    0,
		matchingv1.ResidentAnswer_RESIDENT_ANSWER_ANOTHER_PLEASE: 0,
		matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES:            1,
	} {
		s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
		offer := w.asked(t, w.application(t), s)
		if _, err := w.accept(s.as(t), offer); err != nil {
			t.Fatal(err)
		}
		if answer != matchingv1.ResidentAnswer_RESIDENT_ANSWER_UNSPECIFIED {
			if _, err := w.resident(offer, answer); err != nil {
				t.Fatal(err)
			}
		}
		f := factorOf(w.proposalOf(t, application, s), matchingv1.MatchFactor_MATCH_FACTOR_EXPERIENCE)
		if f.GetText() != fmt.Sprintf("Trajecten tot nu toe: %d. De vraag is zwaar.", cases) || f.GetValue() != float64(score.Experienced(cases, matching.Wanted["COMPLEX"]))/score.Full {
			t.Errorf("%s: got %v", answer, f)
		}
	}
}

// That somebody was asked counts for fourteen days, and only when it was asked here.
func TestOnlyWhatWasAskedLatelyHereCounts(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	for name, c := range map[string]struct {
		origin  string
		daysAgo int
		times   int
		want    []string
	}{
		"just within two weeks": {"LIVE", 13, 1, []string{"In de laatste twee weken één keer gevraagd."}},
		"more than once":        {"LIVE", 13, 2, []string{"In de laatste twee weken 2 keer gevraagd."}},
		"just before that":      {"LIVE", 15, 2, nil},
		"in a register":         {"IMPORT", 1, 2, nil},
	} {
		s := w.supporter(t, nil)
		w.said(t, s, "DECLINED", c.origin, c.daysAgo, c.times)
		p := w.proposalOf(t, application, s)
		var said []string
		for _, penalty := range p.GetPenalties() {
			said = append(said, penalty.GetText())
		}
		if diff := cmp.Diff(c.want, said); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if (p.GetRanking() < p.GetScore()) != (c.want != nil) {
			t.Errorf("%s: a score of %f ranks as %f", name, p.GetScore(), p.GetRanking())
		}
	}
}
