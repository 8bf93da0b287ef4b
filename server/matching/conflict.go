package matching

// RoleEffect is what another role of a supporter does, by its name in the contract without prefix.
type RoleEffect string

// What another role can do.
const (
	// RoleNote is told for coaching and stops nothing.
	RoleNote RoleEffect = "NOTE"
	// RoleSameConcerned stops matches that the role's organisation is concerned with, and is a note otherwise.
	RoleSameConcerned RoleEffect = "SAME_CONCERNED"
	// RoleAllMatches stops every new match.
	RoleAllMatches RoleEffect = "ALL_MATCHES"
)

// Role is something that a supporter does beside supporting.
type Role struct {
	// Label is the role in the caller's language, Organisation where, as people write it.
	Label, Organisation string
	// OrganisationKey is by which that is compared.
	OrganisationKey string
	Effect          RoleEffect
}

// Conflict is a conflict of interest between a supporter and an application.
type Conflict struct {
	Kind ConflictKind
	// Role is that other role of whose organisation it is about, if it is about one.
	Role Role
}

// ConflictKind says in what the conflict lies.
type ConflictKind string

// The kinds of conflicts, in the order in which they are told.
const (
	// NoClick: one of both said no to the other, or that they know each other. Which of both, and what, is told to nobody.
	NoClick ConflictKind = "NO_CLICK"
	// Tied: a tie between them is recorded.
	Tied ConflictKind = "TIE"
	// SameAddress: they live at the same address.
	SameAddress ConflictKind = "ADDRESS"
	// Referred: the supporter's organisation, or that of another role, referred the resident.
	Referred ConflictKind = "REFERRED"
	// Concerned: the question is about it.
	Concerned ConflictKind = "CONCERNED"
)

// Conflicts are the conflicts of interest between the supporter and an application, in the order in which they are told.
func (c Candidate) Conflicts(a Application) []Conflict {
	var list []Conflict
	for _, between := range []struct {
		kind  ConflictKind
		holds bool
	}{{NoClick, c.NoClick}, {Tied, c.Tied}, {SameAddress, c.SameAddress}} {
		if between.holds {
			list = append(list, Conflict{Kind: between.kind})
		}
	}
	for _, organisation := range []struct {
		kind ConflictKind
		key  string
	}{{Referred, a.Organisation}, {Concerned, a.ConcernedOrganisation}} {
		if organisation.key == "" {
			continue
		}
		if c.OrganisationKey == organisation.key {
			list = append(list, Conflict{Kind: organisation.kind})
		}
		for _, role := range c.Roles {
			if role.Effect == RoleSameConcerned && role.OrganisationKey == organisation.key {
				list = append(list, Conflict{Kind: organisation.kind, Role: role})
			}
		}
	}
	return list
}

// Barring are the other roles that stop every new match.
func (c Candidate) Barring() []Role {
	return c.rolesThat(func(r Role) bool { return r.Effect == RoleAllMatches })
}

// Coaching are the other roles that stop nothing here, to be talked about.
func (c Candidate) Coaching() []Role {
	return c.rolesThat(func(r Role) bool { return r.Effect != RoleAllMatches })
}

func (c Candidate) rolesThat(do func(r Role) bool) []Role {
	var list []Role
	for _, role := range c.Roles {
		if do(role) {
			list = append(list, role)
		}
	}
	return list
}
