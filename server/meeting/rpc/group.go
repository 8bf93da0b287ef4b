package rpc

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/patch"
	"oco.example/oco/server/platform/pg"
)

// CreateMeetingGroup makes a group of supporters, of guests, or of both.
func (s *Service) CreateMeetingGroup(ctx context.Context, req *meetingv1.CreateMeetingGroupRequest) (*meetingv1.MeetingGroup, error) {
	group, err := pg.Once(ctx, s.db, req, s.groups.Group, func(tx *pg.Tx) (meeting.Group, error) {
		group := meeting.Group{
			ID: pg.NewID(), Title: req.GetMeetingGroup().GetTitle(), Supporters: req.GetMeetingGroup().GetSupporters(),
			Guests: req.GetMeetingGroup().GetGuests(),
		}
		if err := s.holdMembers(ctx, tx, meeting.Group{}, group); err != nil {
			return meeting.Group{}, err
		}
		if err := s.groups.InsertGroup(ctx, tx, group); err != nil {
			return meeting.Group{}, err
		}
		return s.groups.Group(ctx, tx, group.ID)
	})
	if err != nil {
		return nil, err
	}
	return groupToProto(req.GetMunicipality(), group), nil
}

// GetMeetingGroup reads one group.
func (s *Service) GetMeetingGroup(ctx context.Context, req *meetingv1.GetMeetingGroupRequest) (*meetingv1.MeetingGroup, error) {
	var group meeting.Group
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		group, err = s.groups.Group(ctx, tx, req.GetMeetingGroup())
		return err
	})
	if err != nil {
		return nil, err
	}
	return groupToProto(req.GetMunicipality(), group), nil
}

// ListMeetingGroups reads a page of groups, the newest first.
func (s *Service) ListMeetingGroups(ctx context.Context, req *meetingv1.ListMeetingGroupsRequest) (*meetingv1.ListMeetingGroupsResponse, error) {
	list, next, err := page.Read(ctx, s.db, s.tokens, req, page.NewestFirst[meeting.Group](),
		func(tx *pg.Tx, after []string, limit int) ([]meeting.Group, error) {
			return s.groups.Groups(ctx, tx, page.Key(after), limit)
		})
	if err != nil {
		return nil, err
	}
	answer := &meetingv1.ListMeetingGroupsResponse{NextPageToken: next}
	for _, group := range list {
		answer.MeetingGroups = append(answer.MeetingGroups, groupToProto(req.GetMunicipality(), group))
	}
	return answer, nil
}

// UpdateMeetingGroup changes the fields that the mask names. Who left meanwhile stays in it until somebody takes them
// out.
func (s *Service) UpdateMeetingGroup(ctx context.Context, req *meetingv1.UpdateMeetingGroupRequest) (*meetingv1.MeetingGroup, error) {
	group, err := pg.Once(ctx, s.db, req, s.groups.Group, func(tx *pg.Tx) (meeting.Group, error) {
		group, err := s.groups.LockGroup(ctx, tx, req.GetMeetingGroup().GetId())
		if err != nil {
			return meeting.Group{}, err
		}
		if err := group.CheckEtag(req.GetMeetingGroup().GetEtag()); err != nil {
			return meeting.Group{}, err
		}
		merged := groupToProto(req.GetMunicipality(), group)
		if err := patch.Apply(req, merged); err != nil {
			return meeting.Group{}, err
		}
		before := group
		group.Title, group.Supporters, group.Guests = merged.GetTitle(), merged.GetSupporters(), merged.GetGuests()
		if err := s.holdMembers(ctx, tx, before, group); err != nil {
			return meeting.Group{}, err
		}
		if err := s.groups.SaveGroup(ctx, tx, group); err != nil {
			return meeting.Group{}, err
		}
		return s.groups.Group(ctx, tx, group.ID)
	})
	if err != nil {
		return nil, err
	}
	return groupToProto(req.GetMunicipality(), group), nil
}

// holdMembers holds the supporters and the guests of a group, and refuses those who are new to it and not there. A guest who
// was erased meanwhile is in no group any more.
func (s *Service) holdMembers(ctx context.Context, tx *pg.Tx, before, now meeting.Group) error {
	supporters, err := s.supporters.Hold(ctx, tx, now.Supporters)
	if err != nil {
		return err
	}
	known, err := s.guests.HoldGuests(ctx, tx, now.Guests)
	if err != nil {
		return err
	}
	wrong := missing("meeting_group.supporters", "meeting.supporter", now.Supporters, slices.Concat(supporters, before.Supporters))
	return errs.Join(append(wrong, missing("meeting_group.guests", "meeting.unknown_guest", now.Guests, known)...)...)
}

func groupToProto(municipality string, g meeting.Group) *meetingv1.MeetingGroup {
	return &meetingv1.MeetingGroup{
		Id: g.ID, Municipality: municipality, Title: g.Title, Supporters: g.Supporters, Guests: g.Guests,
		CreateTime: timestamppb.New(g.CreateTime), UpdateTime: timestamppb.New(g.UpdateTime), Etag: g.Etag(),
	}
}
