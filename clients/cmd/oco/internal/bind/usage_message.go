package bind

// messageUsages say what the fields are that only the message slice has.
var messageUsages = map[string]string{
	"message":                               "the message",
	"ListMessagesRequest.application":       "only about this application",
	"ListMessagesRequest.channel":           "only by this way",
	"ListMessagesRequest.states":            "only in this state; several times or with commas",
	"RecordCallRequest.outcome":             "reached, not-reached or later",
	"message_template":                      "the template, by its name: receipt.mail.nl",
	"MessageTemplate.id":                    "the template, by its name: receipt.mail.nl",
	"MessageTemplate.subject":               "the subject line",
	"MessageTemplate.body":                  "the text; {{naam}} and other words between braces are filled in",
	"PreviewMessageTemplateRequest.subject": "the subject line",
	"PreviewMessageTemplateRequest.body":    "the text; the one that counts when both are left out",
}
