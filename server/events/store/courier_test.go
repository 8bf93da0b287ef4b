package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/events"
	"oco.example/oco/server/events/store"
	"oco.example/oco/server/events/webhook"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

// post is a municipality with webhooks, at a time that a test chooses.
type post struct {
	t     *testing.T
	db    *pgtest.Database
	hooks *store.Webhooks
	now   atomic.Pointer[time.Time]
}

func newPost(t *testing.T) *post {
	t.Helper()
	p := &post{t: t}
	p.at(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC))
	p.db = pgtest.New(t, pgtest.WithClock(func() time.Time { return *p.now.Load() }))
	p.hooks = store.NewWebhooks(subject.New(p.db.Keys))
	return p
}

func (p *post) at(now time.Time) { p.now.Store(&now) }

func (p *post) later(d time.Duration) { p.at(p.now.Load().Add(d)) }

func (p *post) ctx() context.Context { return pgtest.Context(p.t, here, call.RoleSystem) }

func (p *post) write(fn func(ctx context.Context, tx *pg.Tx) error) {
	p.t.Helper()
	ctx := p.ctx()
	if err := p.db.App.Write(ctx, func(tx *pg.Tx) error { return fn(ctx, tx) }); err != nil {
		p.t.Fatal(err)
	}
}

// subscribed is a subscription from the beginning.
func (p *post) subscribed(url string) (w events.Webhook, key []byte) {
	p.t.Helper()
	p.write(func(ctx context.Context, tx *pg.Tx) (err error) {
		w, err = p.hooks.InsertWebhook(ctx, tx, events.Webhook{URL: url, State: events.WebhookActive, EventTypes: []string{"ApplicationReceived", "CaseClosed"}})
		if err == nil {
			key, err = p.hooks.Key(ctx, tx, w.ID)
		}
		return err
	})
	return w, key
}

func (p *post) read(id string) (w events.Webhook) {
	p.t.Helper()
	p.write(func(ctx context.Context, tx *pg.Tx) (err error) { w, err = p.hooks.Webhook(ctx, tx, id); return err })
	return w
}

// change is what an administrator does to a subscription.
func (p *post) change(id string, do func(w *events.Webhook) error) {
	p.t.Helper()
	p.write(func(ctx context.Context, tx *pg.Tx) error {
		w, err := p.hooks.LockWebhook(ctx, tx, id)
		if err == nil {
			err = do(&w)
		}
		if err == nil {
			_, err = p.hooks.SaveWebhook(ctx, tx, w)
		}
		return err
	})
}

// applied tells of n applications, and of something between them that no system sees.
func (p *post) applied(n int) {
	p.t.Helper()
	for range n {
		p.write(func(_ context.Context, tx *pg.Tx) error {
			tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationReceived{Application: pg.NewID(), Urgent: true})
			tx.Emit(tx.Now(), pg.Live, &eventv1.CaseClosed{Case: pg.NewID()})
			return nil
		})
	}
}

func (p *post) courier(timeout time.Duration) *store.Courier {
	return &store.Courier{
		DB: p.db.Worker, Webhooks: p.hooks, Sender: webhook.New(webhook.Config{Local: true, Timeout: timeout, Now: func() time.Time { return *p.now.Load() }}),
		OIN: "00000099000000000000", Interval: time.Millisecond, Log: slog.New(slog.DiscardHandler),
		Municipalities: func(context.Context) ([]string, error) { return []string{here, there}, nil },
	}
}

func (p *post) drain(c *store.Courier) {
	p.t.Helper()
	if err := c.Drain(p.t.Context(), here); err != nil {
		p.t.Fatal(err)
	}
}

// inbox is a receiver that keeps what it took.
type inbox struct {
	mu     sync.Mutex
	ids    []string
	bodies []map[string]any
	// answer decides, with the number of the request; nil takes everything.
	answer  func(n int, w http.ResponseWriter, r *http.Request) (taken bool)
	n       int
	problem string
	key     []byte
}

func (i *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	i.mu.Lock()
	i.n++
	n := i.n
	i.mu.Unlock()
	if i.answer != nil && !i.answer(n, w, r) {
		return
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	var event map[string]any
	id := r.Header.Get("Webhook-Id")
	if want := "v1," + webhook.Sign(i.key, id, r.Header.Get("Webhook-Timestamp"), body); i.key != nil && r.Header.Get("Webhook-Signature") != want {
		i.problem = "the signature does not hold"
	}
	if err := json.Unmarshal(body, &event); err != nil || event["id"] != id || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/cloudevents+json") {
		i.problem = fmt.Sprintf("%s, %v", body, err)
	}
	i.ids, i.bodies = append(i.ids, id), append(i.bodies, event)
}

