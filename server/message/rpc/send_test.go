package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/message/store"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const (
	live     = eventv1.EventOrigin_EVENT_ORIGIN_LIVE
	imported = eventv1.EventOrigin_EVENT_ORIGIN_IMPORT
)

func TestAReceiptGoesToWhoApplied(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, _, m := w.receipt(t, 1, nora())
	if m.GetState() != messagev1.MessageState_MESSAGE_STATE_QUEUED || m.GetChannel() != messagev1.MessageChannel_MESSAGE_CHANNEL_MAIL || m.GetCausePosition() != 1 {
		t.Errorf("got %v", m)
	}
	if n := w.send(t); n != 1 || len(w.post.Mails()) != 1 {
		t.Fatalf("%d sent, %d mails", n, len(w.post.Mails()))
	}
	content := strings.ReplaceAll(w.post.Mails()[0], "=\r\n", "")
	for _, want := range []string{"Nora Kant", "ABCD-EFGH-JKMN", "11 maart 2026", "Carla", "0416-123456", "https://oco.example/gm0867/status", "<" + m.GetId() + "@oco.example>"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
	after := w.get(t, m.GetId())
	if after.GetState() != messagev1.MessageState_MESSAGE_STATE_SENT || after.GetSentTime() == nil || after.GetNextAttemptTime() != nil || after.GetAttempts() != 1 {
		t.Errorf("got %v", after)
	}
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent again", n)
	}
}

func TestAnEventHandledTwiceGivesOneMessage(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	application, _, event := w.applied(t, nora())
	for range 2 {
		w.plan(t, 7, live, event)
	}
	if n := len(w.about(t, application)); n != 1 {
		t.Errorf("%d messages", n)
	}
	w.plan(t, 8, live, event) // another event
	if n := len(w.about(t, application)); n != 2 {
		t.Errorf("%d messages of two events", n)
	}
}

func TestImportedHistoryTellsNobody(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	application, _, event := w.applied(t, nora())
	w.plan(t, 1, imported, event)
	if n := len(w.about(t, application)); n != 0 {
		t.Errorf("%d messages", n)
	}
}

