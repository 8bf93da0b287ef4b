package cli

import (
	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var contacts = group{
	use: "contacts", aliases: []string{"contactmomenten"}, section: daily, short: "Contact moments (contactmomenten) within a case",
	commands: []command{
		{
			rpc: supportv1.ContactService_ListContactMoments_FullMethodName, use: "list", short: "List the contact moments of a case, the newest first by their day",
			example: "oco contacts list --case 0198c0de-0000-7000-8000-000000000017",
			shape:   bind.Shape{Require: []string{"case"}},
			columns: []string{"id", "contact_date", "kind", "minutes", "with_whom", "own_network_present", "note"},
		},
		{
			rpc: supportv1.ContactService_GetContactMoment_FullMethodName, use: "get", short: "Show one contact moment",
			example: "oco contacts get 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"contact_moment"}},
		},
		{
			rpc: supportv1.ContactService_CreateContactMoment_FullMethodName, use: "log", aliases: []string{"create"}, short: "Write a contact down, at once or of a draft",
			long: "With --draft it is made of that draft, and once however often it is sent; --draft-etag says which version of the draft was seen.",
			example: `oco contacts log --case 0198c0de-0000-7000-8000-000000000017 --kind huisbezoek --date today --minutes 45 --with-whom inwoner,eigen-omgeving --note "koffie, brief gelezen"
				oco contacts log --case 0198c0de-0000-7000-8000-000000000017 --kind huisbezoek --date today --draft 0198c0de-0000-7000-8000-000000000082 --draft-etag 3`,
			shape: bind.Shape{Omit: []string{"contact_moment.etag"}, Require: []string{"case", "kind", "date"}},
		},
		{
			rpc: supportv1.ContactService_UpdateContactMoment_FullMethodName, use: "update", short: "Change a contact moment",
			long:    "Changes what is given and leaves the rest.",
			example: "oco contacts update 0198c0de-0000-7000-8000-000000000081 --minutes 60",
			shape:   bind.Shape{Arguments: []string{"contact_moment.id"}, Omit: []string{"contact_moment.case"}},
		},
		{
			rpc: supportv1.ContactService_DeleteContactMoment_FullMethodName, use: "delete", short: "Remove a contact moment of one's own",
			long:    "It asks first, unless --yes.",
			example: "oco contacts delete 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"contact_moment"}}, danger: "ask.delete_contact_moment",
		},
	},
}

var contactDrafts = group{
	use: "contact-drafts", aliases: []string{"concepten"}, section: daily, short: "One's own drafts of contact moments (concepten), kept for fourteen days",
	commands: []command{
		{
			rpc: supportv1.ContactService_ListContactDrafts_FullMethodName, use: "list", short: "List one's own drafts, the newest first by when they were saved",
			example: "oco contact-drafts list",
			columns: []string{"id", "case", "kind", "contact_date", "minutes", "note", "update_time", "expire_time", "etag"},
		},
		{
			rpc: supportv1.ContactService_GetContactDraft_FullMethodName, use: "get", short: "Show one draft",
			example: "oco contact-drafts get 0198c0de-0000-7000-8000-000000000082",
			shape:   bind.Shape{Arguments: []string{"contact_draft"}},
		},
		{
			rpc: supportv1.ContactService_SaveContactDraft_FullMethodName, use: "save", short: "Keep a draft, all of it",
			long:    "The id is a UUID of one's own choice. --etag says which version was seen; without it the draft is new.",
			example: `oco contact-drafts save 0198c0de-0000-7000-8000-000000000082 --case 0198c0de-0000-7000-8000-000000000017 --note "gebeld, niet"`,
			shape:   bind.Shape{Arguments: []string{"contact_draft.id"}, Require: []string{"case"}},
		},
		{
			rpc: supportv1.ContactService_DeleteContactDraft_FullMethodName, use: "delete", short: "Throw a draft away",
			long:    "It asks first, unless --yes.",
			example: "oco contact-drafts delete 0198c0de-0000-7000-8000-000000000082",
			shape:   bind.Shape{Arguments: []string{"contact_draft"}}, danger: "ask.delete_contact_draft",
		},
	},
}

var goals = group{
	use: "goals", aliases: []string{"doelen"}, section: daily, short: "What is to be reached within a case (doelen)",
	commands: []command{
		{
			rpc: supportv1.CaseGoalService_ListCaseGoals_FullMethodName, use: "list", short: "List the goals of a case, the newest first",
			example: "oco goals list --case 0198c0de-0000-7000-8000-000000000017",
			shape:   bind.Shape{Require: []string{"case"}},
			columns: []string{"id", "state", "text"},
		},
		{
			rpc: supportv1.CaseGoalService_GetCaseGoal_FullMethodName, use: "get", short: "Show one goal",
			example: "oco goals get 0198c0de-0000-7000-8000-000000000083",
			shape:   bind.Shape{Arguments: []string{"case_goal"}},
		},
		{
			rpc: supportv1.CaseGoalService_CreateCaseGoal_FullMethodName, use: "create", short: "Write a goal down",
			example: `oco goals create --case 0198c0de-0000-7000-8000-000000000017 --text "weten waar ik aan toe ben"`,
			shape:   bind.Shape{Omit: []string{"case_goal.etag"}, Require: []string{"case", "text"}},
		},
		{
			rpc: supportv1.CaseGoalService_UpdateCaseGoal_FullMethodName, use: "update", short: "Change a goal or where it stands",
			long:    "Changes what is given and leaves the rest.",
			example: "oco goals update 0198c0de-0000-7000-8000-000000000083 --state bereikt",
			shape:   bind.Shape{Arguments: []string{"case_goal.id"}, Omit: []string{"case_goal.case"}},
		},
		{
			rpc: supportv1.CaseGoalService_DeleteCaseGoal_FullMethodName, use: "delete", short: "Remove a goal that was written down by mistake",
			long:    "It asks first, unless --yes.",
			example: "oco goals delete 0198c0de-0000-7000-8000-000000000083",
			shape:   bind.Shape{Arguments: []string{"case_goal"}}, danger: "ask.delete_case_goal",
		},
	},
}

var transfers = group{
	use: "transfers", aliases: []string{"overdrachten"}, section: daily, short: "Transfers (overdrachten) of a case to another supporter",
	commands: []command{
		{
			rpc: supportv1.TransferService_ListTransfers_FullMethodName, use: "list", short: "List transfers, the newest first",
			example: "oco transfers list --state gevraagd",
			columns: []string{"id", "case", "state", "kind", "reason", "from_supporter", "successor", "ask_date", "answer_date"},
		},
		{
			rpc: supportv1.TransferService_GetTransfer_FullMethodName, use: "get", short: "Show one transfer",
			example: "oco transfers get 0198c0de-0000-7000-8000-000000000084",
			shape:   bind.Shape{Arguments: []string{"transfer"}},
		},
		{
			rpc: supportv1.TransferService_AskTransfer_FullMethodName, use: "ask", aliases: []string{"create"}, short: "Ask that somebody else goes on with a case",
			example: `oco transfers ask --case 0198c0de-0000-7000-8000-000000000017 --kind formeel --reason "te complex" --successor 0198c0de-0000-7000-8000-000000000010 --first-contact`,
			shape:   bind.Shape{Omit: []string{"transfer.etag"}, Require: []string{"case", "kind", "reason"}},
		},
		{
			rpc: supportv1.TransferService_AcceptTransfer_FullMethodName, use: "accept", short: "Accept a transfer: the successor goes on with the case",
			long:    "--successor names who goes on when nobody was named, or when it is somebody else; a coordinator does that.",
			example: "oco transfers accept 0198c0de-0000-7000-8000-000000000084 --successor 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"transfer"}},
		},
		{
			rpc: supportv1.TransferService_RefuseTransfer_FullMethodName, use: "refuse", short: "Refuse a transfer: the case stays as it is",
			example: "oco transfers refuse 0198c0de-0000-7000-8000-000000000084",
			shape:   bind.Shape{Arguments: []string{"transfer"}},
		},
		{
			rpc: supportv1.TransferService_WithdrawTransfer_FullMethodName, use: "withdraw", short: "Take back a transfer that was asked",
			example: "oco transfers withdraw 0198c0de-0000-7000-8000-000000000084",
			shape:   bind.Shape{Arguments: []string{"transfer"}},
		},
	},
}
