package rpc

import (
	"context"
	"time"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
	"oco.example/oco/server/support/card"
	"oco.example/oco/server/support/icalendar"
)

// Appointments is where appointments are kept (support/store). What Appointment and Appointments read they log; action says
// what for.
type Appointments interface {
	// CaseOfAppointment is the case of an appointment in reach of owner, or NOT_FOUND.
	CaseOfAppointment(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	// LockAppointment reads one of a locked case and holds it until the transaction ends.
	LockAppointment(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Appointment, error)
	// Appointment reads one in reach of owner, or NOT_FOUND.
	Appointment(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Appointment, error)
	// Appointments reads up to limit in reach of owner after a place, those that begin last first.
	Appointments(
		ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.AppointmentFilter, after support.AppointmentPlace, limit int,
	) ([]support.Appointment, error)
	// LockAhead reads and holds what is planned of a locked case after a moment.
	LockAhead(ctx context.Context, tx *pg.Tx, theCase string, after time.Time) ([]support.Appointment, error)
	// Overlaps reports whether the supporter of an appointment has another one planned at that time.
	Overlaps(ctx context.Context, tx *pg.Tx, a support.Appointment) (bool, error)
	// InsertAppointment stores a new one of a locked case.
	InsertAppointment(ctx context.Context, tx *pg.Tx, a support.Appointment) error
	// SaveAppointment stores a locked one.
	SaveAppointment(ctx context.Context, tx *pg.Tx, a support.Appointment) error
}

// Settings are those of the municipality (admin).
type Settings interface {
	// Organiser is who invites.
	Organiser(ctx context.Context, tx *pg.Tx) (icalendar.Organiser, error)
	// Contact is who is called, and their number.
	Contact(ctx context.Context, tx *pg.Tx) (name, phone string, err error)
	// CardSheet is what stands on thank-you cards of every batch: how the supporters are reached, and when.
	CardSheet(ctx context.Context, tx *pg.Tx) (card.Sheet, error)
	// AccountName is the name of an account's holder, empty when another municipality keeps it.
	AccountName(ctx context.Context, tx *pg.Tx, account string) (sealed.Text, error)
	// CaseWeeks is after how many weeks a running case raises the question of the access team; 0: never.
	CaseWeeks(ctx context.Context, tx *pg.Tx) (int, error)
}

// CreateAppointment plans an appointment of a running case.
func (s *Service) CreateAppointment(ctx context.Context, req *supportv1.CreateAppointmentRequest) (*supportv1.Appointment, error) {
	view, err := pg.Once(ctx, s.db, req, s.loadAppointment, func(tx *pg.Tx) (support.AppointmentView, error) {
		running, err := s.lock(ctx, tx, call.From(ctx).Owner(), req.GetAppointment().GetCase(), "")
		if err != nil {
			return support.AppointmentView{}, err
		}
		a := appointmentFromProto(pg.NewID(), running, req.GetAppointment())
		if err := errs.Join(a.CheckTimes(running, "appointment.")...); err != nil {
			return support.AppointmentView{}, err
		}
		planned, news, err := running.Plan(a, tx.Now())
		if err != nil {
			return support.AppointmentView{}, err
		}
		if err := s.appointments.InsertAppointment(ctx, tx, a); err != nil {
			return support.AppointmentView{}, err
		}
		if err := s.saveFirst(ctx, tx, running, planned); err != nil {
			return support.AppointmentView{}, err
		}
		if news {
			if err := s.made(ctx, tx, planned); err != nil {
				return support.AppointmentView{}, err
			}
		}
		tellPlanned(tx, a)
		return s.planned(ctx, tx, a, "appointment.start_time", "make appointment")
	})
	return appointmentAnswer(req.GetMunicipality(), view, err)
}

// RescheduleAppointment moves an appointment that is planned.
func (s *Service) RescheduleAppointment(ctx context.Context, req *supportv1.RescheduleAppointmentRequest) (*supportv1.Appointment, error) {
	view, err := pg.Once(ctx, s.db, req, s.loadAppointment, func(tx *pg.Tx) (support.AppointmentView, error) {
		running, before, err := s.lockAppointment(ctx, tx, req.GetAppointment(), req.GetEtag())
		if err != nil {
			return support.AppointmentView{}, err
		}
		after, err := before.Reschedule(movedTo(before, req))
		if err != nil {
			return support.AppointmentView{}, err
		}
		moved, err := running.Replan(before, after)
		if err != nil {
			return support.AppointmentView{}, err
		}
		if err := errs.Join(after.CheckTimes(running, "")...); err != nil {
			return support.AppointmentView{}, err
		}
		if err := s.saveBoth(ctx, tx, running, moved, after); err != nil {
			return support.AppointmentView{}, err
		}
		tellMoved(tx, after)
		return s.planned(ctx, tx, after, "start_time", "move appointment")
	})
	return appointmentAnswer(req.GetMunicipality(), view, err)
}

// CancelAppointment cancels an appointment that is planned.
func (s *Service) CancelAppointment(ctx context.Context, req *supportv1.CancelAppointmentRequest) (*supportv1.Appointment, error) {
	view, err := pg.Once(ctx, s.db, req, s.loadAppointment, func(tx *pg.Tx) (support.AppointmentView, error) {
		running, a, err := s.lockAppointment(ctx, tx, req.GetAppointment(), req.GetEtag())
		if err != nil {
			return support.AppointmentView{}, err
		}
		cancelled, err := a.Cancel(enum.Name(req.GetCancelReason()))
		if err != nil {
			return support.AppointmentView{}, err
		}
		if err := s.saveBoth(ctx, tx, running, running.Unplan(a), cancelled); err != nil {
			return support.AppointmentView{}, err
		}
		tellAppointmentCancelled(tx, cancelled, false)
		return s.appointmentView(ctx, tx, a.ID, "cancel appointment")
	})
	return appointmentAnswer(req.GetMunicipality(), view, err)
}

// RecordAppointmentAttended records that an appointment was held or missed.
func (s *Service) RecordAppointmentAttended(ctx context.Context, req *supportv1.RecordAppointmentAttendedRequest) (*supportv1.Appointment, error) {
	view, err := pg.Once(ctx, s.db, req, s.loadAppointment, func(tx *pg.Tx) (support.AppointmentView, error) {
		running, a, err := s.lockAppointment(ctx, tx, req.GetAppointment(), req.GetEtag())
		if err != nil {
			return support.AppointmentView{}, err
		}
		after, err := a.Attend(support.AppointmentState(enum.Name(req.GetState())), tx.Now())
		if err != nil {
			return support.AppointmentView{}, err
		}
		if err := s.attended(ctx, tx, running, after); err != nil {
			return support.AppointmentView{}, err
		}
		return s.appointmentView(ctx, tx, a.ID, "record appointment")
	})
	return appointmentAnswer(req.GetMunicipality(), view, err)
}

// attended stores what became of an appointment of a locked case, and what follows for the first appointment of that case.
func (s *Service) attended(ctx context.Context, tx *pg.Tx, running support.Case, a support.Appointment) error {
	if a.State == support.AppointmentMissed {
		return s.saveBoth(ctx, tx, running, running.Unplan(a), a)
	}
	after, news, err := running.Attended(a, tx.Now())
	if err != nil {
		return err
	}
	if err := s.saveBoth(ctx, tx, running, after, a); err != nil {
		return err
	}
	if news {
		tellAppointment(tx, after, pg.Live)
	}
	tellHeld(tx, a)
	return s.keep(ctx, tx, after, news)
}

// letGo cancels what is planned of a locked case that ends.
func (s *Service) letGo(ctx context.Context, tx *pg.Tx, theCase string) error {
	ahead, err := s.appointments.LockAhead(ctx, tx, theCase, tx.Now())
	if err != nil {
		return err
	}
	for _, a := range ahead {
		cancelled, err := a.Cancel(support.ForOtherReasons)
		if err != nil {
			return err
		}
		if err := s.appointments.SaveAppointment(ctx, tx, cancelled); err != nil {
			return err
		}
		tellAppointmentCancelled(tx, cancelled, true)
	}
	return nil
}

// lockAppointment holds the application of an appointment, its case, then the appointment; ETAG_MISMATCH when that changed
// meanwhile.
func (s *Service) lockAppointment(ctx context.Context, tx *pg.Tx, id, etag string) (support.Case, support.Appointment, error) {
	owner := call.From(ctx).Owner()
	theCase, err := s.appointments.CaseOfAppointment(ctx, tx, owner, id)
	if err != nil {
		return support.Case{}, support.Appointment{}, err
	}
	running, err := s.lock(ctx, tx, owner, theCase, "")
	if err != nil {
		return support.Case{}, support.Appointment{}, err
	}
	a, err := s.appointments.LockAppointment(ctx, tx, owner, id)
	if err != nil {
		return support.Case{}, support.Appointment{}, err
	}
	return running, a, a.CheckEtag(etag)
}

// saveBoth stores a locked appointment, and its case when that changed with it.
func (s *Service) saveBoth(ctx context.Context, tx *pg.Tx, before, after support.Case, a support.Appointment) error {
	if err := s.appointments.SaveAppointment(ctx, tx, a); err != nil {
		return err
	}
	return s.saveFirst(ctx, tx, before, after)
}

// saveFirst stores a locked case when something is known of its first appointment that was not before.
func (s *Service) saveFirst(ctx context.Context, tx *pg.Tx, before, after support.Case) error {
	if after.AppointmentTime.Equal(before.AppointmentTime) && after.AppointmentMadeDate == before.AppointmentMadeDate &&
		after.FirstAppointmentDate == before.FirstAppointmentDate {
		return nil
	}
	return s.cases.Save(ctx, tx, after)
}

// planned reads what was planned, with a notice when the supporter is busy at that time; field is where the time was given.
func (s *Service) planned(ctx context.Context, tx *pg.Tx, a support.Appointment, field, action string) (support.AppointmentView, error) {
	overlap, err := s.appointments.Overlaps(ctx, tx, a)
	if err != nil {
		return support.AppointmentView{}, err
	}
	if overlap {
		call.From(ctx).Remark(call.Notice{Reason: "APPOINTMENT_OVERLAP", Field: field})
	}
	return s.appointmentView(ctx, tx, a.ID, action)
}

// movedTo is where and when a request moves an appointment to. Moments are kept in whole seconds, as calendars have them.
func movedTo(a support.Appointment, req *supportv1.RescheduleAppointmentRequest) support.Appointment {
	a.Start, a.End = seconds(req.GetStartTime().AsTime()), seconds(req.GetEndTime().AsTime())
	if req.GetKind() != supportv1.AppointmentKind_APPOINTMENT_KIND_UNSPECIFIED {
		a.Kind, a.Place = enum.Name(req.GetKind()), sealed.Text{}
	}
	if req.GetPlace() != "" {
		a.Place = sealed.Of(req.GetPlace())
	}
	return a
}

func seconds(t time.Time) time.Time { return t.Truncate(time.Second) }

func appointmentFromProto(id string, c support.Case, from *supportv1.Appointment) support.Appointment {
	return support.Appointment{
		ID: id, Case: c.ID, Application: c.Application, Dossier: c.Dossier, Supporter: c.Supporter, Account: c.Account,
		Start: seconds(from.GetStartTime().AsTime()), End: seconds(from.GetEndTime().AsTime()), Kind: enum.Name(from.GetKind()),
		Companies: enum.Names(from.GetCompanies()), Place: sealed.Of(from.GetPlace()), Note: sealed.Of(from.GetNote()),
		State: support.AppointmentPlanned,
	}
}

// fileName is what to call the calendar file of an appointment.
func fileName(a support.Appointment) string { return "afspraak-" + calendar.Day(a.Start) + ".ics" }
