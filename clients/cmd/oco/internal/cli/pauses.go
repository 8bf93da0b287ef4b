package cli

import (
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var pauses = group{
	use: "pauses", aliases: []string{"pauzes"}, section: people, short: "When supporters take on fewer cases, or none: holiday, break, ill",
	commands: []command{
		{
			rpc: volunteerv1.VolunteerService_ListPauses_FullMethodName, use: "list", short: "List pauses, the newest first",
			example: `oco pauses list --to-come
				oco pauses list --supporter 0198c0de-0000-7000-8000-000000000010`,
			columns: []string{"id", "supporter_name", "kind", "start_date", "end_date", "max_cases", "cancelled"},
		},
		{
			rpc: volunteerv1.VolunteerService_GetPause_FullMethodName, use: "get", short: "Show one pause",
			example: "oco pauses get 0198c0de-0000-7000-8000-000000000061",
			shape:   bind.Shape{Arguments: []string{"pause"}},
		},
		{
			rpc: volunteerv1.VolunteerService_CreatePause_FullMethodName, use: "create", short: "Record that a supporter is away, or can do less",
			long: "Cases that run go on; oco cases stranded shows those of who is ill or takes a break.",
			example: `oco pauses create --supporter 0198c0de-0000-7000-8000-000000000010 --kind vakantie --start-date 1-7-2026 --end-date 14-7-2026
				oco pauses create --kind pauze --max-cases 1`,
			shape: bind.Shape{Require: []string{"kind"}},
		},
		{
			rpc: volunteerv1.VolunteerService_EndPause_FullMethodName, use: "end", short: "Say that a pause is over, or ends on another day",
			example: `oco pauses end 0198c0de-0000-7000-8000-000000000061
				oco pauses end 0198c0de-0000-7000-8000-000000000061 --end-date 3-8-2026`,
			shape: bind.Shape{Arguments: []string{"pause"}},
		},
	},
}
