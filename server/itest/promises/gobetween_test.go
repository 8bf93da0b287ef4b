package promises_test

import (
	"testing"

	"oco.example/oco/server/itest/harness"
)

// Who is reached through somebody they trust, or at a neighbourhood point: the task says who is recorded with them, or which points
// there are.
func TestATaskSaysThroughWhomOrWhere(t *testing.T) {
	w := newPostTown(t)
	through := func(prefers string) []any {
		application := w.make(t, harness.Coordinator, "SubmitApplication", "application", object{
			"resident": object{"name": "Nora Kant"}, "resident_agrees": true, "channel": "CHANNEL_WEBSITE",
			"applicant": object{"kind": "APPLICANT_KIND_NEAR_PERSON", "name": "Dochter Kant", "phone": "06-11930997", "relation": "dochter"},
		})
		resident := w.make(t, harness.Coordinator, "GetApplication", "resident", object{"application": application})
		w.make(t, harness.Coordinator, "UpdateResident", "id", object{"resident": object{"id": resident, "preferred_channel": prefers}, "update_mask": "preferredChannel"})
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
		if asked["channel"] != "MESSAGE_CHANNEL_"+prefers[len("CONTACT_CHANNEL_"):] {
			t.Fatalf("%s: %v", prefers, asked)
		}
		list, _ := asked["go_betweens"].([]any)
		return list
	}
	names := func(list []any) (names []any) {
		for _, one := range list {
			names = append(names, one.(object)["name"], one.(object)["phone"], one.(object)["relation"])
		}
		return names
	}
	if got := names(through("CONTACT_CHANNEL_TRUSTED_PERSON")); len(got) != 6 || got[0] != "Dochter Kant" || got[1] != "+31611930997" || got[2] != "dochter" ||
		got[3] != "Mies Mentor" || got[4] != "+31611930996" || got[5] != nil {
		t.Errorf("got %v", got)
	}
	w.make(t, harness.Administrator, "UpdateMunicipality", "municipality", object{
		"municipality": object{"municipality": w.place.Code, "neighbourhood_points": []any{object{"code": "centrum", "name": "Wijkpunt Centrum", "address": "Markt 1"}}},
		"update_mask":  "neighbourhoodPoints",
	})
	list := through("CONTACT_CHANNEL_NEIGHBOURHOOD_POINT")
	if len(list) != 1 || list[0].(object)["name"] != "Wijkpunt Centrum" || list[0].(object)["address"] != "Markt 1" {
		t.Errorf("got %v", list)
	}
}
