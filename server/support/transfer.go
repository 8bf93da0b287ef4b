package support

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// TransferResource is the word for a transfer in errors.
const TransferResource = "transfer"

// TransferState is where a transfer stands, by its name in the contract without prefix.
type TransferState string

// The states of a transfer.
const (
	Asked     TransferState = "ASKED"
	Accepted  TransferState = "ACCEPTED"
	Refused   TransferState = "REFUSED"
	Withdrawn TransferState = "WITHDRAWN"
)

// TransferStates lists every state, in the order of the contract.
var TransferStates = []TransferState{Asked, Accepted, Refused, Withdrawn}

// TransferMoves says which states can follow which: what was asked is answered once.
var TransferMoves = map[TransferState][]TransferState{Asked: {Accepted, Refused, Withdrawn}}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s TransferState) Move(to TransferState) (TransferState, error) {
	if !slices.Contains(TransferMoves[s], to) {
		return s, errs.StateConflict(TransferResource, string(s))
	}
	return to, nil
}

// Transfer is the change of supporter within a case.
type Transfer struct {
	// ID is a UUIDv7.
	ID string
	// Case is the case, Dossier the resident under whose key the note is sealed, Application what the case is of.
	Case, Dossier, Application string
	// From hands over, Successor goes on (empty while nobody was named); the accounts are theirs now.
	From, FromAccount, Successor, SuccessorAccount string
	// Kind and Reason are names of the contract without prefix.
	Kind, Reason string
	Note         sealed.Text
	// FirstContact: whoever hands over lays the first contact.
	FirstContact bool
	State        TransferState
	// AskDate and AnswerDate are YYYY-MM-DD in Europe/Amsterdam, the last empty while it was not answered.
	AskDate, AnswerDate string
	// ByPhone: a coordinator recorded the answer.
	ByPhone bool
	// CloseDate and Outcome are what came of the case, empty while it runs.
	CloseDate, Outcome string
	// View is what the resident of the case chose that a successor sees.
	View SuccessorView
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the transfer again.
func (t Transfer) ResourceID() string { return t.ID }

// Etag is the version as callers see it.
func (t Transfer) Etag() string { return strconv.FormatInt(t.Version, 10) }

// Candidate is somebody who may succeed, or help.
type Candidate struct {
	// ID is the supporter; Kind and State are names of the contract without prefix.
	ID, Kind, State string
}

// works reports whether somebody supports residents.
func (c Candidate) works() bool { return c.State == "ACTIVE" || c.State == "WITH_BUDDY" }

// Succeeds refuses a successor who cannot go on with a case: who is on it already as its supporter, who supports in
// another way than was asked, or does not support anybody now.
func (t Transfer) Succeeds(successor Candidate, field string) error {
	switch {
	case successor.ID == t.From:
		return errs.Field(field, "transfer.same")
	case successor.Kind != t.Kind:
		return errs.Field(field, "transfer.other_kind")
	case !successor.works():
		return errs.Field(field, "transfer.not_active")
	}
	return nil
}

// Ask asks for a transfer of a case that runs, today (YYYY-MM-DD): who supports, or a coordinator.
func (c Case) Ask(t Transfer, asker call.Owner, today string) (Transfer, error) {
	if err := c.runs(); err != nil {
		return t, err
	}
	if !asker.IsEveryone() && asker.Account() != c.Account {
		return t, errs.Field("transfer.case", "transfer.not_first")
	}
	t.Case, t.Dossier, t.Application, t.From, t.State, t.AskDate = c.ID, c.Dossier, c.Application, c.Supporter, Asked, today
	return t, nil
}

// Answer moves what was asked on today (YYYY-MM-DD): accepted or refused by the successor who was asked, withdrawn by who
// hands over, each of them recorded by a coordinator too.
func (t Transfer) Answer(to TransferState, by call.Owner, etag, today string) (Transfer, error) {
	if etag != "" && etag != t.Etag() {
		return t, errs.EtagMismatch()
	}
	theirs := t.SuccessorAccount
	if to == Withdrawn {
		theirs = t.FromAccount
	}
	if !by.IsEveryone() && (theirs == "" || by.Account() != theirs) {
		return t, errs.Field(TransferResource, "transfer.not_yours")
	}
	state, err := t.State.Move(to)
	if err != nil {
		return t, err
	}
	t.State, t.AnswerDate, t.ByPhone = state, today, by.IsEveryone() && to != Withdrawn
	return t, nil
}

// Name names who goes on: whoever was asked, unless a coordinator says that it is somebody else.
func (t Transfer) Name(successor string, by call.Owner) (Transfer, error) {
	if successor != "" && successor != t.Successor {
		if !by.IsEveryone() {
			return t, errs.Field("successor", "transfer.not_yours")
		}
		t.Successor = successor
	}
	if t.Successor == "" {
		return t, errs.Field("successor", "transfer.nobody")
	}
	return t, nil
}

// HandTo has a successor go on with a case from now on, by a transfer that was asked at a moment. Who was second stays, unless
// it is they who succeed. What the resident chose for an earlier successor, also after they took over, does not hold for this
// one: of a case that was handed over before only what was chosen since this transfer was asked does.
func (c Case) HandTo(successor string, asked, now time.Time) (Case, error) {
	if err := c.runs(); err != nil {
		return c, err
	}
	if c.SecondSupporter == successor {
		c.SecondSupporter = ""
	}
	if !c.SeenFrom.IsZero() && c.ViewTime.Before(asked) {
		c.SuccessorView, c.ViewTime, c.ViewAccount = NotChosen, time.Time{}, ""
	}
	c.Supporter, c.SeenFrom = successor, now
	return c, nil
}

// Unchosen is the case once a transfer that was asked at a moment ended without a successor, or with another one than was asked:
// what the resident chose for it holds for nobody else. What they chose before that for who took over earlier stays.
func (c Case) Unchosen(asked time.Time) Case {
	if c.SeenFrom.IsZero() || !c.ViewTime.Before(asked) {
		c.SuccessorView, c.ViewTime, c.ViewAccount = NotChosen, time.Time{}, ""
	}
	return c
}

// Join has somebody help on a running case.
func (c Case) Join(second Candidate) (Case, error) {
	if err := c.runs(); err != nil {
		return c, err
	}
	switch {
	case second.ID == c.Supporter:
		return c, errs.Field("supporter", "transfer.same")
	case !second.works():
		return c, errs.Field("supporter", "transfer.not_active")
	}
	c.SecondSupporter = second.ID
	return c, nil
}

// Leave leaves a running case with who supports.
func (c Case) Leave() (Case, error) {
	if err := c.runs(); err != nil {
		return c, err
	}
	if c.SecondSupporter == "" {
		return c, errs.Field("case", "transfer.no_second")
	}
	c.SecondSupporter = ""
	return c, nil
}

// Choose records what the resident chose that a successor sees, and who wrote it down: a coordinator, or whoever was
// there from the start. A successor cannot open what was before to themselves.
func (c Case) Choose(view SuccessorView, by call.Owner, account string, now time.Time) (Case, error) {
	if err := c.runs(); err != nil {
		return c, err
	}
	if !by.IsEveryone() && !c.SeenFrom.IsZero() {
		return c, errs.Field("successor_view", "transfer.view_not_yours")
	}
	c.SuccessorView, c.ViewTime, c.ViewAccount = view, now, account
	return c, nil
}

// TransferFilter narrows a list of transfers; what is empty does not.
type TransferFilter struct {
	// Case is an id.
	Case string
	// States are the states to keep.
	States []TransferState
}
