package rpc

import (
	"context"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// GetSupporter reads one supporter.
func (s *Service) GetSupporter(ctx context.Context, req *volunteerv1.GetSupporterRequest) (*volunteerv1.Supporter, error) {
	var supporter volunteer.Supporter
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		supporter, err = s.load(ctx, tx, req.GetSupporter())
		return err
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), supporter), nil
}

// ListSupporters reads a page of supporters in the caller's reach.
func (s *Service) ListSupporters(ctx context.Context, req *volunteerv1.ListSupportersRequest) (*volunteerv1.ListSupportersResponse, error) {
	filter := volunteer.Filter{Kind: volunteer.Kind(enum.Name(req.GetKind())), LifeDomain: enum.Name(req.GetLifeDomain())}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, volunteer.State(enum.Name(state)))
	}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[volunteer.Supporter](),
		func(tx *pg.Tx, after []string, limit int) ([]volunteer.Supporter, error) {
			return s.supporters.List(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	return &volunteerv1.ListSupportersResponse{Supporters: listToProto(req.GetMunicipality(), list), NextPageToken: next}, nil
}

// SearchSupporters finds supporters by whole words of the name, phone or mail.
func (s *Service) SearchSupporters(ctx context.Context, req *volunteerv1.SearchSupportersRequest) (*volunteerv1.SearchSupportersResponse, error) {
	asked, err := askedOf(req)
	if err != nil {
		return nil, err
	}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[volunteer.Supporter](),
		func(tx *pg.Tx, after []string, limit int) ([]volunteer.Supporter, error) {
			return s.supporters.Search(ctx, tx, asked, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	return &volunteerv1.SearchSupportersResponse{Supporters: listToProto(req.GetMunicipality(), list), NextPageToken: next}, nil
}

// askedOf brings what is searched for into the form of search keys.
func askedOf(req *volunteerv1.SearchSupportersRequest) (volunteer.Asked, error) {
	var asked volunteer.Asked
	var wrongName, wrongPhone, wrongMail *errs.Error
	if req.GetName() != "" {
		if asked.NameWords = person.NameWords(req.GetName()); len(asked.NameWords) == 0 {
			wrongName = errs.Field("name", "name.no_words")
		}
	}
	var ok bool
	if req.GetPhone() != "" {
		if asked.Phone, ok = person.Phone(req.GetPhone()); !ok {
			wrongPhone = errs.Field("phone", "phone.invalid")
		}
	}
	if req.GetEmail() != "" {
		if asked.Mail, ok = person.Mail(req.GetEmail()); !ok {
			wrongMail = errs.Field("email", "string.email")
		}
	}
	return asked, errs.Join(wrongName, wrongPhone, wrongMail)
}
