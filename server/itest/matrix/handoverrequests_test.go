package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, handoverRequests) }

// handoverRequests are those on hand-overs to the access team.
var handoverRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateHandover":      func(w *world, _ harness.Persona) object { return w.toHandOver() },
	"GetHandover":         func(w *world, _ harness.Persona) object { return object{"handover": w.handover()} },
	"ListHandovers":       func(w *world, _ harness.Persona) object { w.handover(); return object{} },
	"AcknowledgeHandover": func(w *world, _ harness.Persona) object { return object{"handover": w.handover(), "reference": "7"} },
	"RefuseHandover": func(w *world, _ harness.Persona) object {
		return object{"handover": w.handover(), "refusal": "woont hier niet"}
	},
	"WithdrawHandover": func(w *world, _ harness.Persona) object { return object{"handover": w.handover()} },
}

// toHandOver is a hand-over of an application that triage sent to the access team.
func (w *world) toHandOver() object {
	w.t.Helper()
	id := w.application(harness.Coordinator)
	w.coordinator("CreateTriageDecision", object{"application": id, "route": "ROUTE_ACCESS_TEAM"})
	return object{"handover": object{
		"application": id, "recipient_kind": "HANDOVER_RECIPIENT_KIND_ACCESS_TEAM", "reason": "HANDOVER_REASON_LONG",
		"fields":  []any{"HANDOVER_FIELD_NAME"},
		"consent": object{"given_by": "HANDOVER_CONSENT_GIVER_RESIDENT", "given_date": "2026-01-05", "purpose": "dat de Toegang belt"},
	}}
}

// handover is one that was sent.
func (w *world) handover() string {
	w.t.Helper()
	return text(w.coordinator("CreateHandover", w.toHandOver()), "id")
}
