package matrix_test

import (
	"fmt"
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() {
	maps.Copy(requests, matchingRequests)
	maps.Copy(requests, adminRequests)
	maps.Copy(requests, expenseRequests)
	maps.Copy(requests, rightsRequests)
	maps.Copy(requests, contactRequests)
}

var matchingRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateSupporter": func(*world, harness.Persona) object {
		return object{"supporter": object{"kind": "SUPPORT_KIND_INFORMAL", "name": "Vera Vrijwilliger", "lived_experience_consent_date": "2026-01-05"}}
	},
	"GetSupporter":     func(w *world, _ harness.Persona) object { return object{"supporter": w.supporter} },
	"ListSupporters":   empty,
	"SearchSupporters": func(*world, harness.Persona) object { return object{"name": "Pim"} },
	"UpdateSupporter": func(w *world, _ harness.Persona) object {
		return object{"supporter": object{"id": w.supporter, "max_cases": 50}, "update_mask": "maxCases"}
	},
	"MoveSupporter": func(w *world, _ harness.Persona) object {
		return object{"supporter": w.newSupporter("", "", "SUPPORT_KIND_INFORMAL"), "state": "SUPPORTER_STATE_IN_TRAINING"}
	},
	"RecordRequirement": func(w *world, _ harness.Persona) object {
		return object{"supporter": w.supporter, "requirement": "conduct_certificate"}
	},
	"ListSupporterRequirements": func(w *world, _ harness.Persona) object { return object{"supporter": w.supporter} },
	"ListLapsingRequirements":   func(w *world, _ harness.Persona) object { w.unready(); return object{} },
	"CreateMatchPlan":           func(w *world, _ harness.Persona) object { return object{"applications": []any{w.waiting()}} },
	"GetMatchPlan":              func(w *world, _ harness.Persona) object { return object{"match_plan": w.plan()} },
	"ApplyMatchPlan":            func(w *world, _ harness.Persona) object { return object{"match_plan": w.plan()} },
	"ProposeMatches":            func(w *world, _ harness.Persona) object { return object{"application": w.waiting()} },
	"RecordMatchWishes": func(w *world, _ harness.Persona) object {
		return object{"application": w.waiting(), "wished_language": "ar", "complexity": "QUESTION_COMPLEXITY_COMPLEX"}
	},
	"GetMatchWishes": func(w *world, _ harness.Persona) object {
		id := w.waiting()
		w.coordinator("RecordMatchWishes", object{"application": id, "wished_language": "ar"})
		return object{"application": id}
	},
	"CreateOffer": func(w *world, _ harness.Persona) object {
		return object{"application": w.waiting(), "supporter": w.supporter}
	},
	"CreateOfferWave": func(w *world, _ harness.Persona) object { w.waves(); return object{"application": w.waiting()} },
	"GetOfferWave": func(w *world, _ harness.Persona) object {
		w.waves()
		return object{"offer_wave": text(w.coordinator("CreateOfferWave", object{"application": w.waiting()}), "id")}
	},
	"GetOffer":      func(w *world, _ harness.Persona) object { return object{"offer": w.offer()} },
	"ListOffers":    func(w *world, _ harness.Persona) object { w.offer(); return object{} },
	"AcceptOffer":   func(w *world, _ harness.Persona) object { return object{"offer": w.offer()} },
	"DeclineOffer":  func(w *world, _ harness.Persona) object { return object{"offer": w.offer()} },
	"WithdrawOffer": func(w *world, _ harness.Persona) object { return object{"offer": w.offer()} },
	"RecordAnswer":  func(w *world, _ harness.Persona) object { return object{"offer": w.offer(), "accepted": true} },
	"RecordResidentAnswer": func(w *world, _ harness.Persona) object {
		return object{"offer": w.accepted(), "answer": "RESIDENT_ANSWER_YES"}
	},
	"GetCase":   func(w *world, _ harness.Persona) object { return object{"case": w.supportCase()} },
	"ListCases": func(w *world, _ harness.Persona) object { w.supportCase(); return object{} },
	"RecordAppointmentMade": func(w *world, _ harness.Persona) object {
		return object{"case": w.supportCase(), "appointment_time": "2099-01-05T09:30:00Z"}
	},
	"RecordAppointmentHeld": func(w *world, _ harness.Persona) object { return object{"case": w.supportCase()} },
	"CloseCase": func(w *world, _ harness.Persona) object {
		return object{"case": w.supportCase(), "need": "overzicht", "outcome": "answered_question", "fit": "FIT_YES",
			"referrals": []any{object{"organisation": "Buurthuis", "reason": "CASE_REFERRAL_REASON_COMPANY"}}}
	},
}

// waves lets several supporters be asked at once.
func (w *world) waves() {
	w.t.Helper()
	w.coordinator("CreateMatchingPolicy", object{"matching_policy": object{
		"waves": true, "weights": []any{object{"factor": "MATCH_FACTOR_LIFE_DOMAIN", "weight": 10}},
	}})
}

// plan is one for one application.
func (w *world) plan() string {
	w.t.Helper()
	return text(w.coordinator("CreateMatchPlan", object{"applications": []any{w.waiting()}}), "id")
}

