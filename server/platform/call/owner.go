package call

// Owner says whose rows a statement may reach. A store that serves scope OWN or ORGANISATION
// takes an Owner as an argument, so it cannot be called without deciding it. The zero Owner
// reaches nothing.
type Owner struct {
	everyone     bool
	account      string
	organisation string
}

// Everyone is the owner for callers who may reach all rows of the municipality.
func Everyone() Owner { return Owner{everyone: true} }

// OwnedBy is the owner for one account's own rows. An empty account reaches nothing.
func OwnedBy(account string) Owner { return Owner{account: account} }

// OwnedByOrganisation is the owner for the rows of one organisation. An empty one reaches nothing.
func OwnedByOrganisation(organisation string) Owner { return Owner{organisation: organisation} }

// IsEveryone reports whether all rows of the municipality are in reach.
func (o Owner) IsEveryone() bool { return o.everyone }

// Account is the account whose rows are in reach, empty when it is not an account's.
func (o Owner) Account() string { return o.account }

// Organisation is the organisation whose rows are in reach, empty when it is not one's.
func (o Owner) Organisation() string { return o.organisation }

// Owner derives from the scope that let the caller in whose rows this call may reach.
func (c Call) Owner() Owner {
	switch c.Scope {
	case ScopeMunicipality, ScopeRegion, ScopePlatform:
		return Everyone()
	case ScopeOwn:
		return OwnedBy(c.Caller.Account)
	case ScopeOrganisation:
		return OwnedByOrganisation(c.Organisation)
	default:
		return Owner{}
	}
}
