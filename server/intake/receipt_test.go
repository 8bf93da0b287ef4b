package intake_test

import (
	"testing"

	"oco.example/oco/server/intake"
)

// toldOf is what is told of each state to who may know.
var toldOf = map[intake.State]string{
	intake.Received: "RECEIVED", intake.AwaitingConsent: "RECEIVED",
	intake.OwnNetwork: "BEING_HELPED", intake.HandedOver: "BEING_HELPED", intake.WaitingForMatch: "BEING_HELPED",
	intake.Offered: "BEING_HELPED", intake.Matched: "BEING_HELPED", intake.InSupport: "BEING_HELPED",
	intake.Answered: "ENDED", intake.Referred: "ENDED", intake.Closed: "ENDED", intake.Ended: "ENDED", intake.Merged: "ENDED",
}

// Who applied and what the resident agreed to decide, whatever the state: an application that ended
// for lack of consent, or that was merged into the resident's own, tells a neighbour nothing.
func TestAReceiptTellsNoMoreThanTheResidentAgreedTo(t *testing.T) {
	for _, c := range []struct {
		kind                      string
		support, statusToReferrer bool
		told                      bool
	}{
		{intake.ByResident, false, false, true},
		{intake.ByResident, true, true, true},
		{intake.ByNearPerson, false, false, false},
		{intake.ByNearPerson, false, true, false},
		{intake.ByNearPerson, true, false, true},
		{intake.ByReferrer, false, false, false},
		{intake.ByReferrer, true, false, false},
		{intake.ByReferrer, false, true, true},
	} {
		for _, state := range intake.States {
			want := "RECEIVED"
			if c.told {
				want = toldOf[state]
			}
			standing := intake.Standing{ApplicantKind: c.kind, State: state, Support: c.support, StatusToReferrer: c.statusToReferrer}
			if got := standing.Status(); got != want {
				t.Errorf("%s, %s, support %t, status %t: got %s, want %s", c.kind, state, c.support, c.statusToReferrer, got, want)
			}
		}
	}
	if len(toldOf) != len(intake.States) {
		t.Errorf("%d of %d states checked", len(toldOf), len(intake.States))
	}
}

func TestWhoCameByPhoneOrInPersonWasSpokenTo(t *testing.T) {
	for channel, want := range map[string]bool{
		intake.Phone: true, intake.NeighbourhoodPoint: true, intake.Outreach: true, intake.Website: false, "EMAIL": false, "": false,
	} {
		if got := (intake.Reached{Channel: channel}).Spoke(); got != want {
			t.Errorf("%s: got %t", channel, got)
		}
	}
}
