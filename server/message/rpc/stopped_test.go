package rpc_test

import (
	"sync"
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

// busy is a mail server that asks to come back later, once, and has something happen while the mail is being handed over.
type busy struct {
	mu   sync.Mutex
	then func()
}

func (b *busy) meanwhile(then func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.then = then
}

func (b *busy) answer(string) error {
	b.mu.Lock()
	then := b.then
	b.then = nil
	b.mu.Unlock()
	if then == nil {
		return nil
	}
	then()
	return mailtest.Refusal(451)
}

// What is stopped while it is being sent is not sent again: the server asked to come back, and there is nothing to come back for.
func TestWhatIsStoppedWhileItIsBeingSentIsNotSentAgain(t *testing.T) {
	server := &busy{}
	w := newWorld(t, &mailtest.Server{Rcpt: server.answer})
	supporter := w.person(t, subject.Supporter, message.Reach{Name: sealed.Of("Vera Vrij"), Email: sealed.Of("vera@post.example")})
	application, dossier, applied := w.applied(t, nora())
	w.asked = message.Asked{To: []message.Recipient{{Kind: message.Supporter, ID: supporter}}, Dossier: dossier}
	offer := pg.NewID()
	asked, resident := w.asks(t, nora())
	invitation := asked.GetSurveyInvited().GetSurveyInvitation()
	for name, c := range map[string]struct {
		begin, stop *eventv1.Event
		to          string
		fault       messagev1.MessageFault
	}{
		"an offer that was withdrawn": {
			&eventv1.Event{Payload: &eventv1.Event_OfferMade{OfferMade: &eventv1.OfferMade{Offer: offer, Supporter: supporter}}},
			&eventv1.Event{Payload: &eventv1.Event_OfferAnswered{OfferAnswered: &eventv1.OfferAnswered{Offer: offer, State: "WITHDRAWN"}}},
			supporter, messagev1.MessageFault_MESSAGE_FAULT_ANSWERED,
		},
		"a survey that was answered": {
			asked,
			&eventv1.Event{Payload: &eventv1.Event_SurveyInvitationEnded{SurveyInvitationEnded: &eventv1.SurveyInvitationEnded{SurveyInvitation: invitation, State: "ANSWERED"}}},
			resident.ID, messagev1.MessageFault_MESSAGE_FAULT_ANSWERED,
		},
		"a resident who died": {
			applied,
			&eventv1.Event{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: application, Reason: "DECEASED"}}},
			dossier, messagev1.MessageFault_MESSAGE_FAULT_DECEASED,
		},
	} {
		w.plan(t, 1, live, c.begin)
		server.meanwhile(func() { w.plan(t, 2, live, c.stop) })
		if n := w.send(t); n != 0 {
			t.Errorf("%s: %d sent", name, n)
		}
		w.clock(time.Minute)
		if n := w.send(t); n != 0 || len(w.post.Mails()) != 0 {
			t.Errorf("%s: %d sent after all", name, n)
		}
		list := w.surveyed(t, c.to)
		if len(list) != 1 || list[0].GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || list[0].GetFault() != c.fault {
			t.Errorf("%s: %v", name, list)
		}
	}
}

// What was stopped while a sender had it that crashed since is not taken up by the next.
func TestWhatIsStoppedIsNotTakenOverFromWhoCrashed(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	application, _, m := w.receipt(t, 1, nora())
	if _, err := w.another(t, forgetful{w.store}).SendDue(w.coordinator); err == nil {
		t.Fatal("no crash")
	}
	w.plan(t, 2, live, &eventv1.Event{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: application, Reason: "DECEASED"}}})
	w.clock(message.Lease)
	if n := w.send(t); n != 0 || len(w.post.Mails()) != 1 {
		t.Errorf("%d sent, %d mails", n, len(w.post.Mails()))
	}
	if got := w.get(t, m.GetId()); got.GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || got.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_DECEASED {
		t.Errorf("got %v", got)
	}
}

// What went out went out: the stop came too late, and the message says so.
func TestAStopThatCameTooLateChangesNothing(t *testing.T) {
	var w *world
	var application string
	w = newWorld(t, &mailtest.Server{Rcpt: func(string) error {
		w.plan(t, 2, live, &eventv1.Event{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: application, Reason: "DECEASED"}}})
		return nil
	}})
	var m *messagev1.Message
	application, _, m = w.receipt(t, 1, nora())
	if n := w.send(t); n != 1 {
		t.Errorf("%d sent", n)
	}
	if got := w.get(t, m.GetId()); got.GetState() != messagev1.MessageState_MESSAGE_STATE_SENT || got.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_UNSPECIFIED {
		t.Errorf("got %v", got)
	}
}

// Whom a message is about may be somebody else than whom it is for: a supporter, or a referrer.
func TestNobodyIsToldOfWhoDiedNorWithoutConsent(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	supporter := w.person(t, subject.Supporter, message.Reach{Name: sealed.Of("Vera Vrij"), Email: sealed.Of("vera@post.example")})
	dossier := w.person(t, subject.Dossier, nora())
	w.asked = message.Asked{To: []message.Recipient{{Kind: message.Supporter, ID: supporter}}, Dossier: dossier}
	offered := func() *eventv1.Event {
		return &eventv1.Event{Payload: &eventv1.Event_OfferMade{OfferMade: &eventv1.OfferMade{Offer: pg.NewID(), Supporter: supporter}}}
	}
	for i, why := range []message.Fault{message.Deceased, message.NotNeeded} {
		w.plan(t, int64(2*i+1), live, offered())
		w.barred[dossier] = why // and no event came yet
		if n := w.send(t); n != 0 {
			t.Errorf("%s: %d sent", why, n)
		}
		w.plan(t, int64(2*i+2), live, offered())
		delete(w.barred, dossier)
		list := w.surveyed(t, supporter)
		if got := list[len(list)-1]; len(list) != i+1 || got.GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || got.GetFault().String() != "MESSAGE_FAULT_"+string(why) {
			t.Errorf("%s: %v", why, list)
		}
	}
}
