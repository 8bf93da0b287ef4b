package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, partnerRequests) }

// partnerRequests are about keeping in touch with organisations that refer.
var partnerRequests = map[string]func(w *world, p harness.Persona) object{
	"AskReferralParagraph": func(w *world, _ harness.Persona) object { return object{"referrer_organisation": w.organisation} },
	"RecordPartnerContact": func(w *world, _ harness.Persona) object { return w.partnerContact() },
	"ListPartnerContacts": func(w *world, _ harness.Persona) object {
		w.coordinator("RecordPartnerContact", w.partnerContact())
		return object{"referrer_organisation": w.organisation}
	},
	"GetPartnerContact": func(w *world, _ harness.Persona) object {
		return object{"partner_contact": text(w.coordinator("RecordPartnerContact", w.partnerContact()), "id")}
	},
	"DeletePartnerContact": func(w *world, _ harness.Persona) object {
		return object{"partner_contact": text(w.coordinator("RecordPartnerContact", w.partnerContact()), "id")}
	},
}

func (w *world) partnerContact() object {
	return object{"referrer_organisation": w.organisation, "kind": "PARTNER_CONTACT_KIND_VISIT", "note": "Folders gebracht"}
}

// liaised is the organisation, with the coordinator who keeps in touch with it: a name that is personal.
func (w *world) liaised() string {
	w.t.Helper()
	w.coordinator("UpdateReferrerOrganisation", object{
		"referrer_organisation": object{"id": w.organisation, "liaison": w.accounts[harness.Coordinator]}, "update_mask": "liaison",
	})
	return w.organisation
}
