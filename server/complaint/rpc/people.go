package rpc

import (
	"context"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// peopleOrder has supporters before coordinators; the first key says among which a page ended.
var peopleOrder = page.Order[complaint.Person]{Columns: "kind, id desc", Keys: func(p complaint.Person) []string {
	if p.Supporter != "" {
		return []string{amongSupporters, p.Supporter}
	}
	return []string{"", p.Account}
}}

const amongSupporters = "supporter"

// ListConcernedPeople reads a page of those whom a complaint can concern: supporters, then coordinators.
func (s *Service) ListConcernedPeople(ctx context.Context, req *complaintv1.ListConcernedPeopleRequest) (*complaintv1.ListConcernedPeopleResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, peopleOrder, func(tx *pg.Tx, after []string, limit int) ([]complaint.Person, error) {
		var list []complaint.Person
		var account string
		if len(after) == 2 && after[0] != amongSupporters {
			account = after[1]
		} else {
			var last string
			if len(after) == 2 {
				last = after[1]
			}
			var err error
			if list, err = s.supportersAfter(ctx, tx, last, limit); err != nil || len(list) == limit {
				return list, err
			}
		}
		coordinators, err := s.accounts.Coordinators(ctx, tx, account, limit-len(list))
		return append(list, coordinators...), err
	})
	if err != nil {
		return nil, err
	}
	answer := &complaintv1.ListConcernedPeopleResponse{NextPageToken: next}
	for _, p := range list {
		answer.ConcernedPeople = append(answer.ConcernedPeople, &complaintv1.ConcernedPerson{Supporter: p.Supporter, Account: p.Account, Name: p.Name.Reveal()})
	}
	return answer, nil
}

func (s *Service) supportersAfter(ctx context.Context, tx *pg.Tx, after string, limit int) ([]complaint.Person, error) {
	ids, err := s.complaints.Supporters(ctx, tx, after, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	names, err := s.supporters.Names(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]complaint.Person, 0, len(ids))
	for _, id := range ids {
		list = append(list, complaint.Person{Supporter: id, Name: names[id]})
	}
	return list, nil
}