// unready is a volunteer who works and of whom nothing was seen.
func (w *world) unready() {
	w.t.Helper()
	id := w.newSupporter("", "", "SUPPORT_KIND_INFORMAL")
	for _, state := range []string{"SUPPORTER_STATE_IN_TRAINING", "SUPPORTER_STATE_WITH_BUDDY"} {
		w.coordinator("MoveSupporter", object{"supporter": id, "state": state})
	}
}

func requirementPolicy() object {
	return object{"requirement_policy": object{"kind": "SUPPORT_KIND_FORMAL", "requirements": []any{object{
		"code": "conduct_certificate", "label_nl": "VOG", "months": 24, "confirmed_by": "REQUIREMENT_CONFIRMER_PLANNER",
		"blocks": "REQUIREMENT_BLOCK_NOTHING",
	}}}}
}

// policy is a version of what is asked.
func (w *world) policy() string {
	w.t.Helper()
	return text(w.administrator("CreateRequirementPolicy", requirementPolicy()), "id")
}

func matchingPolicy() object {
	return object{"matching_policy": object{"load_penalty": 10, "weights": []any{object{"factor": "MATCH_FACTOR_LANGUAGE", "weight": 4}}}}
}

func rolePurityPolicy() object {
	return object{"role_purity_policy": object{"kind": "SUPPORT_KIND_FORMAL", "otherwise": "OTHER_ROLE_EFFECT_NOTE"}}
}

var adminRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateMatchingPolicy": func(*world, harness.Persona) object { return matchingPolicy() },
	"GetMatchingPolicy": func(w *world, _ harness.Persona) object {
		return object{"matching_policy": text(w.administrator("CreateMatchingPolicy", matchingPolicy()), "id")}
	},
	"ListMatchingPolicies": empty,
	"SimulateMatching":     func(*world, harness.Persona) object { return object{"applications": 5, "volunteers": 2} },

	"CreateRolePurityPolicy": func(*world, harness.Persona) object { return rolePurityPolicy() },
	"GetRolePurityPolicy": func(w *world, _ harness.Persona) object {
		return object{"role_purity_policy": text(w.administrator("CreateRolePurityPolicy", rolePurityPolicy()), "id")}
	},
	"ListRolePurityPolicies": empty,

	"CreateRequirementPolicy": func(*world, harness.Persona) object { return requirementPolicy() },
	"GetRequirementPolicy":    func(w *world, _ harness.Persona) object { return object{"requirement_policy": w.policy()} },
	"ListRequirementPolicies": empty,

	"GetCaller":          empty,
	"ListMunicipalities": empty,
	"GetMunicipality":    empty,
	"ListCodes":          empty,
	"GetCode":            func(w *world, _ harness.Persona) object { return object{"code": w.code()} },
	"CreateMunicipality": func(w *world, _ harness.Persona) object {
		w.towns++
		return object{"municipality": object{"municipality": fmt.Sprintf("gm%d", 5000+w.towns), "name": "Nieuwe Gemeente"}}
	},
	"UpdateMunicipality": func(w *world, _ harness.Persona) object {
		return object{"municipality": object{"municipality": w.home.Code, "website": "https://proefstad.example"}, "update_mask": "website"}
	},
	"CreateCode": func(*world, harness.Persona) object { return object{"code": code()} },
	"UpdateCode": func(w *world, _ harness.Persona) object {
		return object{"code": object{"id": w.code(), "label_nl": "Anders"}, "update_mask": "labelNl"}
	},
	"CreateAccount": func(*world, harness.Persona) object { return object{"account": account()} },
	"GetAccount":    func(w *world, _ harness.Persona) object { return object{"account": w.accounts[harness.Desk]} },
	"ListAccounts":  empty,
	"UpdateAccount": func(w *world, _ harness.Persona) object {
		return object{"account": object{"id": w.account(), "name": "Koppeling twee"}, "update_mask": "name"}
	},
	"CreateGrant": func(w *world, _ harness.Persona) object {
		return object{"grant": object{"account": w.account(), "role": "ROLE_SYSTEM"}}
	},
	"ConfirmGrant": func(w *world, _ harness.Persona) object { return object{"grant": w.grant()} },
	"RevokeGrant":  func(w *world, _ harness.Persona) object { return object{"grant": w.grant()} },
	"GetGrant":     func(w *world, _ harness.Persona) object { return object{"grant": w.grant()} },
	"ListGrants":   empty,
	"CreateCertificate": func(w *world, _ harness.Persona) object {
		return object{"account": w.account(), "certificate": certificate()}
	},
	"GetCertificate": func(w *world, _ harness.Persona) object {
		account := w.account()
		return object{"account": account, "certificate": w.certificate(account)}
	},
	"ListCertificates": func(w *world, _ harness.Persona) object {
		account := w.account()
		w.certificate(account)
		return object{"account": account}
	},
	"DeleteCertificate": func(w *world, _ harness.Persona) object {
		account := w.account()
		return object{"account": account, "certificate": w.certificate(account)}
	},
}
