package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
)

// RecordResidentAnswer records what the resident says of an accepted offer, once. Yes opens the
// support case. Anything else lets the application wait again and undoes the match; the offer
// stays ACCEPTED, for the supporter did say yes and nobody is to blame.
func (s *Service) RecordResidentAnswer(ctx context.Context, req *matchingv1.RecordResidentAnswerRequest) (*matchingv1.Offer, error) {
	return s.change(ctx, req, "record resident's answer", func(tx *pg.Tx, _ matching.Application, offer matching.Offer) error {
		heard, err := offer.HearResident(matching.ResidentAnswer(enum.Name(req.GetAnswer())), tx.Now())
		if err != nil {
			return err
		}
		if heard.ResidentAnswer == matching.Yes {
			return s.begin(ctx, tx, heard)
		}
		if err := s.offers.Save(ctx, tx, heard); err != nil {
			return err
		}
		undone(tx, heard)
		return s.applications.Move(ctx, tx, heard.Application, matching.WaitingForMatch)
	})
}

// begin opens the support case of an offer to which both said yes.
func (s *Service) begin(ctx context.Context, tx *pg.Tx, offer matching.Offer) error {
	application, err := s.applications.Get(ctx, tx, offer.Application)
	if err != nil {
		return err
	}
	if err := s.applications.Move(ctx, tx, offer.Application, matching.InSupport); err != nil {
		return err
	}
	offer.Case, err = s.cases.Open(ctx, tx, matching.Opening{
		Application: offer.Application, Dossier: application.Dossier, LifeDomains: application.LifeDomains,
		ApplicationDate: application.Date, Supporter: offer.Supporter, Account: offer.Account,
	})
	if err != nil {
		return err
	}
	return s.offers.Save(ctx, tx, offer)
}

// undone tells the others that a match did not last.
func undone(tx *pg.Tx, offer matching.Offer) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.MatchUndone{Offer: offer.ID, Application: offer.Application, Account: offer.Account})
}
