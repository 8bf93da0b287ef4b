package rpc_test

import (
	"strings"
	"testing"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

func settled(request, right, outcome string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_RightsRequestSettled{RightsRequestSettled: &eventv1.RightsRequestSettled{
		RightsRequest: request, Right: right, Outcome: outcome,
	}}}
}

// What was answered goes the way that is safe, and a refusal says what is left: a statement, the authority, the court. The answer
// itself may quote the dossier: it is read out or printed, and stands in no mail.
func TestWhoAskedToCorrectIsToldWhatBecameOfIt(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	byPhone := nora()
	byPhone.Safety.NoEmail, byPhone.Phone = true, sealed.Of("+31416123456")
	for name, c := range map[string]struct {
		reach   message.Reach
		outcome string
		channel messagev1.MessageChannel
		says    []string
		not     string
	}{
		"done":    {nora(), "DONE", messagev1.MessageChannel_MESSAGE_CHANNEL_MAIL, []string{"Dat hebben wij gedaan.", "Bel 0416-123456."}, "Het adres klopt nu."},
		"partly":  {nora(), "PARTLY", messagev1.MessageChannel_MESSAGE_CHANNEL_MAIL, []string{"Een deel hebben wij verbeterd", "Bel 0416-123456.", "Autoriteit Persoonsgegevens"}, "Het adres klopt nu."},
		"refused": {byPhone, "REFUSED", messagev1.MessageChannel_MESSAGE_CHANNEL_CALL, []string{"Dat hebben wij niet gedaan.", "Het adres klopt nu.", "Dat bewaren wij bij uw gegevens."}, "Een deel"},
	} {
		dossier, request := w.person(t, subject.Dossier, c.reach), pg.NewID()
		w.corrected[request] = message.Corrected{
			To: message.Recipient{Kind: message.Resident, ID: dossier, Application: pg.NewID()}, Dossier: dossier, Outcome: c.outcome, Answer: sealed.Of("Het adres klopt nu."),
		}
		w.plan(t, 1, live, settled(request, "CORRECT", "DONE"))
		list := w.surveyed(t, dossier)
		if len(list) != 1 {
			t.Errorf("%s: %d messages", name, len(list))
			continue
		}
		m := list[0]
		if m.GetKind() != messagev1.MessageKind_MESSAGE_KIND_CORRECTION || m.GetChannel() != c.channel || strings.Contains(m.GetBody(), c.not) {
			t.Errorf("%s: got %v", name, m)
		}
		for _, want := range c.says {
			if !strings.Contains(m.GetBody(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, m.GetBody())
			}
		}
	}
}

// Of a request to see, one that was withdrawn, and one that leads to nobody, nothing goes out.
func TestOnlyAnAnsweredCorrectionIsTold(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	dossier, request := w.person(t, subject.Dossier, nora()), pg.NewID()
	w.corrected[request] = message.Corrected{To: message.Recipient{Kind: message.Resident, ID: dossier, Application: pg.NewID()}, Dossier: dossier, Outcome: "DONE"}
	w.plan(t, 1, live, settled(request, "SEE", "DONE"))
	w.plan(t, 2, live, settled(request, "CORRECT", "WITHDRAWN"))
	w.plan(t, 3, live, settled(pg.NewID(), "CORRECT", "REFUSED"))
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent", n)
	}
}
