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

// gathers is an invitation of a supporter to a meeting, three days from the beginning of the world.
func (w *world) gathers(t *testing.T, r message.Reach) message.Gathering {
	t.Helper()
	g := message.Gathering{
		Invitation: pg.NewID(), To: message.Recipient{Kind: message.Supporter, ID: w.person(t, subject.Supporter, r)}, Title: "Intervisie Noord",
		Start: time.Date(2026, 3, 12, 18, 0, 0, 0, time.UTC), End: time.Date(2026, 3, 12, 20, 0, 0, 0, time.UTC), Where: "Wijkpunt Centrum", Planned: true,
	}
	w.gatherings[g.Invitation] = g
	return g
}

func told(what string, invitations ...string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_MeetingTold{MeetingTold: &eventv1.MeetingTold{Meeting: pg.NewID(), What: what, Invitations: invitations}}}
}

func TestWhoIsInvitedToAMeetingGetsAMailWithAFile(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	bo, kim := w.gathers(t, message.Reach{Name: sealed.Of("Bo Naast"), Email: sealed.Of("bo@post.example")}), w.gathers(t, message.Reach{Name: sealed.Of("Kim Belt"), Phone: sealed.Of("+31416123456")})
	w.plan(t, 1, live, told("INVITED", bo.Invitation, kim.Invitation, pg.NewID()))
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	content := lines(w.post.Mails()[0])
	for _, want := range []string{"Bo Naast", "uitgenodigd", "Intervisie Noord", "12 maart 2026", "19:00", "21:00 uur", "Wijkpunt Centrum", "https://oco.example/portal", `filename="bijeenkomst.ics"`, "text/calendar"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
	list := w.surveyed(t, kim.To.ID)
	if len(list) != 1 || list[0].GetChannel() != messagev1.MessageChannel_MESSAGE_CHANNEL_CALL || list[0].GetKind() != messagev1.MessageKind_MESSAGE_KIND_MEETING {
		t.Errorf("who has no mail: %v", list)
	}
}

// What changes before a mail went is told in one mail, and stops nobody else's.
func TestAChangedMeetingOvertakesWhatWaitsForTheSamePerson(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	bo, kim := w.gathers(t, message.Reach{Name: sealed.Of("Bo"), Email: sealed.Of("bo@post.example")}), w.gathers(t, message.Reach{Name: sealed.Of("Kim"), Email: sealed.Of("kim@post.example")})
	w.plan(t, 1, live, told("INVITED", bo.Invitation, kim.Invitation))
	bo.Start, bo.End = bo.Start.Add(24*time.Hour), bo.End.Add(24*time.Hour)
	w.gatherings[bo.Invitation] = bo
	w.plan(t, 2, live, told("CHANGED", bo.Invitation))
	if n := w.send(t); n != 2 {
		t.Fatalf("%d sent", n)
	}
	for _, mail := range w.post.Mails() {
		content := lines(mail)
		changed := strings.Contains(content, "Er is iets veranderd") && strings.Contains(content, "13 maart 2026") && !strings.Contains(content, "U bent uitgenodigd voor")
		if toBo := strings.Contains(content, "Beste Bo,"); toBo != changed {
			t.Errorf("got %s", content)
		}
	}
	bo.Planned = false
	w.gatherings[bo.Invitation] = bo
	w.plan(t, 3, live, told("CHANGED", bo.Invitation)) // told late: it is off meanwhile, and the next event says so
	w.plan(t, 4, live, told("CANCELLED", bo.Invitation))
	if n := w.send(t); n != 1 || !strings.Contains(lines(w.post.Mails()[2]), "gaat niet door") {
		t.Fatalf("%d sent: %v", n, w.post.Mails())
	}
	kim.Start = kim.Start.AddDate(0, 0, -30)
	w.gatherings[kim.Invitation] = kim
	w.plan(t, 5, live, told("CHANGED", kim.Invitation))
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent of what is over", n)
	}
}
