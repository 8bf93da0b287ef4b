package intake_test

import (
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/errs"
)

func TestDaysOfPartnerContacts(t *testing.T) {
	now := time.Date(2026, 3, 9, 23, 30, 0, 0, time.UTC) // in Amsterdam the tenth
	if got, err := (intake.PartnerContact{}).Complete(now); err != nil || got.Day != "2026-03-10" {
		t.Errorf("today: got %q, %v", got.Day, err)
	}
	for day, want := range map[string]string{"2026-03-10": "", "2026-03-11": "date.future", "2026-02-30": "date.invalid"} {
		_, err := intake.PartnerContact{Day: day}.Complete(now)
		if got := ruleOf(err); got != want {
			t.Errorf("contact on %s: got %q, want %q", day, got, want)
		}
	}
	for day, want := range map[string]string{"": "", "2026-03-10": "", "2026-03-09": "date.past", "2026-02-30": "date.invalid"} {
		if got := ruleOf(intake.CheckNextContact("next", day, now)); got != want {
			t.Errorf("next on %q: got %q, want %q", day, got, want)
		}
	}
	if got := intake.SilentSince(2, now); got != "2026-02-24" {
		t.Errorf("two weeks: got %s", got)
	}
	if got := intake.SilentSince(0, now); got != "" {
		t.Errorf("no weeks: got %s", got)
	}
}

func TestAParagraphHasAllItNeeds(t *testing.T) {
	o := intake.ReferrerOrganisation{ID: "id", Code: "7KXP-M4TQ"}
	with := intake.WriteParagraph(o, "https://oco.example/gm0867", "Proefdorp", "0416-000000")
	if with.Link != "https://oco.example/gm0867/aanmelden?via=7KXP-M4TQ" {
		t.Errorf("link: %s", with.Link)
	}
	for _, text := range []string{with.Dutch, with.English} {
		for _, part := range []string{with.Link, "7KXP-M4TQ", "Proefdorp", "0416-000000"} {
			if !strings.Contains(text, part) {
				t.Errorf("%q has no %q", text, part)
			}
		}
	}
	without := intake.WriteParagraph(o, "https://oco.example/gm0867", "Proefdorp", "")
	for _, text := range []string{without.Dutch, without.English, with.Dutch, with.English} {
		if strings.ContainsAny(text, "{}") || strings.Contains(text, "  ") {
			t.Errorf("something was left open: %q", text)
		}
	}
	if strings.Contains(without.Dutch, "bellen") || strings.Contains(without.English, "call") {
		t.Errorf("nobody can be called: %q, %q", without.Dutch, without.English)
	}
}

func ruleOf(err error) string {
	if e := errs.Of(err); e != nil {
		return e.Violations[0].Rule
	}
	return ""
}