// Nobody is given a task to call somebody whom they just spoke with; who asked for post gets the letter.
func TestWhoWasSpokenToIsNotCalledToSayThatTheyApplied(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	for i, c := range []struct {
		reach message.Reach
		want  []messagev1.MessageChannel
	}{
		{message.Reach{Name: sealed.Of("Nel Belt"), Phone: sealed.Of("+31416123456"), Spoke: true}, nil},
		{message.Reach{Name: sealed.Of("Nel Belt"), Spoke: true}, nil},
		{message.Reach{Name: sealed.Of("Nel Belt"), Phone: sealed.Of("+31416123456")}, []messagev1.MessageChannel{messagev1.MessageChannel_MESSAGE_CHANNEL_CALL}},
		{
			message.Reach{Name: sealed.Of("Bep Brief"), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7"), Preferred: message.Letter, Spoke: true},
			[]messagev1.MessageChannel{messagev1.MessageChannel_MESSAGE_CHANNEL_LETTER},
		},
		{message.Reach{Name: sealed.Of("Nora Kant"), Email: sealed.Of("nora@post.example"), Spoke: true}, []messagev1.MessageChannel{messagev1.MessageChannel_MESSAGE_CHANNEL_MAIL}},
	} {
		application, _, event := w.applied(t, c.reach)
		w.plan(t, int64(i+1), live, event)
		var got []messagev1.MessageChannel
		for _, m := range w.about(t, application) {
			got = append(got, m.GetChannel())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%d: got %v, want %v", i, got, c.want)
		}
	}
}

// Whom nothing can be mailed to is told otherwise: never a failure.
func TestAPersonWithoutMail(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	for i, c := range []struct {
		reach message.Reach
		want  messagev1.MessageChannel
	}{
		{message.Reach{Phone: sealed.Of("+31416123456")}, messagev1.MessageChannel_MESSAGE_CHANNEL_CALL},
		{message.Reach{Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7")}, messagev1.MessageChannel_MESSAGE_CHANNEL_LETTER},
		{message.Reach{Point: true}, messagev1.MessageChannel_MESSAGE_CHANNEL_NEIGHBOURHOOD_POINT},
		{message.Reach{Trusted: true}, messagev1.MessageChannel_MESSAGE_CHANNEL_TRUSTED_PERSON},
		{message.Reach{}, messagev1.MessageChannel_MESSAGE_CHANNEL_COORDINATOR},
	} {
		_, _, m := w.receipt(t, int64(i+1), c.reach)
		if m.GetChannel() != c.want || m.GetState() != messagev1.MessageState_MESSAGE_STATE_TO_DO || m.GetBody() == "" {
			t.Errorf("got %v, want %s", m, c.want)
		}
	}
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent", n)
	}
}

// What the resident asks for after the message was written binds it all the same.
func TestTheInstructionIsReadAgainJustBeforeSending(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	reach := nora()
	reach.Phone = sealed.Of("+31416123456")
	_, dossier, m := w.receipt(t, 1, reach)
	w.set(dossier, func(r *message.Reach) {
		r.Safety = message.Safety{NoEmail: true, NoVoicemail: true, Instruction: sealed.Of("alleen op school")}
	})
	if n := w.send(t); n != 0 || len(w.post.Mails()) != 0 {
		t.Errorf("%d sent, %d mails", n, len(w.post.Mails()))
	}
	after := w.get(t, m.GetId())
	if after.GetChannel() != messagev1.MessageChannel_MESSAGE_CHANNEL_CALL || after.GetState() != messagev1.MessageState_MESSAGE_STATE_TO_DO ||
		!after.GetNoVoicemail() || after.GetInstruction() != "alleen op school" || after.GetPhone() != "+31416123456" {
		t.Errorf("got %v", after)
	}
}

func TestWhenAResidentDiesEverythingStops(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	application, dossier, queued := w.receipt(t, 1, nora())
	ended := func(reason string) *eventv1.Event {
		return &eventv1.Event{Payload: &eventv1.Event_ApplicationEnded{ApplicationEnded: &eventv1.ApplicationEnded{Application: application, Reason: reason}}}
	}
	w.plan(t, 2, live, ended("MOVED"))
	if m := w.get(t, queued.GetId()); m.GetState() != messagev1.MessageState_MESSAGE_STATE_QUEUED {
		t.Errorf("who moved gets no receipt: %v", m)
	}
	w.plan(t, 3, live, ended("DECEASED"))
	if m := w.get(t, queued.GetId()); m.GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || m.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_DECEASED {
		t.Errorf("got %v", m)
	}
	// Another message, written before anybody knew, is not sent either.
	_, other, late := w.receipt(t, 4, nora())
	w.set(other, func(r *message.Reach) { r.Gone = message.Deceased })
	w.set(dossier, func(r *message.Reach) { r.Gone = message.Deceased })
	if n := w.send(t); n != 0 || len(w.post.Mails()) != 0 {
		t.Errorf("%d sent", n)
	}
	if m := w.get(t, late.GetId()); m.GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || m.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_DECEASED {
		t.Errorf("got %v", m)
	}
}

func TestAnOfferSaysNothingOfTheResident(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	supporter := w.person(t, subject.Supporter, message.Reach{Name: sealed.Of("Vera Vrij"), Email: sealed.Of("vera@post.example")})
	w.asked = message.Asked{To: []message.Recipient{{Kind: message.Supporter, ID: supporter}}, LifeDomains: []string{"WMO", "HOUSING"}, Neighbourhood: "Centrum", Urgent: true}
	offer := pg.NewID()
	w.plan(t, 1, live, &eventv1.Event{Payload: &eventv1.Event_OfferMade{OfferMade: &eventv1.OfferMade{Offer: offer, Supporter: supporter}}})
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	content := strings.ReplaceAll(w.post.Mails()[0], "=\r\n", "")
	for _, want := range []string{"Vera Vrij", "maatschappelijke ondersteuning, wonen", "Wijk: Centrum", "Spoed: ja", "https://oco.example/portal"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
	// One that was answered meanwhile is not asked about any more.
	w.plan(t, 2, live, &eventv1.Event{Payload: &eventv1.Event_OfferMade{OfferMade: &eventv1.OfferMade{Offer: offer, Supporter: supporter}}})
	w.plan(t, 3, live, &eventv1.Event{Payload: &eventv1.Event_OfferAnswered{OfferAnswered: &eventv1.OfferAnswered{Offer: offer, State: "DECLINED"}}})
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent after the answer", n)
	}
}

func TestAServerThatIsBusyIsAskedAgain(t *testing.T) {
	var tries atomic.Int64
	w := newWorld(t, &mailtest.Server{Rcpt: func(string) error {
		if tries.Add(1) == 1 {
			return mailtest.Refusal(451)
		}
		return nil
	}})
	_, _, m := w.receipt(t, 1, nora())
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent", n)
	}
	after := w.get(t, m.GetId())
	if after.GetState() != messagev1.MessageState_MESSAGE_STATE_QUEUED || after.GetFault() != messagev1.MessageFault_MESSAGE_FAULT_LATER {
		t.Errorf("got %v", after)
	}
	if n := w.send(t); n != 0 || tries.Load() != 1 {
		t.Errorf("it was tried again at once: %d", tries.Load())
	}
	w.clock(time.Minute)
	if n := w.send(t); n != 1 {
		t.Errorf("%d sent a minute later", n)
	}
}

// A refused address is shown to the coordinator, and can be tried again by the way that is right then.
func TestARefusedAddress(t *testing.T) {
	w := newWorld(t, &mailtest.Server{Rcpt: func(string) error { return mailtest.Refusal(550) }})
	_, dossier, m := w.receipt(t, 1, nora())
	w.send(t)
	list, err := w.ListMessages(w.coordinator, &messagev1.ListMessagesRequest{Municipality: municipality, States: []messagev1.MessageState{messagev1.MessageState_MESSAGE_STATE_BOUNCED}})
	if err != nil || len(list.GetMessages()) != 1 || list.GetMessages()[0].GetFault() != messagev1.MessageFault_MESSAGE_FAULT_ADDRESS_REFUSED {
		t.Fatalf("got %v, %v", list, err)
	}
	w.set(dossier, func(r *message.Reach) { r.Email, r.Phone = sealed.Text{}, sealed.Of("+31612345678") })
	after, err := w.RetryMessage(w.coordinator, &messagev1.RetryMessageRequest{Municipality: municipality, Message: m.GetId()})
	if err != nil || after.GetChannel() != messagev1.MessageChannel_MESSAGE_CHANNEL_CALL || after.GetState() != messagev1.MessageState_MESSAGE_STATE_TO_DO {
		t.Errorf("got %v, %v", after, err)
	}
}

// Several servers send at once, and no mail goes twice.
func TestTwoSendersNeverSendOneTwice(t *testing.T) {
	const messages, senders = 230, 4
	w := newWorld(t, &mailtest.Server{})
	for i := range messages {
		_, _, event := w.applied(t, message.Reach{Name: sealed.Of(fmt.Sprint("Nora ", i)), Email: sealed.Of(fmt.Sprintf("nora%d@post.example", i))})
		w.plan(t, int64(i+1), live, event)
	}
	var all sync.WaitGroup
	var sent atomic.Int64
	for range senders {
		service := w.another(t, w.store)
		all.Go(func() {
			n, err := service.SendDue(w.coordinator)
			if err != nil {
				t.Error(err)
			}
			sent.Add(int64(n))
		})
	}
	all.Wait()
	if sent.Load() != messages || w.states(t)["SENT"] != messages {
		t.Errorf("%d sent, %v", sent.Load(), w.states(t))
	}
	if n := len(ids(w.post.Mails())); n != messages || len(w.post.Mails()) != messages {
		t.Errorf("%d mails, %d different", len(w.post.Mails()), n)
	}
}

var messageID = regexp.MustCompile(`(?m)^Message-ID: (\S+)`)

// ids are the different Message-IDs of mails.
func ids(mails []string) map[string]int {
	known := map[string]int{}
	for _, content := range mails {
		known[messageID.FindStringSubmatch(content)[1]]++
	}
	return known
}

// forgetful is a store that breaks down after the mails went out.
type forgetful struct{ *store.Store }

var errCrash = errors.New("crashed on purpose")

func (forgetful) Note(context.Context, *pg.Tx, []message.Message) error { return errCrash }

// Who crashes between sending and noting leaves the mail to another, and its Message-ID is the same.
func TestACrashBetweenSendingAndNoting(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, _, m := w.receipt(t, 1, nora())
	if _, err := w.another(t, forgetful{w.store}).SendDue(w.coordinator); !errors.Is(err, errCrash) {
		t.Fatalf("got %v", err)
	}
	if got := w.get(t, m.GetId()); got.GetState() != messagev1.MessageState_MESSAGE_STATE_SENDING {
		t.Errorf("got %v", got)
	}
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent while the other may still be at it", n)
	}
	w.clock(message.Lease)
	if n := w.send(t); n != 1 {
		t.Errorf("%d sent", n)
	}
	if known := ids(w.post.Mails()); len(known) != 1 || len(w.post.Mails()) != 2 {
		t.Errorf("got %v", known)
	}
}

