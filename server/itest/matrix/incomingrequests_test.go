package matrix_test

import (
	"maps"
	"testing"

	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, incomingRequests) }

// incomingRequests are those on hand-overs of another municipality of the region.
var incomingRequests = map[string]func(w *world, p harness.Persona) object{
	"ListIncomingHandovers":  func(w *world, _ harness.Persona) object { w.incoming(); return object{} },
	"GetIncomingHandover":    func(w *world, _ harness.Persona) object { return object{"incoming_handover": w.incoming()} },
	"AcceptIncomingHandover": func(w *world, _ harness.Persona) object { return object{"incoming_handover": w.incoming()} },
	"RefuseIncomingHandover": func(w *world, _ harness.Persona) object {
		return object{"incoming_handover": w.incoming(), "refusal": "woont hier niet"}
	},
}

// bySender makes a call as the coordinator of the municipality that hands over.
func (w *world) bySender(rpc string, request object) object {
	w.t.Helper()
	if w.sender == nil {
		w.sender = w.system.NewPlace(w.t, harness.Region, harness.Coordinator)
	}
	request["municipality"] = w.sender.Code
	a := w.call(w.sender.Token(w.t, harness.Coordinator), rpc, request)
	if a.Code != codes.OK {
		w.t.Fatalf("%s of the sender: %s %v", rpc, a.Raw, a.Fields)
	}
	return harness.JSON(a.Messages[0])
}

// handedOverThere is one that the sender sent: to a municipality, or with none to its own access team.
func (w *world) handedOverThere(municipality string) string {
	w.t.Helper()
	id := text(w.bySender("SubmitApplication", application()), "application")
	w.bySender("CreateTriageDecision", object{"application": id, "route": "ROUTE_ACCESS_TEAM"})
	handover := object{
		"application": id, "recipient_kind": "HANDOVER_RECIPIENT_KIND_ACCESS_TEAM", "reason": "HANDOVER_REASON_MOVED",
		"fields":  []any{"HANDOVER_FIELD_NAME", "HANDOVER_FIELD_REACH"},
		"consent": object{"given_by": "HANDOVER_CONSENT_GIVER_RESIDENT", "given_date": "2026-01-05", "purpose": "dat de nieuwe gemeente belt"},
	}
	if municipality != "" {
		handover["recipient_kind"], handover["recipient_municipality"] = "HANDOVER_RECIPIENT_KIND_MUNICIPALITY", municipality
	}
	return w.sender.Code + "-" + text(w.bySender("CreateHandover", object{"handover": handover}), "id")
}

// incoming is one that was sent here.
func (w *world) incoming() string { return w.handedOverThere(w.home.Code) }

// TestAnIncomingHandoverIsForWhomItIsAddressedTo: the coordinator of a municipality of the region finds nothing of what is
// addressed to another one, or to the sender's own access team.
func TestAnIncomingHandoverIsForWhomItIsAddressedTo(t *testing.T) {
	w := newWorld(t)
	other := w.system.NewPlace(t, harness.Region, harness.Coordinator)
	for what, id := range map[string]string{"another municipality": w.handedOverThere(other.Code), "the access team": w.handedOverThere("")} {
		for _, rpc := range []string{"GetIncomingHandover", "AcceptIncomingHandover", "RefuseIncomingHandover"} {
			request := object{"incoming_handover": id}
			if rpc == "RefuseIncomingHandover" {
				request["refusal"] = "woont hier niet"
			}
			if a := w.call(w.home.Token(t, harness.Coordinator), rpc, request); a.Code != codes.NotFound {
				t.Errorf("%s of one to %s: %s %v", rpc, what, a.Raw, a.Messages)
			}
		}
	}
	if list, _ := w.coordinator("ListIncomingHandovers", object{})["incoming_handovers"].([]any); len(list) > 0 {
		t.Errorf("lists %v", list)
	}
}
