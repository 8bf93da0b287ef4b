package rpc

import (
	"context"

	"google.golang.org/protobuf/proto"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/survey"
)

// LookupSurveyForm tells the holder of a code what is asked.
func (s *Service) LookupSurveyForm(ctx context.Context, req *surveyv1.LookupSurveyFormRequest) (*surveyv1.SurveyForm, error) {
	var form *surveyv1.SurveyForm
	err := s.db.Read(ctx, func(tx *pg.Tx) error {
		i, err := s.invitations.ByCode(ctx, tx, req.GetSurveyCode(), "open the survey")
		if err != nil {
			return err
		}
		round, err := s.rounds.Round(ctx, tx, i.Round, false)
		form = formToProto(ctx, round, i, i.Stands(calendar.Day(tx.Now())))
		return err
	})
	return form, err
}

// SubmitSurveyAnswer counts what somebody answers.
func (s *Service) SubmitSurveyAnswer(ctx context.Context, req *surveyv1.SubmitSurveyAnswerRequest) (*surveyv1.SubmitSurveyAnswerResponse, error) {
	known := proto.CloneOf(req)
	known.Answers, known.Remark = nil, ""
	i, err := pg.Once(ctx, s.db, known, s.load, func(tx *pg.Tx) (survey.Invitation, error) {
		i, err := s.invitations.LockByCode(ctx, tx, req.GetSurveyCode(), "answer the survey")
		if err != nil {
			return i, err
		}
		way := survey.Way(enum.Name(req.GetWay()))
		if way == "" {
			way = survey.Link
		}
		return s.count(ctx, tx, i, way, "survey_code", req.GetAnswers(), req.GetRemark())
	})
	if err != nil {
		return nil, err
	}
	return &surveyv1.SubmitSurveyAnswerResponse{Municipality: req.GetMunicipality(), Audience: enum.Number[surveyv1.SurveyAudience](string(i.Audience))}, nil
}

// RecordSurveyAnswer counts what somebody answers by phone.
func (s *Service) RecordSurveyAnswer(ctx context.Context, req *surveyv1.RecordSurveyAnswerRequest) (*surveyv1.SurveyInvitation, error) {
	known := proto.CloneOf(req)
	known.Answers, known.Remark = nil, ""
	r, err := pg.Once(ctx, s.db, known, s.loadRung, func(tx *pg.Tx) (rung, error) {
		supports, err := s.people.Supports(ctx, tx, tx.Call().Caller.Account)
		if err != nil {
			return rung{}, err
		}
		if supports {
			return rung{}, errs.Field("survey_invitation", "survey.supporter")
		}
		i, err := s.invitations.LockInvitation(ctx, tx, req.GetSurveyInvitation(), "record an answer to the survey")
		if err != nil {
			return rung{}, err
		}
		if err := i.CheckEtag(req.GetEtag()); err != nil {
			return rung{}, err
		}
		r, err := s.reach(ctx, tx, i)
		if err != nil {
			return rung{}, err
		}
		if i.State == survey.Invited && !r.reach.MayRing() {
			return rung{}, errs.Field("survey_invitation", "survey.not_rung")
		}
		if i, err = s.count(ctx, tx, i, survey.Phone, "survey_invitation", req.GetAnswers(), req.GetRemark()); err != nil {
			return rung{}, err
		}
		return s.loadRung(ctx, tx, i.ID)
	})
	if err != nil {
		return nil, err
	}
	return invitationToProto(req.GetMunicipality(), r.Invitation, r.reach), nil
}

// count adds an answer to the box of its round, and notes that a locked invitation was answered. Both are written by one
// transaction, and nothing that is written joins them: the box is one row of all answers. pg.Once remembers the request without
// what was answered, for a hash of that under a key of ours could be tried until it fits.
func (s *Service) count(
	ctx context.Context, tx *pg.Tx, i survey.Invitation, way survey.Way, field string, answers []*surveyv1.SurveyAnswer, remark string,
) (survey.Invitation, error) {
	i, err := i.Answer(way, calendar.Day(tx.Now()), field)
	if err != nil {
		return i, err
	}
	round, err := s.rounds.Round(ctx, tx, i.Round, false)
	if err != nil {
		return i, err
	}
	form := survey.Form(round.Form, i.Audience)
	places, err := survey.Chosen(form, answersFromProto(answers))
	if err != nil {
		return i, err
	}
	box, err := s.boxes.LockBox(ctx, tx, i.Round, i.Audience)
	if err != nil {
		return i, err
	}
	if err := s.boxes.SaveBox(ctx, tx, i.Round, i.Audience, box.Add(form, places, sealed.Of(remark), survey.Shuffle)); err != nil {
		return i, err
	}
	if err := s.invitations.SaveAnswered(ctx, tx, i); err != nil {
		return i, err
	}
	tellEnded(tx, []survey.Invitation{i})
	return i, nil
}

// rung is an invitation with how somebody is rung.
type rung struct {
	survey.Invitation
	reach survey.Reach
}

// reach adds to an invitation how somebody is rung; who is not known any more cannot be.
func (s *Service) reach(ctx context.Context, tx *pg.Tx, i survey.Invitation) (rung, error) {
	reached, err := s.reaches.Reach(ctx, tx, []survey.Invitation{i})
	return rung{i, reached[i.ID]}, err
}

// loadRung is load with how somebody is rung.
func (s *Service) loadRung(ctx context.Context, tx *pg.Tx, id string) (rung, error) {
	i, err := s.load(ctx, tx, id)
	if err != nil {
		return rung{}, err
	}
	return s.reach(ctx, tx, i)
}

// load finds an invitation again for a request that was repeated.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (survey.Invitation, error) {
	return s.invitations.Invitation(ctx, tx, id, "answer the survey")
}
