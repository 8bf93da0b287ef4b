package privacy

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// CorrectionResource is the word for a correction in errors.
const CorrectionResource = "correction"

// CorrectionOutcome says whether something was corrected, a name of the contract without prefix.
type CorrectionOutcome string

// The outcomes of a correction.
const (
	Corrected         CorrectionOutcome = "CORRECTED"
	CorrectionRefused CorrectionOutcome = "REFUSED"
)

// Correction (correctie) is what was decided of one part of a dossier that a resident asked to correct. It belongs to the
// dossier: what a resident says of a refusal stands beside what is recorded of them, as long as that is.
type Correction struct {
	// ID is a UUIDv7.
	ID string
	// Dossier is whose it is about, Request the request; empty once that was forgotten.
	Dossier, Request string
	// Part is which part of the dossier, a name of the contract without prefix.
	Part    string
	Outcome CorrectionOutcome
	// Subject is what it is about, Reason why it was refused, Statement what the resident says of that.
	Subject, Reason, Statement sealed.Text
	// By is the account that recorded it.
	By string
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id by which a repeated request finds it again.
func (c Correction) ResourceID() string { return c.ID }

// Etag is the version as callers see it.
func (c Correction) Etag() string { return strconv.FormatInt(c.Version, 10) }

// Correct adds to a request what was decided of one part of the dossier. The request is one to correct, and who asks was
// established. Only what was refused has a reason, and can have a statement of the resident.
func (r RightsRequest) Correct(c Correction) (Correction, error) {
	if r.Asks != Correct {
		return c, errs.Field("rights_request", "rights.not_correct")
	}
	if r.Standing != Identified {
		return c, errs.StateConflict(Resource, string(r.Standing))
	}
	var wrong []*errs.Error
	if empty(c.Subject) {
		wrong = append(wrong, errs.Field("subject", "required"))
	}
	switch refused := c.Outcome == CorrectionRefused; {
	case refused && empty(c.Reason):
		wrong = append(wrong, errs.Field("reason", "required"))
	case !refused && !empty(c.Reason):
		wrong = append(wrong, errs.Field("reason", "rights.not_refused"))
	}
	if c.Outcome != CorrectionRefused && !empty(c.Statement) {
		wrong = append(wrong, errs.Field("statement", "rights.not_refused"))
	}
	if len(wrong) > 0 {
		return Correction{}, errs.Join(wrong...)
	}
	c.Request, c.Dossier = r.ID, r.Dossier
	return c, nil
}

// State puts what the resident says of a refusal in the place of what they said before. What was corrected needs no
// statement: the dossier says what they want it to say.
func (c Correction) State(statement sealed.Text, etag string) (Correction, error) {
	if etag != "" && etag != c.Etag() {
		return c, errs.EtagMismatch()
	}
	switch {
	case c.Outcome != CorrectionRefused:
		return c, errs.Field("statement", "rights.not_refused")
	case empty(statement):
		return c, errs.Field("statement", "required")
	}
	c.Statement = statement
	return c, nil
}

// decided holds a request to correct to what was recorded: nobody is told that it was done when nothing was, nor that all
// was refused when something was corrected. It is answered in words, for those go out.
func (r RightsRequest) decided(outcome Standing, answer sealed.Text, decided []CorrectionOutcome) error {
	if r.Asks != Correct || outcome == Withdrawn {
		return nil
	}
	done := slices.Contains(decided, Corrected)
	switch {
	case outcome == Done && !done:
		return errs.Field("outcome", "rights.no_correction")
	case outcome == Refused && done:
		return errs.Field("outcome", "rights.was_corrected")
	case empty(answer):
		return errs.Field("answer", "required")
	}
	return nil
}

func empty(text sealed.Text) bool { return strings.TrimSpace(text.Reveal()) == "" }

// Answered (afgehandelde correctie) is what is told of a request to correct that ended.
type Answered struct {
	// Dossier is the resident's. It is empty when nobody is to be written to: it was withdrawn, who asks was never established,
	// or it was the representative, whom the dossier does not lead to.
	Dossier string
	// Outcome is how it ended; Partly says that something was refused all the same.
	Outcome Standing
	Partly  bool
	// Answer is what was answered.
	Answer sealed.Text
}

// Tell is what the resident is told of a request to correct that ended.
func (r RightsRequest) Tell(decided []CorrectionOutcome) Answered {
	told := Answered{Outcome: r.Standing, Answer: r.Answer, Partly: r.Standing == Done && slices.Contains(decided, CorrectionRefused)}
	if r.Asks == Correct && (r.Standing == Done || r.Standing == Refused) && r.IdentityCheck != representative {
		told.Dossier = r.Dossier
	}
	return told
}

// representative is that the legal representative asks, a name of the contract without prefix.
const representative = "REPRESENTATIVE"
