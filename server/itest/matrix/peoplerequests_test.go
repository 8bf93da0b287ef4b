package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, peopleRequests) }

// peopleRequests are about how supporters are: away, or new.
var peopleRequests = map[string]func(w *world, p harness.Persona) object{
	"CreatePause": func(w *world, _ harness.Persona) object {
		return object{"pause": object{"supporter": w.supporter, "kind": "PAUSE_KIND_HOLIDAY", "start_date": "2090-01-01"}}
	},
	"EndPause": func(w *world, _ harness.Persona) object {
		return object{"pause": w.pause(harness.Supporter), "end_date": "2090-01-05"}
	},
	"GetPause":          func(w *world, _ harness.Persona) object { return object{"pause": w.pause(harness.Supporter)} },
	"ListPauses":        func(w *world, p harness.Persona) object { w.pause(p); return object{} },
	"ListStrandedCases": func(w *world, _ harness.Persona) object { w.stranded(); return object{} },
}

// pause is one of the supporter of the personas, or of a volunteer of the partner organisation for its contact person.
func (w *world) pause(p harness.Persona) string {
	w.t.Helper()
	supporter := w.supporter
	if p == harness.PartnerContact {
		supporter = w.newSupporter("", harness.Partner, "SUPPORT_KIND_INFORMAL")
	}
	return text(w.coordinator("CreatePause", object{"pause": object{
		"supporter": supporter, "kind": "PAUSE_KIND_HOLIDAY", "start_date": "2090-01-01", "end_date": "2090-01-10",
	}}), "id")
}

// stranded is a running case of a supporter who fell ill.
func (w *world) stranded() {
	w.t.Helper()
	ill := w.newSupporter("", harness.Agency, "SUPPORT_KIND_FORMAL")
	offer := text(w.coordinator("CreateOffer", object{"application": w.waiting(), "supporter": ill}), "id")
	w.coordinator("RecordAnswer", object{"offer": offer, "accepted": true})
	w.coordinator("RecordResidentAnswer", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
	w.coordinator("CreatePause", object{"pause": object{"supporter": ill, "kind": "PAUSE_KIND_ILL"}})
}
