// Package rest is the HTTP door: grpc-gateway over an in-process channel, dressed as the Dutch
// API Design Rules 2.2 ask (gh:Logius-standaarden/API-Design-Rules). Every refusal is an
// application/problem+json (RFC 9457), every answer carries API-Version and the security headers,
// a path with a trailing slash is unknown, a create answers 201 with its Location, and ETag,
// If-Match and Idempotency-Key stand for the fields etag and request_id of the contract.
//
// The services are reached through Config.Channel only, so a call over REST passes the same
// interceptors as one over gRPC. No header becomes metadata: what the door may know of the HTTP
// request travels as the typed value door.Outside.
package rest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"

	"oco.example/oco/server/platform/door"
)

// Limits that hold when Config does not say otherwise.
const (
	// DefaultMaxRequestBytes bounds the body of a request, in bytes. A request with a file (a bytes
	// field with a max_len rule) may be larger by what that rule allows.
	DefaultMaxRequestBytes = 1 << 20
	// DefaultTimeout bounds a call that is no stream.
	DefaultTimeout = 30 * time.Second
)

// Config says what the door serves and how.
type Config struct {
	// Channel reaches the services: an inprocgrpc.Channel with the same interceptors as the gRPC
	// server.
	Channel grpc.ClientConnInterface
	// Admit lets a call in by its head, before anything else of it is read: door.Door's Admit.
	Admit func(ctx context.Context, method string, o door.Outside) (door.Admission, error)
	// Services are the services of the contract that have an HTTP mapping.
	Services []Service
	// Version is the full version of the API, "1.0.0", sent as API-Version with every answer.
	Version string
	// OpenAPI is the document served at /v1/openapi.json.
	OpenAPI []byte
	// PublicURL is the address that the outside world uses, "https://oco.example", without a path;
	// empty when the document's server stays relative to where it was fetched.
	PublicURL string
	// Log takes faults of our own; refusals are logged by the door behind the channel.
	Log *slog.Logger
	// CORSOrigins are the origins whose pages may call the API, "https://aanmelden.example".
	CORSOrigins []string
	// MaxRequestBytes bounds a body; 0 means DefaultMaxRequestBytes.
	MaxRequestBytes int64
	// Timeout bounds a call that is no stream; 0 means DefaultTimeout.
	Timeout time.Duration
	// TrustedProxies are the networks of the proxies whose X-Forwarded-For is believed.
	TrustedProxies []netip.Prefix
	// Ready reports whether the server can serve: nil when it can. Its error is logged, not shown.
	Ready func(context.Context) error
	// SecurityContact is where weaknesses are reported, a mailto: or https: address.
	SecurityContact string
	// Now is the clock, for the day on which security.txt expires.
	Now func() time.Time
}

// server is the handler that New returns.
type server struct {
	config   Config
	routes   *node
	gateway  *runtime.ServeMux
	origins  map[string]bool
	document []byte
	pages    map[string]http.HandlerFunc
}

// New makes the handler. It fails when the contract of a service cannot be served under the
// rules (a path that is no plain list of segments, a query that would be nested), when the
// OpenAPI document is no JSON, or when Config lacks what has no default.
func New(config Config) (http.Handler, error) {
	if err := config.complete(); err != nil {
		return nil, err
	}
	document, err := withServer(config.OpenAPI, config.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("rest: OpenAPI document: %w", err)
	}
	s := &server{config: config, routes: &node{}, origins: map[string]bool{}, document: document}
	for _, origin := range config.CORSOrigins {
		s.origins[origin] = true
	}
	s.gateway = s.newGateway()
	through := channel{next: config.Channel}
	for _, service := range config.Services {
		if err := s.routes.addService(service.Name, config.MaxRequestBytes); err != nil {
			return nil, fmt.Errorf("rest: %s: %w", service.Name, err)
		}
		if err := service.register(context.Background(), s.gateway, through); err != nil {
			return nil, fmt.Errorf("rest: %s: %w", service.Name, err)
		}
	}
	s.pages = s.newPages()
	return s, nil
}

// complete fills in defaults and refuses a configuration that cannot work.
func (c *Config) complete() error {
	if c.Channel == nil || c.Admit == nil || c.Version == "" || len(c.OpenAPI) == 0 {
		return errors.New("rest: Channel, Admit, Version and OpenAPI are needed")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.MaxRequestBytes == 0 {
		c.MaxRequestBytes = DefaultMaxRequestBytes
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Ready == nil {
		c.Ready = func(context.Context) error { return nil }
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return nil
}

// newGateway makes the gateway's mux. What it would decide by itself (routes, methods, headers,
// forms) was decided before it is asked.
func (s *server) newGateway() *runtime.ServeMux {
	none := func(string) (string, bool) { return "", false }
	return runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, newJSON()),
		runtime.WithMarshalerOption(mediaLines, newLines()),
		runtime.WithIncomingHeaderMatcher(none),
		runtime.WithOutgoingHeaderMatcher(none),
		runtime.WithOutgoingTrailerMatcher(none),
		runtime.WithErrorHandler(s.gatewayError),
		runtime.WithStreamErrorHandler(s.gatewayStreamError),
		runtime.WithRoutingErrorHandler(s.gatewayRoutingError),
		runtime.WithForwardResponseOption(forward),
		runtime.WithDisablePathLengthFallback(),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisableChunkedEncoding(),
	)
}
