package crash_test

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
)

// asAdministrator is the persona of the demo who may have events delivered.
const asAdministrator persona = "administrator"

// receivers are what lies outside the platform: a mail server and a system to which events are delivered. They are not killed.
type receivers struct {
	post *mailtest.Server
	hook *httptest.Server
	// heldMails and heldEvents keep the next one in the hand, when they are asked to.
	heldMails, heldEvents hold

	mu sync.Mutex
	// delivered are the bodies that came, by the id of the event; order are the ids as they came first.
	delivered map[string][]string
	order     []string
}

// hold keeps what a receiver has in its hand, all of it, and has not answered yet: whoever is killed now has delivered it and
// does not know.
type hold struct {
	asked    atomic.Bool
	has, end chan struct{}
}

func newHold() hold { return hold{has: make(chan struct{}), end: make(chan struct{})} }

// pass is called by the receiver for each that comes.
func (h *hold) pass() {
	if h.asked.CompareAndSwap(true, false) {
		h.has <- struct{}{}
		<-h.end
	}
}

// during does something while the receiver holds the next that comes.
func (h *hold) during(ctx context.Context, t *testing.T, do func()) {
	t.Helper()
	h.asked.Store(true)
	select {
	case <-h.has:
	case <-ctx.Done():
		t.Fatalf("nothing came to be held: %v", context.Cause(ctx))
	}
	do()
	h.end <- struct{}{}
}

func newReceivers(t *testing.T) *receivers {
	t.Helper()
	r := &receivers{heldMails: newHold(), heldEvents: newHold(), delivered: map[string][]string{}}
	r.post = mailtest.Start(t, mailtest.Clear, &mailtest.Server{Data: func(string, func()) error { r.heldMails.pass(); return nil }})
	r.hook = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return // the sender was killed: it did not say all of it
		}
		r.heldEvents.pass()
		r.mu.Lock()
		defer r.mu.Unlock()
		id := req.Header.Get("Webhook-Id")
		if r.delivered[id] == nil {
			r.order = append(r.order, id)
		}
		r.delivered[id] = append(r.delivered[id], string(body))
	}))
	t.Cleanup(r.hook.Close)
	return r
}

// settings are what the program needs to know of them.
func (r *receivers) settings() []string {
	return []string{"--smtp-addr", r.post.Addr, "--smtp-from", "oco@oco.example", "--smtp-tls", "none"}
}

