package rpc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/sms"
)

// texted is one text message as a service got it.
type texted struct{ ID, To, Text string }

// texting is a service for text messages: what it answers to a number, 200 unless said, and what it got.
type texting struct {
	mu      sync.Mutex
	answers map[string]int
	got     []texted
}

func (s *texting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var one texted
	if err := json.NewDecoder(r.Body).Decode(&one); err != nil || r.Header.Get("Authorization") != "Bearer geheim" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.got = append(s.got, one)
	if status := s.answers[one.To]; status != 0 {
		w.WriteHeader(status)
	}
}

// calms lets the service take every number.
func (s *texting) calms() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.answers)
}

func (s *texting) all() []texted {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.got)
}

func newTexting(t *testing.T) (*texting, *sms.Service) {
	t.Helper()
	s := &texting{answers: map[string]int{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return s, sms.New(address, sealed.Of("geheim"))
}

// Mails and text messages that wait in turn go out together, and what becomes of each is noted at that one: taken, to be tried again,
// refused for good.
func TestMailsAndTextMessagesGoOutTogether(t *testing.T) {
	w := newWorld(t, &mailtest.Server{Rcpt: func(to string) error {
		switch {
		case strings.HasPrefix(to, "later"):
			return mailtest.Refusal(451)
		case strings.HasPrefix(to, "refused"):
			return mailtest.Refusal(550)
		}
		return nil
	}})
	service, texts := newTexting(t)
	w.Service.Texts = texts
	service.answers["+31612345671"], service.answers["+31612345672"] = http.StatusServiceUnavailable, http.StatusUnprocessableEntity
	wants := []string{"SENT", "QUEUED", "BOUNCED"}
	type sending struct{ id, to, want string }
	var all []sending
	for i, name := range []string{"taken", "later", "refused"} {
		mail, number := name+"@post.example", fmt.Sprint("+3161234567", i)
		for j, r := range []message.Reach{{Email: sealed.Of(mail)}, {Phone: sealed.Of(number)}} {
			r.Name = sealed.Of("Nora " + name)
			_, _, m := w.receipt(t, int64(2*i+j+1), r)
			all = append(all, sending{m.GetId(), []string{mail, number}[j], wants[i]})
		}
	}
	if n := w.send(t); n != 2 {
		t.Errorf("%d sent", n)
	}
	for _, one := range all {
		if got := w.get(t, one.id); got.GetState().String() != "MESSAGE_STATE_"+one.want {
			t.Errorf("%s: %v", one.to, got)
		}
	}
	for _, text := range service.all() {
		i := slices.IndexFunc(all, func(one sending) bool { return one.id == text.ID })
		if i < 0 || all[i].to != text.To || len(text.Text) > 200 || !strings.Contains(text.Text, "ABCD-EFGH-JKMN") {
			t.Errorf("got %+v", text)
		}
	}
	if n := len(service.all()); n != 3 {
		t.Errorf("%d text messages", n)
	}
	service.calms()
	w.clock(time.Minute)
	if n := w.send(t); n != 1 { // the mail server still says later
		t.Errorf("%d sent a minute later", n)
	}
}

// A text message that was handed over and not noted goes again under the same id, by which the service knows it.
func TestACrashBetweenATextMessageAndNoting(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	service, texts := newTexting(t)
	w.Service.Texts = texts
	_, _, m := w.receipt(t, 1, message.Reach{Name: sealed.Of("Nora Kant"), Phone: sealed.Of("+31612345678")})
	if m.GetChannel() != messagev1.MessageChannel_MESSAGE_CHANNEL_SMS {
		t.Fatalf("got %v", m)
	}
	crashing := w.another(t, forgetful{w.store})
	crashing.Texts = texts
	if _, err := crashing.SendDue(w.coordinator); !errors.Is(err, errCrash) {
		t.Fatalf("got %v", err)
	}
	w.clock(message.Lease)
	if n := w.send(t); n != 1 {
		t.Errorf("%d sent", n)
	}
	if got := service.all(); len(got) != 2 || got[0] != got[1] || got[0].ID != m.GetId() {
		t.Errorf("got %v", got)
	}
}

// A server for which no service is set leaves text messages to the others, and loses none.
func TestAServerWithoutTheServiceLeavesTextMessages(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	service, texts := newTexting(t)
	w.Service.Texts = texts
	_, _, m := w.receipt(t, 1, message.Reach{Name: sealed.Of("Nora Kant"), Phone: sealed.Of("+31612345678")})
	if n, err := w.another(t, w.store).SendDue(w.coordinator); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if n := w.send(t); n != 1 || len(service.all()) != 1 || w.get(t, m.GetId()).GetState() != messagev1.MessageState_MESSAGE_STATE_SENT {
		t.Errorf("%d sent, %v", n, service.all())
	}
}
