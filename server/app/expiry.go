package app

import (
	"cmp"
	"context"
	"time"

	"oco.example/oco/server/platform/call"
)

// expireOffers ends offers that nobody answered in time, until ctx ends. What fails is tried again at the
// next look; two replicas that look at the same time meet at the lock of the application.
func (s *wiring) expireOffers(ctx context.Context) error {
	ticks := time.NewTicker(cmp.Or(s.offersEvery, time.Minute))
	defer ticks.Stop()
	for {
		s.expireEverywhere(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-ticks.C:
		}
	}
}

func (s *wiring) expireEverywhere(ctx context.Context) {
	municipalities, err := s.door.Municipalities(ctx)
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "find municipalities with offers", "error", err)
	}
	for _, municipality := range municipalities {
		tenant := call.With(ctx, call.Call{Method: "expire offers", Municipality: municipality, Activity: activities + "matching"})
		expired, err := s.matching.ExpireOffers(tenant)
		if err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "offers were not ended", "municipality", municipality, "error", err)
		}
		if expired > 0 {
			s.log.InfoContext(ctx, "offers expired", "municipality", municipality, "offers", expired)
		}
	}
}
