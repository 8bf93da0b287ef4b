package rpc

import (
	"context"
	"fmt"
	"slices"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

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
		invited, err := s.invited(ctx, tx, wish)
		if err != nil {
			return meeting.Meeting{}, err
		}
		fresh, err := s.invitations.Invite(ctx, tx, m.ID, invited)
		if err != nil {
			return meeting.Meeting{}, err
		}
		if m.State == meeting.Planned && m.Start.After(tx.Now()) {
			tell(tx, m, meeting.ToldInvited, fresh)
		}
		return s.save(ctx, tx, m)
	})
	if err != nil {
		return nil, err
	}
	return toProto(req.GetMunicipality(), m), nil
}

// tell has some of those who are invited told of a meeting.
func tell(tx *pg.Tx, m meeting.Meeting, what meeting.Told, invitations []string) {
	if len(invitations) > 0 {
		tx.Emit(tx.Now(), pg.Live, &eventv1.MeetingTold{Meeting: m.ID, What: string(what), Invitations: invitations})
	}
}

// tellAll has those who are invited told what a change means for them. Who said no needs not know that it is off.
func (s *Service) tellAll(ctx context.Context, tx *pg.Tx, before, m meeting.Meeting) error {
	what := before.Tells(m, tx.Now())
	if what == "" {
		return nil
	}
	invitations, err := s.invitations.Awaiting(ctx, tx, m.ID, what == meeting.ToldCancelled)
	if err != nil {
		return err
	}
	tell(tx, m, what, invitations)
	return nil
}

// invited are the people whom a wish means. Those whom it names must be there; of a group, those who still are.
func (s *Service) invited(ctx context.Context, tx *pg.Tx, wish meeting.Wish) (meeting.Invited, error) {
	wrong, err := s.unfit(ctx, tx, wish.Accounts)
	if err != nil {
		return meeting.Invited{}, err
	}
	supporters, err := s.meetings.Active(ctx, tx, wish.Kinds)
	if err != nil {
		return meeting.Invited{}, err
	}
	var group meeting.Group
	if wish.Group != "" {
		group, err = s.groups.Group(ctx, tx, wish.Group)
		switch {
		case errs.Is(err, errs.NotFoundReason):
			wrong = append(wrong, errs.Field("meeting_group", "meeting_group.unknown"))
		case err != nil:
			return meeting.Invited{}, err
		}
	}
	supporters, err = s.supporters.Hold(ctx, tx, slices.Concat(supporters, group.Supporters, wish.Supporters))
	if err != nil {
		return meeting.Invited{}, err
	}
	known, err := s.guests.HoldGuests(ctx, tx, slices.Concat(group.Guests, wish.Guests))
	if err != nil {
		return meeting.Invited{}, err
	}
	wrong = append(wrong, missing("supporters", "meeting.supporter", wish.Supporters, supporters)...)
	wrong = append(wrong, missing("guests", "meeting.unknown_guest", wish.Guests, known)...)
	return meeting.Invited{Supporters: supporters, Accounts: wish.Accounts, Guests: known}, errs.Join(wrong...)
}

// unfit refuses the accounts that cannot be invited.
func (s *Service) unfit(ctx context.Context, tx *pg.Tx, accounts []string) ([]*errs.Error, error) {
	var wrong []*errs.Error
	for i, account := range accounts {
		holds, err := s.accounts.Holds(ctx, tx, account, guests...)
		if err != nil {
			return nil, err
		}
		if !holds {
			wrong = append(wrong, errs.Field(fmt.Sprintf("accounts[%d]", i), "meeting.guest"))
		}
	}
	return wrong, nil
}

// missing refuses those of a field's ids that are not known, by a rule.
func missing(field, rule string, ids, known []string) []*errs.Error {
	var wrong []*errs.Error
	for i, id := range ids {
		if !slices.Contains(known, id) {
			wrong = append(wrong, errs.Field(fmt.Sprintf("%s[%d]", field, i), rule))
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
