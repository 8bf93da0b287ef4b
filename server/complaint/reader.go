package complaint

import (
	"slices"

	"oco.example/oco/server/platform/call"
)

// Reader is who wants to read complaints.
type Reader struct {
	// Account is who it is.
	Account string
	// Officer and Coordinator are the roles that the account holds in the municipality. Who holds both is a coordinator
	// where a complaint goes past the coordinators.
	Officer, Coordinator bool
}

// ReaderOf is the reader that a caller is.
func ReaderOf(c call.Call) Reader {
	return Reader{Account: c.Caller.Account, Officer: c.Has(call.RoleComplaintsOfficer), Coordinator: c.Has(call.RoleCoordinator)}
}

// Concerns is whom a complaint concerns.
type Concerns struct {
	// PastCoordinators is true for a complaint about a coordinator: none of them reads it.
	PastCoordinators bool
	// Accounts are those of the people concerned, as far as they are known and have one.
	Accounts []string
}

// Reads reports whether a reader may read a complaint. The store says the same in SQL (store.reads).
func (r Reader) Reads(c Concerns) bool {
	switch {
	case r.Account == "" || slices.Contains(c.Accounts, r.Account):
		return false
	case r.Coordinator:
		return !c.PastCoordinators
	default:
		return r.Officer
	}
}
