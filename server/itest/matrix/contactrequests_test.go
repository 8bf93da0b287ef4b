package matrix_test

import (
	"time"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// contactRequests are those on what is written within a case, and on who is on it. The case is the supporter's.
var contactRequests = map[string]func(w *world, p harness.Persona) object{
	"EndMatch": func(w *world, _ harness.Persona) object {
		return object{"case": w.caseOfAnother(), "match_ended_by": "MATCH_ENDER_BOTH"}
	},
	"HoldCase": func(w *world, _ harness.Persona) object {
		return object{"case": w.supportCase(), "reason": "HOLD_REASON_DECISION"}
	},
	"ResumeCase": func(w *world, _ harness.Persona) object {
		id := w.supportCase()
		w.coordinator("HoldCase", object{"case": id, "reason": "HOLD_REASON_DECISION"})
		return object{"case": id}
	},
	"CreateContactMoment": func(w *world, _ harness.Persona) object { return visited(w.running()) },
	"GetContactMoment":    func(w *world, p harness.Persona) object { return object{"contact_moment": w.contact(p)} },
	"ListContactMoments": func(w *world, p harness.Persona) object {
		id := w.running()
		w.must(writer(p), "CreateContactMoment", visited(id))
		return object{"case": id}
	},
	"UpdateContactMoment": func(w *world, p harness.Persona) object {
		return object{"contact_moment": object{"id": w.contact(p), "minutes": 50}, "update_mask": "minutes"}
	},
	"DeleteContactMoment": func(w *world, p harness.Persona) object { return object{"contact_moment": w.contact(p)} },
	"SaveContactDraft": func(w *world, _ harness.Persona) object {
		return object{"contact_draft": object{"id": pg.NewID(), "case": w.running(), "note": "Gebeld, en"}}
	},
	"GetContactDraft":    func(w *world, p harness.Persona) object { return object{"contact_draft": w.typed(p)} },
	"ListContactDrafts":  func(w *world, p harness.Persona) object { w.typed(p); return object{} },
	"DeleteContactDraft": func(w *world, p harness.Persona) object { return object{"contact_draft": w.typed(p)} },
	"CreateCaseGoal": func(w *world, _ harness.Persona) object {
		return object{"case_goal": object{"case": w.running(), "text": "Weten waar ik aan toe ben"}}
	},
	"GetCaseGoal": func(w *world, _ harness.Persona) object { return object{"case_goal": w.goal(w.running())} },
	"ListCaseGoals": func(w *world, _ harness.Persona) object {
		id := w.running()
		w.goal(id)
		return object{"case": id}
	},
	"UpdateCaseGoal": func(w *world, _ harness.Persona) object {
		return object{"case_goal": object{"id": w.goal(w.running()), "state": "GOAL_STATE_REACHED"}, "update_mask": "state"}
	},
	"DeleteCaseGoal": func(w *world, _ harness.Persona) object { return object{"case_goal": w.goal(w.running())} },
	"AddSecondSupporter": func(w *world, _ harness.Persona) object {
		return object{"case": w.supportCase(), "supporter": w.other()}
	},
	"RemoveSecondSupporter": func(w *world, _ harness.Persona) object {
		id := w.supportCase()
		w.coordinator("AddSecondSupporter", object{"case": id, "supporter": w.other()})
		return object{"case": id}
	},
	"RecordSuccessorView": func(w *world, _ harness.Persona) object {
		return object{"case": w.running(), "successor_view": "SUCCESSOR_VIEW_GOALS", "resident_agreed": true}
	},
	"AskTransfer":      func(w *world, _ harness.Persona) object { return handed(w.supportCase(), "") },
	"GetTransfer":      func(w *world, _ harness.Persona) object { return object{"transfer": w.transfer()} },
	"ListTransfers":    func(w *world, _ harness.Persona) object { w.transfer(); return object{} },
	"AcceptTransfer":   func(w *world, _ harness.Persona) object { return object{"transfer": w.handedBack()} },
	"RefuseTransfer":   func(w *world, _ harness.Persona) object { return object{"transfer": w.handedBack()} },
	"WithdrawTransfer": func(w *world, _ harness.Persona) object { return object{"transfer": w.transfer()} },
}

// writer is who writes what a persona may change: itself when it can.
func writer(p harness.Persona) harness.Persona {
	if p == harness.Coordinator {
		return p
	}
	return harness.Supporter
}

// running is one case of the supporter for all that leaves it as it is.
func (w *world) running() string {
	w.t.Helper()
	if w.runs == "" {
		w.runs = w.supportCase()
	}
	return w.runs
}

func visited(id string) object {
	return object{"contact_moment": object{"case": id, "kind": "CONTACT_KIND_HOME_VISIT", "contact_date": calendar.Day(time.Now()), "minutes": 45, "note": "Koffie"}}
}

func handed(id, successor string) object {
	return object{"transfer": object{"case": id, "kind": "SUPPORT_KIND_FORMAL", "reason": "TRANSFER_REASON_TIME", "note": "Belt liever", "successor": successor}}
}

func (w *world) contact(p harness.Persona) string {
	w.t.Helper()
	return text(w.must(writer(p), "CreateContactMoment", visited(w.running())), "id")
}

// typed is a draft of the persona's own.
func (w *world) typed(p harness.Persona) string {
	w.t.Helper()
	return text(w.must(writer(p), "SaveContactDraft", object{"contact_draft": object{"id": pg.NewID(), "case": w.running(), "note": "Gebeld, en"}}), "id")
}

func (w *world) goal(id string) string {
	w.t.Helper()
	return text(w.must(harness.Supporter, "CreateCaseGoal", object{"case_goal": object{"case": id, "text": "Weten waar ik aan toe ben"}}), "id")
}

// other is a supporter without an account.
func (w *world) other() string {
	w.t.Helper()
	return text(w.coordinator("CreateSupporter", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Olga Opvolger", "phone": "06-11934999", "organisation": "Buro Naast", "languages": []any{"nl"}, "max_cases": 50,
	}}), "id")
}

// transfer is one that the supporter asked for.
func (w *world) transfer() string {
	w.t.Helper()
	return text(w.must(harness.Supporter, "AskTransfer", handed(w.supportCase(), "")), "id")
}

// handedBack is a transfer that the supporter is asked to succeed in.
func (w *world) handedBack() string {
	w.t.Helper()
	id := w.supportCase()
	gone := text(w.must(harness.Supporter, "AskTransfer", handed(id, "")), "id")
	w.coordinator("AcceptTransfer", object{"transfer": gone, "successor": w.other()})
	return text(w.coordinator("AskTransfer", handed(id, w.supporter)), "id")
}

// caseOfAnother is a case of a resident who has no other: whoever parts is not brought together again.
func (w *world) caseOfAnother() string {
	w.t.Helper()
	someone := application()
	someone["resident"] = object{"name": "Inwoner " + pg.NewID(), "phone": "06-11930998"}
	id := text(w.coordinator("SubmitApplication", someone), "application")
	w.coordinator("CreateTriageDecision", object{"application": id, "route": "ROUTE_FORMAL"})
	offer := text(w.coordinator("CreateOffer", object{"application": id, "supporter": w.supporter}), "id")
	w.must(harness.Supporter, "AcceptOffer", object{"offer": offer})
	return text(w.coordinator("RecordResidentAnswer", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"}), "case")
}
