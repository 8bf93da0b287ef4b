package rpc

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	expensev1 "oco.example/oco/gen/go/oco/expense/v1"
	"oco.example/oco/server/expense"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// workView is an entry of the log with whose it is.
type workView struct {
	expense.WorkEntry
	name sealed.Text
}

// CreateWorkEntry logs work, of the caller or on behalf of somebody in the caller's reach.
func (s *Service) CreateWorkEntry(ctx context.Context, req *expensev1.CreateWorkEntryRequest) (*expensev1.WorkEntry, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadWork, func(tx *pg.Tx) (workView, error) {
		entry := workFromProto(expense.WorkEntry{ID: pg.NewID(), Supporter: req.GetWorkEntry().GetSupporter()}, req.GetWorkEntry())
		entry.Touch(tx.Call().Caller.Account)
		if err := s.claims.Reach(ctx, tx, call.From(ctx).Owner(), entry.Supporter); err != nil {
			return workView{}, err
		}
		if err := s.supporters.Lock(ctx, tx, entry.Supporter); err != nil {
			return workView{}, err
		}
		if err := s.checkWork(ctx, tx, entry, ""); err != nil {
			return workView{}, err
		}
		if err := s.work.InsertWorkEntry(ctx, tx, entry); err != nil {
			return workView{}, err
		}
		return s.workView(ctx, tx, entry.ID, "log work")
	})
	return workAnswer(req.GetMunicipality(), v, err)
}

// checkWork refuses an entry that cannot be, or on a case that the supporter was never on. before is the case that it
// was on: that one may have been erased since, which is in nobody's way.
func (s *Service) checkWork(ctx context.Context, tx *pg.Tx, entry expense.WorkEntry, before string) error {
	if err := entry.Check(calendar.Day(tx.Now())); err != nil || entry.Case == "" || entry.Case == before {
		return err
	}
	theirs, err := s.cases.Of(ctx, tx, entry.Supporter, []string{entry.Case})
	if err == nil && !slices.Contains(theirs, entry.Case) {
		return errs.Field("work_entry.case", "claim.not_on_case")
	}
	return err
}

// GetWorkEntry reads one entry.
func (s *Service) GetWorkEntry(ctx context.Context, req *expensev1.GetWorkEntryRequest) (*expensev1.WorkEntry, error) {
	var v workView
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		v, err = s.loadWork(ctx, tx, req.GetWorkEntry())
		return err
	})
	return workAnswer(req.GetMunicipality(), v, err)
}

// ListWorkEntries reads a page of the log in the caller's reach.
func (s *Service) ListWorkEntries(ctx context.Context, req *expensev1.ListWorkEntriesRequest) (*expensev1.ListWorkEntriesResponse, error) {
	filter := expense.WorkFilter{Supporter: req.GetSupporter(), Case: req.GetCase(), Unclaimed: req.GetUnclaimed()}
	views, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[workView](), func(tx *pg.Tx, after []string, limit int) ([]workView, error) {
		list, err := s.work.WorkLog(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
		if err != nil {
			return nil, err
		}
		return s.seeWork(ctx, tx, list)
	})
	if err != nil {
		return nil, err
	}
	answer := &expensev1.ListWorkEntriesResponse{NextPageToken: next}
	for _, v := range views {
		answer.WorkEntries = append(answer.WorkEntries, workToProto(req.GetMunicipality(), v))
	}
	return answer, nil
}

// UpdateWorkEntry changes an entry that no claim holds.
func (s *Service) UpdateWorkEntry(ctx context.Context, req *expensev1.UpdateWorkEntryRequest) (*expensev1.WorkEntry, error) {
	v, err := pg.Once(ctx, s.db, req, s.loadWork, func(tx *pg.Tx) (workView, error) {
		entry, err := s.lockWork(ctx, tx, req.GetWorkEntry().GetId(), req.GetWorkEntry().GetEtag())
		if err != nil {
			return workView{}, err
		}
		merged := workToProto(req.GetMunicipality(), workView{WorkEntry: entry})
		if err := patch.Apply(req, merged); err != nil {
			return workView{}, err
		}
		changed := workFromProto(entry, merged)
		changed.Touch(tx.Call().Caller.Account)
		if err := s.checkWork(ctx, tx, changed, entry.Case); err != nil {
			return workView{}, err
		}
		if err := s.work.SaveWorkEntry(ctx, tx, changed); err != nil {
			return workView{}, err
		}
		return s.workView(ctx, tx, entry.ID, "change work")
	})
	return workAnswer(req.GetMunicipality(), v, err)
}

