package matrix_test

import (
	"maps"
	"time"

	"oco.example/oco/server/itest/harness"
)

func init() {
	maps.Copy(requests, surveyRequests)
	maps.Copy(lists, map[string]string{"ListSurveyRounds": "survey_rounds", "ListSurveyInvitations": "survey_invitations"})
}

// surveyRequests are about the survey. Whoever is not a coordinator or at the desk reads rounds that are closed.
var surveyRequests = map[string]func(w *world, p harness.Persona) object{
	"LookupSurveyForm": func(w *world, _ harness.Persona) object { return object{"survey_code": w.surveyCode()} },
	"SubmitSurveyAnswer": func(w *world, _ harness.Persona) object {
		return object{"survey_code": w.surveyCode(), "answers": surveyAnswers(), "remark": "Fijn."}
	},
	"CreateSurveyRound": func(w *world, _ harness.Persona) object {
		w.closeSurveys()
		return object{"survey_round": yearly()}
	},
	"GetSurveyRound":   func(w *world, p harness.Persona) object { return object{"survey_round": w.surveyFor(p)} },
	"ListSurveyRounds": func(w *world, p harness.Persona) object { w.surveyFor(p); return object{} },
	"CloseSurveyRound": func(w *world, _ harness.Persona) object { return object{"survey_round": w.surveyRound()} },
	"GetSurveyResults": func(w *world, _ harness.Persona) object {
		return object{"survey_round": w.surveyFor(harness.PolicyAdviser)}
	},
	"ListSurveyInvitations": func(w *world, _ harness.Persona) object { return object{"survey_round": w.surveyRound()} },
	"RecordSurveyAnswer": func(w *world, _ harness.Persona) object {
		return object{"survey_invitation": w.surveyInvitation(), "answers": surveyAnswers()}
	},
}

func yearly() object {
	day := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	return object{"from_date": day(-300), "until_date": day(-1), "last_date": day(30), "audiences": []any{"SURVEY_AUDIENCE_RESIDENT"}}
}

func surveyAnswers() []any {
	answers := []any{object{"question": "SURVEY_QUESTION_ASK_AGAIN", "choice": "SURVEY_CHOICE_YES"}}
	for _, question := range []string{"UNDERSTOOD", "SEEN", "FITTING"} {
		answers = append(answers, object{"question": "SURVEY_QUESTION_" + question, "choice": "SURVEY_CHOICE_WELL"})
	}
	return answers
}

// firstCase is a case of somebody who had none before: everybody is asked once.
func (w *world) firstCase() string {
	w.t.Helper()
	id := text(w.must(harness.Nobody, "SubmitApplication", object{
		"resident": object{"name": "Noor Voorbeeld", "phone": "0416-123456"}, "life_domains": []any{"LIFE_DOMAIN_WMO"},
	}), "application")
	w.coordinator("CreateTriageDecision", object{"application": id, "route": "ROUTE_FORMAL"})
	offer := text(w.coordinator("CreateOffer", object{"application": id, "supporter": w.supporter}), "id")
	w.must(harness.Supporter, "AcceptOffer", object{"offer": offer})
	return text(w.coordinator("RecordResidentAnswer", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"}), "case")
}

// closeSurveys closes the yearly round that is open, for there is one at a time.
func (w *world) closeSurveys() {
	w.t.Helper()
	rounds, _ := w.coordinator("ListSurveyRounds", object{})["survey_rounds"].([]any)
	for _, r := range rounds {
		if round, _ := r.(object); text(round, "kind") == "SURVEY_KIND_YEARLY" && text(round, "state") == "SURVEY_ROUND_STATE_OPEN" {
			w.coordinator("CloseSurveyRound", object{"survey_round": text(round, "id")})
		}
	}
}

// surveyRound is a yearly round that is open.
func (w *world) surveyRound() string {
	w.t.Helper()
	w.closeSurveys()
	round := yearly()
	if w.surveyed == "" {
		w.surveyed = text(w.coordinator("GetCase", object{"case": w.firstCase()}), "open_date")
	}
	round["from_date"], round["until_date"] = w.surveyed, w.surveyed
	return text(w.coordinator("CreateSurveyRound", object{"survey_round": round}), "id")
}

// surveyFor is a yearly round that a persona may read.
func (w *world) surveyFor(p harness.Persona) string {
	w.t.Helper()
	id := w.surveyRound()
	if p != harness.Coordinator && p != harness.Desk {
		w.coordinator("CloseSurveyRound", object{"survey_round": id})
	}
	return id
}

// surveyInvitation is somebody who can be rung.
func (w *world) surveyInvitation() string {
	w.t.Helper()
	list, _ := w.coordinator("ListSurveyInvitations", object{"survey_round": w.surveyRound()})["survey_invitations"].([]any)
	if len(list) == 0 {
		w.t.Fatal("nobody can be rung")
	}
	invitation, _ := list[0].(object)
	return text(invitation, "id")
}

// surveyCode is a code that came in a message; it is written a moment later.
func (w *world) surveyCode() string {
	w.t.Helper()
	for _, way := range []string{"call", "mail", "sms"} {
		w.administrator("UpdateMessageTemplate", object{"message_template": object{"id": "survey." + way + ".nl", "subject": "Vraag", "body": "{{code}}"}, "update_mask": "subject,body"})
	}
	supportCase := w.firstCase()
	application := text(w.coordinator("GetCase", object{"case": supportCase}), "application")
	w.coordinator("CloseCase", object{"case": supportCase, "need": "Iemand die meekijkt.", "outcome": "answered_question", "fit": "FIT_YES"})
	for w.t.Context().Err() == nil {
		list, _ := w.coordinator("ListMessages", object{"application": application})["messages"].([]any)
		for _, m := range list {
			if message, _ := m.(object); text(message, "kind") == "MESSAGE_KIND_SURVEY" {
				return text(w.coordinator("GetMessage", object{"message": text(message, "id")}), "body")
			}
		}
	}
	w.t.Fatal("nobody was asked")
	return ""
}
