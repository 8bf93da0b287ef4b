package rpc_test

import (
	"testing"
	"time"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching/score"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func (w *world) weigh(t *testing.T, start string, weight int32, request string) *matchingv1.MatchingPolicy {
	t.Helper()
	p, err := w.CreateMatchingPolicy(w.coordinator, &matchingv1.CreateMatchingPolicyRequest{
		Municipality: municipality, RequestId: request, MatchingPolicy: &matchingv1.MatchingPolicy{
			StartDate: start, LoadPenalty: 30, AskPenalty: 2,
			Weights: []*matchingv1.FactorWeight{{Factor: matchingv1.MatchFactor_MATCH_FACTOR_LANGUAGE, Weight: weight}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatIsWeighedHasVersions(t *testing.T) {
	w := newWorld(t)
	list := func() []*matchingv1.MatchingPolicy {
		var all []*matchingv1.MatchingPolicy
		req := &matchingv1.ListMatchingPoliciesRequest{Municipality: municipality, PageSize: 1}
		for {
			page, err := w.ListMatchingPolicies(w.coordinator, req)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, page.GetMatchingPolicies()...)
			if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
				return all
			}
		}
	}
	if all := list(); len(all) != 1 || !all[0].GetStandard() || !all[0].GetInForce() || len(all[0].GetWeights()) != len(score.Factors) || all[0].GetLoadPenalty() == 0 {
		t.Errorf("got %v", all)
	}
	request := pg.NewID()
	first := w.weigh(t, "", 3, request)
	if again := w.weigh(t, "", 3, request); again.GetId() != first.GetId() {
		t.Errorf("the same request twice made %s and %s", first.GetId(), again.GetId())
	}
	if !first.GetInForce() || first.GetStartDate() != calendar.Day(time.Now()) || first.GetStandard() || first.GetLoadPenalty() != 30 || first.GetAskPenalty() != 2 {
		t.Errorf("got %v", first)
	}
	later := w.weigh(t, calendar.Day(time.Now().AddDate(0, 1, 0)), 4, pg.NewID())
	newest := w.weigh(t, "", 5, pg.NewID())
	all := list()
	want := []string{newest.GetId(), later.GetId(), first.GetId(), ""}
	for i, p := range all {
		if p.GetId() != want[i] || p.GetInForce() != (i == 0) {
			t.Errorf("%d: got %v", i, p)
		}
	}
	got, err := w.GetMatchingPolicy(w.coordinator, &matchingv1.GetMatchingPolicyRequest{Municipality: municipality, MatchingPolicy: first.GetId()})
	if err != nil || got.GetInForce() || len(got.GetWeights()) != len(score.Factors) || got.GetWeights()[3].GetWeight() != 3 {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := w.GetMatchingPolicy(w.coordinator, &matchingv1.GetMatchingPolicyRequest{MatchingPolicy: pg.NewID()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}
