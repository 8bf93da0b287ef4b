package matrix_test

import (
	"fmt"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// requests make a fresh request of each RPC that succeeds for whoever may call it. What is "own"
// belongs to the persona p.
var requests = map[string]func(w *world, p harness.Persona) object{
	"GetIntakeForm":     empty,
	"SubmitApplication": func(*world, harness.Persona) object { return application() },
	"LookupReceipt":     func(w *world, _ harness.Persona) object { return object{"receipt_code": w.receipt()} },
	"GetApplication": func(w *world, p harness.Persona) object {
		if p != harness.Desk {
			p = harness.Coordinator
		}
		return object{"application": w.application(p)}
	},
	"ListApplications":   empty,
	"SearchApplications": func(*world, harness.Persona) object { return object{"name": "Voorbeeld"} },
	"UpdateApplication": func(w *world, _ harness.Persona) object {
		return object{"application": object{"id": w.application(harness.Coordinator), "call_back": "na vier uur"}, "update_mask": "callBack"}
	},
	"EndApplication": func(w *world, _ harness.Persona) object {
		return object{"application": w.application(harness.Coordinator), "reason": "END_REASON_WITHDRAWN"}
	},
	"ReopenApplication": func(w *world, _ harness.Persona) object {
		id := w.application(harness.Coordinator)
		w.coordinator("EndApplication", object{"application": id, "reason": "END_REASON_WITHDRAWN"})
		return object{"application": id}
	},
	"ListPossibleDuplicates": func(w *world, _ harness.Persona) object {
		w.must(harness.Nobody, "SubmitApplication", application())
		return object{"application": w.application(harness.Coordinator)}
	},
	"MergeApplications": func(w *world, _ harness.Persona) object {
		return object{"application": w.application(harness.Coordinator), "into": w.application(harness.Coordinator)}
	},
	"CreateTriageDecision": func(w *world, _ harness.Persona) object {
		return object{"application": w.application(harness.Coordinator), "route": "ROUTE_OWN_NETWORK"}
	},
	"GetTriageDecision": func(w *world, _ harness.Persona) object {
		id := w.application(harness.Coordinator)
		made := w.coordinator("CreateTriageDecision", object{"application": id, "route": "ROUTE_OWN_NETWORK"})
		return object{"application": id, "triage_decision": text(made, "id")}
	},
	"ListTriageDecisions": func(w *world, _ harness.Persona) object { return object{"application": w.waiting()} },
	"RecordDirectAnswer":  func(*world, harness.Persona) object { return directAnswer() },
	"GetDirectAnswer": func(w *world, p harness.Persona) object {
		if p != harness.Desk {
			p = harness.Coordinator
		}
		return object{"direct_answer": text(w.must(p, "RecordDirectAnswer", directAnswer()), "id")}
	},
	"ListDirectAnswers": empty,

	"GetResident":     func(w *world, _ harness.Persona) object { return object{"resident": w.resident()} },
	"SearchResidents": func(*world, harness.Persona) object { return object{"phone": "0611930999"} },
	"UpdateResident": func(w *world, _ harness.Persona) object {
		return object{"resident": object{"id": w.resident(), "house_number": "9"}, "update_mask": "houseNumber"}
	},
	"CreateHousehold": func(w *world, _ harness.Persona) object {
		return object{"household": object{"residents": []any{w.resident(), w.resident()}}}
	},
	"GetHousehold": func(w *world, _ harness.Persona) object { return object{"household": w.household()} },
	"UpdateHousehold": func(w *world, _ harness.Persona) object {
		return object{"household": object{"id": w.household(), "residents": []any{w.resident(), w.resident()}}, "update_mask": "residents"}
	},
	"CreateRepresentative": func(w *world, _ harness.Persona) object {
		return object{"resident": w.resident(), "representative": representative()}
	},
	"GetRepresentative": func(w *world, _ harness.Persona) object {
		resident := w.resident()
		made := w.coordinator("CreateRepresentative", object{"resident": resident, "representative": representative()})
		return object{"resident": resident, "representative": text(made, "id")}
	},
	"ListRepresentatives": func(w *world, _ harness.Persona) object {
		resident := w.resident()
		w.coordinator("CreateRepresentative", object{"resident": resident, "representative": representative()})
		return object{"resident": resident}
	},
	"DeleteRepresentative": func(w *world, _ harness.Persona) object {
		resident := w.resident()
		made := w.coordinator("CreateRepresentative", object{"resident": resident, "representative": representative()})
		return object{"resident": resident, "representative": text(made, "id")}
	},
	"CreateConsent": func(w *world, _ harness.Persona) object { return consent(w.resident()) },
	"GetConsent": func(w *world, _ harness.Persona) object {
		resident := w.resident()
		return object{"resident": resident, "consent": text(w.coordinator("CreateConsent", consent(resident)), "id")}
	},
	"ListConsents": func(w *world, _ harness.Persona) object {
		resident := w.resident()
		w.coordinator("CreateConsent", consent(resident))
		return object{"resident": resident}
	},
	"CreateImport":   func(*world, harness.Persona) object { return register() },
	"GetImport":      func(w *world, _ harness.Persona) object { return object{"import": w.imported()} },
	"ListImports":    func(w *world, _ harness.Persona) object { w.imported(); return object{} },
	"ListImportRows": func(w *world, _ harness.Persona) object { return object{"import": w.imported()} },
	"WatchImport":    func(w *world, _ harness.Persona) object { return object{"import": w.imported()} },

	"CreateReferrerOrganisation": func(w *world, _ harness.Persona) object {
		made := organisation()
		made["referrer_organisation"].(object)["liaison"] = w.accounts[harness.Coordinator]
		return made
	},
	"GetReferrerOrganisation": func(w *world, _ harness.Persona) object {
		return object{"referrer_organisation": w.liaised()}
	},
	"ListReferrerOrganisations": func(w *world, _ harness.Persona) object { w.liaised(); return object{} },
	"UpdateReferrerOrganisation": func(w *world, _ harness.Persona) object {
		return object{"referrer_organisation": object{"id": w.liaised(), "partner_status": "PARTNER_STATUS_KNOWN"}, "update_mask": "partnerStatus"}
	},
	"CreateReferrer": func(w *world, _ harness.Persona) object {
		return object{"referrer": object{"referrer_organisation": w.organisation, "name": "Verwijzer " + pg.NewID()}}
	},
	"GetReferrer":   func(w *world, _ harness.Persona) object { return object{"referrer": w.referrer} },
	"ListReferrers": empty,
	"UpdateReferrer": func(w *world, _ harness.Persona) object {
		return object{"referrer": object{"id": w.referrer, "phone": "06-11930997"}, "update_mask": "phone"}
	},
	"ListReferrals": empty,

	"GetMonitor":  func(w *world, _ harness.Persona) object { return w.closedYear() },
	"WatchEvents": func(w *world, _ harness.Persona) object { w.offer(); w.complaint(); w.handover(); return object{} },
}

func empty(*world, harness.Persona) object { return object{} }

func organisation() object {
	return object{"referrer_organisation": object{"name": fmt.Sprintf("Huisarts %s", pg.NewID())}}
}

func consent(resident string) object {
	return object{"resident": resident, "consent": object{"kind": "CONSENT_KIND_SUPPORT", "given": true, "manner": "aan de telefoon"}}
}
