package meeting_test

import (
	"testing"
	"time"

	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// TestHowLongGuestsAreKept: two years by the calendar, from the beginning of the day here.
func TestHowLongGuestsAreKept(t *testing.T) {
	for now, want := range map[string]string{
		"2026-03-10T11:00:00Z": "2024-03-09T23:00:00Z", // the day begins an hour before that of UTC
		"2026-03-10T22:59:59Z": "2024-03-09T23:00:00Z",
		"2026-03-10T23:00:00Z": "2024-03-10T23:00:00Z", // here it is the eleventh
		"2026-07-01T10:00:00Z": "2024-06-30T22:00:00Z", // two hours in summer
		"2028-02-29T11:00:00Z": "2026-02-28T23:00:00Z", // nobody is kept longer because of a leap day
	} {
		moment, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := meeting.GuestsSince(moment).Format(time.RFC3339); got != want {
			t.Errorf("on %s: got %s, want %s", now, got, want)
		}
	}
}

func TestAGuestHasAName(t *testing.T) {
	for name, refused := range map[string]bool{"Nora Kant": false, "": true, " \t": true} {
		if err := (meeting.Guest{Name: sealed.Of(name)}).Check(); refused != errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAWishForAGuestAloneInvitesSomebody(t *testing.T) {
	if err := (meeting.Wish{Guests: []string{"g"}}).Check(); err != nil {
		t.Error(err)
	}
	if err := (meeting.Wish{}).Check(); !errs.Is(err, errs.Invalid) {
		t.Errorf("nobody: %v", err)
	}
}
