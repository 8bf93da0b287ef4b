package privacy

import (
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Resource is the word for a request in errors.
const Resource = "rights_request"

// Right (recht) is what somebody asks about what is recorded of them, a name of the contract without prefix.
type Right string

// The rights that the platform carries out: articles 15, 16 and 17 GDPR.
const (
	See     Right = "SEE"
	Correct Right = "CORRECT"
	Destroy Right = "DESTROY"
)

// Standing is where a request stands, a name of the contract without prefix.
type Standing string

// The states of a request.
const (
	Received   Standing = "RECEIVED"
	Identified Standing = "IDENTIFIED"
	Done       Standing = "DONE"
	Refused    Standing = "REFUSED"
	Withdrawn  Standing = "WITHDRAWN"
)

// Standings lists every state, in the order of the contract.
var Standings = []Standing{Received, Identified, Done, Refused, Withdrawn}

// Moves says which states can follow which. Nothing is done for somebody of whom it is not established who they are;
// that can be established anew, when it was somebody else after all.
var Moves = map[Standing][]Standing{
	Received:   {Identified, Refused, Withdrawn},
	Identified: {Identified, Done, Refused, Withdrawn},
}

// Move is the state after a move, or STATE_CONFLICT naming the state that does not allow it.
func (s Standing) Move(to Standing) (Standing, error) {
	for _, next := range Moves[s] {
		if next == to {
			return to, nil
		}
	}
	return s, errs.StateConflict(Resource, string(s))
}

// Closed reports whether a request ended.
func (s Standing) Closed() bool { return len(Moves[s]) == 0 }

// How long an answer takes at most, in months after the request came in: article 12(3) GDPR. To destroy within three
// months is what 5.3.5 Wmo 2015 asks, so an extension stays within that.
const (
	answerMonths   = 1
	extendedMonths = 3
	// forgetDays is how many days after its end a request is forgotten: a year, in which whoever asked may complain; and six
	// weeks when a dossier was destroyed, for the certificate to arrive. The erasure journal keeps that it was.
	forgetDays, forgetDestroyedDays = 365, 42
	// soonDays is from how many days before the last one a request shows that it is due.
	soonDays = 7
)

// RightsRequest (verzoek) is what somebody asks about what is recorded of them.
type RightsRequest struct {
	// ID is a UUIDv7.
	ID string
	// Asks is what they ask, Channel how it came in: names of the contract without prefix.
	Asks    Right
	Channel string
	// Standing is where it stands.
	Standing Standing
	// Name, Phone and Email are whom to answer, Explanation what they wrote.
	Name, Phone, Email, Explanation sealed.Text
	// Dossier is whose it is about, from when that was established until it is destroyed.
	Dossier string
	// IdentityCheck is how it was established who asks, a name of the contract without prefix; on which day, by which
	// account.
	IdentityCheck, IdentityDate, IdentifiedBy string
	// ReceiveDate, DueDate and CloseDate are YYYY-MM-DD in Europe/Amsterdam; what has not happened is empty.
	ReceiveDate, DueDate, CloseDate string
	// ExtensionReason is why more time was needed; empty while it was not extended.
	ExtensionReason sealed.Text
	// Answer is what was answered.
	Answer sealed.Text
	// Certificate says what was destroyed; nil unless something was.
	Certificate *Certificate
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// Certificate (verklaring van vernietiging) says that a dossier was destroyed. It names nobody.
type Certificate struct {
	Time time.Time
	// By is the account that did it.
	By string
	// Gone counts what there is no more, by what it was.
	Gone map[string]int64
}

// ResourceID is the id by which a repeated request finds it again.
func (r RightsRequest) ResourceID() string { return r.ID }

// Etag is the version as callers see it.
func (r RightsRequest) Etag() string { return strconv.FormatInt(r.Version, 10) }

// CheckEtag refuses a change to another version than the one that the caller saw; an empty etag acts on whatever stands.
func (r RightsRequest) CheckEtag(etag string) error {
	if etag != "" && etag != r.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// answeredWithout are the ways in which a request comes that is answered the same way, of somebody without phone and mail: by
// post, or at the counter.
var answeredWithout = map[string]bool{"LETTER": true, "NEIGHBOURHOOD_POINT": true}

// Take completes a request that came in: until when it is answered at the latest. staff may say how and when it came
// in; what the public sends came by the website today.
func Take(r RightsRequest, staff bool, now time.Time) (RightsRequest, error) {
	today := calendar.Day(now)
	switch {
	case !staff:
		r.Channel, r.ReceiveDate = "WEBSITE", today
	case r.Channel == "":
		r.Channel = "PHONE"
	}
	if r.ReceiveDate == "" {
		r.ReceiveDate = today
	}
	var wrong []*errs.Error
	if empty(r.Name) {
		wrong = append(wrong, errs.Field("name", "required"))
	}
	if r.Phone.Reveal() == "" && r.Email.Reveal() == "" && !(staff && answeredWithout[r.Channel]) {
		rule := "rights.reach"
		if staff {
			rule = "rights.reach_staff"
		}
		wrong = append(wrong, errs.Field("phone", rule))
	}
	if _, err := calendar.ParseDay(r.ReceiveDate); err != nil {
		wrong = append(wrong, errs.Field("receive_date", "date.invalid"))
	} else if r.ReceiveDate > today {
		wrong = append(wrong, errs.Field("receive_date", "date.future"))
	}
	if len(wrong) > 0 {
		return RightsRequest{}, errs.Join(wrong...)
	}
	r.Standing, r.DueDate = Received, monthsAfter(r.ReceiveDate, answerMonths)
	return r, nil
}

// Identify records today whose dossier a request is about, how that was established and by whom.
func (r RightsRequest) Identify(dossier, check, by string, now time.Time) (RightsRequest, error) {
	standing, err := r.Standing.Move(Identified)
	if err != nil {
		return r, err
	}
	r.Standing, r.Dossier, r.IdentityCheck, r.IdentityDate, r.IdentifiedBy = standing, dossier, check, calendar.Day(now), by
	return r, nil
}

// Extend takes two months more, once, while the first has not passed: whoever asks is told within it (article 12(3)
// GDPR).
func (r RightsRequest) Extend(reason sealed.Text, now time.Time) (RightsRequest, error) {
	if r.Standing.Closed() {
		return r, errs.StateConflict(Resource, string(r.Standing))
	}
	switch {
	case empty(reason):
		return r, errs.Field("reason", "required")
	case r.ExtensionReason.Reveal() != "":
		return r, errs.Field("reason", "rights.extended")
	case calendar.Day(now) > r.DueDate:
		return r, errs.Field("reason", "rights.too_late")
	}
	r.ExtensionReason, r.DueDate = reason, monthsAfter(r.ReceiveDate, extendedMonths)
	return r, nil
}

// Settle ends a request today. Destroying is done by Destroyed alone: nobody is told that it was done when it was not. Of
// one to correct, decided is what was recorded of it.
func (r RightsRequest) Settle(outcome Standing, answer sealed.Text, decided []CorrectionOutcome, now time.Time) (RightsRequest, error) {
	if r.Asks == Destroy && outcome == Done {
		return r, errs.Field("outcome", "rights.erase")
	}
	if outcome == Refused && empty(answer) {
		return r, errs.Field("answer", "required")
	}
	standing, err := r.Standing.Move(outcome)
	if err != nil {
		return r, err
	}
	if err := r.decided(outcome, answer, decided); err != nil {
		return r, err
	}
	r.Standing, r.Answer, r.CloseDate = standing, answer, calendar.Day(now)
	return r, nil
}

// Showable is the dossier of which a request may be shown the content.
func (r RightsRequest) Showable() (dossier string, err error) {
	if r.Standing != Identified {
		return "", errs.StateConflict(Resource, string(r.Standing))
	}
	return r.Dossier, nil
}

// Destroyable is the dossier that by may destroy: who asks was established, by another account.
func (r RightsRequest) Destroyable(by string) (dossier string, err error) {
	if r.Asks != Destroy {
		return "", errs.Field("rights_request", "rights.not_destroy")
	}
	if r.Standing != Identified {
		return "", errs.StateConflict(Resource, string(r.Standing))
	}
	if by == "" || by == r.IdentifiedBy {
		return "", errs.Field("rights_request", "rights.four_eyes")
	}
	return r.Dossier, nil
}

// Destroyed ends a request whose dossier was destroyed.
func (r RightsRequest) Destroyed(certificate Certificate) RightsRequest {
	r.Standing, r.CloseDate, r.Dossier, r.Certificate = Done, calendar.Day(certificate.Time), "", &certificate
	return r
}

// Soon reports whether the last day to answer is near, Overdue whether it has passed.
func (r RightsRequest) Soon(now time.Time) bool {
	due, err := calendar.ParseDay(r.DueDate)
	return err == nil && !r.Standing.Closed() && !r.Overdue(now) && calendar.Day(due.AddDate(0, 0, -soonDays)) <= calendar.Day(now)
}

// Overdue reports whether nobody answered and the last day has passed.
func (r RightsRequest) Overdue(now time.Time) bool {
	return !r.Standing.Closed() && calendar.Day(now) > r.DueDate
}

// ForgottenBefore are the days of an end, YYYY-MM-DD, before which a request is forgotten now: in general, and of one by
// which a dossier was destroyed.
func ForgottenBefore(now time.Time) (ended, destroyed string) {
	today := calendar.Local(now)
	return today.AddDate(0, 0, -forgetDays).Format(time.DateOnly), today.AddDate(0, 0, -forgetDestroyedDays).Format(time.DateOnly)
}

// monthsAfter is the day of the same number that many months later, the last of that month when it is shorter: a month
// after 31 January is 28 February.
func monthsAfter(day string, months int) string {
	from, err := calendar.ParseDay(day)
	if err != nil {
		return day // it was checked before
	}
	from = calendar.Local(from)
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 12, 0, 0, 0, from.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(from.Day(), last)-1).Format(time.DateOnly)
}
