package rpc

import (
	"context"
	"strings"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// MergeApplications says that an application is the same as another one, and so that both are about
// one person.
func (s *Service) MergeApplications(ctx context.Context, req *intakev1.MergeApplicationsRequest) (*intakev1.Application, error) {
	a, err := pg.Once(ctx, s.db, req, s.application, func(tx *pg.Tx) (intake.Application, error) {
		all, err := s.store.LockApplicationsOfBoth(ctx, tx, req.GetApplication(), req.GetInto())
		if err != nil {
			return intake.Application{}, err
		}
		a, known := all[strings.ToLower(req.GetApplication())]
		other, otherKnown := all[strings.ToLower(req.GetInto())]
		if !known || !otherKnown {
			return intake.Application{}, errs.NotFound("application")
		}
		if err := a.CheckEtag(req.GetEtag()); err != nil {
			return intake.Application{}, err
		}
		if err := a.MergeInto(other); err != nil {
			return intake.Application{}, err
		}
		if err := s.letGo(ctx, tx, a.ID); err != nil {
			return intake.Application{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationMerged{Application: a.ID, Into: other.ID})
		if _, err := s.store.Save(ctx, tx, a); err != nil {
			return intake.Application{}, err
		}
		delete(all, a.ID)
		if err := s.mergePeople(ctx, tx, a.Resident.ID, other.Resident.ID, all); err != nil {
			return intake.Application{}, err
		}
		return s.application(ctx, tx, a.ID)
	})
	if err != nil {
		return nil, err
	}
	return applicationToProto(call.From(ctx), a), nil
}

// mergePeople makes two dossiers one person's: the second tells of both from now on, and the
// applications of both that missed a way to reach the resident, or now do, follow.
func (s *Service) mergePeople(ctx context.Context, tx *pg.Tx, from, into string, applications map[string]intake.Application) error {
	gone, stays, err := s.lockBoth(ctx, tx, from, into)
	if err != nil || gone.ID == stays.ID {
		return err
	}
	if err := s.store.MergeDossiers(ctx, tx, gone.ID, stays.ID); err != nil {
		return err
	}
	stays, err = s.store.SaveResident(ctx, tx, stays.Unite(gone))
	if err != nil {
		return err
	}
	for _, a := range applications {
		a.Resident = stays
		if !a.RecheckContact() {
			continue
		}
		if _, err := s.store.Save(ctx, tx, a); err != nil {
			return err
		}
		tx.Emit(tx.Now(), pg.Live, Changed(a))
	}
	return nil
}

// lockBoth locks two people, the one with the smaller id first, so that two mergers do not wait for
// each other.
func (s *Service) lockBoth(ctx context.Context, tx *pg.Tx, one, other string) (first, second intake.Resident, err error) {
	if one > other {
		second, first, err = s.lockBoth(ctx, tx, other, one)
		return first, second, err
	}
	if first, err = s.store.LockPerson(ctx, tx, one); err == nil {
		second, err = s.store.LockPerson(ctx, tx, other)
	}
	return first, second, err
}
