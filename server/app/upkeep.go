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
	surveyrpc "oco.example/oco/server/survey/rpc"
)

// upkeepEvery is how often the database is looked after.
const upkeepEvery = 6 * time.Hour

// upkeep looks after the database until ctx ends: partitions of the processing log are made ahead,
// the log is sealed, requests that are too old to come again are forgotten, and the chores are done. What fails is tried
// again next time.
func (s *wiring) upkeep(ctx context.Context, worker *pg.DB) error {
	ticks := time.NewTicker(upkeepEvery)
	defer ticks.Stop()
	for {
		if err := errors.Join(s.lookAfter(ctx, worker), s.doChores(ctx)); err != nil && ctx.Err() == nil {
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

// chore is what goes from every municipality by itself when its time has come.
type chore struct {
	name, activity string
	// gone says in words what went, for the log of the server.
	gone string
	do   func(ctx context.Context) (gone int, err error)
}

// chores are all of them.
func (s *wiring) chores() []chore {
	return []chore{
		{"erase guests", "erasure", "guests erased who were not invited any more", s.meetings.EraseLapsedGuests},
		{"forget rights requests", "erasure", "requests forgotten that ended long ago", s.privacy.ForgetLapsed},
		{"tidy questions to colleagues", "upkeep", "questions to colleagues removed that were closed long ago", s.support.TidyConsultations},
		{"ask of long cases", "support", "cases that run long, of which the question of the access team was raised", s.support.AskOfLongCases},
		{"forget drafts", "upkeep", "drafts removed that were not saved again", s.support.ForgetDrafts},
		{"look after surveys", surveyrpc.Activity, "invitations to the survey that were not answered in time", s.surveys.LookAfter},
		{"forget remarks of the survey", "erasure", "rounds of the survey whose remarks were removed", s.surveys.ForgetRemarks},
	}
}

// doChores does each chore in every municipality.
func (s *wiring) doChores(ctx context.Context) error {
	municipalities, failed := s.door.EveryMunicipality(ctx)
	for _, c := range s.chores() {
		for _, municipality := range municipalities {
			gone, err := c.do(call.With(ctx, call.Call{Method: c.name, Municipality: municipality, Activity: activities + c.activity}))
			failed = errors.Join(failed, err)
			if gone > 0 {
				s.log.InfoContext(ctx, c.gone, "municipality", municipality, "count", gone)
			}
		}
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
