package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

// supporterAsked asks a new supporter for an application, and returns their context and the offer.
func (w *world) supporterAsked(t *testing.T, application string) (context.Context, string) {
	t.Helper()
	s := w.supporter(t, nil)
	return s.as(t), w.asked(t, application, s)
}

func TestOthersOffersAreUnknown(t *testing.T) {
	w := newWorld(t)
	bo := w.supporter(t, func(s *someone) { s.organisation = "MEE" })
	kim := w.supporter(t, func(s *someone) { s.organisation = "KBO" })
	offer := w.asked(t, w.application(t), bo)
	for name, ctx := range map[string]context.Context{
		"another supporter":           kim.as(t),
		"another organisation":        planner(t, "KBO"),
		"a planner of nothing":        planner(t, ""),
		"nobody in particular":        call.With(t.Context(), call.Call{Municipality: municipality}),
		"the neighbour's coordinator": pgtest.Context(t, "gm0855", call.RoleCoordinator),
	} {
		calls := map[string]func() error{
			"get":     func() error { _, err := w.get(ctx, offer); return err },
			"accept":  func() error { _, err := w.accept(ctx, offer); return err },
			"decline": func() error { _, err := w.DeclineOffer(ctx, &matchingv1.DeclineOfferRequest{Offer: offer}); return err },
		}
		for method, try := range calls {
			if err := try(); !errs.Is(err, errs.NotFoundReason) {
				t.Errorf("%s, %s: got %v", name, method, err)
			}
		}
		list, err := w.ListOffers(ctx, &matchingv1.ListOffersRequest{})
		if err != nil || len(list.GetOffers()) != 0 {
			t.Errorf("%s, list: got %d, %v", name, len(list.GetOffers()), err)
		}
	}
	if got, err := w.accept(planner(t, "MEE"), offer); err != nil || got.GetSupporterName() == "" || got.GetResidentName() != "" {
		t.Errorf("the planner answers for the organisation without knowing the resident: %v, %v", got, err)
	}
}

