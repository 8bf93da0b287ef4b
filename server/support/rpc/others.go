package rpc

import (
	"context"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// Open opens the case of an application to which supporter and resident said yes, and returns its
// id. The caller has locked the application and moves it. ALREADY_EXISTS when a case runs.
func (s *Service) Open(ctx context.Context, tx *pg.Tx, opening support.Opening) (id string, err error) {
	c := opening.Begin(pg.NewID(), calendar.Day(tx.Now()))
	if err := s.cases.Insert(ctx, tx, c); err != nil {
		return "", err
	}
	tellOpened(tx, c, pg.Live)
	return c.ID, nil
}

// CloseFor closes the running case of an application that ends otherwise (it ended, or was merged), without outcome;
// without a running case it does nothing. The caller has locked the application and moves it.
func (s *Service) CloseFor(ctx context.Context, tx *pg.Tx, application string) error {
	return s.closeFor(ctx, tx, application, support.Lapsed)
}

// HandOverFor is CloseFor of an application that was handed over, which answers the question of the access team.
func (s *Service) HandOverFor(ctx context.Context, tx *pg.Tx, application string) error {
	return s.closeFor(ctx, tx, application, support.HandedOver)
}

func (s *Service) closeFor(ctx context.Context, tx *pg.Tx, application string, question support.QuestionState) error {
	running, ok, err := s.cases.Running(ctx, tx, application)
	if err != nil || !ok {
		return err
	}
	closed, _, err := running.Close(support.Closing{}, calendar.Day(tx.Now()))
	if err != nil {
		return err
	}
	if err := s.finish(ctx, tx, closed, question); err != nil {
		return err
	}
	tx.Logged("close case of ended application", running.LogID)
	tellClosed(tx, closed, pg.Live)
	return nil
}

// finish stores a case that closed, and ends what was asked and planned of it.
func (s *Service) finish(ctx context.Context, tx *pg.Tx, closed support.Case, question support.QuestionState) error {
	if err := s.cases.Save(ctx, tx, closed); err != nil {
		return err
	}
	if err := s.endQuestion(ctx, tx, closed.ID, question); err != nil {
		return err
	}
	if err := s.transfers.WithdrawTransfers(ctx, tx, closed.ID, closed.CloseDate); err != nil {
		return err
	}
	return s.letGo(ctx, tx, closed.ID)
}

// RecordHistory stores a case from before the platform, dated in the past, without gates, mail or
// clocks. The application is not moved: its history was imported with the state that it led to.
func (s *Service) RecordHistory(ctx context.Context, tx *pg.Tx, history support.History) error {
	if err := history.Check(); err != nil {
		return err
	}
	account, err := s.cases.Account(ctx, tx, history.Supporter)
	if err != nil {
		return err
	}
	c := history.Leaves(account)
	if err := s.cases.Insert(ctx, tx, c); err != nil {
		return err
	}
	tellOpened(tx, c, pg.Import)
	if c.FirstAppointmentDate != "" {
		tellAppointment(tx, c, pg.Import)
	}
	if c.State == support.Closed {
		tellClosed(tx, c, pg.Import)
	}
	return nil
}
