package intake_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// thursday is a Thursday of a week without holidays.
var thursday = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func toSend(kind string) intake.Handover {
	h := intake.Handover{
		RecipientKind: kind, Reason: "LONG", Fields: []string{intake.HandName},
		Consent: intake.HandoverConsent{By: "RESIDENT", Day: "2026-11-26", Purpose: sealed.Of("dat de Toegang belt")},
	}
	if kind != intake.ToAccessTeam {
		h.RecipientName = sealed.Of("Stichting De Brug")
	}
	return h
}

// Every state either hands over or is refused: of an application in support the case ends.
func TestWhichApplicationsAreHandedOver(t *testing.T) {
	for _, kind := range []string{intake.ToAccessTeam, "ORGANISATION", "MUNICIPALITY", "PERSON"} {
		for _, state := range intake.States {
			a := intake.Application{ID: "a", State: state}
			h, moved, err := a.HandOver(toSend(kind), thursday)
			allowed := state == intake.InSupport || state == intake.HandedOver || (state == intake.Referred && kind != intake.ToAccessTeam)
			switch {
			case !allowed:
				if !errs.Is(err, errs.StateConflictReason) || a.State != state {
					t.Errorf("%s %s: got %s, %v", kind, state, a.State, err)
				}
			case err != nil || moved != (state == intake.InSupport) || h.State != intake.HandoverSent || h.Application != "a":
				t.Errorf("%s %s: got %+v, %v, %v", kind, state, h, moved, err)
			case moved && a.State != intake.HandedOver, !moved && a.State != state:
				t.Errorf("%s %s: is %s", kind, state, a.State)
			}
		}
	}
}

// What was not chosen is not copied, whatever else is; how to reach somebody never goes without how to do so safely.
func TestOnlyWhatWasChosenIsHandedOver(t *testing.T) {
	all := []string{intake.HandName, intake.HandReach, intake.HandLifeDomains, intake.HandNeed}
	rapid.Check(t, func(t *rapid.T) {
		var chosen []string
		for _, field := range all {
			if rapid.Bool().Draw(t, field) {
				chosen = append(chosen, field)
			}
		}
		a := intake.Application{
			State: intake.HandedOver, Question: sealed.Of("schulden"), LifeDomains: []string{"INCOME"}, CallBack: sealed.Of("na vieren"),
			Resident: intake.Resident{Name: sealed.Of("Noor"), Phone: sealed.Of("+31611930000"), SafeContact: intake.SafeContact{NoVoicemail: true}},
		}
		h := toSend(intake.ToAccessTeam)
		h.Fields = chosen
		sent, _, err := a.HandOver(h, thursday)
		if err != nil {
			t.Fatal(err)
		}
		for field, copied := range map[string]bool{
			intake.HandName: sent.Data.Name.Reveal() == "Noor", intake.HandNeed: sent.Data.Need.Reveal() == "schulden",
			intake.HandLifeDomains: len(sent.Data.LifeDomains) == 1,
			intake.HandReach:       sent.Data.Phone.Reveal() != "" && sent.Data.SafeContact.NoVoicemail,
		} {
			if copied != slices.Contains(chosen, field) {
				t.Errorf("%s of %v: copied %v", field, chosen, copied)
			}
		}
		if !slices.Contains(chosen, intake.HandReach) && (sent.Data.SafeContact != intake.SafeContact{} || sent.Data.Phone.Reveal() != "") {
			t.Errorf("reach was not chosen: %+v", sent.Data)
		}
	})
}

// Christmas, the day after it and New Year's Day are no working days.
func TestHolidaysDoNotCountForAHandover(t *testing.T) {
	a := intake.Application{State: intake.HandedOver}
	h, _, err := a.HandOver(toSend(intake.ToAccessTeam), time.Date(2026, 12, 24, 12, 0, 0, 0, time.UTC))
	if err != nil || h.ReminderDay != "2027-01-04" {
		t.Errorf("got %s, %v", h.ReminderDay, err)
	}
}

func TestAHandoverIsLateAfterFiveWorkingDays(t *testing.T) {
	a := intake.Application{State: intake.HandedOver}
	h, _, err := a.HandOver(toSend(intake.ToAccessTeam), thursday)
	if err != nil || h.ReminderDay != "2026-12-03" {
		t.Fatalf("got %s, %v", h.ReminderDay, err)
	}
	for at, want := range map[string]bool{"2026-12-03T22:59:59Z": false, "2026-12-03T23:00:00Z": true} {
		h.Read, _ = time.Parse(time.RFC3339, at)
		if h.Overdue() != want {
			t.Errorf("%s: overdue is %v", at, h.Overdue())
		}
	}
	if err := h.Answer(intake.HandoverReceived, intake.HandoverReceipt{At: thursday}); err != nil || h.Overdue() {
		t.Errorf("an answered one: %v, %v", h.Overdue(), err)
	}
}

// A hand-over is answered or taken back once.
func TestAHandoverEndsOnce(t *testing.T) {
	moves := []func(h *intake.Handover) error{
		func(h *intake.Handover) error {
			return h.Answer(intake.HandoverReceived, intake.HandoverReceipt{At: thursday})
		},
		func(h *intake.Handover) error {
			return h.Answer(intake.HandoverRefused, intake.HandoverReceipt{At: thursday})
		},
		(*intake.Handover).Withdraw,
	}
	for i, first := range moves {
		h := intake.Handover{State: intake.HandoverSent}
		if err := first(&h); err != nil || h.State == intake.HandoverSent || h.Over() == (h.State == intake.HandoverReceived) {
			t.Fatalf("%d: %s, %v", i, h.State, err)
		}
		ended := h
		for j, second := range moves {
			if err := second(&h); !errs.Is(err, errs.StateConflictReason) || h.State != ended.State || h.Receipt != ended.Receipt {
				t.Errorf("%d after %d: %s, %v", j, i, h.State, err)
			}
		}
	}
}
