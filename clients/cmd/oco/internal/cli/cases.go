package cli

import (
	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var cases = group{
	use: "cases", aliases: []string{"trajecten"}, section: daily, short: "Support cases (ondersteuningstrajecten)",
	commands: []command{
		{
			rpc: supportv1.CaseService_ListCases_FullMethodName, use: "list", short: "List cases, the newest first",
			example: "oco cases list --state open",
			columns: []string{"id", "state", "resident_name", "open_date", "close_date", "life_domains", "outcome", "fit", "supporter"},
		},
		{
			rpc: supportv1.CaseService_GetCase_FullMethodName, use: "get", short: "Show one case",
			example: "oco cases get 0198c0de-0000-7000-8000-000000000017",
			shape:   bind.Shape{Arguments: []string{"case"}},
		},
		{
			rpc: supportv1.CaseService_ListStrandedCases_FullMethodName, use: "stranded", short: "List running cases whose supporter is ill, takes a break, is suspended or left",
			example: "oco cases stranded",
			columns: []string{"case.id", "case.resident_name", "case.appointment_time", "supporter_name", "reason", "start_date", "end_date"},
		},
		{
			rpc: supportv1.CaseService_RecordAppointmentMade_FullMethodName, use: "appoint", short: "Record that the first appointment was made, and for when",
			long: "Times are those of the clock of this machine. Given again, the appointment is moved; when it was made first stays.",
			example: `oco cases appoint 0198c0de-0000-7000-8000-000000000017 --at "3-12-2026 10:00"
				oco cases appoint 0198c0de-0000-7000-8000-000000000017 --at "3-12-2026 10:00" --made 1-12-2026`,
			shape: bind.Shape{Arguments: []string{"case"}, Require: []string{"at"}},
		},
		{
			rpc: supportv1.CaseService_RecordAppointmentHeld_FullMethodName, use: "meet", short: "Record that the first appointment took place",
			example: `oco cases meet 0198c0de-0000-7000-8000-000000000017
				oco cases meet 0198c0de-0000-7000-8000-000000000017 --first-appointment-date 3-12-2026`,
			shape: bind.Shape{Arguments: []string{"case"}},
		},
		{
			rpc: supportv1.CaseService_EndMatch_FullMethodName, use: "part", short: "End a match without blame (geen klik): the application waits for another",
			long:    "The case closes without an outcome. Nobody is asked why, and this supporter is not proposed to the resident again.",
			example: "oco cases part 0198c0de-0000-7000-8000-000000000017 --match-ended-by allebei",
			shape:   bind.Shape{Arguments: []string{"case"}, Require: []string{"match-ended-by"}},
		},
		{
			rpc: supportv1.CaseService_HoldCase_FullMethodName, use: "hold", short: "Let a case wait, and say for what",
			example: "oco cases hold 0198c0de-0000-7000-8000-000000000017 --reason besluit --until 20-12-2026",
			shape:   bind.Shape{Arguments: []string{"case"}, Require: []string{"reason"}},
		},
		{
			rpc: supportv1.CaseService_ResumeCase_FullMethodName, use: "resume", short: "Go on with a case that waited",
			example: "oco cases resume 0198c0de-0000-7000-8000-000000000017",
			shape:   bind.Shape{Arguments: []string{"case"}},
		},
		{
			rpc: supportv1.CaseService_AddSecondSupporter_FullMethodName, use: "join", short: "Have a second supporter help on a case",
			example: "oco cases join 0198c0de-0000-7000-8000-000000000017 --supporter 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"case"}, Require: []string{"supporter"}},
		},
		{
			rpc: supportv1.CaseService_RemoveSecondSupporter_FullMethodName, use: "leave", short: "Leave a case with its first supporter",
			example: "oco cases leave 0198c0de-0000-7000-8000-000000000017",
			shape:   bind.Shape{Arguments: []string{"case"}},
		},
		{
			rpc: supportv1.CaseService_RecordSuccessorView_FullMethodName, use: "show", short: "Record what the resident chose that a successor sees",
			example: "oco cases show 0198c0de-0000-7000-8000-000000000017 --successor-view doelen --resident-agreed",
			shape:   bind.Shape{Arguments: []string{"case"}, Require: []string{"successor-view", "resident-agreed"}},
		},
		{
			rpc: supportv1.CaseService_CloseCase_FullMethodName, use: "close", short: "Close a case: the need, the outcome, does it fit",
			long: "The application is closed with it. oco codes list --list outcome shows the outcomes.",
			example: `oco cases close 0198c0de-0000-7000-8000-000000000017 --need "iemand naast mij bij het gesprek" --outcome conversation_held --fit ja --minutes 90
				oco cases close 0198c0de-0000-7000-8000-000000000017 --need "rust" --outcome conversation_held --fit deels --resident-fit ja --referral "Schuldhulp Midden=deskundigheid"`,
			shape: bind.Shape{Arguments: []string{"case"}, Require: []string{"need", "outcome", "fit"}},
		},
	},
}
