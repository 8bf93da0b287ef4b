package support

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// QuestionResource is the word for a question of the access team in errors.
const QuestionResource = "access_question"

// QuestionState is where a question of the access team stands, by its name in the contract without prefix.
type QuestionState string

// The states of a question. All but the first are its end.
const (
	QuestionOpen QuestionState = "OPEN"
	GoesOn       QuestionState = "GOES_ON"
	HandedOver   QuestionState = "HANDED_OVER"
	Transferred  QuestionState = "TRANSFERRED"
	Lapsed       QuestionState = "LAPSED"
)

// forLength is the reason of a question that a case raises itself, forMore that of a transfer because a case asks for more
// than its supporter can do.
const (
	forLength = "LONG"
	forMore   = "COMPLEX"
)

// QuestionStates lists every state, in the order of the contract.
var QuestionStates = []QuestionState{QuestionOpen, GoesOn, HandedOver, Transferred, Lapsed}

// QuestionMoves says which states can follow which: what is open ends once.
var QuestionMoves = map[QuestionState][]QuestionState{QuestionOpen: {GoesOn, HandedOver, Transferred, Lapsed}}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s QuestionState) Move(to QuestionState) (QuestionState, error) {
	if !slices.Contains(QuestionMoves[s], to) {
		return s, errs.StateConflict(QuestionResource, string(s))
	}
	return to, nil
}

// Question is the question whether a running case belongs with the access team.
type Question struct {
	// ID is a UUIDv7.
	ID string
	// Case is the case, Dossier the resident under whose key the texts are sealed, Application what the case is of, Account
	// that of who supports now.
	Case, Dossier, Application, Account string
	// ResidentName is how the resident is called.
	ResidentName sealed.Text
	// Reason is a name of the contract without prefix.
	Reason string
	// ByItself: nobody asked, the case runs long; there is no note.
	ByItself bool
	Note     sealed.Text
	State    QuestionState
	// Answer is why the case goes on.
	Answer sealed.Text
	// AskDate and AnswerDate are YYYY-MM-DD in Europe/Amsterdam, the last empty while the question is open.
	AskDate, AnswerDate string
	// Earlier: it was asked before who supports now took over, View is what the resident chose that they see of that.
	Earlier bool
	View    SuccessorView
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
}

// ResourceID is the id, by which a repeated request finds the question again.
func (q Question) ResourceID() string { return q.ID }

// Etag is the version as callers see it.
func (q Question) Etag() string { return strconv.FormatInt(q.Version, 10) }

// QuestionFilter narrows a list of questions; what is empty does not.
type QuestionFilter struct {
	// Case is an id.
	Case  string
	State QuestionState
}

// LongSince is the day (YYYY-MM-DD) before which a case opened that runs too long today, or was asked of last; empty when
// a municipality sets no weeks. A day on which the weeks are just over is not before it.
func LongSince(weeks int, today string) string {
	day, err := calendar.ParseDay(today)
	if weeks <= 0 || err != nil {
		return ""
	}
	return calendar.Day(day.AddDate(0, 0, -7*weeks))
}

// AskItself is the question that a case raises because it runs long, today (YYYY-MM-DD).
func (c Case) AskItself(id, today string) Question {
	return Question{
		ID: id, Case: c.ID, Dossier: c.Dossier, Application: c.Application, Account: c.Account, Reason: forLength, ByItself: true,
		State: QuestionOpen, AskDate: today,
	}
}

// AskAccess asks the question of a running case, today (YYYY-MM-DD). One that the case asked itself takes the reason and
// the note of whoever asks now; one that somebody asked stands.
func (c Case) AskAccess(open Question, reason string, note sealed.Text, id, today string) (Question, error) {
	if err := c.runs(); err != nil {
		return open, err
	}
	if open.ID == "" {
		open = c.AskItself(id, today)
	}
	if !open.ByItself {
		return open, errs.AlreadyExists(QuestionResource)
	}
	open.Reason, open.Note, open.ByItself = reason, note, false
	return open, nil
}

// GoOn answers that the case goes on, and why, today (YYYY-MM-DD).
func (q Question) GoOn(why sealed.Text, etag, today string) (Question, error) {
	if etag != "" && etag != q.Etag() {
		return q, errs.EtagMismatch()
	}
	answered, err := q.End(GoesOn, today)
	if err != nil {
		return q, err
	}
	answered.Answer = why
	return answered, nil
}

// End ends an open question today (YYYY-MM-DD), without words.
func (q Question) End(as QuestionState, today string) (Question, error) {
	state, err := q.State.Move(as)
	if err != nil {
		return q, err
	}
	q.State, q.AnswerDate = state, today
	return q, nil
}

// AnswersQuestion reports whether an accepted transfer answers the question of the access team: it went to somebody who can
// do what the case asks for. Who is ill, or has no time, leaves the question as it is.
func (t Transfer) AnswersQuestion() bool { return t.Reason == forMore }

// Show is a question as its owner may see it: of what was asked before they took over, who supports reads that it was asked
// and how it ended, and the words if the resident wants them to see everything.
func (q Question) Show(owner call.Owner) Question {
	if !owner.IsEveryone() && q.Earlier && q.View != Everything {
		q.Note, q.Answer = sealed.Text{}, sealed.Text{}
	}
	return q
}