func (i *inbox) got() []string { i.mu.Lock(); defer i.mu.Unlock(); return slices.Clone(i.ids) }

// wanted are the ids of what was applied: of each pair of events the first.
func wanted(n int) (ids []string) {
	for i := range n {
		ids = append(ids, fmt.Sprintf("%s-%d", here, 2*i+1))
	}
	return ids
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDeliveriesAreSignedCloudEventsInOrder(t *testing.T) {
	p, box := newPost(t), &inbox{}
	server := httptest.NewServer(box)
	defer server.Close()
	w, key := p.subscribed(server.URL)
	box.key = key
	p.applied(3)
	p.drain(p.courier(0))
	same(t, box.got(), wanted(3)) // CaseClosed is asked for, and no system may see it
	if box.problem != "" {
		t.Error(box.problem)
	}
	event := box.bodies[1]
	for name, want := range map[string]any{
		"specversion": "1.0", "source": "urn:nld:oin:00000099000000000000:systeem:oco", "type": "nl.clientondersteuning.v1.ApplicationReceived",
		"subject": here, "time": "2026-11-26T12:00:00Z", "sequence": "3", "sequencetype": "Integer", "datacontenttype": "application/json",
	} {
		if event[name] != want {
			t.Errorf("%s is %v, want %v", name, event[name], want)
		}
	}
	if data, _ := event["data"].(map[string]any); data["urgent"] != true || data["application"] == nil {
		t.Errorf("data: %v", event["data"])
	}
	if w = p.read(w.ID); w.Position != 6 || w.Succeeded.IsZero() || w.Failure != events.Delivered {
		t.Errorf("%+v", w)
	}
	p.drain(p.courier(0))
	same(t, box.got(), wanted(3))
}

// Several replicas deliver at the same time: each event once, in order, while none of them breaks down.
func TestReplicasDoNotDouble(t *testing.T) {
	const total = 40
	p, box := newPost(t), &inbox{}
	server := httptest.NewServer(box)
	defer server.Close()
	w, _ := p.subscribed(server.URL)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() { p.courier(0).Run(ctx, p.db.Worker.Hints(ctx)) })
	}
	p.applied(total)
	for p.read(w.ID).Position < 2*total && t.Context().Err() == nil {
	}
	cancel()
	wait.Wait()
	same(t, box.got(), wanted(total))
}

// Each delivery fails now and then, and the server is told to stop in between: every event comes at least once, and
// none before its predecessor.
func TestWhatFailsIsDeliveredAgain(t *testing.T) {
	const total = 12
	p, box := newPost(t), &inbox{}
	box.answer = func(n int, w http.ResponseWriter, _ *http.Request) bool {
		if n%3 == 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return n%3 != 0
	}
	server := httptest.NewServer(box)
	defer server.Close()
	w, _ := p.subscribed(server.URL)
	p.applied(total)
	for range 20 {
		p.drain(p.courier(0))
		if got := p.read(w.ID); got.Position < 2*total && (got.Failure != events.Faulty || got.Attempts != 1 || got.Retry.IsZero()) {
			t.Fatalf("%+v", got)
		}
		p.later(10 * time.Second)
	}
	same(t, box.got(), wanted(total))
	if got := p.read(w.ID); got.Position != 2*total || got.Attempts != 0 {
		t.Errorf("%+v", got)
	}
}

func (p *post) stopped() (n int) {
	p.t.Helper()
	ctx := p.ctx()
	if err := p.db.Owner.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &n, `SELECT count(*) FROM platform.event WHERE municipality = $1 AND kind = 'oco.event.v1.WebhookStopped'`, here)
	}); err != nil {
		p.t.Fatal(err)
	}
	return n
}

