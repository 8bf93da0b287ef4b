package volunteer

import (
	"slices"

	"oco.example/oco/server/platform/errs"
)

// Resource is the word for a supporter in errors.
const Resource = "supporter"

// State is where a supporter stands, by its name in the contract without prefix.
type State string

// The states of a supporter.
const (
	Applicant  State = "APPLICANT"
	InTraining State = "IN_TRAINING"
	WithBuddy  State = "WITH_BUDDY"
	Active     State = "ACTIVE"
	Paused     State = "PAUSED"
	Suspended  State = "SUSPENDED"
	Left       State = "LEFT"
)

// States lists every state, in the order of the contract.
var States = []State{Applicant, InTraining, WithBuddy, Active, Paused, Suspended, Left}

// Moves says which states can follow which: a volunteer is trained, accompanied by a buddy and
// then active; who works can pause and be suspended, and comes back to where they were needed;
// everyone can leave, and who left can sign up again.
var Moves = map[State][]State{
	Applicant:  {InTraining, Left},
	InTraining: {WithBuddy, Paused, Suspended, Left},
	WithBuddy:  {Active, Paused, Suspended, Left},
	Active:     {Paused, Suspended, Left},
	Paused:     {InTraining, WithBuddy, Active, Suspended, Left},
	Suspended:  {InTraining, WithBuddy, Active, Left},
	Left:       {Applicant},
}

// Working lists the states of those who have cases, or come back to them.
var Working = []State{WithBuddy, Active, Paused}

// Gone reports whether somebody in this state reaches nothing of residents any more: neither offers
// nor cases, those of before included.
func (s State) Gone() bool { return s == Suspended || s == Left }

// Start is the state in which a new supporter begins: a volunteer signs up, a professional of a
// partner organisation can be asked at once.
func Start(kind Kind) State {
	if kind == Formal {
		return Active
	}
	return Applicant
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s State) Move(to State) (State, error) {
	if !slices.Contains(Moves[s], to) {
		return s, errs.StateConflict(Resource, string(s))
	}
	return to, nil
}
