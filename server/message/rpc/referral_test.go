package rpc_test

import (
	"strings"
	"testing"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

func ended(application string) *eventv1.Event {
	return &eventv1.Event{Payload: &eventv1.Event_CaseClosed{CaseClosed: &eventv1.CaseClosed{Application: application, Case: pg.NewID(), Outcome: "goal_reached"}}}
}

// A referrer gets one mail that it ended, and nobody a task when they have no mail; of whom nobody may tell, nothing goes.
func TestAReferrerIsToldOnceThatItEnded(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	refers := func(r message.Reach) string {
		application := pg.NewID()
		w.referred[application] = message.Referred{
			To: message.Recipient{Kind: message.Referrer, ID: w.person(t, subject.Referrer, r), Application: application}, Code: "7KXP-M4TQ-WB9R-3D", Day: "2026-02-03",
		}
		return application
	}
	mailed, called := refers(message.Reach{Name: sealed.Of("Dokter Duin"), Email: sealed.Of("duin@praktijk.example")}), refers(message.Reach{Name: sealed.Of("Juf Pim"), Phone: sealed.Of("+31416123456")})
	w.plan(t, 1, live, ended(mailed))
	w.plan(t, 2, live, ended(mailed)) // it was opened again, and closed again
	w.plan(t, 3, live, ended(called))
	w.plan(t, 4, live, ended(pg.NewID()))
	w.plan(t, 5, imported, ended(mailed))
	if n := w.send(t); n != 1 {
		t.Fatalf("%d sent", n)
	}
	content := lines(w.post.Mails()[0])
	for _, want := range []string{"Dokter Duin", "3 februari 2026", "7KXP-M4TQ-WB9R-3D", "https://oco.example/gm0867/status"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
	if strings.Contains(content, "goal") || strings.Contains(content, "doel") {
		t.Errorf("it says how: %s", content)
	}
	if list := w.about(t, called); len(list) != 0 {
		t.Errorf("who has no mail: %v", list)
	}
}
