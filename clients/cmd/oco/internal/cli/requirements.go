package cli

import (
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

// required are the columns of how a supporter stands with what is asked.
var required = []string{"requirement.code", "standing", "until_date", "seen_date", "text"}

var requirements = group{
	use: "requirements", aliases: []string{"eisen"}, section: people, short: "What is asked of supporters: VOG, confidentiality, training",
	commands: []command{
		{
			rpc: volunteerv1.RequirementService_ListSupporterRequirements_FullMethodName, use: "list",
			short:   "Show how a supporter stands with everything that is asked",
			example: "oco requirements list 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"supporter"}}, columns: required,
		},
		{
			rpc: volunteerv1.RequirementService_RecordRequirement_FullMethodName, use: "record", short: "Record that a requirement was seen to be met",
			long: "Nothing of the document itself is kept. With --withdrawn it takes back what was recorded of the requirement before.",
			example: `oco requirements record 0198c0de-0000-7000-8000-000000000010 conduct_certificate --seen-date 1-11-2026
				oco requirements record 0198c0de-0000-7000-8000-000000000010 oco_training --withdrawn`,
			shape: bind.Shape{Arguments: []string{"supporter", "requirement"}},
		},
		{
			rpc: volunteerv1.RequirementService_ListLapsingRequirements_FullMethodName, use: "lapsing",
			short:   "List the supporters of whom a requirement lapses, lapsed or is missing",
			example: "oco requirements lapsing",
			columns: []string{"supporter", "name", "kind", "state", "requirements"},
		},
	},
}

var requirementPolicies = group{
	use: "requirement-policies", aliases: []string{"eisenversies"}, section: settings, short: "Versions of what a municipality asks of supporters",
	commands: []command{
		{
			rpc: volunteerv1.RequirementService_ListRequirementPolicies_FullMethodName, use: "list", short: "List the versions, the newest first",
			long:    "The standard ones, which count before the municipality sets its own, stand last.",
			example: "oco requirement-policies list --kind informal",
			columns: []string{"id", "kind", "start_date", "in_force", "standard", "create_time"},
		},
		{
			rpc: volunteerv1.RequirementService_GetRequirementPolicy_FullMethodName, use: "get", short: "Show one version",
			example: "oco requirement-policies get 0198c0de-0000-7000-8000-000000000060",
			shape:   bind.Shape{Arguments: []string{"requirement_policy"}},
		},
		{
			rpc: volunteerv1.RequirementService_CreateRequirementPolicy_FullMethodName, use: "create", short: "Set what is asked, from a day on",
			long:    "The requirements stand in a document, as get shows them; one with a role is asked of buddies, or of who helps in the region, alone. The versions before stay to be read.",
			example: "oco requirement-policies create --kind vrijwilliger --start-date 1-1-2027 --from eisen.json",
			shape:   bind.Shape{Require: []string{"kind"}},
		},
	},
}
