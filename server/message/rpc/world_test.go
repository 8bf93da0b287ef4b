package rpc_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/message/rpc"
	"oco.example/oco/server/message/store"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const municipality = "gm0867"

// neighbours stand in for the other slices: who can be reached how, by the id of the recipient.
type neighbours struct {
	mu       sync.Mutex
	reach    map[string]message.Reach
	received map[string]message.Received
	asked    message.Asked
	weeks    []message.Week
	// appointments are those of support, by their ids.
	appointments map[string]message.Appointment
	surveyed     map[string]message.Surveyed
	corrected    map[string]message.Corrected
	gatherings   map[string]message.Gathering
	referred     map[string]message.Referred
	// barred are dossiers of which nothing may be told any more, and why.
	barred map[string]message.Fault
}

func (n *neighbours) Reach(_ context.Context, _ *pg.Tx, list []message.Recipient) (map[message.Recipient]message.Reach, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	reached := map[message.Recipient]message.Reach{}
	for _, to := range list {
		if r, ok := n.reach[to.ID]; ok {
			r.Language = "nl"
			reached[to] = r
		}
	}
	return reached, nil
}

func (n *neighbours) set(id string, change func(r *message.Reach)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	r := n.reach[id]
	change(&r)
	n.reach[id] = r
}

func (*neighbours) Office(context.Context, *pg.Tx) (message.Office, error) {
	return message.Office{Name: "Waalwijk", Contact: "Carla Coördinator", Phone: "0416-123456", Email: "oco@waalwijk.example"}, nil
}

func (n *neighbours) Received(_ context.Context, _ *pg.Tx, application string) (message.Received, error) {
	r, ok := n.received[application]
	if !ok {
		return r, errs.NotFound("application")
	}
	return r, nil
}

func (n *neighbours) Dossier(_ context.Context, _ *pg.Tx, application string) (string, error) {
	return n.received[application].Dossier, nil
}

func (n *neighbours) Asked(context.Context, *pg.Tx, string, string, string) (message.Asked, error) {
	return n.asked, nil
}

func (*neighbours) Requirement(context.Context, *pg.Tx, string, string) (string, error) {
	return "VOG", nil
}

func (n *neighbours) Appointment(_ context.Context, _ *pg.Tx, id string) (message.Appointment, error) {
	a, ok := n.appointments[id]
	if !ok {
		return a, errs.NotFound("appointment")
	}
	return a, nil
}

func (n *neighbours) AppointmentsOn(_ context.Context, _ *pg.Tx, day string) (list []message.Appointment, err error) {
	for _, a := range n.appointments {
		if a.Planned && calendar.Day(a.Start) == day {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b message.Appointment) int { return a.Start.Compare(b.Start) })
	return list, nil
}

func (n *neighbours) Invitation(_ context.Context, _ *pg.Tx, id string) (*mail.File, error) {
	a, ok := n.appointments[id]
	if !ok {
		return nil, nil
	}
	return &mail.File{Name: "afspraak.ics", MediaType: "text/calendar; charset=utf-8", Content: []byte("DTSTART:" + a.Start.Format("20060102T150405Z"))}, nil
}

func (n *neighbours) Surveyed(_ context.Context, _ *pg.Tx, invitation string) (message.Surveyed, error) {
	s, ok := n.surveyed[invitation]
	if !ok {
		return s, errs.NotFound("survey_invitation")
	}
	return s, nil
}

func (n *neighbours) ReferralEnded(_ context.Context, _ *pg.Tx, application, _ string) (message.Referred, error) {
	r, ok := n.referred[application]
	if !ok {
		return r, errs.NotFound("application")
	}
	return r, nil
}

func (n *neighbours) Gatherings(_ context.Context, _ *pg.Tx, _ string, invitations []string) (list []message.Gathering, err error) {
	for _, invitation := range invitations {
		if g, ok := n.gatherings[invitation]; ok {
			list = append(list, g)
		}
	}
	return list, nil
}

func (n *neighbours) MeetingFile(_ context.Context, _ *pg.Tx, invitation string) (*mail.File, error) {
	g, ok := n.gatherings[invitation]
	if !ok {
		return nil, nil
	}
	return &mail.File{Name: "bijeenkomst.ics", MediaType: "text/calendar; charset=utf-8", Content: []byte("DTSTART:" + g.Start.Format("20060102T150405Z"))}, nil
}

func (n *neighbours) Corrected(_ context.Context, _ *pg.Tx, request string) (message.Corrected, error) {
	c, ok := n.corrected[request]
	if !ok {
		return c, errs.NotFound("rights_request")
	}
	return c, nil
}

func (n *neighbours) Barred(_ context.Context, _ *pg.Tx, list []message.Message) (map[string]message.Fault, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	barred := map[string]message.Fault{}
	for _, m := range list {
		if why, ok := n.barred[m.Dossier]; ok {
			barred[m.ID] = why
		}
	}
	return barred, nil
}

func (n *neighbours) GoBetweens(_ context.Context, _ *pg.Tx, m message.Message) ([]message.GoBetween, error) {
	if m.Channel != message.TrustedPerson {
		return nil, nil
	}
	return []message.GoBetween{{Name: sealed.Of("Dochter Kant"), Phone: sealed.Of("+31611930997")}}, nil
}

func (n *neighbours) Weeks(context.Context, *pg.Tx) (coordinators, supporters []message.Week, err error) {
	return n.weeks, nil, nil
}

