package volunteer_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/volunteer"
)

const (
	advocate, buddyVisitor, accessTeam, careEmployee = "advocate", "buddy_visitor", "access_team", "care_employee"
)

// TestPapendrechtWantsNoOtherFunctionAtAll: independence is guaranteed, so whatever the role, it stops every new match.
func TestPapendrechtWantsNoOtherFunctionAtAll(t *testing.T) {
	papendrecht := volunteer.RolePolicy{Kind: volunteer.Formal, Otherwise: volunteer.RoleAllMatches}
	if _, err := papendrecht.Complete("2026-11-26"); err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{advocate, buddyVisitor, accessTeam, careEmployee, "other", "one_of_its_own"} {
		if got := papendrecht.Effect(role); got != volunteer.RoleAllMatches {
			t.Errorf("%s: got %s", role, got)
		}
	}
}

// TestAlmereCoachesWhoIsAdvocateOrBuddyVisitorToo: many are both, and learn to keep them apart; who works for the access
// team or a care provider still stays away from whom that is concerned with.
func TestAlmereCoachesWhoIsAdvocateOrBuddyVisitorToo(t *testing.T) {
	almere := volunteer.RolePolicy{
		Kind:      volunteer.Informal,
		Rules:     []volunteer.RoleRule{{Role: advocate, Effect: volunteer.RoleNote}, {Role: buddyVisitor, Effect: volunteer.RoleNote}},
		Otherwise: volunteer.RoleSameConcerned,
	}
	if _, err := almere.Complete("2026-11-26"); err != nil {
		t.Fatal(err)
	}
	for role, want := range map[string]volunteer.RoleEffect{
		advocate: volunteer.RoleNote, buddyVisitor: volunteer.RoleNote,
		accessTeam: volunteer.RoleSameConcerned, careEmployee: volunteer.RoleSameConcerned, "other": volunteer.RoleSameConcerned,
	} {
		if got := almere.Effect(role); got != want {
			t.Errorf("%s: got %s, want %s", role, got, want)
		}
	}
}

func TestWithoutAPolicyARoleIsInTheWayOfWhomItConcerns(t *testing.T) {
	for _, kind := range []volunteer.Kind{volunteer.Informal, volunteer.Formal, volunteer.Unknown} {
		if got := volunteer.StandardRoles(kind).Effect(careEmployee); got != volunteer.RoleSameConcerned {
			t.Errorf("%q: got %s", kind, got)
		}
	}
}

func TestARolePolicyThatCannotBeIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		policy volunteer.RolePolicy
		field  string
	}{
		"sound":            {volunteer.RolePolicy{}, ""},
		"of tomorrow":      {volunteer.RolePolicy{Start: "2026-11-27"}, ""},
		"of yesterday":     {volunteer.RolePolicy{Start: "2026-11-25"}, "role_purity_policy.start_date"},
		"of no day at all": {volunteer.RolePolicy{Start: "2026-02-30"}, "role_purity_policy.start_date"},
		"one role twice":   {volunteer.RolePolicy{Rules: []volunteer.RoleRule{{Role: advocate}, {Role: advocate}}}, "role_purity_policy.rules[1].role"},
	} {
		got, err := c.policy.Complete("2026-11-26")
		switch e := errs.Of(err); {
		case c.field == "" && (err != nil || got.Start == ""):
			t.Errorf("%s: got %v", name, err)
		case c.field != "" && (e == nil || len(e.Violations) != 1 || e.Violations[0].Field != c.field):
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAnotherRoleOverTime(t *testing.T) {
	const since, until = "2026-03-01", "2026-03-31"
	role := volunteer.OtherRole{Since: since, Until: until}
	for day, want := range map[string]bool{"2026-02-28": false, since: true, until: true, "2026-04-01": false} {
		if got := role.Covers(day); got != want {
			t.Errorf("%s: got %t", day, got)
		}
	}
	for name, c := range map[string]struct {
		role       volunteer.OtherRole
		last, want string
		mistaken   bool
		field      string
	}{
		"over since yesterday":          {volunteer.OtherRole{Since: since}, "", "2026-03-09", false, ""},
		"over on a day":                 {volunteer.OtherRole{Since: since}, "2026-05-01", "2026-05-01", false, ""},
		"goes on longer":                {role, "2026-05-01", "2026-05-01", false, ""},
		"over before it began":          {volunteer.OtherRole{Since: "2026-03-10"}, "", "", true, ""},
		"over on a day before it began": {volunteer.OtherRole{Since: since}, "2026-02-01", "", false, "until_date"},
		"over on no day":                {volunteer.OtherRole{Since: since}, "2026-02-30", "", false, "until_date"},
	} {
		got, err := c.role.EndOn(c.last, "2026-03-10")
		switch e := errs.Of(err); {
		case c.field != "" && (e == nil || e.Violations[0].Field != c.field):
			t.Errorf("%s: got %v", name, err)
		case c.field == "" && (err != nil || got.Until != c.want || got.Mistaken != c.mistaken):
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
	over := volunteer.OtherRole{Since: "2020-01-01", Until: "2020-06-30"}
	if got, err := over.EndOn("", "2026-03-10"); !errs.Is(err, errs.StateConflictReason) || got.Until != over.Until {
		t.Errorf("what is over goes on: %+v, %v", got, err)
	}
	undone, err := role.Undo()
	if err != nil || undone.Covers(since) {
		t.Errorf("a mistake counts: %v", err)
	}
	if _, err := undone.EndOn("", "2026-03-10"); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
	if _, err := undone.Undo(); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

// TestPropertiesOfOtherRoles: a role that ended on a day counts on no later one, and counts as before until then.
func TestPropertiesOfOtherRoles(t *testing.T) {
	day := rapid.Map(rapid.IntRange(0, 800), func(n int) string {
		return time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	})
	rapid.Check(t, func(t *rapid.T) {
		role := volunteer.OtherRole{Since: day.Draw(t, "since")}
		last, other := day.Draw(t, "last"), day.Draw(t, "other")
		ended, err := role.EndOn(last, day.Draw(t, "today"))
		if err != nil {
			if last >= role.Since {
				t.Fatalf("a day that could be was refused: %v", err)
			}
			return
		}
		if got, want := ended.Covers(other), role.Covers(other) && other <= last; got != want {
			t.Fatalf("%+v on %s: got %t", ended, other, got)
		}
	})
}
