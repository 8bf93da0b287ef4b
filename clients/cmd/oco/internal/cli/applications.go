package cli

import (
	"github.com/spf13/pflag"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

// worklist are the columns of applications.
var worklist = []string{"id", "application_date", "state", "resident_name", "channel", "life_domains", "route", "urgency.reason", "urgency.latest_date", "promise_clocks", "to_complete"}

var applications = group{
	use: "applications", aliases: []string{"aanmeldingen"}, section: daily, short: "Applications (aanmeldingen)",
	commands: []command{
		{
			rpc: intakev1.IntakeService_ListApplications_FullMethodName, use: "list", short: "List applications, the worklist",
			long: `Open ones, what is urgent first, then what was promised and is broken first; the promise that presses most stands
beside each. --all lists every row, those that are closed, ended,
answered or merged too, the newest first; so does --resident of one resident. --state and --order choose otherwise.`,
			example: `oco applications list
				oco applications list --state received,waiting-for-match
				oco applications list --urgent --order oldest
				oco applications list --order urgency
				oco applications list --to-complete --all --output csv`,
			columns: worklist, prepare: openFirst, run: worklistRows,
			shape: bind.Shape{More: map[string]string{"state": " (the open ones when left out)", "order": " (promise when left out)"}},
			flags: func(set *pflag.FlagSet) { set.Lookup("all").Usage = "all rows, however many, of every state" },
		},
		{
			rpc: intakev1.IntakeService_GetApplication_FullMethodName, use: "get", short: "Show one application",
			long:    "How the resident may be reached safely stands first, then who it is. JSON and CSV have the application alone.",
			run:     oneApplication,
			example: "oco applications get 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application"}},
		},
		{
			rpc: intakev1.IntakeService_SearchApplications_FullMethodName, use: "search", short: "Find applications by what identifies a person",
			long: "Whole words, no wildcards; all that is given must match. To keep a name off the command line, which shells keep, give it as JSON on the standard input.",
			example: `oco applications search --name zonneveld
				oco applications search --postcode "5141 AB" --house-number 12
				echo '{"phone": "06-11930201"}' | oco applications search --from -`,
			columns: worklist,
		},
		{
			rpc: intakev1.IntakeService_SubmitApplication_FullMethodName, use: "submit", aliases: []string{"create"}, short: "Enter an application",
			long: "The shortest has a name, a number and --call-back. What it answers is the receipt that the applicant keeps.",
			example: `oco applications submit --name "Noor Voorbeeld" --phone 06-11930999 --call-back "na vier uur"
				oco applications submit --name Amal --phone 06-11930203 --channel wijkpunt --life-domain wonen,inkomen --resident-agrees --urgency huisuitzetting --urgency-date 31-3-2026
				oco applications submit --from application.json`,
			shape: bind.Shape{More: map[string]string{"channel": " (coordinators and the desk alone; theirs is phone when left out)"}},
		},
		{
			rpc: intakev1.IntakeService_UpdateApplication_FullMethodName, use: "update", short: "Change an application",
			long: "Changes what is given and leaves the rest. An empty value clears; --urgency none says that it is not urgent any more.",
			example: `oco applications update 0198c0de-0000-7000-8000-000000000001 --life-domain wmo --neighbourhood centrum
				oco applications update 0198c0de-0000-7000-8000-000000000001 --urgency none`,
			shape: bind.Shape{Arguments: []string{"application.id"}},
		},
		{
			rpc: intakev1.IntakeService_EndApplication_FullMethodName, use: "end", short: "End an application without support, or note a death after it",
			long:    "A case that runs is closed, open offers are withdrawn. It asks first, unless --yes. reopen takes it back.",
			example: "oco applications end 0198c0de-0000-7000-8000-000000000001 --reason withdrawn",
			shape:   bind.Shape{Arguments: []string{"application"}, Require: []string{"reason"}}, danger: "ask.end_application",
		},
		{
			rpc: intakev1.IntakeService_ReopenApplication_FullMethodName, use: "reopen", short: "Take the ending of an application back",
			long: `It waits for consent that was asked and is not given, for triage when there was none, and else stands where its
newest route leads. Offers stay withdrawn and a case closed; one that was merged stays so.`,
			example: "oco applications reopen 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application"}},
		},
		{
			rpc: intakev1.IntakeService_MergeApplications_FullMethodName, use: "merge", short: "Say that an application is the same as another",
			long:    "The first then reads merged and points to the second, which stays. It asks first, unless --yes.",
			example: "oco applications merge 0198c0de-0000-7000-8000-000000000002 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application", "into"}}, danger: "ask.merge_applications",
		},
		{
			rpc: intakev1.IntakeService_ListPossibleDuplicates_FullMethodName, use: "duplicates", short: "List applications that may be of the same person",
			example: "oco applications duplicates 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application"}},
			columns: []string{"application.id", "application.application_date", "application.state", "application.resident_name", "equal"},
		},
	},
}

