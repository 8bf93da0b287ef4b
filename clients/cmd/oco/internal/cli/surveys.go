package cli

import (
	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var surveys = group{
	use: "surveys", aliases: []string{"enquetes"}, section: reports, short: "The survey (enquête): who is asked, and what all of them said",
	commands: []command{
		{
			rpc: surveyv1.SurveyService_ListSurveyRounds_FullMethodName, use: "list", short: "List rounds, the newest first",
			example: "oco surveys list",
			columns: []string{"id", "kind", "from_date", "until_date", "last_date", "audiences", "state"},
		},
		{
			rpc: surveyv1.SurveyService_GetSurveyRound_FullMethodName, use: "get", short: "Show one round",
			example: "oco surveys get 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"survey_round"}},
		},
		{
			rpc: surveyv1.SurveyService_CreateSurveyRound_FullMethodName, use: "open", aliases: []string{"create"}, short: "Open a yearly round, which asks everybody once",
			long:    "Asks residents whose case ran in the period, and active supporters. Whoever died, gave no consent or is asked already is left out.",
			example: `oco surveys open --since 2026-01-01 --until 2026-10-31 --last 2026-12-15 --audience inwoners,clientondersteuners`,
			shape:   bind.Shape{Require: []string{"since", "until", "last", "audience"}},
		},
		{
			rpc: surveyv1.SurveyService_CloseSurveyRound_FullMethodName, use: "close", short: "End a yearly round before its last day",
			long:    "What was not answered lapses, and what all said can be read. It asks first, unless --yes.",
			example: "oco surveys close 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"survey_round"}}, danger: "ask.close_survey",
		},
		{
			rpc: surveyv1.SurveyService_GetSurveyResults_FullMethodName, use: "results", short: "Show what came of a round; what was answered once it is closed",
			long:    "Small numbers are hidden, with as many others as are needed for nobody to work them out.",
			example: "oco surveys results 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"survey_round"}},
		},
		{
			rpc: surveyv1.SurveyService_ListSurveyInvitations_FullMethodName, use: "to-ring", short: "List who did not answer yet and may be rung, the newest first",
			example: "oco surveys to-ring --survey-round 0198c0de-0000-7000-8000-000000000090",
			columns: []string{"id", "audience", "name", "phone", "no_voicemail", "contact_instruction", "last_date"},
			shape:   bind.Shape{Require: []string{"survey-round"}},
		},
		{
			rpc: surveyv1.SurveyService_RecordSurveyAnswer_FullMethodName, use: "record", short: "Enter what somebody answered by phone",
			long:    "Whoever supports people rings nobody. Each answer is a question and a choice.",
			example: `oco surveys record 0198c0de-0000-7000-8000-000000000091 understood=well seen=very-well fitting=a-bit ask-again=yes --remark "Fijn dat er iemand meeging."`,
			shape:   bind.Shape{Arguments: []string{"survey_invitation", "answers..."}},
		},
		{
			rpc: surveyv1.SurveyService_LookupSurveyForm_FullMethodName, use: "form", short: "Show what the holder of a code is asked",
			example: "oco surveys form 7KXP-M4TQ-WB9R-3D",
			shape:   bind.Shape{Arguments: []string{"survey_code"}},
		},
		{
			rpc: surveyv1.SurveyService_SubmitSurveyAnswer_FullMethodName, use: "answer", short: "Answer with a code, once",
			example: `oco surveys answer 7KXP-M4TQ-WB9R-3D understood=well seen=very-well fitting=a-bit ask-again=yes --way paper`,
			shape:   bind.Shape{Arguments: []string{"survey_code", "answers..."}},
		},
	},
}
