// Package survey knows the survey (klanttevredenheidsonderzoek): who is asked what and until when, and what may be told of
// what they said. It adds answers up, and never knows whose they were.
package survey

import (
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
)

// Resource and InvitationResource are the words for a round and for an invitation, in errors.
const (
	Resource           = "survey_round"
	InvitationResource = "survey_invitation"
)

// Kind is when people are asked, by its name in the contract without prefix.
type Kind string

// The kinds of rounds.
const (
	AtClosing Kind = "AT_CLOSING"
	Yearly    Kind = "YEARLY"
)

// Audience is who is asked, by its name in the contract without prefix.
type Audience string

// The audiences.
const (
	Resident  Audience = "RESIDENT"
	Supporter Audience = "SUPPORTER"
)

// Audiences lists every audience, in the order of the contract.
var Audiences = []Audience{Resident, Supporter}

// State is where a round stands, by its name in the contract without prefix.
type State string

// The states of a round.
const (
	Open   State = "OPEN"
	Closed State = "CLOSED"
)

// How long people can answer, in days: at closing, and at least and at most in a yearly round; and after how many days who
// did not answer is asked once more.
const (
	answerDays   = 42
	shortestDays = 14
	longestDays  = 92
	remindDays   = 14
)

// keptMonths is how many months after the last day of a round what people added in their own words is kept: long enough to lay two
// yearly rounds beside each other. The numbers stay.
const keptMonths = 24

// RemarksUntil is the last day of rounds, YYYY-MM-DD, before which what people added goes now.
func RemarksUntil(now time.Time) string {
	return calendar.Local(now).AddDate(0, -keptMonths, 0).Format(time.DateOnly)
}

// Round is one time that people are asked.
type Round struct {
	// ID is a UUIDv7.
	ID   string
	Kind Kind
	// From and Until are the first and last day of the period that it is about, Last the last day on which people can
	// answer: YYYY-MM-DD.
	From, Until, Last string
	Audiences         []Audience
	// Form is the version of the list of questions.
	Form  int
	State State
	// Version is raised by every change.
	Version int64
	// CreateTime and UpdateTime are UTC.
	CreateTime, UpdateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the round again.
func (r Round) ResourceID() string { return r.ID }

// Etag is the version as callers see it.
func (r Round) Etag() string { return strconv.FormatInt(r.Version, 10) }

// Closing is the round of those whose case closes on a day: of its half-year, and open until the last of them had time to
// answer. Halves of a year are what the monitor tells of as well.
func Closing(id, today string) (Round, error) {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return Round{}, err
	}
	from, until := time.Date(day.Year(), time.January, 1, 0, 0, 0, 0, time.UTC), time.Date(day.Year(), time.June, 30, 0, 0, 0, 0, time.UTC)
	if day.Month() > time.June {
		from, until = time.Date(day.Year(), time.July, 1, 0, 0, 0, 0, time.UTC), time.Date(day.Year(), time.December, 31, 0, 0, 0, 0, time.UTC)
	}
	return Round{
		ID: id, Kind: AtClosing, From: from.Format(time.DateOnly), Until: until.Format(time.DateOnly), Last: until.AddDate(0, 0, answerDays).Format(time.DateOnly),
		Audiences: []Audience{Resident}, Form: NewestForm, State: Open,
	}, nil
}

// Begin is a yearly round as somebody opens it on a day, or what is wrong with it.
func (r Round) Begin(id, today string) (Round, error) {
	var wrong []*errs.Error
	days := []struct{ field, day string }{{"from_date", r.From}, {"until_date", r.Until}, {"last_date", r.Last}}
	for _, d := range days {
		if _, err := calendar.ParseDay(d.day); err != nil {
			wrong = append(wrong, errs.Field("survey_round."+d.field, "date.invalid"))
		}
	}
	if len(wrong) > 0 {
		return r, errs.Join(wrong...)
	}
	if r.Until < r.From {
		wrong = append(wrong, errs.Field("survey_round.until_date", "until_date.before_start"))
	}
	if r.Until > today {
		wrong = append(wrong, errs.Field("survey_round.until_date", "survey.future"))
	}
	if r.Last < after(today, shortestDays) || r.Last > after(today, longestDays) {
		wrong = append(wrong, errs.Field("survey_round.last_date", "survey.last_date", "from", after(today, shortestDays), "until", after(today, longestDays)))
	}
	if err := errs.Join(wrong...); err != nil {
		return r, err
	}
	r.ID, r.Kind, r.Form, r.State = id, Yearly, NewestForm, Open
	r.Audiences = slices.DeleteFunc(slices.Clone(Audiences), func(a Audience) bool { return !slices.Contains(r.Audiences, a) })
	return r, nil
}

// Close is the round when nobody answers any more; etag is the version that the caller saw, empty for whatever stands. A
// round at closing ends by itself: who was asked last has as much time as everybody.
func (r Round) Close(etag string) (Round, error) {
	if etag != "" && etag != r.Etag() {
		return r, errs.EtagMismatch()
	}
	if r.State != Open {
		return r, errs.StateConflict(Resource, string(r.State))
	}
	if r.Kind != Yearly {
		return r, errs.Field("survey_round", "survey.at_closing")
	}
	r.State = Closed
	return r, nil
}

// after is the day so many days after another, which was checked before.
func after(day string, days int) string {
	from, _ := time.Parse(time.DateOnly, day)
	return from.AddDate(0, 0, days).Format(time.DateOnly)
}
