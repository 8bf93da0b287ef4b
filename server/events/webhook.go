package events

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"time"

	"oco.example/oco/server/platform/errs"
)

// WebhookState is whether events are delivered; its words are those of oco.events.v1.WebhookState.
type WebhookState string

// The states of a webhook subscription.
const (
	WebhookActive  WebhookState = "ACTIVE"
	WebhookPaused  WebhookState = "PAUSED"
	WebhookStopped WebhookState = "STOPPED"
)

// WebhookFailure is why a delivery failed; its words are those of oco.events.v1.WebhookFailure, empty when it did not.
type WebhookFailure string

// The failures of a delivery.
const (
	Delivered   WebhookFailure = ""
	Unreachable WebhookFailure = "UNREACHABLE"
	TimedOut    WebhookFailure = "TIMEOUT"
	BadAddress  WebhookFailure = "ADDRESS"
	Redirected  WebhookFailure = "REDIRECT"
	Refused     WebhookFailure = "REFUSED"
	Faulty      WebhookFailure = "FAULT"
	Gone        WebhookFailure = "GONE"
)

const (
	// firstRetry is how long after the first failure it is tried again; each time after that twice as long, up to
	// longestRetry.
	firstRetry   = 5 * time.Second
	longestRetry = time.Hour
	// patience is how long a receiver may be away before it is given up.
	patience = 24 * time.Hour
)

// Webhook (webhook-abonnement) delivers events of a municipality to an address, in order.
type Webhook struct {
	ID         string
	URL        string
	EventTypes []string
	State      WebhookState
	// Position is how far it is: what came before, and this, was delivered or is not wanted.
	Position int64
	// Succeeded and Failed are when a delivery last did; Failure is why.
	Succeeded, Failed time.Time
	Failure           WebhookFailure
	// FailingSince is when the failures began that were not followed by a success, Attempts how many there were.
	FailingSince time.Time
	Attempts     int
	// Retry is when it is tried again after a failure.
	Retry   time.Time
	Created time.Time
	Updated time.Time
	Version int64
}

// ResourceID is the subscription's id, for requests that come again.
func (w Webhook) ResourceID() string { return w.ID }

// Etag is the version as clients see it and send it back.
func (w Webhook) Etag() string { return strconv.FormatInt(w.Version, 10) }

// CheckEtag refuses a change that was made on an outdated copy; an empty etag acts on whatever stands.
func (w Webhook) CheckEtag(given string) error {
	if given != "" && given != w.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}

// Check returns what is wrong with where it goes and what it asks for. Of a name it is known only later where it
// leads. known are the types that a system may see; local allows this machine, without encryption.
func (w Webhook) Check(known []string, local bool) error {
	problems := []*errs.Error{checkURL(w.URL, local)}
	for i, one := range w.EventTypes {
		if !slices.Contains(known, one) {
			problems = append(problems, errs.Field(fmt.Sprintf("webhook_subscription.event_types[%d]", i), "webhook.event_type"))
		}
	}
	return errs.Join(problems...)
}

func checkURL(text string, local bool) *errs.Error {
	const field = "webhook_subscription.url"
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return errs.Field(field, "webhook.url")
	}
	address, err := netip.ParseAddr(u.Hostname())
	named := err != nil
	loopback := u.Hostname() == "localhost" || (!named && address.Unmap().IsLoopback())
	switch {
	case u.Scheme != "https" && (u.Scheme != "http" || !local || !loopback):
		return errs.Field(field, "webhook.https")
	case !named && !Reachable(address, local), loopback && !local:
		return errs.Field(field, "webhook.address")
	}
	return nil
}

// outside are networks that are not the public internet, beside those that netip knows.
var outside = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	// These carry an IPv4 address inside.
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("2001::/32"), netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("2001:db8::/32"),
}

// Reachable reports whether a delivery may go to an address: one of the public internet, or with local this machine.
func Reachable(address netip.Addr, local bool) bool {
	address = address.Unmap().WithZone("")
	if address.IsLoopback() {
		return local
	}
	if !address.IsGlobalUnicast() || address.IsPrivate() {
		return false
	}
	return !slices.ContainsFunc(outside, func(p netip.Prefix) bool { return p.Contains(address) })
}

// Pause stops deliveries until it is resumed.
func (w *Webhook) Pause() error {
	if w.State == WebhookPaused {
		return errs.StateConflict("webhook_subscription", string(w.State))
	}
	w.State = WebhookPaused
	w.forgive()
	return nil
}

// Resume goes on where it was.
func (w *Webhook) Resume() error {
	if w.State == WebhookActive {
		return errs.StateConflict("webhook_subscription", string(w.State))
	}
	w.State = WebhookActive
	w.forgive()
	return nil
}

// Replay goes back to a position; of what is still to come there is nothing to deliver again.
func (w *Webhook) Replay(after, last int64) error {
	if after > last {
		return errs.Field("after_position", "webhook.position")
	}
	w.Position = after
	w.forgive()
	return nil
}

// forgive tries it as if it had never failed; when it last did stays known.
func (w *Webhook) forgive() {
	w.FailingSince, w.Retry, w.Attempts = time.Time{}, time.Time{}, 0
}

// Wants reports whether an event of a type is delivered.
func (w Webhook) Wants(eventType string) bool { return slices.Contains(w.EventTypes, eventType) }

// Succeed notes that it was delivered up to a position.
func (w *Webhook) Succeed(position int64, now time.Time) {
	w.Position, w.Succeeded = position, now
	w.forgive()
}

// Fail notes a failed delivery: it is tried again after a while, and given up when the receiver is gone or was away
// for a day. stopped says that it was given up.
func (w *Webhook) Fail(failure WebhookFailure, now time.Time) (stopped bool) {
	w.Failure, w.Failed = failure, now
	if w.FailingSince.IsZero() {
		w.FailingSince = now
	}
	w.Attempts++
	w.Retry = now.Add(min(firstRetry<<min(w.Attempts-1, 20), longestRetry))
	if w.State == WebhookActive && (failure == Gone || now.Sub(w.FailingSince) >= patience) {
		w.State, w.Retry = WebhookStopped, time.Time{}
		return true
	}
	return false
}
