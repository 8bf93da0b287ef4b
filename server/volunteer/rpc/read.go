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

// newestFirst is the order of every list here: identifiers begin with the time.
const newestFirst = "id desc"

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
	query, err := page.Of(ctx, req, newestFirst)
	if err != nil {
		return nil, err
	}
	filter := volunteer.Filter{Kind: volunteer.Kind(enum.Name(req.GetKind())), LifeDomain: enum.Name(req.GetLifeDomain())}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, volunteer.State(enum.Name(state)))
	}
	list, next, err := s.pageOf(ctx, query, req.GetPageToken(), req.GetPageSize(),
		func(tx *pg.Tx, after string, limit int) ([]volunteer.Supporter, error) {
			return s.supporters.List(ctx, tx, call.From(ctx).Owner(), filter, after, limit)
		})
	if err != nil {
		return nil, err
	}
	return &volunteerv1.ListSupportersResponse{Supporters: listToProto(req.GetMunicipality(), list), NextPageToken: next}, nil
}

// SearchSupporters finds supporters by whole words of the name, phone or mail.
func (s *Service) SearchSupporters(ctx context.Context, req *volunteerv1.SearchSupportersRequest) (*volunteerv1.SearchSupportersResponse, error) {
	query, err := page.Of(ctx, req, newestFirst)
	if err != nil {
		return nil, err
	}
	asked, err := askedOf(req)
	if err != nil {
		return nil, err
	}
	list, next, err := s.pageOf(ctx, query, req.GetPageToken(), req.GetPageSize(),
		func(tx *pg.Tx, after string, limit int) ([]volunteer.Supporter, error) {
			return s.supporters.Search(ctx, tx, asked, after, limit)
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

// pageOf reads a page with read, which is asked for one row more than the page has.
func (s *Service) pageOf(
	ctx context.Context, query page.Query, token string, size int32,
	read func(tx *pg.Tx, after string, limit int) ([]volunteer.Supporter, error),
) (list []volunteer.Supporter, next string, err error) {
	keys, err := s.tokens.Decode(token, query)
	if err != nil {
		return nil, "", err
	}
	var after string
	if len(keys) == 1 {
		after = keys[0]
	}
	rows := page.Size(size)
	err = s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		list, err = read(tx, after, rows+1)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	return page.Next(s.tokens, query, list, rows, func(s volunteer.Supporter) []string { return []string{s.ID} })
}
