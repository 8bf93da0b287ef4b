package rpc

import (
	"context"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/survey"
)

// closedOnly says of a caller that they read closed rounds and nothing of open ones.
func closedOnly(ctx context.Context) bool {
	role := call.From(ctx).Role
	return role != call.RoleCoordinator && role != call.RoleDesk
}

// CreateSurveyRound opens a yearly round, and asks everybody once.
func (s *Service) CreateSurveyRound(ctx context.Context, req *surveyv1.CreateSurveyRoundRequest) (*surveyv1.SurveyRound, error) {
	r, err := pg.Once(ctx, s.db, req, s.loadRound, func(tx *pg.Tx) (survey.Round, error) {
		r, err := roundFromProto(req.GetSurveyRound()).Begin(pg.NewID(), calendar.Day(tx.Now()))
		if err != nil {
			return r, err
		}
		if open, err := s.rounds.OpenYearly(ctx, tx); err != nil || open {
			return r, either(err, errs.StateConflict(survey.Resource, string(survey.Open)))
		}
		if err := s.rounds.InsertRound(ctx, tx, r); err != nil {
			return r, err
		}
		tellOpened(tx, r)
		for _, audience := range r.Audiences {
			people, err := s.asked(ctx, tx, r, audience)
			if err != nil {
				return r, err
			}
			if err := s.invite(ctx, tx, r, people); err != nil {
				return r, err
			}
		}
		return s.loadRound(ctx, tx, r.ID)
	})
	return roundAnswer(ctx, r, err)
}

func (s *Service) asked(ctx context.Context, tx *pg.Tx, r survey.Round, audience survey.Audience) ([]survey.Invitation, error) {
	if audience == survey.Supporter {
		return s.people.Supporters(ctx, tx)
	}
	return s.people.Residents(ctx, tx, r.From, r.Until)
}

// either is the first error, if there is one.
func either(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// GetSurveyRound reads one round.
func (s *Service) GetSurveyRound(ctx context.Context, req *surveyv1.GetSurveyRoundRequest) (*surveyv1.SurveyRound, error) {
	var r survey.Round
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		r, err = s.rounds.Round(ctx, tx, req.GetSurveyRound(), closedOnly(ctx))
		return err
	})
	return roundAnswer(ctx, r, err)
}

// ListSurveyRounds reads a page of rounds.
func (s *Service) ListSurveyRounds(ctx context.Context, req *surveyv1.ListSurveyRoundsRequest) (*surveyv1.ListSurveyRoundsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[survey.Round](), func(tx *pg.Tx, after []string, limit int) ([]survey.Round, error) {
		return s.rounds.Rounds(ctx, tx, closedOnly(ctx), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &surveyv1.ListSurveyRoundsResponse{NextPageToken: next}
	for _, r := range list {
		answer.SurveyRounds = append(answer.SurveyRounds, roundToProto(req.GetMunicipality(), r))
	}
	return answer, nil
}

// CloseSurveyRound ends a yearly round before its last day.
func (s *Service) CloseSurveyRound(ctx context.Context, req *surveyv1.CloseSurveyRoundRequest) (*surveyv1.SurveyRound, error) {
	r, err := pg.Once(ctx, s.db, req, s.loadRound, func(tx *pg.Tx) (survey.Round, error) {
		r, err := s.rounds.LockRound(ctx, tx, req.GetSurveyRound())
		if err != nil {
			return r, err
		}
		if r, err = r.Close(req.GetEtag()); err != nil {
			return r, err
		}
		ended, err := s.rounds.CloseRound(ctx, tx, r.ID)
		if err != nil {
			return r, err
		}
		tellEnded(tx, ended)
		tellClosed(tx, r)
		return s.loadRound(ctx, tx, r.ID)
	})
	return roundAnswer(ctx, r, err)
}

// GetSurveyResults tells what came of a round.
func (s *Service) GetSurveyResults(ctx context.Context, req *surveyv1.GetSurveyResultsRequest) (*surveyv1.SurveyResults, error) {
	answer := &surveyv1.SurveyResults{Municipality: req.GetMunicipality()}
	err := s.db.Read(ctx, func(tx *pg.Tx) error {
		r, err := s.rounds.Round(ctx, tx, req.GetSurveyRound(), closedOnly(ctx))
		if err != nil {
			return err
		}
		answer.SurveyRound, answer.Audiences = roundToProto(req.GetMunicipality(), r), nil
		tallies, err := s.invitations.Tallies(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		for _, audience := range r.Audiences {
			results := responseToProto(ctx, audience, tallies)
			if r.State == survey.Closed {
				box, err := s.boxes.Box(ctx, tx, r.ID, audience)
				if err != nil {
					return err
				}
				s.tell(ctx, results, survey.Form(r.Form, audience), box)
			}
			answer.Audiences = append(answer.Audiences, results)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// tell adds what may be told of a box: numbers to all, remarks to the coordinator.
func (s *Service) tell(ctx context.Context, to *surveyv1.SurveyAudienceResults, form []survey.Asked, box survey.Box) {
	to.Questions = questionsToProto(ctx, box.Results(form, s.hide))
	remarks, hidden := box.Told()
	to.RemarksHidden = hidden
	if call.From(ctx).Role != call.RoleCoordinator {
		return
	}
	for _, remark := range remarks {
		to.Remarks = append(to.Remarks, remark.Reveal())
	}
}

// ListSurveyInvitations reads whom to ring. Those who may not be rung are left out, so that more are read until a page is full.
func (s *Service) ListSurveyInvitations(ctx context.Context, req *surveyv1.ListSurveyInvitationsRequest) (*surveyv1.ListSurveyInvitationsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[rung](), func(tx *pg.Tx, after []string, limit int) ([]rung, error) {
		if _, err := s.rounds.Round(ctx, tx, req.GetSurveyRound(), false); err != nil {
			return nil, err
		}
		var found []rung
		for last := page.Key(after); ; {
			list, err := s.invitations.ToRing(ctx, tx, req.GetSurveyRound(), calendar.Day(tx.Now()), last, limit)
			if err != nil || len(list) == 0 {
				return found, err
			}
			reached, err := s.reaches.Reach(ctx, tx, list)
			if err != nil {
				return nil, err
			}
			for _, i := range list {
				last = i.ID
				if reach, known := reached[i.ID]; known && reach.MayRing() {
					found = append(found, rung{i, reach})
				}
				if len(found) == limit {
					return found, nil
				}
			}
			if len(list) < limit {
				return found, nil
			}
		}
	})
	if err != nil {
		return nil, err
	}
	answer := &surveyv1.ListSurveyInvitationsResponse{NextPageToken: next}
	for _, r := range list {
		answer.SurveyInvitations = append(answer.SurveyInvitations, invitationToProto(req.GetMunicipality(), r.Invitation, r.reach))
	}
	return answer, nil
}

func (s *Service) loadRound(ctx context.Context, tx *pg.Tx, id string) (survey.Round, error) {
	return s.rounds.Round(ctx, tx, id, false)
}

func roundFromProto(m *surveyv1.SurveyRound) survey.Round {
	r := survey.Round{From: m.GetFromDate(), Until: m.GetUntilDate(), Last: m.GetLastDate()}
	for _, name := range enum.Names(m.GetAudiences()) {
		r.Audiences = append(r.Audiences, survey.Audience(name))
	}
	return r
}
