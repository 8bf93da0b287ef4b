package app

import (
	"context"
	"slices"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/icalendar"
)

// Appointment is what messages say of one.
func (f facts) Appointment(ctx context.Context, tx *pg.Tx, id string) (message.Appointment, error) {
	a, err := f.cases.Appointment(ctx, tx, call.Everyone(), id, "write of appointment")
	if err != nil {
		return message.Appointment{}, err
	}
	list, err := f.appointments(ctx, tx, []support.Appointment{a})
	if err != nil {
		return message.Appointment{}, err
	}
	return list[0], nil
}

// AppointmentsOn are those that are planned on a day, the earliest first.
func (f facts) AppointmentsOn(ctx context.Context, tx *pg.Tx, day string) ([]message.Appointment, error) {
	from, err := calendar.ParseDay(day)
	if err != nil {
		return nil, err
	}
	filter := support.AppointmentFilter{From: from, Until: from.AddDate(0, 0, 1), States: []support.AppointmentState{support.AppointmentPlanned}}
	var list []support.Appointment
	var after support.AppointmentPlace
	for more := true; more; {
		page, err := f.cases.Appointments(ctx, tx, call.Everyone(), filter, after, most)
		if err != nil {
			return nil, err
		}
		list = append(list, page...)
		if more = len(page) == most; more {
			after = support.AppointmentPlace{Start: page[most-1].Start, ID: page[most-1].ID}
		}
	}
	slices.Reverse(list)
	return f.appointments(ctx, tx, list)
}

// appointments adds to appointments who comes.
func (f facts) appointments(ctx context.Context, tx *pg.Tx, list []support.Appointment) ([]message.Appointment, error) {
	var ids []string
	for _, a := range list {
		ids = append(ids, a.Supporter)
	}
	known, err := f.supporters.Reached(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	said := make([]message.Appointment, 0, len(list))
	for _, a := range list {
		said = append(said, message.Appointment{
			ID: a.ID, To: message.Recipient{Kind: message.Resident, ID: a.Dossier, Application: a.Application}, Dossier: a.Dossier,
			Start: a.Start, Kind: a.Kind, Supporter: known[a.Supporter].Name, Planned: a.State == support.AppointmentPlanned,
		})
	}
	return said, nil
}

// Invitation is a calendar file with the time of an appointment, without place and note: a mail leaves the platform.
func (f facts) Invitation(ctx context.Context, tx *pg.Tx, appointment string) (*mail.File, error) {
	a, err := f.cases.Appointment(ctx, tx, call.Everyone(), appointment, "write of appointment")
	if errs.Is(err, errs.NotFoundReason) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	by, err := f.settings.Organiser(ctx, tx)
	if err != nil {
		return nil, err
	}
	file := icalendar.Write(a, support.Entry{}, by, tx.Now())
	return &mail.File{Name: "afspraak.ics", MediaType: file.MediaType(), Content: []byte(file.Content)}, nil
}
