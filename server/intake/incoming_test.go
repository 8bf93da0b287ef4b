package intake_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Whatever is asked for, what goes to a municipality that reads it is of that kind, without a name of its own, and with who the
// resident is and how they are reached.
func TestAMunicipalityCanReachWhomItIsHandedOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := toSend(rapid.SampledFrom([]string{intake.ToAccessTeam, "ORGANISATION", intake.ToMunicipality, "PERSON"}).Draw(t, "kind"))
		h.RecipientMunicipality = "gm0855"
		h.RecipientName = sealed.Of(rapid.SampledFrom([]string{"", " ", "Tilburg"}).Draw(t, "name"))
		h.Fields = rapid.SliceOfDistinct(rapid.SampledFrom([]string{intake.HandName, intake.HandReach, intake.HandLifeDomains, intake.HandNeed}), rapid.ID).Draw(t, "fields")
		want := h.RecipientKind == intake.ToMunicipality && h.RecipientName.Reveal() != "Tilburg" &&
			slices.Contains(h.Fields, intake.HandName) && slices.Contains(h.Fields, intake.HandReach)
		if err := h.Check(thursday); (err == nil) != want || (err != nil && !errs.Is(err, errs.Invalid)) {
			t.Fatalf("%+v: got %v", h, err)
		}
		if h.AnsweredHere() {
			t.Fatal("who sent it would record the answer")
		}
	})
}

func TestAMunicipalityByNameAloneIsAskedByTelephone(t *testing.T) {
	h := toSend(intake.ToMunicipality)
	if err := h.Check(thursday); err != nil || !h.AnsweredHere() {
		t.Errorf("got %v, answered here: %v", err, h.AnsweredHere())
	}
	h.RecipientName = sealed.Text{}
	if err := h.Check(thursday); !errs.Is(err, errs.Invalid) {
		t.Errorf("without a name: %v", err)
	}
}

// Only what waits is taken over, and then all of it.
func TestWhatIsTakenOver(t *testing.T) {
	for _, state := range []intake.HandoverState{intake.HandoverSent, intake.HandoverReceived, intake.HandoverRefused, intake.HandoverWithdrawn} {
		h := intake.Incoming{From: intake.Neighbour{Municipality: "gm0855"}, Handover: intake.Handover{
			ID: "0199a3c4-0080-7a00-8000-00000000f080", State: state, Data: intake.HandoverData{
				Name: sealed.Of("Noor"), Phone: sealed.Of("+31611930000"), Email: sealed.Of("noor@post.example"), Postcode: sealed.Of("5141 AB"),
				HouseNumber: sealed.Of("7"), SafeContact: intake.SafeContact{NoVoicemail: true}, LifeDomains: []string{"WMO"}, Need: sealed.Of("schulden"),
			},
		}}
		a, err := h.Take()
		if state != intake.HandoverSent {
			if !errs.Is(err, errs.StateConflictReason) {
				t.Errorf("%s: %v", state, err)
			}
			continue
		}
		r := a.Resident
		if err != nil || r.Name != h.Data.Name || r.Phone != h.Data.Phone || r.Email != h.Data.Email || r.Postcode != h.Data.Postcode ||
			r.HouseNumber != h.Data.HouseNumber || r.SafeContact != h.Data.SafeContact || a.Question != h.Data.Need ||
			!slices.Equal(a.LifeDomains, h.Data.LifeDomains) || a.Applicant.Kind != intake.ByResident || a.Check() != nil {
			t.Errorf("got %+v, %v", a, err)
		}
		from, id := intake.ParseIncoming(h.ResourceID())
		if from != a.FromMunicipality || id != a.FromHandover || from != "gm0855" || id != h.ID {
			t.Errorf("from %s %s, %s %s", from, id, a.FromMunicipality, a.FromHandover)
		}
	}
}
