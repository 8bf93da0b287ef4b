package door

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoregistry"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
)

// Identities finds out who calls. *auth.Authenticator is one.
type Identities interface {
	// ByToken verifies a bearer token; a bad one is errs.Unauthenticated.
	ByToken(ctx context.Context, token string, certificate auth.Certificate) (auth.Identity, error)
	// Remembers reports whether a token was verified a moment ago, so that it costs nothing now.
	Remembers(token string) bool
	// ByCertificate says who a client certificate proves the caller to be.
	ByCertificate(certificate auth.Certificate) (auth.Identity, error)
	// Caller finds the account, with grants at most 30 seconds old; the zero Caller when there is none.
	Caller(ctx context.Context, who auth.Identity) (call.Caller, error)
	// CallerNow finds the account as it stands at this moment.
	CallerNow(ctx context.Context, who auth.Identity) (call.Caller, error)
}

// Municipalities tells which municipalities use the platform. *auth.Authenticator is one.
type Municipalities interface {
	// Municipality tells whether a municipality uses the platform, and its region.
	Municipality(ctx context.Context, code string) (active bool, region string, err error)
}

// Refusals keeps in the processing log that a call failed. The door calls it from one goroutine of
// its own, never while a caller waits.
type Refusals interface {
	// Refused records one failure; c names municipality, account, method, activity and trace. fault
	// says that it was ours.
	Refused(ctx context.Context, c call.Call, reason string, fault bool) error
}

// Config is what a Door needs.
type Config struct {
	Identities     Identities
	Municipalities Municipalities
	// Refusals may be nil: then refusals are only logged.
	Refusals Refusals
	// Log takes one line per call; slog.Default when nil.
	Log *slog.Logger
	// Tracer makes the span of a call; the process-wide one when nil.
	Tracer trace.TracerProvider
	// Observe is told of every call, for metrics; it may be nil.
	Observe func(method string, code codes.Code, took time.Duration)
	// Limits bound what one caller may ask; the zero value is DefaultLimits.
	Limits Limits
	// Deadline is the longest that a unary call may take, 15 seconds when zero. Streams have none.
	Deadline time.Duration
	// Patience is how long a request may take to come in over the network, 10 seconds when zero, on top
	// of what its largest size needs.
	Patience time.Duration
	// MaxRequest is the largest request in bytes, 1 MiB when zero, and MaxUpload the largest of
	// those that hold a file, 11 MiB when zero. Over the network they hold before a request is read.
	MaxRequest, MaxUpload int
	// TrustedProxies are the networks of the proxies whose x-forwarded-for is believed over gRPC.
	TrustedProxies []netip.Prefix
	// Recheck is how often the grants of a stream's caller are looked at again, 30 seconds when zero.
	Recheck time.Duration
	// ActivityBase goes before the name of a processing activity to make its URI in the
	// controller's register (Logboek Dataverwerkingen, dpl.core.processing_activity_id).
	ActivityBase string
	// Now is the clock, time.Now when nil.
	Now func() time.Time
	// Tick tells a stream when to look at the grants again; time.NewTicker when nil.
	Tick func(every time.Duration) (ticks <-chan time.Time, stop func())
}

// Door holds the chain. It is made once and shared by the network's server and the in-process one.
type Door struct {
	Config

	contracts map[string]*contract
	chain     []link
	tracer    trace.Tracer
	limits    *limits
	streams   *streams
	refusals  *refusals
}

// New makes the door. It fails when an RPC of ours lacks its access option, or has one that makes
// no sense: such a server must not start.
func New(c Config) (*Door, error) {
	if c.Identities == nil || c.Municipalities == nil {
		return nil, errors.New("door: identities and municipalities are needed")
	}
	c.defaults()
	contracts, err := readContracts(protoregistry.GlobalFiles)
	if err != nil {
		return nil, err
	}
	d := &Door{
		Config: c, contracts: contracts,
		tracer:   c.Tracer.Tracer("oco.example/oco/server/platform/door"),
		limits:   newLimits(c.Limits, c.Now),
		streams:  newStreams(c.Limits),
		refusals: newRefusals(c.Refusals, c.Log, newMeter(c.Limits.Failures, c.Now)),
	}
	d.chain = d.links()
	return d, nil
}

func (c *Config) defaults() {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Tracer == nil {
		c.Tracer = otel.GetTracerProvider()
	}
	if c.Observe == nil {
		c.Observe = func(string, codes.Code, time.Duration) {}
	}
	if c.Deadline == 0 {
		c.Deadline = 15 * time.Second
	}
	if c.Patience == 0 {
		c.Patience = 10 * time.Second
	}
	if c.MaxRequest == 0 {
		c.MaxRequest = 1 << 20
	}
	if c.MaxUpload == 0 {
		c.MaxUpload = 11 << 20
	}
	if c.Recheck == 0 {
		c.Recheck = 30 * time.Second
	}
	if c.ActivityBase == "" {
		c.ActivityBase = "https://oco.example/verwerkingsactiviteiten/"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Tick == nil {
		c.Tick = func(every time.Duration) (<-chan time.Time, func()) {
			t := time.NewTicker(every)
			return t.C, t.Stop
		}
	}
	c.Limits = c.Limits.orDefaults()
}

// Unary is the chain for calls with one answer that come in-process. For the network's server it is
// the second door behind Register: a service that was registered past that is not open.
func (d *Door) Unary() grpc.UnaryServerInterceptor { return d.unary }

// Stream is the chain for calls that answer in a stream.
func (d *Door) Stream() grpc.StreamServerInterceptor { return d.stream }

// Drain ends every open stream with UNAVAILABLE, so that its caller resumes at another server,
// and opens no new one. Calls with one answer go on.
func (d *Door) Drain() { d.streams.drain() }

// Close writes the refusals that still wait, until ctx ends. The door takes no calls after it.
func (d *Door) Close(ctx context.Context) error { return d.refusals.close(ctx) }
