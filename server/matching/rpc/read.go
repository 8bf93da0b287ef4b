package rpc

import (
	"context"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// GetOffer reads one offer, as far as the caller may see it.
func (s *Service) GetOffer(ctx context.Context, req *matchingv1.GetOfferRequest) (*matchingv1.Offer, error) {
	var view matching.View
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		view, err = s.load(ctx, tx, req.GetOffer())
		return err
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), view), nil
}

// ListOffers reads a page of offers in the caller's reach.
func (s *Service) ListOffers(ctx context.Context, req *matchingv1.ListOffersRequest) (*matchingv1.ListOffersResponse, error) {
	filter := matching.Filter{Application: req.GetApplication(), Supporter: req.GetSupporter()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, matching.State(enum.Name(state)))
	}
	owner := call.From(ctx).Owner()
	views, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[matching.View](), func(tx *pg.Tx, after []string, limit int) ([]matching.View, error) {
		offers, err := s.offers.List(ctx, tx, owner, filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.see(ctx, tx, owner, offers)
	})
	if err != nil {
		return nil, err
	}
	response := &matchingv1.ListOffersResponse{NextPageToken: next}
	for _, view := range views {
		response.Offers = append(response.Offers, toProto(req.GetMunicipality(), view))
	}
	return response, nil
}

// load finds an offer again, also for a request that was repeated.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (matching.View, error) {
	return s.view(ctx, tx, id, "read offer")
}

// view reads an offer as the caller may see it; action says what for.
func (s *Service) view(ctx context.Context, tx *pg.Tx, id, action string) (matching.View, error) {
	owner := call.From(ctx).Owner()
	offer, err := s.offers.Get(ctx, tx, owner, id, action)
	if err != nil {
		return matching.View{}, err
	}
	views, err := s.see(ctx, tx, owner, []matching.Offer{offer})
	if err != nil {
		return matching.View{}, err
	}
	return views[0], nil
}

// see adds to offers the names that their owner may know; nobody else's are read.
func (s *Service) see(ctx context.Context, tx *pg.Tx, owner call.Owner, offers []matching.Offer) ([]matching.View, error) {
	names, err := s.supporterNames(ctx, tx, owner, offers)
	if err != nil {
		return nil, err
	}
	var applications []string
	for _, offer := range offers {
		if offer.SeesResidentName(owner) {
			applications = append(applications, offer.Application)
		}
	}
	var contacts map[string]matching.ResidentContact
	if len(applications) > 0 {
		if contacts, err = s.applications.Contacts(ctx, tx, applications); err != nil {
			return nil, err
		}
	}
	views := make([]matching.View, 0, len(offers))
	for _, offer := range offers {
		views = append(views, offer.See(owner, names[offer.Supporter], contacts[offer.Application]))
	}
	return views, nil
}

func (s *Service) supporterNames(ctx context.Context, tx *pg.Tx, owner call.Owner, offers []matching.Offer) (map[string]sealed.Text, error) {
	if len(offers) == 0 || !matching.SeesSupporterName(owner) {
		return map[string]sealed.Text{}, nil
	}
	ids := make([]string, 0, len(offers))
	for _, offer := range offers {
		if offer.Supporter != "" { // an organisation is asked, and named nobody yet
			ids = append(ids, offer.Supporter)
		}
	}
	return s.supporters.Names(ctx, tx, ids)
}
