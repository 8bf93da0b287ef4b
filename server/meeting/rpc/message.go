package rpc

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"
	"oco.example/oco/server/meeting"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
)

func toProto(municipality string, m meeting.Meeting) *meetingv1.Meeting {
	message := &meetingv1.Meeting{
		Id: m.ID, Municipality: municipality, Kind: enum.Number[meetingv1.MeetingKind](string(m.Kind)), Title: m.Title,
		StartTime: timestamppb.New(m.Start), EndTime: timestamppb.New(m.End), Location: m.Location, OnlineLink: m.OnlineLink,
		Places: int32(m.Places), RegionPlaces: int32(m.RegionPlaces), RegionTaken: int32(m.RegionTaken), MeetingGroup: m.Group,
		Requirement: m.Requirement, State: enum.Number[meetingv1.MeetingState](string(m.State)), CancelReason: m.CancelReason,
		Invited: int32(m.Invited), Coming: int32(m.Coming), CreateTime: timestamppb.New(m.CreateTime),
		UpdateTime: timestamppb.New(m.UpdateTime), Etag: m.Etag(),
	}
	for _, item := range m.Agenda {
		message.Agenda = append(message.Agenda, &meetingv1.AgendaItem{Title: item.Title, Theme: item.Theme})
	}
	return message
}

// takeOver brings what the contract lets a coordinator set into the meeting. Moments are kept in whole seconds, as
// calendars have them.
func takeOver(m *meeting.Meeting, from *meetingv1.Meeting) {
	m.Kind, m.Title = meeting.Kind(enum.Name(from.GetKind())), from.GetTitle()
	m.Start, m.End = from.GetStartTime().AsTime().Truncate(time.Second), from.GetEndTime().AsTime().Truncate(time.Second)
	m.Location, m.OnlineLink = from.GetLocation(), from.GetOnlineLink()
	m.Places, m.RegionPlaces, m.RegionTaken = int(from.GetPlaces()), int(from.GetRegionPlaces()), int(from.GetRegionTaken())
	m.Group, m.Requirement = from.GetMeetingGroup(), from.GetRequirement()
	m.Agenda = nil
	for _, item := range from.GetAgenda() {
		m.Agenda = append(m.Agenda, meeting.AgendaItem{Title: item.GetTitle(), Theme: item.GetTheme()})
	}
}

func invitationToProto(municipality string, i meeting.Invitation) *meetingv1.MeetingInvitation {
	message := &meetingv1.MeetingInvitation{
		Id: i.ID, Municipality: municipality, Meeting: i.Meeting, Supporter: i.Supporter, Account: i.Account,
		Guest: i.Guest, GuestName: i.GuestName.Reveal(),
		Answer:     enum.Number[meetingv1.InvitationAnswer](string(i.Answer)),
		Attendance: enum.Number[meetingv1.Attendance](string(i.Attendance)),
		Kind:       enum.Number[meetingv1.MeetingKind](string(i.Kind)), Title: i.Title, StartTime: timestamppb.New(i.Start),
		MeetingState: enum.Number[meetingv1.MeetingState](string(i.MeetingState)),
		CreateTime:   timestamppb.New(i.CreateTime), UpdateTime: timestamppb.New(i.UpdateTime), Etag: i.Etag(),
	}
	message.AnswerTime = moment.Of(i.AnswerTime)
	return message
}

func offerToProto(o meeting.Offer) *meetingv1.RegionMeeting {
	return &meetingv1.RegionMeeting{
		Organiser: o.Organiser, OrganiserTitle: o.OrganiserName, OrganiserPhone: o.OrganiserPhone, Meeting: o.ID,
		Kind: enum.Number[meetingv1.MeetingKind](string(o.Kind)), Title: o.Title, StartTime: timestamppb.New(o.Start),
		EndTime: timestamppb.New(o.End), Location: o.Location, PlacesLeft: int32(o.PlacesLeft()),
	}
}

func wishOf(req *meetingv1.InviteToMeetingRequest) meeting.Wish {
	return meeting.Wish{
		Supporters: req.GetSupporters(), Accounts: req.GetAccounts(), Guests: req.GetGuests(), Kinds: enum.Names(req.GetKinds()),
		Group: req.GetMeetingGroup(),
	}
}
