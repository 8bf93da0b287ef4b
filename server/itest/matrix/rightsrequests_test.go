package matrix_test

import (
	"fmt"

	"oco.example/oco/server/itest/harness"
)

// rightsRequests are those about what people ask of their own data. Who asks is established by the coordinator; so the
// privacy officer destroys, or the other coordinator.
var rightsRequests = map[string]func(w *world, p harness.Persona) object{
	"SubmitRightsRequest": func(*world, harness.Persona) object { return asks("RIGHT_SEE") },
	"GetRightsRequest":    func(w *world, _ harness.Persona) object { return object{"rights_request": w.asked("RIGHT_SEE")} },
	"ListRightsRequests":  func(w *world, _ harness.Persona) object { w.asked("RIGHT_SEE"); return object{} },
	"IdentifyRequester": func(w *world, _ harness.Persona) object {
		return object{"rights_request": w.asked("RIGHT_SEE"), "resident": w.resident(), "identity_check": "IDENTITY_CHECK_KNOWN"}
	},
	"ExtendRightsRequest": func(w *world, _ harness.Persona) object {
		return object{"rights_request": w.asked("RIGHT_SEE"), "reason": "Veel papieren"}
	},
	"SettleRightsRequest": func(w *world, _ harness.Persona) object {
		return object{"rights_request": w.asked("RIGHT_CORRECT"), "outcome": "RIGHTS_REQUEST_STATE_WITHDRAWN"}
	},
	"CreateCorrection": func(w *world, _ harness.Persona) object {
		return corrects(w.identified("RIGHT_CORRECT", w.resident()), "CORRECTION_OUTCOME_REFUSED")
	},
	"GetCorrection": func(w *world, _ harness.Persona) object {
		return object{"correction": w.refusedCorrection(w.resident())}
	},
	"ListCorrections": func(w *world, _ harness.Persona) object {
		resident := w.resident()
		w.refusedCorrection(resident)
		return object{"resident": resident}
	},
	"RecordStatement": func(w *world, _ harness.Persona) object {
		return object{"correction": w.refusedCorrection(w.resident()), "statement": "Zo was het niet"}
	},
	"GetDossierExport": func(w *world, _ harness.Persona) object {
		return object{"rights_request": w.identified("RIGHT_SEE", w.resident())}
	},
	"EraseDossier": func(w *world, _ harness.Persona) object {
		w.forgotten++ // somebody of their own: with them goes all that is theirs
		somebody := application()
		somebody["resident"] = object{"name": "Vera Vergeten", "phone": fmt.Sprintf("06-1196%04d", w.forgotten)}
		ended := text(w.coordinator("SubmitApplication", somebody), "application")
		resident := text(w.coordinator("GetApplication", object{"application": ended}), "resident")
		w.coordinator("EndApplication", object{"application": ended, "reason": "END_REASON_WITHDRAWN"})
		return object{"rights_request": w.identified("RIGHT_DESTROY", resident)}
	},
}

func asks(right string) object {
	return object{"right": right, "name": "Noor Voorbeeld", "phone": "06-11930999"}
}

// asked is a request that was written down.
func (w *world) asked(right string) string {
	w.t.Helper()
	return text(w.coordinator("SubmitRightsRequest", asks(right)), "rights_request")
}

// identified is one of which it is established who asks, by the other administrator of requests.
func (w *world) identified(right, resident string) string {
	w.t.Helper()
	id := w.asked(right)
	w.must(harness.Coordinator.Other(), "IdentifyRequester", object{"rights_request": id, "resident": resident, "identity_check": "IDENTITY_CHECK_KNOWN"})
	return id
}

// corrects is what was decided of a request.
func corrects(request, outcome string) object {
	o := object{"rights_request": request, "part": "DOSSIER_PART_CASE", "outcome": outcome, "subject": "De datum van het gesprek"}
	if outcome == "CORRECTION_OUTCOME_REFUSED" {
		o["reason"] = "Zo staat het in de brief"
	}
	return o
}

// refusedCorrection is one of a resident's that was refused.
func (w *world) refusedCorrection(resident string) string {
	w.t.Helper()
	return text(w.coordinator("CreateCorrection", corrects(w.identified("RIGHT_CORRECT", resident), "CORRECTION_OUTCOME_REFUSED")), "id")
}
