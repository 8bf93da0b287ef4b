package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// AddSecondSupporter has somebody help on a case.
func (s *Service) AddSecondSupporter(ctx context.Context, req *supportv1.AddSecondSupporterRequest) (*supportv1.Case, error) {
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "add second supporter", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		second, err := s.transfers.Candidate(ctx, tx, id(req.GetSupporter()))
		if err != nil {
			return support.Case{}, err
		}
		return running.Join(second)
	})
}

// RemoveSecondSupporter leaves a case with its first supporter.
func (s *Service) RemoveSecondSupporter(ctx context.Context, req *supportv1.RemoveSecondSupporterRequest) (*supportv1.Case, error) {
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "remove second supporter", func(_ *pg.Tx, running support.Case) (support.Case, error) {
		return running.Leave()
	})
}

// RecordSuccessorView records what the resident chose that a successor sees. Only who sees all of what was before, or a
// coordinator, writes down that somebody else may see it.
func (s *Service) RecordSuccessorView(ctx context.Context, req *supportv1.RecordSuccessorViewRequest) (*supportv1.Case, error) {
	known := call.From(ctx)
	return s.change(ctx, req, req.GetCase(), req.GetEtag(), "record successor's view", func(tx *pg.Tx, running support.Case) (support.Case, error) {
		return running.Choose(support.SuccessorView(enum.Name(req.GetSuccessorView())), known.Owner(), known.Caller.Account, tx.Now())
	})
}

// AskTransfer asks that somebody else goes on with a case.
func (s *Service) AskTransfer(ctx context.Context, req *supportv1.AskTransferRequest) (*supportv1.Transfer, error) {
	owner := call.From(ctx).Owner()
	t, err := pg.Once(ctx, s.db, req, s.loadTransfer, func(tx *pg.Tx) (support.Transfer, error) {
		running, err := s.lock(ctx, tx, owner, req.GetTransfer().GetCase(), "")
		if err != nil {
			return support.Transfer{}, err
		}
		wanted := transferFromProto(req.GetTransfer())
		wanted.ID = pg.NewID()
		asked, err := running.Ask(wanted, owner, calendar.Day(tx.Now()))
		if err != nil {
			return support.Transfer{}, err
		}
		if err := s.succeeds(ctx, tx, asked, "transfer.successor"); err != nil {
			return support.Transfer{}, err
		}
		if err := s.transfers.InsertTransfer(ctx, tx, asked); err != nil {
			return support.Transfer{}, err
		}
		stored, err := s.transfers.Transfer(ctx, tx, owner, asked.ID, "ask transfer")
		if err == nil {
			tellAsked(tx, stored)
		}
		return stored, err
	})
	return s.transferAnswer(ctx, req.GetMunicipality(), t, err)
}

// succeeds refuses a successor, when one is named, who cannot go on with the case.
func (s *Service) succeeds(ctx context.Context, tx *pg.Tx, t support.Transfer, field string) error {
	if t.Successor == "" {
		return nil
	}
	successor, err := s.transfers.Candidate(ctx, tx, t.Successor)
	if errs.Is(err, errs.NotFoundReason) {
		return errs.Field(field, "transfer.unknown")
	}
	if err != nil {
		return err
	}
	return t.Succeeds(successor, field)
}

// GetTransfer reads one transfer in the caller's reach.
func (s *Service) GetTransfer(ctx context.Context, req *supportv1.GetTransferRequest) (*supportv1.Transfer, error) {
	var t support.Transfer
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		t, err = s.loadTransfer(ctx, tx, req.GetTransfer())
		return err
	})
	return s.transferAnswer(ctx, req.GetMunicipality(), t, err)
}