func TestAReceiverThatIsDownIsGivenUpAndResumed(t *testing.T) {
	p, box := newPost(t), &inbox{}
	server := httptest.NewServer(box)
	url := server.URL
	server.Close()
	w, _ := p.subscribed(url)
	p.applied(2)
	tries := 0
	for p.read(w.ID).State == events.WebhookActive && tries < 100 {
		p.drain(p.courier(0))
		p.drain(p.courier(0)) // nothing is tried before its time
		tries++
		if got := p.read(w.ID); got.Failure != events.Unreachable || got.Attempts != tries || got.Position != 0 {
			t.Fatalf("after %d: %+v", tries, got)
		}
		p.later(time.Hour)
	}
	if got := p.read(w.ID); got.State != events.WebhookStopped || p.stopped() != 1 || tries != 25 {
		t.Fatalf("%+v after %d tries, told %d times", got, tries, p.stopped())
	}
	again := httptest.NewServer(box)
	defer again.Close()
	p.change(w.ID, func(w *events.Webhook) error { w.URL = again.URL; return w.Resume() })
	p.drain(p.courier(0))
	same(t, box.got(), wanted(2))
}

func TestWhatAReceiverAnswersIsTold(t *testing.T) {
	elsewhere := &inbox{}
	other := httptest.NewServer(elsewhere)
	defer other.Close()
	for name, c := range map[string]struct {
		answer  http.HandlerFunc
		failure events.WebhookFailure
		state   events.WebhookState
	}{
		"gone": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }, events.Gone, events.WebhookStopped},
		"moved": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
		}, events.Redirected, events.WebhookActive},
		"refused":  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, events.Refused, events.WebhookActive},
		"broken":   {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, events.Faulty, events.WebhookActive},
		"hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, events.Unreachable, events.WebhookActive},
		"slow": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}, events.TimedOut, events.WebhookActive},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t)
			server := httptest.NewServer(c.answer)
			defer server.Close()
			w, _ := p.subscribed(server.URL)
			p.applied(1)
			timeout := time.Duration(0)
			if name == "slow" {
				timeout = 20 * time.Millisecond
			}
			p.drain(p.courier(timeout))
			if got := p.read(w.ID); got.Failure != c.failure || got.State != c.state || got.Position != 0 {
				t.Errorf("%+v", got)
			}
		})
	}
	if n := len(elsewhere.got()); n != 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
}

// A name that leads to this machine is no way in, whatever it looked like when it was subscribed.
func TestNoDeliveryLeavesThePublicInternet(t *testing.T) {
	box := &inbox{}
	server := httptest.NewServer(box)
	defer server.Close()
	for _, url := range []string{server.URL, strings.Replace(server.URL, "127.0.0.1", "localhost", 1)} {
		p := newPost(t)
		w, _ := p.subscribed(url)
		p.applied(1)
		c := p.courier(0)
		c.Sender = webhook.New(webhook.Config{})
		p.drain(c)
		if got := p.read(w.ID); got.Failure != events.BadAddress || got.Position != 0 {
			t.Errorf("%s: %+v", url, got)
		}
	}
	if n := len(box.got()); n != 0 {
		t.Errorf("%d came through", n)
	}
}

// Whoever replays, pauses or deletes while a delivery is under way has the last word.
func TestAChangeMeanwhileCounts(t *testing.T) {
	p, box := newPost(t), &inbox{}
	var id string
	box.answer = func(n int, _ http.ResponseWriter, _ *http.Request) bool {
		if n == 2 {
			p.change(id, func(w *events.Webhook) error { return w.Replay(0, 6) })
		}
		return true
	}
	server := httptest.NewServer(box)
	defer server.Close()
	w, _ := p.subscribed(server.URL)
	id = w.ID
	p.applied(3)
	p.drain(p.courier(0))
	if got := p.read(id); got.Position != 0 {
		t.Errorf("%+v", got)
	}
	p.drain(p.courier(0))
	same(t, box.got(), append(wanted(2), wanted(3)...))
	p.change(id, func(w *events.Webhook) error { return w.Pause() })
	p.applied(1)
	p.drain(p.courier(0))
	if n := len(box.got()); n != 5 {
		t.Errorf("a paused one got %d", n)
	}
}

// A replica that was killed in the middle holds up the others until its claim lapses, and no longer.
func TestAClaimLapses(t *testing.T) {
	p, box := newPost(t), &inbox{}
	server := httptest.NewServer(box)
	defer server.Close()
	p.subscribed(server.URL)
	p.applied(1)
	p.write(func(ctx context.Context, tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE events.webhook_subscription SET claim = $2, claim_until = $3 WHERE municipality = $1`, here, pg.NewID(), tx.Now().Add(time.Minute))
		return err
	})
	p.drain(p.courier(0))
	if n := len(box.got()); n != 0 {
		t.Errorf("%d were delivered beside the claim", n)
	}
	p.later(time.Minute)
	p.drain(p.courier(0))
	same(t, box.got(), wanted(1))
}
