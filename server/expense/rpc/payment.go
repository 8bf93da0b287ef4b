package rpc

import (
	"context"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/expense/payfile"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/texts"
)

// GetExpenseTotals is what a supporter claimed in a month and a year.
func (s *Service) GetExpenseTotals(ctx context.Context, req *expensev1.GetExpenseTotalsRequest) (*expensev1.ExpenseTotals, error) {
	known := call.From(ctx)
	var totals expense.Totals
	day := req.GetDate()
	err := s.db.Read(ctx, func(tx *pg.Tx) error {
		if day == "" {
			day = calendar.Day(tx.Now())
		}
		if _, err := calendar.ParseDay(day); err != nil {
			return errs.Field("date", "date.invalid")
		}
		if err := s.claims.Reach(ctx, tx, known.Owner(), req.GetSupporter()); err != nil {
			return err
		}
		spent, err := s.claims.Spent(ctx, tx, []string{req.GetSupporter()}, expense.Counted...)
		if err != nil {
			return err
		}
		policies, err := s.policies.Policies(ctx, tx, day)
		totals = expense.TotalsOn(day, spent[req.GetSupporter()], policies)
		return err
	})
	if err != nil {
		return nil, err
	}
	return totalsToProto(req.GetSupporter(), day, known.Language, totals), nil
}

// RecordBankDetails says where a supporter is paid from now on.
func (s *Service) RecordBankDetails(ctx context.Context, req *expensev1.RecordBankDetailsRequest) (*expensev1.BankDetails, error) {
	owner := call.From(ctx).Owner()
	load := func(ctx context.Context, tx *pg.Tx, supporter string) (expense.BankDetails, error) {
		return s.payments.Bank(ctx, tx, owner, supporter, "record bank details")
	}
	details, err := pg.Once(ctx, s.db, req, load, func(tx *pg.Tx) (expense.BankDetails, error) {
		details, err := expense.BankDetails{
			Supporter: req.GetSupporter(), IBAN: sealed.Of(req.GetBankDetails().GetIban()), Holder: sealed.Of(req.GetBankDetails().GetAccountHolder()),
		}.Complete()
		if err != nil {
			return expense.BankDetails{}, err
		}
		if err := s.claims.Reach(ctx, tx, owner, details.Supporter); err != nil {
			return expense.BankDetails{}, err
		}
		if err := s.supporters.Lock(ctx, tx, details.Supporter); err != nil {
			return expense.BankDetails{}, err
		}
		if err := s.payments.SetBank(ctx, tx, details); err != nil {
			return expense.BankDetails{}, err
		}
		return load(ctx, tx, details.Supporter)
	})
	if err != nil {
		return nil, err
	}
	return bankToProto(details), nil
}

// GetBankDetails reads where a supporter is paid, masked.
func (s *Service) GetBankDetails(ctx context.Context, req *expensev1.GetBankDetailsRequest) (*expensev1.BankDetails, error) {
	var details expense.BankDetails
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		details, err = s.payments.Bank(ctx, tx, call.From(ctx).Owner(), req.GetSupporter(), "read bank details")
		return err
	})
	if err != nil {
		return nil, err
	}
	return bankToProto(details), nil
}

// CreatePaymentExport pays all approved claims at once, or those until a day.
func (s *Service) CreatePaymentExport(ctx context.Context, req *expensev1.CreatePaymentExportRequest) (*expensev1.PaymentExport, error) {
	if _, err := calendar.ParseDay(req.GetUntilDate()); err != nil && req.GetUntilDate() != "" {
		return nil, errs.Field("until_date", "date.invalid")
	}
	export, err := pg.Once(ctx, s.db, req, s.payments.Export, func(tx *pg.Tx) (expense.Export, error) {
		claims, err := s.claims.LockApproved(ctx, tx, req.GetUntilDate())
		if err != nil {
			return expense.Export{}, err
		}
		payments, policies, err := s.pay(ctx, tx, claims)
		if err != nil {
			return expense.Export{}, err
		}
		today := calendar.Day(tx.Now())
		export, err := expense.Pay(pg.NewID(), today, tx.Call().Caller.Account, payments, policies.On(today))
		if err != nil {
			return expense.Export{}, err
		}
		if err := export.CheckAmount(req.GetAmountCents()); err != nil {
			return expense.Export{}, err
		}
		if err := s.payments.InsertExport(ctx, tx, export, payments); err != nil {
			return expense.Export{}, err
		}
		for _, claim := range claims {
			if claim.State, err = claim.State.Move(expense.Paid); err != nil {
				return expense.Export{}, err
			}
			claim.Payment = export.ID
			if err := s.claims.Save(ctx, tx, claim); err != nil {
				return expense.Export{}, err
			}
		}
		return s.payments.Export(ctx, tx, export.ID)
	})
	if err != nil {
		return nil, err
	}
	return exportToProto(req.GetMunicipality(), export), nil
}

