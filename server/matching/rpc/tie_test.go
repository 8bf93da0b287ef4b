package rpc_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// secret is what was told in confidence.
const secret = "haar schoonzus, en dat mag niemand weten"

func (w *world) tie(t *testing.T, application, supporter string) *matchingv1.Tie {
	t.Helper()
	tie, err := w.CreateTie(w.coordinator, &matchingv1.CreateTieRequest{Municipality: municipality, Tie: &matchingv1.Tie{
		Application: application, Supporter: supporter, Kind: matchingv1.TieKind_TIE_KIND_FAMILY, Note: secret,
	}})
	if err != nil {
		t.Fatal(err)
	}
	return tie
}

// sameResident makes a second application one of the resident of the first.
func (w *world) sameResident(t *testing.T, first, second string) {
	t.Helper()
	w.change(t, `UPDATE test.application SET dossier = (SELECT dossier FROM test.application WHERE id = $1) WHERE id = $2`, first, second)
}

// TestATieHoldsForEveryApplicationOfTheResident, and for nobody else's, until it ends.
func TestATieHoldsForEveryApplicationOfTheResident(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	first, second, others := w.application(t), w.application(t), w.application(t)
	w.sameResident(t, first, second)
	tie := w.tie(t, first, s.id)
	proposed := func(application string) bool { return len(w.propose(t, "nl", application).GetProposals()) == 1 }
	if proposed(first) || proposed(second) || !proposed(others) {
		t.Error("a tie is with one resident, whatever they ask")
	}
	if _, err := w.ask(second, s.id); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "CONFLICT" {
		t.Errorf("asked all the same: %v", err)
	}
	for _, language := range []string{"nl", "en"} {
		if told := w.propose(t, language, first).String(); strings.Contains(told, secret) || strings.Contains(told, "FAMILY") {
			t.Errorf("tells what was said in confidence: %s", told)
		}
	}
	ended, err := w.EndTie(w.coordinator, &matchingv1.EndTieRequest{Municipality: municipality, Tie: tie.GetId()})
	if err != nil || ended.GetEndedBy() == "" || !ended.GetEndTime().IsValid() || ended.GetNote() != secret || ended.GetRecordedBy() == "" {
		t.Errorf("got %v, %v", ended, err)
	}
	if !proposed(first) || !proposed(second) {
		t.Error("a tie that ended still counts")
	}
	if _, err := w.EndTie(w.coordinator, &matchingv1.EndTieRequest{Municipality: municipality, Tie: tie.GetId()}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("ended twice: %v", err)
	}
}

