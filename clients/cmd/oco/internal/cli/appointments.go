package cli

import (
	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var appointments = group{
	use: "appointments", aliases: []string{"afspraken"}, section: daily, short: "Appointments of support cases (afspraken)",
	commands: []command{
		{
			rpc: supportv1.AppointmentService_ListAppointments_FullMethodName, use: "list", short: "List appointments, those that begin last first",
			example: `oco appointments list --from today
				oco appointments list --case 0198c0de-0000-7000-8000-000000000017 --state planned`,
			columns: []string{"id", "start_time", "end_time", "resident_name", "kind", "place", "companies", "state", "case"},
		},
		{
			rpc: supportv1.AppointmentService_GetAppointment_FullMethodName, use: "get", short: "Show one appointment",
			example: "oco appointments get 0198c0de-0000-7000-8000-000000000090",
			shape:   bind.Shape{Arguments: []string{"appointment"}},
		},
		{
			rpc: supportv1.AppointmentService_CreateAppointment_FullMethodName, use: "create", short: "Plan an appointment of a running case",
			long: "Times are those of the clock of this machine. The first of a case is the first appointment that was made.",
			example: `oco appointments create --case 0198c0de-0000-7000-8000-000000000017 --start "3-12-2026 10:00" --end "3-12-2026 11:00" --kind thuis --with inwoner
				oco appointments create --case 0198c0de-0000-7000-8000-000000000017 --start "8-12-2026 14:00" --end "8-12-2026 15:00" --kind elders --place "Stadhuis, balie 3" --with inwoner,toegang --note "Neem de brief mee"`,
			shape: bind.Shape{Omit: []string{"appointment.etag"}, Require: []string{"case", "start", "end", "kind"}},
		},
		{
			rpc: supportv1.AppointmentService_RescheduleAppointment_FullMethodName, use: "move", aliases: []string{"reschedule"}, short: "Move an appointment that is planned",
			long:    "Where it is stays as it was, unless --kind or --place says otherwise.",
			example: `oco appointments move 0198c0de-0000-7000-8000-000000000090 --start "4-12-2026 10:00" --end "4-12-2026 11:00"`,
			shape:   bind.Shape{Arguments: []string{"appointment"}, Require: []string{"start", "end"}},
		},
		{
			rpc: supportv1.AppointmentService_CancelAppointment_FullMethodName, use: "cancel", short: "Cancel an appointment that is planned",
			example: "oco appointments cancel 0198c0de-0000-7000-8000-000000000090 --cancel-reason inwoner",
			shape:   bind.Shape{Arguments: []string{"appointment"}, Require: []string{"cancel-reason"}},
			danger:  "ask.cancel_appointment",
		},
		{
			rpc: supportv1.AppointmentService_RecordAppointmentAttended_FullMethodName, use: "attend", short: "Record that an appointment took place, or that somebody did not come",
			long: "The first that is held of a case is its first appointment.",
			example: `oco appointments attend 0198c0de-0000-7000-8000-000000000090 held
				oco appointments attend 0198c0de-0000-7000-8000-000000000090 "niet doorgegaan"`,
			shape: bind.Shape{Arguments: []string{"appointment", "state"}},
		},
		{
			rpc: supportv1.AppointmentService_GetAppointmentInvitation_FullMethodName, use: "calendar", short: "Write the calendar file of an appointment (iCalendar)",
			long: "Prints the file, or saves it with --save. It names nobody, and says no more than safe contact allows.",
			example: `oco appointments calendar 0198c0de-0000-7000-8000-000000000090 --audience supporter --save afspraak.ics
				oco appointments calendar 0198c0de-0000-7000-8000-000000000090 --audience inwoner`,
			shape: bind.Shape{Arguments: []string{"appointment"}, Require: []string{"audience"}},
			flags: calendarFlags,
			run:   saveInvitation,
		},
	},
}

// saveInvitation prints the calendar file of an appointment, or saves it.
func saveInvitation(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*supportv1.GetAppointmentInvitationRequest)
	if !ok {
		return errContract
	}
	if err := mayReplace(c); err != nil {
		return err
	}
	file, err := c.client.Appointments.GetAppointmentInvitation(c.ctx, ask)
	if err != nil {
		return err
	}
	return c.keep(file, file.GetContent())
}
