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
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// GetComplaint reads one complaint that the caller may read.
func (s *Service) GetComplaint(ctx context.Context, req *complaintv1.GetComplaintRequest) (*complaintv1.Complaint, error) {
	var c complaint.Complaint
	var now time.Time
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		now = tx.Now()
		c, err = s.loadComplaint(ctx, tx, req.GetComplaint())
		return err
	})
	if err != nil {
		return nil, err
	}
	return complaintToProto(req.GetMunicipality(), c, now), nil
}

// ListComplaints reads a page of those that the caller may read.
func (s *Service) ListComplaints(ctx context.Context, req *complaintv1.ListComplaintsRequest) (*complaintv1.ListComplaintsResponse, error) {
	filter := complaint.Filter{Overdue: req.GetOverdue()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, complaint.State(enum.Name(state)))
	}
	reader, now := complaint.ReaderOf(call.From(ctx)), time.Time{}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[complaint.Complaint](), func(tx *pg.Tx, after []string, limit int) ([]complaint.Complaint, error) {
		now = tx.Now()
		return s.complaints.Complaints(ctx, tx, reader, filter, page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &complaintv1.ListComplaintsResponse{NextPageToken: next}
	for _, c := range list {
		answer.Complaints = append(answer.Complaints, complaintToProto(req.GetMunicipality(), c, now))
	}
	return answer, nil
}

// UpdateComplaint records what is known of one meanwhile.
func (s *Service) UpdateComplaint(ctx context.Context, req *complaintv1.UpdateComplaintRequest) (*complaintv1.Complaint, error) {
	return s.change(ctx, req, req.GetComplaint().GetId(), req.GetComplaint().GetEtag(), "change complaint", func(tx *pg.Tx, c complaint.Complaint) (complaint.Complaint, *complaint.Step, error) {
		merged := complaintToProto(req.GetMunicipality(), c, tx.Now())
		if err := patch.Apply(req, merged); err != nil {
			return c, nil, err
		}
		known, err := s.knownOf(ctx, tx, c, merged)
		return known, nil, err
	})
}

// knownOf brings what was learnt into a complaint, and says whether it goes past the coordinators from now on.
func (s *Service) knownOf(ctx context.Context, tx *pg.Tx, c complaint.Complaint, from *complaintv1.Complaint) (complaint.Complaint, error) {
	before := c
	c.About, c.Name, c.Email = enum.Name(from.GetAbout()), sealed.Of(from.GetComplainantName()), sealed.Of(from.GetComplainantEmail())
	c.Phone = sealed.Of(person.StandardPhone(from.GetComplainantPhone()))
	c.Application, c.ConcernedSupporter, c.ConcernedAccount = from.GetApplication(), from.GetConcernedSupporter(), from.GetConcernedAccount()
	var err error
	if c.Application != before.Application {
		if c.Dossier, err = s.dossierOf(ctx, tx, c.Application, "complaint.application"); err != nil {
			return c, err
		}
	}
	if c.ConcernedSupporter != before.ConcernedSupporter {
		c.SupporterAccount = ""
		if c.ConcernedSupporter != "" {
			c.SupporterAccount, err = s.complaints.SupporterAccount(ctx, tx, c.ConcernedSupporter)
			if errs.Is(err, errs.NotFoundReason) {
				return c, errs.Field("complaint.concerned_supporter", "supporter.unknown")
			}
			if err != nil {
				return c, err
			}
		}
	}
	c.PastCoordinators = c.About == complaint.AboutCoordinator
	for _, account := range c.Concerns().Accounts {
		if account == tx.Call().Caller.Account {
			return c, errs.Field("complaint.concerned_account", "complaint.concerns_you")
		}
		coordinates, err := s.accounts.Holds(ctx, tx, account, call.RoleCoordinator)
		if err != nil {
			return c, err
		}
		c.PastCoordinators = c.PastCoordinators || coordinates
	}
	if c.PastCoordinators && tx.Call().Has(call.RoleCoordinator) {
		return c, errs.Field("complaint.about", "complaint.past_you")
	}
	return c, nil
}

// dossierOf is the dossier of an application that somebody named in a field, whose row it holds; none for no application.
func (s *Service) dossierOf(ctx context.Context, tx *pg.Tx, application, field string) (string, error) {
	if application == "" {
		return "", nil
	}
	dossier, err := s.applications.Lock(ctx, tx, application)
	if errs.Is(err, errs.NotFoundReason) {
		return "", errs.Field(field, "application.unknown")
	}
	return dossier, err
}

// AcknowledgeComplaint records that the complainant was told.
func (s *Service) AcknowledgeComplaint(ctx context.Context, req *complaintv1.AcknowledgeComplaintRequest) (*complaintv1.Complaint, error) {
	return s.change(ctx, req, req.GetComplaint(), req.GetEtag(), "acknowledge complaint", func(tx *pg.Tx, c complaint.Complaint) (complaint.Complaint, *complaint.Step, error) {
		c, err := c.Acknowledge(tx.Now())
		return c, stepOf(tx, complaint.StepAcknowledged, req.GetNote()), err
	})
}

// AddComplaintStep writes down what was done.
func (s *Service) AddComplaintStep(ctx context.Context, req *complaintv1.AddComplaintStepRequest) (*complaintv1.Complaint, error) {
	return s.change(ctx, req, req.GetComplaint(), req.GetEtag(), "note step of complaint", func(tx *pg.Tx, c complaint.Complaint) (complaint.Complaint, *complaint.Step, error) {
		if err := written("note", req.GetNote()); err != nil {
			return c, nil, err
		}
		c, err := c.Note()
		return c, stepOf(tx, complaint.StepNoted, req.GetNote()), err
	})
}

// ExtendComplaint gives four weeks more.
func (s *Service) ExtendComplaint(ctx context.Context, req *complaintv1.ExtendComplaintRequest) (*complaintv1.Complaint, error) {
	return s.change(ctx, req, req.GetComplaint(), req.GetEtag(), "extend complaint", func(tx *pg.Tx, c complaint.Complaint) (complaint.Complaint, *complaint.Step, error) {
		if err := written("reason", req.GetReason()); err != nil {
			return c, nil, err
		}
		c, err := c.Extend()
		return c, stepOf(tx, complaint.StepExtended, req.GetReason()), err
	})
}

// SettleComplaint ends one.
func (s *Service) SettleComplaint(ctx context.Context, req *complaintv1.SettleComplaintRequest) (*complaintv1.Complaint, error) {
	return s.change(ctx, req, req.GetComplaint(), req.GetEtag(), "settle complaint", func(tx *pg.Tx, c complaint.Complaint) (complaint.Complaint, *complaint.Step, error) {
		if err := written("explanation", req.GetExplanation()); err != nil {
			return c, nil, err
		}
		c, err := c.Settle(enum.Name(req.GetOutcome()), tx.Now())
		if err == nil {
			tx.Emit(tx.Now(), pg.Live, &eventv1.ComplaintSettled{Complaint: c.ID, Outcome: c.Outcome})
		}
		return c, stepOf(tx, complaint.StepSettled, req.GetExplanation()), err
	})
}

// change does something to a complaint that the caller may read, under its lock, and stores what it says then, with a record
// of what was done when there is one.
func (s *Service) change(
	ctx context.Context, req pg.Request, id, etag, action string,
	do func(tx *pg.Tx, c complaint.Complaint) (complaint.Complaint, *complaint.Step, error),
) (*complaintv1.Complaint, error) {
	known, now := call.From(ctx), time.Time{}
	reader := complaint.ReaderOf(known)
	c, err := pg.Once(ctx, s.db, req, s.loadComplaint, func(tx *pg.Tx) (complaint.Complaint, error) {
		now = tx.Now()
		c, err := s.complaints.LockComplaint(ctx, tx, reader, id)
		if err != nil {
			return c, err
		}
		if err := c.CheckEtag(etag); err != nil {
			return c, err
		}
		c, step, err := do(tx, c)
		if err != nil {
			return c, err
		}
		if err := s.complaints.SaveComplaint(ctx, tx, c); err != nil {
			return c, err
		}
		if step != nil {
			if err := s.complaints.AddComplaintStep(ctx, tx, id, *step); err != nil {
				return c, err
			}
		}
		return s.complaints.Complaint(ctx, tx, reader, id, action)
	})
	if err != nil {
		return nil, err
	}
	return complaintToProto(known.Municipality, c, now), nil
}

// loadComplaint finds a complaint again, also for a request that was repeated.
func (s *Service) loadComplaint(ctx context.Context, tx *pg.Tx, id string) (complaint.Complaint, error) {
	return s.complaints.Complaint(ctx, tx, complaint.ReaderOf(call.From(ctx)), id, "read complaint")
}
