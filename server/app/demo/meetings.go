package demo

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// evening is seven o'clock in the evening, so many days from now.
func evening(days int) time.Time {
	day := calendar.Local(time.Now()).AddDate(0, 0, days)
	return time.Date(day.Year(), day.Month(), day.Day(), 19, 0, 0, 0, day.Location())
}

// meetings plans an intervision in two weeks, to which the access team comes too and the region can, and tells of a
// training three weeks ago.
func (r *Region) meetings(ctx context.Context) error {
	accounts, err := r.accountIDs(ctx)
	if err != nil {
		return err
	}
	ctx = r.as(ctx, coordinator)
	active, err := r.people.ListSupporters(ctx, &volunteerv1.ListSupportersRequest{
		Municipality: Home, States: []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE},
	})
	if err != nil {
		return fmt.Errorf("supporters to invite: %w", err)
	}
	var everybody []string
	for _, s := range active.GetSupporters() {
		everybody = append(everybody, s.GetId())
	}
	group, err := r.meet.CreateMeetingGroup(ctx, &meetingv1.CreateMeetingGroupRequest{
		Municipality: Home, MeetingGroup: &meetingv1.MeetingGroup{Title: "Intervisiegroep Centrum", Supporters: everybody}, RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("group: %w", err)
	}
	if err := r.training(ctx); err != nil {
		return err
	}
	if err := r.stakeholders(ctx); err != nil {
		return err
	}
	_, err = r.planned(ctx, &meetingv1.Meeting{
		Kind: meetingv1.MeetingKind_MEETING_KIND_INTERVISION, Title: "Intervisie", StartTime: timestamppb.New(evening(14)),
		EndTime: timestamppb.New(evening(14).Add(2 * time.Hour)), Location: "Wijkpunt Centrum", Places: 12, RegionPlaces: 3,
		MeetingGroup: group.GetId(), Agenda: []*meetingv1.AgendaItem{
			{Title: "Wat kwam u tegen? Een casus zonder namen", Theme: "conversation"}, {Title: "Schulden: wie helpt waarmee?", Theme: "poverty"},
		},
	}, &meetingv1.InviteToMeetingRequest{MeetingGroup: group.GetId(), Accounts: []string{accounts[accessTeam]}})
	return err
}

// stakeholders is the group of those about whom it is all: two people without an account.
func (r *Region) stakeholders(ctx context.Context) error {
	var members []string
	for _, guest := range []*meetingv1.MeetingGuest{
		{Name: "Mieke Meepraat", Phone: "06-11934951"}, {Name: "Hakim Helder", Email: "hakim.helder@post.example"},
	} {
		made, err := r.meet.CreateMeetingGuest(ctx, &meetingv1.CreateMeetingGuestRequest{Municipality: Home, MeetingGuest: guest, RequestId: pg.NewID()})
		if err != nil {
			return fmt.Errorf("guest: %w", err)
		}
		members = append(members, made.GetId())
	}
	_, err := r.meet.CreateMeetingGroup(ctx, &meetingv1.CreateMeetingGroupRequest{
		Municipality: Home, MeetingGroup: &meetingv1.MeetingGroup{Title: "Profijtgroep", Guests: members}, RequestId: pg.NewID(),
	})
	if err != nil {
		return fmt.Errorf("stakeholder group: %w", err)
	}
	return nil
}

// training is the OCO training, with who was there.
func (r *Region) training(ctx context.Context) error {
	held, err := r.planned(ctx, &meetingv1.Meeting{
		Kind: meetingv1.MeetingKind_MEETING_KIND_TRAINING, Title: "OCO-opleiding", StartTime: timestamppb.New(evening(-21)),
		EndTime: timestamppb.New(evening(-21).Add(3 * time.Hour)), Location: "Bibliotheek", Requirement: "oco_training",
		Agenda: []*meetingv1.AgendaItem{{Title: "De Wmo in een uur", Theme: "wmo"}, {Title: "Een keukentafelgesprek oefenen", Theme: "conversation"}},
	}, &meetingv1.InviteToMeetingRequest{Kinds: []commonv1.SupportKind{commonv1.SupportKind_SUPPORT_KIND_INFORMAL}})
	if err != nil {
		return err
	}
	list, err := r.meet.ListMeetingInvitations(ctx, &meetingv1.ListMeetingInvitationsRequest{Municipality: Home, Meeting: held})
	if err != nil {
		return fmt.Errorf("who was invited: %w", err)
	}
	attended := &meetingv1.RecordAttendanceRequest{Municipality: Home, Meeting: held, RequestId: pg.NewID()}
	for i, invitation := range list.GetMeetingInvitations() {
		was := meetingv1.Attendance_ATTENDANCE_PRESENT
		if i == 0 {
			was = meetingv1.Attendance_ATTENDANCE_ABSENT_WITH_NOTICE
		}
		attended.Attendances = append(attended.Attendances, &meetingv1.RecordedAttendance{MeetingInvitation: invitation.GetId(), Attendance: was})
	}
	if _, err := r.meet.RecordAttendance(ctx, attended); err != nil {
		return fmt.Errorf("who was there: %w", err)
	}
	return nil
}

// planned plans a meeting and invites to it.
func (r *Region) planned(ctx context.Context, m *meetingv1.Meeting, invite *meetingv1.InviteToMeetingRequest) (id string, err error) {
	made, err := r.meet.CreateMeeting(ctx, &meetingv1.CreateMeetingRequest{Municipality: Home, Meeting: m, RequestId: pg.NewID()})
	if err != nil {
		return "", fmt.Errorf("meeting: %w", err)
	}
	invite.Municipality, invite.Meeting, invite.RequestId = Home, made.GetId(), pg.NewID()
	if _, err := r.meet.InviteToMeeting(ctx, invite); err != nil {
		return "", fmt.Errorf("invite to a meeting: %w", err)
	}
	return made.GetId(), nil
}
