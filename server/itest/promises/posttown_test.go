package promises_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// postTown is a town with a mail server and a service for text messages, which both can be shut: then they ask to come back.
type postTown struct {
	town
	post      *mailtest.Server
	isShut    atomic.Bool
	supporter string

	mu    sync.Mutex
	texts map[string]string // by the id of the message
}

func newPostTown(t *testing.T, also ...harness.Option) *postTown {
	t.Helper()
	w := &postTown{texts: map[string]string{}}
	w.post = mailtest.Start(t, mailtest.Clear, &mailtest.Server{Rcpt: func(string) error {
		if w.isShut.Load() {
			return mailtest.Refusal(451)
		}
		return nil
	}})
	service := httptest.NewServer(http.HandlerFunc(w.text))
	t.Cleanup(service.Close)
	address, err := url.Parse(service.URL)
	if err != nil {
		t.Fatal(err)
	}
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("geheim"), 0o600); err != nil {
		t.Fatal(err)
	}
	also = append(also, harness.WithSettings(func(s *config.Server) {
		s.SMTPAddr, s.SMTPFrom, s.SMTPTLS = w.post.Addr, "oco@oco.example", "none"
		s.SMSURL, s.SMSTokenFile = address, token
	}))
	w.town = newTown(t, harness.Start(t, also...), harness.Coordinator, harness.Supporter, harness.Administrator)
	account := (&erasingTown{town: w.town}).account(t, harness.Supporter)
	w.supporter = w.make(t, harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Pim Professional", "phone": "0416-930201", "email": "pim@naast.example", "organisation": harness.Agency,
		"life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 100, "account": account,
	}})
	return w
}

// text is the service for text messages.
func (w *postTown) text(answer http.ResponseWriter, r *http.Request) {
	var body struct{ ID, Text string }
	if w.isShut.Load() || json.NewDecoder(r.Body).Decode(&body) != nil {
		answer.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.texts[body.ID] = body.Text
}

func (w *postTown) shut(is bool) { w.isShut.Store(is) }

func (w *postTown) textOf(id string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.texts[id]
}

func (w *postTown) mailOf(id string) string {
	for _, mail := range w.post.Mails() {
		if strings.Contains(mail, "<"+id+"@") {
			return mail
		}
	}
	return ""
}

// handed is how many messages left the platform.
func (w *postTown) handed() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.texts) + len(w.post.Mails())
}

// make makes a call over gRPC that has to succeed, and returns a field of the answer.
func (w *postTown) make(t testing.TB, as harness.Persona, rpc, field string, request object) string {
	t.Helper()
	return made(t, w.call(t, harness.GRPC, as, rpc, request), field)
}

// story is what a resident went through who asked something.
type story struct {
	someone
	asked
	application, resident string
}

func (s story) String() string { return s.someone.name }

