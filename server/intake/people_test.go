package intake_test

import (
	"slices"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Without the resident's yes a referrer never learns more than that the referral arrived.
func TestWhatAReferrerSees(t *testing.T) {
	for _, state := range intake.States {
		if got := intake.ReferralStatus(state, true); got != toldOf[state] {
			t.Errorf("%s, agreed: got %s, want %s", state, got, toldOf[state])
		}
		if got := intake.ReferralStatus(state, false); got != "RECEIVED" {
			t.Errorf("%s, not agreed: got %s", state, got)
		}
	}
}

// Only consent to support moves, and only what was not triaged yet.
func TestWhatAConsentMoves(t *testing.T) {
	moves := map[bool]map[intake.State]intake.State{
		true:  {intake.AwaitingConsent: intake.Received},
		false: {intake.Received: intake.AwaitingConsent},
	}
	for _, kind := range []string{intake.ConsentSupport, intake.ConsentStatusToReferrer, "HEALTH_DATA", "HANDOVER"} {
		for _, given := range []bool{true, false} {
			for _, state := range intake.States {
				want, move := moves[given][state]
				if kind != intake.ConsentSupport || !move {
					want, move = state, false
				}
				a := intake.Application{State: state}
				if got := (intake.Consent{Kind: kind, Given: given}).Apply(&a); got != move || a.State != want {
					t.Errorf("%s %t on %s: moved %t to %s, want %t to %s", kind, given, state, got, a.State, move, want)
				}
			}
		}
	}
}

func TestRecheckContactLeavesOtherGapsAlone(t *testing.T) {
	reachable := intake.Resident{Phone: sealed.Of("+31611931234")}
	for _, c := range []struct {
		resident     intake.Resident
		before, want []string
		changed      bool
	}{
		{reachable, []string{"history", intake.MissingContact}, []string{"history"}, true},
		{reachable, []string{"history"}, []string{"history"}, false},
		{intake.Resident{}, []string{"history"}, []string{intake.MissingContact, "history"}, true},
		{intake.Resident{}, []string{intake.MissingContact}, []string{intake.MissingContact}, false},
		{intake.Resident{Postcode: sealed.Of("5141 AB"), HouseNumber: sealed.Of("7")}, []string{intake.MissingContact}, nil, true},
	} {
		a := intake.Application{Resident: c.resident, ToComplete: slices.Clone(c.before)}
		if changed := a.RecheckContact(); changed != c.changed || !slices.Equal(a.ToComplete, c.want) {
			t.Errorf("%v became %v (%t), want %v (%t)", c.before, a.ToComplete, changed, c.want, c.changed)
		}
	}
}

func TestAnEtagIsCheckedWhenItIsGiven(t *testing.T) {
	if err := intake.CheckEtag("", 3); err != nil {
		t.Errorf("without an etag: %v", err)
	}
	if err := intake.CheckEtag(intake.Etag(3), 3); err != nil {
		t.Errorf("the current version: %v", err)
	}
	if err := intake.CheckEtag(intake.Etag(2), 3); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an older version: got %v", err)
	}
}

// What an application shows of its resident is part of what a copy may be outdated in, and no two
// stands of an application have the same etag.
func TestAnApplicationsEtagCountsTheDossierAlong(t *testing.T) {
	own := intake.Application{Version: 3, Dossier: "x", DossierVersion: 5, Resident: intake.Resident{ID: "x", Version: 5}}
	changed, renamed, merged, other := own, own, own, own
	changed.Version++
	renamed.DossierVersion, renamed.Resident.Version = 6, 6
	merged.DossierVersion, merged.Resident = 6, intake.Resident{ID: "y", Version: 5}
	other.DossierVersion, other.Resident = 7, intake.Resident{ID: "z", Version: 5}
	seen := map[string]bool{}
	for _, a := range []intake.Application{own, changed, renamed, merged, other} {
		if seen[a.Etag()] {
			t.Errorf("%s is the etag of two stands", a.Etag())
		}
		seen[a.Etag()] = true
		if err := a.CheckEtag(a.Etag()); err != nil {
			t.Errorf("the current copy: %v", err)
		}
		if err := a.CheckEtag(""); err != nil {
			t.Errorf("without an etag: %v", err)
		}
	}
	for _, a := range []intake.Application{changed, renamed, merged, other} {
		if err := a.CheckEtag(own.Etag()); !errs.Is(err, errs.EtagMismatchReason) {
			t.Errorf("an outdated copy of %s: got %v", a.Etag(), err)
		}
	}
}
