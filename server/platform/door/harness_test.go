package door_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	here      = "gm0867"
	neighbour = "gm0855"
	asleep    = "gm0001"
	region    = "hart-van-brabant"
	someID    = "01931c4e-7b1a-7c3d-9e2f-0123456789ab"
)

// people knows accounts by their token, and counts how often it is asked.
type people struct {
	mu       sync.Mutex
	accounts map[string]call.Caller
	verified int
	asked    int
	fails    error
	expires  time.Time
	// looked hears of every look at the grants of a stream, once it has what it found.
	looked chan struct{}
}

func (p *people) ByToken(_ context.Context, token string, _ auth.Certificate) (auth.Identity, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.verified++
	if token == "bad" || token == "" {
		return auth.Identity{}, errs.New(errs.Unauthenticated).Because(errors.New("bad token"))
	}
	return auth.Identity{Issuer: "https://issuer.example", Subject: token, Expires: p.expires}, nil
}

func (p *people) ByCertificate(c auth.Certificate) (auth.Identity, error) {
	return auth.Identity{Fingerprint: c.Fingerprint, Expires: p.expires}, nil
}

func (p *people) Caller(_ context.Context, who auth.Identity) (call.Caller, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	return p.accounts[who.Subject+who.Fingerprint], p.fails
}

func (p *people) CallerNow(ctx context.Context, who auth.Identity) (call.Caller, error) {
	caller, err := p.Caller(ctx, who)
	p.looked <- struct{}{}
	return caller, err
}

func (p *people) set(token string, grants ...call.Grant) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.accounts[token] = call.Caller{Account: "account-" + token, Grants: grants}
}

func (p *people) counts() (verified, asked int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.verified, p.asked
}

// places knows two municipalities that use the platform and one that does not.
type places struct {
	mu    sync.Mutex
	asked int
}

func (p *places) Municipality(_ context.Context, code string) (active bool, where string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	switch code {
	case here:
		return true, region, nil
	case neighbour:
		return true, "elsewhere", nil
	}
	return false, "", nil
}

// refused keeps refusals.
type refused struct {
	mu   sync.Mutex
	list []call.Call
}

func (r *refused) Refused(_ context.Context, c call.Call, reason string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if reason == string(errs.Forbidden) {
		r.list = append(r.list, c)
	}
	return nil
}

// handlers are services whose methods a test fills in. seen is the call that the last one found.
type handlers struct {
	intakev1.UnimplementedIntakeServiceServer
	adminv1.UnimplementedAdminServiceServer
	eventsv1.UnimplementedEventServiceServer
	matchingv1.UnimplementedMatchingServiceServer
	reportingv1.UnimplementedReportingServiceServer

	mu     sync.Mutex
	calls  int
	seen   call.Call
	submit func(context.Context, *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error)
	update func(context.Context, *intakev1.UpdateApplicationRequest) (*intakev1.Application, error)
	get    func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error)
	watch  func(*eventsv1.WatchEventsRequest, grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error
}

func (h *handlers) note(ctx context.Context) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls++
	h.seen = call.From(ctx)
}

func (h *handlers) last() (call.Call, int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.seen, h.calls
}

func (h *handlers) SubmitApplication(ctx context.Context, r *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
	h.note(ctx)
	if h.submit != nil {
		return h.submit(ctx, r)
	}
	return &intakev1.SubmitApplicationResponse{}, nil
}

func (h *handlers) GetApplication(ctx context.Context, r *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
	h.note(ctx)
	if h.get != nil {
		return h.get(ctx, r)
	}
	return &intakev1.Application{}, nil
}

func (h *handlers) UpdateApplication(ctx context.Context, r *intakev1.UpdateApplicationRequest) (*intakev1.Application, error) {
	h.note(ctx)
	if h.update != nil {
		return h.update(ctx, r)
	}
	return &intakev1.Application{}, nil
}

func (h *handlers) GetIntakeForm(ctx context.Context, _ *intakev1.GetIntakeFormRequest) (*intakev1.IntakeForm, error) {
	h.note(ctx)
	return &intakev1.IntakeForm{}, nil
}

func (h *handlers) LookupReceipt(ctx context.Context, _ *intakev1.LookupReceiptRequest) (*intakev1.Receipt, error) {
	h.note(ctx)
	return &intakev1.Receipt{}, nil
}

func (h *handlers) GetCaller(ctx context.Context, _ *adminv1.GetCallerRequest) (*adminv1.Caller, error) {
	h.note(ctx)
	return &adminv1.Caller{}, nil
}

func (h *handlers) CreateMunicipality(ctx context.Context, _ *adminv1.CreateMunicipalityRequest) (*adminv1.Municipality, error) {
	h.note(ctx)
	return &adminv1.Municipality{}, nil
}

func (h *handlers) UpdateMunicipality(ctx context.Context, _ *adminv1.UpdateMunicipalityRequest) (*adminv1.Municipality, error) {
	h.note(ctx)
	return &adminv1.Municipality{}, nil
}

func (h *handlers) GetOffer(ctx context.Context, _ *matchingv1.GetOfferRequest) (*matchingv1.Offer, error) {
	h.note(ctx)
	return &matchingv1.Offer{}, nil
}

func (h *handlers) GetMonitor(ctx context.Context, _ *reportingv1.GetMonitorRequest) (*reportingv1.Monitor, error) {
	h.note(ctx)
	return &reportingv1.Monitor{}, nil
}

func (h *handlers) WatchEvents(r *eventsv1.WatchEventsRequest, s grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
	h.note(s.Context())
	if h.watch != nil {
		return h.watch(r, s)
	}
	return nil
}

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

func newHouse(t *testing.T, changes ...func(*door.Config)) *house {
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
func (h *house) close(t *testing.T) {
	t.Helper()
	if err := h.door.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

func (h *house) connect(t *testing.T) {
	t.Helper()
	channel := new(inprocgrpc.Channel).WithServerUnaryInterceptor(h.door.Unary()).WithServerStreamInterceptor(h.door.Stream())
	server := grpc.NewServer(grpc.UnaryInterceptor(h.door.Unary()), grpc.StreamInterceptor(h.door.Stream()),
		grpc.UnknownServiceHandler(h.door.Unknown))
	for _, to := range []grpc.ServiceRegistrar{server, channel} {
		intakev1.RegisterIntakeServiceServer(to, h)
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
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}

// outside is the context of an in-process call as REST makes it.
func outside(t *testing.T, token string, changes ...func(*door.Outside)) context.Context {
	t.Helper()
	o := door.Outside{Peer: door.Peer{Address: netip.MustParseAddr("192.0.2.7")}}
	if token != "" {
		o.Authorization = []string{"Bearer " + token}
	}
	for _, change := range changes {
		change(&o)
	}
	return door.WithOutside(t.Context(), o)
}

// reason is the reason that a caller sees, empty for none.
func reason(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == door.Domain {
			return info.GetReason()
		}
	}
	return ""
}

// violations are the fields and rules that a caller sees, sorted.
func violations(err error) []string {
	var found []string
	for _, detail := range status.Convert(err).Details() {
		if bad, ok := detail.(*errdetails.BadRequest); ok {
			for _, v := range bad.GetFieldViolations() {
				found = append(found, v.GetField()+" "+v.GetReason())
			}
		}
	}
	slices.Sort(found)
	return found
}

func want(t *testing.T, err error, code codes.Code, because errs.Reason) {
	t.Helper()
	if status.Code(err) != code || reason(err) != string(because) {
		t.Fatalf("got %s %q (%v), want %s %s", status.Code(err), reason(err), err, code, because)
	}
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
