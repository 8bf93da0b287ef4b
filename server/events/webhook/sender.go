// Package webhook sends events to addresses outside: signed, to the public internet alone, and nowhere else than where
// it was told to.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"oco.example/oco/server/events"
)

// secretPrefix is that of the Standard Webhooks form.
const secretPrefix = "whsec_"

// Secret is a key as its receiver gets it.
func Secret(key []byte) string { return secretPrefix + base64.StdEncoding.EncodeToString(key) }

// Letter is one delivery.
type Letter struct {
	URL string
	// ID is the event's, the same each time that it is delivered.
	ID   string
	Body []byte
	// Key is what it is signed with.
	Key []byte
}

// Sender delivers letters. It is safe for concurrent use.
type Sender struct {
	client *http.Client
	now    func() time.Time
}

// Config is how a sender behaves.
type Config struct {
	// Local allows addresses of this machine.
	Local bool
	// Timeout is how long a receiver may take: 10 s when zero.
	Timeout time.Duration
	// Now is the time in a signature; time.Now when nil.
	Now func() time.Time
}

// New returns a sender.
func New(c Config) *Sender {
	if c.Timeout == 0 {
		c.Timeout = 10 * time.Second
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	dialer := &net.Dialer{Timeout: c.Timeout, Control: guard(c.Local)}
	return &Sender{now: c.Now, client: &http.Client{
		Timeout: c.Timeout,
		// A proxy would resolve the name itself, past the guard.
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: c.Timeout, MaxIdleConnsPerHost: 2,
			IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

var errAddress = errors.New("webhook: this address is not one of the public internet")

// guard looks at the address that is really dialled: what a name led to a moment ago says nothing.
func guard(local bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		end, err := netip.ParseAddrPort(address)
		if err != nil || !events.Reachable(end.Addr(), local) {
			return errAddress
		}
		return nil
	}
}

// Send delivers a letter, once, and says what came of it.
func (s *Sender) Send(ctx context.Context, l Letter) events.WebhookFailure {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.URL, bytes.NewReader(l.Body))
	if err != nil {
		return events.BadAddress
	}
	at := strconv.FormatInt(s.now().Unix(), 10)
	req.Header.Set("Content-Type", "application/cloudevents+json; charset=utf-8")
	req.Header.Set("User-Agent", "oco-webhook")
	req.Header.Set("Webhook-Id", l.ID)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", "v1,"+Sign(l.Key, l.ID, at, l.Body))
	answer, err := s.client.Do(req)
	if err != nil {
		return failed(err)
	}
	defer answer.Body.Close()
	// What the receiver says is of no interest, but a connection that was read to its end serves again.
	_, _ = io.CopyN(io.Discard, answer.Body, 64<<10)
	return judged(answer.StatusCode)
}

// Sign is the signature of the Standard Webhooks form: HMAC-SHA-256 over id, moment and body.
func Sign(key []byte, id, at string, body []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + at + "."))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func failed(err error) events.WebhookFailure {
	var slow interface{ Timeout() bool }
	switch {
	case errors.Is(err, errAddress):
		return events.BadAddress
	case errors.As(err, &slow) && slow.Timeout():
		return events.TimedOut
	default:
		return events.Unreachable
	}
}

func judged(status int) events.WebhookFailure {
	switch {
	case status >= 200 && status < 300:
		return events.Delivered
	case status == http.StatusGone:
		return events.Gone
	case status >= 300 && status < 400:
		return events.Redirected
	case status >= 400 && status < 500:
		return events.Refused
	default:
		return events.Faulty
	}
}
