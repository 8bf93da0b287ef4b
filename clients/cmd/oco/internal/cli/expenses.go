package cli

import (
	expensev1 "oco.example/oco/gen/go/oco/expense/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var claims = group{
	use: "claims", aliases: []string{"declaraties"}, section: people, short: "Expense claims of supporters (declaraties)",
	commands: []command{
		{
			rpc: expensev1.ExpenseService_ListExpenseClaims_FullMethodName, use: "list", short: "List claims, the newest first",
			example: "oco claims list --state submitted",
			columns: []string{"id", "supporter_name", "state", "amount_cents", "warnings", "create_time"},
		},
		{
			rpc: expensev1.ExpenseService_GetExpenseClaim_FullMethodName, use: "get", short: "Show one claim",
			example: "oco claims get 0198c0de-0000-7000-8000-000000000070",
			shape:   bind.Shape{Arguments: []string{"expense_claim"}},
		},
		{
			rpc: expensev1.ExpenseService_CreateExpenseClaim_FullMethodName, use: "create", short: "Enter a claim as a draft",
			long: "--logged makes it of what was logged (oco work), --work-entry of some of that. What was not logged, such as costs with a ticket, stands in a document, as get shows the lines: minutes, tenths of a kilometre, or cents.",
			example: `oco claims create --supporter 0198c0de-0000-7000-8000-000000000010 --logged
				oco claims create --supporter 0198c0de-0000-7000-8000-000000000010 --work-entry 0198c0de-0000-7000-8000-000000000073,0198c0de-0000-7000-8000-000000000074
				oco claims create --supporter 0198c0de-0000-7000-8000-000000000010 --from declaratie.json`,
			shape: bind.Shape{Omit: []string{"expense_claim.etag"}, Require: []string{"supporter"}},
			flags: loggedFlag,
			run:   claimLogged,
		},
		{
			rpc: expensev1.ExpenseService_UpdateExpenseClaim_FullMethodName, use: "update", short: "Change the lines of a draft",
			long: "The entries of the log that are given take the place of those that it had.",
			example: `oco claims update 0198c0de-0000-7000-8000-000000000070 --from declaratie.json
				oco claims update 0198c0de-0000-7000-8000-000000000070 --work-entry 0198c0de-0000-7000-8000-000000000073`,
			shape: bind.Shape{Arguments: []string{"expense_claim.id"}, Omit: []string{"expense_claim.supporter"}},
		},
		{
			rpc: expensev1.ExpenseService_SubmitExpenseClaim_FullMethodName, use: "submit", short: "Put a draft up for approval",
			example: "oco claims submit 0198c0de-0000-7000-8000-000000000070",
			shape:   bind.Shape{Arguments: []string{"expense_claim"}},
		},
		{
			rpc: expensev1.ExpenseService_WithdrawExpenseClaim_FullMethodName, use: "withdraw", short: "Take back a claim that nobody decided on",
			example: "oco claims withdraw 0198c0de-0000-7000-8000-000000000070",
			shape:   bind.Shape{Arguments: []string{"expense_claim"}},
		},
		{
			rpc: expensev1.ExpenseService_ApproveExpenseClaim_FullMethodName, use: "approve", short: "Approve a claim that somebody else entered",
			example: "oco claims approve 0198c0de-0000-7000-8000-000000000070",
			shape:   bind.Shape{Arguments: []string{"expense_claim"}},
		},
		{
			rpc: expensev1.ExpenseService_RefuseExpenseClaim_FullMethodName, use: "refuse", short: "Refuse a claim, with a reason",
			example: `oco claims refuse 0198c0de-0000-7000-8000-000000000070 --refusal "de bon ontbreekt"`,
			shape:   bind.Shape{Arguments: []string{"expense_claim"}, Require: []string{"refusal"}},
		},
		{
			rpc: expensev1.ExpenseService_GetExpenseTotals_FullMethodName, use: "totals", short: "Show what a supporter claimed, against the limits",
			example: "oco claims totals 0198c0de-0000-7000-8000-000000000010 --date 2026-12-31",
			shape:   bind.Shape{Arguments: []string{"supporter"}},
		},
	},
}

