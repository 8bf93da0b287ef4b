package rpc

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/texts"
)

func policyFromProto(p *expensev1.ExpensePolicy) expense.Policy {
	return expense.Policy{
		Start: p.GetStartDate(), Hour: int64(p.GetHourCents()), Kilometre: int64(p.GetKilometreCents()), HourLimit: int64(p.GetHourLimitCents()),
		MonthLimit: int64(p.GetMonthLimitCents()), YearLimit: int64(p.GetYearLimitCents()), WarnPercent: int64(p.GetWarnPercent()),
		DebtorName: p.GetDebtorName(), DebtorIBAN: p.GetDebtorIban(),
	}
}

func policyToProto(municipality string, p expense.Policy) *expensev1.ExpensePolicy {
	return &expensev1.ExpensePolicy{
		Id: p.ID, Municipality: municipality, StartDate: p.Start, HourCents: int32(p.Hour), KilometreCents: int32(p.Kilometre),
		HourLimitCents: int32(p.HourLimit), MonthLimitCents: int32(p.MonthLimit), YearLimitCents: int32(p.YearLimit), WarnPercent: int32(p.WarnPercent),
		DebtorName: p.DebtorName, DebtorIban: p.DebtorIBAN, InForce: p.InForce, RecordedBy: p.RecordedBy, CreateTime: timestamppb.New(p.CreateTime),
	}
}

// linesFromProto are the lines that were typed: those of the log are made anew of its entries.
func linesFromProto(list []*expensev1.ExpenseLine) []expense.Line {
	lines := make([]expense.Line, 0, len(list))
	for place, l := range list {
		if l.GetWorkEntry() != "" {
			continue
		}
		lines = append(lines, expense.Line{
			Kind: expense.Kind(enum.Name(l.GetKind())), Date: l.GetDate(), Quantity: int64(l.GetQuantity()), Case: l.GetCase(),
			Description: sealed.Of(l.GetDescription()), Place: place,
		})
	}
	return lines
}

func toProto(municipality, language string, v view) *expensev1.ExpenseClaim {
	claim := &expensev1.ExpenseClaim{
		Id: v.ID, Municipality: municipality, Supporter: v.Supporter, SupporterName: v.name.Reveal(),
		State: enum.Number[expensev1.ExpenseClaimState](string(v.State)), AmountCents: v.Amount, Warnings: warningsToProto(language, v.warnings),
		Refusal: v.Refusal.Reveal(), EnteredBy: v.EnteredBy, DecidedBy: v.DecidedBy, PaymentExport: v.Payment,
		CreateTime: timestamppb.New(v.CreateTime), UpdateTime: timestamppb.New(v.UpdateTime), Etag: v.Etag(),
		WorkEntries: v.WorkEntries(),
	}
	claim.DecideTime = moment.Of(v.DecideTime)
	for _, l := range v.Lines {
		claim.Lines = append(claim.Lines, &expensev1.ExpenseLine{
			Kind: enum.Number[expensev1.ExpenseKind](string(l.Kind)), Date: l.Date, Quantity: int32(l.Quantity), Case: l.Case,
			Description: l.Description.Reveal(), RateCents: int32(l.Rate), AmountCents: l.Amount,
			WorkEntry: l.WorkEntry,
		})
	}
	return claim
}

func warningsToProto(language string, list []expense.Warning) []*expensev1.ExpenseWarning {
	var warnings []*expensev1.ExpenseWarning
	for _, w := range list {
		warnings = append(warnings, &expensev1.ExpenseWarning{
			Limit: enum.Number[expensev1.ExpenseLimit](string(w.Limit)), Period: w.Period, AmountCents: w.Amount, LimitCents: w.Most, OverCents: w.Over,
			Text: sentence(language, w),
		})
	}
	return warnings
}

// sentence says a warning in words: "Limit for a year: near, 2026: € 1,900.00 of € 2,000.00".
func sentence(language string, w expense.Warning) string {
	key := "claim.near"
	if w.Over > 0 || w.Limit == expense.PerHour {
		key = "claim.over"
	}
	return fmt.Sprintf("%s %s, %s: %s %s %s", texts.Word(language, "claim.limit."+strings.ToLower(string(w.Limit))), texts.Word(language, key),
		w.Period, euros(language, w.Amount), texts.Word(language, "claim.of"), euros(language, w.Most))
}

// euros writes cents as people do.
func euros(language string, cents int64) string {
	point := ","
	if language == "en" {
		point = "."
	}
	return fmt.Sprintf("€ %d%s%02d", cents/100, point, cents%100)
}

func totalsToProto(supporter, day, language string, t expense.Totals) *expensev1.ExpenseTotals {
	return &expensev1.ExpenseTotals{
		Supporter: supporter, Date: day, MonthCents: t.Month, MonthLimitCents: t.MonthLimit, YearCents: t.Year, YearLimitCents: t.YearLimit,
		Warnings: warningsToProto(language, t.Warnings),
	}
}

func bankToProto(b expense.BankDetails) *expensev1.BankDetails {
	return &expensev1.BankDetails{
		Supporter: b.Supporter, Iban: expense.MaskIBAN(b.IBAN.Reveal()), AccountHolder: b.Holder.Reveal(), UpdateTime: timestamppb.New(b.UpdateTime),
	}
}

func exportToProto(municipality string, e expense.Export) *expensev1.PaymentExport {
	return &expensev1.PaymentExport{
		Id: e.ID, Municipality: municipality, Date: e.Date, DebtorName: e.DebtorName, DebtorIban: e.DebtorIBAN, Claims: int32(e.Claims),
		AmountCents: e.Amount, OverCents: e.Over, RecordedBy: e.RecordedBy, CreateTime: timestamppb.New(e.CreateTime),
	}
}

func headings(language string) (list [7]string) {
	for i, key := range []string{"claim", "supporter", "date", "holder", "iban", "amount", "over"} {
		list[i] = texts.Word(language, "payment.column."+key)
	}
	return list
}
