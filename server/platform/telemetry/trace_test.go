package telemetry_test

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"testing"

	"go.opentelemetry.io/otel/propagation"
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
	ctx, span := tracing.Provider().Tracer("test").Start(t.Context(), "call")
	if !span.SpanContext().IsValid() || span.IsRecording() {
		t.Errorf("got a valid trace %t, recording %t", span.SpanContext().IsValid(), span.IsRecording())
	}
	carrier := propagation.MapCarrier{}
	tracing.Propagator().Inject(ctx, carrier)
	if carrier["traceparent"] == "" {
		t.Error("the trace does not travel on")
	}
	span.End()
	if err := tracing.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestATraceOfTheCallerIsContinuedAndBaggageIsNot(t *testing.T) {
	tracing, err := telemetry.NewTracing(t.Context(), nil, quiet)
	if err != nil {
		t.Fatal(err)
	}
	incoming := propagation.MapCarrier{"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "baggage": "name=" + person}
	ctx := tracing.Propagator().Extract(t.Context(), incoming)
	ctx, span := tracing.Provider().Tracer("test").Start(ctx, "call")
	defer span.End()
	if got := span.SpanContext().TraceID().String(); got != "0af7651916cd43dd8448eb211c80319c" {
		t.Errorf("got trace %s", got)
	}
	outgoing := propagation.MapCarrier{}
	tracing.Propagator().Inject(ctx, outgoing)
	if outgoing["baggage"] != "" {
		t.Errorf("baggage travels on: %s", outgoing["baggage"])
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
