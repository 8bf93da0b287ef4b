package promises_test

import (
	"testing"

	"oco.example/oco/server/itest/harness"
)

// Who is reached through somebody they trust, or at a neighbourhood point: the task says whom they named and nobody else, not the
// partner who applied and not who represents them, or which points there are. While nobody is named, the coordinator finds a way.
func TestATaskSaysThroughWhomOrWhere(t *testing.T) {
	w := newPostTown(t)
	through := func(prefers, named, want string) []any {
		application := w.make(t, harness.Coordinator, "SubmitApplication", "application", object{
			"resident": object{"name": "Nora " + want, "email": "nora@post.example"}, "resident_agrees": true, "channel": "CHANNEL_WEBSITE",
			"applicant": object{"kind": "APPLICANT_KIND_NEAR_PERSON", "name": "Partner Kant", "phone": "06-11930997", "relation": "partner"},
		})
		resident := w.make(t, harness.Coordinator, "GetApplication", "resident", object{"application": application})
		w.make(t, harness.Coordinator, "UpdateResident", "id", object{"resident": object{
			"id": resident, "preferred_channel": prefers, "trusted_person_name": named, "trusted_person_phone": map[bool]string{true: "06-11930995"}[named != ""],
		}, "update_mask": "preferredChannel,trustedPersonName,trustedPersonPhone"})
		w.make(t, harness.Coordinator, "CreateRepresentative", "id", object{"resident": resident, "representative": object{
			"kind": "REPRESENTATION_KIND_MENTOR", "name": "Mies Mentor", "phone": "06-11930996",
		}})
		w.make(t, harness.Coordinator, "CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
		offer := w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": application, "supporter": w.supporter})
		w.make(t, harness.Supporter, "AcceptOffer", "id", object{"offer": offer})
		supportCase := w.make(t, harness.Coordinator, "RecordResidentAnswer", "case", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
		w.make(t, harness.Coordinator, "CloseCase", "id", object{"case": supportCase, "need": "vraag", "outcome": "answered_question", "fit": "FIT_YES"})
		w.settles(t)
		asked := w.told(t, story{application: application})["SURVEY"]
		if asked["channel"] != want {
			t.Fatalf("%s: %v", prefers, asked)
		}
		list, _ := asked["go_betweens"].([]any)
		return list
	}
	const trusted, coordinator = "CONTACT_CHANNEL_TRUSTED_PERSON", "MESSAGE_CHANNEL_COORDINATOR"
	got := through(trusted, "Zus Kant", "MESSAGE_CHANNEL_TRUSTED_PERSON")
	if len(got) != 1 || got[0].(object)["name"] != "Zus Kant" || got[0].(object)["phone"] != "+31611930995" {
		t.Errorf("got %v", got)
	}
	if got := through(trusted, "", coordinator); len(got) != 0 {
		t.Errorf("nobody was named, got %v", got)
	}
	w.make(t, harness.Administrator, "UpdateMunicipality", "municipality", object{
		"municipality": object{"municipality": w.place.Code, "neighbourhood_points": []any{object{"code": "centrum", "name": "Wijkpunt Centrum", "address": "Markt 1"}}},
		"update_mask":  "neighbourhoodPoints",
	})
	list := through("CONTACT_CHANNEL_NEIGHBOURHOOD_POINT", "", "MESSAGE_CHANNEL_NEIGHBOURHOOD_POINT")
	if len(list) != 1 || list[0].(object)["name"] != "Wijkpunt Centrum" || list[0].(object)["address"] != "Markt 1" {
		t.Errorf("got %v", list)
	}
}