func TestErasureLeavesNothing(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, dossier, _ := w.receipt(t, 1, nora()) // it waits
	supporter := w.person(t, subject.Supporter, nora())
	w.asked = message.Asked{To: []message.Recipient{{Kind: message.Supporter, ID: supporter}}, Dossier: dossier}
	w.plan(t, 2, live, &eventv1.Event{Payload: &eventv1.Event_OfferMade{OfferMade: &eventv1.OfferMade{Offer: pg.NewID()}}})
	w.receipt(t, 3, nora())
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		erased, err := w.store.Erase(w.coordinator, tx, subject.Dossier, []string{dossier})
		if erased["messages"] != 2 {
			t.Errorf("erased %v", erased)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if states := w.states(t); states["QUEUED"] != 1 {
		t.Errorf("left: %v", states)
	}
}

// What is written to somebody lies in the database under their own key alone.
func TestTheTextsAreSealed(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, _, m := w.receipt(t, 1, nora())
	var raw string
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &raw, `SELECT row_to_json(m)::text || encode(m.body, 'escape') || encode(m.subject, 'escape') FROM message.message m
			WHERE municipality = $1 AND id = $2`, municipality, m.GetId())
	}); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Nora", "nora@", "ABCD", "aanmelding"} {
		if strings.Contains(raw, word) {
			t.Errorf("%q lies open: %s", word, raw)
		}
	}
}