// ListTransfers reads a page of the transfers in the caller's reach.
func (s *Service) ListTransfers(ctx context.Context, req *supportv1.ListTransfersRequest) (*supportv1.ListTransfersResponse, error) {
	owner := call.From(ctx).Owner()
	filter := support.TransferFilter{Case: req.GetCase()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, support.TransferState(enum.Name(state)))
	}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.Transfer](), func(tx *pg.Tx, after []string, limit int) ([]support.Transfer, error) {
		return s.transfers.Transfers(ctx, tx, owner, filter, page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListTransfersResponse{NextPageToken: next}
	for _, t := range list {
		answer.Transfers = append(answer.Transfers, transferToProto(req.GetMunicipality(), t.Show(owner)))
	}
	return answer, nil
}

// AcceptTransfer makes the successor the supporter of the case.
func (s *Service) AcceptTransfer(ctx context.Context, req *supportv1.AcceptTransferRequest) (*supportv1.Transfer, error) {
	owner := call.From(ctx).Owner()
	return s.answer(ctx, req, req.GetMunicipality(), req.GetTransfer(), "accept transfer", func(tx *pg.Tx, of support.Case, t support.Transfer) (support.Transfer, error) {
		accepted, err := t.Answer(support.Accepted, owner, req.GetEtag(), calendar.Day(tx.Now()))
		if err != nil {
			return support.Transfer{}, err
		}
		if accepted, err = accepted.Name(id(req.GetSuccessor()), owner); err != nil {
			return support.Transfer{}, err
		}
		if err := s.succeeds(ctx, tx, accepted, "successor"); err != nil {
			return support.Transfer{}, err
		}
		if t.Successor != "" && t.Successor != accepted.Successor {
			of = of.Unchosen(t.CreateTime)
		}
		handed, err := of.HandTo(accepted.Successor, accepted.CreateTime, tx.Now())
		if err != nil {
			return support.Transfer{}, err
		}
		if err := s.cases.Save(ctx, tx, handed); err != nil {
			return support.Transfer{}, err
		}
		account, err := s.cases.Account(ctx, tx, accepted.Successor)
		if err != nil {
			return support.Transfer{}, err
		}
		tellTransferred(tx, accepted, account)
		if accepted.AnswersQuestion() {
			return accepted, s.endQuestion(ctx, tx, handed.ID, support.Transferred)
		}
		return accepted, nil
	})
}

// RefuseTransfer leaves the case with who supports.
func (s *Service) RefuseTransfer(ctx context.Context, req *supportv1.RefuseTransferRequest) (*supportv1.Transfer, error) {
	return s.answer(ctx, req, req.GetMunicipality(), req.GetTransfer(), "refuse transfer", func(tx *pg.Tx, of support.Case, t support.Transfer) (support.Transfer, error) {
		return s.staysPut(ctx, tx, of, t, support.Refused, req.GetEtag())
	})
}

// WithdrawTransfer takes back what was asked.
func (s *Service) WithdrawTransfer(ctx context.Context, req *supportv1.WithdrawTransferRequest) (*supportv1.Transfer, error) {
	return s.answer(ctx, req, req.GetMunicipality(), req.GetTransfer(), "withdraw transfer", func(tx *pg.Tx, of support.Case, t support.Transfer) (support.Transfer, error) {
		return s.staysPut(ctx, tx, of, t, support.Withdrawn, req.GetEtag())
	})
}

// staysPut ends a transfer without a successor, and with it what the resident chose for one.
func (s *Service) staysPut(
	ctx context.Context, tx *pg.Tx, of support.Case, t support.Transfer, as support.TransferState, etag string,
) (support.Transfer, error) {
	ended, err := t.Answer(as, call.From(ctx).Owner(), etag, calendar.Day(tx.Now()))
	if err != nil {
		return support.Transfer{}, err
	}
	if after := of.Unchosen(t.CreateTime); after.SuccessorView != of.SuccessorView {
		return ended, s.cases.Save(ctx, tx, after)
	}
	return ended, nil
}

// answer moves a transfer in the caller's reach, with its application and its case locked before. The case itself need
// not be in the caller's reach: whoever is asked does not see it yet.
func (s *Service) answer(
	ctx context.Context, req pg.Request, municipality, transfer, action string,
	do func(tx *pg.Tx, of support.Case, t support.Transfer) (support.Transfer, error),
) (*supportv1.Transfer, error) {
	owner := call.From(ctx).Owner()
	answered, err := pg.Once(ctx, s.db, req, s.loadTransfer, func(tx *pg.Tx) (support.Transfer, error) {
		application, of, err := s.transfers.TransfersApplication(ctx, tx, owner, transfer)
		if err != nil {
			return support.Transfer{}, err
		}
		if err := s.applications.Lock(ctx, tx, application); err != nil {
			return support.Transfer{}, err
		}
		held, err := s.cases.Lock(ctx, tx, call.Everyone(), of)
		if err != nil {
			return support.Transfer{}, err
		}
		t, err := s.transfers.LockTransfer(ctx, tx, owner, transfer)
		if err != nil {
			return support.Transfer{}, err
		}
		if t, err = do(tx, held, t); err != nil {
			return support.Transfer{}, err
		}
		if err := s.transfers.SaveTransfer(ctx, tx, t); err != nil {
			return support.Transfer{}, err
		}
		return s.transfers.Transfer(ctx, tx, owner, t.ID, action)
	})
	return s.transferAnswer(ctx, municipality, answered, err)
}

// loadTransfer finds a transfer again, also for a request that was repeated.
func (s *Service) loadTransfer(ctx context.Context, tx *pg.Tx, transfer string) (support.Transfer, error) {
	return s.transfers.Transfer(ctx, tx, call.From(ctx).Owner(), transfer, "read transfer")
}

func (s *Service) transferAnswer(ctx context.Context, municipality string, t support.Transfer, err error) (*supportv1.Transfer, error) {
	if err != nil {
		return nil, err
	}
	return transferToProto(municipality, t.Show(call.From(ctx).Owner())), nil
}
