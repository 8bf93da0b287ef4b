package signal

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// PatternResource and ReleasedResource are the words for a pattern and for the copy that left, in errors.
const (
	PatternResource  = "pattern"
	ReleasedResource = "released_pattern"
)

// PatternState is where a pattern stands, by its name in the contract without prefix.
type PatternState string

// The states of a pattern.
const (
	Gathering PatternState = "GATHERING"
	Released  PatternState = "RELEASED"
	Answered  PatternState = "ANSWERED"
	Closed    PatternState = "CLOSED"
	Withdrawn PatternState = "WITHDRAWN"
)

// PatternStates lists every state, in the order of the contract.
var PatternStates = []PatternState{Gathering, Released, Answered, Closed, Withdrawn}

// PatternMoves says which states can follow which: several addressees answer one after the other.
var PatternMoves = map[PatternState][]PatternState{
	Gathering: {Released, Withdrawn}, Released: {Answered, Closed, Withdrawn}, Answered: {Answered, Closed, Withdrawn},
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s PatternState) Move(to PatternState) (PatternState, error) {
	if !slices.Contains(PatternMoves[s], to) {
		return s, errs.StateConflict(PatternResource, string(s))
	}
	return to, nil
}

// Addressee is for whom a pattern is, by its name in the contract without prefix.
type Addressee string

// The addressees that have an account here, and those to whom the coordinator brings it over.
const (
	PolicyAdviser    Addressee = "POLICY_ADVISER"
	AccessTeam       Addressee = "ACCESS_TEAM"
	Foundation       Addressee = "FOUNDATION"
	CareProvider     Addressee = "CARE_PROVIDER"
	StakeholderGroup Addressee = "STAKEHOLDER_GROUP"
	Other            Addressee = "OTHER"
)

// Addressees lists every addressee, in the order of the contract.
var Addressees = []Addressee{PolicyAdviser, AccessTeam, Foundation, CareProvider, StakeholderGroup, Other}

// addressed are the roles as which people read what is for them.
var addressed = map[call.Role]Addressee{
	call.RolePolicyAdviser: PolicyAdviser, call.RoleAccessTeam: AccessTeam, call.RoleFoundationBoard: Foundation,
}

// As is the addressee that a role is; ok is false for a role that is none, and reads nothing.
func As(role call.Role) (a Addressee, ok bool) {
	a, ok = addressed[role]
	return a, ok
}

// Pattern is one pattern of a municipality.
type Pattern struct {
	// ID is a UUIDv7.
	ID string
	Matter
	// Title and Words are the coordinator's own, without persons.
	Title, Words string
	Addressees   []Addressee
	// State is that of the copy once one left.
	State PatternState
	// Signals and Residents count what is gathered now.
	Signals, Residents int
	// Released is the id of the copy that left, if any; ReleasedBy the account that released it and Reason why, when few
	// residents stood behind it.
	Released, ReleasedBy, Reason string
	// Version is raised by every change, CopyVersion by every change of the copy.
	Version, CopyVersion int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the pattern again.
func (p Pattern) ResourceID() string { return p.ID }

// Etag is the version as callers see it, with that of the copy: an answer changes the pattern too.
func (p Pattern) Etag() string {
	if p.Released == "" {
		return strconv.FormatInt(p.Version, 10)
	}
	return strconv.FormatInt(p.Version, 10) + "-" + strconv.FormatInt(p.CopyVersion, 10)
}

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (p Pattern) CheckEtag(etag string) error { return checkEtag(etag, p.Etag()) }

// Change refuses to change a pattern that the caller saw in another version, or of which a copy left: that would tell
// something else.
func (p Pattern) Change(etag string) error {
	if err := p.CheckEtag(etag); err != nil {
		return err
	}
	if p.State != Gathering {
		return errs.StateConflict(PatternResource, string(p.State))
	}
	return nil
}

// Copy is what left of a pattern: all that those outside read. It has no id of a signal, a case or a person.
type Copy struct {
	// ID is a UUIDv7 of its own.
	ID string
	Matter
	Title, Words string
	Addressees   []Addressee
	// Signals and Residents are rounded down to a multiple of five; 0 is not told.
	Signals, Residents int
	State              PatternState
	Answers            []Answer
	Version            int64
	// CreateTime is when it left; UTC, as UpdateTime is.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the copy again.
func (c Copy) ResourceID() string { return c.ID }

// Etag is the version as callers see it.
func (c Copy) Etag() string { return strconv.FormatInt(c.Version, 10) }

// Answer is what an addressee said; who of them is not kept.
type Answer struct {
	ID         string
	As         Addressee
	Words      string
	Measure    string
	By         string
	CreateTime time.Time
}

// Reply is the copy after an answer by somebody who reads it as some addressee; as is empty for who brings an answer
// over and names whose it is.
func (c Copy) Reply(etag string, as Addressee, a Answer, today string) (Copy, error) {
	if err := checkEtag(etag, c.Etag()); err != nil {
		return c, err
	}
	state, err := c.State.Move(Answered)
	if err != nil {
		return c, err
	}
	switch {
	case as != "" && a.As != "" && a.As != as:
		return c, errs.Field("addressee", "pattern.answers_as")
	case as == "" && !slices.Contains(c.Addressees, a.As):
		return c, errs.Field("addressee", "pattern.not_addressed")
	case as != "":
		a.As = as
	}
	if a.By != "" {
		if err := checkBy(a.By, today); err != nil {
			return c, err
		}
	}
	c.State, c.Answers = state, append(slices.Clone(c.Answers), a)
	return c, nil
}
