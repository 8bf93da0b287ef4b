// Package rpc is the contract's side of the survey: oco.survey.v1.SurveyService, and what happens by nobody's call: who is asked
// when a case closes (Follow), and what lapses and ends (LookAfter).
package rpc

import (
	"context"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/survey"
)

// Rounds is where rounds are kept (survey/store).
type Rounds interface {
	// Round reads one, or NOT_FOUND; for whoever reads closed ones only, an open one is not there.
	Round(ctx context.Context, tx *pg.Tx, id string, closed bool) (survey.Round, error)
	LockRound(ctx context.Context, tx *pg.Tx, id string) (survey.Round, error)
	Rounds(ctx context.Context, tx *pg.Tx, closed bool, after string, limit int) ([]survey.Round, error)
	// Over reads and holds the open rounds whose last day is before a day.
	Over(ctx context.Context, tx *pg.Tx, today string) ([]survey.Round, error)
	// AtClosing is the round that begins on the day of r, and is r when there was none yet.
	AtClosing(ctx context.Context, tx *pg.Tx, r survey.Round) (round survey.Round, fresh bool, err error)
	OpenYearly(ctx context.Context, tx *pg.Tx) (bool, error)
	InsertRound(ctx context.Context, tx *pg.Tx, r survey.Round) error
	// CloseRound closes a locked round, and returns what lapses with it.
	CloseRound(ctx context.Context, tx *pg.Tx, id string) ([]survey.Invitation, error)
}

// Invitations is where it is kept who was asked (survey/store). What it reads it logs.
type Invitations interface {
	ByCode(ctx context.Context, tx *pg.Tx, code, action string) (survey.Invitation, error)
	LockByCode(ctx context.Context, tx *pg.Tx, code, action string) (survey.Invitation, error)
	Invitation(ctx context.Context, tx *pg.Tx, id, action string) (survey.Invitation, error)
	LockInvitation(ctx context.Context, tx *pg.Tx, id, action string) (survey.Invitation, error)
	ToRing(ctx context.Context, tx *pg.Tx, round, today, after string, limit int) ([]survey.Invitation, error)
	Tallies(ctx context.Context, tx *pg.Tx, round string) ([]survey.Tally, error)
	Invite(ctx context.Context, tx *pg.Tx, list []survey.Invitation) error
	SaveAnswered(ctx context.Context, tx *pg.Tx, i survey.Invitation) error
	Lapse(ctx context.Context, tx *pg.Tx, today string) ([]survey.Invitation, error)
	CancelFor(ctx context.Context, tx *pg.Tx, application string) ([]survey.Invitation, error)
	Remind(ctx context.Context, tx *pg.Tx, today string, limit int) ([]survey.Invitation, error)
}

// Boxes is where it is kept what all said, and nobody in particular (survey/store).
type Boxes interface {
	Box(ctx context.Context, tx *pg.Tx, round string, audience survey.Audience) (survey.Box, error)
	LockBox(ctx context.Context, tx *pg.Tx, round string, audience survey.Audience) (survey.Box, error)
	SaveBox(ctx context.Context, tx *pg.Tx, round string, audience survey.Audience, box survey.Box) error
	// ForgetRemarks removes what people added in closed rounds whose last day was before a day, and returns of how many rounds.
	ForgetRemarks(ctx context.Context, tx *pg.Tx, until string) (rounds int, err error)
}

// People is who can be asked (survey/store).
type People interface {
	// Residents are those whose case ran in a period, Supporters the active ones.
	Residents(ctx context.Context, tx *pg.Tx, from, until string) ([]survey.Invitation, error)
	Supporters(ctx context.Context, tx *pg.Tx) ([]survey.Invitation, error)
	// ResidentOf is whoever is asked because a case closed, in a round.
	ResidentOf(ctx context.Context, tx *pg.Tx, supportCase, round string) ([]survey.Invitation, error)
	// Supports reports whether an account is or was a supporter's.
	Supports(ctx context.Context, tx *pg.Tx, account string) (bool, error)
}

// Reaches is how the other slices know how people can be rung.
type Reaches interface {
	// Reach reads how those who were invited can be rung, by invitation. Who is not known any more is left out.
	Reach(ctx context.Context, tx *pg.Tx, list []survey.Invitation) (map[string]survey.Reach, error)
}

// Deps are what the service stands on.
type Deps struct {
	DB          *pg.DB
	Rounds      Rounds
	Invitations Invitations
	Boxes       Boxes
	People      People
	Reaches     Reaches
	// Hide is by which rule small numbers are hidden: that of the monitor.
	Hide   survey.Hide
	Tokens *page.Tokens
}

// Service serves oco.survey.v1.SurveyService.
type Service struct {
	surveyv1.UnimplementedSurveyServiceServer
	db          *pg.DB
	rounds      Rounds
	invitations Invitations
	boxes       Boxes
	people      People
	reaches     Reaches
	hide        survey.Hide
	tokens      *page.Tokens
}

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		db: d.DB, rounds: d.Rounds, invitations: d.Invitations, boxes: d.Boxes, people: d.People, reaches: d.Reaches, hide: d.Hide, tokens: d.Tokens,
	}
}
