package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, complaintRequests) }

// complaintRequests are those on complaints, safety concerns and incidents. What is "own" is what the supporter made, of an
// application that is theirs.
var complaintRequests = map[string]func(w *world, p harness.Persona) object{
	"SubmitComplaint": func(*world, harness.Persona) object { return complaint() },
	"GetComplaint":    func(w *world, _ harness.Persona) object { return object{"complaint": w.complaint()} },
	"ListComplaints":  func(w *world, _ harness.Persona) object { w.complaint(); return object{} },
	"UpdateComplaint": func(w *world, _ harness.Persona) object {
		return object{"complaint": object{"id": w.complaint(), "concerned_supporter": w.supporter}, "update_mask": "concernedSupporter"}
	},
	"AcknowledgeComplaint": func(w *world, _ harness.Persona) object { return object{"complaint": w.complaint()} },
	"AddComplaintStep": func(w *world, _ harness.Persona) object {
		return object{"complaint": w.acknowledged(), "note": "gebeld"}
	},
	"ExtendComplaint": func(w *world, _ harness.Persona) object {
		return object{"complaint": w.acknowledged(), "reason": "vakantie"}
	},
	"SettleComplaint": func(w *world, _ harness.Persona) object {
		return object{"complaint": w.acknowledged(), "outcome": "COMPLAINT_OUTCOME_TALKED", "explanation": "excuses gemaakt"}
	},
	"ListConcernedPeople": empty,

	"RaiseSafetyConcern": func(w *world, _ harness.Persona) object {
		return object{"application": w.supported(), "signals": "blauwe plekken"}
	},
	"GetSafetyConcern":   func(w *world, p harness.Persona) object { return object{"safety_concern": w.concern(p)} },
	"ListSafetyConcerns": func(w *world, p harness.Persona) object { w.concern(p); return object{} },
	"UpdateSafetyConcern": func(w *world, p harness.Persona) object {
		return object{"safety_concern": object{"id": w.concern(p), "asked_of_supporter": "bel mij"}, "update_mask": "askedOfSupporter"}
	},
	"RecordSafetyStep": func(w *world, p harness.Persona) object {
		return object{"safety_concern": w.concern(p), "step": "SAFETY_STEP_SIGNALS", "note": "weer gezien"}
	},
	"RecordHomeVisitRisk": func(w *world, _ harness.Persona) object {
		return object{"home_visit_risk": object{"application": w.supported(), "warning": "grote hond"}}
	},
	"GetHomeVisitRisk": func(w *world, _ harness.Persona) object { return object{"home_visit_risk": w.risk(w.supported())} },
	"ListHomeVisitRisks": func(w *world, _ harness.Persona) object {
		application := w.supported()
		w.risk(application)
		return object{"application": application}
	},
	"EndHomeVisitRisk": func(w *world, _ harness.Persona) object { return object{"home_visit_risk": w.risk(w.supported())} },

	"ReportIncident": func(w *world, _ harness.Persona) object { return incident(w.supported()) },
	"GetIncident":    func(w *world, p harness.Persona) object { return object{"incident": w.incident(p)} },
	"ListIncidents":  func(w *world, p harness.Persona) object { w.incident(p); return object{} },
	"UpdateIncident": func(w *world, p harness.Persona) object {
		return object{"incident": object{"id": w.incident(p), "kind": "INCIDENT_KIND_THEFT"}, "update_mask": "kind"}
	},
	"AddIncidentStep": func(w *world, p harness.Persona) object {
		return object{"incident": w.incident(p), "kind": "INCIDENT_STEP_KIND_NOTED", "note": "gebeld"}
	},
	"CloseIncident": func(w *world, p harness.Persona) object { return object{"incident": w.incident(p), "note": "klaar"} },
}

func complaint() object {
	return object{"about": "COMPLAINT_ABOUT_ORGANISATION", "text": "Niemand belde terug."}
}

// complaint is one that somebody handed in without an account; the newest is the one.
func (w *world) complaint() string {
	w.t.Helper()
	w.must(harness.Nobody, "SubmitComplaint", complaint())
	list, _ := w.must(harness.ComplaintsOfficer, "ListComplaints", object{"page_size": 1})["complaints"].([]any)
	newest, _ := list[0].(object)
	return text(newest, "id")
}

func (w *world) acknowledged() string {
	w.t.Helper()
	return text(w.must(harness.ComplaintsOfficer, "AcknowledgeComplaint", object{"complaint": w.complaint()}), "id")
}

// supported is the application that the supporter supports for all of these.
func (w *world) supported() string {
	w.t.Helper()
	if w.helped == "" {
		w.helped = text(w.coordinator("GetCase", object{"case": w.supportCase()}), "application")
	}
	return w.helped
}

// concern is one that the supporter raised, or the coordinator for everybody else.
func (w *world) concern(p harness.Persona) string {
	w.t.Helper()
	if p != harness.Supporter {
		p = harness.Coordinator
	}
	id := text(w.must(p, "RaiseSafetyConcern", object{"application": w.supported(), "signals": "blauwe plekken"}), "id")
	w.coordinator("UpdateSafetyConcern", object{"safety_concern": object{"id": id, "asked_of_supporter": "bel mij"}, "update_mask": "askedOfSupporter"})
	return id
}

func (w *world) risk(application string) string {
	w.t.Helper()
	return text(w.coordinator("RecordHomeVisitRisk", object{"home_visit_risk": object{"application": application, "warning": "grote hond"}}), "id")
}

func incident(application string) object {
	return object{"incident": object{"kind": "INCIDENT_KIND_AGGRESSION", "incident_date": "2026-03-02", "text": "Schelden aan de deur.",
		"affected": []any{"INCIDENT_AFFECTED_RESIDENT"}, "application": application}}
}

// incident is one that the supporter reported, or the coordinator for everybody else.
func (w *world) incident(p harness.Persona) string {
	w.t.Helper()
	if p != harness.Supporter {
		p = harness.Coordinator
	}
	return text(w.must(p, "ReportIncident", incident("")), "id")
}
