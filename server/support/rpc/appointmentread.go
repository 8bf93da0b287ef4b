package rpc

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/icalendar"
)

// GetAppointment reads one appointment.
func (s *Service) GetAppointment(ctx context.Context, req *supportv1.GetAppointmentRequest) (*supportv1.Appointment, error) {
	var view support.AppointmentView
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		view, err = s.loadAppointment(ctx, tx, req.GetAppointment())
		return err
	})
	return appointmentAnswer(req.GetMunicipality(), view, err)
}

// ListAppointments reads a page of appointments in the caller's reach, those that begin last first.
func (s *Service) ListAppointments(ctx context.Context, req *supportv1.ListAppointmentsRequest) (*supportv1.ListAppointmentsResponse, error) {
	filter := support.AppointmentFilter{Case: req.GetCase()}
	var wrongFrom, wrongUntil *errs.Error
	filter.From, wrongFrom = dayOf("from_date", req.GetFromDate(), 0)
	filter.Until, wrongUntil = dayOf("until_date", req.GetUntilDate(), 1)
	if err := errs.Join(wrongFrom, wrongUntil); err != nil {
		return nil, err
	}
	for _, state := range req.GetStates() {
		filter.States = append(filter.States, support.AppointmentState(enum.Name(state)))
	}
	order := page.Order[support.AppointmentView]{Columns: "start_time desc, id desc", Keys: func(v support.AppointmentView) []string {
		return []string{v.Start.Format(time.RFC3339Nano), v.ID}
	}}
	list, next, err := page.Read(ctx, s.db, s.tokens, req, order, func(tx *pg.Tx, after []string, limit int) ([]support.AppointmentView, error) {
		appointments, err := s.appointments.Appointments(ctx, tx, call.From(ctx).Owner(), filter, appointmentPlace(after), limit)
		if err != nil {
			return nil, err
		}
		return s.seeAppointments(ctx, tx, appointments)
	})
	if err != nil {
		return nil, err
	}
	answer := &supportv1.ListAppointmentsResponse{NextPageToken: next}
	for _, view := range list {
		answer.Appointments = append(answer.Appointments, appointmentToProto(req.GetMunicipality(), view))
	}
	return answer, nil
}

// GetAppointmentInvitation writes an appointment down as a calendar file, as far as it is safe to have it in a calendar.
func (s *Service) GetAppointmentInvitation(
	ctx context.Context, req *supportv1.GetAppointmentInvitationRequest,
) (*supportv1.AppointmentInvitation, error) {
	var a support.Appointment
	var file icalendar.File
	err := s.db.Read(ctx, func(tx *pg.Tx) (err error) {
		a, err = s.appointments.Appointment(ctx, tx, call.From(ctx).Owner(), req.GetAppointment(), "read appointment")
		if err != nil {
			return err
		}
		contacts, err := s.applications.Contacts(ctx, tx, []string{a.Application})
		if err != nil {
			return err
		}
		seen := a.SupporterEntry(contacts[a.Application])
		if req.GetAudience() == supportv1.AppointmentAudience_APPOINTMENT_AUDIENCE_RESIDENT {
			if seen, err = a.ResidentEntry(contacts[a.Application]); err != nil {
				return err
			}
		}
		by, err := s.settings.Organiser(ctx, tx)
		file = icalendar.Write(a, seen, by, tx.Now())
		return err
	})
	if err != nil {
		return nil, err
	}
	return &supportv1.AppointmentInvitation{FileName: fileName(a), MediaType: file.MediaType(), Content: file.Content}, nil
}

// loadAppointment finds an appointment again, also for a request that was repeated.
func (s *Service) loadAppointment(ctx context.Context, tx *pg.Tx, id string) (support.AppointmentView, error) {
	return s.appointmentView(ctx, tx, id, "read appointment")
}

// appointmentView reads an appointment in the caller's reach; action says what for.
func (s *Service) appointmentView(ctx context.Context, tx *pg.Tx, id, action string) (support.AppointmentView, error) {
	a, err := s.appointments.Appointment(ctx, tx, call.From(ctx).Owner(), id, action)
	if err != nil {
		return support.AppointmentView{}, err
	}
	views, err := s.seeAppointments(ctx, tx, []support.Appointment{a})
	if err != nil {
		return support.AppointmentView{}, err
	}
	return views[0], nil
}

// seeAppointments adds to appointments whom they are for: a supporter knows whom they support, also when the case is closed.
func (s *Service) seeAppointments(ctx context.Context, tx *pg.Tx, list []support.Appointment) ([]support.AppointmentView, error) {
	if len(list) == 0 {
		return nil, nil
	}
	applications := make([]string, 0, len(list))
	for _, a := range list {
		applications = append(applications, a.Application)
	}
	contacts, err := s.applications.Contacts(ctx, tx, applications)
	if err != nil {
		return nil, err
	}
	views := make([]support.AppointmentView, 0, len(list))
	for _, a := range list {
		views = append(views, support.AppointmentView{Appointment: a, ResidentName: contacts[a.Application].Name})
	}
	return views, nil
}

// dayOf is the begin of a day that was asked for, or of one so many days later; the zero time when none was.
func dayOf(field, day string, later int) (time.Time, *errs.Error) {
	if day == "" {
		return time.Time{}, nil
	}
	begin, err := calendar.ParseDay(day)
	if err != nil {
		return time.Time{}, errs.Field(field, "date.invalid")
	}
	return begin.AddDate(0, 0, later), nil
}

// appointmentPlace is where the page before ended.
func appointmentPlace(after []string) support.AppointmentPlace {
	if len(after) != 2 {
		return support.AppointmentPlace{}
	}
	start, err := time.Parse(time.RFC3339Nano, after[0]) // a token of ours
	if err != nil {
		return support.AppointmentPlace{}
	}
	return support.AppointmentPlace{Start: start, ID: after[1]}
}

func appointmentAnswer(municipality string, view support.AppointmentView, err error) (*supportv1.Appointment, error) {
	if err != nil {
		return nil, err
	}
	return appointmentToProto(municipality, view), nil
}

func appointmentToProto(municipality string, v support.AppointmentView) *supportv1.Appointment {
	return &supportv1.Appointment{
		Id: v.ID, Municipality: municipality, Case: v.Case, Supporter: v.Supporter, ResidentName: v.ResidentName.Reveal(),
		StartTime: timestamppb.New(v.Start), EndTime: timestamppb.New(v.End), Kind: enum.Number[supportv1.AppointmentKind](v.Kind),
		Place: v.Place.Reveal(), Companies: enum.Numbers[supportv1.AppointmentCompany](v.Companies), Note: v.Note.Reveal(),
		State:        enum.Number[supportv1.AppointmentState](string(v.State)),
		CancelReason: enum.Number[supportv1.AppointmentCancelReason](v.CancelReason), Sequence: int32(v.Sequence),
		CreateTime: timestamppb.New(v.CreateTime), UpdateTime: timestamppb.New(v.UpdateTime), Etag: v.Etag(),
	}
}
