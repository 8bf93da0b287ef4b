package cli

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"
	"google.golang.org/protobuf/proto"

	meetingv1 "oco.example/oco/gen/go/oco/meeting/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// planned are the columns of meetings.
var planned = []string{"id", "start_time", "kind", "title", "location", "state", "invited", "coming", "places"}

var meetings = group{
	use: "meetings", aliases: []string{"bijeenkomsten"}, section: people, short: "Meetings: training, intervision, sessions, and what is due for whom",
	commands: []command{
		{
			rpc: meetingv1.MeetingService_ListMeetings_FullMethodName, use: "list", short: "List meetings, those that begin last first",
			example: `oco meetings list --state planned
				oco meetings list --kind intervisie --from 1-1-2026 --until 1-1-2027`,
			columns: planned,
		},
		{
			rpc: meetingv1.MeetingService_GetMeeting_FullMethodName, use: "get", short: "Show one meeting",
			example: "oco meetings get 0198c0de-0000-7000-8000-000000000070",
			shape:   bind.Shape{Arguments: []string{"meeting"}},
		},
		{
			rpc: meetingv1.MeetingService_CreateMeeting_FullMethodName, use: "create", short: "Plan a meeting",
			long: "Times are those of the clock of this machine.",
			example: `oco meetings create --kind intervisie --title "Intervisie december" --start "1-12-2026 19:00" --end "1-12-2026 21:00" --location "Wijkpunt Centrum" --agenda "Schulden=poverty"
				oco meetings create --kind training --title "OCO-opleiding" --start 2027-01-12T09:00:00+01:00 --end 2027-01-12T16:00:00+01:00 --places 12 --region-places 4 --requirement oco_training`,
			shape: bind.Shape{Omit: []string{"meeting.etag"}, Require: []string{"kind", "title", "start", "end"}},
		},
		{
			rpc: meetingv1.MeetingService_UpdateMeeting_FullMethodName, use: "update", short: "Change a meeting that is planned",
			long:    "Changes what is given and leaves the rest. Calendars take over what they must from the new file.",
			example: `oco meetings update 0198c0de-0000-7000-8000-000000000070 --start "2-12-2026 19:00" --end "2-12-2026 21:00"`,
			shape:   bind.Shape{Arguments: []string{"meeting.id"}},
		},
		{
			rpc: meetingv1.MeetingService_CancelMeeting_FullMethodName, use: "cancel", short: "Cancel a meeting that is planned",
			example: `oco meetings cancel 0198c0de-0000-7000-8000-000000000070 --reason "te weinig deelnemers"`,
			shape:   bind.Shape{Arguments: []string{"meeting"}, Require: []string{"reason"}},
			danger:  "ask.cancel_meeting",
		},
		{
			rpc: meetingv1.MeetingService_InviteToMeeting_FullMethodName, use: "invite", short: "Invite supporters, guests, a group, or accounts of others",
			long: "Who was invited before stays so. No mail is sent: who is invited sees it in the portal, or gets the calendar file.",
			example: `oco meetings invite 0198c0de-0000-7000-8000-000000000070 --all informal
				oco meetings invite 0198c0de-0000-7000-8000-000000000070 --group 0198c0de-0000-7000-8000-000000000071 --account 0198c0de-0000-7000-8000-000000000020
				oco meetings invite 0198c0de-0000-7000-8000-000000000070 --guest 0198c0de-0000-7000-8000-000000000074`,
			shape: bind.Shape{Arguments: []string{"meeting"}, Require: []string{"all|group|supporter|guest|account"}},
		},
		{
			rpc: meetingv1.MeetingService_RecordAttendance_FullMethodName, use: "attend", short: "Record who was at a meeting",
			long: "Each is an invitation, as oco invitations list shows it, and present, absent-with-notice or absent.",
			example: `oco meetings attend 0198c0de-0000-7000-8000-000000000070 0198c0de-0000-7000-8000-000000000072=present
				oco meetings attend 0198c0de-0000-7000-8000-000000000070 0198c0de-0000-7000-8000-000000000072=aanwezig 0198c0de-0000-7000-8000-000000000073=afgemeld`,
			shape: bind.Shape{Arguments: []string{"meeting", "attendances..."}},
		},
		{
			rpc: meetingv1.MeetingService_GetMeetingCalendar_FullMethodName, use: "calendar", short: "Write the calendar file of a meeting (iCalendar)",
			long: "Prints the file, or saves it with --save. With an invitation it is that of one person.",
			example: `oco meetings calendar 0198c0de-0000-7000-8000-000000000070 --save intervisie.ics
				oco meetings calendar 0198c0de-0000-7000-8000-000000000070 --meeting-invitation 0198c0de-0000-7000-8000-000000000072`,
			shape: bind.Shape{Arguments: []string{"meeting"}},
			flags: calendarFlags,
			run:   saveCalendar,
		},
		{
			rpc: meetingv1.MeetingService_ListDueMeetings_FullMethodName, use: "due", short: "List for whom intervision or an in-depth meeting is due",
			example: `oco meetings due
				oco meetings due --kind informal --until 31-12-2026`,
			columns: []string{"due_date", "overdue", "kind", "supporter", "name", "supporter_kind", "last_attended_date", "invited_date"},
		},
		{
			rpc: meetingv1.MeetingService_ListRegionMeetings_FullMethodName, use: "region", short: "List the meetings of the region that have places for us",
			example: "oco meetings region",
			columns: []string{"start_time", "kind", "title", "organiser_title", "location", "places_left", "organiser_phone"},
		},
	},
}

