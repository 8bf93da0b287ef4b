package cli

import (
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var matchingPolicies = group{
	use: "matching-policies", aliases: []string{"wegingen"}, section: settings, short: "Versions of what a municipality weighs when it proposes supporters",
	commands: []command{
		{
			rpc: matchingv1.MatchingPolicyService_ListMatchingPolicies_FullMethodName, use: "list", short: "List the versions, the newest first",
			long:    "The standard one, which counts before the municipality sets its own, stands last.",
			example: "oco matching-policies list",
			columns: []string{"id", "start_date", "in_force", "standard", "load_penalty", "ask_penalty", "case_minutes_per_week", "waves", "regional", "create_time"},
		},
		{
			rpc: matchingv1.MatchingPolicyService_GetMatchingPolicy_FullMethodName, use: "get", short: "Show one version",
			example: "oco matching-policies get 0198c0de-0000-7000-8000-000000000061",
			shape:   bind.Shape{Arguments: []string{"matching_policy"}},
		},
		{
			rpc: matchingv1.MatchingPolicyService_CreateMatchingPolicy_FullMethodName, use: "create", short: "Set what is weighed, from a day on",
			long:    "The weights stand in a document, as get shows them. The versions before stay to be read.",
			example: "oco matching-policies create --start-date 1-1-2027 --load-penalty 25 --ask-penalty 5 --from weging.json",
		},
	},
}
