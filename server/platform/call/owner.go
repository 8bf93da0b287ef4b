package call

import "slices"

// Owner says whose rows a statement may reach. A store that serves scope OWN or ORGANISATION
// takes an Owner as an argument, so it cannot be called without deciding it. The zero Owner
// reaches nothing.
type Owner struct {
	everyone      bool
	account       string
	organisations []string
}

// Everyone is the owner for callers who may reach all rows of the municipality.
func Everyone() Owner { return Owner{everyone: true} }

// OwnedBy is the owner for one account's own rows. An empty account reaches nothing.
func OwnedBy(account string) Owner { return Owner{account: account} }

// OwnedByOrganisation is the owner for the rows of one or several organisations. Without any, or
// with an empty one, it reaches nothing.
func OwnedByOrganisation(organisations ...string) Owner {
	if slices.Contains(organisations, "") {
		return Owner{}
	}
	return Owner{organisations: organisations}
}

// IsEveryone reports whether all rows of the municipality are in reach.
func (o Owner) IsEveryone() bool { return o.everyone }

// Account is the account whose rows are in reach, empty when it is not an account's.
func (o Owner) Account() string { return o.account }

// Organisations are the organisations whose rows are in reach, none when it is not an organisation's.
func (o Owner) Organisations() []string { return o.organisations }

// Owner derives from the scope that let the caller in whose rows this call may reach.
func (c Call) Owner() Owner {
	switch c.Scope {
	case ScopeMunicipality, ScopeRegion, ScopePlatform:
		return Everyone()
	case ScopeOwn:
		return OwnedBy(c.Caller.Account)
	case ScopeOrganisation:
		return OwnedByOrganisation(c.Organisations...)
	default:
		return Owner{}
	}
}
