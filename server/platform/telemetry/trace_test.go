package telemetry_test

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"testing"

	"go.opentelemetry.io/otel/trace"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/grpc"

	"oco.example/oco/server/platform/telemetry"
)

var quiet = slog.New(slog.DiscardHandler)

func TestWithoutACollectorThereAreStillTraces(t *testing.T) {
	tracing, err := telemetry.NewTracing(t.Context(), nil, quiet)
	if err != nil {
		t.Fatal(err)
	}
	_, span := tracing.Provider().Tracer("test").Start(t.Context(), "call")
	if !span.SpanContext().IsValid() || span.IsRecording() {
		t.Errorf("got a valid trace %t, recording %t", span.SpanContext().IsValid(), span.IsRecording())
	}
	span.End()
	if err := tracing.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
}

// receiver is a collector that keeps the names of spans.
type receiver struct {
	collector.UnimplementedTraceServiceServer
	names chan string
}

func (r receiver) Export(_ context.Context, req *collector.ExportTraceServiceRequest) (*collector.ExportTraceServiceResponse, error) {
	for _, resource := range req.GetResourceSpans() {
		for _, scope := range resource.GetScopeSpans() {
			for _, span := range scope.GetSpans() {
				r.names <- span.GetName()
			}
		}
	}
	return &collector.ExportTraceServiceResponse{}, nil
}

func TestSpansReachTheCollector(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	received := receiver{names: make(chan string, 10)}
	server := grpc.NewServer()
	collector.RegisterTraceServiceServer(server, received)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	tracing, err := telemetry.NewTracing(t.Context(), &url.URL{Scheme: "http", Host: listener.Addr().String()}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	_, span := tracing.Provider().Tracer("test").Start(t.Context(), "call", trace.WithNewRoot())
	span.End()
	if err := tracing.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
	close(received.names)
	if got := <-received.names; got != "call" {
		t.Errorf("the collector received %q", got)
	}
}
