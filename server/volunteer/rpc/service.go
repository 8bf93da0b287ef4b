// Package rpc is the contract's side of supporters: the services of oco.volunteer.v1, and what
// server/app lets the other slices do with them.
package rpc

import (
	"context"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// Supporters is where supporters are kept (volunteer/store). What it reads it logs; action says
// what for.
type Supporters interface {
	// Get reads one supporter in reach of owner, or NOT_FOUND.
	Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (volunteer.Supporter, error)
	// Lock holds the row until the transaction ends, or NOT_FOUND.
	Lock(ctx context.Context, tx *pg.Tx, id string) error
	// List reads up to limit supporters in reach of owner after the one with id after, the newest first.
	List(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.Filter, after string, limit int) ([]volunteer.Supporter, error)
	// Search reads up to limit supporters that match everything asked, the newest first.
	Search(ctx context.Context, tx *pg.Tx, asked volunteer.Asked, after string, limit int) ([]volunteer.Supporter, error)
	// Names reads and logs the names of supporters, by id.
	Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error)
	// Kind is that of a supporter; exists is false when there is none.
	Kind(ctx context.Context, tx *pg.Tx, id string) (kind volunteer.Kind, exists bool, err error)
	// Insert stores a new supporter and how it came; INVALID when another has the account.
	Insert(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, step volunteer.Step) error
	// Update stores every field of a locked supporter; INVALID when another has the account.
	Update(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error
	// Move stores the state of a locked supporter, and why it is so, if there is a reason to keep.
	Move(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter, reason sealed.Text) error
}

// Requirements is where it is kept what is asked of supporters, and what was seen (volunteer/store). Nothing of it is
// logged: whoever reads or changes it reads the supporter as well.
type Requirements interface {
	// InsertPolicy stores a new version of what is asked.
	InsertPolicy(ctx context.Context, tx *pg.Tx, policy volunteer.Policy) error
	// Policy reads one version, or NOT_FOUND; today says whether it counts.
	Policy(ctx context.Context, tx *pg.Tx, id, today string) (volunteer.Policy, error)
	// Policies reads up to limit versions of a kind, or of all, after the one with id after, the newest first.
	Policies(ctx context.Context, tx *pg.Tx, kind volunteer.Kind, today, after string, limit int) ([]volunteer.Policy, error)
	// InForce is what is asked today of each kind.
	InForce(ctx context.Context, tx *pg.Tx, today string) (map[volunteer.Kind]volunteer.Policy, error)
	// InsertProof stores what was seen of a locked supporter.
	InsertProof(ctx context.Context, tx *pg.Tx, proof volunteer.Proof) error
	// Proof reads one record, or NOT_FOUND.
	Proof(ctx context.Context, tx *pg.Tx, id string) (volunteer.Proof, error)
	// Proofs reads all records of supporters, the oldest first, by supporter.
	Proofs(ctx context.Context, tx *pg.Tx, supporters []string) (map[string][]volunteer.Proof, error)
	// Persons are those who are judged, by supporter: when each began, and what they do beside supporting.
	Persons(ctx context.Context, tx *pg.Tx, supporters []string) (map[string]volunteer.Person, error)
	// Working reads id, kind and state of up to limit supporters who work, or are in one of the states, after the one with
	// id after.
	Working(ctx context.Context, tx *pg.Tx, after string, limit int, states ...volunteer.State) ([]volunteer.Supporter, error)
	// Show stores what the register shows of the records of a locked supporter.
	Show(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error
	// Told is what was told of requirements that lapse, by supporter.
	Told(ctx context.Context, tx *pg.Tx, supporters []string) (map[string]map[volunteer.Lapse]bool, error)
	// Tell records that it is told of a locked supporter, and logs that; fresh is false when it was told before.
	Tell(ctx context.Context, tx *pg.Tx, supporter string, lapse volunteer.Lapse) (account string, fresh bool, err error)
}

// Pauses is where it is kept when supporters take on fewer cases, or none (volunteer/store). Nothing of it is logged:
// whoever tells it reads the names as well.
type Pauses interface {
	// Own is the supporter who signs in with an account, or NOT_FOUND.
	Own(ctx context.Context, tx *pg.Tx, account string) (string, error)
	// Pause reads one pause of a supporter in reach of owner, or NOT_FOUND.
	Pause(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (volunteer.Pause, error)
	// Pauses reads up to limit pauses of supporters in reach of owner after the one with id after, the newest first.
	Pauses(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.PauseFilter, after string, limit int) ([]volunteer.Pause, error)
	// InsertPause stores a pause of a locked supporter.
	InsertPause(ctx context.Context, tx *pg.Tx, pause volunteer.Pause) error
	// SavePause stores when a pause of a locked supporter ends.
	SavePause(ctx context.Context, tx *pg.Tx, pause volunteer.Pause) error
}

// Roles is where it is kept what supporters do beside supporting, and what that does (volunteer/store). Nothing of it is
// logged: whoever tells it reads the names as well.
type Roles interface {
	// InsertRolePolicy stores a new version of what other roles do.
	InsertRolePolicy(ctx context.Context, tx *pg.Tx, policy volunteer.RolePolicy) error
	// RolePolicy reads one version, or NOT_FOUND; today says whether it counts.
	RolePolicy(ctx context.Context, tx *pg.Tx, id, today string) (volunteer.RolePolicy, error)
	// RolePolicies reads up to limit versions of a kind, or of all, after the one with id after, the newest first.
	RolePolicies(ctx context.Context, tx *pg.Tx, kind volunteer.Kind, today, after string, limit int) ([]volunteer.RolePolicy, error)
	// RolesInForce is what other roles do today, by kind of supporter.
	RolesInForce(ctx context.Context, tx *pg.Tx, today string) (map[volunteer.Kind]volunteer.RolePolicy, error)
	// InsertRole stores another role of a locked supporter.
	InsertRole(ctx context.Context, tx *pg.Tx, role volunteer.OtherRole) error
	// SaveRole stores how long a role of a locked supporter counts.
	SaveRole(ctx context.Context, tx *pg.Tx, role volunteer.OtherRole) error
	// Role reads one role of a supporter in reach of owner, or NOT_FOUND.
	Role(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (volunteer.OtherRole, error)
	// Roles reads up to limit roles of supporters in reach of owner after the one with id after, the newest first.
	Roles(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.RoleFilter, after string, limit int) ([]volunteer.OtherRole, error)
	// RolesOf reads the roles that some supporters have on a day.
	RolesOf(ctx context.Context, tx *pg.Tx, supporters []string, day string) ([]volunteer.OtherRole, error)
	// RoleLabels are what people read for codes of other roles, in a language.
	RoleLabels(ctx context.Context, tx *pg.Tx, language string, codes []string) (map[string]string, error)
}

// Buddies is where buddy pairs are kept (volunteer/store). Nothing of it is logged: whoever tells it reads the names as
// well.
type Buddies interface {
	// Pair reads one pair in reach of owner, or NOT_FOUND.
	Pair(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (volunteer.BuddyPair, error)
	// Pairs reads up to limit pairs in reach of owner after the one with id after, the newest first.
	Pairs(ctx context.Context, tx *pg.Tx, owner call.Owner, filter volunteer.BuddyFilter, after string, limit int) ([]volunteer.BuddyPair, error)
	// Running are the pairs of a supporter that run, as newcomer or as buddy.
	Running(ctx context.Context, tx *pg.Tx, supporter string) ([]volunteer.BuddyPair, error)
	// InsertPair stores a pair of locked supporters; INVALID when the newcomer has one that runs.
	InsertPair(ctx context.Context, tx *pg.Tx, pair volunteer.BuddyPair) error
	// SavePair stores where a pair of a locked newcomer stands.
	SavePair(ctx context.Context, tx *pg.Tx, pair volunteer.BuddyPair) error
	// InsertRecord stores a step of a pair of a locked newcomer.
	InsertRecord(ctx context.Context, tx *pg.Tx, pair volunteer.BuddyPair, record volunteer.BuddyRecord) error
	// Worked is where a supporter stood before they paused or were suspended, empty when never anywhere.
	Worked(ctx context.Context, tx *pg.Tx, supporter string) (volunteer.State, error)
	// DidSolo reports whether a newcomer did a case alone.
	DidSolo(ctx context.Context, tx *pg.Tx, newcomer string) (bool, error)
	// CaseExists reports whether there is such a support case.
	CaseExists(ctx context.Context, tx *pg.Tx, id string) (bool, error)
}

// Register is what an import needs beside Supporters (volunteer/store).
type Register interface {
	// LockRegister lets one import at a time look somebody up and add them.
	LockRegister(ctx context.Context, tx *pg.Tx) error
	// FindPerson is the id of the supporter with the same person key, empty without one.
	FindPerson(ctx context.Context, tx *pg.Tx, name, phone, mail sealed.Text) (string, error)
	// FindName is the id of the first supporter with this whole name, empty without one.
	FindName(ctx context.Context, tx *pg.Tx, name sealed.Text) (string, error)
	// FindStub is FindName among stubs.
	FindStub(ctx context.Context, tx *pg.Tx, name sealed.Text) (string, error)
	// Complete stores a locked stub with what the register says of it.
	Complete(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error
}

// Offers is the matching slice as supporters need it.
type Offers interface {
	// LetGo takes back what stands for a supporter: open offers are withdrawn, and matches that wait
	// for the resident undone; their applications wait again. Each application is locked first.
	LetGo(ctx context.Context, tx *pg.Tx, supporter string) error
}

// Codes are the municipality's code lists (admin).
type Codes interface {
	// Active reports whether code can be chosen from list, "TARGET_GROUP", "NEIGHBOURHOOD" or "OTHER_ROLE" (the
	// name of an oco.admin.v1.CodeList without prefix).
	Active(ctx context.Context, tx *pg.Tx, list, code string) (bool, error)
}

// Accounts are what people sign in with (admin).
type Accounts interface {
	// CheckHolder refuses, by the field "account", an account that cannot be a supporter's sign-in
	// here: unknown, disabled, a system's, the municipality's own, or with a role that excludes it.
	CheckHolder(ctx context.Context, tx *pg.Tx, account string) error
}

// Contacts are the contact persons of organisations (admin).
type Contacts interface {
	// IsContact reports whether an account has the role of contact person here, for the organisation.
	IsContact(ctx context.Context, tx *pg.Tx, account, organisation string) (bool, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB           *pg.DB
	Supporters   Supporters
	Requirements Requirements
	Pauses       Pauses
	Buddies      Buddies
	Roles        Roles
	Register     Register
	Offers       Offers
	Codes        Codes
	Accounts     Accounts
	Contacts     Contacts
	Tokens       *page.Tokens
}

// Service serves the services of oco.volunteer.v1.
type Service struct {
	volunteerv1.UnimplementedVolunteerServiceServer
	volunteerv1.UnimplementedRequirementServiceServer
	volunteerv1.UnimplementedBuddyServiceServer
	volunteerv1.UnimplementedRolePurityServiceServer
	db           *pg.DB
	supporters   Supporters
	requirements Requirements
	pauses       Pauses
	buddies      Buddies
	roles        Roles
	register     Register
	offers       Offers
	codes        Codes
	accounts     Accounts
	contacts     Contacts
	tokens       *page.Tokens
}

// New returns the service.
func New(deps Deps) *Service {
	return &Service{
		db: deps.DB, supporters: deps.Supporters, requirements: deps.Requirements, pauses: deps.Pauses, buddies: deps.Buddies, roles: deps.Roles, register: deps.Register, offers: deps.Offers,
		codes: deps.Codes, accounts: deps.Accounts, contacts: deps.Contacts, tokens: deps.Tokens,
	}
}

// load finds a supporter again for a request that was repeated.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (volunteer.Supporter, error) {
	return s.supporters.Get(ctx, tx, call.From(ctx).Owner(), id, "read supporter")
}

// changed tells the others that a supporter came, changed or moved.
func changed(tx *pg.Tx, origin pg.Origin, s volunteer.Supporter) {
	tx.Emit(tx.Now(), origin, &eventv1.SupporterChanged{
		Supporter: s.ID, Kind: enum.Number[commonv1.SupportKind](string(s.Kind)), State: string(s.State), Account: s.Account,
	})
}
