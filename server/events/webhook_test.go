package events_test

import (
	"net/netip"
	"testing"
	"time"

	"oco.example/oco/server/events"
	"oco.example/oco/server/platform/errs"
)

func TestWhereDeliveriesMayGo(t *testing.T) {
	for address, want := range map[string]struct{ public, local bool }{
		"8.8.8.8": {true, true}, "2606:4700::1111": {true, true}, "127.0.0.1": {false, true}, "127.9.9.9": {false, true}, "::1": {false, true},
		"::ffff:127.0.0.1": {false, true}, "10.0.0.1": {}, "172.16.0.1": {}, "192.168.1.1": {}, "::ffff:10.0.0.1": {}, "169.254.169.254": {},
		"fe80::1": {}, "fe80::1%eth0": {}, "fc00::1": {}, "0.0.0.0": {}, "::": {}, "100.64.0.1": {}, "224.0.0.1": {}, "255.255.255.255": {},
		"198.18.0.1": {}, "240.0.0.1": {}, "192.0.0.8": {}, "64:ff9b::a00:1": {}, "2002:a00:1::": {}, "ff02::1": {}, "::a00:1": {},
	} {
		a := netip.MustParseAddr(address)
		if events.Reachable(a, false) != want.public || events.Reachable(a, true) != want.local {
			t.Errorf("%s: %v here, %v with this machine", address, events.Reachable(a, false), events.Reachable(a, true))
		}
	}
}

func TestWhatASubscriptionMayAskFor(t *testing.T) {
	known := []string{"ApplicationReceived"}
	for url, rules := range map[string][2]string{
		"https://hook.example/oco?x=1": {}, "https://8.8.8.8:8443/": {},
		"http://hook.example/": {"webhook.https", "webhook.https"}, "ftp://hook.example/": {"webhook.https", "webhook.https"},
		"http://127.0.0.1:99/": {"webhook.https", ""}, "http://localhost/": {"webhook.https", ""}, "http://[::1]/": {"webhook.https", ""},
		"https://127.0.0.1/": {"webhook.address", ""}, "https://localhost/": {"webhook.address", ""},
		"https://10.0.0.1/": {"webhook.address", "webhook.address"}, "https://[fd00::1]/": {"webhook.address", "webhook.address"},
		"https://anna:geheim@hook.example/": {"webhook.url", "webhook.url"}, "https:///pad": {"webhook.url", "webhook.url"},
		"https://hook.example/#deel": {"webhook.url", "webhook.url"}, "https://:443/": {"webhook.url", "webhook.url"},
	} {
		for i, local := range []bool{false, true} {
			err := events.Webhook{URL: url, EventTypes: known}.Check(known, local)
			got := ""
			if refusal := errs.Of(err); refusal != nil {
				got = refusal.Violations[0].Rule
			}
			if got != rules[i] {
				t.Errorf("%s, local %v: got %q, want %q", url, local, got, rules[i])
			}
		}
	}
	err := errs.Of(events.Webhook{URL: "https://hook.example", EventTypes: []string{"ApplicationReceived", "CaseClosed"}}.Check(known, false))
	if err == nil || len(err.Violations) != 1 || err.Violations[0].Field != "webhook_subscription.event_types[1]" {
		t.Errorf("a type that a system may not see: %v", err)
	}
}

// A receiver that is away is tried for a day, ever less often, and then given up; a success forgets it all.
func TestAReceiverThatIsAwayIsGivenUpAfterADay(t *testing.T) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	w, begin, last := events.Webhook{State: events.WebhookActive}, now, time.Duration(0)
	for !w.Fail(events.Unreachable, now) {
		wait := w.Retry.Sub(now)
		if wait < last || wait > time.Hour || wait <= 0 {
			t.Fatalf("after %d: waits %s after %s", w.Attempts, wait, last)
		}
		last, now = wait, w.Retry
	}
	if gone := now.Sub(begin); w.State != events.WebhookStopped || gone < 24*time.Hour || gone > 25*time.Hour || w.Attempts > 40 {
		t.Errorf("%s after %s and %d attempts", w.State, gone, w.Attempts)
	}
	if err := w.Resume(); err != nil || w.State != events.WebhookActive || w.Attempts != 0 || w.Failure != events.Unreachable {
		t.Errorf("%+v, %v", w, err)
	}
	w.Fail(events.Faulty, now)
	w.Succeed(7, now)
	if w.Attempts != 0 || !w.FailingSince.IsZero() || !w.Retry.IsZero() || w.Position != 7 {
		t.Errorf("%+v", w)
	}
	if !w.Fail(events.Gone, now) || w.State != events.WebhookStopped {
		t.Errorf("gone: %+v", w)
	}
}

func TestAWebhookIsPausedResumedAndReplayed(t *testing.T) {
	for _, state := range []events.WebhookState{events.WebhookActive, events.WebhookPaused, events.WebhookStopped} {
		w := events.Webhook{State: state}
		if err := w.Pause(); (err == nil) == (state == events.WebhookPaused) || w.State != events.WebhookPaused {
			t.Errorf("pause %s: %s, %v", state, w.State, err)
		}
		w = events.Webhook{State: state}
		if err := w.Resume(); (err == nil) == (state == events.WebhookActive) || w.State != events.WebhookActive {
			t.Errorf("resume %s: %s, %v", state, w.State, err)
		}
	}
	w := events.Webhook{Position: 9}
	if err := w.Replay(10, 9); err == nil || w.Position != 9 {
		t.Errorf("what is still to come: %v", err)
	}
	if err := w.Replay(0, 9); err != nil || w.Position != 0 {
		t.Errorf("from the beginning: %v", err)
	}
}
