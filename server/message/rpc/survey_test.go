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

func invited(invitation string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_SurveyInvited{SurveyInvited: &eventv1.SurveyInvited{SurveyInvitation: invitation, Audience: "RESIDENT"}}}
}

// surveyed are the messages about the survey, by what they are about.
func (w *world) surveyed(t *testing.T, to string) (list []*messagev1.Message) {
	t.Helper()
	var ids []string
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &ids, `SELECT id FROM message.message WHERE municipality = $1 AND recipient = $2 ORDER BY cause`, municipality, to)
	}); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		list = append(list, w.get(t, id))
	}
	return list
}

// An invitation goes the one way that is safe. In a mail the code is the fragment of the link, which goes to no server; on paper
// and by mouth it stands in words.
func TestAnInvitationToTheSurveyGoesTheSafeWay(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	byMail := nora()
	noMail, noPost := nora(), nora()
	noMail.Safety.NoEmail, noMail.Safety.NoPhone, noMail.Postcode, noMail.HouseNumber = true, true, sealed.Of("5141 AB"), sealed.Of("1")
	noPost.Safety.NoEmail, noPost.Safety.NoPost, noPost.Phone = true, true, sealed.Of("+31611930002")
	for name, c := range map[string]struct {
		reach   message.Reach
		channel messagev1.MessageChannel
		says    string
		not     string
	}{
		"by mail":   {byMail, messagev1.MessageChannel_MESSAGE_CHANNEL_MAIL, "/gm0867/enquete#7KXP-M4TQ-WB9R-3D", "vul deze code in"},
		"by letter": {noMail, messagev1.MessageChannel_MESSAGE_CHANNEL_LETTER, "vul deze code in: 7KXP-M4TQ-WB9R-3D", "#7KXP"},
		"by phone":  {noPost, messagev1.MessageChannel_MESSAGE_CHANNEL_CALL, "Wie zelf ondersteunt, belt niet.", "#7KXP"},
	} {
		dossier, invitation := w.person(t, subject.Dossier, c.reach), pg.NewID()
		w.neighbours.surveyed[invitation] = message.Surveyed{To: message.Recipient{Kind: message.Resident, ID: dossier, Application: pg.NewID()}, Dossier: dossier, Code: "7KXP-M4TQ-WB9R-3D", Day: "2026-04-20"}
		w.plan(t, 1, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, invited(invitation))
		list := w.surveyed(t, dossier)
		if len(list) != 1 {
			t.Errorf("%s: %d messages", name, len(list))
			continue
		}
		m := list[0]
		if m.GetKind() != messagev1.MessageKind_MESSAGE_KIND_SURVEY || m.GetChannel() != c.channel || !strings.Contains(m.GetBody(), c.says) || strings.Contains(m.GetBody(), c.not) ||
			!strings.Contains(m.GetBody(), "20 april 2026") {
			t.Errorf("%s: got %v", name, m)
		}
	}
}

// Whoever answered, or is not asked any more, is not reminded, and what waits to be told is taken back.
func TestAnAnswerStopsTheInvitation(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	for state, why := range map[string]messagev1.MessageFault{
		"ANSWERED": messagev1.MessageFault_MESSAGE_FAULT_ANSWERED, "LAPSED": messagev1.MessageFault_MESSAGE_FAULT_NOT_NEEDED,
	} {
		dossier, invitation := w.person(t, subject.Dossier, nora()), pg.NewID()
		w.neighbours.surveyed[invitation] = message.Surveyed{To: message.Recipient{Kind: message.Resident, ID: dossier, Application: pg.NewID()}, Dossier: dossier, Code: "7KXP", Day: "2026-04-20"}
		w.plan(t, 1, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, invited(invitation))
		w.plan(t, 2, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, &eventv1.Event{Payload: &eventv1.Event_SurveyReminded{SurveyReminded: &eventv1.SurveyReminded{SurveyInvitation: invitation}}})
		delete(w.neighbours.surveyed, invitation)
		w.plan(t, 3, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, &eventv1.Event{Payload: &eventv1.Event_SurveyInvitationEnded{SurveyInvitationEnded: &eventv1.SurveyInvitationEnded{SurveyInvitation: invitation, State: state}}})
		w.plan(t, 4, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, &eventv1.Event{Payload: &eventv1.Event_SurveyReminded{SurveyReminded: &eventv1.SurveyReminded{SurveyInvitation: invitation}}})
		list := w.surveyed(t, dossier)
		if len(list) != 2 || list[1].GetKind() != messagev1.MessageKind_MESSAGE_KIND_SURVEY_REMINDER {
			t.Fatalf("%s: got %v", state, list)
		}
		for _, m := range list {
			if m.GetState() != messagev1.MessageState_MESSAGE_STATE_CANCELLED || m.GetFault() != why {
				t.Errorf("%s: got %v", state, m)
			}
		}
	}
}
