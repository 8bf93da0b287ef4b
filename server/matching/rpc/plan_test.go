package rpc_test

import (
	"slices"
	"sync"
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func (w *world) plan(t *testing.T, applications ...string) *matchingv1.MatchPlan {
	t.Helper()
	plan, err := w.CreateMatchPlan(w.coordinator, &matchingv1.CreateMatchPlanRequest{Municipality: municipality, Applications: applications})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func (w *world) apply(plan *matchingv1.MatchPlan) (*matchingv1.MatchPlan, error) {
	return w.ApplyMatchPlan(w.coordinator, &matchingv1.ApplyMatchPlanRequest{Municipality: municipality, MatchPlan: plan.GetId(), Etag: plan.GetEtag()})
}

func (w *world) offersOf(t *testing.T, application string) []*matchingv1.Offer {
	t.Helper()
	list, err := w.ListOffers(w.coordinator, &matchingv1.ListOffersRequest{Municipality: municipality, Application: application})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetOffers()
}

func TestAPlanIsMadeReadAndApplied(t *testing.T) {
	w := newWorld(t)
	applications := []string{w.application(t), w.application(t), w.application(t)}
	one, other := w.supporter(t, nil), w.supporter(t, nil)
	plan := w.plan(t)
	if len(plan.GetMatches()) != 2 || len(plan.GetUnplanned()) != 1 || plan.GetApplications() != 3 || plan.GetState() != matchingv1.MatchPlanState_MATCH_PLAN_STATE_PROPOSED {
		t.Fatalf("got %v", plan)
	}
	left := plan.GetUnplanned()[0]
	if left.GetReason() != matchingv1.UnplannedReason_UNPLANNED_REASON_OUTWEIGHED || left.GetSupporterName() != "naam "+left.GetSupporter() || left.GetCost() != 0 {
		t.Errorf("who is left: %v", left)
	}
	if len(plan.GetPrices()) != 2 || plan.GetPrices()[0].GetPrice() <= 0 || plan.GetPrices()[0].GetFreePlaces() != 1 || plan.GetScarceLifeDomains()[0].GetUnplanned() != 1 {
		t.Errorf("prices %v, scarce %v", plan.GetPrices(), plan.GetScarceLifeDomains())
	}
	for _, application := range applications {
		if got := w.stateOf(t, application); got != "WAITING_FOR_MATCH" {
			t.Errorf("a plan alone moved an application to %s", got)
		}
	}
	read, err := w.GetMatchPlan(w.coordinator, &matchingv1.GetMatchPlanRequest{Municipality: municipality, MatchPlan: plan.GetId()})
	if err != nil || read.String() != plan.String() {
		t.Errorf("read again: %v, %v", read, err)
	}
	before := len(w.events(t))
	applied, err := w.apply(plan)
	if err != nil || applied.GetState() != matchingv1.MatchPlanState_MATCH_PLAN_STATE_APPLIED || applied.GetApplyTime() == nil || applied.GetEtag() == plan.GetEtag() {
		t.Fatalf("applied: %v, %v", applied, err)
	}
	asked := map[string]bool{}
	for _, m := range plan.GetMatches() {
		offers := w.offersOf(t, m.GetApplication())
		if len(offers) != 1 || offers[0].GetSupporter() != m.GetSupporter() || offers[0].GetState() != matchingv1.OfferState_OFFER_STATE_OPEN || w.stateOf(t, m.GetApplication()) != "OFFERED" {
			t.Errorf("offers %v", offers)
		}
		asked[m.GetSupporter()] = true
	}
	if !asked[one.id] || !asked[other.id] || len(w.offersOf(t, left.GetApplication())) != 0 {
		t.Errorf("asked %v", asked)
	}
	if got, want := w.events(t)[before:], []string{"LIVE OfferMade", "LIVE OfferMade"}; !slices.Equal(got, want) {
		t.Errorf("events %q", got)
	}
	if _, err := w.ApplyMatchPlan(w.coordinator, &matchingv1.ApplyMatchPlanRequest{Municipality: municipality, MatchPlan: plan.GetId()}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a second time: %v", err)
	}
}

// As a whole or not at all.
func TestAPlanThatTheWorldHasOvertakenAsksNobody(t *testing.T) {
	for name, change := range map[string]func(w *world, t *testing.T, applications []string, supporters []someone){
		"somebody was asked":      func(w *world, t *testing.T, a []string, s []someone) { w.asked(t, a[0], s[0]) },
		"somebody left":           func(w *world, t *testing.T, _ []string, s []someone) { w.moved(t, s[1], "LEFT") },
		"an application is gone":  func(w *world, t *testing.T, a []string, _ []someone) { w.end(t, a[1]) },
		"somebody new came":       func(w *world, t *testing.T, _ []string, _ []someone) { w.supporter(t, nil) },
		"somebody has more to do": func(w *world, t *testing.T, _ []string, s []someone) { w.asked(t, w.application(t), s[0]) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			applications := []string{w.application(t), w.application(t)}
			supporters := []someone{w.supporter(t, nil), w.supporter(t, nil)}
			plan := w.plan(t)
			change(w, t, applications, supporters)
			before := len(w.events(t))
			if _, err := w.apply(plan); !errs.Is(err, errs.StateConflictReason) {
				t.Fatalf("got %v", err)
			}
			if now := w.events(t); len(now) != before {
				t.Errorf("events %q", now[before:])
			}
			read, err := w.GetMatchPlan(w.coordinator, &matchingv1.GetMatchPlanRequest{Municipality: municipality, MatchPlan: plan.GetId()})
			if err != nil || read.GetState() != matchingv1.MatchPlanState_MATCH_PLAN_STATE_PROPOSED {
				t.Errorf("the plan is %v, %v", read.GetState(), err)
			}
		})
	}
}

// A new application changes nothing for those that were planned.
func TestAPlanOutlivesApplicationsThatComeAfterIt(t *testing.T) {
	w := newWorld(t)
	w.application(t)
	w.supporter(t, nil)
	plan := w.plan(t)
	w.application(t)
	if _, err := w.apply(plan); err != nil {
		t.Error(err)
	}
}

func (w *world) end(t *testing.T, application string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET state = 'ENDED' WHERE municipality = $1 AND id = $2`, municipality, application)
		return err
	})
}

func TestAPlanForSomeApplications(t *testing.T) {
	w := newWorld(t)
	first, second := w.application(t), w.application(t)
	w.supporter(t, func(s *someone) { s.maxCases = 5 })
	if plan := w.plan(t, second); len(plan.GetMatches()) != 1 || plan.GetMatches()[0].GetApplication() != second {
		t.Errorf("got %v", plan)
	}
	w.end(t, first)
	_, err := w.CreateMatchPlan(w.coordinator, &matchingv1.CreateMatchPlanRequest{Municipality: municipality, Applications: []string{second, first}})
	if e := errs.Of(err); e == nil || len(e.Violations) != 1 || e.Violations[0].Field != "applications[1]" || e.Violations[0].Rule != "plan.not_waiting" {
		t.Errorf("one that does not wait: %v", err)
	}
	w.end(t, second)
	if _, err := w.CreateMatchPlan(w.coordinator, &matchingv1.CreateMatchPlanRequest{Municipality: municipality}); !errs.Is(err, errs.Invalid) {
		t.Errorf("nobody waits: %v", err)
	}
}

// Two who apply the same plan at once: one does, the other finds it applied.
func TestOnlyOneAppliesAPlan(t *testing.T) {
	w := newWorld(t)
	for range 4 {
		w.application(t)
		w.supporter(t, nil)
	}
	plan := w.plan(t)
	const many = 6
	results := make(chan error, many)
	var start sync.WaitGroup
	start.Add(1)
	for range many {
		go func() {
			start.Wait()
			_, err := w.ApplyMatchPlan(w.coordinator, &matchingv1.ApplyMatchPlanRequest{Municipality: municipality, MatchPlan: plan.GetId()})
			results <- err
		}()
	}
	start.Done()
	applied := 0
	for range many {
		err := <-results
		if err == nil {
			applied++
		} else if !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("got %v", err)
		}
	}
	if applied != 1 {
		t.Errorf("%d applied it", applied)
	}
	for _, m := range plan.GetMatches() {
		if offers := w.offersOf(t, m.GetApplication()); len(offers) != 1 {
			t.Errorf("%d offers for one application", len(offers))
		}
	}
}
