package rpc

import (
	"context"
	"time"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// expiry is when an offer that is made now expires, zero when it does not.
func (s *Service) expiry(ctx context.Context, tx *pg.Tx) (time.Time, error) {
	hours, err := s.settings.OfferHours(ctx, tx)
	if err != nil || hours == 0 {
		return time.Time{}, err
	}
	return calendar.Standard().AddWorkingHours(tx.Now(), hours), nil
}

// ExpireOffers ends the offers of a municipality that nobody answered in time, and returns how many: with
// no offer open any more the application waits again. Each is a transaction of its own, so that one that
// cannot be ended holds up no other; what fails is told, and tried again at the next look.
func (s *Service) ExpireOffers(ctx context.Context) (expired int, failed error) {
	var overdue []string
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		overdue, err = s.offers.Overdue(ctx, tx)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, offer := range overdue {
		ended, err := s.expire(ctx, offer)
		if err != nil {
			failed = err
		}
		if ended {
			expired++
		}
	}
	return expired, failed
}

// expire ends an offer, unless somebody answered, or erased the dossier, since it was found.
func (s *Service) expire(ctx context.Context, id string) (expired bool, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		expired = false
		application, err := s.offers.Application(ctx, tx, call.Everyone(), id)
		if err != nil {
			return err
		}
		if _, err := s.applications.Lock(ctx, tx, application); err != nil {
			return err
		}
		offer, err := s.offers.Lock(ctx, tx, call.Everyone(), id)
		if err != nil || !offer.Overdue(tx.Now()) {
			return err
		}
		tx.Logged("expire offer", offer.LogID)
		expired = true
		return s.refuse(ctx, tx, offer, matching.Expired, "")
	})
	if errs.Is(err, errs.NotFoundReason) {
		return false, nil
	}
	return expired && err == nil, err
}
