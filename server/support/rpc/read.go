package rpc

import (
	"context"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// GetCase reads one case, as far as the caller may see it.
func (s *Service) GetCase(ctx context.Context, req *supportv1.GetCaseRequest) (*supportv1.Case, error) {
	var view support.View
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		view, err = s.load(ctx, tx, req.GetCase())
		return err
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), call.From(ctx).Language, view), nil
}

// ListCases reads a page of cases in the caller's reach.
func (s *Service) ListCases(ctx context.Context, req *supportv1.ListCasesRequest) (*supportv1.ListCasesResponse, error) {
	filter := support.Filter{Application: req.GetApplication(), Supporter: req.GetSupporter()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, support.State(enum.Name(state)))
	}
	known := call.From(ctx)
	views, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[support.View](), func(tx *pg.Tx, after []string, limit int) ([]support.View, error) {
		list, err := s.cases.List(ctx, tx, known.Owner(), filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.see(ctx, tx, known.Owner(), list)
	})
	if err != nil {
		return nil, err
	}
	response := &supportv1.ListCasesResponse{NextPageToken: next}
	for _, view := range views {
		response.Cases = append(response.Cases, toProto(req.GetMunicipality(), known.Language, view))
	}
	return response, nil
}

// load finds a case again, also for a request that was repeated.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (support.View, error) {
	return s.view(ctx, tx, id, "read case")
}

// view reads a case as the caller may see it; action says what for.
func (s *Service) view(ctx context.Context, tx *pg.Tx, id, action string) (support.View, error) {
	owner := call.From(ctx).Owner()
	c, err := s.cases.Get(ctx, tx, owner, id, action)
	if err != nil {
		return support.View{}, err
	}
	views, err := s.see(ctx, tx, owner, []support.Case{c})
	if err != nil {
		return support.View{}, err
	}
	return views[0], nil
}

// see adds to cases how their residents are reached, as far as the owner may know.
func (s *Service) see(ctx context.Context, tx *pg.Tx, owner call.Owner, list []support.Case) ([]support.View, error) {
	if len(list) == 0 {
		return nil, nil
	}
	applications := make([]string, 0, len(list))
	for _, c := range list {
		applications = append(applications, c.Application)
	}
	contacts, err := s.applications.Contacts(ctx, tx, applications)
	if err != nil {
		return nil, err
	}
	warnings, err := s.risks.Warnings(ctx, tx, applications)
	if err != nil {
		return nil, err
	}
	weeks, err := s.settings.CaseWeeks(ctx, tx)
	if err != nil {
		return nil, err
	}
	views := make([]support.View, 0, len(list))
	for _, c := range list {
		contact := contacts[c.Application]
		contact.Risks = warnings[c.Application]
		view := c.See(owner, contact)
		view.Long = c.RunsLong(weeks, calendar.Day(tx.Now()))
		views = append(views, view)
	}
	return views, s.withEndings(ctx, tx, views)
}
