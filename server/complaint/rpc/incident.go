package rpc

import (
	"context"
	"time"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// ReportIncident reports an incident. Of one that a supporter reports, that supporter is whom to speak with.
func (s *Service) ReportIncident(ctx context.Context, req *complaintv1.ReportIncidentRequest) (*complaintv1.Incident, error) {
	var now time.Time
	i, err := pg.Once(ctx, s.db, req, s.loadIncident, func(tx *pg.Tx) (complaint.Incident, error) {
		now = tx.Now()
		i := complaint.Incident{
			ID: pg.NewID(), Text: sealed.Of(req.GetIncident().GetText()), ReportedBy: tx.Call().Caller.Account, State: complaint.IncidentReported, CreateTime: now,
		}
		if err := written("incident.text", req.GetIncident().GetText()); err != nil {
			return i, err
		}
		i, err := s.describe(ctx, tx, i, req.GetIncident())
		if err != nil {
			return i, err
		}
		if err := s.incidents.InsertIncident(ctx, tx, i); err != nil {
			return i, err
		}
		tx.Emit(now, pg.Live, &eventv1.IncidentReported{Incident: i.ID, Kind: i.Kind})
		return s.incidents.Incident(ctx, tx, tx.Call().Owner(), i.ID, "report incident")
	})
	if err != nil {
		return nil, err
	}
	return incidentToProto(req.GetMunicipality(), i, now), nil
}

// describe brings what somebody says of an incident into it.
func (s *Service) describe(ctx context.Context, tx *pg.Tx, i complaint.Incident, from *complaintv1.Incident) (complaint.Incident, error) {
	before := i
	i.Kind, i.Date, i.Affected = enum.Name(from.GetKind()), from.GetIncidentDate(), enum.Names(from.GetAffected())
	i.Application, i.Supporter = from.GetApplication(), from.GetSupporter()
	if err := i.Check(calendar.Day(tx.Now())); err != nil {
		return i, err
	}
	owner := tx.Call().Owner()
	var err error
	if i.Application != before.Application {
		if i.Dossier, err = s.dossierOf(ctx, tx, i.Application, "incident.application"); err != nil {
			return i, err
		}
		if i.Application != "" {
			if err := s.reaches(ctx, tx, i.Application); err != nil {
				return i, err
			}
		}
	}
	if !owner.IsEveryone() {
		i.Supporter, err = s.incidents.SupporterOf(ctx, tx, owner.Account())
		return i, err
	}
	if i.Supporter != "" && i.Supporter != before.Supporter {
		if _, err := s.complaints.SupporterAccount(ctx, tx, i.Supporter); errs.Is(err, errs.NotFoundReason) {
			return i, errs.Field("incident.supporter", "supporter.unknown")
		} else if err != nil {
			return i, err
		}
	}
	return i, nil
}

// GetIncident reads one in the caller's reach.
func (s *Service) GetIncident(ctx context.Context, req *complaintv1.GetIncidentRequest) (*complaintv1.Incident, error) {
	var i complaint.Incident
	var now time.Time
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		now = tx.Now()
		i, err = s.loadIncident(ctx, tx, req.GetIncident())
		return err
	})
	if err != nil {
		return nil, err
	}
	return incidentToProto(req.GetMunicipality(), i, now), nil
}

