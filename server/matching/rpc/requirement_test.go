package rpc_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// TestALapsedRequirementStopsNewMatches: nobody is asked, and no yes is taken, while what runs goes on.
func TestALapsedRequirementStopsNewMatches(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	matched, asked, waiting := w.application(t), w.application(t), w.application(t)
	running, open := w.asked(t, matched, s), w.asked(t, asked, s)
	if _, err := w.accept(s.as(t), running); err != nil {
		t.Fatal(err)
	}
	w.requirements[s.id] = []matching.Requirement{{Text: "VOG is verlopen na 3 maart 2026", Stops: true}, {Text: "Bijscholing verloopt over 9 dagen"}}

	got, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: waiting})
	if err != nil || len(got.GetProposals()) != 0 || len(got.GetNearestMisses()) != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
	miss := got.GetNearestMisses()[0]
	if diff := cmp.Diff([]matchingv1.Gate{matchingv1.Gate_GATE_REQUIREMENTS}, miss.GetGates()); diff != "" {
		t.Error(diff)
	}
	want := []string{"VOG is verlopen na 3 maart 2026. Is er een geldige? Leg die vast bij de ondersteuner."}
	if diff := cmp.Diff(want, miss.GetReasons()); diff != "" {
		t.Error(diff)
	}
	if _, err := w.ask(waiting, s.id); !errs.Is(err, errs.NotEligible) {
		t.Errorf("asked all the same: %v", err)
	}
	if _, err := w.accept(s.as(t), open); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "REQUIREMENTS" {
		t.Errorf("took a yes all the same: %v", err)
	}
	if confirmed, err := w.resident(running, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil || confirmed.GetCase() == "" {
		t.Errorf("what runs goes on: %v", err)
	}
}

func TestARequirementThatLapsesSoonIsToldWithTheProposal(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, nil)
	w.requirements[s.id] = []matching.Requirement{{Text: "VOG verloopt over 3 dagen"}}
	for language, room := range map[string]string{"nl": "Heeft nu geen trajecten.", "en": "Has no cases now."} {
		c := call.From(w.coordinator)
		c.Language = language
		got, err := w.ProposeMatches(call.With(t.Context(), c), &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: w.application(t)})
		if err != nil || len(got.GetProposals()) != 1 {
			t.Fatalf("got %v, %v", got, err)
		}
		reasons := got.GetProposals()[0].GetReasons()
		if diff := cmp.Diff([]string{room, "VOG verloopt over 3 dagen."}, reasons[len(reasons)-2:]); diff != "" {
			t.Error(diff)
		}
	}
}
