package rpc_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/sms"
	"oco.example/oco/server/platform/subject"
)

const (
	toDo   = messagev1.MessageState_MESSAGE_STATE_TO_DO
	atDesk = messagev1.MessageChannel_MESSAGE_CHANNEL_COORDINATOR
)

// instructions are all that can be asked at once, in bits: no post, mail, phone, voicemail, calendar, and words.
func instructions(visit func(s message.Safety)) {
	for mask := range 1 << 6 {
		s := message.Safety{NoPost: mask&1 > 0, NoEmail: mask&2 > 0, NoPhone: mask&4 > 0, NoVoicemail: mask&8 > 0, NoCalendar: mask&16 > 0}
		if mask&32 > 0 {
			s.Instruction = sealed.Of("alleen op school")
		}
		visit(s)
	}
}

// What a resident asks after a task was made binds whoever opens it: the way, the number, the letter and the warning.
func TestATaskIsAsSafeAsWhatIsKnownWhenItIsOpened(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	position := int64(0)
	for _, prefers := range []message.Channel{message.Call, message.Letter, message.NeighbourhoodPoint, message.TrustedPerson} {
		instructions(func(safety message.Safety) {
			position++
			name := fmt.Sprintf("%s, then %+v", prefers, safety)
			_, dossier, m := w.receipt(t, position, message.Reach{
				Name: sealed.Of("Nora Kant"), Phone: sealed.Of("+31416123456"), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7"), Preferred: prefers,
				Point: prefers == message.NeighbourhoodPoint, Trusted: prefers == message.TrustedPerson,
			})
			if got := strings.TrimPrefix(m.GetChannel().String(), "MESSAGE_CHANNEL_"); m.GetState() != toDo || got != string(prefers) {
				t.Fatalf("%s: it began as %v", name, m)
			}
			w.set(dossier, func(r *message.Reach) { r.Safety = safety })
			want := prefers
			switch { // a place and a person stay safe, post and phone as long as nobody forbids them
			case prefers == message.Call && safety.NoPhone && !safety.NoPost:
				want = message.Letter
			case prefers == message.Letter && safety.NoPost && !safety.NoPhone:
				want = message.Call
			case prefers == message.Call && safety.NoPhone, prefers == message.Letter && safety.NoPost:
				want = message.Coordinator
			}
			letter, err := w.GetLetter(w.coordinator, &messagev1.GetLetterRequest{Municipality: municipality, Message: m.GetId()})
			if want == message.Letter && err != nil || want != message.Letter && !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: to print: %v, %v", name, letter, err)
			}
			now := w.get(t, m.GetId())
			if got := strings.TrimPrefix(now.GetChannel().String(), "MESSAGE_CHANNEL_"); got != string(want) || now.GetState() != toDo {
				t.Errorf("%s: goes by %s, %s", name, got, now.GetState())
			}
			if (now.GetPhone() != "") != (want == message.Call) {
				t.Errorf("%s: the number is %q", name, now.GetPhone())
			}
			if now.GetInstruction() != safety.Instruction.Reveal() || now.GetNoVoicemail() != safety.NoVoicemail || now.GetNoCalendar() != safety.NoCalendar {
				t.Errorf("%s: whoever brings it is told %v", name, now)
			}
			if (want == message.Letter) != (prefers == message.Letter) && now.GetBody() == m.GetBody() && want != message.Coordinator {
				t.Errorf("%s: it still says %q", name, now.GetBody())
			}
		})
	}
}

