package rpc_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func (w *world) override(application, supporter string) (*matchingv1.Offer, error) {
	return w.CreateOffer(w.coordinator, &matchingv1.CreateOfferRequest{
		Municipality: municipality, Application: application, Supporter: supporter,
		OverrideReason: matchingv1.OverrideReason_OVERRIDE_REASON_SUPPORTER_AGREES, OverrideNote: "kanarie zei dat het kan",
	})
}

// Somebody who is full is asked with a reason: it is kept, sealed, shown to coordinators alone and told as an event, and
// their yes counts though there is no place.
func TestAReasonOpensAGateAndIsKept(t *testing.T) {
	w := newWorld(t)
	application, s := w.application(t), w.supporter(t, func(s *someone) { s.maxCases = 0 })
	if _, err := w.ask(application, s.id); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "ROOM" {
		t.Fatalf("without a reason: %v", err)
	}
	offer, err := w.override(application, s.id)
	if err != nil {
		t.Fatal(err)
	}
	kept := func(o *matchingv1.Offer) bool {
		return o.GetOverrideReason() == matchingv1.OverrideReason_OVERRIDE_REASON_SUPPORTER_AGREES && o.GetOverrideNote() == "kanarie zei dat het kan" &&
			len(o.GetOverriddenGates()) == 1 && o.GetOverriddenGates()[0] == matchingv1.Gate_GATE_ROOM
	}
	if again, err := w.get(w.coordinator, offer.GetId()); err != nil || !kept(offer) || !kept(again) {
		t.Errorf("got %v and %v, %v", offer, again, err)
	}
	seen, err := w.get(s.as(t), offer.GetId())
	if err != nil || seen.GetOverrideReason() != 0 || seen.GetOverrideNote() != "" || len(seen.GetOverriddenGates()) != 0 {
		t.Errorf("the supporter sees %v, %v", seen, err)
	}
	var column, payload []byte
	w.write(t, func(tx *pg.Tx) error {
		if err := tx.Get(w.coordinator, &column, `SELECT override_note FROM matching.offer WHERE municipality = $1 AND id = $2`, municipality, offer.GetId()); err != nil {
			return err
		}
		return tx.Get(w.coordinator, &payload, `SELECT payload FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.OfferMade'`, municipality)
	})
	var made eventv1.OfferMade
	if err := proto.Unmarshal(payload, &made); err != nil || made.GetOverrideReason() != "SUPPORTER_AGREES" || len(made.GetOverriddenGates()) != 1 {
		t.Errorf("told %v, %v", &made, err)
	}
	if len(column) == 0 || string(column) == "kanarie zei dat het kan" {
		t.Errorf("kept as %q", column)
	}
	if _, err := w.accept(s.as(t), offer.GetId()); err != nil {
		t.Errorf("the gate that was opened stays open: %v", err)
	}
}

// What stands for safety, or for a no, no reason opens.
func TestNoReasonOpensSafety(t *testing.T) {
	w := newWorld(t)
	for why, change := range map[string]func(s *someone){
		"ACTIVE": func(s *someone) { s.state = "SUSPENDED" },
	} {
		if _, err := w.override(w.application(t), w.supporter(t, change).id); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != why {
			t.Errorf("%s: got %v", why, err)
		}
	}
	says := func(answer matchingv1.ResidentAnswer) func(offer string, s someone) error {
		return func(offer string, s someone) error {
			if _, err := w.accept(s.as(t), offer); err != nil {
				return err
			}
			_, err := w.resident(offer, answer)
			return err
		}
	}
	for no, say := range map[string]func(offer string, s someone) error{
		"the resident knows them":    says(matchingv1.ResidentAnswer_RESIDENT_ANSWER_ACQUAINTED),
		"the resident wants another": says(matchingv1.ResidentAnswer_RESIDENT_ANSWER_ANOTHER_PLEASE),
		"the supporter knows the resident": func(offer string, s someone) error {
			_, err := w.DeclineOffer(s.as(t), &matchingv1.DeclineOfferRequest{
				Municipality: municipality, Offer: offer, Reason: matchingv1.DeclineReason_DECLINE_REASON_ACQUAINTED,
			})
			return err
		},
	} {
		application, later, known := w.application(t), w.application(t), w.supporter(t, func(s *someone) { s.maxCases = 9 })
		w.sameResident(t, application, later)
		if err := say(w.asked(t, application, known), known); err != nil {
			t.Fatal(err)
		}
		for name, id := range map[string]string{"the same application": application, "a later one": later} {
			if _, err := w.override(id, known.id); !errs.Is(err, errs.NotEligible) || errs.Of(err).Args["why"] != "CONFLICT" {
				t.Errorf("%s, %s: %v", no, name, err)
			}
		}
	}
}

// A reason may also say why not the first of the list.
func TestAnotherChoiceMayBeExplained(t *testing.T) {
	w := newWorld(t)
	offer, err := w.override(w.application(t), w.supporter(t, nil).id)
	if err != nil || offer.GetOverrideReason() == 0 || len(offer.GetOverriddenGates()) != 0 {
		t.Errorf("got %v, %v", offer, err)
	}
}
