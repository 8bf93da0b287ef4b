package rpc

import (
	"context"
	"time"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// RaiseSafetyConcern raises a safety concern: step 1.
func (s *Service) RaiseSafetyConcern(ctx context.Context, req *complaintv1.RaiseSafetyConcernRequest) (*complaintv1.SafetyConcern, error) {
	var now time.Time
	c, err := pg.Once(ctx, s.db, req, s.loadConcern, func(tx *pg.Tx) (complaint.Concern, error) {
		now = tx.Now()
		if err := written("signals", req.GetSignals()); err != nil {
			return complaint.Concern{}, err
		}
		dossier, err := s.applications.Lock(ctx, tx, req.GetApplication())
		if err != nil {
			return complaint.Concern{}, err
		}
		if err := s.reaches(ctx, tx, req.GetApplication()); err != nil {
			return complaint.Concern{}, err
		}
		c := complaint.Concern{
			ID: pg.NewID(), Application: req.GetApplication(), Dossier: dossier, RaisedBy: tx.Call().Caller.Account, Acute: req.GetAcute(),
			State: complaint.ConcernOpen, CreateTime: now,
		}
		c.Records = []complaint.SafetyRecord{{ID: pg.NewID(), Step: complaint.Signals, Note: sealed.Of(req.GetSignals()), Account: c.RaisedBy, Time: now}}
		if err := s.concerns.InsertConcern(ctx, tx, c); err != nil {
			return complaint.Concern{}, err
		}
		tx.Emit(now, pg.Live, &eventv1.SafetyConcernRaised{SafetyConcern: c.ID, Application: c.Application, Acute: c.Acute})
		return s.concern(ctx, tx, c.ID, "raise safety concern")
	})
	if err != nil {
		return nil, err
	}
	return concernToProto(req.GetMunicipality(), c, now), nil
}

// reaches is NOT_FOUND for an application that a supporter does not support, nor said yes to.
func (s *Service) reaches(ctx context.Context, tx *pg.Tx, application string) error {
	return reachedBy(ctx, tx, application, s.concerns.Supports)
}

// reachedBy is NOT_FOUND for an application of which a supporter does not do something.
func reachedBy(ctx context.Context, tx *pg.Tx, application string, something func(context.Context, *pg.Tx, string, string) (bool, error)) error {
	owner := tx.Call().Owner()
	if owner.IsEveryone() {
		return nil
	}
	does, err := something(ctx, tx, owner.Account(), application)
	if err == nil && !does {
		return errs.NotFound("application")
	}
	return err
}

// GetSafetyConcern reads one, as far as the caller may see it.
func (s *Service) GetSafetyConcern(ctx context.Context, req *complaintv1.GetSafetyConcernRequest) (*complaintv1.SafetyConcern, error) {
	var c complaint.Concern
	var now time.Time
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		now = tx.Now()
		c, err = s.loadConcern(ctx, tx, req.GetSafetyConcern())
		return err
	})
	if err != nil {
		return nil, err
	}
	return concernToProto(req.GetMunicipality(), c, now), nil
}

