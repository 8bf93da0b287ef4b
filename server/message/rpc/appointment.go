package rpc

import (
	"context"
	"errors"
	"strings"
	"time"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/texts"
)

// appointment confirms to the resident what became of an appointment. What waits of it from before is overtaken; what
// changed since the event is told by the event of that.
func (s *Service) appointment(ctx context.Context, tx *pg.Tx, m message.Message, kind message.Kind, id string) error {
	if kind != message.AppointmentPlanned {
		if err := s.Messages.StopAbout(ctx, tx, id, message.Overtaken); err != nil {
			return err
		}
	}
	a, err := s.Facts.Appointment(ctx, tx, id)
	if err != nil {
		return err
	}
	if a.Planned == (kind == message.AppointmentCancelled) || a.Start.Before(tx.Now()) {
		return nil
	}
	m.Kind, m.To, m.Dossier, m.About = kind, a.To, a.Dossier, a.ID
	return s.write(ctx, tx, m, func(language string) map[string]string {
		return appointmentWords(language, a, []string{timeOf(a.Start)})
	})
}

// WriteReminders reminds people of the appointments that they have tomorrow, once for each day and person, and returns
// how many it reminded. One for whom it fails keeps nobody else from being reminded, and is tried again at the next look, which
// finds what was planned since too.
func (s *Service) WriteReminders(ctx context.Context) (told int, err error) {
	var failures error
	err = s.DB.Write(ctx, func(tx *pg.Tx) error {
		told, failures = 0, nil
		day, due := message.RemindOf(calendar.Local(tx.Now()))
		if !due {
			return nil
		}
		already, err := s.Messages.Told(ctx, tx, day)
		if err != nil {
			return err
		}
		list, err := s.Facts.AppointmentsOn(ctx, tx, day)
		if err != nil {
			return err
		}
		times := map[message.Recipient][]string{}
		for _, a := range list {
			times[a.To] = append(times[a.To], timeOf(a.Start))
		}
		for _, a := range list {
			at := times[a.To]
			if at == nil || already[a.To.Person()] {
				continue // told with an earlier one of that day, or at an earlier look
			}
			delete(times, a.To)
			m := message.Message{Kind: message.AppointmentReminder, Period: day, To: a.To, Dossier: a.Dossier}
			fresh := false
			failure, err := tx.Attempt(ctx, func() (err error) {
				fresh, err = s.tell(ctx, tx, m, func(language string) map[string]string { return appointmentWords(language, a, at) })
				return err
			})
			if err != nil {
				return err
			}
			if failures = errors.Join(failures, failure); failure == nil && fresh {
				told++
			}
		}
		return nil
	})
	return told, errors.Join(err, failures)
}

// remind has reminders say what is so now: the appointments of a day are moved and called off after it was written. Of whom none is
// left nobody is reminded.
func (s *Service) remind(ctx context.Context, tx *pg.Tx, list []shown) ([]shown, error) {
	days := map[string]map[message.Recipient][]message.Appointment{}
	may := make([]shown, 0, len(list))
	for _, one := range list {
		if one.Kind != message.AppointmentReminder {
			may = append(may, one)
			continue
		}
		day, known := days[one.Period]
		if !known {
			planned, err := s.Facts.AppointmentsOn(ctx, tx, one.Period)
			if err != nil {
				return nil, err
			}
			day = map[message.Recipient][]message.Appointment{}
			for _, a := range planned {
				day[a.To] = append(day[a.To], a)
			}
			days[one.Period] = day
		}
		if len(day[one.To]) == 0 {
			if err := s.Messages.Save(ctx, tx, one.Go(message.Decision{Nobody: message.Overtaken}, tx.Now())); err != nil {
				return nil, err
			}
			continue
		}
		var err error
		if one.Message, err = s.remindOf(ctx, tx, one.Message, day[one.To]); err != nil {
			return nil, err
		}
		may = append(may, one)
	}
	return may, nil
}

// remindOf is a reminder of these appointments, kept as it goes out.
func (s *Service) remindOf(ctx context.Context, tx *pg.Tx, m message.Message, list []message.Appointment) (message.Message, error) {
	var at []string
	for _, a := range list {
		at = append(at, timeOf(a.Start))
	}
	if len(list) == 1 {
		m.About = list[0].ID // its calendar file goes along; of several each had one when it was made
	}
	now := m.Know(appointmentWords(m.Language, list[0], at))
	if now.Words == m.Words {
		return m, nil
	}
	now, err := s.say(ctx, tx, now)
	if err != nil {
		return m, err
	}
	if err := s.Messages.Save(ctx, tx, now); err != nil {
		return m, err
	}
	now.Version++ // which Note asks for
	return now, nil
}

func appointmentWords(language string, a message.Appointment, times []string) map[string]string {
	return map[string]string{
		"ondersteuner": a.Supporter.Reveal(), "dag": texts.Day(language, calendar.Day(a.Start)),
		"tijd": texts.Sentence(language, "message.time", map[string]string{"time": strings.Join(times, texts.Word(language, "message.and"))}),
		"waar": texts.Word(language, "APPOINTMENT_KIND_"+a.Kind),
	}
}

func timeOf(moment time.Time) string { return calendar.Local(moment).Format("15:04") }

// files are the calendar files that go with mails, by the id of the message: as the appointment or the meeting stands now, and
// none where a calendar is not safe.
func (s *Service) files(ctx context.Context, tx *pg.Tx, list []shown) (map[string]*mail.File, error) {
	files := map[string]*mail.File{}
	for _, m := range list {
		if m.Channel != message.Mail || m.Mind.NoCalendar || m.About == "" {
			continue
		}
		var of func(ctx context.Context, tx *pg.Tx, about string) (*mail.File, error)
		switch {
		case m.Kind.Confirms():
			of = s.Facts.Invitation
		case m.Kind == message.Meeting:
			of = s.Facts.MeetingFile
		default:
			continue
		}
		file, err := of(ctx, tx, m.About)
		if err != nil {
			return nil, err
		}
		files[m.ID] = file
	}
	return files, nil
}
