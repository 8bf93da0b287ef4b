package cli

import (
	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var consultations = group{
	use: "consultations", aliases: []string{"collegavragen"}, section: daily, short: "Questions to colleagues, without the names of residents (anonieme consultatie)",
	commands: []command{
		{
			rpc: supportv1.ConsultationService_ListConsultations_FullMethodName, use: "list", short: "List questions, the newest first",
			example: "oco consultations list --state open",
			columns: []string{"id", "life_domain", "question", "asker_name", "state", "answer_count"},
		},
		{
			rpc: supportv1.ConsultationService_GetConsultation_FullMethodName, use: "get", short: "Show one question with its answers",
			example: "oco consultations get 0198c0de-0000-7000-8000-000000000093",
			shape:   bind.Shape{Arguments: []string{"consultation"}},
		},
		{
			rpc: supportv1.ConsultationService_AskColleagues_FullMethodName, use: "ask", short: "Ask colleagues something",
			long:    "Colleagues see \"a colleague\" unless --show-name. The name of a resident whom you support is refused.",
			example: `oco consultations ask --question "Wie weet hoe een herindicatie gaat?" --life-domain wmo`,
			shape:   bind.Shape{Require: []string{"question", "life-domain"}},
		},
		{
			rpc: supportv1.ConsultationService_AnswerConsultation_FullMethodName, use: "answer", short: "Answer a question that is open",
			example: `oco consultations answer 0198c0de-0000-7000-8000-000000000093 --text "vraag een keukentafelgesprek aan"`,
			shape:   bind.Shape{Arguments: []string{"consultation"}, Require: []string{"text"}},
		},
		{
			rpc: supportv1.ConsultationService_MarkConsultationAnswer_FullMethodName, use: "mark", short: "Say which answer to your question helped",
			example: "oco consultations mark 0198c0de-0000-7000-8000-000000000093 0198c0de-0000-7000-8000-000000000094 --helped",
			shape:   bind.Shape{Arguments: []string{"consultation", "answer"}},
		},
		{
			rpc: supportv1.ConsultationService_CloseConsultation_FullMethodName, use: "close", short: "Take no more answers",
			example: "oco consultations close 0198c0de-0000-7000-8000-000000000093",
			shape:   bind.Shape{Arguments: []string{"consultation"}},
		},
	},
}
