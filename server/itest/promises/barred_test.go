package promises_test

import (
	"testing"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// What waits when a resident dies, or takes back that the referrer hears of the end, goes to nobody: not to the supporter, not to the
// referrer. No event needs to come first: it is looked at when the message goes.
func TestWhatWaitsIsHeldBackForWhomItIsAbout(t *testing.T) {
	w := newPostTown(t)
	w.shut(true)
	by := harness.Coordinator
	dead := w.make(t, harness.Nobody, "SubmitApplication", "application", object{"resident": object{"name": "Nora Kant", "phone": "06-11900001"}})
	w.make(t, by, "CreateTriageDecision", "id", object{"application": dead, "route": "ROUTE_FORMAL"})
	w.make(t, by, "CreateOffer", "id", object{"application": dead, "supporter": w.supporter})

	referred := func(name string) (application, resident string) {
		application = w.make(t, by, "SubmitApplication", "application", object{
			"resident": object{"name": name}, "resident_agrees": true, "channel": "CHANNEL_EMAIL",
			"applicant": object{"kind": "APPLICANT_KIND_REFERRER", "name": "Ria Verwijzer", "email": "ria@huisarts.example", "organisation": "Huisarts Zuid"},
		})
		resident = w.make(t, by, "GetApplication", "resident", object{"application": application})
		w.make(t, by, "CreateConsent", "id", object{"resident": resident, "consent": object{"kind": "CONSENT_KIND_STATUS_TO_REFERRER", "given": true}})
		w.make(t, by, "CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
		offer := w.make(t, by, "CreateOffer", "id", object{"application": application, "supporter": w.supporter})
		w.make(t, harness.Supporter, "AcceptOffer", "id", object{"offer": offer})
		supportCase := w.make(t, by, "RecordResidentAnswer", "case", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
		w.make(t, by, "CloseCase", "id", object{"case": supportCase, "need": "vraag", "outcome": "answered_question", "fit": "FIT_YES"})
		return application, resident
	}
	agrees, _ := referred("Bep Blijft")
	regrets, resident := referred("Rie Terug")
	w.settles(t)

	w.make(t, by, "CreateConsent", "id", object{"resident": resident, "consent": object{"kind": "CONSENT_KIND_STATUS_TO_REFERRER", "given": false}})
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	if err := w.system.Database.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE intake.application SET state = 'ENDED', end_reason = 'DECEASED' WHERE municipality = $1 AND id = $2`, w.place.Code, dead)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.shut(false)
	w.due(t)
	w.settles(t)

	if m := w.told(t, story{application: agrees})["REFERRAL_ENDED"]; m["state"] != "MESSAGE_STATE_SENT" {
		t.Errorf("who agreed: %v", m)
	}
	if m := w.told(t, story{application: regrets})["REFERRAL_ENDED"]; m["state"] != "MESSAGE_STATE_CANCELLED" || m["fault"] != "MESSAGE_FAULT_NOT_NEEDED" {
		t.Errorf("who took it back: %v", m)
	}
	var offers []string
	if err := w.system.Database.App.Read(ctx, func(tx *pg.Tx) error {
		return tx.Select(ctx, &offers, `SELECT m.state || ' ' || m.fault FROM message.message m JOIN intake.application a ON a.municipality = m.municipality AND a.dossier = m.dossier
			WHERE m.municipality = $1 AND m.kind = 'OFFER' AND a.id = $2`, w.place.Code, dead)
	}); err != nil {
		t.Fatal(err)
	}
	if len(offers) != 1 || offers[0] != "CANCELLED DECEASED" {
		t.Errorf("the offer: %v", offers)
	}
}