// lives lets somebody apply with an instruction, and have three appointments, one moved and one called off, or a case that closes.
func (w *postTown) lives(t *testing.T, n int, p someone, a asked, safe object) story {
	t.Helper()
	who := object{"name": "Nora Kant"}
	if p.mail {
		who["email"] = fmt.Sprintf("nora%d@post.example", n)
	}
	if p.mobile {
		who["phone"] = fmt.Sprintf("06-119%05d", n)
	}
	request := object{"resident": who, "resident_agrees": true, "safe_contact": safe, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "channel": "CHANNEL_WEBSITE"}
	as := harness.Nobody
	if p.house {
		who["postcode"], who["house_number"] = "5141AB", fmt.Sprint(n+1)
	}
	if p.near {
		as = harness.Coordinator
		who["kind"], who["name"] = "APPLICANT_KIND_NEAR_PERSON", "Dochter Kant"
		request["applicant"] = who
		request["resident"] = object{"name": "Nora Kant", "email": fmt.Sprintf("zelf%d@post.example", n)}
	}
	s := story{someone: p, asked: a}
	s.application = w.make(t, as, "SubmitApplication", "application", request)
	by := harness.Coordinator
	s.resident = w.make(t, by, "GetApplication", "resident", object{"application": s.application})
	w.make(t, by, "CreateTriageDecision", "id", object{"application": s.application, "route": "ROUTE_FORMAL"})
	offer := w.make(t, by, "CreateOffer", "id", object{"application": s.application, "supporter": w.supporter})
	w.make(t, harness.Supporter, "AcceptOffer", "id", object{"offer": offer})
	supportCase := w.make(t, by, "RecordResidentAnswer", "case", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
	if !p.closes {
		var made [3]string
		for i := range made {
			made[i] = w.make(t, by, "CreateAppointment", "id", object{"appointment": object{
				"case": supportCase, "start_time": fmt.Sprintf("2099-01-0%dT09:30:00Z", i+1), "end_time": fmt.Sprintf("2099-01-0%dT10:30:00Z", i+1), "kind": "APPOINTMENT_KIND_HOME",
			}})
		}
		w.make(t, by, "RescheduleAppointment", "id", object{"appointment": made[1], "start_time": "2099-02-01T09:30:00Z", "end_time": "2099-02-01T10:30:00Z"})
		w.make(t, by, "CancelAppointment", "id", object{"appointment": made[2], "cancel_reason": "APPOINTMENT_CANCEL_REASON_RESIDENT"})
	}
	if p.closes {
		w.make(t, by, "CloseCase", "id", object{"case": supportCase, "need": "vraag", "outcome": "answered_question", "fit": "FIT_YES"})
	}
	return s
}

// settles waits until every event became what it becomes, and what can be sent now was.
func (w *postTown) settles(t *testing.T) {
	t.Helper()
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	var open int
	for range 50_000 {
		if err := w.system.Database.App.Read(ctx, func(tx *pg.Tx) error {
			return tx.Get(ctx, &open, `SELECT (SELECT count(*) FROM (VALUES ('messages'), ('surveys')) AS follows (consumer) JOIN platform.event_clock c ON c.municipality = $1
				LEFT JOIN platform.event_place p ON p.municipality = $1 AND p.consumer = follows.consumer WHERE coalesce(p.position, 0) < c.position) +
				(SELECT count(*) FROM message.message WHERE municipality = $1 AND (state = 'SENDING' OR state = 'QUEUED' AND next_attempt_time <= now()))`, w.place.Code)
		}); err != nil {
			t.Fatal(err)
		}
		if open == 0 {
			return
		}
	}
	t.Fatalf("%d still wait", open)
}

// due has what waits be tried again now, which is looked at when the next event comes.
func (w *postTown) due(t *testing.T) {
	t.Helper()
	ctx := pgtest.Context(t, w.place.Code, call.RoleCoordinator)
	if err := w.system.Database.App.Write(ctx, func(tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE message.message SET next_attempt_time = now() WHERE municipality = $1 AND state = 'QUEUED'`, w.place.Code)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.make(t, harness.Nobody, "SubmitApplication", "application", object{"resident": object{"name": "Bram Buurman", "phone": "0416-930203"}})
}

// told are the messages of a story by their kinds, as whoever opens them sees them; what another overtook is left out.
func (w *postTown) told(t *testing.T, s story) map[string]object {
	t.Helper()
	told := map[string]object{}
	list, _ := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, "ListMessages", object{"application": s.application, "page_size": 200}).Messages[0])["messages"].([]any)
	for _, one := range list {
		id, _ := one.(object)["id"].(string)
		m := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, "GetMessage", object{"message": id}).Messages[0])
		kind, _ := m["kind"].(string)
		kind = strings.TrimPrefix(kind, "MESSAGE_KIND_")
		if m["fault"] == "MESSAGE_FAULT_OVERTAKEN" {
			continue
		}
		if other, twice := told[kind]; twice {
			if kind != "APPOINTMENT_PLANNED" {
				t.Errorf("%s: twice: %v and %v", s, other, m)
			} else if other["channel"] != m["channel"] || other["state"] != m["state"] {
				t.Errorf("%s: one by %v, the other by %v", s, other["channel"], m["channel"])
			}
		}
		told[kind] = m
	}
	return told
}