var bankDetails = group{
	use: "bank-details", aliases: []string{"bankgegevens"}, section: people, short: "Where a supporter is paid",
	commands: []command{
		{
			rpc: expensev1.ExpenseService_GetBankDetails_FullMethodName, use: "get", short: "Show where a supporter is paid, masked",
			example: "oco bank-details get 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"supporter"}},
		},
		{
			rpc: expensev1.ExpenseService_RecordBankDetails_FullMethodName, use: "record", short: "Say where a supporter is paid from now on",
			example: `oco bank-details record 0198c0de-0000-7000-8000-000000000010 --iban "NL91 ABNA 0417 1643 00" --account-holder "V. Vrijwilliger"`,
			shape:   bind.Shape{Arguments: []string{"supporter"}, Require: []string{"iban", "account-holder"}},
		},
	},
}

var payments = group{
	use: "payments", aliases: []string{"betalingen"}, section: people, short: "Payments of approved claims",
	commands: []command{
		{
			rpc: expensev1.ExpenseService_ListPaymentExports_FullMethodName, use: "list", short: "List payments, the newest first",
			example: "oco payments list",
			columns: []string{"id", "date", "claims", "amount_cents", "over_cents", "recorded_by"},
		},
		{
			rpc: expensev1.ExpenseService_GetPaymentExport_FullMethodName, use: "get", short: "Show one payment",
			example: "oco payments get 0198c0de-0000-7000-8000-000000000071",
			shape:   bind.Shape{Arguments: []string{"payment_export"}},
		},
		{
			rpc: expensev1.ExpenseService_CreatePaymentExport_FullMethodName, use: "create", short: "Pay all approved claims at once",
			long:    "Marks the claims as paid; oco payments export makes the file for the bank.",
			example: "oco payments create",
		},
		{
			rpc: expensev1.ExpenseService_GetPaymentFile_FullMethodName, use: "export", short: "Save a payment as a file for the bank or the books",
			long: "The file holds whole account numbers. Whoever has no need of it any more removes it.",
			example: `oco payments export 0198c0de-0000-7000-8000-000000000071 --format pain001 --save betaling.xml
				oco payments export 0198c0de-0000-7000-8000-000000000071 --format xlsx --save betaling.xlsx`,
			shape: bind.Shape{Arguments: []string{"payment_export"}, Require: []string{"format"}},
			flags: exportFlags,
			run:   exportPayment,
		},
	},
}

var expensePolicies = group{
	use: "expense-policies", aliases: []string{"onkostenregelingen"}, section: settings, short: "Versions of what supporters are paid, and its limits",
	commands: []command{
		{
			rpc: expensev1.ExpenseService_ListExpensePolicies_FullMethodName, use: "list", short: "List the versions, the newest first",
			example: "oco expense-policies list",
			columns: []string{"id", "start_date", "in_force", "hour_cents", "kilometre_cents", "month_limit_cents", "year_limit_cents"},
		},
		{
			rpc: expensev1.ExpenseService_GetExpensePolicy_FullMethodName, use: "get", short: "Show one version",
			example: "oco expense-policies get 0198c0de-0000-7000-8000-000000000072",
			shape:   bind.Shape{Arguments: []string{"expense_policy"}},
		},
		{
			rpc: expensev1.ExpenseService_CreateExpensePolicy_FullMethodName, use: "create", short: "Set rates, limits and who pays, from a day on",
			long: "Amounts are cents; what is left out is not set. The versions before stay to be read.",
			example: `oco expense-policies create --start-date 1-1-2027 --hour-cents 500 --kilometre-cents 20 --month-limit-cents 20000
				oco expense-policies create --hour-cents 500 --debtor-name "Stichting Voorbeeld" --debtor-iban NL20INGB0001234567`,
		},
	},
}

// exportPayment saves a payment as a file that only its owner reads.
func exportPayment(c *call) error {
	path, err := c.exportPath()
	if err != nil {
		return err
	}
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*expensev1.GetPaymentFileRequest)
	if !ok {
		return errContract
	}
	if err := mayReplace(c); err != nil {
		return err
	}
	file, err := c.client.Expenses.GetPaymentFile(c.ctx, ask)
	if err != nil {
		return err
	}
	return export(path, file.GetContent())
}
