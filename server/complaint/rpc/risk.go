package rpc

import (
	"context"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// RecordHomeVisitRisk records a warning for who visits a resident.
func (s *Service) RecordHomeVisitRisk(ctx context.Context, req *complaintv1.RecordHomeVisitRiskRequest) (*complaintv1.HomeVisitRisk, error) {
	r, err := pg.Once(ctx, s.db, req, s.loadRisk, func(tx *pg.Tx) (complaint.Risk, error) {
		r := complaint.Risk{
			ID: pg.NewID(), Application: req.GetHomeVisitRisk().GetApplication(), Warning: sealed.Of(req.GetHomeVisitRisk().GetWarning()),
			RecordedBy: tx.Call().Caller.Account,
		}
		if err := r.Check(); err != nil {
			return complaint.Risk{}, err
		}
		var err error
		if r.Dossier, err = s.applications.Lock(ctx, tx, r.Application); err != nil {
			return complaint.Risk{}, err
		}
		if err := s.reaches(ctx, tx, r.Application); err != nil {
			return complaint.Risk{}, err
		}
		if err := s.concerns.InsertRisk(ctx, tx, r); err != nil {
			return complaint.Risk{}, err
		}
		return s.concerns.Risk(ctx, tx, r.ID, "record risk at home visit")
	})
	if err != nil {
		return nil, err
	}
	return riskToProto(req.GetMunicipality(), r), nil
}

// GetHomeVisitRisk reads one of a resident whom the caller visits.
func (s *Service) GetHomeVisitRisk(ctx context.Context, req *complaintv1.GetHomeVisitRiskRequest) (*complaintv1.HomeVisitRisk, error) {
	var r complaint.Risk
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		r, err = s.loadRisk(ctx, tx, req.GetHomeVisitRisk())
		return err
	})
	if err != nil {
		return nil, err
	}
	return riskToProto(req.GetMunicipality(), r), nil
}

// ListHomeVisitRisks reads a page of the warnings that stand for a resident whom the caller visits, by an application.
func (s *Service) ListHomeVisitRisks(ctx context.Context, req *complaintv1.ListHomeVisitRisksRequest) (*complaintv1.ListHomeVisitRisksResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[complaint.Risk](), func(tx *pg.Tx, after []string, limit int) ([]complaint.Risk, error) {
		if err := reachedBy(ctx, tx, req.GetApplication(), s.concerns.Visits); errs.Is(err, errs.NotFoundReason) {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		return s.concerns.Risks(ctx, tx, req.GetApplication(), page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &complaintv1.ListHomeVisitRisksResponse{NextPageToken: next}
	for _, r := range list {
		answer.HomeVisitRisks = append(answer.HomeVisitRisks, riskToProto(req.GetMunicipality(), r))
	}
	return answer, nil
}

// EndHomeVisitRisk says that a warning stands no more.
func (s *Service) EndHomeVisitRisk(ctx context.Context, req *complaintv1.EndHomeVisitRiskRequest) (*complaintv1.HomeVisitRisk, error) {
	r, err := pg.Once(ctx, s.db, req, s.loadRisk, func(tx *pg.Tx) (complaint.Risk, error) {
		r, err := s.concerns.LockRisk(ctx, tx, req.GetHomeVisitRisk())
		if err != nil {
			return r, err
		}
		if r, err = r.End(req.GetEtag(), tx.Now()); err != nil {
			return r, err
		}
		if err := s.concerns.EndRisk(ctx, tx, r); err != nil {
			return r, err
		}
		return s.concerns.Risk(ctx, tx, r.ID, "end risk at home visit")
	})
	if err != nil {
		return nil, err
	}
	return riskToProto(req.GetMunicipality(), r), nil
}

// loadRisk reads a risk, also for a request that was repeated; a supporter while they support an application of the same
// person.
func (s *Service) loadRisk(ctx context.Context, tx *pg.Tx, id string) (complaint.Risk, error) {
	r, err := s.concerns.Risk(ctx, tx, id, "read risk at home visit")
	if err != nil {
		return r, err
	}
	if err := reachedBy(ctx, tx, r.Application, s.concerns.Visits); errs.Is(err, errs.NotFoundReason) {
		return complaint.Risk{}, errs.NotFound(complaint.RiskResource)
	} else if err != nil {
		return complaint.Risk{}, err
	}
	return r, nil
}
