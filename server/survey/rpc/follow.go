package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/survey"
)

// ConsumerName is under which the survey keeps its places among the consumers of events.
const ConsumerName = "surveys"

// Activity is the name of the processing activity of the survey.
const Activity = "survey"

// Follow asks the resident of a case that closed, and asks nobody any more who died or gave no consent. Imported history asks
// nobody anything.
func (s *Service) Follow(ctx context.Context, tx *pg.Tx, event *eventv1.Event) error {
	if event.GetOrigin() == eventv1.EventOrigin_EVENT_ORIGIN_IMPORT {
		return nil
	}
	switch e := event.GetPayload().(type) {
	case *eventv1.Event_CaseClosed:
		return s.askAtClosing(ctx, tx, e.CaseClosed.GetCase())
	case *eventv1.Event_ApplicationEnded:
		if reason := e.ApplicationEnded.GetReason(); reason != "DECEASED" && reason != "NO_CONSENT" {
			return nil
		}
		ended, err := s.invitations.CancelFor(ctx, tx, e.ApplicationEnded.GetApplication())
		tellEnded(tx, ended)
		return err
	default:
		return nil
	}
}

func (s *Service) askAtClosing(ctx context.Context, tx *pg.Tx, supportCase string) error {
	today := calendar.Day(tx.Now())
	wanted, err := survey.Closing(pg.NewID(), today)
	if err != nil {
		return err
	}
	round, fresh, err := s.rounds.AtClosing(ctx, tx, wanted)
	if err != nil {
		return err
	}
	if fresh {
		tellOpened(tx, round)
	}
	people, err := s.people.ResidentOf(ctx, tx, supportCase, round.ID)
	if err != nil {
		return err
	}
	return s.invite(ctx, tx, round, people)
}

// invite asks people in a round, and tells so.
func (s *Service) invite(ctx context.Context, tx *pg.Tx, round survey.Round, people []survey.Invitation) error {
	list := make([]survey.Invitation, 0, len(people))
	for _, whom := range people {
		i := round.Ask(pg.NewID(), calendar.Day(tx.Now()))
		i.Audience, i.Application, i.Dossier, i.Supporter = whom.Audience, whom.Application, whom.Dossier, whom.Supporter
		list = append(list, i)
		tx.Emit(tx.Now(), pg.Live, &eventv1.SurveyInvited{SurveyInvitation: i.ID, SurveyRound: round.ID, Audience: string(i.Audience)})
	}
	return s.invitations.Invite(ctx, tx, list)
}

func tellOpened(tx *pg.Tx, r survey.Round) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.SurveyRoundOpened{SurveyRound: r.ID, Kind: string(r.Kind), LastDate: r.Last})
}

func tellClosed(tx *pg.Tx, r survey.Round) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.SurveyRoundClosed{SurveyRound: r.ID, Kind: string(r.Kind)})
}

func tellEnded(tx *pg.Tx, list []survey.Invitation) {
	for _, i := range list {
		tx.Emit(tx.Now(), pg.Live, &eventv1.SurveyInvitationEnded{SurveyInvitation: i.ID, SurveyRound: i.Round, State: string(i.State)})
	}
}

// remindersAtOnce is how many are asked once more in one transaction.
const remindersAtOnce = 200

// LookAfter asks those once more who did not answer, has lapse what was not answered in time, and closes rounds that are over,
// in the municipality of ctx. It returns how many lapsed.
func (s *Service) LookAfter(ctx context.Context) (lapsed int, err error) {
	for more := true; more; {
		err := s.db.Write(ctx, func(tx *pg.Tx) error {
			list, err := s.invitations.Remind(ctx, tx, calendar.Day(tx.Now()), remindersAtOnce)
			for _, i := range list {
				tx.Emit(tx.Now(), pg.Live, &eventv1.SurveyReminded{SurveyInvitation: i.ID, SurveyRound: i.Round})
			}
			more = len(list) == remindersAtOnce
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		today := calendar.Day(tx.Now())
		ended, err := s.invitations.Lapse(ctx, tx, today)
		if err != nil {
			return err
		}
		over, err := s.rounds.Over(ctx, tx, today)
		if err != nil {
			return err
		}
		for _, round := range over {
			left, err := s.rounds.CloseRound(ctx, tx, round.ID)
			if err != nil {
				return err
			}
			ended = append(ended, left...)
			tellClosed(tx, round)
		}
		tellEnded(tx, ended)
		lapsed = len(ended)
		return nil
	})
	return lapsed, err
}

// ForgetRemarks removes what people added in rounds that ended long ago, in the municipality of ctx, and returns of how many.
func (s *Service) ForgetRemarks(ctx context.Context) (rounds int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) (err error) {
		rounds, err = s.boxes.ForgetRemarks(ctx, tx, survey.RemarksUntil(tx.Now()))
		return err
	})
	return rounds, err
}