// DeleteWorkEntry removes an entry that no claim holds. Asked again under the same request_id, it answers the same: it
// is gone.
func (s *Service) DeleteWorkEntry(ctx context.Context, req *expensev1.DeleteWorkEntryRequest) (*emptypb.Empty, error) {
	gone := func(context.Context, *pg.Tx, string) (expense.WorkEntry, error) { return expense.WorkEntry{}, nil }
	_, err := pg.Once(ctx, s.db, req, gone, func(tx *pg.Tx) (expense.WorkEntry, error) {
		entry, err := s.lockWork(ctx, tx, req.GetWorkEntry(), req.GetEtag())
		if err != nil {
			return expense.WorkEntry{}, err
		}
		return entry, s.work.DeleteWorkEntry(ctx, tx, entry)
	})
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, nil
}

// lockWork holds an entry in the caller's reach that may be changed.
func (s *Service) lockWork(ctx context.Context, tx *pg.Tx, id, etag string) (expense.WorkEntry, error) {
	entry, err := s.work.LockWorkEntry(ctx, tx, call.From(ctx).Owner(), id)
	if err != nil {
		return expense.WorkEntry{}, err
	}
	return entry, entry.Change(etag)
}

// loadWork finds an entry again, also for a request that was repeated.
func (s *Service) loadWork(ctx context.Context, tx *pg.Tx, id string) (workView, error) {
	return s.workView(ctx, tx, id, "read work")
}

// workView reads an entry in the caller's reach; action says what for.
func (s *Service) workView(ctx context.Context, tx *pg.Tx, id, action string) (workView, error) {
	entry, err := s.work.WorkEntry(ctx, tx, call.From(ctx).Owner(), id, action)
	if err != nil {
		return workView{}, err
	}
	views, err := s.seeWork(ctx, tx, []expense.WorkEntry{entry})
	if err != nil {
		return workView{}, err
	}
	return views[0], nil
}

// seeWork adds to entries whose they are.
func (s *Service) seeWork(ctx context.Context, tx *pg.Tx, entries []expense.WorkEntry) ([]workView, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	supporters := make([]string, 0, len(entries))
	for _, e := range entries {
		supporters = append(supporters, e.Supporter)
	}
	names, err := s.supporters.Names(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	views := make([]workView, 0, len(entries))
	for _, e := range entries {
		views = append(views, workView{WorkEntry: e, name: names[e.Supporter]})
	}
	return views, nil
}

func workAnswer(municipality string, v workView, err error) (*expensev1.WorkEntry, error) {
	if err != nil {
		return nil, err
	}
	return workToProto(municipality, v), nil
}

// workFromProto puts what a caller writes into an entry.
func workFromProto(entry expense.WorkEntry, e *expensev1.WorkEntry) expense.WorkEntry {
	entry.Date, entry.Minutes, entry.Tenths = e.GetDate(), int64(e.GetMinutes()), int64(e.GetKilometreTenths())
	entry.Case, entry.Description = e.GetCase(), sealed.Of(e.GetDescription())
	return entry
}

func workToProto(municipality string, v workView) *expensev1.WorkEntry {
	return &expensev1.WorkEntry{
		Id: v.ID, Municipality: municipality, Supporter: v.Supporter, SupporterName: v.name.Reveal(), Date: v.Date, Minutes: int32(v.Minutes),
		KilometreTenths: int32(v.Tenths), Case: v.Case, Description: v.Description.Reveal(), Claim: v.Claim,
		CreateTime: timestamppb.New(v.CreateTime), UpdateTime: timestamppb.New(v.UpdateTime), Etag: v.Etag(),
	}
}
