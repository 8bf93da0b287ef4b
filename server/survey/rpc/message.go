package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/texts"
	"oco.example/oco/server/survey"
)

func roundToProto(municipality string, r survey.Round) *surveyv1.SurveyRound {
	m := &surveyv1.SurveyRound{
		Id: r.ID, Municipality: municipality, Kind: enum.Number[surveyv1.SurveyKind](string(r.Kind)), FromDate: r.From, UntilDate: r.Until, LastDate: r.Last,
		State: enum.Number[surveyv1.SurveyRoundState](string(r.State)), FormVersion: int32(r.Form),
		CreateTime: timestamppb.New(r.CreateTime), UpdateTime: timestamppb.New(r.UpdateTime), Etag: r.Etag(),
	}
	for _, audience := range r.Audiences {
		m.Audiences = append(m.Audiences, enum.Number[surveyv1.SurveyAudience](string(audience)))
	}
	return m
}

func roundAnswer(ctx context.Context, r survey.Round, err error) (*surveyv1.SurveyRound, error) {
	if err != nil {
		return nil, err
	}
	return roundToProto(call.From(ctx).Municipality, r), nil
}

func invitationToProto(municipality string, i survey.Invitation, reach survey.Reach) *surveyv1.SurveyInvitation {
	return &surveyv1.SurveyInvitation{
		Id: i.ID, Municipality: municipality, SurveyRound: i.Round, Audience: enum.Number[surveyv1.SurveyAudience](string(i.Audience)),
		State: enum.Number[surveyv1.SurveyInvitationState](string(i.State)), LastDate: i.Last, Name: reach.Name.Reveal(), Phone: reach.Phone.Reveal(),
		NoVoicemail: reach.NoVoicemail, ContactInstruction: reach.Instruction.Reveal(),
		CreateTime: timestamppb.New(i.CreateTime), UpdateTime: timestamppb.New(i.UpdateTime), Etag: i.Etag(),
	}
}

func formToProto(ctx context.Context, r survey.Round, i survey.Invitation, stands survey.InvitationState) *surveyv1.SurveyForm {
	m := &surveyv1.SurveyForm{
		Municipality: call.From(ctx).Municipality, Kind: enum.Number[surveyv1.SurveyKind](string(r.Kind)), Audience: enum.Number[surveyv1.SurveyAudience](string(i.Audience)),
		State: enum.Number[surveyv1.SurveyInvitationState](string(stands)), LastDate: i.Last, FormVersion: int32(r.Form),
	}
	if stands != survey.Invited {
		return m
	}
	for _, q := range survey.Form(r.Form, i.Audience) {
		question := &surveyv1.SurveyFormQuestion{Question: enum.Number[surveyv1.SurveyQuestion](string(q.Question)), Text: questionText(ctx, q.Question)}
		for _, c := range q.Choices {
			question.Choices = append(question.Choices, &surveyv1.SurveyFormChoice{Choice: enum.Number[surveyv1.SurveyChoice](string(c)), Text: choiceText(ctx, c)})
		}
		m.Questions = append(m.Questions, question)
	}
	return m
}

func questionText(ctx context.Context, q survey.Question) string {
	return texts.Word(call.From(ctx).Language, "SURVEY_QUESTION_"+string(q))
}

func choiceText(ctx context.Context, c survey.Choice) string {
	return texts.Word(call.From(ctx).Language, "SURVEY_CHOICE_"+string(c))
}

func answersFromProto(list []*surveyv1.SurveyAnswer) []survey.Answer {
	answers := make([]survey.Answer, 0, len(list))
	for _, a := range list {
		answers = append(answers, survey.Answer{Question: survey.Question(enum.Name(a.GetQuestion())), Choice: survey.Choice(enum.Name(a.GetChoice()))})
	}
	return answers
}

// responseToProto is how many were asked and answered. The coordinator, who rings them, reads it all; others read no small
// number, and nothing from which one can be worked out.
func responseToProto(ctx context.Context, audience survey.Audience, tallies []survey.Tally) *surveyv1.SurveyAudienceResults {
	invited, answered := survey.Sum(tallies, audience, "", survey.InvitationStates...), survey.Sum(tallies, audience, "", survey.Answered)
	m := &surveyv1.SurveyAudienceResults{Audience: enum.Number[surveyv1.SurveyAudience](string(audience))}
	if call.From(ctx).Role != call.RoleCoordinator {
		asked, told := survey.Response(invited, answered)
		m.Invited, m.Answered = int32(asked), countToProto(told)
		return m
	}
	m.Invited, m.Answered = int32(invited), countToProto(survey.Count{Value: answered})
	for _, way := range survey.Ways {
		m.Ways = append(m.Ways, &surveyv1.SurveyWayCount{
			Way: enum.Number[surveyv1.SurveyWay](string(way)), Value: int32(survey.Sum(tallies, audience, way, survey.Answered)),
		})
	}
	for _, state := range []survey.InvitationState{survey.Invited, survey.Lapsed, survey.Cancelled} {
		m.NonResponses = append(m.NonResponses, &surveyv1.SurveyNonResponse{
			State: enum.Number[surveyv1.SurveyInvitationState](string(state)), Value: int32(survey.Sum(tallies, audience, "", state)),
		})
	}
	return m
}

func questionsToProto(ctx context.Context, results []survey.Result) []*surveyv1.SurveyQuestionResults {
	list := make([]*surveyv1.SurveyQuestionResults, 0, len(results))
	for _, r := range results {
		m := &surveyv1.SurveyQuestionResults{
			Question: enum.Number[surveyv1.SurveyQuestion](string(r.Question)), Text: questionText(ctx, r.Question), Mean: r.Mean,
		}
		for i, c := range r.Choices {
			m.Choices = append(m.Choices, &surveyv1.SurveyChoiceCount{
				Choice: enum.Number[surveyv1.SurveyChoice](string(c)), Text: choiceText(ctx, c), Count: countToProto(r.Counts[i]),
			})
		}
		list = append(list, m)
	}
	return list
}

func countToProto(c survey.Count) *surveyv1.SurveyCount {
	return &surveyv1.SurveyCount{Value: int32(c.Value), Hidden: c.Hidden}
}