// world is the service on a database of its own, with a mail server, and a clock that tests move.
type world struct {
	*rpc.Service
	*neighbours
	db                 *pgtest.Database
	keys               *subject.Keys
	store              *store.Store
	post               *mailtest.Server
	clock              func(forward time.Duration)
	coordinator, admin context.Context
}

func newWorld(t *testing.T, post *mailtest.Server) *world {
	t.Helper()
	var mu sync.Mutex
	now := time.Date(2026, 3, 9, 11, 0, 0, 0, time.UTC)
	db := pgtest.New(t, pgtest.WithClock(func() time.Time { mu.Lock(); defer mu.Unlock(); return now }))
	tokens, err := page.NewTokens(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys := subject.New(db.Keys)
	w := &world{
		neighbours: &neighbours{
			reach: map[string]message.Reach{}, received: map[string]message.Received{}, appointments: map[string]message.Appointment{}, surveyed: map[string]message.Surveyed{},
			corrected: map[string]message.Corrected{}, gatherings: map[string]message.Gathering{}, referred: map[string]message.Referred{}, barred: map[string]message.Fault{},
		},
		db: db, keys: keys, store: store.New(keys),
		post: mailtest.Start(t, mailtest.StartTLS, post), coordinator: pgtest.Context(t, municipality, call.RoleCoordinator),
		admin: pgtest.Context(t, municipality, call.RoleAdministrator),
		clock: func(forward time.Duration) { mu.Lock(); defer mu.Unlock(); now = now.Add(forward) },
	}
	w.Service = w.another(t, w.store)
	w.Service.Tokens = tokens
	return w
}

// another is a second server on the same database.
func (w *world) another(t *testing.T, kept rpc.Messages) *rpc.Service {
	t.Helper()
	server, err := mail.New(mail.Config{Addr: w.post.Addr, From: "oco@oco.example", Security: mail.StartTLS, TLS: w.post.Trust})
	if err != nil {
		t.Fatal(err)
	}
	return rpc.New(rpc.Deps{
		DB: w.db.App, Messages: kept, Templates: w.store, People: w.neighbours, Facts: w.neighbours, Mails: server, PublicURL: "https://oco.example",
	})
}

// person makes somebody who can be written to.
func (w *world) person(t *testing.T, kind subject.Kind, r message.Reach) string {
	t.Helper()
	id := pg.NewID()
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error {
		_, err := w.keys.Make(w.coordinator, tx, id, kind)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.set(id, func(had *message.Reach) { *had = r })
	return id
}

// nora is a resident with a mail address.
func nora() message.Reach {
	return message.Reach{Name: sealed.Of("Nora Kant"), Email: sealed.Of("nora@post.example")}
}

// plan turns an event into messages, as the consumer does.
func (w *world) plan(t *testing.T, position int64, origin eventv1.EventOrigin, event *eventv1.Event) {
	t.Helper()
	event.Position, event.Origin = position, origin
	if err := w.db.App.Write(w.coordinator, func(tx *pg.Tx) error { return w.Plan(w.coordinator, tx, event) }); err != nil {
		t.Fatal(err)
	}
}

// applied is an application of a resident, and the event of it.
func (w *world) applied(t *testing.T, r message.Reach) (application, dossier string, event *eventv1.Event) {
	t.Helper()
	application, dossier = pg.NewID(), w.person(t, subject.Dossier, r)
	w.received[application] = message.Received{
		To: message.Recipient{Kind: message.Resident, ID: dossier, Application: application}, Dossier: dossier, Code: "ABCD-EFGH-JKMN", Day: "2026-03-11",
	}
	return application, dossier, &eventv1.Event{Payload: &eventv1.Event_ApplicationReceived{ApplicationReceived: &eventv1.ApplicationReceived{Application: application}}}
}

// receipt plans the receipt of a new application, and returns it as it stands.
func (w *world) receipt(t *testing.T, position int64, r message.Reach) (application, dossier string, m *messagev1.Message) {
	t.Helper()
	application, dossier, event := w.applied(t, r)
	w.plan(t, position, eventv1.EventOrigin_EVENT_ORIGIN_LIVE, event)
	list := w.about(t, application)
	if len(list) != 1 {
		t.Fatalf("%d messages", len(list))
	}
	return application, dossier, w.get(t, list[0].GetId())
}

func (w *world) about(t *testing.T, application string) []*messagev1.Message {
	t.Helper()
	list, err := w.ListMessages(w.coordinator, &messagev1.ListMessagesRequest{Municipality: municipality, Application: application})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetMessages()
}

func (w *world) get(t *testing.T, id string) *messagev1.Message {
	t.Helper()
	m, err := w.GetMessage(w.coordinator, &messagev1.GetMessageRequest{Municipality: municipality, Message: id})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (w *world) send(t *testing.T) int {
	t.Helper()
	sent, err := w.SendDue(w.coordinator)
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

// states counts messages by where they stand.
func (w *world) states(t *testing.T) map[string]int {
	t.Helper()
	states := map[string]int{}
	var rows []struct {
		State string `db:"state"`
		N     int    `db:"n"`
	}
	if err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT state, count(*) AS n FROM message.message WHERE municipality = $1 GROUP BY state`, municipality)
	}); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		states[row.State] = row.N
	}
	return maps.Clone(states)
}

func mask(paths ...string) *fieldmaskpb.FieldMask { return &fieldmaskpb.FieldMask{Paths: paths} }
