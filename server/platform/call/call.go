// Package call holds what the door found out about one call: municipality, caller, the scope
// by which the caller was let in, processing activity and trace. Rules and stores read it with
// From; only platform/door (and workers that act on their own behalf) write it with With.
package call

import (
	"context"
	"net/netip"
	"sync"
	"time"
)

// Role is what an account may be in a municipality, region or on the platform. Its numbers are
// those of oco.common.v1.Role; a test in platform/door holds the two lists equal.
type Role int32

// The roles of DOMAIN.md, "Who uses it, and what each may never see".
const (
	RoleUnspecified         Role = 0
	RoleReferrer            Role = 1
	RoleDesk                Role = 2
	RoleCoordinator         Role = 3
	RoleSupporter           Role = 4
	RoleOrganisationPlanner Role = 5
	RolePartnerContact      Role = 6
	RoleAccessTeam          Role = 7
	RolePolicyAdviser       Role = 8
	RoleFoundationBoard     Role = 9
	RoleRegionManager       Role = 10
	RoleComplaintsOfficer   Role = 11
	RoleAdministrator       Role = 12
	RolePrivacyOfficer      Role = 13
	RoleSystem              Role = 14
)

// Scope is how far a grant reaches in one RPC. Its numbers are those of oco.common.v1.Scope.
type Scope int32

// The scopes, from anonymous to the whole platform.
const (
	ScopeUnspecified  Scope = 0
	ScopePublic       Scope = 1
	ScopeOwn          Scope = 2
	ScopeOrganisation Scope = 3
	ScopeMunicipality Scope = 4
	ScopeRegion       Scope = 5
	ScopePlatform     Scope = 6
)

// Grant is one role that an account holds now. Exactly one of Municipality and Region is set,
// or neither for a grant on the platform; Organisation narrows a grant to one organisation.
type Grant struct {
	Role         Role
	Municipality string
	Region       string
	Organisation string
}

// Caller is who calls: an account with its current grants, or nobody known (Account is empty).
type Caller struct {
	// Account is the UUID of the account; empty for a public call.
	Account string
	// Grants are the grants in force, at most 30 seconds old.
	Grants []Grant
	// Address is the network address that the call came from, for limits and the audit columns.
	Address netip.Addr
}

// Trace is the W3C trace context of the call.
type Trace struct {
	ID     [16]byte
	Span   [8]byte
	Parent [8]byte
}

// Call is what the door found.
type Call struct {
	// Method is the full gRPC method, "/oco.intake.v1.IntakeService/GetApplication".
	Method string
	// Municipality is the CBS code in lower case ("gm0867"), empty for a call that has none.
	Municipality string
	Caller       Caller
	// Role and Scope are the pair of the contract's access option that let the caller in.
	Role  Role
	Scope Scope
	// Organisations are those of the grants that let the caller in: somebody may hold one role for
	// several.
	Organisations []string
	// Activity is the identifier of the processing activity (Logboek Dataverwerkingen).
	Activity string
	Trace    Trace
	// Language is "nl" or "en": the language of texts in the answer.
	Language string
	// Started is when the door took the call in, UTC.
	Started time.Time

	notices *notices
}

// notices gathers the remarks of one call; handlers may run in several goroutines.
type notices struct {
	mu   sync.Mutex
	list []Notice
}

// Notice is a remark that the answer carries in its field notices: something was done to the
// input that the caller should know, though the call succeeded.
type Notice struct {
	// Reason is the name of an oco.common.v1.NoticeReason, "CITIZEN_NUMBER_MASKED".
	Reason string
	// Field is the path of the field in the request that it is about, "question".
	Field string
}

type contextKey struct{}

// With puts c into the context.
func With(ctx context.Context, c Call) context.Context {
	if c.notices == nil {
		c.notices = &notices{}
	}
	return context.WithValue(ctx, contextKey{}, c)
}

// From returns the call of the context, or the zero Call (no municipality, nobody known).
func From(ctx context.Context) Call {
	c, _ := ctx.Value(contextKey{}).(Call)
	return c
}

// Remark adds a notice to the answer of this call. Without a door before it, it does nothing.
func (c Call) Remark(n Notice) {
	if c.notices == nil {
		return
	}
	c.notices.mu.Lock()
	defer c.notices.mu.Unlock()
	c.notices.list = append(c.notices.list, n)
}

// Notices returns the remarks so far.
func (c Call) Notices() []Notice {
	if c.notices == nil {
		return nil
	}
	c.notices.mu.Lock()
	defer c.notices.mu.Unlock()
	return append([]Notice(nil), c.notices.list...)
}

// Has reports whether the caller holds role in this call's municipality.
func (c Call) Has(role Role) bool {
	for _, g := range c.Caller.Grants {
		if g.Role == role && g.Municipality == c.Municipality {
			return true
		}
	}
	return false
}
