package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// EndMatch ends a match without blame: the application waits for another supporter.
func (s *Service) EndMatch(ctx context.Context, req *supportv1.EndMatchRequest) (*supportv1.Case, error) {
	known := call.From(ctx)
	view, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (support.View, error) {
		running, err := s.lock(ctx, tx, known.Owner(), req.GetCase(), req.GetEtag())
		if err != nil {
			return support.View{}, err
		}
		parted, err := running.Part(enum.Name(req.GetMatchEndedBy()), known.Owner(), calendar.Day(tx.Now()))
		if err != nil {
			return support.View{}, err
		}
		if err := s.finish(ctx, tx, parted, support.Lapsed); err != nil {
			return support.View{}, err
		}
		if err := s.applications.Wait(ctx, tx, parted.Application); err != nil {
			return support.View{}, err
		}
		tellParted(tx, parted)
		return s.view(ctx, tx, parted.ID, "end match")
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), known.Language, view), nil
}
