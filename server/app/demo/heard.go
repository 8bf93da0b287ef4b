package demo

import (
	"context"
	"fmt"
	"time"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// The personas who hear and answer what goes wrong.
const (
	desk       = "desk"
	adviser    = "policy-adviser"
	complaints = "complaints-officer"
)

// ago is the day so many days before today.
func ago(days int) string { return calendar.Day(time.Now().AddDate(0, 0, -days)) }

// signals tells what goes wrong outside: two signals are a pattern that the municipality answered, one is new.
func (r *Region) signals(ctx context.Context) error {
	var ids []string
	for _, told := range []struct {
		by     string
		signal *signalv1.Signal
	}{
		{supporter, &signalv1.Signal{Theme: "unclear_letter", Organisation: "Afdeling Inkomen", FromDate: ago(40), Description: "De brief over de bijstand noemt drie regelingen. Mensen weten niet welke voor hen is."}},
		{formal, &signalv1.Signal{Theme: "unclear_letter", Organisation: "Afdeling Inkomen", FromDate: ago(25), Description: "Bij de brief zit een formulier dat al ingevuld moet zijn. Niemand weet door wie."}},
		{desk, &signalv1.Signal{Theme: "unreachable", Organisation: "Woonstichting De Linde", FromDate: ago(10), Description: "Wie belt over een lekkage, wordt na een half uur verbroken."}},
	} {
		made, err := r.signal.CreateSignal(r.as(ctx, told.by), &signalv1.CreateSignalRequest{Municipality: Home, Signal: told.signal, RequestId: pg.NewID()})
		if err != nil {
			return fmt.Errorf("signal: %w", err)
		}
		ids = append(ids, made.GetId())
	}
	mine := r.as(ctx, coordinator)
	pattern, err := r.signal.CreatePattern(mine, &signalv1.CreatePatternRequest{Municipality: Home, RequestId: pg.NewID(), Signals: ids[:2], Pattern: &signalv1.Pattern{
		Title: "Brieven over de bijstand zijn niet te begrijpen", Theme: "unclear_letter", Organisation: "Afdeling Inkomen", FromDate: ago(40),
		Text:       "Mensen lezen in de brief niet wat zij moeten doen. Zij sturen niets terug, en raken hun uitkering kwijt.",
		Addressees: []signalv1.PatternAddressee{signalv1.PatternAddressee_PATTERN_ADDRESSEE_POLICY_ADVISER},
	}})
	if err != nil {
		return fmt.Errorf("pattern: %w", err)
	}
	released, err := r.signal.ReleasePattern(mine, &signalv1.ReleasePatternRequest{
		Municipality: Home, Pattern: pattern.GetId(), Reason: "Wie niet antwoordt, heeft volgende maand geen inkomen.", RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("release a pattern: %w", err)
	}
	_, err = r.signal.AnswerPattern(r.as(ctx, adviser), &signalv1.AnswerPatternRequest{
		Municipality: Home, ReleasedPattern: released.GetReleasedPattern().GetId(), Text: "U hebt gelijk: de brief is te lang.",
		Measure: "Er komt een brief van één bladzijde, die bewoners eerst lezen.", ByDate: ago(-60), RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("answer a pattern: %w", err)
	}
	return nil
}

// complaint is one that somebody handed in, and that was acknowledged: its second clock runs.
func (r *Region) complaint(ctx context.Context) error {
	handed, err := r.complaints.SubmitComplaint(r.as(ctx, desk), &complaintv1.SubmitComplaintRequest{
		Municipality: Home, About: complaintv1.ComplaintAbout_COMPLAINT_ABOUT_ORGANISATION, RequestId: pg.NewID(), ComplainantName: "Klaas Kritisch",
		ComplainantPhone: "06-11930211", Text: "Ik zou vorige week worden teruggebeld over een nieuwe afspraak. Dat is niet gebeurd.",
	})
	if err != nil {
		return fmt.Errorf("complaint: %w", err)
	}
	_, err = r.complaints.AcknowledgeComplaint(r.as(ctx, complaints), &complaintv1.AcknowledgeComplaintRequest{
		Municipality: Home, Complaint: handed.GetComplaint(), Note: "Gebeld. Hij wil vooral weten hoe het voortaan gaat.", RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("acknowledge a complaint: %w", err)
	}
	return nil
}

// survey is a yearly round among supporters, rung by the desk and closed: enough of them answered for numbers to be told, where
// these are not small.
func (r *Region) survey(ctx context.Context) error {
	mine, rings := r.as(ctx, coordinator), r.as(ctx, desk)
	round, err := r.surveys.CreateSurveyRound(mine, &surveyv1.CreateSurveyRoundRequest{Municipality: Home, RequestId: pg.NewID(), SurveyRound: &surveyv1.SurveyRound{
		FromDate: ago(365), UntilDate: ago(0), LastDate: ago(-30), Audiences: []surveyv1.SurveyAudience{surveyv1.SurveyAudience_SURVEY_AUDIENCE_SUPPORTER},
	}})
	if err != nil {
		return fmt.Errorf("round of the survey: %w", err)
	}
	asked, err := r.surveys.ListSurveyInvitations(rings, &surveyv1.ListSurveyInvitationsRequest{Municipality: Home, SurveyRound: round.GetId()})
	if err != nil {
		return fmt.Errorf("whom to ring: %w", err)
	}
	remarks := []string{"De intervisie helpt mij echt.", "Ik had graag eerder een buddy gehad.", "Fijn dat ik nee mag zeggen."}
	for i, invitation := range asked.GetSurveyInvitations() {
		req := &surveyv1.RecordSurveyAnswerRequest{Municipality: Home, SurveyInvitation: invitation.GetId(), RequestId: pg.NewID(), Answers: []*surveyv1.SurveyAnswer{
			{Question: surveyv1.SurveyQuestion_SURVEY_QUESTION_MATCHES_FITTED, Choice: surveyv1.SurveyChoice_SURVEY_CHOICE_WELL},
			{Question: surveyv1.SurveyQuestion_SURVEY_QUESTION_SUPPORTED, Choice: surveyv1.SurveyChoice_SURVEY_CHOICE_VERY_WELL},
			{Question: surveyv1.SurveyQuestion_SURVEY_QUESTION_TIME_FITS, Choice: surveyv1.SurveyChoice_SURVEY_CHOICE_A_BIT + surveyv1.SurveyChoice(i%2)},
			{Question: surveyv1.SurveyQuestion_SURVEY_QUESTION_GO_ON, Choice: surveyv1.SurveyChoice_SURVEY_CHOICE_YES},
		}}
		if i < len(remarks) {
			req.Remark = remarks[i]
		}
		if _, err := r.surveys.RecordSurveyAnswer(rings, req); err != nil {
			return fmt.Errorf("answer to the survey: %w", err)
		}
	}
	_, err = r.surveys.CloseSurveyRound(mine, &surveyv1.CloseSurveyRoundRequest{Municipality: Home, SurveyRound: round.GetId(), RequestId: pg.NewID()})
	if err != nil {
		return fmt.Errorf("close a round of the survey: %w", err)
	}
	return nil
}
