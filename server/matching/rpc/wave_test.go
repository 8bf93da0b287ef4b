package rpc_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// waves turns them on.
func (w *world) waves(t *testing.T) {
	t.Helper()
	if _, err := w.CreateMatchingPolicy(w.coordinator, &matchingv1.CreateMatchingPolicyRequest{Municipality: municipality, MatchingPolicy: &matchingv1.MatchingPolicy{
		Waves: true, Weights: []*matchingv1.FactorWeight{{Factor: matchingv1.MatchFactor_MATCH_FACTOR_LIFE_DOMAIN, Weight: 1}},
	}}); err != nil {
		t.Fatal(err)
	}
}

func (w *world) wave(application, request string) (*matchingv1.OfferWave, error) {
	return w.CreateOfferWave(w.coordinator, &matchingv1.CreateOfferWaveRequest{Municipality: municipality, Application: application, Note: "graag", RequestId: request})
}

func TestAWaveAsksTheFirstFewAndTheFirstYesCounts(t *testing.T) {
	w := newWorld(t)
	application, crowd := w.application(t), map[string]someone{}
	for range 7 {
		s := w.supporter(t, nil)
		crowd[s.id] = s
	}
	if _, err := w.wave(application, ""); !violates(err, "application", "wave.off") {
		t.Errorf("where one is asked at a time: got %v", err)
	}
	w.waves(t)
	proposed, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application})
	if err != nil || !proposed.GetWaves() {
		t.Fatalf("got %v, %v", proposed, err)
	}
	request := pg.NewID()
	made, err := w.wave(application, request)
	if err != nil {
		t.Fatal(err)
	}
	if len(made.GetOffers()) != 4 { // nobody was ever asked: 1 − ½⁴
		t.Fatalf("got %v", made)
	}
	for i, offer := range made.GetOffers() {
		if offer.GetSupporter() != proposed.GetProposals()[i].GetSupporter() || offer.GetWave() != made.GetId() || offer.GetNote() != "graag" {
			t.Errorf("%d: got %v", i, offer)
		}
	}
	if again, err := w.wave(application, request); err != nil || again.GetId() != made.GetId() || len(again.GetOffers()) != 4 {
		t.Errorf("sent twice: got %v, %v", again, err)
	}
	if _, err := w.wave(application, ""); !violates(err, "application", "wave.enough") {
		t.Errorf("another wave: got %v", err)
	}

	var all sync.WaitGroup
	for _, offer := range made.GetOffers() {
		all.Go(func() {
			if _, err := w.accept(crowd[offer.GetSupporter()].as(t), offer.GetId()); err != nil && !errs.Is(err, errs.StateConflictReason) {
				t.Errorf("got %v", err)
			}
		})
	}
	all.Wait()
	states := map[matchingv1.OfferState]int{}
	for _, offer := range made.GetOffers() {
		now, err := w.get(crowd[offer.GetSupporter()].as(t), offer.GetId())
		if err != nil || now.GetWave() != "" {
			t.Errorf("a supporter is told of no wave: %v, %v", now, err)
		}
		states[now.GetState()]++
	}
	if states[matchingv1.OfferState_OFFER_STATE_ACCEPTED] != 1 || states[matchingv1.OfferState_OFFER_STATE_WITHDRAWN] != 3 {
		t.Errorf("got %v", states)
	}
	if _, err := w.wave(application, ""); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("a wave for an application that is matched: got %v", err)
	}
}

func TestAWaveNeedsSomebody(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	if _, err := w.wave(w.application(t), ""); !violates(err, "application", "wave.nobody") {
		t.Errorf("got %v", err)
	}
}

// A municipality that turned waves off again asks one at a time, as one that never turned them on.
func TestWavesEndWithThePolicyThatHadThem(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	w.supporter(t, nil)
	w.waves(t)
	w.weigh(t, "", 1, "")
	if _, err := w.wave(application, ""); !violates(err, "application", "wave.off") {
		t.Errorf("got %v", err)
	}
	if w.propose(t, "nl", application).GetWaves() || len(w.offersOf(t, application)) != 0 {
		t.Error("waves are told of, or somebody was asked")
	}
}