var invitations = group{
	use: "invitations", aliases: []string{"uitnodigingen"}, section: people, short: "Invitations to meetings and their answers",
	commands: []command{
		{
			rpc: meetingv1.MeetingService_ListMeetingInvitations_FullMethodName, use: "list", short: "List invitations, the newest first; your own when you are invited",
			example: "oco invitations list --meeting 0198c0de-0000-7000-8000-000000000070",
			columns: []string{"id", "start_time", "title", "supporter", "account", "guest_name", "answer", "attendance", "meeting_state"},
		},
		{
			rpc: meetingv1.MeetingService_RecordMeetingAnswer_FullMethodName, use: "answer", short: "Say whether you come, or what somebody said by phone",
			long: "The answers: yes, no, maybe.",
			example: `oco invitations answer 0198c0de-0000-7000-8000-000000000072 yes
				oco invitations answer 0198c0de-0000-7000-8000-000000000072 misschien`,
			shape: bind.Shape{Arguments: []string{"meeting_invitation", "answer"}},
		},
	},
}

var meetingGroups = group{
	use: "meeting-groups", aliases: []string{"intervisiegroepen"}, section: people, short: "Groups that meet: of supporters, of guests, or of both",
	commands: []command{
		{
			rpc: meetingv1.MeetingService_ListMeetingGroups_FullMethodName, use: "list", short: "List groups, the newest first",
			example: "oco meeting-groups list",
			columns: []string{"id", "title", "supporters", "guests"},
		},
		{
			rpc: meetingv1.MeetingService_GetMeetingGroup_FullMethodName, use: "get", short: "Show one group",
			example: "oco meeting-groups get 0198c0de-0000-7000-8000-000000000071",
			shape:   bind.Shape{Arguments: []string{"meeting_group"}},
		},
		{
			rpc: meetingv1.MeetingService_CreateMeetingGroup_FullMethodName, use: "create", short: "Make a group",
			example: `oco meeting-groups create --title "Groep Centrum" --supporter 0198c0de-0000-7000-8000-000000000010,0198c0de-0000-7000-8000-000000000011
				oco meeting-groups create --title Profijtgroep --guest 0198c0de-0000-7000-8000-000000000074`,
			shape: bind.Shape{Omit: []string{"meeting_group.etag"}, Require: []string{"title"}},
		},
		{
			rpc: meetingv1.MeetingService_UpdateMeetingGroup_FullMethodName, use: "update", short: "Change a group",
			long:    "The supporters that are given take the place of those who were in it, and so do the guests.",
			example: "oco meeting-groups update 0198c0de-0000-7000-8000-000000000071 --supporter 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"meeting_group.id"}},
		},
	},
}