func TestWhatASupporterSeesAndWhen(t *testing.T) {
	w := newWorld(t)
	application, bo := w.application(t), w.supporter(t, nil)
	offer := w.asked(t, application, bo)
	sees := func(when string, name, phone bool) {
		t.Helper()
		got, err := w.get(bo.as(t), offer)
		if err != nil {
			t.Fatal(err)
		}
		if (got.GetResidentName() != "") != name || (got.GetResidentPhone() != "") != phone || got.GetSupporterName() != "" ||
			got.GetNote() != "graag voor vrijdag" || len(got.GetLifeDomains()) != 2 || got.GetNeighbourhood() != "centrum" {
			t.Errorf("%s: sees %v", when, got)
		}
	}
	sees("asked", false, false)
	if _, err := w.accept(bo.as(t), offer); err != nil {
		t.Fatal(err)
	}
	sees("accepted", true, false)
	if _, err := w.resident(offer, matchingv1.ResidentAnswer_RESIDENT_ANSWER_YES); err != nil {
		t.Fatal(err)
	}
	sees("in support", true, true)
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET no_phone = true WHERE id = $1`, application)
		return err
	})
	sees("in support, and no calls", true, false)
	w.write(t, func(tx *pg.Tx) error {
		_, err := tx.Exec(w.coordinator, `UPDATE test.application SET no_phone = false WHERE id = $1`, application)
		if err != nil {
			return err
		}
		_, err = tx.Exec(w.coordinator, `UPDATE support.support_case SET state = 'CLOSED', close_date = open_date WHERE municipality = $1`, municipality)
		return err
	})
	sees("closed", true, false)
}

func TestListFiltersAndPages(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	bo := w.supporter(t, func(s *someone) { s.organisation, s.maxCases = "MEE", 9 })
	kim := w.supporter(t, func(s *someone) { s.maxCases = 9 })
	applications := []string{w.application(t), w.application(t), w.application(t)}
	var offers []string
	for _, application := range applications {
		offers = append(offers, w.asked(t, application, bo))
	}
	offers = append(offers, w.asked(t, applications[0], kim))
	if _, err := w.accept(bo.as(t), offers[1]); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		ctx  context.Context
		req  *matchingv1.ListOffersRequest
		want []int
	}{
		"all, the newest first":  {w.coordinator, &matchingv1.ListOffersRequest{}, []int{3, 2, 1, 0}},
		"of an application":      {w.coordinator, &matchingv1.ListOffersRequest{Application: applications[0]}, []int{3, 0}},
		"to a supporter":         {w.coordinator, &matchingv1.ListOffersRequest{Supporter: kim.id}, []int{3}},
		"open":                   {w.coordinator, &matchingv1.ListOffersRequest{States: []matchingv1.OfferState{matchingv1.OfferState_OFFER_STATE_OPEN}}, []int{3, 2, 0}},
		"the supporter's own":    {bo.as(t), &matchingv1.ListOffersRequest{}, []int{2, 1, 0}},
		"own, and not another's": {bo.as(t), &matchingv1.ListOffersRequest{Supporter: kim.id}, nil},
		"of two organisations":   {planner(t, "KBO", "MEE"), &matchingv1.ListOffersRequest{}, []int{2, 1, 0}},
		"of the organisation":    {planner(t, "MEE"), &matchingv1.ListOffersRequest{}, []int{2, 1, 0}},
	} {
		var got []int
		c.req.PageSize = 2
		for {
			list, err := w.ListOffers(c.ctx, c.req)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range list.GetOffers() {
				for i, id := range offers {
					if id == o.GetId() {
						got = append(got, i)
					}
				}
			}
			if c.req.PageToken = list.GetNextPageToken(); c.req.GetPageToken() == "" {
				break
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAnErasedDossierTakesItsOffersAlong(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	offer := w.asked(t, application, w.supporter(t, nil))
	w.write(t, func(tx *pg.Tx) error {
		var dossier string
		if err := tx.Get(w.coordinator, &dossier, `SELECT dossier FROM test.application WHERE id = $1`, application); err != nil {
			return err
		}
		_, err := subject.Destroy(w.coordinator, tx, subject.Dossier, []string{dossier})
		return err
	})
	if _, err := w.get(w.coordinator, offer); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}

// Who is being erased is not asked at the same moment: the question waits, and then finds nobody.
func TestNobodyIsAskedWhoIsBeingErased(t *testing.T) {
	w := newWorld(t)
	application, supporter := w.application(t), w.supporter(t, nil)
	outcome := make(chan error, 1)
	w.write(t, func(tx *pg.Tx) error {
		if _, err := tx.Exec(w.coordinator, `DELETE FROM volunteer.supporter WHERE municipality = $1 AND id = $2`, municipality, supporter.id); err != nil {
			return err
		}
		go func() {
			_, err := w.ask(application, supporter.id)
			outcome <- err
		}()
		waited, err := pgtest.SomebodyWaits(w.coordinator, tx, outcome)
		if !waited && err == nil {
			t.Error("it did not wait")
		}
		return err
	})
	if err := <-outcome; !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}

// Many offers to a few supporters are accepted at once; however they meet, nobody gets more than
// they can have, and every application that was matched holds a place.
func TestOffersAcceptedAtOnceNeverOverfillASupporter(t *testing.T) {
	w := newWorld(t)
	w.waves(t)
	const room, offersEach = 2, 6
	people := []someone{
		w.supporter(t, func(s *someone) { s.maxCases = room }), w.supporter(t, func(s *someone) { s.maxCases = room }),
	}
	type question struct {
		ctx   context.Context
		offer string
	}
	var questions []question
	for range offersEach {
		application := w.application(t)
		for _, s := range people { // both are asked for each: they meet on the application as well
			questions = append(questions, question{s.as(t), w.asked(t, application, s)})
		}
	}
	outcomes := make([]error, len(questions))
	var all sync.WaitGroup
	for i, q := range questions {
		all.Go(func() { _, outcomes[i] = w.accept(q.ctx, q.offer) })
	}
	all.Wait()
	accepted := 0
	for i, err := range outcomes {
		switch {
		case err == nil:
			accepted++
		case errs.Is(err, errs.NotEligible), errs.Is(err, errs.StateConflictReason):
		default:
			t.Errorf("offer %d: %v", i, errors.Unwrap(err))
		}
	}
	if want := room * len(people); accepted != want {
		t.Errorf("%d offers were accepted, there was room for %d", accepted, want)
	}
	for _, s := range people {
		var load int
		w.write(t, func(tx *pg.Tx) error {
			return tx.Get(w.coordinator, &load, `SELECT count(*) FROM published.supporter_load WHERE municipality = $1 AND supporter = $2`,
				municipality, s.id)
		})
		if load > room {
			t.Errorf("a supporter with room for %d has %d", room, load)
		}
	}
}

func TestProposals(t *testing.T) {
	w := newWorld(t)
	application := w.application(t)
	idle := w.supporter(t, func(s *someone) { s.maxCases = 3 })
	busy := w.supporter(t, func(s *someone) { s.maxCases = 3 })
	paused := w.supporter(t, func(s *someone) { s.state = "PAUSED" })
	w.supporter(t, func(s *someone) { s.state = "LEFT" })
	if _, err := w.accept(busy.as(t), w.asked(t, w.application(t), busy)); err != nil {
		t.Fatal(err)
	}
	got, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application})
	if err != nil {
		t.Fatal(err)
	}
	var order, reasons []string
	for _, p := range got.GetProposals() {
		order = append(order, fmt.Sprintf("%s %d/%d", p.GetSupporter(), p.GetOpenCases(), p.GetMaxCases()))
		if p.GetName() == "" || len(p.GetSharedLifeDomains()) != 1 {
			t.Errorf("got %v", p)
		}
		reasons = append(reasons, p.GetReasons()...)
	}
	if diff := cmp.Diff([]string{idle.id + " 0/3", busy.id + " 1/3"}, order); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"Kent: wonen", "Heeft nu geen trajecten.", "Kent: wonen", "Heeft ruimte voor nog een traject.",
	}, reasons); diff != "" {
		t.Error(diff)
	}
	misses := got.GetNearestMisses()
	if len(misses) != 1 || misses[0].GetSupporter() != paused.id || len(misses[0].GetGates()) != 1 ||
		misses[0].GetGates()[0] != matchingv1.Gate_GATE_ACTIVE || misses[0].GetReasons()[0] != "De ondersteuner is niet actief, maar gepauzeerd. Maak de ondersteuner eerst actief." {
		t.Errorf("got %v", misses)
	}
	one, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: application, PageSize: 1})
	if err != nil || len(one.GetProposals()) != 1 {
		t.Errorf("got %v, %v", one, err)
	}
	if _, err := w.ProposeMatches(w.coordinator, &matchingv1.ProposeMatchesRequest{Municipality: municipality, Application: pg.NewID()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
}
