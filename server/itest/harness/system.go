// Package harness starts the whole platform inside a test: the wiring of server/app on a real
// Postgres, real listeners on this machine, tokens of a real OpenID Connect issuer. Tests call it
// as partners do, over gRPC and over REST, and read what it logged, traced and counted.
package harness

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"log/slog"

	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/telemetry"
)

// Audience is whom the tokens of tests are made out for.
const Audience = "oco"

// System is a running platform.
type System struct {
	// GRPC and HTTP are addresses, host:port; Metrics is the address of the metrics page.
	GRPC, HTTP, Metrics string
	// Log is everything that the server logged, down to debug.
	Log *Text
	// Spans are the traces of all calls.
	Spans *tracetest.InMemoryExporter
	// Database is the server's own, for tests that look behind it.
	Database *app.Database

	conn     *grpc.ClientConn
	web      *http.Client
	issuer   *devissuer.Issuer
	accounts *adminstore.Store
	places   atomic.Int64
	regions  atomic.Int64

	mu     sync.Mutex // guards tokens and the personas of issuer
	tokens map[string]string
}

// Option changes what Start starts.
type Option func(*options)

type options struct {
	offersEvery time.Duration
	databaseURL func(role string) string
	pools       []func(*pg.Config)
	settings    []func(*config.Server)
}

// OnDatabase serves from a migrated database of the test's own; url gives its address for a role.
func OnDatabase(url func(role string) string) Option {
	return func(o *options) { o.databaseURL = url }
}

// WithPools changes how the server's pools are opened.
func WithPools(change func(*pg.Config)) Option {
	return func(o *options) { o.pools = append(o.pools, change) }
}

// WithOffersEvery changes how often offers are looked for that nobody answered in time.
func WithOffersEvery(period time.Duration) Option { return func(o *options) { o.offersEvery = period } }

// WithSettings changes the settings that the server starts with.
func WithSettings(change func(*config.Server)) Option {
	return func(o *options) { o.settings = append(o.settings, change) }
}

// Start serves until the test ends, and then checks that nothing is left running.
func Start(t testing.TB, opts ...Option) *System {
	t.Helper()
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	if o.databaseURL == nil {
		database := pgtest.New(t)
		o.databaseURL = func(role string) string { return database.URL(t, role) }
	}
	s := &System{Log: &Text{}, Spans: tracetest.NewInMemoryExporter(), tokens: map[string]string{}}
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() {
		if err := goleak.Find(before); err != nil {
			t.Errorf("left running: %v", err)
		}
	})
	issuerURL := s.startIssuer(t)
	s.serve(t, settings(t, o, issuerURL), o)
	s.dial(t)
	return s
}

// startIssuer serves the issuer of the tokens on an address of its own.
func (s *System) startIssuer(t testing.TB) *url.URL {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.issuer.ServeHTTP(w, r) }))
	address, err := url.Parse("http://" + server.Listener.Addr().String())
	must(t, err)
	s.issuer, err = devissuer.New(devissuer.Config{
		URL: address.String(), Audience: Audience, Personas: []devissuer.Persona{{Subject: Stranger.subject("")}},
	})
	must(t, err)
	server.Start()
	t.Cleanup(server.Close)
	return address
}

// settings are those of a server with a database and an issuer of its own, and limits so wide that
// no test meets them.
func settings(t testing.TB, o options, issuer *url.URL) config.Server {
	t.Helper()
	key := filepath.Join(t.TempDir(), "keys.json")
	_, err := crypto.CreateKeyring(key)
	must(t, err)
	wide := config.Rate{Count: 1_000_000, Per: time.Second}
	const anyPort = "127.0.0.1:0"
	s := config.Server{
		GRPCAddr: anyPort, HTTPAddr: anyPort, MetricsAddr: anyPort,
		DatabaseURL: sealed.Of(o.databaseURL(pg.AppRole)), DatabaseConnections: 12, KeyFile: key, ErasureJournal: t.TempDir(),
		OIDCIssuer: issuer, OIDCAudience: Audience, MaxRequestBytes: 1 << 20, MaxUploadBytes: 16 << 20, Deadline: 30 * time.Second,
		RatePerAddress: wide, RatePerClient: wide, MaxStreams: 100, DrainTimeout: 10 * time.Second,
	}
	for _, change := range o.settings {
		change(&s)
	}
	return s
}

func (s *System) serve(t testing.TB, settings config.Server, o options) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	log := telemetry.NewLogger(s.Log, slog.LevelDebug, true)
	listeners, err := app.Listen(ctx, settings)
	must(t, err)
	t.Cleanup(listeners.Close)
	s.Database, err = app.OpenDatabase(ctx, settings, log, o.pools...)
	must(t, err)
	t.Cleanup(s.Database.Close)
	s.accounts = adminstore.New(s.Database.Keys)
	a, err := app.New(app.Foundation{
		Settings: settings, Database: s.Database, Log: log, Tracing: telemetry.NewTracingTo(s.Spans), HTTPAddress: listeners.HTTP.Addr().String(),
		OffersEvery: o.offersEvery,
	})
	must(t, err)
	ended := make(chan error, 1)
	go func() { ended <- a.Serve(ctx, listeners) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the server ended badly: %v", err)
		}
	})
	s.GRPC, s.HTTP, s.Metrics = address(listeners.GRPC), address(listeners.HTTP), address(listeners.Metrics)
}

func (s *System) dial(t testing.TB) {
	t.Helper()
	conn, err := grpc.NewClient(s.GRPC, grpc.WithTransportCredentials(insecure.NewCredentials()))
	must(t, err)
	s.conn = conn
	transport := &http.Transport{MaxIdleConnsPerHost: 16}
	s.web = &http.Client{Transport: transport}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := conn.Close(); err != nil {
			t.Errorf("close the connection: %v", err)
		}
	})
}

// Conn is a connection to the gRPC address, without any token.
func (s *System) Conn() *grpc.ClientConn { return s.conn }

// Web is a client for the HTTP address.
func (s *System) Web() *http.Client { return s.web }

func address(l net.Listener) string { return l.Addr().String() }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Text is what was written, safe for many writers.
type Text struct {
	mu   sync.Mutex
	text []byte
}

// Write adds to the text.
func (b *Text) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text = append(b.text, p...)
	return len(p), nil
}

// String is all that was written so far.
func (b *Text) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return string(b.text)
}