// What lies printed on a desk does not go once it may not.
func TestAPrintedLetterThatMayNotGoIsNotMarkedAsGone(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, dossier, m := w.receipt(t, 1, message.Reach{Name: sealed.Of("Nora Kant"), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7")})
	w.set(dossier, func(r *message.Reach) { r.Safety.NoPost = true })
	if _, err := w.MarkPrinted(w.coordinator, &messagev1.MarkPrintedRequest{Municipality: municipality, Message: m.GetId(), Etag: m.GetEtag()}); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("with what was seen: %v", err)
	}
	if _, err := w.MarkPrinted(w.coordinator, &messagev1.MarkPrintedRequest{Municipality: municipality, Message: m.GetId()}); !errs.Is(err, errs.Invalid) {
		t.Errorf("whatever stands: %v", err)
	}
	if now := w.get(t, m.GetId()); now.GetChannel() != atDesk || now.GetState() != toDo {
		t.Errorf("got %v", now)
	}
}

// A call that was made is recorded all the same; one that is still to be made goes as is safe now.
func TestACallIsRecordedAndTheNextOneIsSafe(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	for i, outcome := range []messagev1.CallOutcome{
		messagev1.CallOutcome_CALL_OUTCOME_REACHED, messagev1.CallOutcome_CALL_OUTCOME_NOT_REACHED, messagev1.CallOutcome_CALL_OUTCOME_LATER,
	} {
		_, dossier, m := w.receipt(t, int64(i+1), message.Reach{Name: sealed.Of("Nora Kant"), Phone: sealed.Of("+31416123456")})
		w.set(dossier, func(r *message.Reach) {
			r.Safety = message.Safety{NoPhone: true, Instruction: sealed.Of("partner luistert mee")}
		})
		after, err := w.RecordCall(w.coordinator, &messagev1.RecordCallRequest{Municipality: municipality, Message: m.GetId(), Outcome: outcome, Etag: m.GetEtag()})
		if err != nil || after.GetAttempts() != 1 || after.GetPhone() != "" {
			t.Fatalf("%s: %v, %v", outcome, after, err)
		}
		done := outcome == messagev1.CallOutcome_CALL_OUTCOME_REACHED
		if done && after.GetState() != messagev1.MessageState_MESSAGE_STATE_DONE || !done && (after.GetChannel() != atDesk || after.GetInstruction() != "partner luistert mee") {
			t.Errorf("%s: %v", outcome, after)
		}
	}
}

// Of whom is dead nobody is told, not by a task either.
func TestATaskOfWhoDiedIsNone(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, dossier, m := w.receipt(t, 1, message.Reach{Name: sealed.Of("Nora Kant"), Phone: sealed.Of("+31416123456")})
	w.barred[dossier] = message.Deceased
	if now := w.get(t, m.GetId()); now.GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || now.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_DECEASED || now.GetPhone() != "" {
		t.Errorf("got %v", now)
	}
}

// A calendar that is not safe since the mail was written gets nothing.
func TestTheCalendarFileStaysAwayAlsoWhenItIsAskedLate(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	a := w.meets(t, nora(), 72)
	w.plan(t, 1, live, planned(a.ID))
	w.set(a.Dossier, func(r *message.Reach) { r.Safety.NoCalendar = true })
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	if content := w.post.Mails()[0]; strings.Contains(content, "calendar") || strings.Contains(content, ".ics") {
		t.Errorf("got %s", content)
	}
}

// What goes another way has the words of that way: a text message is short, and paper has no link with a code in it.
func TestWhatGoesAnotherWayIsWrittenAnew(t *testing.T) {
	w := newWorld(t, &mailtest.Server{Rcpt: func(string) error { return mailtest.Refusal(550) }})
	w.Service.Texts = refusing{}
	said := map[string]string{}
	position := int64(0)
	fresh := func(change func(r *message.Reach)) *messagev1.Message {
		r := nora()
		r.Phone, r.Postcode, r.HouseNumber = sealed.Of("+31612345678"), sealed.Of("5141AB"), sealed.Of("7")
		change(&r)
		position++
		invited, to := w.asks(t, r)
		w.plan(t, position, live, invited)
		return w.about(t, to.Application)[0]
	}
	for channel, change := range changes {
		m := w.get(t, fresh(change).GetId())
		if m.GetChannel().String() != "MESSAGE_CHANNEL_"+channel {
			t.Fatalf("%s: %v", channel, m)
		}
		said[channel] = m.GetSubject() + "\n" + m.GetBody()
	}
	for channel, change := range changes {
		if channel == "MAIL" {
			continue
		}
		before, bounced := fresh(func(*message.Reach) {}), fresh(func(*message.Reach) {})
		w.set(before.GetRecipient(), change)
		w.send(t)
		if got := w.get(t, before.GetId()); got.GetChannel().String() != "MESSAGE_CHANNEL_"+channel || got.GetSubject()+"\n"+got.GetBody() != said[channel] {
			t.Errorf("from mail to %s just before sending: %v", channel, got)
		}
		w.set(bounced.GetRecipient(), change)
		got, err := w.RetryMessage(w.coordinator, &messagev1.RetryMessageRequest{Municipality: municipality, Message: bounced.GetId()})
		if err != nil || got.GetChannel().String() != "MESSAGE_CHANNEL_"+channel || got.GetSubject()+"\n"+got.GetBody() != said[channel] {
			t.Errorf("from mail to %s after it bounced: %v, %v", channel, got, err)
		}
	}
	if strings.Contains(said["LETTER"], "#") || len(said["SMS"]) > 200 || !strings.Contains(said["MAIL"], "#") {
		t.Errorf("got %v", said)
	}
}

// asks is the event that asks a resident how it was.
func (w *world) asks(t *testing.T, r message.Reach) (*eventv1.Event, message.Recipient) {
	t.Helper()
	dossier, invitation := w.person(t, subject.Dossier, r), pg.NewID()
	to := message.Recipient{Kind: message.Resident, ID: dossier, Application: pg.NewID()}
	w.neighbours.surveyed[invitation] = message.Surveyed{To: to, Dossier: dossier, Code: "7KXP-M4TQ-WB9R-3D", Day: "2026-04-20"}
	return invited(invitation), to
}

// forget destroys somebody's key, as an erasure does.
func (w *world) forget(t *testing.T, dossier string) {
	t.Helper()
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := subject.Destroy(w.coordinator, tx, subject.Dossier, []string{dossier})
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// refusing is a service for text messages that knows no number.
type refusing struct{}

func (refusing) Deliver(_ context.Context, list []sms.Text) []mail.Class {
	classes := make([]mail.Class, len(list))
	for i := range classes {
		classes[i] = mail.AddressRefused
	}
	return classes
}

// changes lead to each way, from somebody who can be reached by all.
var changes = map[string]func(r *message.Reach){
	"MAIL":   func(*message.Reach) {},
	"SMS":    func(r *message.Reach) { r.Safety.NoEmail = true },
	"CALL":   func(r *message.Reach) { r.Safety.NoEmail, r.Safety.NoVoicemail = true, true },
	"LETTER": func(r *message.Reach) { r.Safety.NoEmail, r.Safety.NoPhone = true, true },
}

// Who was erased since the event is told nothing, and nobody else waits for it.
func TestAnEventOfSomebodyWhoWasErasedStopsNothing(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	application, dossier, event := w.applied(t, nora())
	w.forget(t, dossier)
	w.plan(t, 1, live, event)
	if list := w.about(t, application); len(list) != 0 {
		t.Errorf("got %v", list)
	}
}

// A task through somebody says through whom, once somebody opens it; nothing else does.
func TestATaskThroughSomebodySaysThroughWhom(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, _, m := w.receipt(t, 1, message.Reach{Name: sealed.Of("Nora Kant"), Trusted: true})
	if through := m.GetGoBetweens(); len(through) != 1 || through[0].GetName() != "Dochter Kant" || through[0].GetPhone() != "+31611930997" {
		t.Errorf("got %v", m)
	}
	if list := w.about(t, m.GetApplication()); len(list) != 1 || len(list[0].GetGoBetweens()) != 0 {
		t.Errorf("a list tells %v", list)
	}
	if _, err := w.RecordCall(w.coordinator, &messagev1.RecordCallRequest{Municipality: municipality, Message: m.GetId(), Outcome: messagev1.CallOutcome_CALL_OUTCOME_REACHED}); err != nil {
		t.Fatal(err)
	}
	if through := w.get(t, m.GetId()).GetGoBetweens(); len(through) != 0 {
		t.Errorf("it is done, and says %v", through)
	}
}
