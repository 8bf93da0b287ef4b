package door

import (
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// An organisation comes without id when it is made, so the contract's own rules let it be empty.
func TestAnUpdateSaysWhatItChanges(t *testing.T) {
	request := &intakev1.UpdateReferrerOrganisationRequest{ReferrerOrganisation: &intakev1.ReferrerOrganisation{Name: "Huisarts De Brug"}}
	u := readUpdate(request.ProtoReflect().Descriptor())
	wrong := u.unnamed(request.ProtoReflect())
	if len(wrong) != 1 || wrong[0].Field != "referrer_organisation.id" || wrong[0].Rule != "required" {
		t.Errorf("without id: got %v", wrong)
	}
	request.ReferrerOrganisation.Id = "0191e6a0-0000-7000-8000-000000000001"
	if wrong := u.unnamed(request.ProtoReflect()); len(wrong) > 0 {
		t.Errorf("with id: got %v", wrong)
	}
	request.ReferrerOrganisation = nil
	if wrong := u.unnamed(request.ProtoReflect()); len(wrong) > 0 {
		t.Errorf("without resource the rule \"required\" says it: got %v", wrong)
	}
}

// A text repeats a name that no field has, and nothing else that somebody writes in its place.
func TestOnlyWhatLooksLikeANameIsRepeated(t *testing.T) {
	for want, paths := range map[string][]string{
		"'questions'":         {"questions", "questions"},
		"'*', 'kind.of.name'": {"*", "kind.of.name"},
		"'…'":                 {"Riet van Dommelen"},
	} {
		if got := Named(paths...); got != want {
			t.Errorf("%q: got %q, want %q", paths, got, want)
		}
	}
}
