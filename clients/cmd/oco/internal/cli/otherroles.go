package cli

import (
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var otherRoles = group{
	use: "other-roles", aliases: []string{"andere-rollen"}, section: people, short: "What supporters do beside supporting: advocate, buddy-visitor, work for a care provider",
	commands: []command{
		{
			rpc: volunteerv1.RolePurityService_ListOtherRoles_FullMethodName, use: "list", short: "List other roles, the newest first",
			example: `oco other-roles list --to-come
				oco other-roles list --supporter 0198c0de-0000-7000-8000-000000000010`,
			columns: []string{"id", "supporter_name", "role", "organisation", "since_date", "until_date", "mistaken"},
		},
		{
			rpc: volunteerv1.RolePurityService_GetOtherRole_FullMethodName, use: "get", short: "Show one other role",
			example: "oco other-roles get 0198c0de-0000-7000-8000-000000000070",
			shape:   bind.Shape{Arguments: []string{"other_role"}},
		},
		{
			rpc: volunteerv1.RolePurityService_CreateOtherRole_FullMethodName, use: "create", short: "Record what a supporter does beside supporting",
			long:    "oco codes list --list other-role shows the roles. What a role does, the role purity policy of the municipality says.",
			example: `oco other-roles create --supporter 0198c0de-0000-7000-8000-000000000010 --role advocate --organisation "Stichting Voorbeeld" --since-date 1-1-2026`,
			shape:   bind.Shape{Require: []string{"supporter", "role"}},
		},
		{
			rpc: volunteerv1.RolePurityService_EndOtherRole_FullMethodName, use: "end", short: "Say that another role is over, or was recorded by mistake",
			example: `oco other-roles end 0198c0de-0000-7000-8000-000000000070 --until 31-12-2026
				oco other-roles end 0198c0de-0000-7000-8000-000000000070 --mistaken`,
			shape: bind.Shape{Arguments: []string{"other_role"}},
		},
	},
}

var rolePolicies = group{
	use: "role-policies", aliases: []string{"rolzuiverheid"}, section: settings, short: "Versions of what other roles of supporters do (role purity)",
	commands: []command{
		{
			rpc: volunteerv1.RolePurityService_ListRolePurityPolicies_FullMethodName, use: "list", short: "List the versions, the newest first",
			long:    "The standard ones, which count before the municipality sets its own, stand last.",
			example: "oco role-policies list --kind informal",
			columns: []string{"id", "kind", "start_date", "otherwise", "in_force", "standard"},
		},
		{
			rpc: volunteerv1.RolePurityService_GetRolePurityPolicy_FullMethodName, use: "get", short: "Show one version",
			example: "oco role-policies get 0198c0de-0000-7000-8000-000000000071",
			shape:   bind.Shape{Arguments: []string{"role_purity_policy"}},
		},
		{
			rpc: volunteerv1.RolePurityService_CreateRolePurityPolicy_FullMethodName, use: "create", short: "Set what other roles do, from a day on",
			long: "Roles with a rule of their own stand in a document, as get shows them; --otherwise is what every other role does: note, same-concerned or all-matches.",
			example: `oco role-policies create --kind professional --otherwise all-matches
				oco role-policies create --kind vrijwilliger --from rolzuiverheid.json`,
			shape: bind.Shape{Require: []string{"kind"}},
		},
	},
}
