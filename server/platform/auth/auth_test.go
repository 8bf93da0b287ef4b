package auth_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/errs"
)

const audience = "https://oco.example/api"

// clock is a clock that tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// rows are accounts and municipalities that count how often they are asked.
type rows struct {
	mu       sync.Mutex
	asked    int
	account  string
	active   bool
	failWith error
	// hold keeps a look-up waiting until it is closed; arrived hears that it waits.
	hold, arrived chan struct{}
}

func (r *rows) ask() error {
	r.mu.Lock()
	hold := r.hold
	r.asked++
	r.mu.Unlock()
	if hold != nil {
		r.arrived <- struct{}{}
		<-hold
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failWith
}

func (r *rows) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked
}

func (r *rows) set(change func(*rows)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(r)
}

func (r *rows) ByToken(_ context.Context, _, subject string) (call.Caller, error) {
	err := r.ask()
	if subject == "" {
		return call.Caller{}, errors.New("no subject")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return call.Caller{Account: r.account}, err
}

func (r *rows) ByFingerprint(context.Context, string) (call.Caller, error) {
	err := r.ask()
	r.mu.Lock()
	defer r.mu.Unlock()
	return call.Caller{Account: r.account}, err
}

func (r *rows) Active(context.Context, string) (bool, error) {
	err := r.ask()
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.active, err
}

func (r *rows) Region(context.Context, string) (string, error) { return "hart-van-brabant", nil }

// world is an issuer that runs, and an authenticator that trusts it.
type world struct {
	*auth.Authenticator
	clock  *clock
	issuer *devissuer.Issuer
	url    string
	rows   *rows
	// fetched counts what the issuer was asked, by path.
	fetched map[string]int
	mu      sync.Mutex
	away    bool
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{clock: newClock(), rows: &rows{account: "a-1", active: true}, fetched: map[string]int{}}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.fetched[r.URL.Path]++
		away := w.away
		w.mu.Unlock()
		if away {
			rw.WriteHeader(http.StatusBadGateway)
			return
		}
		w.issuer.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	w.url = server.URL + "/dev-issuer"
	w.issuer = issuerAt(t, w.url, w.clock.Now)
	authenticator, err := auth.New(auth.Config{
		Issuers:  []auth.Issuer{{URL: w.url, Audience: audience}},
		Accounts: w.rows, Municipalities: w.rows, Now: w.clock.Now, Client: server.Client(),
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Authenticator = authenticator
	return w
}

func issuerAt(t *testing.T, url string, now func() time.Time) *devissuer.Issuer {
	t.Helper()
	i, err := devissuer.New(devissuer.Config{
		URL: url, Audience: audience, Personas: []devissuer.Persona{{Subject: "coordinator", Name: "Noor Zand"}}, Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func (w *world) setAway(away bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.away = away
}

func (w *world) keysFetched() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.fetched["/dev-issuer/keys"]
}

func (w *world) token(t *testing.T, counts time.Duration) string {
	t.Helper()
	token, err := w.issuer.Token("coordinator", counts)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestGrantsAreRememberedForHalfAMinute(t *testing.T) {
	w := newWorld(t)
	who := auth.Identity{Issuer: w.url, Subject: "coordinator"}
	ask := func(want string, asked int) {
		t.Helper()
		got, err := w.Caller(t.Context(), who)
		if err != nil || got.Account != want || w.rows.count() != asked {
			t.Fatalf("got %q and %v after %d look-ups, want %q after %d", got.Account, err, w.rows.count(), want, asked)
		}
	}
	ask("a-1", 1)
	w.clock.Add(29 * time.Second)
	ask("a-1", 1)
	w.rows.set(func(r *rows) { r.account = "" })
	w.clock.Add(time.Second)
	ask("", 2)
	// That there is no account is believed for five seconds only.
	w.rows.set(func(r *rows) { r.account = "a-2" })
	w.clock.Add(5 * time.Second)
	ask("a-2", 3)
	if now, err := w.CallerNow(t.Context(), who); err != nil || now.Account != "a-2" || w.rows.count() != 4 {
		t.Fatalf("CallerNow must ask: %v %v", now, err)
	}
}

func TestAFailedLookUpIsNotRemembered(t *testing.T) {
	w := newWorld(t)
	who := auth.Identity{Fingerprint: "ab"}
	w.rows.set(func(r *rows) { r.failWith = errors.New("the database is away") })
	if _, err := w.Caller(t.Context(), who); !errs.Is(err, errs.Unavailable) {
		t.Fatalf("got %v, want UNAVAILABLE", err)
	}
	w.rows.set(func(r *rows) { r.failWith = nil })
	if got, err := w.Caller(t.Context(), who); err != nil || got.Account != "a-1" {
		t.Fatalf("got %v %v", got, err)
	}
}

func TestCallersShareOneLookUpThatNobodysLeavingEnds(t *testing.T) {
	w := newWorld(t)
	who := auth.Identity{Fingerprint: "ab"}
	hold, arrived := make(chan struct{}), make(chan struct{})
	w.rows.set(func(r *rows) { r.hold, r.arrived = hold, arrived })
	leaving, leave := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() {
		_, err := w.Caller(leaving, who)
		left <- err
	}()
	<-arrived
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Fatalf("who leaves gets %v", err)
	}
	w.rows.set(func(r *rows) { r.hold = nil })
	close(hold)
	if got, err := w.Caller(t.Context(), who); err != nil || got.Account != "a-1" {
		t.Fatalf("got %v %v", got, err)
	}
	if n := w.rows.count(); n > 2 {
		t.Fatalf("%d look-ups for one identity", n)
	}
}

func TestMunicipalitiesThatCannotBeAreNotLookedUp(t *testing.T) {
	w := newWorld(t)
	for _, code := range []string{"", "gm", "gm086", "gm08671", "GM0867", "gm08a7", "gm0867; DROP", "pv0867"} {
		if active, _, err := w.Municipality(t.Context(), code); active || err != nil {
			t.Errorf("%q: %t %v", code, active, err)
		}
	}
	if n := w.rows.count(); n != 0 {
		t.Fatalf("%d look-ups for codes that cannot be", n)
	}
	for range 3 {
		if active, region, err := w.Municipality(t.Context(), "gm0867"); !active || region != "hart-van-brabant" || err != nil {
			t.Fatalf("%t %q %v", active, region, err)
		}
	}
	if n := w.rows.count(); n != 1 {
		t.Fatalf("%d look-ups, want one", n)
	}
}

func TestForgettingShowsWhatStandsNow(t *testing.T) {
	w := newWorld(t)
	who := auth.Identity{Fingerprint: "ab"}
	if _, err := w.Caller(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	if active, _, err := w.Municipality(t.Context(), "gm0867"); !active || err != nil {
		t.Fatal(active, err)
	}
	w.rows.set(func(r *rows) { r.account, r.active = "a-2", false })
	w.Forget()
	if got, err := w.Caller(t.Context(), who); err != nil || got.Account != "a-2" {
		t.Errorf("got %v %v", got, err)
	}
	if active, _, err := w.Municipality(t.Context(), "gm0867"); active || err != nil {
		t.Errorf("got %t %v", active, err)
	}
}
