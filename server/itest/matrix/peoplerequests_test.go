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
	"GetPause":   func(w *world, _ harness.Persona) object { return object{"pause": w.pause(harness.Supporter)} },
	"ListPauses": func(w *world, p harness.Persona) object { w.pause(p); return object{} },
	"CreateOtherRole": func(w *world, _ harness.Persona) object {
		return object{"other_role": object{"supporter": w.supporter, "role": "advocate", "organisation": "De Brug"}}
	},
	"EndOtherRole":   func(w *world, _ harness.Persona) object { return object{"other_role": w.otherRole(), "mistaken": true} },
	"GetOtherRole":   func(w *world, _ harness.Persona) object { return object{"other_role": w.otherRole()} },
	"ListOtherRoles": func(w *world, _ harness.Persona) object { w.otherRole(); return object{} },
	"CreateTie": func(w *world, _ harness.Persona) object {
		return object{"tie": w.withTie()}
	},
	"EndTie":            func(w *world, _ harness.Persona) object { return object{"tie": w.tie()} },
	"GetTie":            func(w *world, _ harness.Persona) object { return object{"tie": w.tie()} },
	"ListTies":          func(w *world, _ harness.Persona) object { w.tie(); return object{} },
	"ListStrandedCases": func(w *world, _ harness.Persona) object { w.stranded(); return object{} },
	"CreateBuddyPair": func(w *world, _ harness.Persona) object {
		return object{"buddy_pair": object{"newcomer": w.newcomer(""), "buddy": w.experienced()}}
	},
	"GetBuddyPair":   func(w *world, p harness.Persona) object { return object{"buddy_pair": w.pair(p)} },
	"ListBuddyPairs": func(w *world, p harness.Persona) object { w.pair(p); return object{} },
	"RecordBuddyStep": func(w *world, p harness.Persona) object {
		return object{"buddy_pair": w.pair(p), "step": "BUDDY_STEP_SHADOW"}
	},
	"EndBuddyPair": func(w *world, p harness.Persona) object { return object{"buddy_pair": w.pair(p)} },
}

// newcomer is a volunteer in training, of an organisation or of none.
func (w *world) newcomer(organisation string) string {
	w.t.Helper()
	id := w.newSupporter("", organisation, "SUPPORT_KIND_INFORMAL")
	w.coordinator("MoveSupporter", object{"supporter": id, "state": "SUPPORTER_STATE_IN_TRAINING"})
	return id
}

// experienced is a volunteer who is active.
func (w *world) experienced() string {
	w.t.Helper()
	id := w.newcomer("")
	for _, state := range []string{"SUPPORTER_STATE_WITH_BUDDY", "SUPPORTER_STATE_ACTIVE"} {
		w.coordinator("MoveSupporter", object{"supporter": id, "state": state, "reason": "deed dit elders"})
	}
	return id
}

// pair is a pair of a newcomer of the partner organisation. The supporter of the persona is a professional; for their own
// pair they are a volunteer for as long as it takes to make it.
func (w *world) pair(p harness.Persona) string {
	w.t.Helper()
	buddy := w.supporter
	if p == harness.Supporter {
		w.kind("SUPPORT_KIND_INFORMAL")
		defer w.kind("SUPPORT_KIND_FORMAL")
	} else {
		buddy = w.experienced()
	}
	return text(w.coordinator("CreateBuddyPair", object{"buddy_pair": object{"newcomer": w.newcomer(harness.Partner), "buddy": buddy}}), "id")
}

// kind is what the supporter of the persona is from now on.
func (w *world) kind(kind string) {
	w.t.Helper()
	w.coordinator("UpdateSupporter", object{"supporter": object{"id": w.supporter, "kind": kind}, "update_mask": "kind"})
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

// otherRole is one of the supporter of the personas.
func (w *world) otherRole() string {
	w.t.Helper()
	return text(w.coordinator("CreateOtherRole", object{"other_role": object{"supporter": w.supporter, "role": "advocate", "organisation": "De Brug"}}), "id")
}

// tie is one between somebody else and a resident.
func (w *world) tie() string {
	w.t.Helper()
	return text(w.coordinator("CreateTie", object{"tie": w.withTie()}), "id")
}

// withTie is a tie to record. Nobody of the personas is kept by it from being asked.
func (w *world) withTie() object {
	w.t.Helper()
	return object{"application": w.waiting(), "supporter": w.newSupporter("", harness.Agency, "SUPPORT_KIND_FORMAL"), "kind": "TIE_KIND_FAMILY"}
}
