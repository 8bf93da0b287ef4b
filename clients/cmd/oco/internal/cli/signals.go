package cli

import (
	signalv1 "oco.example/oco/gen/go/oco/signal/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var signals = group{
	use: "signals", aliases: []string{"signalen"}, section: reports, short: "What goes wrong outside, and what came of it (signalen)",
	commands: []command{
		{
			rpc: signalv1.SignalService_ListSignals_FullMethodName, use: "list", short: "List signals, the newest first",
			example: `oco signals list --state new
				oco signals list --theme waiting_list --organisation "Stichting Zorgbuur"
				oco signals list --pattern 0198c0de-0000-7000-8000-000000000081`,
			columns: []string{"id", "theme", "organisation", "from_date", "residents", "state", "create_time"},
		},
		{
			rpc: signalv1.SignalService_GetSignal_FullMethodName, use: "get", short: "Show one signal, with what came of it",
			example: "oco signals get 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"signal"}},
		},
		{
			rpc: signalv1.SignalService_CreateSignal_FullMethodName, use: "tell", aliases: []string{"create"}, short: "Tell what goes wrong; without names",
			long: "A supporter names own cases in which it was seen: what leaves is how many residents they are of.",
			example: `oco signals tell --theme waiting_list --organisation "Stichting Zorgbuur" --since 5-1-2026 --description "Er komt geen antwoord."
				oco signals tell --theme unclear_letter --organisation "Gemeente" --since 2026-01-05 --until 2026-02-01 --description "De brief is niet te begrijpen." --case 0198c0de-0000-7000-8000-000000000004`,
			shape: bind.Shape{Omit: []string{"signal.etag"}, Require: []string{"theme", "organisation", "since", "description"}},
		},
		{
			rpc: signalv1.SignalService_UpdateSignal_FullMethodName, use: "update", short: "Change a signal that is new",
			long:    "Changes what is given and leaves the rest. Cases that are given take the place of those before.",
			example: `oco signals update 0198c0de-0000-7000-8000-000000000080 --until today`,
			shape:   bind.Shape{Arguments: []string{"signal.id"}},
		},
		{
			rpc: signalv1.SignalService_SetSignalAside_FullMethodName, use: "set-aside", short: "Say why nothing is done with a signal",
			example: `oco signals set-aside 0198c0de-0000-7000-8000-000000000080 --reason "Dit is al opgelost."`,
			shape:   bind.Shape{Arguments: []string{"signal"}, Require: []string{"reason"}},
		},
		{
			rpc: signalv1.SignalService_ListSimilarSignals_FullMethodName, use: "similar", short: "Suggest signals that are like one, or that fit into a pattern",
			example: `oco signals similar --signal 0198c0de-0000-7000-8000-000000000080
				oco signals similar --pattern 0198c0de-0000-7000-8000-000000000081`,
			columns: []string{"signal.id", "likeness", "signal.from_date", "signal.residents", "signal.description"},
			shape:   bind.Shape{Require: []string{"signal|pattern"}},
		},
	},
}

var patterns = group{
	use: "patterns", aliases: []string{"patronen"}, section: reports, short: "What signals have in common, who is told and what they answer (patronen)",
	commands: []command{
		{
			rpc: signalv1.SignalService_ListPatterns_FullMethodName, use: "list", short: "List patterns, the newest first",
			example: "oco patterns list",
			columns: []string{"id", "title", "organisation", "state", "signals", "residents", "create_time"},
		},
		{
			rpc: signalv1.SignalService_GetPattern_FullMethodName, use: "get", short: "Show one pattern",
			example: "oco patterns get 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"pattern"}},
		},
		{
			rpc: signalv1.SignalService_CreatePattern_FullMethodName, use: "create", short: "Begin a pattern, with the signals that it gathers",
			example: `oco patterns create --title "Lang wachten" --theme waiting_list --organisation "Stichting Zorgbuur" --since 2026-01-05 --signal 0198c0de-0000-7000-8000-000000000080`,
			shape:   bind.Shape{Omit: []string{"pattern.etag"}, Require: []string{"title", "theme", "organisation", "since"}},
		},
		{
			rpc: signalv1.SignalService_UpdatePattern_FullMethodName, use: "update", short: "Put a pattern into words, and say for whom it is",
			long:    "Changes what is given and leaves the rest. What was released is not changed: withdraw it, and make another.",
			example: `oco patterns update 0198c0de-0000-7000-8000-000000000081 --text "Mensen weten niet waar zij aan toe zijn." --for policy-adviser,foundation`,
			shape:   bind.Shape{Arguments: []string{"pattern.id"}},
		},
		{
			rpc: signalv1.SignalService_GatherSignals_FullMethodName, use: "gather", short: "Add signals to a pattern, or take them out",
			example: `oco patterns gather 0198c0de-0000-7000-8000-000000000081 --add 0198c0de-0000-7000-8000-000000000080
				oco patterns gather 0198c0de-0000-7000-8000-000000000081 --remove 0198c0de-0000-7000-8000-000000000080`,
			shape: bind.Shape{Arguments: []string{"pattern"}, Require: []string{"add|remove"}},
		},
		{
			rpc: signalv1.SignalService_ReleasePattern_FullMethodName, use: "release", short: "Let those it is for read a pattern",
			long: "A copy leaves, without a signal, case or person. With fewer than five residents behind it the text is in words of your own and without numbers, and a reason is needed; the copy then counts nothing.",
			example: `oco patterns release 0198c0de-0000-7000-8000-000000000081
				oco patterns release 0198c0de-0000-7000-8000-000000000081 --reason "Het is dringend."`,
			shape: bind.Shape{Arguments: []string{"pattern"}}, danger: "ask.release_pattern",
		},
		{
			rpc: signalv1.SignalService_ClosePattern_FullMethodName, use: "close", short: "End a pattern that was released; it stays to be read",
			example: "oco patterns close 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"pattern"}},
		},
		{
			rpc: signalv1.SignalService_WithdrawPattern_FullMethodName, use: "withdraw", short: "Take a pattern back; its signals are new again",
			long:    "It asks first, unless --yes.",
			example: "oco patterns withdraw 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"pattern"}}, danger: "ask.withdraw_pattern",
		},
		{
			rpc: signalv1.SignalService_ListReleasedPatterns_FullMethodName, use: "released", short: "List the released patterns that are for you, the newest first",
			example: "oco patterns released",
			columns: []string{"id", "title", "organisation", "state", "residents", "create_time"},
		},
		{
			rpc: signalv1.SignalService_GetReleasedPattern_FullMethodName, use: "read", short: "Show one released pattern, with its answers",
			example: "oco patterns read 0198c0de-0000-7000-8000-000000000082",
			shape:   bind.Shape{Arguments: []string{"released_pattern"}},
		},
		{
			rpc: signalv1.SignalService_AnswerPattern_FullMethodName, use: "answer", short: "Answer a released pattern: what will be done, and by when",
			long: "A coordinator who brings an answer over says whose it is with --addressee.",
			example: `oco patterns answer 0198c0de-0000-7000-8000-000000000082 --text "Wij gaan in gesprek." --measure "Een vast telefoonnummer" --by 1-6-2027
				oco patterns answer 0198c0de-0000-7000-8000-000000000082 --addressee care-provider --text "Wij bellen terug."`,
			shape: bind.Shape{Arguments: []string{"released_pattern"}, Require: []string{"text"}},
		},
	},
}
