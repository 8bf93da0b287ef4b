package volunteer

import (
	"fmt"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// The words for a version of role purity, and for another role, in errors.
const (
	RolePolicyResource = "role_purity_policy"
	OtherRoleResource  = "other_role"
)

// RoleEffect is what another role does, by its name in the contract without prefix.
type RoleEffect string

// What another role can do. Running cases go on whatever it is.
const (
	// RoleNote stops nothing: it is told for coaching.
	RoleNote RoleEffect = "NOTE"
	// RoleSameConcerned stops matches that the role's organisation is concerned with, and is a note otherwise.
	RoleSameConcerned RoleEffect = "SAME_CONCERNED"
	// RoleAllMatches stops every new match.
	RoleAllMatches RoleEffect = "ALL_MATCHES"
)

// RoleRule is what one role does.
type RoleRule struct {
	// Role is a code of the municipality's list.
	Role   string
	Effect RoleEffect
}

// RolePolicy is what other roles of supporters of a kind do from a day on.
type RolePolicy struct {
	// ID is a UUIDv7, empty for the standard one.
	ID   string
	Kind Kind
	// Start is the day on which it begins to count, YYYY-MM-DD.
	Start string
	Rules []RoleRule
	// Otherwise is what every role without a rule does.
	Otherwise RoleEffect
	// RecordedBy is an account.
	RecordedBy string
	// InForce says that it counts today.
	InForce    bool
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the policy again.
func (p RolePolicy) ResourceID() string { return p.ID }

// Complete fills in the day on which a new policy begins, and refuses what cannot be. today is a day.
func (p RolePolicy) Complete(today string) (RolePolicy, error) {
	if p.Start == "" {
		p.Start = today
	}
	var wrong []*errs.Error
	if _, err := calendar.ParseDay(p.Start); err != nil {
		wrong = append(wrong, errs.Field("role_purity_policy.start_date", "date.invalid"))
	} else if p.Start < today {
		wrong = append(wrong, errs.Field("role_purity_policy.start_date", "date.past"))
	}
	seen := map[string]bool{}
	for i, rule := range p.Rules {
		if seen[rule.Role] {
			wrong = append(wrong, errs.Field(fmt.Sprintf("role_purity_policy.rules[%d].role", i), "role.twice"))
		}
		seen[rule.Role] = true
	}
	return p, errs.Join(wrong...)
}

// Effect is what a role does.
func (p RolePolicy) Effect(role string) RoleEffect {
	for _, rule := range p.Rules {
		if rule.Role == role {
			return rule.Effect
		}
	}
	return p.Otherwise
}

// StandardRoles is what counts before a municipality sets its own: another role is in the way of whom its
// organisation is concerned with, and a note otherwise.
func StandardRoles(kind Kind) RolePolicy { return RolePolicy{Kind: kind, Otherwise: RoleSameConcerned} }

// OtherRole is something that a supporter does beside supporting.
type OtherRole struct {
	// ID is a UUIDv7.
	ID, Supporter string
	// Role is a code of the municipality's list, Organisation where, by name.
	Role, Organisation string
	// Since and Until are its first and last day, YYYY-MM-DD; Until is empty while it goes on.
	Since, Until string
	// Mistaken says that it was recorded by mistake.
	Mistaken bool
	// RecordedBy is an account.
	RecordedBy string
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// RoleFilter narrows a list of other roles; what is empty does not.
type RoleFilter struct {
	// Supporter is an id.
	Supporter string
	// From leaves out what was over before that day, or a mistake.
	From string
}

// ResourceID is the id, by which a repeated request finds the role again.
func (r OtherRole) ResourceID() string { return r.ID }

// Etag is the version as callers see it.
func (r OtherRole) Etag() string { return strconv.FormatInt(r.Version, 10) }

// Complete fills in today where no first day was given, and refuses what cannot be.
func (r OtherRole) Complete(today string) (OtherRole, error) {
	if r.Since == "" {
		r.Since = today
	}
	var wrong []*errs.Error
	_, begins := calendar.ParseDay(r.Since)
	if begins != nil {
		wrong = append(wrong, errs.Field("other_role.since_date", "date.invalid"))
	}
	switch _, err := calendar.ParseDay(r.Until); {
	case r.Until == "":
	case err != nil:
		wrong = append(wrong, errs.Field("other_role.until_date", "date.invalid"))
	case begins == nil && r.Until < r.Since:
		wrong = append(wrong, errs.Field("other_role.until_date", "date.order"))
	}
	return r, errs.Join(wrong...)
}

// EndOn is the role with a last day, yesterday when that is empty. One that is over before its first day never was.
// STATE_CONFLICT when it was a mistake already, or is over and no other day is given.
func (r OtherRole) EndOn(last, today string) (OtherRole, error) {
	if r.Mistaken {
		return r, errs.StateConflict(OtherRoleResource, "MISTAKEN")
	}
	if last == "" && r.Until != "" && r.Until < today {
		return r, errs.StateConflict(OtherRoleResource, "ENDED")
	}
	if last == "" {
		last = addDays(today, -1)
		if last < r.Since {
			r.Mistaken = true
			return r, nil
		}
	}
	if _, err := calendar.ParseDay(last); err != nil {
		return r, errs.Field("until_date", "date.invalid")
	}
	if last < r.Since {
		return r, errs.Field("until_date", "date.order")
	}
	r.Until = last
	return r, nil
}

// Undo is the role as one that never was.
func (r OtherRole) Undo() (OtherRole, error) {
	if r.Mistaken {
		return r, errs.StateConflict(OtherRoleResource, "MISTAKEN")
	}
	r.Mistaken = true
	return r, nil
}

// Covers reports whether somebody has the role on a day.
func (r OtherRole) Covers(day string) bool {
	return !r.Mistaken && r.Since <= day && (r.Until == "" || day <= r.Until)
}
