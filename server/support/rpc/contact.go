package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// byDay is the order of contact moments: the newest first by their day.
var byDay = page.Order[support.ContactMoment]{
	Columns: "contact_date desc, id desc", Keys: func(m support.ContactMoment) []string { return []string{m.Date, m.ID} },
}

// CreateContactMoment writes a contact down. Of a draft one moment is made, however often and by whatever request it is
// sent: the case is locked, so that one of those that come at once is first and the others find what it made.
func (s *Service) CreateContactMoment(ctx context.Context, req *supportv1.CreateContactMomentRequest) (*supportv1.ContactMoment, error) {
	known, draft := call.From(ctx), id(req.GetDraft())
	m, err := pg.Once(ctx, s.db, req, s.loadContact, func(tx *pg.Tx) (support.ContactMoment, error) {
		running, err := s.lock(ctx, tx, known.Owner(), req.GetContactMoment().GetCase(), "")
		if err != nil {
			return support.ContactMoment{}, err
		}
		moment := support.ContactMoment{
			ID: draft, Case: running.ID, Dossier: running.Dossier, Told: toldFromProto(req.GetContactMoment()),
			Supporter: running.Writer(known.Caller.Account), EnteredBy: known.Caller.Account,
		}
		if draft == "" {
			moment.ID = pg.NewID()
		} else if sent, err := s.takeUp(ctx, tx, moment, req.GetDraftEtag()); err != nil || sent {
			if err != nil {
				return support.ContactMoment{}, err
			}
			return s.loadContact(ctx, tx, draft)
		}
		return s.write(ctx, tx, running, moment)
	})
	return contactAnswer(req.GetMunicipality(), m, err)
}

// takeUp removes the draft of a moment that is about to be made, unless whoever sends it did not see what is kept; sent is
// true when a moment was made of it before.
func (s *Service) takeUp(ctx context.Context, tx *pg.Tx, m support.ContactMoment, etag string) (sent bool, err error) {
	made, theirs, err := s.contacts.Sent(ctx, tx, m.ID, m.Case, m.EnteredBy)
	if err != nil || theirs {
		return theirs, err
	}
	if made {
		return false, errs.AlreadyExists(support.ContactResource)
	}
	kept, found, err := s.drafts.LockDraft(ctx, tx, m.ID)
	if err != nil || !found {
		return false, err
	}
	if err := kept.Replace(m.Told, m.Case, m.EnteredBy, etag); err != nil {
		return false, err
	}
	return false, s.drafts.DeleteDraft(ctx, tx, m.ID)
}

// write adds a moment to a locked case.
func (s *Service) write(ctx context.Context, tx *pg.Tx, running support.Case, m support.ContactMoment) (support.ContactMoment, error) {
	changed, err := running.Write(m.Told, calendar.Day(tx.Now()))
	if err != nil {
		return support.ContactMoment{}, err
	}
	if err := s.contacts.InsertContact(ctx, tx, m); err != nil {
		return support.ContactMoment{}, err
	}
	if err := s.cases.Save(ctx, tx, changed); err != nil {
		return support.ContactMoment{}, err
	}
	tellContact(tx, running, m)
	return s.contacts.Contact(ctx, tx, call.From(ctx).Owner(), m.ID, "write contact moment")
}

// GetContactMoment reads one moment that the caller sees.
func (s *Service) GetContactMoment(ctx context.Context, req *supportv1.GetContactMomentRequest) (*supportv1.ContactMoment, error) {
	var m support.ContactMoment
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		m, err = s.loadContact(ctx, tx, req.GetContactMoment())
		return err
	})
	return contactAnswer(req.GetMunicipality(), m, err)
}

