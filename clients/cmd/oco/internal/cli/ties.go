package cli

import (
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var ties = group{
	use: "ties", aliases: []string{"banden"}, section: daily, short: "Ties between supporters and residents: family, friends, neighbours",
	commands: []command{
		{
			rpc: matchingv1.TieService_ListTies_FullMethodName, use: "list", short: "List ties, the newest first",
			example: `oco ties list --application 0198c0de-0000-7000-8000-000000000001
				oco ties list --supporter 0198c0de-0000-7000-8000-000000000010 --ended`,
			columns: []string{"id", "supporter_name", "kind", "create_time", "end_time"},
		},
		{
			rpc: matchingv1.TieService_GetTie_FullMethodName, use: "get", short: "Show one tie",
			example: "oco ties get 0198c0de-0000-7000-8000-000000000072",
			shape:   bind.Shape{Arguments: []string{"tie"}},
		},
		{
			rpc: matchingv1.TieService_CreateTie_FullMethodName, use: "create", short: "Record that a supporter and a resident belong to each other",
			long:    "It holds for every application of the resident. An open offer is withdrawn, a match that waits for the resident undone.",
			example: "oco ties create --application 0198c0de-0000-7000-8000-000000000001 --supporter 0198c0de-0000-7000-8000-000000000010 --kind familie",
			shape:   bind.Shape{Require: []string{"application", "supporter", "kind"}},
		},
		{
			rpc: matchingv1.TieService_EndTie_FullMethodName, use: "end", short: "Say that a tie does not stand any more, or never did",
			example: "oco ties end 0198c0de-0000-7000-8000-000000000072",
			shape:   bind.Shape{Arguments: []string{"tie"}},
		},
	},
}
