package rpc_test

import (
	"strings"
	"testing"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// meets is an appointment of a resident with Bo, hours from the beginning of the world (Monday 9 March, 12.00 in Amsterdam).
func (w *world) meets(t *testing.T, r message.Reach, hours int) message.Appointment {
	t.Helper()
	dossier := w.person(t, subject.Dossier, r)
	a := message.Appointment{
		ID: pg.NewID(), To: message.Recipient{Kind: message.Resident, ID: dossier, Application: pg.NewID()}, Dossier: dossier,
		Start: time.Date(2026, 3, 9, 11, 0, 0, 0, time.UTC).Add(time.Duration(hours) * time.Hour), Kind: "HOME", Supporter: sealed.Of("Bo Naast"), Planned: true,
	}
	w.appointments[a.ID] = a
	return a
}

func planned(id string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_AppointmentPlanned{AppointmentPlanned: &eventv1.AppointmentPlanned{Appointment: id}}}
}

func moved(id string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_AppointmentMoved{AppointmentMoved: &eventv1.AppointmentMoved{Appointment: id}}}
}

func called(id string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_AppointmentCancelled{AppointmentCancelled: &eventv1.AppointmentCancelled{Appointment: id}}}
}

// lines is a mail without what the lines were broken with.
func lines(mail string) string { return strings.ReplaceAll(mail, "=\r\n", "") }

func TestAnAppointmentIsConfirmedWithItsTimeForTheCalendar(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	a := w.meets(t, nora(), 72)
	w.plan(t, 1, live, planned(a.ID))
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	content := lines(w.post.Mails()[0])
	for _, want := range []string{"Nora Kant", "Bo Naast", "12 maart 2026", "12:00 uur", "Waar: thuis", "0416-123456", `filename="afspraak.ics"`, "text/calendar", "multipart/mixed"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
}

func TestTheCalendarFileStaysAwayWhereACalendarIsNotSafe(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	r := nora()
	r.Safety.NoCalendar = true
	w.plan(t, 1, live, planned(w.meets(t, r, 72).ID))
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	if content := w.post.Mails()[0]; strings.Contains(content, "calendar") || strings.Contains(content, ".ics") {
		t.Errorf("got %s", content)
	}
}

// Of an appointment that moves before its mail went, one mail goes, and it says the time that counts.
func TestAMovedAppointmentOvertakesWhatWaits(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	a := w.meets(t, nora(), 72)
	w.plan(t, 1, live, planned(a.ID))
	a.Start = a.Start.Add(24 * time.Hour)
	w.appointments[a.ID] = a
	w.plan(t, 2, live, moved(a.ID))
	if n := w.send(t); n != 1 || !strings.Contains(lines(w.post.Mails()[0]), "is verzet") || !strings.Contains(lines(w.post.Mails()[0]), "13 maart 2026") {
		t.Fatalf("%d sent: %v", n, w.post.Mails())
	}
	a.Planned = false
	w.appointments[a.ID] = a
	w.plan(t, 3, live, moved(a.ID)) // told late: it is off meanwhile, and the next event says so
	w.plan(t, 4, live, called(a.ID))
	if n := w.send(t); n != 1 || !strings.Contains(lines(w.post.Mails()[1]), "gaat niet door") {
		t.Fatalf("%d sent: %v", n, w.post.Mails())
	}
	faults := map[messagev1.MessageFault]int{}
	for _, m := range w.about(t, a.To.Application) {
		faults[m.GetFault()]++
	}
	if faults[messagev1.MessageFault_MESSAGE_FAULT_OVERTAKEN] != 1 || faults[messagev1.MessageFault_MESSAGE_FAULT_UNSPECIFIED] != 2 {
		t.Errorf("got %v", faults)
	}
}

func TestNothingIsWrittenOfWhatIsOverOrGone(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	over := w.meets(t, nora(), -2)
	w.plan(t, 1, live, planned(over.ID))
	w.plan(t, 2, live, planned(pg.NewID()))
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent", n)
	}
}

