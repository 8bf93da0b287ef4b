package matching_test

import (
	"testing"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// The machine of CONTRACT.md, written out pair by pair: rows are from, columns to, in the order
// of matching.States; x moves, . is refused.
var machine = map[matching.State]string{
	//                  O A D E W
	matching.Open:      ". x x x x",
	matching.Accepted:  ". . x . .",
	matching.Declined:  ". . . . .",
	matching.Expired:   ". . . . .",
	matching.Withdrawn: ". . . . .",
}

func TestEveryPairOfStatesMovesOrIsRefused(t *testing.T) {
	for _, from := range matching.States {
		for i, to := range matching.States {
			offer, err := matching.Offer{State: from}.Answer(to, "NO_TIME", now)
			if machine[from][2*i] == 'x' {
				if err != nil || offer.State != to || !offer.AnswerTime.Equal(now) {
					t.Errorf("%s → %s: got %s, %v", from, to, offer.State, err)
				}
				if (offer.DeclineReason != "") != (to == matching.Declined) {
					t.Errorf("%s → %s: a reason belongs to a no, got %q", from, to, offer.DeclineReason)
				}
				continue
			}
			e := errs.Of(err)
			if e == nil || e.Reason != errs.StateConflictReason || e.Args["state"] != string(from) || e.Args["resource"] != "offer" {
				t.Errorf("%s → %s must be refused naming the state, got %v", from, to, err)
			}
			if offer.State != from {
				t.Errorf("%s → %s was refused and yet moved", from, to)
			}
		}
	}
}

func TestAYesIsTakenBackUntilTheResidentWasHeard(t *testing.T) {
	for name, offer := range map[string]matching.Offer{
		"heard":  {State: matching.Accepted, ResidentAnswer: matching.Yes},
		"undone": {State: matching.Accepted, UndoneTime: now},
	} {
		got, err := offer.Answer(matching.Declined, "ACQUAINTED", now)
		if !errs.Is(err, errs.StateConflictReason) || got.State != matching.Accepted || got.DeclineReason != "" {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestTheResidentIsHeardOnceOnAnAcceptedOffer(t *testing.T) {
	for _, state := range matching.States {
		offer, err := matching.Offer{State: state}.HearResident(matching.Yes, now)
		if state == matching.Accepted {
			if err != nil || offer.ResidentAnswer != matching.Yes || !offer.UndoneTime.IsZero() {
				t.Errorf("got %+v, %v", offer, err)
			}
			if _, err := offer.HearResident(matching.AnotherPlease, now); !errs.Is(err, errs.StateConflictReason) {
				t.Errorf("the second answer must be refused, got %v", err)
			}
			continue
		}
		if !errs.Is(err, errs.StateConflictReason) {
			t.Errorf("%s: got %v", state, err)
		}
	}
	for _, answer := range []matching.ResidentAnswer{matching.AnotherPlease, matching.Acquainted} {
		offer, err := matching.Offer{State: matching.Accepted}.HearResident(answer, now)
		if err != nil || offer.State != matching.Accepted || !offer.UndoneTime.Equal(now) || offer.Waiting() {
			t.Errorf("%s: got %+v, %v", answer, offer, err)
		}
	}
}

func TestAnApplicationThatWentElsewhereUndoesTheMatch(t *testing.T) {
	undone, err := matching.Offer{State: matching.Accepted}.Undo(now)
	if err != nil || undone.Waiting() {
		t.Errorf("got %+v, %v", undone, err)
	}
	if _, err := undone.Undo(now); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
	if _, err := undone.HearResident(matching.Yes, now); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

func TestWhoSeesTheResident(t *testing.T) {
	contact := matching.ResidentContact{Name: sealed.Of("naam"), Phone: sealed.Of("nummer")}
	noPhone := contact
	noPhone.NoPhone = true
	coordinator, supporter, planner := call.Everyone(), call.OwnedBy("account"), call.OwnedByOrganisation("MEE")
	open, accepted := matching.Offer{State: matching.Open}, matching.Offer{State: matching.Accepted}
	undone := matching.Offer{State: matching.Accepted, UndoneTime: now}
	running := matching.Offer{State: matching.Accepted, ResidentAnswer: matching.Yes, Case: "1", CaseOpen: true}
	closed := matching.Offer{State: matching.Accepted, ResidentAnswer: matching.Yes, Case: "1"}
	for name, c := range map[string]struct {
		offer                 matching.Offer
		owner                 call.Owner
		contact               matching.ResidentContact
		name, phone, whoAsked bool
	}{
		"coordinator, open":               {open, coordinator, contact, true, true, true},
		"coordinator, no calls":           {running, coordinator, noPhone, true, true, true},
		"supporter, asked":                {open, supporter, contact, false, false, false},
		"supporter, said no":              {matching.Offer{State: matching.Declined}, supporter, contact, false, false, false},
		"supporter, withdrawn":            {matching.Offer{State: matching.Withdrawn}, supporter, contact, false, false, false},
		"supporter, said yes":             {accepted, supporter, contact, true, false, false},
		"supporter, another please":       {undone, supporter, contact, false, false, false},
		"supporter, support runs":         {running, supporter, contact, true, true, false},
		"supporter, support runs, silent": {running, supporter, noPhone, true, false, false},
		"supporter, support is over":      {closed, supporter, contact, true, false, false},
		"planner, asked":                  {open, planner, contact, false, false, true},
		"planner, support runs":           {running, planner, contact, false, false, true},
		"nobody":                          {running, call.Owner{}, contact, false, false, false},
	} {
		view := c.offer.See(c.owner, sealed.Of("wie"), c.contact)
		if (view.ResidentName.Reveal() != "") != c.name || (view.ResidentPhone.Reveal() != "") != c.phone ||
			(view.SupporterName.Reveal() != "") != c.whoAsked {
			t.Errorf("%s: sees name %q, phone %q, supporter %q", name, view.ResidentName.Reveal(), view.ResidentPhone.Reveal(), view.SupporterName.Reveal())
		}
	}
}

func TestAnOfferNeedsAnApplicationThatWaits(t *testing.T) {
	for state, allowed := range map[matching.ApplicationState]bool{
		matching.WaitingForMatch: true, matching.Offered: true, matching.Matched: false, matching.InSupport: false, "RECEIVED": false,
	} {
		err := matching.Application{State: state}.CheckOffer()
		if allowed != (err == nil) {
			t.Errorf("%s: got %v", state, err)
		}
		if !allowed && errs.Of(err).Args["state"] != string(state) {
			t.Errorf("%s: the refusal must name the state, got %v", state, err)
		}
	}
}

func TestCheckEtag(t *testing.T) {
	offer := matching.Offer{Version: 3}
	if offer.CheckEtag("") != nil || offer.CheckEtag("3") != nil || !errs.Is(offer.CheckEtag("2"), errs.EtagMismatchReason) {
		t.Error("only the version that stands, or none, may act")
	}
}
