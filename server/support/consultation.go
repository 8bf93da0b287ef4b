package support

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// ConsultationResource is the word for a question to colleagues in errors.
const ConsultationResource = "consultation"

// What becomes of a question by itself: it closes when nothing came for four weeks, and goes a year after it closed.
const (
	quietDays  = 28
	keptMonths = 12
)

// mostAnswers is how many answers a question takes: who needs more asks anew.
const mostAnswers = 100

// The states of a question to colleagues.
const (
	ConsultationOpen   = "OPEN"
	ConsultationClosed = "CLOSED"
)

// Consultation (anonieme consultatie) is a question to colleagues.
type Consultation struct {
	// ID is a UUIDv7.
	ID         string
	Question   sealed.Text
	LifeDomain string
	// Account is who asked, empty when they were erased since; AskerName is theirs, when they chose that it is shown.
	Account   string
	ShowName  bool
	AskerName sealed.Text
	// State is OPEN or CLOSED.
	State string
	// AnswerCount is how many answers there are; Answers are read for one question alone, the oldest first.
	AnswerCount int
	Answers     []ConsultationAnswer
	// Version is raised by every change.
	Version                int64
	CreateTime, UpdateTime time.Time
}

// ConsultationAnswer is what a colleague says.
type ConsultationAnswer struct {
	ID   string
	Text sealed.Text
	// Account is who answered, as that of a question.
	Account    string
	ShowName   bool
	Name       sealed.Text
	Helped     bool
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the question again.
func (c Consultation) ResourceID() string { return c.ID }

// Etag is the version as callers see it.
func (c Consultation) Etag() string { return strconv.FormatInt(c.Version, 10) }

// open refuses what can be done to an open question alone, and to the version that the caller saw.
func (c Consultation) open(etag string) error {
	if etag != "" && etag != c.Etag() {
		return errs.EtagMismatch()
	}
	if c.State != ConsultationOpen {
		return errs.StateConflict(ConsultationResource, c.State)
	}
	return nil
}

// Take refuses an answer to a question that is closed, or has as many as it takes.
func (c Consultation) Take(etag string) error {
	if err := c.open(etag); err != nil {
		return err
	}
	if c.AnswerCount >= mostAnswers {
		return errs.Field("consultation", "consultation.full")
	}
	return nil
}

// Close takes no more answers.
func (c Consultation) Close(etag string) (Consultation, error) {
	if err := c.open(etag); err != nil {
		return c, err
	}
	c.State = ConsultationClosed
	return c, nil
}

// Mark refuses another version than the one that the caller saw, and an answer that is not one of this question.
func (c Consultation) Mark(answer, etag string) error {
	if etag != "" && etag != c.Etag() {
		return errs.EtagMismatch()
	}
	if !slices.ContainsFunc(c.Answers, func(a ConsultationAnswer) bool { return a.ID == answer }) {
		return errs.Field("answer", "consultation.other_answer")
	}
	return nil
}

// Quiet is since when nothing came to questions that close by themselves now.
func Quiet(now time.Time) time.Time { return now.AddDate(0, 0, -quietDays) }

// Outlived is until when questions were closed that go by themselves now.
func Outlived(now time.Time) time.Time { return now.AddDate(0, -keptMonths, 0) }
