package cli

import (
	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var accessQuestions = group{
	use: "access-questions", aliases: []string{"toegangsvragen"}, section: daily, short: "Questions whether a case belongs with the access team (vragen van de Toegang)",
	commands: []command{
		{
			rpc: supportv1.AccessQuestionService_ListAccessQuestions_FullMethodName, use: "list", short: "List questions, the newest first",
			example: "oco access-questions list --state open",
			columns: []string{"id", "case", "resident_name", "reason", "state", "ask_date", "answer_date"},
		},
		{
			rpc: supportv1.AccessQuestionService_GetAccessQuestion_FullMethodName, use: "get", short: "Show one question with its answer",
			example: "oco access-questions get 0198c0de-0000-7000-8000-000000000095",
			shape:   bind.Shape{Arguments: []string{"access_question"}},
		},
		{
			rpc: supportv1.AccessQuestionService_AskAccessQuestion_FullMethodName, use: "ask", aliases: []string{"create"}, short: "Ask whether a case belongs with the access team",
			long:    "The coordinator answers with \"answer\", or hands the resident over (oco handovers create), which answers it too.",
			example: `oco access-questions ask --case 0198c0de-0000-7000-8000-000000000017 --reason structureel --note "elk jaar dezelfde vraag: huishoudelijke hulp"`,
			shape:   bind.Shape{Omit: []string{"access_question.etag"}, Require: []string{"case", "reason", "note"}},
		},
		{
			rpc: supportv1.AccessQuestionService_AnswerAccessQuestion_FullMethodName, use: "answer", short: "Say that the case goes on, and why",
			example: `oco access-questions answer 0198c0de-0000-7000-8000-000000000095 --answer "nog één gesprek, dan is het klaar"`,
			shape:   bind.Shape{Arguments: []string{"access_question"}, Require: []string{"answer"}},
		},
	},
}
