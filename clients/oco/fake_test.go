package oco

import (
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const waalwijk = "gm0867"

// fake is a server of a few RPCs that writes down what came in, and answers by the test's word.
type fake struct {
	intakev1.UnimplementedIntakeServiceServer
	intakev1.UnimplementedImportServiceServer
	adminv1.UnimplementedAdminServiceServer
	eventsv1.UnimplementedEventServiceServer

	mu       sync.Mutex
	requests []proto.Message
	headers  []metadata.MD
	timeouts []time.Duration
	// refuse is asked before every answer; calls count from 1.
	refuse func(call int) error
	// list answers a page, watch a stream.
	list  func(*intakev1.ListApplicationsRequest) *intakev1.ListApplicationsResponse
	watch func(call int, request *eventsv1.WatchEventsRequest, stream grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error
}

func (f *fake) saw(ctx context.Context, request proto.Message) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	header, _ := metadata.FromIncomingContext(ctx)
	f.requests = append(f.requests, request)
	f.headers = append(f.headers, header)
	if deadline, ok := ctx.Deadline(); ok {
		f.timeouts = append(f.timeouts, time.Until(deadline))
	}
	if f.refuse == nil {
		return len(f.requests), nil
	}
	return len(f.requests), f.refuse(len(f.requests))
}

func (f *fake) SubmitApplication(ctx context.Context, request *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
	if _, err := f.saw(ctx, request); err != nil {
		return nil, err
	}
	return &intakev1.SubmitApplicationResponse{ReceiptCode: "7K4M-22PQ"}, nil
}

func (f *fake) ListApplications(ctx context.Context, request *intakev1.ListApplicationsRequest) (*intakev1.ListApplicationsResponse, error) {
	if _, err := f.saw(ctx, request); err != nil {
		return nil, err
	}
	if f.list == nil {
		return &intakev1.ListApplicationsResponse{}, nil
	}
	return f.list(request), nil
}

func (f *fake) WatchEvents(request *eventsv1.WatchEventsRequest, stream grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
	call, err := f.saw(stream.Context(), request)
	if err != nil {
		return err
	}
	return f.watch(call, request, stream)
}

// serve serves f on a loopback address until the test ends.
func serve(t *testing.T, f *fake, options ...grpc.ServerOption) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer(options...)
	intakev1.RegisterIntakeServiceServer(server, f)
	intakev1.RegisterImportServiceServer(server, f)
	adminv1.RegisterAdminServiceServer(server, f)
	eventsv1.RegisterEventServiceServer(server, f)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-served; err != nil && !errors.Is(err, grpc.ErrServerStopped) { // stopped before it began
			t.Errorf("fake server: %v", err)
		}
	})
	return listener.Addr().String()
}

// connect makes a client of f that does not wait, but writes the pauses down.
func connect(t *testing.T, f *fake, options ...Option) (*Client, *[]time.Duration) {
	t.Helper()
	var pauses []time.Duration
	noting := func(s *settings) error {
		s.retry.wait = func(ctx context.Context, d time.Duration) error {
			pauses = append(pauses, d)
			return ctx.Err()
		}
		return nil
	}
	client, err := Dial(serve(t, f), append([]Option{Plaintext(), noting}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client, &pauses
}

// ids are the request ids that f saw.
func (f *fake) ids() []string {
	var ids []string
	for _, request := range f.requests {
		ids = append(ids, text(request, "request_id"))
	}
	return ids
}