func TestTheWeekIsToldOnce(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	account := w.person(t, subject.Account, message.Reach{Name: sealed.Of("Carla"), Email: sealed.Of("carla@oco.example")})
	quiet := w.person(t, subject.Account, message.Reach{Name: sealed.Of("Kees"), Email: sealed.Of("kees@oco.example")})
	w.weeks = []message.Week{{To: message.Recipient{Kind: message.Account, ID: account}, Waiting: 3, Risk: 1}, {To: message.Recipient{Kind: message.Account, ID: quiet}}}
	for i, want := range []int{1, 0} { // Monday, noon
		if told, err := w.WriteWeeks(w.coordinator); told != want || err != nil {
			t.Errorf("look %d: %d, %v", i, told, err)
		}
	}
	if n := w.send(t); n != 1 || !strings.Contains(w.post.Mails()[0], "Aanmeldingen die wachten: 3") {
		t.Errorf("%d sent: %v", n, w.post.Mails())
	}
	w.clock(24 * time.Hour)
	if told, err := w.WriteWeeks(w.coordinator); told != 0 || err != nil {
		t.Errorf("Tuesday: %d, %v", told, err)
	}
	w.clock(6 * 24 * time.Hour)
	if told, err := w.WriteWeeks(w.coordinator); told != 1 || err != nil {
		t.Errorf("the next Monday: %d, %v", told, err)
	}
}