// ListSafetyConcerns reads a page in the caller's reach.
func (s *Service) ListSafetyConcerns(ctx context.Context, req *complaintv1.ListSafetyConcernsRequest) (*complaintv1.ListSafetyConcernsResponse, error) {
	filter := complaint.ConcernFilter{Application: req.GetApplication(), Overdue: req.GetOverdue()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, complaint.ConcernState(enum.Name(state)))
	}
	owner, now := call.From(ctx).Owner(), time.Time{}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[complaint.Concern](), func(tx *pg.Tx, after []string, limit int) ([]complaint.Concern, error) {
		now = tx.Now()
		return s.concerns.Concerns(ctx, tx, owner, filter, page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &complaintv1.ListSafetyConcernsResponse{NextPageToken: next}
	for _, c := range list {
		answer.SafetyConcerns = append(answer.SafetyConcerns, concernToProto(req.GetMunicipality(), seen(c, owner), now))
	}
	return answer, nil
}

// UpdateSafetyConcern changes how pressing one is, or what is asked of the supporter.
func (s *Service) UpdateSafetyConcern(ctx context.Context, req *complaintv1.UpdateSafetyConcernRequest) (*complaintv1.SafetyConcern, error) {
	wanted := req.GetSafetyConcern()
	return s.changeConcern(ctx, req, wanted.GetId(), wanted.GetEtag(), "change safety concern", func(tx *pg.Tx, c complaint.Concern) (complaint.Concern, error) {
		merged := concernToProto(req.GetMunicipality(), c, tx.Now())
		if err := patch.Apply(req, merged); err != nil {
			return c, err
		}
		if c.State == complaint.ConcernDecided && merged.GetAcute() != c.Acute {
			return c, errs.StateConflict(complaint.ConcernResource, string(c.State))
		}
		c.Acute, c.Asked = merged.GetAcute(), sealed.Of(merged.GetAskedOfSupporter())
		return c, nil
	})
}

// RecordSafetyStep records a step of the reporting code.
func (s *Service) RecordSafetyStep(ctx context.Context, req *complaintv1.RecordSafetyStepRequest) (*complaintv1.SafetyConcern, error) {
	known := call.From(ctx)
	return s.changeConcern(ctx, req, req.GetSafetyConcern(), req.GetEtag(), "record step of safety concern", func(tx *pg.Tx, c complaint.Concern) (complaint.Concern, error) {
		record := complaint.SafetyRecord{
			ID: pg.NewID(), Step: complaint.SafetyStep(enum.Name(req.GetStep())), Note: sealed.Of(req.GetNote()), Skipped: req.GetSkip(), Account: known.Caller.Account,
			Time: tx.Now(),
		}
		if record.Step == complaint.DecisionStep {
			record.Decision, record.SecondAccount, record.SecondPerson = enum.Name(req.GetDecision()), req.GetSecondAccount(), sealed.Of(req.GetSecondPerson())
		}
		c, err := c.Record(record, !known.Owner().IsEveryone())
		if err != nil {
			return c, err
		}
		if record.SecondAccount != "" {
			coordinates, err := s.accounts.Holds(ctx, tx, record.SecondAccount, call.RoleCoordinator)
			if err != nil {
				return c, err
			}
			if !coordinates {
				return c, errs.Field("second_account", "safety.second_account")
			}
		}
		return c, s.concerns.AddRecord(ctx, tx, c, record)
	})
}

// changeConcern does something to a safety concern in the caller's reach, under its lock, and stores how it stands then.
func (s *Service) changeConcern(
	ctx context.Context, req pg.Request, id, etag, action string, do func(tx *pg.Tx, c complaint.Concern) (complaint.Concern, error),
) (*complaintv1.SafetyConcern, error) {
	known, now := call.From(ctx), time.Time{}
	c, err := pg.Once(ctx, s.db, req, s.loadConcern, func(tx *pg.Tx) (complaint.Concern, error) {
		now = tx.Now()
		c, err := s.concerns.LockConcern(ctx, tx, known.Owner(), id)
		if err != nil {
			return c, err
		}
		if err := c.CheckEtag(etag); err != nil {
			return c, err
		}
		if c, err = do(tx, c); err != nil {
			return c, err
		}
		if err := s.concerns.SaveConcern(ctx, tx, c); err != nil {
			return c, err
		}
		return s.concern(ctx, tx, id, action)
	})
	if err != nil {
		return nil, err
	}
	return concernToProto(known.Municipality, c, now), nil
}

// loadConcern finds a safety concern again, also for a request that was repeated.
func (s *Service) loadConcern(ctx context.Context, tx *pg.Tx, id string) (complaint.Concern, error) {
	return s.concern(ctx, tx, id, "read safety concern")
}

// concern reads one as the caller may see it; action says what for.
func (s *Service) concern(ctx context.Context, tx *pg.Tx, id, action string) (complaint.Concern, error) {
	owner := call.From(ctx).Owner()
	c, err := s.concerns.Concern(ctx, tx, owner, id, action)
	return seen(c, owner), err
}

// seen leaves of a safety concern what its owner may know.
func seen(c complaint.Concern, owner call.Owner) complaint.Concern {
	if owner.IsEveryone() {
		return c
	}
	return c.See(owner.Account())
}
