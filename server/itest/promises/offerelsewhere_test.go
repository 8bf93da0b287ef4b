package promises_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/itest/harness"
)

// An organisation may have no planner with an account that is kept here: it has none, or another municipality keeps it. Then the
// coordinator tells the organisation; where there is one here, that one is written to.
func TestAnOrganisationHearsOfAnOfferAlsoWhenNoPlannerIsKnownHere(t *testing.T) {
	w := newPostTown(t)
	offers := func(organisation string) object {
		application := w.make(t, harness.Nobody, "SubmitApplication", "application", object{
			"resident": object{"name": "Nora Kant", "phone": "06-11900001"}, "life_domains": []any{"LIFE_DOMAIN_WMO"},
		})
		w.make(t, harness.Coordinator, "CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
		offer := w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": application, "organisation": organisation})
		w.settles(t)
		told := w.told(t, story{application: application})
		m, ok := told["OFFER"]
		if !ok {
			t.Fatalf("of %s: nobody is told: %v", organisation, told)
		}
		w.make(t, harness.Coordinator, "WithdrawOffer", "id", object{"offer": offer})
		w.settles(t)
		after := w.told(t, story{application: application})["OFFER"]
		if after["state"] != "MESSAGE_STATE_CANCELLED" || after["fault"] != "MESSAGE_FAULT_ANSWERED" {
			t.Errorf("of %s: it was withdrawn, and is %v", organisation, after)
		}
		return m
	}
	w.make(t, harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Eva Elders", "phone": "0416-930202", "organisation": harness.Elsewhere, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 3,
	}})
	m := offers(harness.Elsewhere)
	body, _ := m["body"].(string)
	if m["channel"] != "MESSAGE_CHANNEL_COORDINATOR" || m["state"] != "MESSAGE_STATE_TO_DO" || !strings.Contains(body, harness.Elsewhere) || strings.Contains(body, "Nora") {
		t.Errorf("got %v", m)
	}
}
