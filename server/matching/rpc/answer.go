package rpc

import (
	"context"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
)

// AcceptOffer is the supporter's yes, or that of the organisation's planner.
func (s *Service) AcceptOffer(ctx context.Context, req *matchingv1.AcceptOfferRequest) (*matchingv1.Offer, error) {
	return s.change(ctx, req, "accept offer", func(tx *pg.Tx, application matching.Application, offer matching.Offer) error {
		return s.accept(ctx, tx, application, offer, req.GetSupporter())
	})
}

// DeclineOffer is the supporter's no, to an open offer or after a yes that the resident was not asked about yet.
func (s *Service) DeclineOffer(ctx context.Context, req *matchingv1.DeclineOfferRequest) (*matchingv1.Offer, error) {
	return s.change(ctx, req, "decline offer", func(tx *pg.Tx, _ matching.Application, offer matching.Offer) error {
		return s.refuse(ctx, tx, offer, matching.Declined, enum.Name(req.GetReason()))
	})
}

// RecordAnswer is the answer that a supporter gave the coordinator by phone.
func (s *Service) RecordAnswer(ctx context.Context, req *matchingv1.RecordAnswerRequest) (*matchingv1.Offer, error) {
	return s.change(ctx, req, "record answer to offer", func(tx *pg.Tx, application matching.Application, offer matching.Offer) error {
		offer.ByPhone = true
		if req.GetAccepted() {
			return s.accept(ctx, tx, application, offer, req.GetSupporter())
		}
		return s.refuse(ctx, tx, offer, matching.Declined, enum.Name(req.GetDeclineReason()))
	})
}

// accept matches the application with the supporter, who must still be active, have room and meet the requirements, and
// withdraws the other offers. named is who takes it when an organisation was asked.
func (s *Service) accept(ctx context.Context, tx *pg.Tx, application matching.Application, offer matching.Offer, named string) error {
	accepted, err := offer.Answer(matching.Accepted, "", tx.Now())
	if err != nil {
		return err
	}
	if accepted, err = s.taken(ctx, tx, application, accepted, named); err != nil {
		return err
	}
	if err := s.offers.Save(ctx, tx, accepted); err != nil {
		return err
	}
	if err := s.applications.Move(ctx, tx, offer.Application, matching.Matched); err != nil {
		return err
	}
	answered(tx, accepted, pg.Live)
	return s.withdraw(ctx, tx, offer.Application)
}

// refuse declines or withdraws an offer; when none stands any more, the application waits again. A
// no after a yes undoes the match.
func (s *Service) refuse(ctx context.Context, tx *pg.Tx, offer matching.Offer, to matching.State, reason string) error {
	refused, err := offer.Answer(to, reason, tx.Now())
	if err != nil {
		return err
	}
	if err := s.offers.Save(ctx, tx, refused); err != nil {
		return err
	}
	answered(tx, refused, pg.Live)
	if offer.State == matching.Accepted {
		undone(tx, refused)
	}
	standing, err := s.offers.Standing(ctx, tx, offer.Application)
	if err != nil || len(standing) > 0 {
		return err
	}
	return s.applications.Move(ctx, tx, offer.Application, matching.WaitingForMatch)
}

// withdraw takes back every open offer of an application.
func (s *Service) withdraw(ctx context.Context, tx *pg.Tx, application string) error {
	standing, err := s.offers.Standing(ctx, tx, application)
	if err != nil {
		return err
	}
	for _, offer := range standing {
		if offer.State != matching.Open {
			continue
		}
		withdrawn, err := offer.Answer(matching.Withdrawn, "", tx.Now())
		if err != nil {
			return err
		}
		if err := s.offers.Save(ctx, tx, withdrawn); err != nil {
			return err
		}
		answered(tx, withdrawn, pg.Live)
	}
	return nil
}

// answered tells the others how an offer was answered.
func answered(tx *pg.Tx, offer matching.Offer, origin pg.Origin) {
	tx.Emit(offer.AnswerTime, origin, &eventv1.OfferAnswered{
		Offer: offer.ID, Application: offer.Application, Supporter: offer.Supporter, Account: offer.Account,
		State: string(offer.State), AnswerDate: calendar.Day(offer.AnswerTime),
	})
}