var triage = group{
	use: "triage", aliases: []string{"afweging"}, section: daily, short: "Decisions about the route of an application",
	commands: []command{
		{
			rpc: intakev1.IntakeService_CreateTriageDecision_FullMethodName, use: "decide", short: "Decide the route of an application",
			long: "The newest decision counts, and withdraws open offers.",
			example: `oco triage decide 0198c0de-0000-7000-8000-000000000001 --route informal --grounds "past bij een vrijwilliger"
				oco triage decide 0198c0de-0000-7000-8000-000000000001 --route "eigen omgeving"`,
			shape: bind.Shape{Arguments: []string{"application"}, Require: []string{"route"}},
		},
		{
			rpc: intakev1.IntakeService_GetTriageDecision_FullMethodName, use: "get", short: "Show one decision on an application",
			example: "oco triage get 0198c0de-0000-7000-8000-000000000001 0198c0de-0000-7000-8000-000000000018",
			shape:   bind.Shape{Arguments: []string{"application", "triage_decision"}},
		},
		{
			rpc: intakev1.IntakeService_ListTriageDecisions_FullMethodName, use: "list", short: "List the decisions on an application, the newest first",
			example: "oco triage list 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application"}},
			columns: []string{"id", "create_time", "route", "grounds", "decided_by_name"},
		},
	},
}

var directAnswers = group{
	use: "direct-answers", aliases: []string{"directe-antwoorden"}, section: daily, short: "Questions that were answered at once",
	commands: []command{
		{
			rpc: intakev1.IntakeService_RecordDirectAnswer_FullMethodName, use: "record", aliases: []string{"create"}, short: "Count a question that was answered at once",
			long:    "Nobody's name is needed.",
			example: "oco direct-answers record --life-domain wmo --minutes 10 --neighbourhood-point bibliotheek",
			shape:   bind.Shape{Require: []string{"life-domain"}},
		},
		{
			rpc: intakev1.IntakeService_GetDirectAnswer_FullMethodName, use: "get", short: "Show one direct answer",
			example: "oco direct-answers get 0198c0de-0000-7000-8000-000000000019",
			shape:   bind.Shape{Arguments: []string{"direct_answer"}},
		},
		{
			rpc: intakev1.IntakeService_ListDirectAnswers_FullMethodName, use: "list", short: "List direct answers, the newest first",
			example: "oco direct-answers list --limit 10",
			columns: []string{"answer_date", "life_domain", "channel", "neighbourhood_point", "minutes", "id"},
		},
	},
}

var receipts = group{
	use: "receipts", aliases: []string{"ontvangstbewijzen"}, section: daily, short: "Where an application stands, for who holds its receipt",
	commands: []command{{
		rpc: intakev1.IntakeService_LookupReceipt_FullMethodName, use: "lookup", short: "Tell where the application of a receipt code stands",
		long:    "Nobody has to sign in for it.",
		example: "oco receipts lookup 7K4M-22PQ-9XWZ-3",
		shape:   bind.Shape{Arguments: []string{"receipt_code"}},
	}},
}

var form = group{
	use: "form", aliases: []string{"aanmeldformulier"}, section: daily, short: "What the public pages of a municipality show",
	commands: []command{{
		rpc: intakev1.IntakeService_GetIntakeForm_FullMethodName, use: "get", short: "Show the texts, opening hours and lists of the public pages",
		long:    "Nobody has to sign in for it.",
		example: "oco form get --municipality gm0867 --output json",
	}},
}