// TestATieTakesBackWhatStands: the supporter is told what anybody is told whose offer is withdrawn, and no more.
func TestATieTakesBackWhatStands(t *testing.T) {
	w := newWorld(t)
	s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	open, matched, others := w.application(t), w.application(t), w.application(t)
	w.sameResident(t, open, matched)
	asked, accepted, elsewhere := w.asked(t, open, s), w.asked(t, matched, s), w.asked(t, others, s)
	if _, err := w.accept(s.as(t), accepted); err != nil {
		t.Fatal(err)
	}
	w.tie(t, open, s.id)
	for application, want := range map[string]string{open: "WAITING_FOR_MATCH", matched: "WAITING_FOR_MATCH", others: "OFFERED"} {
		if got := w.stateOf(t, application); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if _, err := w.accept(s.as(t), asked); !errs.Is(err, errs.StateConflictReason) || errs.Of(err).Args["state"] != "WITHDRAWN" {
		t.Errorf("got %v", err)
	}
	if offer, err := w.get(s.as(t), accepted); err != nil || !offer.GetUndoneTime().IsValid() || strings.Contains(offer.String(), secret) {
		t.Errorf("got %v, %v", offer, err)
	}
	if _, err := w.accept(s.as(t), elsewhere); err != nil {
		t.Errorf("a resident without a tie: %v", err)
	}
}

func TestTiesAreListedByResidentAndBySupporter(t *testing.T) {
	w := newWorld(t)
	one, other := w.supporter(t, nil), w.supporter(t, nil)
	first, second, others := w.application(t), w.application(t), w.application(t)
	w.sameResident(t, first, second)
	a, b, c := w.tie(t, first, one.id).GetId(), w.tie(t, second, other.id).GetId(), w.tie(t, others, one.id).GetId()
	if _, err := w.EndTie(w.coordinator, &matchingv1.EndTieRequest{Municipality: municipality, Tie: b}); err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string]struct {
		req  *matchingv1.ListTiesRequest
		want []string
	}{
		"all":                       {&matchingv1.ListTiesRequest{}, []string{c, a}},
		"ended ones too":            {&matchingv1.ListTiesRequest{Ended: true}, []string{c, b, a}},
		"of a resident":             {&matchingv1.ListTiesRequest{Application: second}, []string{a}},
		"of a resident, all of it":  {&matchingv1.ListTiesRequest{Application: second, Ended: true}, []string{b, a}},
		"of a supporter":            {&matchingv1.ListTiesRequest{Supporter: one.id}, []string{c, a}},
		"of both":                   {&matchingv1.ListTiesRequest{Supporter: one.id, Application: others}, []string{c}},
		"of a resident without any": {&matchingv1.ListTiesRequest{Application: w.application(t)}, nil},
	} {
		list.req.Municipality = municipality
		got, err := w.ListTies(w.coordinator, list.req)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, tie := range got.GetTies() {
			ids = append(ids, tie.GetId())
			if tie.GetNote() != secret || tie.GetSupporterName() == "" {
				t.Errorf("%s: got %v", name, tie)
			}
		}
		if diff := cmp.Diff(list.want, ids); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestWhoLivesWithAResidentIsNotProposed, under whichever dossier the resident is known there.
func TestWhoLivesWithAResidentIsNotProposed(t *testing.T) {
	w := newWorld(t)
	s, application := w.supporter(t, nil), w.application(t)
	dossier, before := "", pg.NewID()
	w.write(t, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &dossier, `SELECT dossier FROM test.application WHERE id = $1`, application)
	})
	for _, one := range []struct{ id, into any }{{dossier, nil}, {before, dossier}} {
		w.change(t, `INSERT INTO intake.dossier (municipality, id, merged_into, name, create_time, update_time)
			VALUES ($1, $2, $3, '', now(), now())`, municipality, one.id, one.into)
	}
	w.change(t, `INSERT INTO volunteer.search_key (municipality, hash, supporter) VALUES ($1, 'home', $2)`, municipality, s.id)
	w.change(t, `INSERT INTO intake.search_key (municipality, hash, dossier) VALUES ($1, 'home', $2)`, municipality, before)
	got := w.propose(t, "en", application)
	if len(got.GetNearestMisses()) != 1 {
		t.Fatalf("got %v", got)
	}
	want := []string{"Lives at the same address as the resident. Is it not right? Correct the address."}
	if diff := cmp.Diff(want, got.GetNearestMisses()[0].GetReasons()); diff != "" {
		t.Error(diff)
	}
}

// TestANoteForCoachingStandsBesideTheProposal, and changes neither score nor order.
func TestANoteForCoachingStandsBesideTheProposal(t *testing.T) {
	w := newWorld(t)
	s, application := w.supporter(t, nil), w.application(t)
	before := w.propose(t, "nl", application).GetProposals()[0]
	w.roles[s.id] = []matching.Role{
		{Label: "Belangenbehartiger", Organisation: "De Brug", OrganisationKey: "debrug", Effect: matching.RoleSameConcerned},
		{Label: "Maatje", Effect: matching.RoleNote},
	}
	for language, want := range map[string][]string{
		"nl": {"Andere rol: Belangenbehartiger bij De Brug. Bespreek of dat bij deze vraag past.", "Andere rol: Maatje. Bespreek of dat bij deze vraag past."},
		"en": {"Other role: Belangenbehartiger at De Brug. Talk about whether that goes with this question.", "Other role: Maatje. Talk about whether that goes with this question."},
	} {
		after := w.propose(t, language, application).GetProposals()[0]
		if diff := cmp.Diff(want, after.GetCoachingNotes()); diff != "" {
			t.Errorf("%s: %s", language, diff)
		}
		if before.GetCoachingNotes() != nil || after.GetScore() != before.GetScore() || after.GetRanking() != before.GetRanking() {
			t.Errorf("%s: the score went from %v to %v", language, before, after)
		}
	}
}

// However asking and recording a tie meet, nothing stands between the two in the end.
func TestATieLeavesNoOfferBesideIt(t *testing.T) {
	w := newWorld(t)
	for range 12 {
		s := w.supporter(t, func(s *someone) { s.maxCases = 9 })
		first, second := w.application(t), w.application(t)
		w.sameResident(t, first, second)
		var both sync.WaitGroup
		both.Go(func() {
			if _, err := w.ask(second, s.id); err != nil && !errs.Is(err, errs.NotEligible) {
				t.Errorf("ask: %v", err)
			}
		})
		both.Go(func() { w.tie(t, first, s.id) })
		both.Wait()
		open, err := w.ListOffers(w.coordinator, &matchingv1.ListOffersRequest{Municipality: municipality, Supporter: s.id, States: []matchingv1.OfferState{matchingv1.OfferState_OFFER_STATE_OPEN}})
		if err != nil || len(open.GetOffers()) != 0 {
			t.Fatalf("%d offers stand beside a tie, %v", len(open.GetOffers()), err)
		}
	}
}
