package cli

import (
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var incomingHandovers = group{
	use: "incoming-handovers", aliases: []string{"binnenkomende-overdrachten"}, section: daily,
	short: "Hand-overs from other municipalities of the region (binnenkomende overdrachten)",
	commands: []command{
		{
			rpc: intakev1.IncomingHandoverService_ListIncomingHandovers_FullMethodName, use: "list", short: "List those that wait or were taken over, the newest first",
			example: `oco incoming-handovers list
				oco incoming-handovers list --state sent`,
			columns: []string{"id", "municipality_name", "reason", "state", "create_time", "reminder_date", "overdue", "application"},
		},
		{
			rpc: intakev1.IncomingHandoverService_GetIncomingHandover_FullMethodName, use: "get", short: "Show one with what is handed over",
			long:    "The municipality that sent it keeps in its processing log that you read it.",
			example: "oco incoming-handovers get gm0855-0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"incoming_handover"}},
		},
		{
			rpc: intakev1.IncomingHandoverService_AcceptIncomingHandover_FullMethodName, use: "accept", short: "Take the resident over",
			long:    "An application is made here of what was handed over, and the other municipality sees that it was received. Once more shows the same application.",
			example: "oco incoming-handovers accept gm0855-0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"incoming_handover"}},
		},
		{
			rpc: intakev1.IncomingHandoverService_RefuseIncomingHandover_FullMethodName, use: "refuse", short: "Say that the resident is not taken over, and why",
			example: `oco incoming-handovers refuse gm0855-0198c0de-0000-7000-8000-000000000080 --refusal "woont hier niet"`,
			shape:   bind.Shape{Arguments: []string{"incoming_handover"}, Require: []string{"refusal"}},
		},
	},
}
