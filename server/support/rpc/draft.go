package rpc

import (
	"context"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/emptypb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// bySave is the order of drafts: the newest first by when they were saved.
var bySave = page.Order[support.ContactDraft]{
	Columns: "update_time desc, id desc", Keys: func(d support.ContactDraft) []string { return []string{d.UpdateTime.Format(time.RFC3339Nano), d.ID} },
}

// id is a UUID that a client chose, as the database writes it.
func id(text string) string { return strings.ToLower(text) }

// SaveContactDraft keeps what the caller typed. The case is locked, as it is for what is made of a draft: what was sent
// is not kept again.
func (s *Service) SaveContactDraft(ctx context.Context, req *supportv1.SaveContactDraftRequest) (*supportv1.ContactDraft, error) {
	known := call.From(ctx)
	d, err := pg.Once(ctx, s.db, req, s.loadDraft, func(tx *pg.Tx) (support.ContactDraft, error) {
		of, err := s.lock(ctx, tx, known.Owner(), req.GetContactDraft().GetCase(), "")
		if err != nil {
			return support.ContactDraft{}, err
		}
		draft := support.ContactDraft{
			ID: id(req.GetContactDraft().GetId()), Case: of.ID, Dossier: of.Dossier, Account: known.Caller.Account, Told: toldFromProto(req.GetContactDraft()),
		}
		if err := draft.Check(); err != nil {
			return support.ContactDraft{}, err
		}
		made, _, err := s.contacts.Sent(ctx, tx, draft.ID, draft.Case, draft.Account)
		if err != nil {
			return support.ContactDraft{}, err
		}
		if made {
			return support.ContactDraft{}, errs.AlreadyExists(support.ContactResource)
		}
		kept, found, err := s.drafts.LockDraft(ctx, tx, draft.ID)
		if err != nil {
			return support.ContactDraft{}, err
		}
		if found {
			if err := kept.Replace(draft.Told, draft.Case, draft.Account, req.GetEtag()); err != nil {
				return support.ContactDraft{}, err
			}
		}
		if err := s.drafts.SaveDraft(ctx, tx, draft); err != nil {
			return support.ContactDraft{}, err
		}
		return s.draft(ctx, tx, draft.ID, "save contact draft")
	})
	return draftAnswer(req.GetMunicipality(), d, err)
}

// GetContactDraft reads one draft of the caller's own.
func (s *Service) GetContactDraft(ctx context.Context, req *supportv1.GetContactDraftRequest) (*supportv1.ContactDraft, error) {
	var d support.ContactDraft
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		d, err = s.loadDraft(ctx, tx, req.GetContactDraft())
		return err
	})
	return draftAnswer(req.GetMunicipality(), d, err)
}

// ListContactDrafts reads a page of the caller's own drafts.
func (s *Service) ListContactDrafts(ctx context.Context, req *supportv1.ListContactDraftsRequest) (*supportv1.ListContactDraftsResponse, error) {
	known := call.From(ctx)
	list, next, err := page.Read(ctx, s.db, s.tokens, req, bySave, func(tx *pg.Tx, after []string, limit int) ([]support.ContactDraft, error) {
		return s.drafts.Drafts(ctx, tx, known.Caller.Account, req.GetCase(), after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListContactDraftsResponse{NextPageToken: next}
	for _, d := range list {
		answer.ContactDrafts = append(answer.ContactDrafts, draftToProto(req.GetMunicipality(), d))
	}
	return answer, nil
}

// DeleteContactDraft removes a draft of the caller's own. Asked again under the same request_id, it answers the same: it
// is gone.
func (s *Service) DeleteContactDraft(ctx context.Context, req *supportv1.DeleteContactDraftRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (support.ContactDraft, error) {
		return support.ContactDraft{}, nil
	}
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (support.ContactDraft, error) {
		mine, err := s.draft(ctx, tx, req.GetContactDraft(), "remove contact draft")
		if err != nil {
			return support.ContactDraft{}, err
		}
		// The draft is theirs; the case may not be any more.
		if _, err := s.lock(ctx, tx, call.Everyone(), mine.Case, ""); err != nil {
			return support.ContactDraft{}, err
		}
		kept, found, err := s.drafts.LockDraft(ctx, tx, mine.ID)
		if err != nil {
			return support.ContactDraft{}, err
		}
		if !found {
			return support.ContactDraft{}, errs.NotFound(support.DraftResource)
		}
		if etag := req.GetEtag(); etag != "" && etag != kept.Etag() {
			return support.ContactDraft{}, errs.EtagMismatch()
		}
		return kept, s.drafts.DeleteDraft(ctx, tx, kept.ID)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// ForgetDrafts removes the drafts of the municipality that were not saved again in time, and says how many there were. It
// is for the upkeep.
func (s *Service) ForgetDrafts(ctx context.Context) (gone int, err error) {
	err = s.db.Write(ctx, func(tx *pg.Tx) error {
		rows, err := s.drafts.DeleteExpiredDrafts(ctx, tx)
		gone = int(rows)
		return err
	})
	return gone, err
}

// loadDraft finds a draft again, also for a request that was repeated.
func (s *Service) loadDraft(ctx context.Context, tx *pg.Tx, draft string) (support.ContactDraft, error) {
	return s.draft(ctx, tx, draft, "read contact draft")
}

// draft reads a draft of the caller's own; action says what for.
func (s *Service) draft(ctx context.Context, tx *pg.Tx, draft, action string) (support.ContactDraft, error) {
	return s.drafts.Draft(ctx, tx, call.From(ctx).Caller.Account, draft, action)
}

func draftAnswer(municipality string, d support.ContactDraft, err error) (*supportv1.ContactDraft, error) {
	if err != nil {
		return nil, err
	}
	return draftToProto(municipality, d), nil
}