// Whoever made an appointment spoke with the resident: nobody is given a task to ring and say it again.
func TestWhoeverIsNotWrittenToWasToldByMouth(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	for i, r := range []message.Reach{
		{Name: sealed.Of("Nel Belt"), Phone: sealed.Of("+31416123456")},
		{Name: sealed.Of("Nora Kant"), Email: sealed.Of("nora@post.example"), Safety: message.Safety{NoEmail: true}},
		{Name: sealed.Of("Nora Kant"), Email: sealed.Of("nora@post.example"), Safety: message.Safety{Instruction: sealed.Of("alleen op school")}},
	} {
		a := w.meets(t, r, 72)
		w.plan(t, int64(i+1), live, planned(a.ID))
		if list := w.about(t, a.To.Application); len(list) != 0 {
			t.Errorf("%d: %v", i, list)
		}
	}
	a := w.meets(t, message.Reach{Name: sealed.Of("Bep Brief"), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7"), Preferred: message.Letter}, 72)
	w.plan(t, 9, live, planned(a.ID))
	if list := w.about(t, a.To.Application); len(list) != 1 || list[0].GetChannel() != messagev1.MessageChannel_MESSAGE_CHANNEL_LETTER {
		t.Errorf("who asked for post: %v", list)
	}
}

// When the end of a case called the appointment off nobody spoke with the resident: who is not written to is told otherwise, by a
// way that is safe, and it stays so until it is done. Who died is told nothing.
func TestWhatThePlatformCallsOffIsTold(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	phone := sealed.Of("+31416123456")
	for i, c := range []struct {
		message.Reach
		want messagev1.MessageChannel
	}{
		{message.Reach{Name: sealed.Of("Nel Belt"), Phone: phone}, messagev1.MessageChannel_MESSAGE_CHANNEL_CALL},
		{message.Reach{Name: sealed.Of("Bep Brief"), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7")}, messagev1.MessageChannel_MESSAGE_CHANNEL_LETTER},
		{message.Reach{Name: sealed.Of("Nora Kant"), Email: sealed.Of("nora@post.example"), Safety: message.Safety{Instruction: sealed.Of("alleen op school")}}, messagev1.MessageChannel_MESSAGE_CHANNEL_COORDINATOR},
		{nora(), messagev1.MessageChannel_MESSAGE_CHANNEL_MAIL},
		{message.Reach{Name: sealed.Of("Dirk Dood"), Phone: phone, Gone: message.Deceased}, 0},
	} {
		a := w.meets(t, c.Reach, 72)
		a.Planned = false
		w.appointments[a.ID] = a
		event := called(a.ID)
		event.GetAppointmentCancelled().LetGo = true
		w.plan(t, int64(i+1), live, event)
		list := w.about(t, a.To.Application)
		if c.want == 0 {
			if len(list) != 0 {
				t.Errorf("%d: %v", i, list)
			}
			continue
		}
		if len(list) != 1 || list[0].GetChannel() != c.want || list[0].GetKind() != messagev1.MessageKind_MESSAGE_KIND_APPOINTMENT_CANCELLED {
			t.Errorf("%d: %v", i, list)
			continue
		}
		// Opened, it is decided again, with what was known of it.
		if got := w.get(t, list[0].GetId()); got.GetChannel() != c.want || c.want == messagev1.MessageChannel_MESSAGE_CHANNEL_CALL && !strings.Contains(got.GetBody(), "gaat niet door") {
			t.Errorf("%d: opened, %v", i, got)
		}
	}
}

func TestPeopleAreRemindedTheDayBeforeOfAllThatDayOnce(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	a := w.meets(t, nora(), 24)
	b := a // another one of the same day
	b.ID, b.Start = pg.NewID(), a.Start.Add(3*time.Hour)
	w.appointments[b.ID] = b
	w.meets(t, nora(), 48) // the day after
	off := w.meets(t, nora(), 25)
	off.Planned = false
	w.appointments[off.ID] = off
	w.clock(-4 * time.Hour) // eight o'clock: too early
	if told, err := w.WriteReminders(w.coordinator); told != 0 || err != nil {
		t.Fatalf("%d, %v", told, err)
	}
	w.clock(4 * time.Hour)
	for i, want := range []int{1, 0} {
		if told, err := w.WriteReminders(w.coordinator); told != want || err != nil {
			t.Errorf("look %d: %d, %v", i, told, err)
		}
	}
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	content := lines(w.post.Mails()[0])
	for _, want := range []string{"Morgen, 10 maart 2026", "12:00 en 15:00 uur"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
}
