package support

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
)

// SuccessorView is what a resident chose that a successor sees of what was before, by its name in the contract without
// prefix.
type SuccessorView string

// What a resident can choose; while nothing was chosen it is the minimum.
const (
	NotChosen  SuccessorView = ""
	Minimum    SuccessorView = "MINIMUM"
	SeeGoals   SuccessorView = "GOALS"
	Everything SuccessorView = "EVERYTHING"
)

// SuccessorViews lists every choice.
var SuccessorViews = []SuccessorView{NotChosen, Minimum, SeeGoals, Everything}

// Reader is who reads what was written within a case, as they stand to its transfer.
type Reader string

// The readers of a case.
const (
	// First supports until the transfer is accepted, and is a Former from then on.
	First  Reader = "FIRST"
	Former Reader = "FORMER"
	// Second helps, before and after.
	Second Reader = "SECOND"
	// Successor was asked to go on, and does so once it was accepted.
	Successor Reader = "SUCCESSOR"
	// Refuser was asked and did not want to, or was not wanted any more.
	Refuser Reader = "REFUSER"
	// Coordinator is the coordinator of the municipality.
	Coordinator Reader = "COORDINATOR"
)

// Readers lists every reader.
var Readers = []Reader{First, Former, Second, Successor, Refuser, Coordinator}

// Phase is how far a transfer is.
type Phase string

// The phases of a transfer.
const (
	Before Phase = "BEFORE" // it was not asked for
	During Phase = "DURING" // it was asked for
	After  Phase = "AFTER"  // it was answered
)

// Phases lists every phase.
var Phases = []Phase{Before, During, After}

// Sight is what somebody sees of what was written within a case.
type Sight struct {
	// Case: they reach the case, and so its resident.
	Case bool
	// Moments and Goals: those from before the transfer; Later: what was written since. Appointments: those that were before it,
	// and what was noted then of those to come, which they all know of.
	Moments, Goals, Appointments, Later bool
}

// Sees decides what a reader sees in a phase of a transfer, by what the resident chose. A coordinator sees all. Who
// supports, and who helps, see all until somebody else takes over; then the successor, and who helps with them, see
// what the resident chose. Who was asked sees nothing until they accepted, and who handed over nothing any more.
func Sees(reader Reader, phase Phase, chosen SuccessorView) Sight {
	all := Sight{Case: true, Moments: true, Goals: true, Appointments: true, Later: true}
	since := Sight{Case: true, Moments: chosen == Everything, Goals: chosen == Everything || chosen == SeeGoals, Appointments: chosen == Everything, Later: true}
	switch {
	case reader == Coordinator:
		return all
	case phase != After && (reader == First || reader == Second):
		return all
	case phase == After && (reader == Successor || reader == Second):
		return since
	}
	return Sight{}
}

// Show is a transfer as its owner may see it: the note is for coordinators, for who wrote it while it is theirs, and for
// the successor if the resident wants them to see everything. What came of the case is for coordinators, and for who handed it
// over: they brought somebody on the way, and hear how it ended, not what happened.
func (t Transfer) Show(owner call.Owner) Transfer {
	account := owner.Account()
	if t.State != Accepted || !owner.IsEveryone() && (account == "" || account != t.FromAccount) {
		t.CloseDate, t.Outcome = "", ""
	}
	switch {
	case owner.IsEveryone():
	case account != "" && account == t.FromAccount && t.State != Accepted:
	case account != "" && account == t.SuccessorAccount && t.State == Accepted && t.View == Everything:
	default:
		t.Note = sealed.Text{}
	}
	return t
}
