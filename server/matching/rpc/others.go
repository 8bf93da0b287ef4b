package rpc

import (
	"context"
	"fmt"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// WithdrawOpen takes back what stands for an application that goes elsewhere (a new triage
// decision, the end, a merger): open offers are withdrawn, and a match that waits for the resident
// is undone. The caller has locked the application and moves it; this does not.
func (s *Service) WithdrawOpen(ctx context.Context, tx *pg.Tx, application string) error {
	if err := s.withdraw(ctx, tx, application); err != nil {
		return err
	}
	standing, err := s.offers.Standing(ctx, tx, application)
	if err != nil {
		return err
	}
	for _, offer := range standing {
		apart, err := offer.Undo(tx.Now())
		if err != nil {
			return err
		}
		if err := s.offers.Save(ctx, tx, apart); err != nil {
			return err
		}
		undone(tx, apart)
	}
	return nil
}

// LetGo takes back what stands for a supporter who left or is suspended: open offers are withdrawn, a
// match that waits for the resident is undone, and the applications wait again. No fault is recorded.
// The supporter is not locked yet, or asked by nobody any more.
func (s *Service) LetGo(ctx context.Context, tx *pg.Tx, supporter string) error {
	return s.letGo(ctx, tx, supporter, func(matching.Application) bool { return true })
}

// letGo takes back what stands for a supporter, of the applications that are meant. They are locked in the order of their
// ids, as everywhere.
func (s *Service) letGo(ctx context.Context, tx *pg.Tx, supporter string, meant func(matching.Application) bool) error {
	applications, err := s.offers.ApplicationsOf(ctx, tx, supporter)
	if err != nil {
		return err
	}
	for _, id := range applications {
		application, err := s.applications.Lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if !meant(application) {
			continue
		}
		standing, err := s.offers.Standing(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, offer := range standing {
			if offer.Supporter != supporter {
				continue
			}
			if err := s.takeBack(ctx, tx, offer); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeBack withdraws an open offer, or undoes a match that waits for the resident.
func (s *Service) takeBack(ctx context.Context, tx *pg.Tx, offer matching.Offer) error {
	if offer.State == matching.Open {
		return s.refuse(ctx, tx, offer, matching.Withdrawn, "")
	}
	apart, err := offer.Undo(tx.Now())
	if err != nil {
		return err
	}
	if err := s.offers.Save(ctx, tx, apart); err != nil {
		return err
	}
	undone(tx, apart)
	return s.applications.Move(ctx, tx, offer.Application, matching.WaitingForMatch)
}

// RecordHistory stores a match from before the platform: an offer that was made and accepted on
// its day, without gates, mail or clocks. With a case the resident said yes as well; that case is
// recorded by the support slice under the same id. The application is not moved: its history was
// imported with the state that it led to.
func (s *Service) RecordHistory(ctx context.Context, tx *pg.Tx, history matching.History) error {
	day, err := calendar.ParseDay(history.Day)
	if err != nil {
		return fmt.Errorf("record a match in history: %w", err)
	}
	account, err := s.offers.Account(ctx, tx, history.Supporter)
	if err != nil {
		return err
	}
	offer := matching.Offer{
		ID: pg.NewID(), Application: history.Application, Dossier: history.Dossier, Supporter: history.Supporter,
		Account: account, State: matching.Accepted, LifeDomains: history.LifeDomains,
		Neighbourhood: history.Neighbourhood, AnswerTime: day, Case: history.Case, Imported: true,
	}
	if history.Case != "" {
		offer.ResidentAnswer = matching.Yes
	}
	if err := s.offers.Insert(ctx, tx, offer); err != nil {
		return err
	}
	tx.Emit(day, pg.Import, &eventv1.OfferMade{
		Offer: offer.ID, Application: offer.Application, Supporter: offer.Supporter, Account: offer.Account,
	})
	answered(tx, offer, pg.Import)
	return nil
}
