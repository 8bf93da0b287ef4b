package cli

import (
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var handovers = group{
	use: "handovers", aliases: []string{"overdrachten"}, section: daily, short: "Hand-overs to the access team and others, with a receipt (overdrachten)",
	commands: []command{
		{
			rpc: intakev1.HandoverService_ListHandovers_FullMethodName, use: "list", short: "List hand-overs, the newest first",
			long: "--overdue lists those that should have been answered by now. The access team lists those addressed to it.",
			example: `oco handovers list --overdue
				oco handovers list --state sent`,
			columns: []string{"id", "application", "recipient_kind", "recipient_name", "reason", "state", "reminder_date", "overdue"},
		},
		{
			rpc: intakev1.HandoverService_GetHandover_FullMethodName, use: "get", short: "Show one with what was handed over",
			example: "oco handovers get 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"handover"}},
		},
		{
			rpc: intakev1.HandoverService_CreateHandover_FullMethodName, use: "create", short: "Hand a resident over, with consent",
			long: "What is named with --fields is copied, and nothing else. A support case that runs ends with it.",
			example: `oco handovers create --application 0198c0de-0000-7000-8000-000000000001 --recipient-kind municipality --recipient-municipality gm0855 --reason moved --fields name,reach,need --consent-given-by resident --consent-given-date today --consent-purpose "dat de nieuwe gemeente belt"
				oco handovers create --application 0198c0de-0000-7000-8000-000000000001 --recipient-kind "access team" --reason structural --fields name,reach,need --consent-given-by resident --consent-given-date today --consent-purpose "dat de Toegang belt, telefonisch"`,
			shape: bind.Shape{
				Omit:    []string{"handover.etag"},
				Require: []string{"application", "recipient-kind", "reason", "fields", "consent-given-by", "consent-given-date", "consent-purpose"},
			},
		},
		{
			rpc: intakev1.HandoverService_AcknowledgeHandover_FullMethodName, use: "acknowledge", short: "Record that the receiver has it",
			example: `oco handovers acknowledge 0198c0de-0000-7000-8000-000000000080 --reference 2026-0413
				oco handovers acknowledge 0198c0de-0000-7000-8000-000000000080 --receiver-name "Noor van de Toegang"`,
			shape: bind.Shape{Arguments: []string{"handover"}},
		},
		{
			rpc: intakev1.HandoverService_RefuseHandover_FullMethodName, use: "refuse", short: "Record that the receiver does not take it",
			example: `oco handovers refuse 0198c0de-0000-7000-8000-000000000080 --refusal "woont niet in deze gemeente"`,
			shape:   bind.Shape{Arguments: []string{"handover"}, Require: []string{"refusal"}},
		},
		{
			rpc: intakev1.HandoverService_WithdrawHandover_FullMethodName, use: "withdraw", short: "Take one back that was not answered",
			example: "oco handovers withdraw 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"handover"}},
		},
	},
}
