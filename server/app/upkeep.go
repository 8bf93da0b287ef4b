package app

import (
	"context"
	"errors"
	"time"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// upkeepEvery is how often the database is looked after.
const upkeepEvery = 6 * time.Hour

// upkeep looks after the database until ctx ends: partitions of the processing log are made ahead,
// and requests that are too old to come again are forgotten. What fails is tried again next time.
func (s *wiring) upkeep(ctx context.Context, worker *pg.DB) error {
	ticks := time.NewTicker(upkeepEvery)
	defer ticks.Stop()
	for {
		if err := s.lookAfter(ctx, worker); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "the database was not looked after", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticks.C:
		}
	}
}

func (s *wiring) lookAfter(ctx context.Context, worker *pg.DB) error {
	failed := pg.MakeLogPartitions(ctx, worker)
	municipalities, err := s.door.Municipalities(ctx)
	if err != nil {
		return errors.Join(failed, err)
	}
	for _, municipality := range municipalities {
		tenant := call.With(ctx, call.Call{Method: "upkeep", Municipality: municipality, Activity: activities + "upkeep"})
		failed = errors.Join(failed, worker.Write(tenant, func(tx *pg.Tx) error {
			_, err := tx.ForgetRequests(tenant)
			return err
		}))
	}
	return failed
}
