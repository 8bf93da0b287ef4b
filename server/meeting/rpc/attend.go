package rpc

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/meeting/icalendar"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// RecordAttendance records who was at a meeting, which is held from then on.
func (s *Service) RecordAttendance(ctx context.Context, req *meetingv1.RecordAttendanceRequest) (*meetingv1.Meeting, error) {
	m, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (meeting.Meeting, error) {
		m, err := s.meetings.LockMeeting(ctx, tx, req.GetMeeting())
		if err != nil {
			return meeting.Meeting{}, err
		}
		if m, err = m.Hold(tx.Now()); err != nil {
			return meeting.Meeting{}, err
		}
		told, err := s.told(ctx, tx, m.ID, req.GetAttendances())
		if err != nil {
			return meeting.Meeting{}, err
		}
		for _, one := range told {
			if err := s.attend(ctx, tx, m, one); err != nil {
				return meeting.Meeting{}, err
			}
		}
		return s.save(ctx, tx, m)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// seen is what is told of one who was invited.
type seen struct {
	meeting.Invitation
	was meeting.Attendance
}

// told are the invitations of a locked meeting that a request tells of, by the id of the supporter: in that order
// everybody locks them. Those of another meeting are refused, and one of whom two things are told.
func (s *Service) told(ctx context.Context, tx *pg.Tx, m string, attendances []*meetingv1.RecordedAttendance) ([]seen, error) {
	ids := make([]string, 0, len(attendances))
	for _, a := range attendances {
		ids = append(ids, a.GetMeetingInvitation())
	}
	held, err := s.invitations.LockInvitations(ctx, tx, m, ids, "record attendance")
	if err != nil {
		return nil, err
	}
	var list []seen
	var wrong []*errs.Error
	for i, a := range attendances {
		invitation, there := held[a.GetMeetingInvitation()]
		field := fmt.Sprintf("attendances[%d].meeting_invitation", i)
		switch {
		case slices.Index(ids, a.GetMeetingInvitation()) < i:
			wrong = append(wrong, errs.Field(field, "repeated.unique"))
		case !there:
			wrong = append(wrong, errs.Field(field, "meeting.not_invited"))
		default:
			list = append(list, seen{invitation, meeting.Attendance(enum.Name(a.GetAttendance()))})
		}
	}
	slices.SortFunc(list, func(a, b seen) int { return cmp.Compare(a.Supporter, b.Supporter) })
	return list, errs.Join(wrong...)
}

// attend stores whether somebody was there, and what follows for the requirement of the meeting.
func (s *Service) attend(ctx context.Context, tx *pg.Tx, m meeting.Meeting, one seen) error {
	after, meets, unmeets := one.Attend(one.was, m)
	if meets {
		proof, err := s.supporters.Meet(ctx, tx, after.Supporter, m.Requirement, calendar.Day(m.Start))
		if err != nil {
			return err
		}
		after.Proof = proof
	}
	if unmeets {
		if err := s.supporters.Unmeet(ctx, tx, after.Supporter, after.Proof); err != nil {
			return err
		}
		after.Proof = ""
	}
	return s.invitations.SaveAttendance(ctx, tx, after)
}

// GetMeetingCalendar writes a meeting down as a calendar file.
func (s *Service) GetMeetingCalendar(ctx context.Context, req *meetingv1.GetMeetingCalendarRequest) (*meetingv1.MeetingCalendar, error) {
	var file icalendar.File
	err := s.db.Read(ctx, func(tx *pg.Tx) error {
		m, err := s.load(ctx, tx, req.GetMeeting())
		if err != nil {
			return err
		}
		by, err := s.settings.Organiser(ctx, tx)
		if err != nil {
			return err
		}
		invitation, err := s.invitationFor(ctx, tx, m.ID, req.GetMeetingInvitation())
		if err != nil {
			return err
		}
		file = icalendar.Write(m, invitation, by, tx.Now())
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &meetingv1.MeetingCalendar{Meeting: req.GetMeeting(), MediaType: file.MediaType(), Content: file.Content}, nil
}

// invitationFor is the invitation for which a file is asked: the one that is named, or the caller's own; nil for the
// coordinator who names none.
func (s *Service) invitationFor(ctx context.Context, tx *pg.Tx, m, id string) (*meeting.Invitation, error) {
	owner := call.From(ctx).Owner()
	if owner.IsEveryone() && id == "" {
		return nil, nil
	}
	invitation, err := s.invitations.InvitationOf(ctx, tx, owner, m, id)
	if err != nil {
		return nil, err
	}
	return &invitation, nil
}