var meetingGuests = group{
	use: "meeting-guests", aliases: []string{"gasten"}, section: people, short: "Who is no supporter and can be invited: by account, or written down",
	commands: []command{
		{
			rpc: meetingv1.MeetingService_ListMeetingGuests_FullMethodName, use: "list", short: "List guests: those who were written down, then those with an account",
			long:    "With an account: the access team, contact persons, planners and coordinators.",
			example: "oco meeting-guests list",
			columns: []string{"id", "name", "email", "phone", "account", "roles"},
		},
		{
			rpc: meetingv1.MeetingService_GetMeetingGuest_FullMethodName, use: "get", short: "Show somebody who was written down",
			example: "oco meeting-guests get 0198c0de-0000-7000-8000-000000000074",
			shape:   bind.Shape{Arguments: []string{"meeting_guest"}},
		},
		{
			rpc: meetingv1.MeetingService_CreateMeetingGuest_FullMethodName, use: "create", short: "Write down somebody without an account, to be invited",
			long:    "For the people of the stakeholder group. Who is in no group, and was invited to nothing for two years, is erased again.",
			example: `oco meeting-guests create --name "Nora Kant" --email nora@post.example --phone 06-11934901`,
			shape:   bind.Shape{Omit: []string{"meeting_guest.etag"}, Require: []string{"name"}},
		},
		{
			rpc: meetingv1.MeetingService_UpdateMeetingGuest_FullMethodName, use: "update", short: "Change somebody who was written down",
			long:    "Changes what is given and leaves the rest.",
			example: "oco meeting-guests update 0198c0de-0000-7000-8000-000000000074 --phone 06-11934902",
			shape:   bind.Shape{Arguments: []string{"meeting_guest.id"}},
		},
		{
			rpc: meetingv1.MeetingService_DeleteMeetingGuest_FullMethodName, use: "delete", short: "Erase somebody who was written down",
			long:    "Of meetings that were held it still counts who was there, without a name. It asks first, unless --yes.",
			example: "oco meeting-guests delete 0198c0de-0000-7000-8000-000000000074",
			shape:   bind.Shape{Arguments: []string{"meeting_guest"}}, danger: "ask.delete_meeting_guest",
		},
	},
}

// saveCalendar prints the calendar file of a meeting, or saves it so that only its owner can read it.
func saveCalendar(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*meetingv1.GetMeetingCalendarRequest)
	if !ok {
		return errContract
	}
	if err := mayReplace(c); err != nil {
		return err
	}
	file, err := c.client.Meetings.GetMeetingCalendar(c.ctx, ask)
	if err != nil {
		return err
	}
	return c.keep(file, file.GetContent())
}

// calendarFlags are those of the commands that print a calendar file or save it.
func calendarFlags(set *pflag.FlagSet) {
	set.String("save", "", "save it in a `file`, whose name ends in .ics")
	set.Bool("overwrite", false, "let --save replace a file that is there")
}

// keep prints what a calendar file says, or saves it so that only its owner can read it.
func (c *call) keep(file proto.Message, content string) error {
	path, _ := c.cmd.Flags().GetString("save") // the command has the flag
	switch {
	case path != "":
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			return &bind.Error{Name: "--save", Problem: texts.Wrong("file.unwritable")}
		}
		return nil
	case c.printer.Format != show.Table:
		return c.printer.Record(file)
	}
	fmt.Fprint(c.out, content)
	return nil
}
