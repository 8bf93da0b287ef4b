package intake

import "time"

// Deceased is the reason of an ending that counts for the person: nothing goes out to or about them any more. It alone ends
// what is closed.
const Deceased = "DECEASED"

// Ending (beëindiging) is one time that an application ended without support, or that the resident died after it. It is never
// rewritten: what takes it back is noted beside it.
type Ending struct {
	ID string
	// Reason is empty for history that does not say.
	Reason string
	// AwaitedConsent says that the application waited for the resident's consent when it ended.
	AwaitedConsent bool
	// AfterSupport says that the application was closed when it ended: the resident died since.
	AfterSupport bool
	// At is zero when nobody noted when it ended: of history, the end of a row is all that is known.
	At time.Time
	// Reopened is when it was taken back; zero while it stands.
	Reopened time.Time
}

// EndWith ends the application; id becomes that of the ending.
func (a *Application) EndWith(reason, id string, now time.Time) (Ending, error) {
	ending := Ending{ID: id, Reason: reason, AwaitedConsent: a.State == AwaitingConsent, AfterSupport: a.State == Closed, At: now}
	move := End
	if reason == Deceased {
		move = Decease
	}
	if err := a.Move(move); err != nil {
		return Ending{}, err
	}
	a.EndReason = reason
	a.Endings = append(a.Endings, ending)
	return ending, nil
}

// Reopen takes an ending back: the application goes to where what is recorded of it leads, never to
// an offer, a match or support, which ended with it. Answer is the resident's newest answer to be
// supported, nil when there is none; id becomes that of an ending that nobody noted.
func (a *Application) Reopen(answer *Consent, id string, now time.Time) (Ending, error) {
	ending, noted := a.standing()
	if !noted {
		ending = Ending{ID: id, Reason: a.EndReason, AwaitedConsent: a.asked()}
	}
	if err := a.Move(a.reopening(ending, answer)); err != nil {
		return Ending{}, err
	}
	if noted {
		a.Endings = a.Endings[:len(a.Endings)-1]
	}
	ending.Reopened = now
	a.EndReason = ""
	a.Endings = append(a.Endings, ending)
	return ending, nil
}

// standing is the ending that was not taken back; nobody may have noted it.
func (a *Application) standing() (Ending, bool) {
	if len(a.Endings) == 0 {
		return Ending{}, false
	}
	last := a.Endings[len(a.Endings)-1]
	return last, last.Reopened.IsZero()
}

// asked is whether the resident's consent may still be awaited, where nobody noted whether it was:
// who applied for somebody else may have asked that person, and nothing begins on a maybe.
func (a *Application) asked() bool {
	return a.Origin == Live && a.Applicant.Kind != ByResident && a.Route == ""
}

// reopening is the move by which an ending is taken back. An answer that the resident gave before
// the application is about something else.
func (a *Application) reopening(ending Ending, answer *Consent) Move {
	awaits := ending.AwaitedConsent
	if answer != nil && !answer.Created.Before(a.Created) {
		awaits = !answer.Given
	}
	switch {
	case ending.AfterSupport:
		return ReopenClosed
	case awaits:
		return ReopenAwaiting
	case a.Route == "":
		return ReopenReceived
	default:
		return reopenMoves[a.Route]
	}
}
