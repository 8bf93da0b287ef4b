package rpc

import (
	"context"
	"fmt"
	"slices"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// CreateMeeting plans a meeting.
func (s *Service) CreateMeeting(ctx context.Context, req *meetingv1.CreateMeetingRequest) (*meetingv1.Meeting, error) {
	m, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (meeting.Meeting, error) {
		m := meeting.Meeting{ID: pg.NewID(), State: meeting.Planned}
		takeOver(&m, req.GetMeeting())
		if err := s.check(ctx, tx, meeting.Meeting{}, m); err != nil {
			return meeting.Meeting{}, err
		}
		if err := s.meetings.InsertMeeting(ctx, tx, m); err != nil {
			return meeting.Meeting{}, err
		}
		return s.offered(ctx, tx, m.ID)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// GetMeeting reads one meeting, as far as the caller may see it.
func (s *Service) GetMeeting(ctx context.Context, req *meetingv1.GetMeetingRequest) (*meetingv1.Meeting, error) {
	var m meeting.Meeting
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		m, err = s.load(ctx, tx, req.GetMeeting())
		return err
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// UpdateMeeting changes the fields that the mask names.
func (s *Service) UpdateMeeting(ctx context.Context, req *meetingv1.UpdateMeetingRequest) (*meetingv1.Meeting, error) {
	m, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (meeting.Meeting, error) {
		before, err := s.lock(ctx, tx, req.GetMeeting().GetId(), req.GetMeeting().GetEtag())
		if err != nil {
			return meeting.Meeting{}, err
		}
		merged := toProto(req.GetMunicipality(), before)
		if err := patch.Apply(req, merged); err != nil {
			return meeting.Meeting{}, err
		}
		m := before
		takeOver(&m, merged)
		if m, err = before.Change(m); err != nil {
			return meeting.Meeting{}, err
		}
		if err := s.check(ctx, tx, before, m); err != nil {
			return meeting.Meeting{}, err
		}
		if err := s.tellAll(ctx, tx, before, m); err != nil {
			return meeting.Meeting{}, err
		}
		return s.save(ctx, tx, m)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// CancelMeeting cancels a meeting that is planned.
func (s *Service) CancelMeeting(ctx context.Context, req *meetingv1.CancelMeetingRequest) (*meetingv1.Meeting, error) {
	m, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (meeting.Meeting, error) {
		before, err := s.lock(ctx, tx, req.GetMeeting(), req.GetEtag())
		if err != nil {
			return meeting.Meeting{}, err
		}
		m, err := before.Cancel(req.GetReason())
		if err != nil {
			return meeting.Meeting{}, err
		}
		if err := s.tellAll(ctx, tx, before, m); err != nil {
			return meeting.Meeting{}, err
		}
		return s.save(ctx, tx, m)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// lock holds a meeting; ETAG_MISMATCH when it changed meanwhile.
func (s *Service) lock(ctx context.Context, tx *pg.Tx, id, etag string) (meeting.Meeting, error) {
	m, err := s.meetings.LockMeeting(ctx, tx, id)
	if err != nil {
		return meeting.Meeting{}, err
	}
	return m, m.CheckEtag(etag)
}

// save stores a locked meeting, and what the region sees of it.
func (s *Service) save(ctx context.Context, tx *pg.Tx, m meeting.Meeting) (meeting.Meeting, error) {
	if err := s.meetings.SaveMeeting(ctx, tx, m); err != nil {
		return meeting.Meeting{}, err
	}
	return s.offered(ctx, tx, m.ID)
}

// offered reads a meeting that was stored, and shows the region what it offers.
func (s *Service) offered(ctx context.Context, tx *pg.Tx, id string) (meeting.Meeting, error) {
	m, err := s.load(ctx, tx, id)
	if err != nil {
		return meeting.Meeting{}, err
	}
	return m, s.meetings.SaveOffer(ctx, tx, m)
}

// load finds a meeting again, also for a request that was repeated. How many were invited and come is for whoever
// looks after the meeting.
func (s *Service) load(ctx context.Context, tx *pg.Tx, id string) (meeting.Meeting, error) {
	owner := call.From(ctx).Owner()
	m, err := s.meetings.Meeting(ctx, tx, owner, id)
	if !owner.IsEveryone() {
		m.Invited, m.Coming = 0, 0
	}
	return m, err
}

// check returns all that is wrong with a meeting at once. A theme, a group or a requirement that it had before stays,
// whatever became of that.
func (s *Service) check(ctx context.Context, tx *pg.Tx, before, m meeting.Meeting) error {
	wrong := m.Check()
	if !slices.Equal(before.Agenda, m.Agenda) {
		unknown, err := s.unknownThemes(ctx, tx, m)
		if err != nil {
			return err
		}
		wrong = append(wrong, unknown...)
	}
	if m.Group != "" && m.Group != before.Group {
		switch _, err := s.groups.Group(ctx, tx, m.Group); {
		case errs.Is(err, errs.NotFoundReason):
			wrong = append(wrong, errs.Field("meeting.meeting_group", "meeting_group.unknown"))
		case err != nil:
			return err
		}
	}
	if m.Requirement != "" && m.Requirement != before.Requirement {
		asked, err := s.supporters.Asks(ctx, tx, m.Requirement)
		if err != nil {
			return err
		}
		if !asked {
			wrong = append(wrong, errs.Field("meeting.requirement", "requirement.unknown"))
		}
	}
	return errs.Join(wrong...)
}

func (s *Service) unknownThemes(ctx context.Context, tx *pg.Tx, m meeting.Meeting) ([]*errs.Error, error) {
	var themes []string
	for _, item := range m.Agenda {
		if item.Theme != "" {
			themes = append(themes, item.Theme)
		}
	}
	unknown, err := s.settings.Unknown(ctx, tx, "THEME", themes)
	if err != nil {
		return nil, err
	}
	var wrong []*errs.Error
	for i, item := range m.Agenda {
		if slices.Contains(unknown, item.Theme) {
			wrong = append(wrong, errs.Field(fmt.Sprintf("meeting.agenda[%d].theme", i), "code.unknown"))
		}
	}
	return wrong, nil
}
