package app

import (
	"context"
	"crypto/tls"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection"

	"oco.example/oco/gen/openapi"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/rest"
	"oco.example/oco/server/platform/telemetry"
)

// Version is the full version of the API, as in its OpenAPI document.
const Version = "1.0.0"

// App is the platform, wired and not yet serving.
type App struct {
	// GRPC is the server for the network; Channel reaches the same services from inside.
	GRPC    *grpc.Server
	Channel *inprocgrpc.Channel
	// Handler serves REST, the API page, health and, in a demo, the development issuer.
	Handler http.Handler

	settings config.Server
	database *Database
	log      *slog.Logger
	registry *prometheus.Registry
	door     *door.Door
	health   *health.Server
	tls      *tls.Config
	waits    Waits
	wiring   *wiring
	stopping atomic.Bool
}

// Foundation is what the platform stands on.
type Foundation struct {
	Settings config.Server
	Database *Database
	Log      *slog.Logger
	Tracing  *telemetry.Tracing
	// HTTPAddress is where HTTP is served, host:port; the demo's issuer is named by it.
	HTTPAddress string
	// Clock is the time of the door and of clocks that count days; time.Now when nil. The pools of
	// the database have a clock of their own.
	Clock func() time.Time
	// Waits are how long the servers wait for their clients; the zero value is what is right for them.
	Waits Waits
	// OffersEvery is how often offers are looked for that nobody answered in time, a minute when zero; and how
	// often everything else is that nobody's call brings about, when it is not zero.
	OffersEvery time.Duration
}

// New wires the platform. It fails when a contract lacks its access option or a setting cannot be
// followed; nothing listens yet.
func New(f Foundation) (*App, error) {
	a := &App{settings: f.Settings, database: f.Database, log: f.Log, registry: telemetry.NewRegistry(), health: health.NewServer(), waits: f.Waits}
	var err error
	if a.tls, err = transport(f.Settings); err != nil {
		return nil, err
	}
	if a.wiring, err = newWiring(f); err != nil {
		return nil, err
	}
	if a.door, err = newDoor(f, a.wiring, newMetrics(a.registry)); err != nil {
		return nil, err
	}
	a.GRPC = a.newGRPC(f)
	a.Channel = new(inprocgrpc.Channel).WithServerUnaryInterceptor(a.door.Unary()).WithServerStreamInterceptor(a.door.Stream())
	for _, service := range a.wiring.services() {
		a.door.Register(a.GRPC, service.desc, service.implementation)
		a.Channel.RegisterService(service.desc, service.implementation)
	}
	if err := a.door.CheckContracts(a.GRPC.GetServiceInfo()); err != nil {
		return nil, err
	}
	a.door.Register(a.GRPC, &grpc_health_v1.Health_ServiceDesc, a.health)
	reflection.Register(a.GRPC)
	if a.Handler, err = a.newHandler(f); err != nil {
		return nil, err
	}
	return a, nil
}

// What one connection over gRPC may ask at the same time, how large the head of a call may be, and
// how many bytes may come in that nobody asked for yet: of one call, and of all that are under way.
const (
	callsPerConnection = 100
	longestHead        = 64 << 10
	unasked            = 64 << 10
	underWay           = 1 << 20
)

func (a *App) newGRPC(f Foundation) *grpc.Server {
	options := []grpc.ServerOption{
		// Services come through door.Register; one that does not passes the door all the same.
		grpc.ChainUnaryInterceptor(a.door.Unary()), grpc.ChainStreamInterceptor(a.door.Stream()),
		grpc.UnknownServiceHandler(a.door.Unknown),
		grpc.MaxConcurrentStreams(callsPerConnection), grpc.MaxHeaderListSize(longestHead),
		grpc.InTapHandle(a.door.Tap), grpc.ConnectionTimeout(f.Waits.head()), grpc.KeepaliveParams(f.Waits.keepalive()),
		// Else the library lets the first grow to 16 MiB, for callers who will be refused as well. What
		// the door reads may come at once, whatever its size.
		grpc.StaticStreamWindowSize(unasked), grpc.StaticConnWindowSize(underWay),
		// The door holds the bound of each method; this one is for all.
		grpc.MaxRecvMsgSize(int(f.Settings.MaxUploadBytes)),
	}
	if a.tls != nil {
		options = append(options, grpc.Creds(credentials.NewTLS(a.tls)))
	}
	return grpc.NewServer(options...)
}

func (a *App) newHandler(f Foundation) (http.Handler, error) {
	var services []rest.Service
	for _, service := range a.wiring.services() {
		services = append(services, service.rest)
	}
	handler, err := rest.New(rest.Config{
		Channel: a.Channel, Admit: a.door.Admit, Services: services, Version: Version, OpenAPI: openapi.Document, Log: f.Log,
		CORSOrigins: f.Settings.CORSOrigins, MaxRequestBytes: f.Settings.MaxRequestBytes, Timeout: f.Settings.Deadline,
		TrustedProxies: f.Settings.TrustedProxies, Ready: a.ready, SecurityContact: "mailto:security@oco.example",
		Now: f.Clock,
	})
	if err != nil {
		return nil, err
	}
	if handler, err = withWebsite(f, a.wiring.door, handler); err != nil {
		return nil, err
	}
	return rest.OnEveryAnswer(Version, a.wiring.outgoing.withMailbox(a.wiring.withIssuer(handler))), nil
}

// background runs what is not a call: consumers of events, imports, timers.
func (a *App) background(ctx context.Context) error {
	if err := a.wiring.background(ctx); err != nil {
		return fmt.Errorf("work in the background: %w", err)
	}
	return nil
}

// httpLog takes what the HTTP server has to say about connections.
func (a *App) httpLog() *log.Logger { return slog.NewLogLogger(a.log.Handler(), slog.LevelDebug) }
