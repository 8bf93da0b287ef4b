package bind

// surveyUsages say what the fields are that only the survey slice has.
var surveyUsages = map[string]string{
	"survey_code":                       "the code of the letter or the link; case, spaces and hyphens do not matter",
	"SurveyRound.from_date":             "the first day of the period that it is about",
	"SurveyRound.until_date":            "the last day of it, today or before",
	"audiences":                         "who is asked: resident or supporter; several times or with commas",
	"RecordSurveyAnswerRequest.answers": "a question and what was chosen: seen=well; one for each question",
	"SubmitSurveyAnswerRequest.answers": "a question and what was chosen: seen=well; one for each question",
	"remark":                            "what somebody wants to add; no names",
	"way":                               "from the link, or with the code of a letter: paper",
}
