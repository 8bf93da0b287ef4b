package cli

import (
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

// team are the columns of supporters.
var team = []string{"id", "name", "kind", "state", "organisation", "life_domains", "open_cases", "max_cases"}

var supporters = group{
	use: "supporters", aliases: []string{"ondersteuners"}, section: people, short: "Supporters (cliëntondersteuners), informal and formal",
	commands: []command{
		{
			rpc: volunteerv1.VolunteerService_ListSupporters_FullMethodName, use: "list", short: "List supporters, the newest first",
			example: `oco supporters list --state active --life-domain wonen
				oco supporters list --kind formal --columns name,organisation,hours_per_week`,
			columns: team,
		},
		{
			rpc: volunteerv1.VolunteerService_GetSupporter_FullMethodName, use: "get", short: "Show one supporter",
			example: "oco supporters get 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"supporter"}},
		},
		{
			rpc: volunteerv1.VolunteerService_SearchSupporters_FullMethodName, use: "search", short: "Find supporters by name, phone or mail",
			long:    "Whole words, no wildcards.",
			example: "oco supporters search --name vrijwilliger",
			columns: team,
		},
		{
			rpc: volunteerv1.VolunteerService_CreateSupporter_FullMethodName, use: "create", short: "Add a supporter",
			long: "An informal one starts as applicant, a formal one is active at once. Levels and the rhythm of the week stand in a document, as get shows them.",
			example: `oco supporters create --kind vrijwilliger --name "Vera Voorbeeld" --phone 06-11930150 --life-domain wmo,inkomen --max-cases 3
				oco supporters create --kind formal --name "Pim Proef" --organisation "Bureau Voorbeeld" --life-domain wonen --max-cases 8`,
			shape: bind.Shape{Omit: []string{"supporter.etag"}, Require: []string{"kind", "name"}},
		},
		{
			rpc: volunteerv1.VolunteerService_UpdateSupporter_FullMethodName, use: "update", short: "Change a supporter",
			long: "Changes what is given and leaves the rest. An empty value clears.",
			example: `oco supporters update 0198c0de-0000-7000-8000-000000000010 --max-cases 2 --conduct-certificate-until 31-12-2027
				oco supporters update 0198c0de-0000-7000-8000-000000000010 --max-travel-minutes 20 --travel-by fiets
				oco supporters update 0198c0de-0000-7000-8000-000000000010 --from profiel.json`,
			shape: bind.Shape{Arguments: []string{"supporter.id"}},
		},
		{
			rpc: volunteerv1.VolunteerService_MoveSupporter_FullMethodName, use: "move", short: "Bring a supporter into another state",
			long: "The states: applicant, in-training, with-buddy, active, paused, suspended, left. A volunteer who did no case alone with a buddy becomes active with a reason only.",
			example: `oco supporters move 0198c0de-0000-7000-8000-000000000010 active
				oco supporters move 0198c0de-0000-7000-8000-000000000010 actief --reason "deed dit jaren elders"
				oco supporters move 0198c0de-0000-7000-8000-000000000010 gepauzeerd`,
			shape: bind.Shape{Arguments: []string{"supporter", "state"}},
		},
	},
}
