package rpc

import (
	"context"
	"fmt"
	"slices"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// guests are the roles of those who can be invited by their account. A policy adviser cannot: they never meet a case,
// and a meeting can be about one.
var guests = []call.Role{call.RoleAccessTeam, call.RolePartnerContact, call.RoleOrganisationPlanner, call.RoleCoordinator}

// ListMeetingGuests reads a page of those who can be invited by their account.
func (s *Service) ListMeetingGuests(ctx context.Context, req *meetingv1.ListMeetingGuestsRequest) (*meetingv1.ListMeetingGuestsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[meeting.Guest](),
		func(tx *pg.Tx, after []string, limit int) ([]meeting.Guest, error) {
			return s.accounts.Guests(ctx, tx, guests, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListMeetingGuestsResponse{NextPageToken: next}
	for _, guest := range list {
		message := &meetingv1.MeetingGuest{Account: guest.Account, Name: guest.Name.Reveal()}
		for _, role := range guest.Roles {
			message.Roles = append(message.Roles, commonv1.Role(role))
		}
		answer.MeetingGuests = append(answer.MeetingGuests, message)
	}
	return answer, nil
}

// InviteToMeeting invites people; who was invited before stays so.
func (s *Service) InviteToMeeting(ctx context.Context, req *meetingv1.InviteToMeetingRequest) (*meetingv1.Meeting, error) {
	m, err := pg.Once(ctx, s.db, req, s.load, func(tx *pg.Tx) (meeting.Meeting, error) {
		wish := wishOf(req)
		if err := wish.Check(); err != nil {
			return meeting.Meeting{}, err
		}
		m, err := s.lock(ctx, tx, req.GetMeeting(), req.GetEtag())
		if err != nil {
			return meeting.Meeting{}, err
		}
		if m.State == meeting.Cancelled {
			return meeting.Meeting{}, errs.StateConflict(meeting.Resource, string(m.State))
		}
		supporters, err := s.invited(ctx, tx, wish)
		if err != nil {
			return meeting.Meeting{}, err
		}
		if err := s.invitations.Invite(ctx, tx, m.ID, supporters, wish.Accounts); err != nil {
			return meeting.Meeting{}, err
		}
		return s.save(ctx, tx, m)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// invited are the supporters whom a wish means. Those whom it names must be there; of a group, those who still are.
func (s *Service) invited(ctx context.Context, tx *pg.Tx, wish meeting.Wish) ([]string, error) {
	var wrong []*errs.Error
	for i, account := range wish.Accounts {
		holds, err := s.accounts.Holds(ctx, tx, account, guests...)
		if err != nil {
			return nil, err
		}
		if !holds {
			wrong = append(wrong, errs.Field(fmt.Sprintf("accounts[%d]", i), "meeting.guest"))
		}
	}
	all, err := s.meetings.Active(ctx, tx, wish.Kinds)
	if err != nil {
		return nil, err
	}
	if wish.Group != "" {
		switch group, err := s.groups.Group(ctx, tx, wish.Group); {
		case errs.Is(err, errs.NotFoundReason):
			wrong = append(wrong, errs.Field("meeting_group", "meeting_group.unknown"))
		case err != nil:
			return nil, err
		default:
			all = append(all, group.Supporters...)
		}
	}
	known, err := s.supporters.Hold(ctx, tx, append(all, wish.Supporters...))
	if err != nil {
		return nil, err
	}
	return known, errs.Join(append(wrong, missing("supporters", wish.Supporters, known)...)...)
}

// missing refuses those of a field's ids that are not known.
func missing(field string, ids, known []string) []*errs.Error {
	var wrong []*errs.Error
	for i, id := range ids {
		if !slices.Contains(known, id) {
			wrong = append(wrong, errs.Field(fmt.Sprintf("%s[%d]", field, i), "meeting.supporter"))
		}
	}
	return wrong
}

// ListMeetingInvitations reads a page of invitations in the caller's reach.
func (s *Service) ListMeetingInvitations(
	ctx context.Context, req *meetingv1.ListMeetingInvitationsRequest,
) (*meetingv1.ListMeetingInvitationsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[meeting.Invitation](),
		func(tx *pg.Tx, after []string, limit int) ([]meeting.Invitation, error) {
			return s.invitations.Invitations(ctx, tx, call.From(ctx).Owner(), req.GetMeeting(), req.GetSupporter(), page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListMeetingInvitationsResponse{NextPageToken: next}
	for _, i := range list {
		answer.MeetingInvitations = append(answer.MeetingInvitations, invitationToProto(req.GetMunicipality(), i))
	}
	return answer, nil
}

// RecordMeetingAnswer records whether somebody comes.
func (s *Service) RecordMeetingAnswer(ctx context.Context, req *meetingv1.RecordMeetingAnswerRequest) (*meetingv1.MeetingInvitation, error) {
	invitation, err := pg.Once(ctx, s.db, req, s.loadInvitation, func(tx *pg.Tx) (meeting.Invitation, error) {
		owner := call.From(ctx).Owner()
		invitation, err := s.invitations.Invitation(ctx, tx, owner, req.GetMeetingInvitation(), "answer invitation")
		if err != nil {
			return meeting.Invitation{}, err
		}
		m, err := s.meetings.LockMeeting(ctx, tx, invitation.Meeting)
		if err != nil {
			return meeting.Invitation{}, err
		}
		// What it says is read anew: somebody may have answered while this waited for the meeting.
		held, err := s.invitations.LockInvitations(ctx, tx, m.ID, []string{invitation.ID}, "answer invitation")
		if err != nil {
			return meeting.Invitation{}, err
		}
		invitation, there := held[invitation.ID]
		if !there {
			return meeting.Invitation{}, errs.NotFound(meeting.InvitationResource)
		}
		invitation, err = invitation.Reply(meeting.Answer(enum.Name(req.GetAnswer())), m, tx.Now())
		if err != nil {
			return meeting.Invitation{}, err
		}
		if err := s.invitations.SaveAnswer(ctx, tx, invitation); err != nil {
			return meeting.Invitation{}, err
		}
		return s.loadInvitation(ctx, tx, invitation.ID)
	})
	if err != nil {
		return nil, err
	}
	return invitationToProto(req.GetMunicipality(), invitation), nil
}

func (s *Service) loadInvitation(ctx context.Context, tx *pg.Tx, id string) (meeting.Invitation, error) {
	return s.invitations.Invitation(ctx, tx, call.From(ctx).Owner(), id, "read invitation")
}
