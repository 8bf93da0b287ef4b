package volunteer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

func TestCheckProfile(t *testing.T) {
	const today = "2026-03-02"
	expert := []volunteer.Skill{{Code: "WMO", Level: "EXPERT"}}
	for name, c := range map[string]struct {
		before, supporter volunteer.Supporter
		field, rule       string
	}{
		"nothing said": {},
		"a level of what is known": {
			supporter: volunteer.Supporter{LifeDomains: []string{"WORK", "WMO"}, Profile: volunteer.Profile{LifeDomainLevels: expert}},
		},
		"a level of what is not": {
			supporter: volunteer.Supporter{LifeDomains: []string{"WORK"}, Profile: volunteer.Profile{LifeDomainLevels: expert}},
			field:     "supporter.life_domain_levels[0].life_domain", rule: "level.unlisted",
		},
		"a level goes with what is taken from the list": {
			before:    volunteer.Supporter{Profile: volunteer.Profile{LifeDomainLevels: expert}},
			supporter: volunteer.Supporter{LifeDomains: []string{"WORK"}, Profile: volunteer.Profile{LifeDomainLevels: expert}},
		},
		"a group that is not known": {
			supporter: volunteer.Supporter{TargetGroups: []string{"lvb"}, Profile: volunteer.Profile{TargetGroupLevels: []volunteer.Skill{{"lvb", "EXPERT"}, {"nah", "STARTING"}}}},
			field:     "supporter.target_group_levels[1].target_group", rule: "level.unlisted",
		},
		"two levels of one": {
			supporter: volunteer.Supporter{TargetGroups: []string{"lvb"}, Profile: volunteer.Profile{TargetGroupLevels: []volunteer.Skill{{"lvb", "EXPERT"}, {"lvb", "STARTING"}}}},
			field:     "supporter.target_group_levels[1].target_group", rule: "level.twice",
		},
		"the same evening of two days": {
			supporter: volunteer.Supporter{Profile: volunteer.Profile{Rhythm: []volunteer.Moment{{1, "EVENING"}, {2, "EVENING"}}}},
		},
		"the same evening twice": {
			supporter: volunteer.Supporter{Profile: volunteer.Profile{Rhythm: []volunteer.Moment{{1, "EVENING"}, {1, "EVENING"}}}},
			field:     "supporter.weekly_rhythm[1].day_part", rule: "rhythm.twice",
		},
		"a day that does not exist": {
			supporter: volunteer.Supporter{Profile: volunteer.Profile{Start: "2026-02-30", IntendedUntil: "2026-01-01"}},
			field:     "supporter.start_date", rule: "date.invalid",
		},
		"gone before they came": {
			supporter: volunteer.Supporter{Profile: volunteer.Profile{Start: "2026-02-02", IntendedUntil: "2026-02-01"}},
			field:     "supporter.intended_until_date", rule: "date.order",
		},
		"until a day, since nobody knows when": {
			supporter: volunteer.Supporter{Profile: volunteer.Profile{IntendedUntil: "2026-02-01"}},
		},
		"a consent of tomorrow": {
			supporter: volunteer.Supporter{Profile: volunteer.Profile{LivedExperienceConsent: "2026-03-03"}},
			field:     "supporter.lived_experience_consent_date", rule: "date.future",
		},
		"own words with consent": {
			supporter: volunteer.Supporter{LivedExperienceNote: sealed.Of("x"), Profile: volunteer.Profile{LivedExperienceConsent: today}},
		},
		"own words without": {
			supporter: volunteer.Supporter{LivedExperienceNote: sealed.Of("x")},
			field:     "supporter.lived_experience_note", rule: "lived_experience.no_consent",
		},
		"own words that were there before anybody asked for consent": {
			before:    volunteer.Supporter{LivedExperienceNote: sealed.Of("x")},
			supporter: volunteer.Supporter{LivedExperienceNote: sealed.Of("x"), MaxCases: 3},
		},
		"a consent that is taken back while the words stay": {
			before:    volunteer.Supporter{LivedExperienceNote: sealed.Of("x"), Profile: volunteer.Profile{LivedExperienceConsent: today}},
			supporter: volunteer.Supporter{LivedExperienceNote: sealed.Of("x")},
			field:     "supporter.lived_experience_note", rule: "lived_experience.no_consent",
		},
	} {
		var field, rule string
		if e := errs.Of(errs.Join(c.supporter.CheckProfile(c.before, today)...)); e != nil {
			if len(e.Violations) != 1 {
				t.Errorf("%s: got %v", name, e.Violations)
			}
			field, rule = e.Violations[0].Field, e.Violations[0].Rule
		}
		if field != c.field || rule != c.rule {
			t.Errorf("%s: got %q %q, want %q %q", name, field, rule, c.field, c.rule)
		}
	}
}

func TestOwnWordsAreShownWithConsentAlone(t *testing.T) {
	s := volunteer.Supporter{LivedExperience: sealed.Of(true), LivedExperienceNote: sealed.Of("own words")}
	if got := s.Shown(); got.LivedExperienceNote.Reveal() != "" || !got.LivedExperience.Reveal() {
		t.Errorf("shown without consent: %q", got.LivedExperienceNote.Reveal())
	}
	s.LivedExperienceConsent = "2026-03-02"
	if got := s.Shown(); got.LivedExperienceNote.Reveal() != "own words" {
		t.Errorf("not shown as worded: %q", got.LivedExperienceNote.Reveal())
	}
}

func TestGenderIsForThePersonAndTheCoordinator(t *testing.T) {
	s := volunteer.Supporter{Profile: volunteer.Profile{Gender: sealed.Of("WOMAN")}}
	got := map[string]string{
		"coordinator": s.For(call.Everyone()).Gender.Reveal(), "the person": s.For(call.OwnedBy("account")).Gender.Reveal(),
		"organisation": s.For(call.OwnedByOrganisation("MEE")).Gender.Reveal(), "nobody": s.For(call.Owner{}).Gender.Reveal(),
	}
	want := map[string]string{"coordinator": "WOMAN", "the person": "WOMAN", "organisation": "", "nobody": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
