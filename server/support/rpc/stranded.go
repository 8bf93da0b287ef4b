package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// ListStrandedCases reads a page of running cases whose supporter is away or gone.
func (s *Service) ListStrandedCases(ctx context.Context, req *supportv1.ListStrandedCasesRequest) (*supportv1.ListStrandedCasesResponse, error) {
	known := call.From(ctx)
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.Stranded](),
		func(tx *pg.Tx, after []string, limit int) ([]support.Stranded, error) {
			list, err := s.cases.Stranded(ctx, tx, page.Key(after), limit)
			if err != nil {
				return nil, err
			}
			return s.seeStranded(ctx, tx, known.Owner(), list)
		})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListStrandedCasesResponse{NextPageToken: next}
	for _, c := range list {
		answer.StrandedCases = append(answer.StrandedCases, &supportv1.StrandedCase{
			Case: toProto(req.GetMunicipality(), known.Language, c.View), SupporterName: c.SupporterName.Reveal(),
			Reason: enum.Number[supportv1.StrandedReason](c.Reason), StartDate: c.Start, EndDate: c.End,
		})
	}
	return answer, nil
}

// seeStranded adds to cases how their residents are reached, and the names of their supporters.
func (s *Service) seeStranded(ctx context.Context, tx *pg.Tx, owner call.Owner, list []support.Stranded) ([]support.Stranded, error) {
	cases, supporters := make([]support.Case, 0, len(list)), make([]string, 0, len(list))
	for _, c := range list {
		cases, supporters = append(cases, c.Case), append(supporters, c.Supporter)
	}
	views, err := s.see(ctx, tx, owner, cases)
	if err != nil {
		return nil, err
	}
	names, err := s.supporters.Names(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].View, list[i].SupporterName = views[i], names[list[i].Supporter]
	}
	return list, nil
}