// However often and by whomever waves are asked for at once, nobody is asked twice or over their room, and none hangs.
func TestWavesForManyApplicationsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	for range 5 {
		w.supporter(t, func(s *someone) { s.maxCases = 3 })
	}
	var all sync.WaitGroup
	var applications []string
	for range 6 {
		applications = append(applications, w.application(t))
	}
	for _, application := range applications {
		for range 2 {
			all.Go(func() {
				if _, err := w.wave(application, ""); err != nil && !violates(err, "application", "wave.enough") {
					t.Errorf("got %v", err)
				}
			})
		}
	}
	all.Wait()
	for _, application := range applications {
		list, err := w.ListOffers(w.coordinator, &matchingv1.ListOffersRequest{Municipality: municipality, Application: application})
		if err != nil || len(list.GetOffers()) != 4 {
			t.Errorf("got %d offers, %v", len(list.GetOffers()), err)
		}
	}
}

// said stores answers of a supporter from so many days ago.
func (w *world) said(t *testing.T, s someone, state, origin string, daysAgo, times int) {
	t.Helper()
	for range times {
		id, dossier := pg.NewID(), pg.NewID()
		w.write(t, func(tx *pg.Tx) error {
			_, err := tx.Exec(w.coordinator, `INSERT INTO matching.offer (municipality, id, application, dossier, supporter, state, answer_time, undone_time, origin, create_time, update_time)
				SELECT $1, $2, $2, $3, $4, $5, at, CASE WHEN $5 = 'ACCEPTED' THEN at END, $6, at, at FROM (SELECT now() - make_interval(days => $7) AS at) moment`,
				municipality, id, dossier, s.id, state, origin, daysAgo)
			return err
		})
	}
}

func TestHowManyAreAskedFollowsTheAnswersOfAYear(t *testing.T) {
	for name, c := range map[string]struct {
		state, origin string
		daysAgo, want int
	}{
		"who always says yes is enough":    {"ACCEPTED", "LIVE", 20, 1},
		"what was long ago is not":         {"ACCEPTED", "LIVE", 400, 4},
		"nor is history":                   {"ACCEPTED", "IMPORT", 20, 4},
		"who says no is no help":           {"DECLINED", "LIVE", 20, 7},
		"nor is who says nothing":          {"EXPIRED", "LIVE", 20, 7},
		"what was taken back says nothing": {"WITHDRAWN", "LIVE", 20, 4},
	} {
		w := newWorld(t)
		w.waves(t)
		application := w.application(t)
		for range 7 {
			w.said(t, w.supporter(t, nil), c.state, c.origin, c.daysAgo, 30)
		}
		made, err := w.wave(application, "")
		if err != nil || len(made.GetOffers()) != c.want {
			t.Errorf("%s: got %d, %v, want %d", name, len(made.GetOffers()), err, c.want)
		}
	}
}

// Who is likely to say yes decides how many are asked, and lowers nobody's rank: of those who fit as well the order is
// the same, whatever they answered.
func TestWhoSaysNoOftenKeepsTheirPlace(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	application, crowd := w.application(t), map[string]someone{}
	for range 3 {
		s := w.supporter(t, nil)
		crowd[s.id] = s
	}
	order := func() (ids []string) {
		for _, p := range w.propose(t, "nl", application).GetProposals() {
			ids = append(ids, p.GetSupporter())
		}
		return ids
	}
	before := order()
	w.said(t, crowd[before[0]], "DECLINED", "LIVE", 20, 30)
	w.said(t, crowd[before[2]], "ACCEPTED", "LIVE", 20, 30)
	if diff := cmp.Diff(before, order()); diff != "" {
		t.Errorf("proposed: %s", diff)
	}
	made, err := w.wave(application, "")
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, offer := range made.GetOffers() {
		asked = append(asked, offer.GetSupporter())
	}
	if diff := cmp.Diff(before, asked); diff != "" {
		t.Errorf("asked: %s", diff)
	}
}
