package cli

import (
	messagev1 "oco.example/oco/gen/go/oco/message/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var messages = group{
	use: "messages", aliases: []string{"berichten"}, section: daily, short: "Messages that go out to people (berichten), and what came of them",
	commands: []command{
		{
			rpc: messagev1.MessageService_ListMessages_FullMethodName, use: "list", short: "List messages, the newest first",
			example: `oco messages list --state failed --state bounced
				oco messages list --channel call --state to-do
				oco messages list --application 0198c0de-0000-7000-8000-000000000001`,
			columns: []string{"id", "kind", "recipient_kind", "channel", "state", "fault", "create_time"},
		},
		{
			rpc: messagev1.MessageService_GetMessage_FullMethodName, use: "get", short: "Show one message, with its text and, of a call, the number",
			example: "oco messages get 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"message"}},
		},
		{
			rpc: messagev1.MessageService_GetLetter_FullMethodName, use: "letter", short: "Fetch the page of a letter, to print",
			example: "oco messages letter 0198c0de-0000-7000-8000-000000000080 --output json",
			shape:   bind.Shape{Arguments: []string{"message"}},
		},
		{
			rpc: messagev1.MessageService_RecordCall_FullMethodName, use: "call", short: "Record how a call went",
			long:    "A call that reached nobody stays in the list.",
			example: "oco messages call 0198c0de-0000-7000-8000-000000000080 --outcome reached",
			shape:   bind.Shape{Arguments: []string{"message"}, Require: []string{"outcome"}},
		},
		{
			rpc: messagev1.MessageService_MarkPrinted_FullMethodName, use: "printed", short: "Record that a letter was printed and goes out",
			example: "oco messages printed 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"message"}},
		},
		{
			rpc: messagev1.MessageService_CancelMessage_FullMethodName, use: "cancel", short: "Take back a message that did not go out",
			example: "oco messages cancel 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"message"}},
		},
		{
			rpc: messagev1.MessageService_RetryMessage_FullMethodName, use: "retry", short: "Try a message again that was given up or taken back",
			example: "oco messages retry 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"message"}},
		},
	},
}

var messageTemplates = group{
	use: "message-templates", aliases: []string{"sjablonen"}, section: settings, short: "The texts of messages (sjablonen)",
	commands: []command{
		{
			rpc: messagev1.MessageService_ListMessageTemplates_FullMethodName, use: "list", short: "List the texts that count",
			example: "oco message-templates list",
			columns: []string{"id", "subject", "standard"},
		},
		{
			rpc: messagev1.MessageService_GetMessageTemplate_FullMethodName, use: "get", short: "Show the text of one kind of message",
			example: "oco message-templates get receipt.mail.nl",
			shape:   bind.Shape{Arguments: []string{"message_template"}},
		},
		{
			rpc: messagev1.MessageService_UpdateMessageTemplate_FullMethodName, use: "update", short: "Write the municipality's own text",
			long:    "Words between double braces, {{naam}}, stand for what is known; get lists them. An empty subject and text bring the platform's own back.",
			example: `oco message-templates update offer.mail.nl --subject "Een vraag voor u" --body "Beste {{naam}}, kunt u helpen? {{link}}"`,
			shape:   bind.Shape{Arguments: []string{"message_template.id"}},
		},
		{
			rpc: messagev1.MessageService_PreviewMessageTemplate_FullMethodName, use: "preview", short: "Show what a text becomes, with invented data",
			example: "oco message-templates preview receipt.mail.nl",
			shape:   bind.Shape{Arguments: []string{"message_template"}},
		},
	},
}
