package show

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
)

// TestEuros holds that people read amounts in euros.
func TestEuros(t *testing.T) {
	for cents, want := range map[int64][2]string{
		0:         {"€ 0.00", "€ 0,00"},
		5:         {"€ 0.05", "€ 0,05"},
		1728:      {"€ 17.28", "€ 17,28"},
		99999:     {"€ 999.99", "€ 999,99"},
		123456789: {"€ 1,234,567.89", "€ 1.234.567,89"},
		-250000:   {"-€ 2,500.00", "-€ 2.500,00"},
	} {
		row := (&expensev1.PaymentExport{AmountCents: cents}).ProtoReflect()
		for i, language := range []string{"en", "nl"} {
			if got := (&Printer{Language: language, Zone: time.UTC}).people().cell(row, "amount_cents"); got != want[i] {
				t.Errorf("%d in %s: %q", cents, language, got)
			}
		}
		if got := programs.cell(row, "amount_cents"); strings.Contains(got, "€") || got == "" {
			t.Errorf("%d for programs: %q", cents, got)
		}
	}
	unlimited := (&expensev1.ExpensePolicy{}).ProtoReflect()
	if got := (&Printer{Language: "nl", Zone: time.UTC}).people().cell(unlimited, "year_limit_cents"); got != "" {
		t.Errorf("no limit: %q", got)
	}
}

// TestAmountsOfAClaim holds that a claim is told in euros, its lines too, and that JSON and CSV keep the cents.
func TestAmountsOfAClaim(t *testing.T) {
	claim := &expensev1.ExpenseClaim{AmountCents: 1728, Lines: []*expensev1.ExpenseLine{
		{Kind: expensev1.ExpenseKind_EXPENSE_KIND_KILOMETRES, Date: "2026-11-25", Quantity: 364, RateCents: 20, AmountCents: 728},
	}}
	for _, c := range []struct {
		format   Format
		language string
		want     []string
	}{
		{Table, "nl", []string{"Bedrag", "€ 17,28", "tarief € 0,20", "bedrag € 7,28"}},
		{Table, "en", []string{"Amount", "€ 17.28", "rate € 0.20", "amount € 7.28"}},
		{JSON, "nl", []string{`"amountCents": "1728"`, `"rateCents": 20`}},
		{CSV, "nl", []string{"amount_cents", ",1728,"}},
	} {
		var out strings.Builder
		p := &Printer{To: &out, Format: c.format, Language: c.language, Zone: time.UTC}
		if err := p.Record(proto.Clone(claim)); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s in %s: no %q in\n%s", c.format, c.language, want, out.String())
			}
		}
		if c.format == Table && strings.Contains(out.String(), "cent") {
			t.Errorf("cents in\n%s", out.String())
		}
	}
}
