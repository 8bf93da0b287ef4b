package door_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/test/bufconn"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	here      = "gm0867"
	neighbour = "gm0855"
	asleep    = "gm0001"
	region    = "hart-van-brabant"
	someID    = "01931c4e-7b1a-7c3d-9e2f-0123456789ab"
)

// house is a door with services behind it, over the network and in-process.
type house struct {
	*handlers
	door    *door.Door
	people  *people
	places  *places
	refused *refused
	logged  *syncBuffer
	// network is a connection over gRPC, inside the in-process channel that REST uses.
	network grpc.ClientConnInterface
	inside  inside
	ticks   chan time.Time
	mu      sync.Mutex
	now     time.Time
}

type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}

func (h *house) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func newHouse(t testing.TB, changes ...func(*door.Config)) *house {
	t.Helper()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	h := &house{
		handlers: &handlers{}, people: &people{accounts: map[string]call.Caller{}, expires: now.Add(24 * time.Hour), looked: make(chan struct{}, 100)},
		places: &places{}, refused: &refused{}, logged: &syncBuffer{}, ticks: make(chan time.Time), now: now,
	}
	c := door.Config{
		Identities: h.people, Municipalities: h.places, Refusals: h.refused, Now: h.Now,
		Log:  slog.New(slog.NewJSONHandler(h.logged, nil)),
		Tick: func(time.Duration) (<-chan time.Time, func()) { return h.ticks, func() {} },
	}
	for _, change := range changes {
		change(&c)
	}
	d, err := door.New(c)
	if err != nil {
		t.Fatal(err)
	}
	h.door = d
	t.Cleanup(func() { h.close(t) })
	h.connect(t)
	return h
}

// close writes the refusals that wait, so that a test can read them.
func (h *house) close(t testing.TB) {
	t.Helper()
	if err := h.door.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

func (h *house) connect(t testing.TB) {
	t.Helper()
	channel := new(inprocgrpc.Channel).WithServerUnaryInterceptor(h.door.Unary()).WithServerStreamInterceptor(h.door.Stream())
	server := grpc.NewServer(grpc.UnaryInterceptor(h.door.Unary()), grpc.StreamInterceptor(h.door.Stream()),
		grpc.UnknownServiceHandler(h.door.Unknown), grpc.InTapHandle(h.door.Tap))
	for _, to := range []grpc.ServiceRegistrar{registrar{h.door, server}, channel} {
		intakev1.RegisterIntakeServiceServer(to, h)
		intakev1.RegisterImportServiceServer(to, h)
		adminv1.RegisterAdminServiceServer(to, h)
		eventsv1.RegisterEventServiceServer(to, h)
		matchingv1.RegisterMatchingServiceServer(to, h)
		reportingv1.RegisterReportingServiceServer(to, h)
	}
	h.inside = inside{channel}
	if err := h.door.CheckContracts(server.GetServiceInfo()); err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 16)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	connection, err := grpc.NewClient("passthrough:///door",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	h.network = connection
	t.Cleanup(func() {
		_ = connection.Close()
		server.Stop()
		if err := <-served; err != nil && !errors.Is(err, grpc.ErrServerStopped) { // so soon that it had not begun
			t.Error(err)
		}
	})
}

// registrar registers services with the network's server as the platform does.
type registrar struct {
	door *door.Door
	to   *grpc.Server
}

func (r registrar) RegisterService(service *grpc.ServiceDesc, implementation any) {
	r.door.Register(r.to, service, implementation)
}

// inside is the in-process channel, with the stream that REST makes of it: a refusal before the
// request was read comes with the first answer, as over the network.
type inside struct{ *inprocgrpc.Channel }

func (i inside) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	opened, err := i.Channel.NewStream(ctx, desc, method, opts...)
	return patient{opened}, err
}

type patient struct{ grpc.ClientStream }

func (p patient) SendMsg(m any) error {
	if err := p.ClientStream.SendMsg(m); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// signedIn is the context of a call over the network.
func signedIn(t *testing.T, token, language string) context.Context {
	t.Helper()
	ctx := metadata.AppendToOutgoingContext(t.Context(), "accept-language", language)
	if token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "bearer "+token)
	}
	return ctx
}
