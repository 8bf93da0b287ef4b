package rpc

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// namedPause is a pause with the name of whose it is.
type namedPause struct {
	volunteer.Pause
	name sealed.Text
}

// CreatePause records that a supporter takes on fewer cases for a while, or none.
func (s *Service) CreatePause(ctx context.Context, req *volunteerv1.CreatePauseRequest) (*volunteerv1.Pause, error) {
	owner := call.From(ctx).Owner()
	pause, err := pg.Once(ctx, s.db, req, s.loadPause, func(tx *pg.Tx) (namedPause, error) {
		id, err := s.whose(ctx, tx, owner, req.GetPause().GetSupporter())
		if err != nil {
			return namedPause{}, err
		}
		supporter, err := s.lockWithin(ctx, tx, owner, id, "create pause")
		if err != nil {
			return namedPause{}, err
		}
		if supporter.State == volunteer.Left {
			return namedPause{}, errs.StateConflict(volunteer.Resource, string(supporter.State))
		}
		pause, err := pauseFromProto(req.GetPause()).Complete(supporter.MaxCases, calendar.Day(tx.Now()))
		if err != nil {
			return namedPause{}, err
		}
		pause.ID, pause.Supporter, pause.RecordedBy = pg.NewID(), supporter.ID, tx.Call().Caller.Account
		if err := s.pauses.InsertPause(ctx, tx, pause); err != nil {
			return namedPause{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.SupporterPaused{
			Supporter: supporter.ID, Account: supporter.Account, Pause: pause.ID, Kind: string(pause.Kind), StartDate: pause.Start, EndDate: pause.End,
			MaxCases: int32(pause.MaxCases),
		})
		return s.loadPause(ctx, tx, pause.ID)
	})
	if err != nil {
		return nil, err
	}
	return pauseToProto(req.GetMunicipality(), pause), nil
}

// EndPause says that a pause ends on another day than was thought.
func (s *Service) EndPause(ctx context.Context, req *volunteerv1.EndPauseRequest) (*volunteerv1.Pause, error) {
	owner := call.From(ctx).Owner()
	pause, err := pg.Once(ctx, s.db, req, s.loadPause, func(tx *pg.Tx) (namedPause, error) {
		found, err := s.pauses.Pause(ctx, tx, owner, req.GetPause())
		if err != nil {
			return namedPause{}, err
		}
		supporter, err := s.lockWithin(ctx, tx, owner, found.Supporter, "end pause")
		if err != nil {
			return namedPause{}, err
		}
		// Again, now that nobody else ends it.
		pause, err := s.pauses.Pause(ctx, tx, owner, found.ID)
		if err != nil {
			return namedPause{}, err
		}
		if req.GetEtag() != "" && req.GetEtag() != pause.Etag() {
			return namedPause{}, errs.EtagMismatch()
		}
		if pause, err = pause.EndOn(req.GetEndDate(), calendar.Day(tx.Now())); err != nil {
			return namedPause{}, err
		}
		if err := s.pauses.SavePause(ctx, tx, pause); err != nil {
			return namedPause{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.SupporterPauseEnded{
			Supporter: supporter.ID, Account: supporter.Account, Pause: pause.ID, EndDate: pause.End, Cancelled: pause.Cancelled,
		})
		return s.loadPause(ctx, tx, pause.ID)
	})
	if err != nil {
		return nil, err
	}
	return pauseToProto(req.GetMunicipality(), pause), nil
}

// GetPause reads one pause.
func (s *Service) GetPause(ctx context.Context, req *volunteerv1.GetPauseRequest) (*volunteerv1.Pause, error) {
	var pause namedPause
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		pause, err = s.loadPause(ctx, tx, req.GetPause())
		return err
	})
	if err != nil {
		return nil, err
	}
	return pauseToProto(req.GetMunicipality(), pause), nil
}

// ListPauses reads a page of pauses in the caller's reach.
func (s *Service) ListPauses(ctx context.Context, req *volunteerv1.ListPausesRequest) (*volunteerv1.ListPausesResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[namedPause](),
		func(tx *pg.Tx, after []string, limit int) ([]namedPause, error) {
			filter := volunteer.PauseFilter{Supporter: req.GetSupporter()}
			if req.GetToCome() {
				filter.From = calendar.Day(tx.Now())
			}
			list, err := s.pauses.Pauses(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
			if err != nil {
				return nil, err
			}
			return s.nameAll(ctx, tx, list)
		})
	if err != nil {
		return nil, err
	}
	answer := &volunteerv1.ListPausesResponse{NextPageToken: next}
	for _, pause := range list {
		answer.Pauses = append(answer.Pauses, pauseToProto(req.GetMunicipality(), pause))
	}
	return answer, nil
}

// whose is the supporter that a request names; a supporter who names nobody means themselves.
func (s *Service) whose(ctx context.Context, tx *pg.Tx, owner call.Owner, named string) (string, error) {
	switch {
	case named != "":
		return named, nil
	case owner.Account() != "":
		return s.pauses.Own(ctx, tx, owner.Account())
	}
	return "", errs.Field("pause.supporter", "required")
}

// lockWithin reads a supporter in reach of owner and holds the row until the transaction ends.
func (s *Service) lockWithin(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (volunteer.Supporter, error) {
	if err := s.supporters.Lock(ctx, tx, id); err != nil {
		return volunteer.Supporter{}, err
	}
	return s.supporters.Get(ctx, tx, owner, id, action)
}

// loadPause finds a pause again, also for a request that was repeated.
func (s *Service) loadPause(ctx context.Context, tx *pg.Tx, id string) (namedPause, error) {
	pause, err := s.pauses.Pause(ctx, tx, call.From(ctx).Owner(), id)
	if err != nil {
		return namedPause{}, err
	}
	list, err := s.nameAll(ctx, tx, []volunteer.Pause{pause})
	if err != nil {
		return namedPause{}, err
	}
	return list[0], nil
}

// nameAll reads and logs the names of whose pauses they are.
func (s *Service) nameAll(ctx context.Context, tx *pg.Tx, list []volunteer.Pause) ([]namedPause, error) {
	ids := make([]string, 0, len(list))
	for _, pause := range list {
		ids = append(ids, pause.Supporter)
	}
	names, err := s.supporters.Names(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	named := make([]namedPause, 0, len(list))
	for _, pause := range list {
		named = append(named, namedPause{pause, names[pause.Supporter]})
	}
	return named, nil
}

func pauseFromProto(p *volunteerv1.Pause) volunteer.Pause {
	return volunteer.Pause{Kind: volunteer.PauseKind(enum.Name(p.GetKind())), Start: p.GetStartDate(), End: p.GetEndDate(), MaxCases: int(p.GetMaxCases())}
}

func pauseToProto(municipality string, p namedPause) *volunteerv1.Pause {
	return &volunteerv1.Pause{
		Id: p.ID, Municipality: municipality, Supporter: p.Supporter, SupporterName: p.name.Reveal(),
		Kind: enum.Number[volunteerv1.PauseKind](string(p.Kind)), StartDate: p.Start, EndDate: p.End, MaxCases: int32(p.MaxCases),
		Cancelled: p.Cancelled, RecordedBy: p.RecordedBy,
		CreateTime: timestamppb.New(p.CreateTime), UpdateTime: timestamppb.New(p.UpdateTime), Etag: p.Etag(),
	}
}
