package matrix_test

import "oco.example/oco/server/itest/harness"

// expenseRequests are those on the log of work, claims and payments. The claims are those of the supporter's record; whoever
// approves them is somebody else.
var expenseRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateExpensePolicy": func(*world, harness.Persona) object { return expensePolicy() },
	"GetExpensePolicy":    func(w *world, _ harness.Persona) object { return object{"expense_policy": w.rates()} },
	"ListExpensePolicies": func(w *world, _ harness.Persona) object { w.rates(); return object{} },
	"CreateWorkEntry":     func(w *world, _ harness.Persona) object { return w.worked() },
	"GetWorkEntry":        func(w *world, _ harness.Persona) object { return object{"work_entry": w.logged()} },
	"ListWorkEntries":     func(w *world, _ harness.Persona) object { w.logged(); return object{} },
	"UpdateWorkEntry": func(w *world, _ harness.Persona) object {
		return object{"work_entry": object{"id": w.logged(), "minutes": 75}, "update_mask": "minutes"}
	},
	"DeleteWorkEntry":    func(w *world, _ harness.Persona) object { return object{"work_entry": w.logged()} },
	"CreateExpenseClaim": func(w *world, _ harness.Persona) object { w.rates(); return w.drafted() },
	"GetExpenseClaim":    func(w *world, _ harness.Persona) object { return object{"expense_claim": w.draft()} },
	"ListExpenseClaims":  func(w *world, _ harness.Persona) object { w.draft(); return object{} },
	"UpdateExpenseClaim": func(w *world, _ harness.Persona) object {
		claim := w.drafted()["expense_claim"].(object)
		claim["id"] = w.draft()
		return object{"expense_claim": claim, "update_mask": "lines"}
	},
	"SubmitExpenseClaim":   func(w *world, _ harness.Persona) object { return object{"expense_claim": w.draft()} },
	"WithdrawExpenseClaim": func(w *world, _ harness.Persona) object { return object{"expense_claim": w.draft()} },
	"ApproveExpenseClaim": func(w *world, _ harness.Persona) object {
		w.bankAccount()
		return object{"expense_claim": w.submitted()}
	},
	"RefuseExpenseClaim": func(w *world, _ harness.Persona) object {
		return object{"expense_claim": w.submitted(), "refusal": "Deze rit was niet nodig."}
	},
	"GetExpenseTotals": func(w *world, _ harness.Persona) object { w.submitted(); return object{"supporter": w.supporter} },
	"RecordBankDetails": func(w *world, _ harness.Persona) object {
		return object{"supporter": w.supporter, "bank_details": object{"iban": "NL91ABNA0417164300", "account_holder": "P. Professional"}}
	},
	"GetBankDetails":      func(w *world, _ harness.Persona) object { w.bankAccount(); return object{"supporter": w.supporter} },
	"CreatePaymentExport": func(w *world, _ harness.Persona) object { w.approved(); return object{} },
	"GetPaymentExport":    func(w *world, _ harness.Persona) object { return object{"payment_export": w.paid()} },
	"ListPaymentExports":  func(w *world, _ harness.Persona) object { w.paid(); return object{} },
	"GetPaymentFile": func(w *world, _ harness.Persona) object {
		return object{"payment_export": w.paid(), "format": "PAYMENT_FORMAT_PAIN001"}
	},
}

func expensePolicy() object {
	return object{"expense_policy": object{
		"start_date": "2020-01-01", "hour_cents": 500, "kilometre_cents": 20, "month_limit_cents": 20000, "year_limit_cents": 200000,
		"debtor_name": "Stichting Naast", "debtor_iban": "NL20INGB0001234567",
	}}
}

// rates is a version of what is paid.
func (w *world) rates() string {
	w.t.Helper()
	return text(w.administrator("CreateExpensePolicy", expensePolicy()), "id")
}

func (w *world) drafted() object {
	return object{"expense_claim": object{"supporter": w.supporter, "lines": []any{object{
		"kind": "EXPENSE_KIND_HOURS", "date": "2026-03-02", "quantity": 90, "description": "Gesprek",
	}}}}
}

func (w *world) worked() object {
	return object{"work_entry": object{"supporter": w.supporter, "date": "2026-03-02", "minutes": 90, "kilometre_tenths": 125, "description": "Gesprek"}}
}

// logged is work that the supporter logged.
func (w *world) logged() string {
	w.t.Helper()
	return text(w.must(harness.Supporter, "CreateWorkEntry", w.worked()), "id")
}

// draft is a claim that the supporter entered.
func (w *world) draft() string {
	w.t.Helper()
	w.rates()
	return text(w.must(harness.Supporter, "CreateExpenseClaim", w.drafted()), "id")
}

func (w *world) submitted() string {
	w.t.Helper()
	id := w.draft()
	w.must(harness.Supporter, "SubmitExpenseClaim", object{"expense_claim": id})
	return id
}

// bankAccount is where the supporter is paid.
func (w *world) bankAccount() {
	w.t.Helper()
	w.must(harness.Supporter, "RecordBankDetails", object{
		"supporter": w.supporter, "bank_details": object{"iban": "NL91 ABNA 0417 1643 00", "account_holder": "P. Professional"},
	})
}

func (w *world) approved() {
	w.t.Helper()
	w.bankAccount()
	w.coordinator("ApproveExpenseClaim", object{"expense_claim": w.submitted()})
}

// paid is a payment of what was approved.
func (w *world) paid() string {
	w.t.Helper()
	w.approved()
	return text(w.coordinator("CreatePaymentExport", object{}), "id")
}
