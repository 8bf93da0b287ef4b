package rpc

import (
	"context"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/matching/simulate"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// scenario is the year to play: an invented one, or the year that was.
func (s *Service) scenario(ctx context.Context, req *matchingv1.SimulateMatchingRequest) (year simulate.Scenario, err error) {
	if !req.GetOwnYear() {
		year = simulate.Generate(sizeOf(req), uint64(req.GetSeed()))
		year.Blind = req.GetBlind()
		return year, nil
	}
	if call.From(ctx).Role != call.RoleCoordinator {
		return year, errs.New(errs.Forbidden)
	}
	err = s.db.Read(ctx, func(tx *pg.Tx) error {
		year, err = s.ownYear(ctx, tx)
		return err
	})
	year.Seed, year.Blind = uint64(req.GetSeed()), req.GetBlind()
	return year, err
}

// ownYear reads the year that was. No file is opened; the processing log says whose applications were played.
func (s *Service) ownYear(ctx context.Context, tx *pg.Tx) (simulate.Scenario, error) {
	start := matching.ReplayStart(tx.Now())
	past, err := s.applications.Past(ctx, tx, start.Format("2006-01-02"), matching.MaxReplayed)
	if err != nil {
		return simulate.Scenario{}, err
	}
	if err := s.offers.Recall(ctx, tx, past); err != nil {
		return simulate.Scenario{}, err
	}
	supporters, err := s.offers.Candidates(ctx, tx, matching.Application{ID: pg.NewID(), Dossier: pg.NewID()})
	if err != nil {
		return simulate.Scenario{}, err
	}
	g, err := s.standOn(ctx, tx)
	if err != nil {
		return simulate.Scenario{}, err
	}
	g.place(supporters)
	hours, err := s.settings.OfferHours(ctx, tx)
	if err != nil {
		return simulate.Scenario{}, err
	}
	logIDs := make([]string, 0, len(past))
	for _, p := range past {
		logIDs = append(logIDs, p.LogID)
	}
	tx.Logged("play the year that was", logIDs...)
	year := matching.Replay(start, hours, past, supporters)
	if len(year.Applications) == 0 || len(year.Supporters) == 0 {
		return year, errs.Join(errs.Field("own_year", "simulation.no_year"))
	}
	return year, nil
}