// ListIncidents reads a page in the caller's reach.
func (s *Service) ListIncidents(ctx context.Context, req *complaintv1.ListIncidentsRequest) (*complaintv1.ListIncidentsResponse, error) {
	filter := complaint.IncidentFilter{Overdue: req.GetOverdue()}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, complaint.IncidentState(enum.Name(state)))
	}
	var now time.Time
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[complaint.Incident](), func(tx *pg.Tx, after []string, limit int) ([]complaint.Incident, error) {
		now = tx.Now()
		return s.incidents.Incidents(ctx, tx, call.From(ctx).Owner(), filter, page.Key(after), limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &complaintv1.ListIncidentsResponse{NextPageToken: next}
	for _, i := range list {
		answer.Incidents = append(answer.Incidents, incidentToProto(req.GetMunicipality(), i, now))
	}
	return answer, nil
}

// UpdateIncident records what is known meanwhile.
func (s *Service) UpdateIncident(ctx context.Context, req *complaintv1.UpdateIncidentRequest) (*complaintv1.Incident, error) {
	return s.changeIncident(ctx, req, req.GetIncident().GetId(), req.GetIncident().GetEtag(), "change incident", func(tx *pg.Tx, i complaint.Incident) (complaint.Incident, *complaint.Step, error) {
		if i.State == complaint.IncidentClosed {
			return i, nil, errs.StateConflict(complaint.IncidentResource, string(i.State))
		}
		merged := incidentToProto(req.GetMunicipality(), i, tx.Now())
		if err := patch.Apply(req, merged); err != nil {
			return i, nil, err
		}
		i, err := s.describe(ctx, tx, i, merged)
		return i, nil, err
	})
}

// AddIncidentStep writes down what was done.
func (s *Service) AddIncidentStep(ctx context.Context, req *complaintv1.AddIncidentStepRequest) (*complaintv1.Incident, error) {
	return s.changeIncident(ctx, req, req.GetIncident(), req.GetEtag(), "note step of incident", func(tx *pg.Tx, i complaint.Incident) (complaint.Incident, *complaint.Step, error) {
		if err := written("note", req.GetNote()); err != nil {
			return i, nil, err
		}
		i, err := i.Note(enum.Name(req.GetKind()), tx.Now())
		return i, stepOf(tx, enum.Name(req.GetKind()), req.GetNote()), err
	})
}

// CloseIncident ends an incident.
func (s *Service) CloseIncident(ctx context.Context, req *complaintv1.CloseIncidentRequest) (*complaintv1.Incident, error) {
	return s.changeIncident(ctx, req, req.GetIncident(), req.GetEtag(), "close incident", func(tx *pg.Tx, i complaint.Incident) (complaint.Incident, *complaint.Step, error) {
		if err := written("note", req.GetNote()); err != nil {
			return i, nil, err
		}
		i, err := i.Close()
		return i, stepOf(tx, complaint.StepClosed, req.GetNote()), err
	})
}

// changeIncident does something to an incident under its lock, and stores what it says then, with a record of what was done
// when there is one.
func (s *Service) changeIncident(
	ctx context.Context, req pg.Request, id, etag, action string,
	do func(tx *pg.Tx, i complaint.Incident) (complaint.Incident, *complaint.Step, error),
) (*complaintv1.Incident, error) {
	known, now := call.From(ctx), time.Time{}
	i, err := pg.Once(ctx, s.db, req, s.loadIncident, func(tx *pg.Tx) (complaint.Incident, error) {
		now = tx.Now()
		i, err := s.incidents.LockIncident(ctx, tx, id)
		if err != nil {
			return i, err
		}
		if err := i.CheckEtag(etag); err != nil {
			return i, err
		}
		i, step, err := do(tx, i)
		if err != nil {
			return i, err
		}
		if err := s.incidents.SaveIncident(ctx, tx, i); err != nil {
			return i, err
		}
		if step != nil {
			if err := s.incidents.AddIncidentStep(ctx, tx, id, *step); err != nil {
				return i, err
			}
		}
		return s.incidents.Incident(ctx, tx, known.Owner(), id, action)
	})
	if err != nil {
		return nil, err
	}
	return incidentToProto(known.Municipality, i, now), nil
}

// loadIncident finds an incident again, also for a request that was repeated.
func (s *Service) loadIncident(ctx context.Context, tx *pg.Tx, id string) (complaint.Incident, error) {
	return s.incidents.Incident(ctx, tx, call.From(ctx).Owner(), id, "read incident")
}
