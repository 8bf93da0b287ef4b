package cli

import (
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var buddies = group{
	use: "buddies", aliases: []string{"buddyparen"}, section: people, short: "New volunteers and the experienced ones who accompany them",
	commands: []command{
		{
			rpc: volunteerv1.BuddyService_ListBuddyPairs_FullMethodName, use: "list", short: "List buddy pairs, the newest first",
			example: `oco buddies list --running
				oco buddies list --supporter 0198c0de-0000-7000-8000-000000000010`,
			columns: []string{"id", "newcomer_name", "buddy_name", "step", "start_date", "end_date"},
		},
		{
			rpc: volunteerv1.BuddyService_GetBuddyPair_FullMethodName, use: "get", short: "Show one pair, with what they did",
			example: "oco buddies get 0198c0de-0000-7000-8000-000000000062",
			shape:   bind.Shape{Arguments: []string{"buddy_pair"}},
		},
		{
			rpc: volunteerv1.BuddyService_CreateBuddyPair_FullMethodName, use: "create", short: "Have an experienced volunteer accompany a new one",
			long:    "Who is in training works with a buddy from then on.",
			example: "oco buddies create --newcomer 0198c0de-0000-7000-8000-000000000010 --buddy 0198c0de-0000-7000-8000-000000000011",
			shape:   bind.Shape{Require: []string{"newcomer", "buddy"}},
		},
		{
			rpc: volunteerv1.BuddyService_RecordBuddyStep_FullMethodName, use: "record", short: "Record that a step took place: shadow, together, solo",
			long: "It leads to the next step, unless it is done once more. A step is left out with a reason only.",
			example: `oco buddies record 0198c0de-0000-7000-8000-000000000062 meekijken --note "vond het spannend, ging goed"
				oco buddies record 0198c0de-0000-7000-8000-000000000062 together --again`,
			shape: bind.Shape{Arguments: []string{"buddy_pair", "step"}},
		},
		{
			rpc: volunteerv1.BuddyService_EndBuddyPair_FullMethodName, use: "end", short: "Part two",
			long:    "A pair ends by itself when the newcomer becomes active.",
			example: "oco buddies end 0198c0de-0000-7000-8000-000000000062",
			shape:   bind.Shape{Arguments: []string{"buddy_pair"}},
		},
	},
}