// ListContactMoments reads a page of the moments of a case that the caller sees.
func (s *Service) ListContactMoments(ctx context.Context, req *supportv1.ListContactMomentsRequest) (*supportv1.ListContactMomentsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, byDay, func(tx *pg.Tx, after []string, limit int) ([]support.ContactMoment, error) {
		return s.contacts.Contacts(ctx, tx, call.From(ctx).Owner(), req.GetCase(), after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListContactMomentsResponse{NextPageToken: next}
	for _, m := range list {
		answer.ContactMoments = append(answer.ContactMoments, contactToProto(req.GetMunicipality(), m))
	}
	return answer, nil
}

// UpdateContactMoment changes a moment of the caller's own, and whichever as a coordinator.
func (s *Service) UpdateContactMoment(ctx context.Context, req *supportv1.UpdateContactMomentRequest) (*supportv1.ContactMoment, error) {
	known := call.From(ctx)
	m, err := pg.Once(ctx, s.db, req, s.loadContact, func(tx *pg.Tx) (support.ContactMoment, error) {
		running, m, err := s.lockContact(ctx, tx, req.GetContactMoment().GetId())
		if err != nil {
			return support.ContactMoment{}, err
		}
		if err := m.Change(known.Caller.Account, req.GetContactMoment().GetEtag(), known.Owner().IsEveryone()); err != nil {
			return support.ContactMoment{}, err
		}
		merged := contactToProto(req.GetMunicipality(), m)
		if err := patch.Apply(req, merged); err != nil {
			return support.ContactMoment{}, err
		}
		before := m.Told
		m.Told = toldFromProto(merged)
		changed, err := running.Rewrite(before, m.Told, calendar.Day(tx.Now()))
		if err != nil {
			return support.ContactMoment{}, err
		}
		if err := s.contacts.SaveContact(ctx, tx, m); err != nil {
			return support.ContactMoment{}, err
		}
		if err := s.cases.Save(ctx, tx, changed); err != nil {
			return support.ContactMoment{}, err
		}
		return s.contacts.Contact(ctx, tx, known.Owner(), m.ID, "change contact moment")
	})
	return contactAnswer(req.GetMunicipality(), m, err)
}

// DeleteContactMoment removes a moment of the caller's own. Asked again under the same request_id, it answers the same:
// it is gone.
func (s *Service) DeleteContactMoment(ctx context.Context, req *supportv1.DeleteContactMomentRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (support.ContactMoment, error) {
		return support.ContactMoment{}, nil
	}
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (support.ContactMoment, error) {
		running, m, err := s.lockContact(ctx, tx, req.GetContactMoment())
		if err != nil {
			return support.ContactMoment{}, err
		}
		if err := m.Change(call.From(ctx).Caller.Account, req.GetEtag(), false); err != nil {
			return support.ContactMoment{}, err
		}
		changed, err := running.Unwrite(m.Told)
		if err != nil {
			return support.ContactMoment{}, err
		}
		if err := s.cases.Save(ctx, tx, changed); err != nil {
			return support.ContactMoment{}, err
		}
		return m, s.contacts.DeleteContact(ctx, tx, m)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// lockContact holds the case of a moment that the caller sees, then the moment.
func (s *Service) lockContact(ctx context.Context, tx *pg.Tx, moment string) (support.Case, support.ContactMoment, error) {
	owner := call.From(ctx).Owner()
	of, err := s.contacts.ContactsCase(ctx, tx, owner, moment)
	if err != nil {
		return support.Case{}, support.ContactMoment{}, err
	}
	running, err := s.lock(ctx, tx, owner, of, "")
	if err != nil {
		return support.Case{}, support.ContactMoment{}, err
	}
	m, err := s.contacts.LockContact(ctx, tx, owner, moment)
	return running, m, err
}

// loadContact finds a moment again, also for a request that was repeated.
func (s *Service) loadContact(ctx context.Context, tx *pg.Tx, moment string) (support.ContactMoment, error) {
	return s.contacts.Contact(ctx, tx, call.From(ctx).Owner(), moment, "read contact moment")
}

func contactAnswer(municipality string, m support.ContactMoment, err error) (*supportv1.ContactMoment, error) {
	if err != nil {
		return nil, err
	}
	return contactToProto(municipality, m), nil
}
