package words

import "google.golang.org/protobuf/reflect/protoreflect"

// expenseValues are the Dutch words of the values of the expense slice.
var expenseValues = map[protoreflect.Name][]string{
	"EXPENSE_KIND_HOURS":      {"uren"},
	"EXPENSE_KIND_KILOMETRES": {"kilometers"},
	"EXPENSE_KIND_TICKET":     {"bon"},

	"EXPENSE_CLAIM_STATE_DRAFT":     {"concept"},
	"EXPENSE_CLAIM_STATE_SUBMITTED": {"ingediend"},
	"EXPENSE_CLAIM_STATE_APPROVED":  {"goedgekeurd"},
	"EXPENSE_CLAIM_STATE_REFUSED":   {"afgewezen"},
	"EXPENSE_CLAIM_STATE_PAID":      {"uitbetaald"},
	"EXPENSE_CLAIM_STATE_WITHDRAWN": {"ingetrokken"},

	"EXPENSE_LIMIT_HOUR":  {"per uur"},
	"EXPENSE_LIMIT_MONTH": {"per maand"},
	"EXPENSE_LIMIT_YEAR":  {"per jaar"},

	"PAYMENT_FORMAT_PAIN001": {"sepa"},
	"PAYMENT_FORMAT_XLSX":    {"spreadsheet"},
}

// expenseFields are the Dutch words for the fields that only the expense slice has.
var expenseFields = map[string]string{
	"account_holder":    "rekeninghouder",
	"amount_cents":      "bedrag",
	"claim":             "declaratie",
	"claims":            "declaraties",
	"date":              "datum",
	"debtor_iban":       "rekening betaler",
	"debtor_name":       "betaler",
	"decide_time":       "beoordeeld op",
	"hour_cents":        "uurvergoeding",
	"hour_limit_cents":  "grens per uur",
	"iban":              "IBAN",
	"kilometre_cents":   "kilometervergoeding",
	"kilometre_tenths":  "kilometers",
	"limit":             "grens",
	"limit_cents":       "grens",
	"lines":             "regels",
	"month_cents":       "in de maand",
	"month_limit_cents": "grens per maand",
	"over_cents":        "boven de grens",
	"payment_export":    "betaling",
	"period":            "periode",
	"quantity":          "hoeveelheid",
	"rate_cents":        "tarief",
	"warn_percent":      "waarschuwt vanaf procent",
	"warnings":          "waarschuwingen",
	"work_entries":      "werkregels",
	"work_entry":        "werkregel",
	"year_cents":        "in het jaar",
	"year_limit_cents":  "grens per jaar",
}
