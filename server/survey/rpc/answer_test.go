package rpc_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

func TestTheFormOfACode(t *testing.T) {
	w := newWorld(t)
	p := w.closed(t)
	_, _, code := w.invitation(t, p.dossier)
	open := func(code string) (*surveyv1.SurveyForm, error) {
		return w.LookupSurveyForm(w.public, &surveyv1.LookupSurveyFormRequest{Municipality: municipality, SurveyCode: code})
	}
	got, err := open(" " + strings.ToLower(strings.ReplaceAll(code, "-", "")))
	if err != nil || len(got.GetQuestions()) != 4 || got.GetQuestions()[0].GetText() != "Voelde u zich begrepen?" || got.GetLastDate() != "2026-04-21" ||
		len(got.GetQuestions()[0].GetChoices()) != 6 || got.GetQuestions()[0].GetChoices()[5].GetText() != "weet ik niet" {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := open("7KXP-M4TQ"); rule(err, "survey_code") != "survey.code" {
		t.Errorf("got %v", err)
	}
	var unknown string
	w.write(t, func(tx *pg.Tx) (err error) { unknown, err = w.store.Code(w.coordinator, tx, pg.NewID()); return err })
	if _, err := open(unknown); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
	if err := w.submit(code, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := open(code); err != nil || got.GetState() != surveyv1.SurveyInvitationState_SURVEY_INVITATION_STATE_ANSWERED || len(got.GetQuestions()) != 0 {
		t.Errorf("got %v, %v", got, err)
	}
}

// Once each: a second time is refused, a repetition is not; that is known without what was answered.
func TestOnceEach(t *testing.T) {
	w := newWorld(t)
	_, _, code := w.invitation(t, w.closed(t).dossier)
	repeated := func(id string, c surveyv1.SurveyChoice) error {
		return w.submit(code, func(req *surveyv1.SubmitSurveyAnswerRequest) {
			req.RequestId, req.Answers, req.Way = id, chosen(c), surveyv1.SurveyWay_SURVEY_WAY_PAPER
		})
	}
	const first, other = "0199a3c4-0030-4a00-8000-00000000f0a1", "0199a3c4-0030-4a00-8000-00000000f0a2"
	if err := w.submit(code, func(req *surveyv1.SubmitSurveyAnswerRequest) { req.Answers = req.GetAnswers()[:3] }); rule(err, "answers") != "survey.unanswered" {
		t.Errorf("got %v", err)
	}
	for _, id := range []string{first, first} {
		if err := repeated(id, well); err != nil {
			t.Fatal(err)
		}
	}
	if err := repeated(first, surveyv1.SurveyChoice_SURVEY_CHOICE_HARDLY); err != nil {
		t.Errorf("the request is remembered by what was answered: %v", err)
	}
	if err := repeated(other, well); rule(err, "survey_code") != "survey.answered" {
		t.Errorf("got %v", err)
	}
	got := w.results(t, w.coordinator, w.round(t).GetId()).GetAudiences()[0]
	if got.GetAnswered().GetValue() != 1 || got.GetWays()[1].GetValue() != 1 {
		t.Errorf("got %v", got)
	}
}

// Nothing of what was answered is told while the round is open, so that nobody sees what one answer more changed. Then small
// numbers are hidden, and only the coordinator reads what people added.
func TestResults(t *testing.T) {
	w := newWorld(t)
	want := []string{}
	for n := range 11 {
		c, remark := well, ""
		if n >= 6 {
			c, remark = surveyv1.SurveyChoice_SURVEY_CHOICE_A_BIT, fmt.Sprint("opmerking ", n)
			want = append(want, remark)
		}
		w.answered(t, c, remark)
	}
	w.closed(t)
	round := w.round(t).GetId()
	if got := w.results(t, w.coordinator, round).GetAudiences()[0]; len(got.GetQuestions())+len(got.GetRemarks()) > 0 || got.GetInvited() != 12 || got.GetAnswered().GetValue() != 11 {
		t.Errorf("while it is open: got %v", got)
	}
	if _, err := w.GetSurveyResults(w.adviser, &surveyv1.GetSurveyResultsRequest{Municipality: municipality, SurveyRound: round}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("got %v", err)
	}
	w.forward(155)
	w.lookAfter(t)
	got := w.results(t, w.coordinator, round).GetAudiences()[0]
	remarks := slices.Sorted(slices.Values(got.GetRemarks()))
	slices.Sort(want)
	first := got.GetQuestions()[0]
	if first.GetMean() != 3.5 || first.GetChoices()[2].GetCount().GetValue() != 5 || first.GetChoices()[3].GetCount().GetValue() != 6 || !slices.Equal(remarks, want) {
		t.Errorf("got %v", got)
	}
	if n := got.GetNonResponses(); n[0].GetValue() != 0 || n[1].GetValue() != 1 {
		t.Errorf("got %v", n)
	}
	adviser := w.results(t, w.adviser, round).GetAudiences()[0]
	if adviser.GetInvited() != 10 || adviser.GetAnswered().GetValue() != 11 || len(adviser.GetRemarks())+len(adviser.GetWays())+len(adviser.GetNonResponses()) > 0 ||
		adviser.GetQuestions()[0].GetMean() != 3.5 {
		t.Errorf("got %v", adviser)
	}
}

func TestFewAnswersAreNotTold(t *testing.T) {
	w := newWorld(t)
	for range 4 {
		w.answered(t, well, "Kort.")
	}
	w.forward(155)
	w.lookAfter(t)
	round := w.round(t).GetId()
	got := w.results(t, w.coordinator, round).GetAudiences()[0]
	if !got.GetRemarksHidden() || len(got.GetRemarks()) > 0 || got.GetAnswered().GetValue() != 4 {
		t.Errorf("got %v", got)
	}
	for _, q := range got.GetQuestions() {
		for _, c := range q.GetChoices() {
			if !c.GetCount().GetHidden() || c.GetCount().GetValue() != 0 || q.GetMean() != 0 {
				t.Errorf("got %v", q)
			}
		}
	}
	if adviser := w.results(t, w.adviser, round).GetAudiences()[0]; !adviser.GetAnswered().GetHidden() || adviser.GetAnswered().GetValue() != 0 {
		t.Errorf("got %v", adviser)
	}
}
