package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/score"
)

// TestEveryConflictIsTold, each once, in an order that is always the same.
func TestEveryConflictIsTold(t *testing.T) {
	c := fitting("1")
	c.NoClick, c.Tied, c.SameAddress, c.OrganisationKey = true, true, true, "buronaast"
	there := matching.Role{Label: "Zorgmedewerker", OrganisationKey: "zorgzuid", Effect: matching.RoleSameConcerned}
	c.Roles = []matching.Role{there, {Label: "Maatje", OrganisationKey: "elders", Effect: matching.RoleSameConcerned}}
	want := []matching.Conflict{
		{Kind: matching.NoClick}, {Kind: matching.Tied}, {Kind: matching.SameAddress}, {Kind: matching.Referred}, {Kind: matching.Concerned, Role: there},
	}
	if diff := cmp.Diff(want, c.Conflicts(asked)); diff != "" {
		t.Error(diff)
	}
	if got := fitting("1").Conflicts(matching.Application{}); got != nil {
		t.Errorf("of nobody: got %v", got)
	}
}

// TestPropertiesOfOtherRoles: what is only a note changes neither who is proposed nor the score nor the order, and is
// told; and one more role never opens a gate.
func TestPropertiesOfOtherRoles(t *testing.T) {
	organisation := rapid.SampledFrom([]string{"", "buronaast", "zorgzuid", "elders"})
	role := func(effects ...matching.RoleEffect) *rapid.Generator[matching.Role] {
		return rapid.Custom(func(t *rapid.T) matching.Role {
			return matching.Role{Label: "x", OrganisationKey: organisation.Draw(t, "organisation"), Effect: rapid.SampledFrom(effects).Draw(t, "effect")}
		})
	}
	whichever := role(matching.RoleNote, matching.RoleSameConcerned, matching.RoleAllMatches)
	rapid.Check(t, func(t *rapid.T) {
		var candidates, noted []matching.Candidate
		for _, id := range []string{"a", "b", "c"} {
			c := fitting(id)
			c.Roles, c.OpenCases = rapid.SliceOfN(whichever, 0, 2).Draw(t, "roles"), rapid.IntRange(0, 2).Draw(t, "open")
			candidates = append(candidates, c)
			with := c
			with.Roles = append(append([]matching.Role{}, c.Roles...), role(matching.RoleNote).Draw(t, "note"))
			noted = append(noted, with)
			if len(with.Coaching()) != len(c.Coaching())+1 {
				t.Fatalf("a note is not told: %v", with.Coaching())
			}
			more := c
			more.Roles = append(append([]matching.Role{}, c.Roles...), whichever.Draw(t, "more"))
			if len(more.FailedGates(asked, today)) < len(c.FailedGates(asked, today)) {
				t.Fatalf("%v opens a gate", more.Roles)
			}
		}
		before, missed := matching.Rank(asked, score.Standard(), monday, candidates)
		after, missedAfter := matching.Rank(asked, score.Standard(), monday, noted)
		if diff := cmp.Diff(scores(before), scores(after)); diff != "" || len(missed) != len(missedAfter) {
			t.Fatalf("a note changed the ranking: %s", diff)
		}
	})
}

// scores are who is proposed in which order, and how well they fit.
func scores(list []matching.Proposal) (said []string) {
	for _, p := range list {
		said = append(said, p.Supporter+" "+cmp.Diff(score.Score{}, p.Score))
	}
	return said
}