// pay makes a payment of each claim, to where its supporter is paid now. The part above the limits is what a claim
// adds to what was paid before it, so that no cent of it is told twice.
func (s *Service) pay(ctx context.Context, tx *pg.Tx, claims []expense.Claim) ([]expense.Payment, expense.Policies, error) {
	supporters := make([]string, 0, len(claims))
	for _, c := range claims {
		supporters = append(supporters, c.Supporter)
	}
	policies, err := s.policies.Policies(ctx, tx, calendar.Day(tx.Now()))
	if err != nil {
		return nil, nil, err
	}
	spent, err := s.claims.Spent(ctx, tx, supporters, expense.Paid)
	if err != nil {
		return nil, nil, err
	}
	banks, err := s.payments.Banks(ctx, tx, supporters)
	if err != nil {
		return nil, nil, err
	}
	payments := make([]expense.Payment, 0, len(claims))
	for _, c := range claims {
		bank, before := banks[c.Supporter], spent[c.Supporter]
		for _, line := range c.Lines {
			before.Add(line.Date, line.Amount)
		}
		payments = append(payments, expense.Payment{
			Claim: c.ID, Supporter: c.Supporter, Amount: c.Amount, Over: expense.Over(c, expense.Warnings(c.Lines, before, policies)),
			IBAN: bank.IBAN, Holder: bank.Holder,
		})
	}
	return payments, policies, nil
}

// GetPaymentExport reads one payment.
func (s *Service) GetPaymentExport(ctx context.Context, req *expensev1.GetPaymentExportRequest) (*expensev1.PaymentExport, error) {
	var export expense.Export
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		export, err = s.payments.Export(ctx, tx, req.GetPaymentExport())
		return err
	})
	if err != nil {
		return nil, err
	}
	return exportToProto(req.GetMunicipality(), export), nil
}

// ListPaymentExports reads a page of payments.
func (s *Service) ListPaymentExports(ctx context.Context, req *expensev1.ListPaymentExportsRequest) (*expensev1.ListPaymentExportsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[expense.Export](),
		func(tx *pg.Tx, after []string, limit int) ([]expense.Export, error) {
			return s.payments.Exports(ctx, tx, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &expensev1.ListPaymentExportsResponse{NextPageToken: next}
	for _, export := range list {
		answer.PaymentExports = append(answer.PaymentExports, exportToProto(req.GetMunicipality(), export))
	}
	return answer, nil
}

// GetPaymentFile writes a payment down. A file for the bank is made of all its payments or not at all.
func (s *Service) GetPaymentFile(ctx context.Context, req *expensev1.GetPaymentFileRequest) (*expensev1.PaymentFile, error) {
	var export expense.Export
	var payments []expense.Payment
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		if export, err = s.payments.Export(ctx, tx, req.GetPaymentExport()); err != nil {
			return err
		}
		payments, err = s.payments.Payments(ctx, tx, export.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(payments) != export.Claims {
		return nil, errs.Field("payment_export", "payment.erased")
	}
	language := call.From(ctx).Language
	if req.GetFormat() == expensev1.PaymentFormat_PAYMENT_FORMAT_XLSX {
		content, err := payfile.Spreadsheet(export, payments, headings(language))
		return &expensev1.PaymentFile{
			FileName: "oco-" + export.Date + ".xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Content: content,
		}, err
	}
	content, err := payfile.Pain001(export, payments, texts.Word(language, "payment.remark"))
	return &expensev1.PaymentFile{FileName: "oco-" + export.Date + ".xml", MediaType: "application/xml", Content: content}, err
}
