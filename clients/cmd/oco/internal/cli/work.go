package cli

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/oco"
)

// mostEntries is how many entries of the log one claim takes up.
const mostEntries = 100

var work = group{
	use: "work", aliases: []string{"urenregistratie"}, section: people, short: "The log of hours and kilometres (urenregistratie), of which claims are made",
	commands: []command{
		{
			rpc: expensev1.ExpenseService_ListWorkEntries_FullMethodName, use: "list", short: "List what was logged, the newest first",
			example: `oco work list --unclaimed
				oco work list --supporter 0198c0de-0000-7000-8000-000000000010
				oco work list --case 0198c0de-0000-7000-8000-000000000004`,
			columns: []string{"id", "supporter_name", "date", "minutes", "kilometre_tenths", "case", "description", "claim"},
		},
		{
			rpc: expensev1.ExpenseService_GetWorkEntry_FullMethodName, use: "get", short: "Show one entry of the log",
			example: "oco work get 0198c0de-0000-7000-8000-000000000073",
			shape:   bind.Shape{Arguments: []string{"work_entry"}},
		},
		{
			rpc: expensev1.ExpenseService_CreateWorkEntry_FullMethodName, use: "log", aliases: []string{"create"}, short: "Log hours, kilometres or both of one visit or piece of work",
			long: "oco claims create --logged makes a claim of all that was logged and is in none yet.",
			example: `oco work log --supporter 0198c0de-0000-7000-8000-000000000010 --date today --minutes 90 --kilometres 12,5 --description "huisbezoek"
				oco work log --supporter 0198c0de-0000-7000-8000-000000000010 --date 2-3-2026 --minutes 30 --case 0198c0de-0000-7000-8000-000000000004`,
			shape:   bind.Shape{Omit: []string{"work_entry.etag"}, Require: []string{"supporter", "date", "minutes|kilometres|kilometre-tenths"}},
			flags:   kilometresFlag,
			prepare: kilometres,
		},
		{
			rpc: expensev1.ExpenseService_UpdateWorkEntry_FullMethodName, use: "update", short: "Change what was logged and is in no claim",
			long:    "Changes what is given and leaves the rest.",
			example: "oco work update 0198c0de-0000-7000-8000-000000000073 --minutes 75 --kilometres 10",
			shape:   bind.Shape{Arguments: []string{"work_entry.id"}, Omit: []string{"work_entry.supporter"}},
			flags:   kilometresFlag,
			prepare: kilometres,
		},
		{
			rpc: expensev1.ExpenseService_DeleteWorkEntry_FullMethodName, use: "delete", short: "Remove what was logged and is in no claim",
			long:    "It asks first, unless --yes.",
			example: "oco work delete 0198c0de-0000-7000-8000-000000000073",
			shape:   bind.Shape{Arguments: []string{"work_entry"}}, danger: "ask.delete_work_entry",
		},
	},
}

func kilometresFlag(set *pflag.FlagSet) {
	set.String("kilometres", "", "how far it was, as a `number` with one decimal at most, such as 12,5")
}

// distance is a number of kilometres as people type it.
var distance = regexp.MustCompile(`^(\d{1,4})(?:[.,](\d))?$`)

// kilometres makes the flag of the contract, which counts in tenths, of kilometres as people type them.
func kilometres(c *call) error {
	typed, _ := c.cmd.Flags().GetString("kilometres") // the command has the flag
	if typed == "" {
		return nil
	}
	parts := distance.FindStringSubmatch(typed)
	if parts == nil {
		return &bind.Error{Name: "--kilometres", Problem: texts.Wrong("value.kilometres")}
	}
	return c.cmd.Flags().Set("kilometre-tenths", parts[1]+strings.Repeat("0", 1-len(parts[2]))+parts[2])
}

func loggedFlag(set *pflag.FlagSet) {
	set.Bool("logged", false, "take up what the supporter logged and no claim took up yet, the oldest "+strconv.Itoa(mostEntries)+" at most")
}

// claimLogged makes a claim, with --logged of all that its supporter logged and did not claim yet.
func claimLogged(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*expensev1.CreateExpenseClaimRequest)
	if !ok {
		return errContract
	}
	if logged, _ := c.cmd.Flags().GetBool("logged"); logged { // the command has the flag
		if ask.ExpenseClaim.WorkEntries, err = c.unclaimed(ask.GetMunicipality(), ask.GetExpenseClaim().GetSupporter()); err != nil {
			return err
		}
	}
	answer, err := c.invoke(c.method, ask)
	if err != nil {
		return err
	}
	return c.print(answer)
}

// unclaimed are the entries that no claim took up, the oldest first, as many as one claim takes.
func (c *call) unclaimed(municipality, supporter string) ([]string, error) {
	var ids []string
	list := &expensev1.ListWorkEntriesRequest{Municipality: municipality, Supporter: supporter, Unclaimed: true, PageSize: largestPage}
	for page, err := range oco.Pages(c.ctx, c.client.Expenses.ListWorkEntries, list) {
		if err != nil {
			return nil, err
		}
		for _, entry := range page.GetWorkEntries() {
			ids = append(ids, entry.GetId())
		}
	}
	slices.Reverse(ids)
	return ids[:min(len(ids), mostEntries)], nil
}
