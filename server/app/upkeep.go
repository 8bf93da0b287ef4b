package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
)

// upkeepEvery is how often the database is looked after.
const upkeepEvery = 6 * time.Hour

// upkeep looks after the database until ctx ends: partitions of the processing log are made ahead,
// the log is sealed, requests that are too old to come again are forgotten, guests who are not
// invited any more are erased, and drafts that were not saved again are removed. What fails is tried again next time.
func (s *wiring) upkeep(ctx context.Context, worker *pg.DB) error {
	ticks := time.NewTicker(upkeepEvery)
	defer ticks.Stop()
	for {
		if err := errors.Join(s.lookAfter(ctx, worker), s.eraseLapsed(ctx), s.forgetDrafts(ctx)); err != nil && ctx.Err() == nil {
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
	municipalities, err := s.door.EveryMunicipality(ctx)
	if err != nil {
		return errors.Join(failed, err)
	}
	for _, tenant := range tenants(ctx, municipalities) {
		failed = errors.Join(failed, worker.Write(tenant, func(tx *pg.Tx) error {
			if _, err := tx.SealLog(tenant); err != nil {
				return err
			}
			_, err := tx.ForgetRequests(tenant)
			return err
		}))
	}
	return failed
}

// eraseLapsed erases the guests of every municipality who were not invited to a meeting for two years.
func (s *wiring) eraseLapsed(ctx context.Context) error {
	municipalities, failed := s.door.EveryMunicipality(ctx)
	for _, municipality := range municipalities {
		tenant := call.With(ctx, call.Call{Method: "erase guests", Municipality: municipality, Activity: activities + "erasure"})
		erased, err := s.meetings.EraseLapsedGuests(tenant)
		failed = errors.Join(failed, err)
		if erased > 0 {
			s.log.InfoContext(ctx, "guests erased who were not invited any more", "municipality", municipality, "guests", erased)
		}
	}
	return failed
}

// forgetDrafts removes the drafts of every municipality that were not saved again in time.
func (s *wiring) forgetDrafts(ctx context.Context) error {
	municipalities, failed := s.door.EveryMunicipality(ctx)
	for _, municipality := range municipalities {
		tenant := call.With(ctx, call.Call{Method: "forget drafts", Municipality: municipality, Activity: activities + "upkeep"})
		_, err := s.support.ForgetDrafts(tenant)
		failed = errors.Join(failed, err)
	}
	return failed
}

// tenants are the contexts in which each municipality is looked after, and the platform's own rows.
func tenants(ctx context.Context, municipalities []string) []context.Context {
	list := make([]context.Context, 0, len(municipalities)+1)
	for _, municipality := range append([]string{""}, municipalities...) {
		list = append(list, call.With(ctx, call.Call{Method: "upkeep", Municipality: municipality, Activity: activities + "upkeep"}))
	}
	return list
}

// CheckLog returns, for each municipality with a broken seal in its processing log, until when the
// first of them reached. Somebody changed the log: that is an incident.
func CheckLog(ctx context.Context, settings config.Server, log *slog.Logger) (broken map[string]time.Time, err error) {
	database, err := OpenDatabase(ctx, settings, log)
	if err != nil {
		return nil, err
	}
	defer database.Close()
	municipalities, err := adminstore.NewDoor(database.Door).EveryMunicipality(ctx)
	if err != nil {
		return nil, err
	}
	broken = map[string]time.Time{}
	for _, tenant := range tenants(ctx, municipalities) {
		err := database.Worker.Read(tenant, func(tx *pg.Tx) error {
			seals, err := tx.BrokenSeals(tenant)
			if len(seals) > 0 {
				broken[tx.Municipality()] = seals[0]
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return broken, nil
}