// subscribe has applications told to the system from now on.
func (r *receivers) subscribe(ctx context.Context, t *testing.T, c *caller) {
	t.Helper()
	requestID := pg.NewID()
	_, err := call(ctx, c, asAdministrator, func(ctx context.Context) (*eventsv1.WebhookSubscription, error) {
		return c.hooks.CreateWebhookSubscription(ctx, &eventsv1.CreateWebhookSubscriptionRequest{
			Municipality: home, RequestId: requestID,
			WebhookSubscription: &eventsv1.WebhookSubscription{Url: r.hook.URL, EventTypes: []string{"ApplicationReceived"}},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// letGo ends what those who were killed had taken up: what runs out in ten minutes runs out now.
func letGo(ctx context.Context, t *testing.T, server *program.Server) {
	t.Helper()
	look[int](ctx, t, server, `WITH mails AS (UPDATE message.message SET next_attempt_time = now() WHERE state = 'SENDING' RETURNING 1),
		hooks AS (UPDATE events.webhook_subscription SET claim = NULL, claim_until = NULL RETURNING 1) SELECT count(*) FROM mails, hooks`)
}

// check waits until nothing is on its way any more, and counts at the receivers: each message and each event arrived, and
// whatever arrived again arrived under the same id and said the same.
func (r *receivers) check(ctx context.Context, t *testing.T, l *load) {
	t.Helper()
	letGo(ctx, t, l.server)
	await(ctx, t, "what goes out", func() bool {
		return one(ctx, t, l.server, `SELECT count(*) FROM platform.event e WHERE e.kind = 'oco.event.v1.ApplicationReceived' AND e.origin = 'LIVE'
				AND NOT EXISTS (SELECT FROM platform.event_place p WHERE p.municipality = e.municipality AND p.consumer = 'messages' AND p.position >= e.position)`) == 0 &&
			one(ctx, t, l.server, `SELECT count(*) FROM message.message WHERE channel = 'MAIL' AND state <> 'SENT'`) == 0 &&
			one(ctx, t, l.server, `SELECT count(*) FROM events.webhook_subscription s JOIN platform.event_clock c ON c.municipality = s.municipality WHERE s.position < c.position`) == 0
	})
	written := map[string]bool{}
	for _, id := range look[string](ctx, t, l.server, `SELECT id FROM message.message WHERE channel = 'MAIL'`) {
		written[id] = true
	}
	if mailed := l.mailed(); len(written) < mailed {
		t.Errorf("%d mails were written for %d acknowledged applications with a mail address", len(written), mailed)
	}
	if twice := one(ctx, t, l.server, `SELECT count(*) FROM (SELECT FROM message.message WHERE kind = 'RECEIPT' GROUP BY municipality, application HAVING count(*) > 1) twins`); twice > 0 {
		t.Errorf("%d applications have two receipts", twice)
	}
	mails := r.mails(t)
	sameIDs(t, "mails", written, mails)

	recorded := map[string]bool{}
	for _, id := range look[string](ctx, t, l.server, `SELECT e.municipality || '-' || e.position FROM platform.event e JOIN events.webhook_subscription s
		ON s.municipality = e.municipality WHERE e.kind = 'oco.event.v1.ApplicationReceived' AND e.recorded_time >= s.create_time`) {
		recorded[id] = true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	sameIDs(t, "events", recorded, r.delivered)
	if !slices.IsSortedFunc(r.order, byPosition) {
		t.Errorf("the events came first in another order than they happened: %v", r.order)
	}
	report(t, "%d mails arrived %d times, %d events arrived %d times", len(mails), arrivals(mails), len(r.delivered), arrivals(r.delivered))
}

// sameIDs finds at the receiver each id that there should be, no other, and under each the same text however often it came.
func sameIDs(t *testing.T, what string, want map[string]bool, came map[string][]string) {
	t.Helper()
	if len(want) == 0 {
		t.Errorf("there were no %s: the test did not hit what it is for", what)
	}
	lost := 0
	for id := range want {
		if len(came[id]) == 0 {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d %s never arrived", lost, len(want), what)
	}
	if arrivals(came) < len(came)+killsInHand {
		t.Errorf("%d %s arrived %d times: who was killed while the receiver held one did not send it again", len(came), what, arrivals(came))
	}
	for id, texts := range came {
		if !want[id] {
			t.Errorf("%s: %q is nothing that was written", what, id)
		}
		for _, text := range texts {
			if text != texts[0] {
				t.Errorf("%s: under %q came %q and %q", what, id, texts[0], text)
			}
		}
	}
}

// byPosition orders the ids of events of one municipality by their position.
func byPosition(one, other string) int {
	return cmp.Or(cmp.Compare(len(one), len(other)), strings.Compare(one, other))
}

func arrivals(came map[string][]string) (n int) {
	for _, texts := range came {
		n += len(texts)
	}
	return n
}

var (
	messageID = regexp.MustCompile(`(?mi)^Message-ID: <([^@>]+)@`)
	// boundary parts a mail, and is another each time that it is written.
	boundary = regexp.MustCompile(`boundary="?([^"\r\n;]+)"?`)
)

// mails are those that came, by their id, without what is another each time.
func (r *receivers) mails(t *testing.T) map[string][]string {
	t.Helper()
	came := map[string][]string{}
	for _, content := range r.post.Mails() {
		id := messageID.FindStringSubmatch(content)
		if id == nil {
			t.Fatalf("a mail without an id:\n%s", content)
		}
		if between := boundary.FindStringSubmatch(content); between != nil {
			content = strings.ReplaceAll(content, between[1], "boundary")
		}
		came[id[1]] = append(came[id[1]], content)
	}
	return came
}

// one is the only number that a statement finds.
func one(ctx context.Context, t *testing.T, server *program.Server, sql string) int {
	t.Helper()
	return look[int](ctx, t, server, sql)[0]
}
